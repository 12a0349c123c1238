"""CAMEO's chained codes ("PSEREBHMS") as PLOVER has them: one code, one sector, an organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dragoman.codebook.actors import Actors
from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.plover import Plover

FILE = "cameo-codes.yaml"
_PART = 3  # letters of a part
_KEYS = (
    "states",
    "international",
    "roles",
    "organisations",
    "kept",
    "offices",
    "religions",
    "attributes",
    "regions",
)
_TABLES = _KEYS[:6]


@dataclass(frozen=True, slots=True)
class Coded:
    """What a code stands for. sector: null for a bare state or body. org: id of an organisation, or null.

    unknown: parts that the table of codes does not have; the first of them is `org` where nothing better is.
    """

    code: str
    sector: str | None = None
    org: str | None = None
    unknown: tuple[str, ...] = ()


class CodeError(ValueError):
    """A code that PLOVER has nothing for; says which part and why."""


def is_null(code: str) -> bool:
    """Whether a code (`---`) says that a name is no party."""
    return not code.strip("-")


class Codes:
    """The table of codes of a codebook folder.

    Raises CodebookError where cameo-codes.yaml has unknown keys, codes or sectors.
    """

    def __init__(self, folder: Folder, actors: Actors, plover: Plover) -> None:
        table = _read(folder)
        countries = [row["iso3"] for row in folder.rows("countries.tsv")]
        self._states = {code: actors.coded(code) or code for code in (*countries, *actors.countries)}
        self._states |= table["states"]
        self._international: dict[str, str] = table["international"]
        self._roles: dict[str, str] = table["roles"]
        self._orgs: dict[str, str] = table["organisations"]
        self._kept: dict[str, list[str]] = table["kept"]
        self._offices: dict[str, str] = table["offices"]
        self._religions = frozenset(table["religions"])
        self._regions = frozenset(table["regions"])
        self._known = {*self._roles, *self._orgs, *self._religions, *self._regions, *self._international, *self._states}
        self._known |= set(table["attributes"])
        self._read: dict[str, Coded] = {}
        _check(self._states.values(), {*actors.countries, *plover.international}, "states")
        _check(self._international.values(), plover.international, "international")
        _check(self._roles.values(), plover.sectors, "roles")

    def actor(self, cameo: str) -> Coded:
        """What an actor's code stands for. Raises CodeError where no part of it is a state or body that PLOVER knows."""
        if cameo in self._read:
            return self._read[cameo]
        parts = _parts(cameo)
        code, rest = self._head(parts)
        sectors, org, unknown = self._rest(rest)
        if code in self._kept:
            sectors = [s for s in sectors if s in self._kept[code]] or (["BUS"] if code == "MNC" else [])
        found = Coded(code, sectors[0] if sectors else None, org or next(iter(unknown), None), unknown)
        self._read[cameo] = found
        return found

    def agent(self, cameo: str) -> str:
        """The sector of an agent's code. Raises CodeError where no part of it is a role."""
        sectors, _, unknown = self._rest(_parts(cameo))
        if not sectors:
            part = unknown[0] if unknown else cameo[:_PART]
            raise CodeError(f"{part} is no role that PLOVER knows")
        return sectors[0]

    def office(self, sector: str | None) -> str:
        """What a person of the sector is called where no office is told; empty where there is no word for it."""
        return self._offices.get(sector or "", "")

    def _head(self, parts: list[str]) -> tuple[str, list[str]]:
        first, rest = parts[0], parts[1:]
        if first in self._states and not (first in self._regions and "REB" in rest):
            return self._states[first], rest
        if first == "IGO" and "UNO" in rest:
            return "UNO", [p for p in rest if p != "UNO"]
        if first == "IGO" and self._orgs.get(next((p for p in rest if p in self._orgs), "")) == "EU":
            return "EUR", rest
        if first in self._international:
            return self._international[first], rest
        for part, code in (("REB", "IMG"), ("NGO", "NGO"), ("MNC", "MNC"), ("BUS", "MNC"), ("IGO", "IGO")):
            if first in self._regions and part in rest:
                return code, rest
        if first in self._regions:
            raise CodeError(f"{first} is a part of the world, for which PLOVER has no code")
        if first in self._roles or first in self._religions:
            raise CodeError(f"{first} is a role, and no state or body stands before it")
        raise CodeError(f"{first} is no state or body that PLOVER knows")

    def _rest(self, parts: list[str]) -> tuple[list[str], str | None, tuple[str, ...]]:
        """Sectors by the order of their parts, the organisation, and what is unknown."""
        sectors = [self._roles[p] for p in parts if p in self._roles]
        if not sectors and any(p in self._religions for p in parts):
            sectors = ["REL"]
        org = next((self._orgs[p] for p in reversed(parts) if p in self._orgs), None)
        return sectors, org, tuple(p for p in parts if p not in self._known and not p.isdigit())


def _parts(cameo: str) -> list[str]:
    if len(cameo) % _PART or not re.fullmatch(r"[A-Z0-9]+", cameo):
        raise CodeError(f"{cameo} is not made of parts of three letters")
    return [cameo[at : at + _PART] for at in range(0, len(cameo), _PART)]


def _read(folder: Folder) -> dict[str, Any]:
    merged: dict[str, Any] = {key: {} if key in _TABLES else [] for key in _KEYS}
    for document, path in zip(folder.yaml(FILE), folder.paths(FILE)):
        for key, rows in document.items() if isinstance(document, dict) else [("", document)]:
            if key not in merged or not isinstance(rows, type(merged[key])):
                raise CodebookError(
                    f"{path}: {key!r} must be one of {', '.join(_KEYS)}, the first six tables, the others lists."
                )
            merged[key] = {**merged[key], **rows} if isinstance(rows, dict) else [*merged[key], *rows]
    return merged


def _check(used: Any, known: Any, key: str) -> None:
    if wrong := sorted(set(used) - set(known)):
        raise CodebookError(f"{FILE}: {key} has {', '.join(map(repr, wrong))}, which PLOVER does not know.")
