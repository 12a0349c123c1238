"""Two runs beside each other: what the second draws from the documents that both have coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.judge.binding import LEAST_SHARE, share
from dragoman.records.claim import Claim
from dragoman.records.claim_json import claim_body
from dragoman.records.run import Run
from dragoman.store import Store

# Confidence that differs by less is told as the same: claims come out alike to .01 whatever the batching.
SAME_CONFIDENCE = 0.01
# Words of reasons name rules, which every version words in its own way.
NOT_COMPARED = ("why",)


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim that both runs have. fields: name → (value in one, value in the other), those that differ; ids may differ too."""

    one: Claim
    other: Claim
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class RunDiff:
    """documents: coded by both and compared, each Text once. only_one, only_other: names of documents that one run alone has coded.

    gained, lost, changed: claims, in order of publication and text. same: claims that do not differ.
    """

    one: Run
    other: Run
    documents: int
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    changed: tuple[Changed, ...]
    same: int

    @property
    def differs(self) -> bool:
        """Whether anything was gained, lost or changed, or documents are in one run alone."""
        return bool(self.gained or self.lost or self.changed or self.only_one or self.only_other)


def run_diff(store: Store, one: Run, other: Run) -> RunDiff:
    """The difference of two runs, as extracted: judgements stand over both. Memory grows with what differs alone."""
    with store.snapshot():
        first = {stored.no: stored for stored in store.readings(one.id)}
        second = {stored.no: stored for stored in store.readings(other.id)}
        gained: list[Claim] = []
        lost: list[Claim] = []
        changed: list[Changed] = []
        same, texts = 0, set[str]()
        for no, stored in first.items():
            if no in second and stored.reading.text_id not in texts:
                texts.add(stored.reading.text_id)
                before = [told.claim for told in store.told(one.id, stored)]
                after = [told.claim for told in store.told(other.id, stored)]
                pairs = list(_pairs(before, after))
                lost += _rest(before, [a for a, _ in pairs])
                gained += _rest(after, [b for _, b in pairs])
                told = [Changed(a, b, _fields(a, b)) for a, b in pairs]
                changed += (c for c in told if c.fields)
                same += sum(not c.fields for c in told)
    only = (
        [s.reading.document for no, s in mine.items() if no not in theirs]
        for mine, theirs in ((first, second), (second, first))
    )
    only_one, only_other = map(tuple, only)
    return RunDiff(one, other, len(texts), only_one, only_other, tuple(gained), tuple(lost), tuple(changed), same)


def _pairs(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims that are the same one: by id, else by triggers that overlap by half, acts with acts and speeches with speeches."""
    by_id = {claim.id: claim for claim in after}
    yield from ((claim, by_id[claim.id]) for claim in before if claim.id in by_id)
    known = {claim.id for claim in before}
    old, new = [c for c in before if c.id not in by_id], [c for c in after if c.id not in known]
    likely = (
        (share(a.trigger, b.trigger), a.event_type == b.event_type, a, b) for a in old for b in new if _alike(a, b)
    )
    best = sorted((x for x in likely if x[0] >= LEAST_SHARE), key=lambda x: (-x[0], not x[1], x[2].id, x[3].id))
    taken = set[str]()
    for _, _, a, b in best:
        if not {a.id, b.id} & taken:
            taken |= {a.id, b.id}
            yield a, b


def _alike(one: Claim, other: Claim) -> bool:
    return (one.event_type is None) == (other.event_type is None)


def _rest(claims: Sequence[Claim], paired: Sequence[Claim]) -> list[Claim]:
    ids = {claim.id for claim in paired}
    return [claim for claim in claims if claim.id not in ids]


def _fields(one: Claim, other: Claim) -> dict[str, tuple[Any, Any]]:
    before, after = claim_body(one), claim_body(other)
    found = {
        name: (before[name], after[name]) for name in before if before[name] != after[name] and name not in NOT_COMPARED
    }
    confidence = found.get("confidence")
    if confidence is not None and abs(confidence[0] - confidence[1]) < SAME_CONFIDENCE:
        del found["confidence"]
    return found
