"""ICEWS coded events: a row for each event, type and pair, 20 columns; an event without a recipient has no row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.codebook.actors import load_actors
from dragoman.codebook.event_data import EventData, load_event_data
from dragoman.export import tsv
from dragoman.export.dyads import Dyad, dyads, number_of
from dragoman.export.handed import Handed
from dragoman.export.happenings import Party
from dragoman.export.passages import Passages, kept


def lines(handed: Handed) -> Iterator[str]:
    """The header, then a row for each event, type and pair."""
    data = load_event_data(handed.folder)
    passage = kept(handed.text)
    namer = _Namer(data, {code: actor.name for code, actor in load_actors(handed.folder).countries.items()})
    yield tsv.line(list(data.tables["icews"].columns))
    for dyad in dyads(handed):
        if dyad.recipient is None:
            handed.tally.left_out["actors without a recipient"] += 1
            continue
        handed.tally.rows += 1
        yield tsv.line(_row(dyad, dyad.recipient, namer, passage))


def _row(dyad: Dyad, recipient: Party, namer: _Namer, passage: Callable[[str, str | None], Passages]) -> list[object]:
    first, place = dyad.happening.first, dyad.place
    reading = first.reading
    return [
        dyad.id,
        dyad.happening.day,
        *namer.side(dyad.actor),
        dyad.code.label,
        dyad.code.code,
        dyad.code.goldstein_icews,
        *namer.side(recipient),
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


@dataclass(frozen=True)
class _Namer:
    """Names of actors in ICEWS' manner. own: PLOVER code → name by which the ledger calls the state."""

    data: EventData
    own: Mapping[str, str]

    def side(self, party: Party) -> list[object]:
        """Name, sectors, country."""
        sector = self.data.sectors.get(party["sector"] or "")
        country = self.country(party["code"])
        return [self._name(party, sector[1] if sector else None, country), sector[0] if sector else None, country]

    def country(self, code: str | None) -> str | None:
        """A state's English name; null for what is none."""
        state = self.data.states.get(code or "")
        return state.icews if state else None

    def _name(self, party: Party, role: str | None, country: str | None) -> str:
        """The name; of an actor without one, its role with the country in brackets: `Police (Australia)`."""
        name: str = party["name"]
        if country is None:
            return name
        by_country = name == self.own.get(party["code"])
        if by_country and not party["sector"]:
            return country
        nameless = by_country or (not party["org"] and not party["office"] and _is_phrase(name))
        return f"{role} ({country})" if nameless and role else name


def _is_phrase(name: str) -> bool:
    """Whether the name is a common noun with what stands before it: "two Japanese fishing boats"."""
    return name.split()[-1][:1].islower()
