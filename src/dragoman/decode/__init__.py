"""Bytes → Documents, by kind of file. A new kind is a module here and a row of `DECODERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from dragoman.decode import jsonl, plain, sniff
from dragoman.decode.document import MAX_MB, Decoded, Input
from dragoman.records.given import Given

DECODERS: dict[str, Callable[[Input], Iterator[Decoded]]] = {
    ".txt": plain.decode,
    ".text": plain.decode,
    ".md": plain.decode,
    ".jsonl": jsonl.decode,
    ".ndjson": jsonl.decode,
}


def decode(
    stream: BinaryIO, name: str, source: str, given: Given, max_mb: float = MAX_MB, today: str | None = None
) -> Iterator[Decoded]:
    """The documents that a file holds, one by one as they are read, with their problems.

    The kind is told by the name's ending; what has none, or an unknown one, is JSON lines if it begins so, else text.
    today: `YYYY-MM-DD`, against which a publication day is in the future; not checked when null.
    """
    decoder = DECODERS.get(PurePath(name).suffix.lower())
    if decoder is None:
        stream, lines = sniff.json_lines(stream)
        decoder = jsonl.decode if lines else plain.decode
    return decoder(Input(stream, name, source, given, max_mb, today))


__all__ = ["DECODERS", "MAX_MB", "Decoded", "decode"]
