"""Tables in CSV or TSV: a document a row, named columns as in JSON lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dragoman.decode.document import Decoded, Input
from dragoman.decode.letters import characters
from dragoman.decode.record import Rows
from dragoman.decode.sniff import BEGINNING, binary_sign
from dragoman.records.problem import Problem

_DELIMITERS = ",\t;|"


def decode(given_to: Input) -> Iterator[Decoded]:
    """A document for each row below the line of names, read as the caller goes on. The delimiter is the one of `,` tab `;` `|` that most parts
    the line of names; rows may hold line ends inside quotes.

    Problems: table.*, encoding.fallback, those of `document_of`, with the number of the row's last line; file.binary, file.empty.
    """
    lines = _Lines(given_to)
    head = next(lines, None)
    if head is None or not head.strip():
        yield Decoded(None, problems=(Problem("file.empty", given_to.source),))
        return
    if lines.sign:
        yield Decoded(None, problems=(Problem("file.binary", given_to.source, values={"sign": lines.sign}),))
        return
    delimiter = max(_DELIMITERS, key=head.count)
    # A field may be as long as a document; csv's own limit would end the file.
    csv.field_size_limit(max(csv.field_size_limit(), given_to.limit + 65_536))
    names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter))]
    text = given_to.columns.get("text", "text")
    if text not in names:
        found = {"column": text, "found": ", ".join(names)[:200]}
        yield Decoded(None, problems=(Problem("table.columns", given_to.source, values=dict(found)),))
        return
    yield from _rows(given_to, lines, names, delimiter)


def _rows(given_to: Input, lines: _Lines, names: list[str], delimiter: str) -> Iterator[Decoded]:
    reader, rows = csv.reader(lines, delimiter=delimiter, strict=True), Rows(given_to, "table")
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            # What the reader had taken of the row is lost; it goes on behind it.
            source = f"{given_to.source}:{lines.number}"
            yield Decoded(None, problems=(Problem("table.bad", source, values={"reason": str(error)}),))
            continue
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        before = tuple(lines.problems)
        lines.problems.clear()
        if len(row) != len(names):
            source = f"{given_to.source}:{lines.number}"
            reason = f"it has {len(row)} cells, the line of names {len(names)}"
            yield Decoded(None, problems=(*before, Problem("table.bad", source, values={"reason": reason})))
            continue
        yield rows.read(dict(zip(names, row)), lines.number, before)


class _Lines:
    """The lines of a table as characters. number: of the line read last. problems: of lines since they were last told. sign: why it is no text."""

    def __init__(self, given_to: Input) -> None:
        self._given_to = given_to
        self._stream = (
            io.BufferedReader(given_to.stream, 1 << 16)
            if isinstance(given_to.stream, io.RawIOBase)
            else given_to.stream
        )
        self.number = 0
        self.problems: list[Problem] = []
        self.sign: str | None = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        data = self._stream.readline(self._given_to.limit + 65_536)
        if not data:
            raise StopIteration
        more = data
        while not more.endswith(b"\n") and (more := self._stream.readline(1 << 20)):
            pass  # of a line that is over the limit no more is kept than shows it
        self.number += 1
        if self.number == 1:
            self.sign = binary_sign(data[:BEGINNING])
        letters = characters(data, f"{self._given_to.source}:{self.number}")
        self.problems += letters.problems
        return letters.value.replace("\0", "\ufffd")
