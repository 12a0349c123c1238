"""Events as rows: one for each event and PLOVER type, from the claims that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from dragoman.codebook.plover import Plover
from dragoman.export.handed import Handed
from dragoman.records.told import ToldBody

Party = dict[str, Any]


class Happening(NamedTuple):
    """The claims of one event that have one type. A tuple, since a million are made.

    id: the event's. told: claims, earliest first; the first stands for the row where the format asks for one. parties: the
    claim that names most parties with a code, the earliest among equals. when: the narrowest stretch that a claim gives.
    where: of the first claim that has one. modes, contexts: of all claims, in order.
    """

    id: str
    event_type: str
    told: tuple[ToldBody, ...]
    parties: ToldBody
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    when: dict[str, Any]
    where: dict[str, Any] | None

    @property
    def first(self) -> ToldBody:
        """The earliest claim."""
        return self.told[0]

    @property
    def day(self) -> str | None:
        """The first day, `YYYY-MM-DD`, or null."""
        day: str | None = self.when["first"]
        return day

    def score(self, plover: Plover) -> float:
        """PLOVER's score of type and modes."""
        return plover.score_of(self.event_type, self.modes)


def happenings(handed: Handed) -> Iterator[Happening]:
    """A row for each event and type, in the order of events. Claims of speech alone are counted as left out."""
    left_out = handed.tally.left_out
    for event, told in handed.events():
        if len(told) == 1:
            if told[0].body["event_type"] is None:
                left_out["claims of speech alone"] += 1
            else:
                yield _happening(event, told)
            continue
        types: dict[str, list[ToldBody]] = {}
        for one in told:
            event_type = one.body["event_type"]
            if event_type is None:
                left_out["claims of speech alone"] += 1
            else:
                types.setdefault(event_type, []).append(one)
        for claims in types.values():
            yield _happening(event, tuple(claims))


def _happening(event: str, told: tuple[ToldBody, ...]) -> Happening:
    bodies = [one.body for one in told]
    first = bodies[0]
    if len(told) == 1:
        modes = (first["mode"],) if first["mode"] else ()
        return Happening(
            event, first["event_type"], told, told[0], modes, tuple(first["contexts"]), first["when"], first["where"]
        )
    parties = max(told, key=lambda one: (_coded(one.body), -told.index(one)))
    return Happening(
        event,
        first["event_type"],
        told,
        parties,
        tuple(dict.fromkeys(body["mode"] for body in bodies if body["mode"])),
        tuple(dict.fromkeys(context for body in bodies for context in body["contexts"])),
        min((body["when"] for body in bodies), key=_width),
        next((body["where"] for body in bodies if body["where"]), None),
    )


def _coded(body: dict[str, Any]) -> int:
    return sum(1 for side in (body["actor"], body["recipient"]) for party in side if party["code"])


def _width(when: dict[str, Any]) -> tuple[bool, int]:
    """Days unknown last, then the number of days, roughly."""
    first, last = when["first"], when["last"]
    if first is None or last is None:
        return True, 0
    year, month, day = (int(b) - int(a) for a, b in zip(first.split("-"), last.split("-")))
    return False, year * 372 + month * 31 + day


def key_of(party: Party) -> tuple[str | None, str | None, str]:
    """What makes two mentions the same party: code, sector, name."""
    return party["code"], party["sector"], party["name"]


def pairs(happening: Happening, plover: Plover) -> list[tuple[Party, Party | None]]:
    """Who did it to whom: a pair for each actor and recipient.

    Where all are actors and it is mutual, every ordered pair of different ones; a mutual act with a recipient goes both
    ways. An actor without a counterpart stands with null.
    """
    body = happening.parties.body
    if len(body["actor"]) == len(body["recipient"]) == 1:  # the plain case, first for speed
        one, other = body["actor"][0], body["recipient"][0]
        if key_of(one) != key_of(other):
            return [(one, other), (other, one)] if body["reciprocal"] else [(one, other)]
        return []
    actors, recipients = _different(body["actor"]), _different(body["recipient"])
    if recipients:
        found = [(one, other) for one in actors for other in recipients if key_of(one) != key_of(other)]
        if body["reciprocal"]:
            found += [(other, one) for one, other in found]
        return _once(found)
    symmetric = body["reciprocal"] or plover.types[happening.event_type].symmetry != "directional"
    if symmetric and len(actors) > 1:
        return [(one, other) for one in actors for other in actors if one is not other]
    return [(one, None) for one in actors]


def _once(found: Sequence[tuple[Party, Party]]) -> list[tuple[Party, Party | None]]:
    kept: dict[tuple[object, object], tuple[Party, Party | None]] = {}
    for one, other in found:
        kept.setdefault((key_of(one), key_of(other)), (one, other))
    return list(kept.values())


def _different(parties: Iterable[Party]) -> list[Party]:
    """Each party once."""
    found: dict[tuple[str | None, str | None, str], Party] = {}
    for party in parties:
        found.setdefault(key_of(party), party)
    return list(found.values())
