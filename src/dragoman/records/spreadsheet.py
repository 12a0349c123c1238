"""Cells of CSV that a spreadsheet would run as formulas, and how they are kept from it.

Source: OWASP, CSV Injection: cells that begin with `=`, `+`, `-`, `@`, a tab or a line end, also in full width.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

# The column that says which cells of a row have a `'` before them that is not the source's.
CHANGED = "changed_cells"
RUNS = frozenset("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:[eE][+-]?\d+)?")


def runs(text: str) -> bool:
    """Whether a spreadsheet would run a cell of this text. A number never is run: -3.5 stays as it is, also where it is text."""
    return text[:1] in RUNS and _NUMBER.fullmatch(text) is None


def neutral(values: Sequence[Any], columns: Sequence[str]) -> tuple[list[Any], str]:
    """The values of a row, with a `'` before each text that would be run, and the names of their columns, joined by "; "."""
    changed = [runs(value) if isinstance(value, str) else False for value in values]
    if not any(changed):
        return list(values), ""
    made = [f"'{value}" if one else value for value, one in zip(values, changed)]
    return made, "; ".join(name for name, one in zip(columns, changed) if one)


def neutral_rows(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """Columns and rows of a whole table; the column `CHANGED` stands last where any cell was changed, else it is left away."""
    made = [neutral(row, columns) for row in rows]
    if not any(changed for _, changed in made):
        return list(columns), [row for row, _ in made]
    return [*columns, CHANGED], [[*row, changed] for row, changed in made]


def write_csv(out: IO[str], rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> None:
    """A whole table as CSV, with a header, as `neutral_rows` makes it; null is an empty cell."""
    head, made = neutral_rows(rows, columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(made)
