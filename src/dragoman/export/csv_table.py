"""Claims as CSV, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from dragoman.export import table
from dragoman.export.handed import Handed

# Text that a spreadsheet would take for a formula when a cell begins with it.
_RUNS = frozenset("=+-@\t\r")
_PLAIN = frozenset({int, float, bool, type(None)})


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
        # Most cells are plain: no call for each of sixty millions.
        writer.writerow(
            [
                value
                if (kind := value.__class__) in _PLAIN or (kind is str and value[:1] not in _RUNS)
                else _cell(value)
                for value in row
            ]
        )
        yield made.text


def _cell(value: str | list[str | None]) -> str:
    text: str
    if not isinstance(value, list):
        text = value
    elif len(value) == 1:
        text = value[0] or ""
    else:
        text = "; ".join(["" if one is None else one for one in value])
    return f"'{text}" if text[:1] in _RUNS else text
