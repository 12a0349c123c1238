"""Plain text: one document a file, its name the document's id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.decode.document import PASSED, Decoded, Input, document_of
from dragoman.decode.letters import characters
from dragoman.decode.sniff import binary_sign
from dragoman.records.problem import Problem


def decode(given_to: Input) -> Iterator[Decoded]:
    """The file's one document.

    Problems: file.too_large, file.empty, file.binary, encoding.fallback and those of `document_of`.
    """
    yield PASSED if given_to.place.passed() else read(given_to)


def read(given_to: Input) -> Decoded:
    """The document of the stream."""
    data = given_to.stream.read(given_to.limit + 1)
    if len(data) > given_to.limit:
        rest = length_left(given_to.stream)
        return Decoded(None, problems=(given_to.too_large(len(data) + rest, given_to.source),))
    sign = binary_sign(data)
    if sign:
        return Decoded(None, problems=(Problem("file.binary", given_to.source, values={"sign": sign}),))
    text = characters(data, given_to.source)
    made = document_of(given_to, given_to.name, given_to.source, text.value, given_to.given, given_to.part)
    return Decoded(made.document, made.part, (*text.problems, *made.problems))


def length_left(stream: BinaryIO) -> int:
    """Bytes that are left in the stream, read in pieces so that none are kept."""
    return sum(len(piece) for piece in iter(lambda: stream.read(1 << 20), b""))
