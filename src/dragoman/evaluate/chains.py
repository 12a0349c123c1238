"""Chains of versions of a story, as agencies send them: what a ledger makes of them against what was written into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.evaluate.clusters import score_clusters
from dragoman.evaluate.events import Mention, bound
from dragoman.evaluate.rows import json_rows
from dragoman.records.claim import Claim
from dragoman.records.folded import folded_space


@dataclass(frozen=True, slots=True)
class Chain:
    """fullest: the version that says most. numbers: facts of which later versions give another number. withdrawn: whether the agency took it back."""

    name: str
    fullest: str
    numbers: tuple[str, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A document of a chain, with what of its facts is labelled; `cluster` of a mention is the fact. number: its place in the chain."""

    document: str
    chain: str
    number: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Chains:
    """All chains of a folder, and the file of their documents."""

    chains: tuple[Chain, ...]
    versions: tuple[Version, ...]
    documents: Path


@dataclass(frozen=True)
class Seen:
    """What a ledger makes of the documents. story: document → first document of its story; fullest: → the one that says most.

    claims: document → its claims that stand. copy_of: (document, claim) → the document that says it first, or null. event: claim → event.
    differ: events of which claims give different numbers.
    """

    story: Mapping[str, str]
    fullest: Mapping[str, str | None]
    claims: Mapping[str, Sequence[Claim]]
    copy_of: Mapping[tuple[str, str], str | None]
    event: Mapping[str, str]
    differ: frozenset[str]


def read_chains(folder: Path) -> Chains:
    """`chains.jsonl`, `labels.jsonl` and `documents.jsonl` of a folder, as goldsets/chains. Raises ValueError with file and line."""
    texts = {row["id"]: row for row in json_rows(folder / "documents.jsonl", dict, "a document of goldsets/chains")}

    def version(row: dict[str, Any]) -> Version:
        one = texts[row["document"]]
        mentions = tuple(_mention(row["document"], n, m, one) for n, m in enumerate(row["mentions"]))
        return Version(row["document"], row["chain"], row["version"], mentions)

    chains = json_rows(
        folder / "chains.jsonl",
        lambda row: Chain(row["chain"], row["fullest"], tuple(row["numbers"]), row["withdrawn"]),
        "a chain of goldsets/chains",
    )
    versions = json_rows(folder / "labels.jsonl", version, "labels of goldsets/chains")
    return Chains(tuple(chains), tuple(versions), folder / "documents.jsonl")


def _mention(document: str, number: int, row: Mapping[str, Any], text: Mapping[str, Any]) -> Mention:
    if text["text"][row["start"] : row["end"]] != row["text"]:
        raise ValueError(f"{row['text']!r} does not stand at {row['start']}–{row['end']} of {document}")
    id_ = f"{document} {number}"
    return Mention(id_, document, text["text"], text["published"], row["start"], row["end"], row["fact"], document)


def score_chains(gold: Chains, seen: Seen) -> dict[str, dict[str, Any]]:
    """Figures by part: `stories` (pairs of documents), `versions` (earliest and fullest), `facts` (mentions that are claims, put together as
    events), `again` (claims said again, or new), `numbers` (corrected ones shown as a difference) and `withdrawn`.

    `again` counts mentions whose sentence stands verbatim in an earlier version, which must be marked as said before, and facts that no earlier
    version tells, which must not be. `missed` and `wrong` name what is not as it should be.
    """
    found = [
        (m, claim)
        for version in gold.versions
        for m in version.mentions
        if (claim := bound(m, seen.claims.get(version.document, ())))
    ]
    said = {m.id: seen.event[claim.id] for m, claim in found}
    return {
        "stories": _stories(gold, seen),
        "versions": _ends(gold, seen),
        "facts": {"mentions": len(found), **score_clusters({m.id: m.cluster for m, _ in found}, said)},
        "again": _again(gold, seen, {m.id: claim for m, claim in found}),
        "numbers": _numbers(gold, seen, found),
        "withdrawn": _withdrawn(gold, seen),
    }


