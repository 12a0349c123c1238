"""Claims as CSV, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from dragoman.export import table
from dragoman.export.handed import Handed

# Text that a spreadsheet would take for a formula when a cell begins with it.
_RUNS = frozenset("=+-@\t\r")
_PLAIN = frozenset({int, float, bool})


class _Line:
    """Takes what the writer of `csv` writes, a line at a time."""

    text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def lines(handed: Handed) -> Iterator[str]:
    """The header, then a row for each claim of each Reading. Values of a list are joined by `; `; a cell may hold line breaks.

    Text that a spreadsheet would run gets a `'` before it.
    """
    made = _Line()
    writer = csv.writer(made, lineterminator="")
    writer.writerow([column.name for column in table.COLUMNS])
    yield made.text
    for row in table.rows(handed):
        writer.writerow([value if value is None or value.__class__ in _PLAIN else _cell(value) for value in row])
        yield made.text


def _cell(value: str | list[str | None]) -> str:
    text: str = "; ".join(["" if one is None else one for one in value]) if isinstance(value, list) else value
    return f"'{text}" if text[:1] in _RUNS else text
