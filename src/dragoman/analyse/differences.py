"""Where reports differ: over the day, a number or a person of one event, whether it happened, and who alone tells of
it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.analyse.rows import days_in
from dragoman.records.answers import Difference, TimelineRow
from dragoman.records.claim import Claim

_JOINT = frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "CONSULT"})
_WORD = re.compile(r"[^\W\d_]{4,}", re.UNICODE)


Values = tuple[tuple[str, Claim], ...]


def differences(
    rows: Sequence[TimelineRow], between: Sequence[str] | None = None, least: float = 0.0
) -> tuple[Difference, ...]:
    """All differences of the rows, in their order; joint acts that one side alone is the source for come last.

    least: of one event, claims of less confidence make no difference: a misreading is none.
    """
    within = [
        Difference(kind, row, values)
        for row in rows
        for kind, values in differences_of([c for c in row.claims if c.confidence >= least], row.documents)
    ]
    return (*within, *_denied(rows), *(d for row in rows for d in _one_sided(row, between)))


def differences_of(claims: Sequence[Claim], documents: int = 2) -> tuple[tuple[str, Values], ...]:
    """What the claims of one event do not say alike: (`day`, `number`, `party` or `type`, what is said with a claim that says it).

    documents: how many tell of it; of a single one, types and parties do not count as differences.
    """
    found = [*_days(claims), *_numbers(claims)]
    if documents > 1:
        found += [*_parties(claims), *_types(claims)]
    return tuple(found)


def _days(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    """Days told outright that do not meet, or of which one is another day inside the other's week."""
    told = [c for c in claims if c.when.basis in ("stated", "reckoned") and days_in(c.when) <= 2]
    values = {f"{c.when.first}/{c.when.last}": c for c in reversed(told)}
    apart = [
        (v, c)
        for v, c in values.items()
        if any(
            (o.when.first or "") > (c.when.last or "") or (o.when.last or "") < (c.when.first or "")
            for o in values.values()
        )
    ]
    if len(apart) > 1:
        yield "day", tuple(sorted(apart, key=lambda p: p[0]))


def _numbers(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    """Different counts of the same thing."""
    counts: dict[str, dict[float, Claim]] = defaultdict(dict)
    for claim in claims:
        for quantity in claim.quantities:
            counts[_head(quantity.of)].setdefault(quantity.n, claim)
    for head, by_number in sorted(counts.items()):
        if head and len(by_number) > 1:
            values = tuple(
                (next(q.text for q in c.quantities if q.n == n and _head(q.of) == head), c)
                for n, c in sorted(by_number.items())
            )
            yield "number", values


def _parties(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    """Who did it: actors of which no code is common, in claims of one type, of different documents, that name both sides."""
    sides: dict[tuple[str, ...], Claim] = {}
    for claim in claims:
        codes = tuple(sorted({p.code for p in claim.actor if p.code}))
        if codes and claim.recipient and not claim.reciprocal:
            sides.setdefault(codes, claim)
    apart = [
        (", ".join(codes), c)
        for codes, c in sorted(sides.items())
        if any(
            o.event_type == c.event_type and o.document != c.document and not set(other) & set(codes)
            for other, o in sides.items()
        )
    ]
    if len(apart) > 1:
        yield "party", tuple(apart)


def _head(of: str) -> str:
    """The last word of what is counted, plural undone: ships of "coast guard ships"."""
    words = _WORD.findall(of.lower())
    return words[-1].rstrip("s") if words else ""


def _types(claims: Sequence[Claim]) -> Iterable[tuple[str, Values]]:
    kinds: dict[str, Claim] = {}
    for claim in claims:
        kinds.setdefault(claim.event_type or "", claim)
    if len(kinds) > 1:
        yield "type", tuple(sorted(kinds.items(), key=lambda p: p[0]))


def _denied(rows: Sequence[TimelineRow]) -> Iterable[Difference]:
    """An act that one report tells and another says did not happen: same type and parties, days that touch, shared
    words.
    """
    told: dict[tuple[object, ...], list[TimelineRow]] = defaultdict(list)
    for row in rows:
        if row.lead.event_type and not {"future", "hypothetical"} & set(row.aux):
            told[row.lead.event_type, row.parties].append(row)
    for same in told.values():
        for row in (r for r in same if "negation" in r.aux):
            for other in (r for r in same if "negation" not in r.aux and _touch(r, row) and _alike(r, row)):
                yield Difference("denied", other, (("happened", other.lead), ("did not happen", row.lead)))


def _touch(a: TimelineRow, b: TimelineRow) -> bool:
    if not (a.when.first and a.when.last and b.when.first and b.when.last):
        return False
    return a.when.first <= b.when.last and b.when.first <= a.when.last


def _alike(a: TimelineRow, b: TimelineRow) -> bool:
    one, other = ({w[:6] for w in _WORD.findall(r.lead.evidence.text.lower())} for r in (a, b))
    return len(one & other) >= 3


def _one_sided(row: TimelineRow, between: Sequence[str] | None) -> Iterable[Difference]:
    """A joint act of the pair for which one side, and not the other, is the source."""
    sides = set(between or row.parties)
    joint = len({p.code for p in row.actor} & sides) > 1 and row.lead.event_type in _JOINT
    alone = len(sides) > 1 and len(row.tellers) == 1 and row.tellers[0] in sides and not row.aux
    if joint and alone and all(any(s.code for s in c.per) for c in row.claims):
        yield Difference("one-sided", row, tuple((row.tellers[0], c) for c in row.claims))
