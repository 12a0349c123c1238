"""Event data that others made, or that was exported, as rows to lay beside the ledger. A format is a module and a row of `READERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.codebook.folder import Folder
from dragoman.export.readers import claims, dyadic, plover, polecat
from dragoman.export.readers.lines import DataFileError
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem

# Path, codebook, and where problems of single lines go.
Reader = Callable[[Path, Folder, list[Problem]], Iterator[DataRow]]

READERS: dict[str, Reader] = {
    "polecat": polecat.rows,
    "icews": dyadic.icews_rows,
    "gdelt": dyadic.gdelt_rows,
    "plover": plover.rows,
    "jsonl": claims.jsonl_rows,
    "csv": claims.csv_rows,
    "parquet": claims.parquet_rows,
}

__all__ = ["READERS", "DataFileError", "Reader"]
