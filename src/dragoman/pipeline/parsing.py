"""The parse of a text with what the codebook says of forms, datelines, speech and headlines."""

from __future__ import annotations

from dragoman.annotate import Parses, annotate
from dragoman.pipeline.tables import Tables
from dragoman.records.parsed import ParsedText


def parsed_by(tables: Tables, text: str, model: str | None = None, parses: Parses | None = None) -> ParsedText:
    """The parse of `text`. model, parses: see `annotate`. Raises ModelError."""
    datelines = tables.cues.aside.get("dateline", ())
    return annotate(text, model, tables.forms, datelines, parses, tables.cues.goes_on, tables.casing)
