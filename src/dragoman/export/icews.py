"""ICEWS coded events: a row for each event, type and pair, 20 columns; an event without a recipient has no row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from dragoman.codebook.actors import load_actors
from dragoman.codebook.event_data import EventData, load_event_data
from dragoman.export import tsv
from dragoman.export.dyads import Dyad, dyads, number_of
from dragoman.export.handed import Handed
from dragoman.export.happenings import Party
from dragoman.export.passages import Passages, kept

KEPT = 4096


def lines(handed: Handed) -> Iterator[str]:
    """The header, then a row for each event, type and pair."""
    data = load_event_data(handed.folder)
    passage = kept(handed.text)
    namer = _Namer(data, {code: actor.name for code, actor in load_actors(handed.folder).countries.items()})
    yield tsv.line(list(data.tables["icews"].columns))
    told: _Told | None = None
    for dyad in dyads(handed):
        if dyad.recipient is None:
            handed.tally.left_out["actors without a recipient"] += 1
            continue
        handed.tally.rows += 1
        if told is None or told.happening is not dyad.happening:
            told = _Told(dyad, namer, passage)
        yield told.row(dyad, dyad.recipient)


class _Told:
    """A happening, and the cells that all its rows share."""

    def __init__(self, dyad: Dyad, namer: _Namer, passage: Callable[[str, str | None], Passages]) -> None:
        self.happening, self._namer = dyad.happening, namer
        first, place = dyad.happening.first, dyad.place
        reading = first.reading
        self._day = tsv.cell(dyad.happening.day)
        self._end = tsv.line(
            [
                number_of(reading.document),
                passage(reading.text_id, reading.title).sentence(first.body["evidence"]["start"]),
                reading.publisher,
                place.named("city") if place else None,
                None,
                place.named("province") if place else None,
                namer.country(place.country) if place else None,
                place.lat if place else None,
                place.lon if place else None,
            ]
        )

    def row(self, dyad: Dyad, recipient: Party) -> str:
        """The row of a pair."""
        side, code = self._namer.side, dyad.code
        act = f"{tsv.cell(code.label)}\t{code.code}\t{tsv.cell(code.goldstein_icews)}"
        return f"{dyad.id}\t{self._day}\t{side(dyad.actor)}\t{act}\t{side(recipient)}\t{self._end}"


class _Namer:
    """Names of actors in ICEWS' manner. own: PLOVER code → name by which the ledger calls the state."""

    def __init__(self, data: EventData, own: Mapping[str, str]) -> None:
        self._data, self._own = data, own
        self._side = lru_cache(maxsize=KEPT)(self._side_cells)

    def side(self, party: Party) -> str:
        """Name, sectors, country: three cells."""
        named = bool(party["org"] or party["office"])
        return self._side(party["code"] or "", party["sector"] or "", named, party["name"])

    def _side_cells(self, code: str, sector: str, named: bool, name: str) -> str:
        known, country = self._data.sectors.get(sector), self.country(code)
        if country is not None:
            by_country = name == self._own.get(code)
            if by_country and not sector:
                name = country
            elif known and (by_country or (not named and _is_phrase(name))):
                name = f"{known[1]} ({country})"  # an actor without a name: `Police (Australia)`
        return tsv.line([name, known[0] if known else None, country])

    def country(self, code: str | None) -> str | None:
        """A state's English name; null for what is none."""
        state = self._data.states.get(code or "")
        return state.icews if state else None


def _is_phrase(name: str) -> bool:
    """Whether the name is a common noun with what stands before it: "two Japanese fishing boats"."""
    words = name.split()
    return bool(words) and words[-1][:1].islower()
