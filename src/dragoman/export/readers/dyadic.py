"""ICEWS and GDELT files as rows: states by name or CAMEO code, types through the table of CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman.codebook.actors import load_actors
from dragoman.codebook.cameo import Cameo, load_cameo
from dragoman.codebook.event_data import EventData, load_event_data
from dragoman.codebook.folder import Folder
from dragoman.export.readers.days import day_of
from dragoman.export.readers.lines import note, tab_rows
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem

_HOST = "043"  # its source is the host; PLOVER's actor is the visitor
_ENTITIES = frozenset({"IGO", "NGO", "MNC", "IMG"})


def icews_rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """A row for each line; codes that the table does not know are noted. Raises DataFileError."""
    data, cameo, codes = load_event_data(folder), load_cameo(folder), _codes_by_name(folder)
    for number, cells in tab_rows(path, data.tables["icews"], "icews", problems):
        sides = [_icews_code(cells, side, codes) for side in ("Source", "Target")]
        made = _row(
            f"{cells['Event ID']} {cells['Event Date']}", cells["Event Date"], sides, cells["CAMEO Code"], cameo
        )
        if made is None:
            note(problems, path, number, f"{cells['CAMEO Code']!r} is no CAMEO code")
        else:
            yield made


def gdelt_rows(path: Path, folder: Folder, problems: list[Problem]) -> Iterator[DataRow]:
    """A row for each line; codes that the table does not know are noted. Raises DataFileError."""
    data, cameo = load_event_data(folder), load_cameo(folder)
    by_cameo = {state.cameo: code for code, state in data.states.items() if state.cameo}
    for number, cells in tab_rows(path, data.tables["gdelt"], "gdelt", problems):
        sides = [_gdelt_code(cells, side, by_cameo, data) for side in ("Actor1", "Actor2")]
        made = _row(cells["GlobalEventID"], cells["Day"], sides, cells["EventCode"], cameo)
        if made is None:
            note(problems, path, number, f"{cells['EventCode']!r} is no CAMEO code")
        else:
            yield made


def _row(id_: str, day: str, sides: list[str | None], code: str, cameo: Cameo) -> DataRow | None:
    code = code.strip()
    # Files that were opened as numbers have lost the leading zero.
    meaning = cameo.meaning(code) or cameo.meaning(f"0{code}")
    if meaning is None:
        return None
    actor, recipient = reversed(sides) if code == _HOST else sides
    dyads = ((actor, recipient),) if actor and recipient else ()
    return DataRow(id_, day_of(day), dyads, meaning.event_type)


def _icews_code(cells: Mapping[str, str], side: str, codes: Mapping[str, str]) -> str | None:
    """By the country; of bodies without one, by their name."""
    country = cells[f"{side} Country"].strip()
    return codes.get((country or cells[f"{side} Name"].strip()).casefold())


def _codes_by_name(folder: Folder) -> dict[str, str]:
    actors = load_actors(folder)
    found = {
        name.casefold(): meant[0].code
        for name, meant in actors.names.items()
        if meant[0].code and meant[0].kind in ("country", "organisation")
    }
    found.update((actor.name.casefold(), code) for code, actor in actors.countries.items())
    found.update(
        (state.icews.casefold(), code) for code, state in load_event_data(folder).states.items() if state.icews
    )
    return found


def _gdelt_code(cells: Mapping[str, str], side: str, by_cameo: Mapping[str, str], data: EventData) -> str | None:
    group, kind = cells[f"{side}KnownGroupCode"], cells[f"{side}Type1Code"]
    by_group = {"UNO": "UNO", "EEC": "EUR"}
    if group in by_group:
        return by_group[group]
    country = cells[f"{side}CountryCode"]
    if country:
        return by_cameo.get(country, country if country in data.states else None)
    return kind if kind in _ENTITIES else "IGO" if group else None
