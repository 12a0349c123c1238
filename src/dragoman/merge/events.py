"""Claims → events: which claims, of one document or of several, tell of one happening.

Precision goes before recall: a wrong merge hides a fact, a missed one repeats it. Two claims are put together when
nothing
in them disagrees (type, mode, parties, persons, numbers' signs of reality, days) and something speaks for it (the same
contact on the same day, the same words, the same matter). A group holds only claims that are pairwise without
disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.merge.likeness import Look, conflict, likeness, look_of
from dragoman.records.claim import Claim
from dragoman.records.event import Event

# Claims of a block are compared with at most this many neighbours by day: keeps the work near-linear in their number.
NEIGHBOURS = 60
# Keys (words, matters) that more claims of a block share than this say nothing about any two of them.
COMMON_KEY = 200


def merge_events(
    claims: Sequence[Claim], published: Mapping[str, str | None] | None = None, threshold: float = 0.5
) -> tuple[Event, ...]:
    """Events that part the claims: each claim id stands in exactly one.

    published: document → day or time of publication, by which the earliest claim of an event is told; without it, the
    claim's own day of basis `published` serves. threshold: likeness, 0–1, from which two claims are one event.
    The answer does not depend on the order of the claims. Events come in order of their earliest claim.
    """
    looks = _looks(claims, published or {})
    pairs = sorted(_pairs(looks, threshold), key=lambda p: (-p[0], looks[p[1]].order, looks[p[2]].order))
    groups = _Groups(looks)
    for score, a, b in pairs:
        groups.join(a, b, f"{looks[a].claim.id} and {looks[b].claim.id}: likeness {score:.2f}")
    return groups.events()


def _looks(claims: Iterable[Claim], published: Mapping[str, str | None]) -> list[Look]:
    """One look a claim id, in order of publication, document and place; copies of a text share their claims' ids."""
    found: dict[str, Look] = {}
    for claim in claims:
        look = look_of(claim, published.get(claim.document))
        if claim.id not in found or look.order < found[claim.id].order:
            found[claim.id] = look
    return sorted(found.values(), key=lambda one: one.order)


def _pairs(looks: list[Look], threshold: float) -> Iterable[tuple[float, int, int]]:
    """Candidate pairs that reach the threshold, as (likeness, index, index)."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, look in enumerate(looks):
        if look.block:
            blocks[look.block].append(i)
    for members in [*blocks.values(), *_contacts_by_text(looks)]:
        for a, b in _candidates(looks, members):
            if conflict(looks[a], looks[b]) is None:
                score = likeness(looks[a], looks[b])
                if score >= threshold:
                    yield score, a, b


def _contacts_by_text(looks: list[Look]) -> list[list[int]]:
    """Contacts of one text: a title or a later sentence may name fewer of those who met."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, look in enumerate(looks):
        if look.claim.event_type == "CONSULT" and look.block:
            found[look.claim.text_id].append(i)
    return [members for members in found.values() if len({looks[m].block for m in members}) > 1]


def _candidates(looks: list[Look], members: list[int]) -> Iterable[tuple[int, int]]:
    """Pairs of a block that are near in time, stand in one document, or share a word or matter that is not common."""
    seen: set[tuple[int, int]] = set()
    dated = sorted((m for m in members if looks[m].first), key=lambda m: (looks[m].first or "", looks[m].order))
    lines = [dated, *_shared(looks, members)]
    for line in lines:
        for n, a in enumerate(line):
            for b in line[n + 1 : n + 1 + NEIGHBOURS]:
                pair = (min(a, b), max(a, b))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _shared(looks: list[Look], members: list[int]) -> list[list[int]]:
    keyed: dict[str, list[int]] = defaultdict(list)
    for m in members:
        keyed["document " + looks[m].claim.text_id].append(m)
        for key in looks[m].words:
            keyed["word " + key].append(m)
    return [line for _, line in sorted(keyed.items()) if 1 < len(line) <= COMMON_KEY]


class _Groups:
    """Claims put together so far; two groups join only when no claim of one disagrees with a claim of the other."""

    def __init__(self, looks: list[Look]) -> None:
        self.looks = looks
        self.group = list(range(len(looks)))
        self.members = {i: [i] for i in range(len(looks))}
        self.why: dict[int, list[str]] = {i: [] for i in range(len(looks))}

    def join(self, a: int, b: int, why: str) -> None:
        """Join the groups of `a` and `b` unless something in them disagrees."""
        one, other = sorted((self.group[a], self.group[b]))
        if one == other:
            return
        crossing = ((x, y) for x in self.members[one] for y in self.members[other])
        if any(conflict(self.looks[x], self.looks[y]) for x, y in crossing):
            return
        for member in self.members[other]:
            self.group[member] = one
        self.members[one] += self.members.pop(other)
        self.why[one] += [*self.why.pop(other), why]

    def events(self) -> tuple[Event, ...]:
        """The groups as events; looks stand in order, so the lowest index is the earliest claim."""
        found = []
        for one in sorted(self.members):
            ids = tuple(self.looks[m].claim.id for m in sorted(self.members[one]))
            found.append(Event(ids[0], ids, tuple(sorted(self.why[one]))))
        return tuple(found)
