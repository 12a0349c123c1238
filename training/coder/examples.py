"""Labelled records → examples: a sentence's words, its mentions, its gold acts, and the features of each.

A gold party is tied to the program's mention that it overlaps best; one that the program does not see becomes a mention of its
own. Mentions that overlap a gold party but are not it are left out of the loss of roles (-1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dragoman.annotate import annotate
from dragoman.find.acts import FrameCoder
from dragoman.find.coders.features import Features, Pair
from dragoman.find.coders.word_relations import word_relations
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict_corpus import document_of, lead_of
from dragoman.pipeline.tables import load_tables
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions


@dataclass
class Act:
    """A gold act. word: index into the example's words. roles: for each mention 0 none, 1 actor, 2 recipient, -1 unknown."""

    word: int
    type: str
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    contexts: tuple[str, ...]
    reciprocal: bool
    roles: list[int]
    pairs: list[Pair] = field(default_factory=list)


@dataclass
class Example:
    """A sentence. words: (start, end) in `text`. values: (words, WORD_WIDTH). candidates: words that may carry an act.

    mentions: (first, last, head) in words, half-open. none: pairs of mentions between which nothing happens. codes: for each mention
    those of the parties that the program takes it for. relations: (words, words), as of `word_relations`.
    """

    id: str
    text: str
    words: list[tuple[int, int]]
    values: np.ndarray
    candidates: list[int]
    mentions: list[tuple[int, int, int]]
    acts: list[Act]
    none: list[tuple[int, int]]
    codes: list[frozenset[str]] = field(default_factory=list)
    relations: np.ndarray | None = None


def mention_of(span: dict[str, Any], mentions: list[Mention], p: ParsedText) -> tuple[int | None, list[int]]:
    """The mention that a gold span is, and all that overlap it."""
    over = []
    for n, m in enumerate(mentions):
        start, end = p.starts[m.first], p.ends[m.last - 1]
        shared = min(end, span["end"]) - max(start, span["start"])
        if shared > 0:
            union = max(end, span["end"]) - min(start, span["start"])
            head_in = span["start"] <= p.starts[m.head] < span["end"]
            over.append((shared / union + head_in, n))
    best = max(over, default=(0, None))
    return (best[1] if best[0] >= 1 else None), [n for _, n in over]


def _added(span: dict[str, Any], p: ParsedText) -> Mention | None:
    first, last = p.tokens_between(span["start"], span["end"])
    if first >= last:
        return None
    outside = [t for t in range(first, last) if not first <= p.heads[t] < last or p.heads[t] == t]
    return Mention(first, last, outside[-1] if outside else last - 1, "role")


def _head_word(first: int, last: int, p: ParsedText) -> int:
    """The word that heads a trigger; of several the verb."""
    outside = [t for t in range(first, last) if not first <= p.heads[t] < last or p.heads[t] == t]
    verbs = [t for t in outside if p.tags[t].startswith("VB")]
    return (verbs or outside or [first])[0]


def example(record: dict[str, Any]) -> Example | None:
    """The example of a record, its sentence behind the one before it; None for a sentence without words."""
    tables = load_tables(Options().folder)
    document = document_of(record)
    p = annotate(document.text)
    found = who(p, tables, document.reading.published, find_speech(p, tables.cues), document.reading)
    return example_at(record, p, found, len(lead_of(record)))


def example_at(record: dict[str, Any], p: ParsedText, found: Mentions, shift: int) -> Example | None:
    """The example of a record whose sentence stands at `shift` of a parsed text. found: the text's mentions."""
    tables = load_tables(Options().folder)
    base, end = p.tokens_between(shift, shift + len(record["text"]))
    if base >= end:
        return None
    mentions = [m for m in found.items if base <= m.first and m.last <= end]
    moved = [_moved(e, shift) for e in record["events"]]
    for event in moved:
        for span in (*event["actor"], *event["recipient"]):
            if mention_of(span, mentions, p)[0] is None and (extra := _added(span, p)) is not None:
                mentions.append(extra)
    coder = FrameCoder(
        p, Mentions(tuple(sorted(mentions, key=lambda m: (m.first, -m.last)))), tables.lexicon, tables.modality
    )
    features = Features(coder, [a for a in coder.acts() if base <= a.trigger < end])
    acts = [a for e in moved if (a := _act(e, mentions, p, features, base)) is not None and 0 <= a.word < end - base]
    none = []
    for a, b in record["none"]:
        one, two = (mention_of({"start": s["start"] + shift, "end": s["end"] + shift}, mentions, p)[0] for s in (a, b))
        if one is not None and two is not None:
            none.append((one, two))
    candidates = features.candidates(base, end)
    return Example(
        record["id"],
        record["text"],
        [(p.starts[t] - shift, p.ends[t] - shift) for t in range(base, end)],
        features.words(base, end, candidates),
        [t - base for t in candidates],
        [(m.first - base, m.last - base, m.head - base) for m in mentions],
        acts,
        none,
        [frozenset(x.code for x in m.parties if x.code) for m in mentions],
        word_relations([p.heads[t] - base for t in range(base, end)], p.labels[base:end]),
    )


def _moved(event: dict[str, Any], shift: int) -> dict[str, Any]:
    def move(span: dict[str, Any]) -> dict[str, Any]:
        return {**span, "start": span["start"] + shift, "end": span["end"] + shift}

    return {
        **event,
        "trigger": move(event["trigger"]),
        "actor": [move(s) for s in event["actor"]],
        "recipient": [move(s) for s in event["recipient"]],
    }


def _act(event: dict[str, Any], mentions: list[Mention], p: ParsedText, features: Features, base: int) -> Act | None:
    first, last = p.tokens_between(event["trigger"]["start"], event["trigger"]["end"])
    if first >= last:
        return None
    word = _head_word(first, last, p)
    roles = [0] * len(mentions)
    for role, spans in ((1, event["actor"]), (2, event["recipient"])):
        for span in spans:
            one, over = mention_of(span, mentions, p)
            for n in over:
                roles[n] = roles[n] or -1
            if one is not None:
                roles[one] = 1 if event["reciprocal"] else role
    modes = tuple(event.get("modes") or ([event["mode"]] if event.get("mode") else []))
    act = Act(
        word - base, event["type"], modes, tuple(event["aux"]), tuple(event["contexts"]), event["reciprocal"], roles
    )
    act.pairs = [features.pair(word, m) for m in mentions]
    return act
