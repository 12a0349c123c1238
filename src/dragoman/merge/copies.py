"""Copies of a story among documents. So far exact ones: the same Text under several Readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.records.text import Reading


def exact_copies(readings: Iterable[Reading]) -> Mapping[int, str]:
    """For each place in `readings` that repeats the Text of an earlier one, the document that it is a copy of.

    readings: in order of publication, so that the earliest is the original. Where both have the same name, the
    original is given by its source.
    """
    first: dict[str, Reading] = {}
    copies: dict[int, str] = {}
    for place, reading in enumerate(readings):
        original = first.setdefault(reading.text_id, reading)
        if original is not reading:
            copies[place] = original.document if original.document != reading.document else original.source
    return copies
