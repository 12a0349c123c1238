"""Claims as CSV, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from dragoman.export import table
from dragoman.export.handed import Handed
from dragoman.records.spreadsheet import CHANGED, neutral

_PLAIN = frozenset({int, float, bool, str, type(None)})


class _Line:
    """Takes what the writer of `csv` writes, a line at a time."""

    text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def lines(handed: Handed) -> Iterator[str]:
    """The header, then a row for each claim of each Reading. Values of a list are joined by `; `; a cell may hold line breaks.

    Text that a spreadsheet would run gets a `'` before it, and the last column names the columns of such cells; with
    `handed.raw` all text stays as it is.
    """
    made = _Line()
    writer = csv.writer(made, lineterminator="")
    names = [column.name for column in table.COLUMNS]
    writer.writerow([*names, CHANGED])
    yield made.text
    for row in table.rows(handed):
        values = [value if value.__class__ in _PLAIN else _cell(value) for value in row]
        changed = ""
        if not handed.raw:
            values, changed = neutral(values, names)
        writer.writerow([*values, changed])
        yield made.text


def _cell(value: list[str | None]) -> str:
    return "; ".join(["" if one is None else one for one in value])
