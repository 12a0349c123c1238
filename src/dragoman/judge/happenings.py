"""Events as people see them: parted by `split` and put together by `link`, in the order in which these were judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.judge.binding import claims_by_text, target
from dragoman.judge.standing import Standing
from dragoman.records.claim import Claim
from dragoman.records.event import Event
from dragoman.records.judgement import Anchor, Judgement

_ID = re.compile(r"\b[0-9a-f]{20}\b")


@dataclass(frozen=True)
class Reshaped:
    """Events that part the claims, and the judgements of which no two claims were found."""

    events: tuple[Event, ...]
    unbound: tuple[Judgement, ...] = ()


def reshaped(
    events: Sequence[Event],
    claims: Iterable[Claim],
    standing: Standing,
    order: Mapping[str, tuple[object, ...]],
    stands_for: Mapping[str, str] | None = None,
) -> Reshaped:
    """The events with `split` and `link` applied. A split also keeps apart what later reports would have brought together.

    events: as merged; claims: all claims that anchors may mean; order: claim id → its place, by which the earliest claim of an
    event is told; stands_for: a claim of a later version → the claim that it repeats, which is the one in the events.
    """
    judged = standing.of_kinds("split", "link")
    if not judged:
        return Reshaped(tuple(events))
    texts = {a.text_id for one in judged for a in (one.anchor, *one.others("with"), *one.others("from"))}
    by_text = claims_by_text(claims, texts)
    groups = _Groups(events, order)
    unbound = []
    for one in judged:
        ids = {side: _ids(anchors, by_text, stands_for or {}, groups) for side, anchors in _sides(one).items()}
        whole = len(ids["with"]) > 1 if one.kind == "link" else bool(ids["with"] and ids["from"])
        if not whole:
            unbound.append(one)
        elif one.kind == "link":
            groups.link(ids["with"], one)
        else:
            groups.split(ids["with"], ids["from"], one)
    return Reshaped(groups.events(), tuple(unbound))


def _sides(one: Judgement) -> dict[str, tuple[Anchor, ...]]:
    return {"with": (one.anchor, *one.others("with")), "from": one.others("from")}


def _ids(
    anchors: Iterable[Anchor], by_text: Mapping[str, list[Claim]], stands_for: Mapping[str, str], groups: _Groups
) -> list[str]:
    found = (target(anchor, by_text.get(anchor.text_id, ())) for anchor in anchors)
    ids = (stands_for.get(claim.id, claim.id) for claim in found if claim is not None)
    return [id_ for id_ in dict.fromkeys(ids) if id_ in groups.group]


class _Groups:
    """Claims put together so far, each group with its reasons."""

    def __init__(self, events: Sequence[Event], order: Mapping[str, tuple[object, ...]]) -> None:
        self._order = order
        self._members: dict[int, tuple[str, ...]] = {n: event.claims for n, event in enumerate(events)}
        self._why: dict[int, tuple[str, ...]] = {n: event.why for n, event in enumerate(events)}
        self._part_of = {event.id: event.part_of for event in events if event.part_of}
        self.group = {claim: n for n, event in enumerate(events) for claim in event.claims}

    def link(self, ids: Sequence[str], by: Judgement) -> None:
        """Puts the groups of claims together."""
        groups = sorted({self.group[i] for i in ids})
        if len(groups) > 1:
            members = [m for g in groups for m in self._members.pop(g)]
            why = [w for g in groups for w in self._why.pop(g)]
            self._put(groups[0], members, (*why, f"{', '.join(ids)}: linked by {_who(by)}"))

    def split(self, taken: Sequence[str], rest: Sequence[str], by: Judgement) -> None:
        """Takes claims out of each group that also holds one of the rest; taken out, they are one group."""
        taken = [i for i in taken if i not in rest]
        shared = {self.group[i] for i in taken} & {self.group[i] for i in rest}
        for number in sorted(shared):
            members, why = self._members[number], self._why[number]
            out = [m for m in members if m in taken]
            kept = [m for m in members if m not in taken]
            self._put(number, kept, self._within(why, kept))
            reason = f"{', '.join(out)}: taken out by {_who(by)}"
            self._put(max(self._members) + 1, out, [*self._within(why, out), reason])
        if shared:
            self.link(taken, by)

    def _put(self, number: int, members: Iterable[str], why: Iterable[str]) -> None:
        self._members[number] = tuple(sorted(members, key=lambda m: self._order[m]))
        self._why[number] = tuple(why)
        for member in self._members[number]:
            self.group[member] = number

    def _within(self, why: Iterable[str], members: Sequence[str]) -> list[str]:
        """The reasons that name no claim of another group."""
        return [line for line in why if all(i in members or i not in self.group for i in _ID.findall(line))]

    def events(self) -> tuple[Event, ...]:
        """The groups as events, in order of their earliest claim; a whole is the event that its claim now stands in."""
        found = (
            Event(members[0], members, self._why[n], self._whole(n, members)) for n, members in self._members.items()
        )
        return tuple(sorted(found, key=lambda event: self._order[event.id]))

    def _whole(self, number: int, members: Sequence[str]) -> str | None:
        """The event that the group is a part of, unless it has come to be in the group itself."""
        wholes = (self.group[self._part_of[m]] for m in members if m in self._part_of)
        other = next((n for n in wholes if n != number), None)
        return None if other is None else self._members[other][0]


def _who(by: Judgement) -> str:
    return f"{by.author}, {by.made}: {by.reason}"
