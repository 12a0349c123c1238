"""Rows of plain values as a file: CSV, Parquet or JSON, by the ending of its name; whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from dragoman.export.manifest import write_whole
from dragoman.records.spreadsheet import write_csv

ENDINGS = (".csv", ".parquet", ".json")


def checked_ending(path: Path) -> str:
    """The ending. Raises ValueError for one that is not of `ENDINGS`."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"{path.name!r} ends in none of {', '.join(ENDINGS)}, by which the format is told")
    return ending


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Writes the file. Raises ValueError as `checked_ending`, OSError, and ImportError for Parquet without pyarrow."""
    ending, held = checked_ending(path), list(rows)

    def write(part: Path) -> None:
        if ending == ".parquet":
            _parquet(part, held, columns)
            return
        with part.open("w", encoding="utf-8", newline="") as out:
            if ending == ".csv":
                csv_lines(out, held, columns)
            else:
                json.dump(held, out, ensure_ascii=False, indent=1)
                out.write("\n")

    write_whole(path, write)


def csv_lines(out: IO[str], rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as CSV with a header; null is an empty cell. Text that a spreadsheet would run gets a `'` before it, which a last column then tells."""
    write_csv(out, ([row.get(name) for name in columns] for row in rows), columns)


def _parquet(path: Path, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ImportError("a Parquet file needs pyarrow: pip install 'dragoman[parquet]'") from error
    table = pyarrow.table({name: [row.get(name) for row in rows] for name in columns})
    parquet.write_table(table, path, compression="zstd")
