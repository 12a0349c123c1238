"""Labelled mentions of happenings against merged claims: which claim a mention is, the figures, and each wrong merge and missed pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from dragoman.evaluate.clusters import score_clusters
from dragoman.evaluate.rows import json_rows
from dragoman.records.claim import Claim
from dragoman.records.given import day_of

# Seed by which stories are dealt into halves; merging may be tuned on the first alone.
SEED = 20240402
HALVES = ("development", "held-back")
_AROUND = 60  # characters shown on either side of a trigger


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled mention. document: the text in which start and end (code points) lie; its day of publication.

    cluster: the happening; story: mentions that could be taken for one another.
    """

    id: str
    document: str
    text: str
    published: str
    start: int
    end: int
    cluster: str
    story: str

    def __str__(self) -> str:
        before, words = self.text[max(0, self.start - _AROUND) : self.start], self.text[self.start : self.end]
        told = f"{before}»{words}«{self.text[self.end : self.end + _AROUND]}".replace("\n", " ")
        return f"{self.id} {self.published[:10]} {told}"


def read_mentions(folder: Path) -> list[Mention]:
    """The mentions of all `mentions*.jsonl` of a folder; each sentence is a document, named by itself and its publication.

    Raises ValueError with file and line, or when there is no such file.
    """
    files = sorted(folder.glob("mentions*.jsonl"))
    if not files:
        raise ValueError(f"{folder}: holds no mentions*.jsonl")
    return [one for path in files for one in json_rows(path, _mention, "a mention of goldsets/events")]


def _mention(row: dict[str, Any]) -> Mention:
    start, end, text = row["start"], row["end"], row["text"]
    if text[start:end] != row["trigger"] or not row["trigger"]:
        raise ValueError(f"{row['trigger']!r} does not stand at {start}–{end} of the text")
    if day_of(row["published"]) is None:
        raise ValueError(f"published {row['published']!r} is no day")
    document = f"{row['document']} {row['published']} {text}"
    return Mention(row["id"], document, text, row["published"], start, end, row["cluster"], row["story"])


def half_of(mentions: Iterable[Mention], half: str) -> list[Mention]:
    """The mentions of the stories of one of `HALVES`. Raises ValueError for another name."""
    if half not in HALVES:
        raise ValueError(f"{half!r} is none of {', '.join(HALVES)}")
    kept = list(mentions)
    stories = sorted({one.story for one in kept})
    Random(SEED).shuffle(stories)
    chosen = set(stories[: len(stories) // 2] if half == HALVES[0] else stories[len(stories) // 2 :])
    return [one for one in kept if one.story in chosen]


def bound(mention: Mention, claims: Iterable[Claim]) -> Claim | None:
    """The claim of the mention's document whose trigger overlaps it most, an act before a speech; null when none does."""
    found = [(_overlap(mention, claim), claim.event_type is not None, claim.id, claim) for claim in claims]
    best = max(found, key=lambda one: one[:3], default=None)
    return best[3] if best and best[0] > 0 else None


def _overlap(mention: Mention, claim: Claim) -> int:
    return min(mention.end, claim.trigger.end) - max(mention.start, claim.trigger.start)


def score_events(mentions: Sequence[Mention], event_of: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Figures over the mentions that are claims (`bound`), and over all, where a mention without a claim stands alone (`all`).

    event_of: id of a mention that is a claim → the event that the claim was merged into. `wrong` names the pairs of two
    happenings that were put together, `missed` those of one happening that were not, among mentions that are claims.
    """
    claimed = [one for one in mentions if one.id in event_of]
    said = {one.id: event_of[one.id] for one in claimed}
    alone = {one.id: said.get(one.id, f"no claim of {one.id}") for one in mentions}
    wrong, missed = _errors(claimed, said)
    return {
        "bound": {
            "mentions": len(claimed),
            "clusters": len({one.cluster for one in claimed}),
            **score_clusters({one.id: one.cluster for one in claimed}, said),
            "wrong": wrong,
            "missed": missed,
        },
        "all": {"mentions": len(mentions), **score_clusters({one.id: one.cluster for one in mentions}, alone)},
    }


def _errors(mentions: Sequence[Mention], said: Mapping[str, str]) -> tuple[list[str], list[str]]:
    wrong: list[str] = []
    missed: list[str] = []
    for one, other in combinations(mentions, 2):
        same = said[one.id] == said[other.id]
        if same != (one.cluster == other.cluster):
            (wrong if same else missed).append(f"{one} | {other}")
    return wrong, missed
