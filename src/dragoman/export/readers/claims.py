"""Exports of another ledger or run as rows: jsonl, csv and parquet of `dragoman export`. Copies and speech count for nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import EventType, load_plover
from dragoman.export.codes import dyads_of
from dragoman.export.readers.lines import error, json_lines, note, opened
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem

NEEDED = ("id", "copy_of", "event_type", "first", "actor_codes", "recipient_codes", "reciprocal")


def jsonl_rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """A row for each claim of an act; lines that are no claim are noted. Raises DataFileError."""
    types = load_plover(folder).types

    def read(one: Any) -> DataRow | None:
        actors, recipients = ([p["code"] for p in one[side] if p["code"]] for side in ("actor", "recipient"))
        day, mutual = one["when"]["first"], one["reciprocal"]
        return _row(types, one["id"], one["copy_of"], one["event_type"], day, actors, recipients, mutual)

    for _, made in json_lines(path, read, "exported claim", problems):
        if made is not None:
            yield made


def csv_rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """As `jsonl_rows`, of a csv export."""
    types = load_plover(folder).types
    csv.field_size_limit(1 << 30)
    with opened(path) as text:
        reader = csv.DictReader(text)
        try:
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise error("data.names", path, format="csv", missing=", ".join(missing))
            for row in reader:
                if any(row[name] is None for name in NEEDED):
                    note(problems, path, reader.line_num, "it has too few cells")
                    continue
                actors, recipients = (
                    [code for code in row[f"{side}_codes"].split("; ") if code] for side in ("actor", "recipient")
                )
                made = _row(types, row["id"], row["copy_of"], row["event_type"], row["first"], actors, recipients,
                            row["reciprocal"] == "True")  # fmt: skip
                if made is not None:
                    yield made
        except csv.Error as problem:
            raise error("data.unreadable", path, reason=f"line {reader.line_num}: {problem}") from problem


def parquet_rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """As `jsonl_rows`, of a parquet export. Raises ImportError with the way out when pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as absent:
        raise ImportError("the parquet format needs pyarrow: pip install 'dragoman[parquet]'") from absent
    try:
        file = parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as problem:
        raise error("data.unreadable", path, reason=str(problem).splitlines()[0]) from problem
    types = load_plover(folder).types
    missing = [name for name in NEEDED if name not in file.schema_arrow.names]
    if missing:
        raise error("data.names", path, format="parquet", missing=", ".join(missing))
    for batch in file.iter_batches(columns=list(NEEDED)):
        for row in batch.to_pylist():
            first = row["first"].isoformat() if row["first"] else None
            actors, recipients = ([c for c in row[f"{side}_codes"] if c] for side in ("actor", "recipient"))
            made = _row(
                types, row["id"], row["copy_of"], row["event_type"], first, actors, recipients, row["reciprocal"]
            )
            if made is not None:
                yield made


def _row(
    types: Mapping[str, EventType],
    id_: str,
    copy_of: Any,
    event_type: Any,
    first: Any,
    actors: list[str],
    recipients: list[str],
    mutual: bool,
) -> DataRow | None:
    if copy_of or not event_type:
        return None
    symmetric = types[event_type].symmetry != "directional" if event_type in types else False
    return DataRow(id_, first or None, dyads_of(actors, recipients, mutual, symmetric), event_type)
