"""JSON lines: a document a line, `id, text` and optionally `title, published, publisher, url, language, place`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.decode.document import Decoded, Input
from dragoman.decode.letters import characters
from dragoman.decode.record import Rows
from dragoman.decode.sniff import BEGINNING, binary_sign
from dragoman.records.problem import Outcome, Problem


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's bytes with its number from 1. size: its length; more than `data` holds when it is over the limit."""

    number: int
    data: bytes
    size: int


def decode(given_to: Input) -> Iterator[Decoded]:
    """A document for each line, read as the caller goes on; empty lines are passed over.

    Problems: jsonl.*, file.too_large and those of `document_of`, with the line's number behind the source's name;
    file.binary and file.empty for the whole.
    """
    rows = Rows(given_to, "jsonl")
    lines = 0
    for line in _lines(given_to):
        if line.number == 1 and (sign := binary_sign(line.data[:BEGINNING])):
            yield Decoded(None, problems=(Problem("file.binary", given_to.source, values={"sign": sign}),))
            return
        if line.data.strip():
            lines += 1
            yield _decode(given_to, line, rows)
    if not lines:
        yield Decoded(None, problems=(Problem("file.empty", given_to.source),))


def _lines(given_to: Input) -> Iterator[_Line]:
    # Escapes make a line of JSON up to six times as long as its text.
    limit = 6 * given_to.limit + 65_536
    number = 0
    while data := given_to.stream.readline(limit):
        number, size = number + 1, len(data)
        while not data.endswith(b"\n") and (more := given_to.stream.readline(1 << 20)):
            size += len(more)
            if more.endswith(b"\n"):
                break
        yield _Line(number, data, size)


def _decode(given_to: Input, line: _Line, rows: Rows) -> Decoded:
    source = f"{given_to.source}:{line.number}"
    if line.size > len(line.data):
        return Decoded(None, problems=(given_to.too_large(line.size, source),))
    letters = characters(line.data, source)
    parsed = _object(letters.value, source)
    if parsed.value is None:
        return Decoded(None, problems=(*letters.problems, *parsed.problems))
    return rows.read(parsed.value, line.number, letters.problems)


def _object(line: str, source: str) -> Outcome[dict[str, Any] | None]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Outcome(None, (Problem("jsonl.bad", source, values={"reason": str(error)}),))
    if isinstance(value, dict):
        return Outcome(value)
    return Outcome(None, (Problem("jsonl.bad", source, values={"reason": f"it is a {type(value).__name__}"}),))
