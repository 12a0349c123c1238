"""Parquet: a document a row, columns as in JSON lines; a few rows in memory at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.decode.containers import in_memory
from dragoman.decode.document import Decoded, Input, package_missing
from dragoman.decode.record import Rows
from dragoman.records.given import NAMES
from dragoman.records.problem import Problem

_AT_ONCE = 64  # rows


def decode(given_to: Input) -> Iterator[Decoded]:
    """A document for each row; only the columns that a document is made of are read.

    Problems: parquet.bad, table.*, package.missing and those of `document_of`, with the row's number.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield package_missing(given_to.source, "Parquet files", "pyarrow")
        return
    stream = in_memory(given_to.stream)
    if stream is None:
        yield Decoded(None, problems=(Problem("archive.nested", given_to.source),))
        return
    names = [given_to.columns.get(name, name) for name in ("id", "text", *NAMES)]
    number = 0
    try:
        with parquet.ParquetFile(stream) as file:
            there = file.schema_arrow.names
            if names[1] not in there:
                found = {"column": names[1], "found": ", ".join(there)[:200]}
                yield Decoded(None, problems=(Problem("table.columns", given_to.source, values=dict(found)),))
                return
            rows = Rows(given_to, "table")
            for batch in file.iter_batches(batch_size=_AT_ONCE, columns=[n for n in names if n in there]):
                for row in batch.to_pylist():
                    number += 1
                    yield rows.read(_plain(row), number)
    except (pyarrow.ArrowException, OSError) as error:
        values = {"reason": " ".join(str(error).split())[:200]}
        yield Decoded(None, problems=(Problem("parquet.bad", given_to.source, values=dict(values)),))
        return
    if not number:
        yield Decoded(None, problems=(Problem("file.empty", given_to.source),))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Days and times, which Parquet has of its own, as ISO 8601."""
    return {k: v.isoformat() if isinstance(v, datetime.date) else v for k, v in row.items()}
