"""GDELT 2.0 events (61 columns) and mentions (16 columns), tab-separated, without header."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
_GEO = 8
_ACTOR = 10
_DIGITS = str.maketrans("", "", "-:T ")


def lines(handed: Handed) -> Iterator[str]:
    """A row for each event, type and pair; an actor without a counterpart has an empty Actor2."""
    data, passage = load_event_data(handed.folder), kept(handed.text)
    international = load_plover(handed.folder).international
    for dyad in dyads(handed):
        handed.tally.rows += 1
        yield tsv.line(_row(dyad, data, frozenset(international), passage))


def mention_lines(handed: Handed) -> Iterator[str]:
    """A row for each claim of each row of `lines`."""
    passage = kept(handed.text)
    for dyad in dyads(handed):
        added = stamp(dyad.happening.first.coded_at)
        for told in dyad.happening.told:
            handed.tally.rows += 1
            yield tsv.line(_mention(dyad, told, added, passage))


def _row(
    dyad: Dyad, data: EventData, international: frozenset[str], passage: Callable[[str, str | None], Passages]
) -> list[object]:
    happening, first = dyad.happening, dyad.happening.first
    readings = [one.reading for one in happening.told]
    code = dyad.code.code
    span = first.body["evidence"]
    lead = passage(first.reading.text_id, first.reading.title).lead
    return [
        dyad.id,
        *_days(happening.day),
        *_actor(dyad.actor, data, international),
        *(_actor(dyad.recipient, data, international) if dyad.recipient else [None] * _ACTOR),
        int(span["end"] <= lead),
        code,
        code[:3],
        code[:2],
        quad_of(code),
        dyad.code.goldstein_gdelt,
        sum(1 + len(one.body["also"]) for one in happening.told),
        len({reading.publisher for reading in readings if reading.publisher}) or 1,
        len({reading.text_id for reading in readings}),
        None,
        *[None] * _GEO,
        *[None] * _GEO,
        *_place(dyad.place, data),
        stamp(first.coded_at),
        first.reading.url,
    ]


def _days(day: str | None) -> list[object]:
    """Day, MonthYear, Year, FractionDate: year + ((month − 1) × 30 + day) / 365, below the next year."""
    if day is None:
        return [None] * 4
    year, month, number = (int(part) for part in day.split("-"))
    fraction = min(((month - 1) * 30 + number) / 365, 0.9999)
    return [day.replace("-", ""), f"{year:04}{month:02}", f"{year:04}", f"{year + fraction:.4f}"]


def _actor(party: Party, data: EventData, international: frozenset[str]) -> list[object]:
    """The ten columns of one side. A state's code comes first in the joined code, an international body's type does."""
    code, sector = party["code"] or "", party["sector"]
    state = data.states.get(code, _NO_STATE)
    group = data.groups.get(code) or data.groups.get(party["org"] or "") or ""
    kind = "IGO" if code in ("UNO", "EUR") else code if code in _TYPES else ""
    role = data.cameo_sectors.get(sector, sector) if sector else ""
    types = [one for one in (kind, role) if one]
    country = "" if code in international else state.cameo
    joined = f"{kind}{group}{role}" if kind else f"{country}{group}{role}"
    types += [""] * (3 - len(types))
    return [joined, party["name"].upper(), country, group, None, None, None, *types]


def _place(place: Placed | None, data: EventData) -> list[object]:
    """The eight columns of where it happened; the numbers of GeoNames are not those that GDELT gives."""
    if place is None:
        return [None] * _GEO
    state = data.states.get(place.country or "", _NO_STATE)
    names = [place.name] if place.level == "country" or not state.icews else [place.name, state.icews]
    return [place.gdelt_type, ", ".join(names), state.fips, None, None, place.lat, place.lon, None]


def _mention(dyad: Dyad, told: ToldBody, added: str, passage: Callable[[str, str | None], Passages]) -> list[object]:
    body, reading = told.body, told.reading
    host = urlsplit(reading.url).hostname if reading.url else None
    start = body["evidence"]["start"]
    return [
        dyad.id,
        added,
        stamp(told.coded_at),
        1 if reading.url else 2,
        (host or "").removeprefix("www.") or reading.publisher,
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