def _stories(gold: Chains, seen: Seen) -> dict[str, Any]:
    pairs = list(combinations(gold.versions, 2))
    same = {(a.document, b.document) for a, b in pairs if a.chain == b.chain}
    said = {(a.document, b.document) for a, b in pairs if seen.story[a.document] == seen.story[b.document]}
    right = len(same & said)
    return {
        "documents": len(gold.versions),
        "pair_precision": right / len(said) if said else 1.0,
        "pair_recall": right / len(same) if same else 1.0,
        "wrong": [" + ".join(pair) for pair in sorted(said - same)],
        "missed": [" + ".join(pair) for pair in sorted(same - said)],
    }


def _ends(gold: Chains, seen: Seen) -> dict[str, Any]:
    several = [c for c in gold.chains if sum(v.chain == c.name for v in gold.versions) > 1]
    first = {v.chain: v.document for v in gold.versions if v.number == 1}
    early = [c.name for c in several if seen.story[c.fullest] != first[c.name]]
    full = [c.name for c in several if seen.fullest[c.fullest] != c.fullest]
    return {
        "chains": len(several),
        "earliest_right": 1 - len(early) / len(several) if several else 1.0,
        "fullest_right": 1 - len(full) / len(several) if several else 1.0,
        "missed": [*(f"{name}: earliest" for name in early), *(f"{name}: fullest" for name in full)],
    }


def _again(gold: Chains, seen: Seen, claim_of: Mapping[str, Claim]) -> dict[str, Any]:
    told: dict[str, set[str]] = defaultdict(set)
    again, marked, new, kept, missed, wrong = 0, 0, 0, 0, [], []
    for version in sorted(gold.versions, key=lambda v: v.number):
        for m in version.mentions:
            if (claim := claim_of.get(m.id)) is None:
                continue
            before = seen.copy_of[version.document, claim.id] is not None
            if m.cluster not in told:
                new, kept = new + 1, kept + (not before)
                wrong += [str(m)] if before else []
            elif _sentence(m) in told[m.cluster]:
                again, marked = again + 1, marked + before
                missed += [] if before else [str(m)]
        for m in version.mentions:
            if m.id in claim_of:
                told[m.cluster].add(_sentence(m))
    return {
        "again": again,
        "again_right": marked / again if again else 1.0,
        "new": new,
        "new_right": kept / new if new else 1.0,
        "wrong": wrong,
        "missed": missed,
    }


def _sentence(mention: Mention) -> str:
    """The line in which a mention stands: chains have a sentence or two a line."""
    start = mention.text.rfind("\n", 0, mention.start) + 1
    end = mention.text.find("\n", mention.end)
    return folded_space(mention.text[start : len(mention.text) if end < 0 else end])


def _numbers(gold: Chains, seen: Seen, found: Sequence[tuple[Mention, Claim]]) -> dict[str, Any]:
    facts = [fact for chain in gold.chains for fact in chain.numbers]
    shown = {m.cluster for m, claim in found if seen.event[claim.id] in seen.differ}
    missed = [fact for fact in facts if fact not in shown]
    return {"facts": len(facts), "shown": 1 - len(missed) / len(facts) if facts else 1.0, "missed": missed}


def _withdrawn(gold: Chains, seen: Seen) -> dict[str, Any]:
    back = {c.name for c in gold.chains if c.withdrawn}
    left = [v.document for v in gold.versions if v.chain in back and seen.claims.get(v.document)]
    gone = [v.document for v in gold.versions if v.chain not in back and not seen.claims.get(v.document) and v.mentions]
    documents = sum(v.chain in back for v in gold.versions)
    return {
        "documents": documents,
        "rejected": 1 - len(left) / documents if documents else 1.0,
        "missed": left,
        "wrong": gone,
    }
