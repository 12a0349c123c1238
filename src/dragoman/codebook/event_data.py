"""Formats of event data that others made: their columns, and the numbers and names that they give to states and sectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder


@dataclass(frozen=True, slots=True)
class Table:
    """A format's columns in order, name → type in words.

    missing: how an unknown value is written. separator: between values of one cell. header: whether a file begins with
    the names. aliases: column → other names that files give it. extra: columns that some files add.
    """

    columns: Mapping[str, str]
    missing: str = ""
    separator: str = "; "
    header: bool = True
    aliases: Mapping[str, tuple[str, ...]] | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """How other data call a state: Correlates of War number, ICEWS name, CAMEO and FIPS 10-4 code; empty where there is none."""

    cow: str = ""
    icews: str = ""
    cameo: str = ""
    fips: str = ""


@dataclass(frozen=True)
class EventData:
    """tables: by format. states: by PLOVER code. sectors: PLOVER sector → (ICEWS name, role). cameo_sectors: PLOVER → CAMEO.

    groups: PLOVER code, or an organisation's id, → CAMEO group. older_codes: CAMEO code → the one for older readers.
    """

    tables: Mapping[str, Table]
    states: Mapping[str, State]
    sectors: Mapping[str, tuple[str, str]]
    cameo_sectors: Mapping[str, str]
    groups: Mapping[str, str]
    older_codes: Mapping[str, str]


@lru_cache(maxsize=4)
def load_event_data(folder: Folder | None = None) -> EventData:
    """The tables of a codebook folder. Raises CodebookError."""
    where = folder or Folder()
    documents = where.yaml("exports.yaml")
    if not documents or not all(isinstance(one, dict) for one in documents):
        raise CodebookError("exports.yaml: not found, or not a mapping with formats, sectors and groups.")
    joined: dict[str, Any] = {}
    for one in documents:
        for key, value in one.items():
            joined[key] = {**joined.get(key, {}), **value}
    try:
        return EventData(
            {name: _table(entry) for name, entry in joined["formats"].items()},
            _states(where),
            {code: (entry["name"], entry["role"]) for code, entry in joined["sectors"].items()},
            where.yaml("plover.yaml")[-1]["cameo_sector_for_export"]["map"],
            joined["groups"],
            joined["older_codes"],
        )
    except (KeyError, TypeError) as error:
        raise CodebookError(f"exports.yaml: an entry is missing or has another form: {error}.") from error


def _table(entry: Mapping[str, Any]) -> Table:
    aliases = {name: tuple(others) for name, others in entry.get("aliases", {}).items()}
    return Table(
        entry["columns"],
        entry.get("missing", ""),
        entry.get("separator", "; "),
        entry.get("header", True),
        aliases,
        tuple(entry.get("extra", ())),
    )


def _states(folder: Folder) -> dict[str, State]:
    rows = {row["iso3"]: row for row in folder.rows("countries.tsv")}
    own = {"KOS": "XKX"}  # the one state whose party code is not its row's
    found = {}
    for row in folder.rows("event-data-states.tsv"):
        country = rows.get(own.get(row["code"], row["code"]), {})
        found[row["code"]] = State(row["cow"], row["icews_name"], country.get("cameo", ""), country.get("fips", ""))
    return found
