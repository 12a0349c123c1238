"""Claims as Parquet, for DuckDB, pandas, R and the like; written by pyarrow (`pip install 'dragoman[parquet]'`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.export import table
from dragoman.export.handed import Handed

if TYPE_CHECKING:
    import pyarrow

ROWS_OF_A_GROUP = 10_000


def write(handed: Handed, path: Path) -> None:
    """Writes a row for each claim of each Reading, lists as lists, days as dates, a row group in memory at a time.

    Raises ImportError with the way out when pyarrow is not installed, and OSError.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise ImportError("the parquet format needs pyarrow: pip install 'dragoman[parquet]'") from error
    schema = _schema()
    rows = table.rows(handed)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_OF_A_GROUP)):
            columns = [pyarrow.array(values, field.type) for field, values in zip(schema, _columns(group))]
            writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))


def _columns(group: list[list[Any]]) -> Iterator[list[Any]]:
    for column, values in zip(table.COLUMNS, zip(*group)):
        if column.kind == table.DAY:
            yield [_date(value) for value in values]
        else:
            yield list(values)


@lru_cache(maxsize=4096)
def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _schema() -> pyarrow.Schema:
    import pyarrow

    types = {
        table.TEXT: pyarrow.string(),
        table.WORDS: pyarrow.list_(pyarrow.string()),
        table.DAY: pyarrow.date32(),
        table.WHOLE: pyarrow.int64(),
        table.REAL: pyarrow.float64(),
        table.TRUTH: pyarrow.bool_(),
    }
    return pyarrow.schema([(column.name, types[column.kind]) for column in table.COLUMNS])
