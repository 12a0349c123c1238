"""POLECAT files as rows: who by country code, type as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.codebook.event_data import load_event_data
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.export.codes import dyads_of
from dragoman.export.readers.days import day_of
from dragoman.export.readers.lines import note, tab_rows
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem


def rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """A row for each event. Lines whose type is none of PLOVER's are noted. Raises DataFileError."""
    table, types = load_event_data(folder).tables["polecat"], load_plover(folder).types
    for number, cells in tab_rows(path, table, "polecat", problems):
        event_type = cells["Event Type"].strip().upper()
        if event_type not in types:
            note(problems, path, number, f"{event_type!r} is no PLOVER type")
            continue
        actors, recipients = _codes(cells["Actor Country"]), _codes(cells["Recipient Country"])
        dyads = dyads_of(actors, recipients, symmetric=types[event_type].symmetry != "directional")
        yield DataRow(cells["Event ID"], day_of(cells["Event Date"]), dyads, event_type)


def _codes(cell: str) -> list[str]:
    return [code for part in cell.split(";") if (code := part.strip()) and code != "None"]
