"""GDELT 2.0 events (61 columns) and mentions (16 columns), tab-separated, without header."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from dragoman.codebook.cameo import quad_of
from dragoman.codebook.event_data import EventData, State, load_event_data
from dragoman.codebook.plover import load_plover
from dragoman.export import tsv
from dragoman.export.dyads import Dyad, dyads
from dragoman.export.handed import Handed
from dragoman.export.happenings import Party
from dragoman.export.passages import Passages, kept
from dragoman.export.places import Placed
from dragoman.records.told import ToldBody

_NO_STATE = State()
_TYPES = frozenset({"IGO", "NGO", "MNC", "IMG"})  # entities that CAMEO has as types of actors
_NO_GEO = "\t" * 7
_NO_ACTOR = "\t" * 9
KEPT = 4096
_DIGITS = str.maketrans("", "", "-:T ")


def lines(handed: Handed) -> Iterator[str]:
    """A row for each event, type and pair; an actor without a counterpart has an empty Actor2."""
    data, passage = load_event_data(handed.folder), kept(handed.text)
    cells = _Cells(data, frozenset(load_plover(handed.folder).international))
    told: _Told | None = None
    for dyad in dyads(handed):
        handed.tally.rows += 1
        if told is None or told.happening is not dyad.happening:
            told = _Told(dyad, cells, passage)
        yield told.row(dyad)


def mention_lines(handed: Handed) -> Iterator[str]:
    """A row for each claim of each row of `lines`."""
    passage = kept(handed.text)
    for dyad in dyads(handed):
        added = stamp(dyad.happening.first.coded_at)
        for told in dyad.happening.told:
            handed.tally.rows += 1
            yield tsv.line(_mention(dyad, told, added, passage))


class _Told:
    """A happening, and the cells that all its rows share: between readouts of many parties a million claims make two million rows."""

    def __init__(self, dyad: Dyad, cells: _Cells, passage: Callable[[str, str | None], Passages]) -> None:
        self.happening, self._cells = dyad.happening, cells
        told, first = dyad.happening.told, dyad.happening.first
        reading, span = first.reading, first.body["evidence"]
        self._lead = int(span["end"] <= passage(reading.text_id, reading.title).lead)
        self._counts = (
            sum(1 + len(one.body["also"]) for one in told),
            len({one.reading.publisher for one in told if one.reading.publisher}) or 1,
            len({one.reading.text_id for one in told}),
            None,
        )
        self._days = days(dyad.happening.day)
        self._end = "\t".join((_NO_GEO, _NO_GEO, cells.place(dyad.place), stamp(first.coded_at), tsv.cell(reading.url)))
        self._of_code: dict[str, str] = {}

    def row(self, dyad: Dyad) -> str:
        """The row of a pair."""
        party, recipient, code = self._cells.party, dyad.recipient, dyad.code.code
        middle = self._of_code.get(code)
        if middle is None:
            scale = (code, code[:3], code[:2], quad_of(code), dyad.code.goldstein_gdelt)
            middle = self._of_code[code] = tsv.line((self._lead, *scale, *self._counts))
        other = party(recipient) if recipient else _NO_ACTOR
        return f"{dyad.id}\t{self._days}\t{party(dyad.actor)}\t{other}\t{middle}\t{self._end}"


@lru_cache(maxsize=KEPT)
def days(day: str | None) -> str:
    """Day, MonthYear, Year, FractionDate: year + ((month − 1) × 30 + day) / 365, below the next year."""
    if day is None:
        return "\t" * 3
    year, month, number = (int(part) for part in day.split("-"))
    fraction = min(((month - 1) * 30 + number) / 365, 0.9999)
    return f"{year:04}{month:02}{number:02}\t{year:04}{month:02}\t{year:04}\t{year + fraction:.4f}"


class _Cells:
    """Stretches of cells of parties and places, each made once while it stays in use."""

    def __init__(self, data: EventData, international: frozenset[str]) -> None:
        self._data, self._international = data, international
        self._party = lru_cache(maxsize=KEPT)(self._party_cells)
        self.place = lru_cache(maxsize=KEPT)(self._place_cells)

    def party(self, party: Party) -> str:
        """The ten columns of one side."""
        return self._party(party["code"] or "", party["sector"] or "", party["org"] or "", party["name"])

    def _party_cells(self, code: str, sector: str, org: str, name: str) -> str:
        """A state's code comes first in the joined code, an international body's type does."""
        group = self._data.groups.get(code) or self._data.groups.get(org) or ""
        kind = "IGO" if code in ("UNO", "EUR") else code if code in _TYPES else ""
        role = self._data.cameo_sectors.get(sector, sector)
        country = "" if code in self._international else self._data.states.get(code, _NO_STATE).cameo
        joined = f"{kind or country}{group}{role}"
        types = [one for one in (kind, role) if one]
        return tsv.line([joined, name.upper(), country, group, None, None, None, *types, *[None] * (3 - len(types))])

    def _place_cells(self, place: Placed | None) -> str:
        """The eight columns of where it happened; the numbers of GeoNames are not those that GDELT gives."""
        if place is None:
            return _NO_GEO
        state = self._data.states.get(place.country or "", _NO_STATE)
        names = [place.name] if place.level == "country" or not state.icews else [place.name, state.icews]
        return tsv.line([place.gdelt_type, ", ".join(names), state.fips, None, None, place.lat, place.lon, None])


def _mention(dyad: Dyad, told: ToldBody, added: str, passage: Callable[[str, str | None], Passages]) -> list[object]:
    body, reading = told.body, told.reading
    start = body["evidence"]["start"]
    return [
        dyad.id,
        added,
        stamp(told.coded_at),
        1 if reading.url else 2,
        _host(reading.url) or reading.publisher,
        reading.url or reading.document,
        passage(reading.text_id, reading.title).sentence(start),
        _offset(body, dyad.actor),
        _offset(body, dyad.recipient),
        start,
        1,
        max(10, round(body["confidence"] * 10) * 10),
        told.length,
        None,
        None,  # only originals are coded, nothing is translated
        None,
    ]


@lru_cache(maxsize=KEPT)
def _host(url: str | None) -> str:
    """The domain of an address, or nothing."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _offset(body: dict[str, Any], party: Party | None) -> int:
    """Where the claim names the party: by all of it, else by its code; −1 where it does not."""
    if party is None:
        return -1
    named = [*body["actor"], *body["recipient"]]
    for same in (("code", "sector", "name"), ("code",)):
        for one in named:
            if all(one[key] == party[key] for key in same) and one["code"]:
                start: int = one["start"]
                return start
    return -1


def stamp(at: str) -> str:
    """A time of ISO 8601 in UTC as YYYYMMDDHHMMSS."""
    return at[:19].translate(_DIGITS)
