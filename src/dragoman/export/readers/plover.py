"""PLOVER JSONL files as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.export.codes import dyads_of
from dragoman.export.readers.days import day_of
from dragoman.export.readers.lines import json_lines, note
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem


def rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """A row for each event and type; lines that are no PLOVER record are noted. Raises DataFileError."""
    types = load_plover(folder).types
    for number, (id_, day, actors, recipients, named) in json_lines(path, _record, "PLOVER record", problems):
        for event_type in named:
            if event_type in types:
                symmetric = types[event_type].symmetry != "directional"
                yield DataRow(id_, day, dyads_of(actors, recipients, symmetric=symmetric), event_type)
            else:
                note(problems, path, number, f"{event_type!r} is no PLOVER type")


def _record(one: Any) -> tuple[str, str | None, list[str], list[str], list[str]]:
    """Id, day, codes of both sides and types of a record."""
    id_, day, named = str(one["id"]), day_of(str(one["date"])), [str(t).upper() for t in one["event"]]
    return id_, day, _codes(one["actor"]), _codes(one.get("recipient") or []), named


def _codes(entities: list[dict[str, Any]]) -> list[str]:
    return [str(entity["code"]) for entity in entities if entity.get("code")]
