"""PLOVER JSONL files as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.export.codes import dyads_of
from dragoman.export.readers.days import day_of
from dragoman.export.readers.lines import note, opened
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem


def rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """A row for each event and type; lines that are no PLOVER record are noted. Raises DataFileError."""
    types = load_plover(folder).types
    with opened(path) as text:
        for number, line in enumerate(text, 1):
            if not line.strip():
                continue
            try:
                one = orjson.loads(line)
                id_, day, named = str(one["id"]), day_of(str(one["date"])), [str(t).upper() for t in one["event"]]
                actors, recipients = _codes(one["actor"]), _codes(one.get("recipient") or [])
            except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
                note(problems, path, number, f"it is no PLOVER record: {problem!r}")
                continue
            for event_type in named:
                if event_type in types:
                    symmetric = types[event_type].symmetry != "directional"
                    yield DataRow(id_, day, dyads_of(actors, recipients, symmetric=symmetric), event_type)
                else:
                    note(problems, path, number, f"{event_type!r} is no PLOVER type")


def _codes(entities: list[dict[str, Any]]) -> list[str]:
    return [str(entity["code"]) for entity in entities if entity.get("code")]
