"""What the tuned coder is told of a sentence beside its words: numbers of each word, and of each word with each mention.

The same function serves training and run time. Feature order is fixed by the tuples below; a change of them needs new weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.acts import TYPES
from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder
from dragoman.records.parsed import path_between
from dragoman.records.party import Mention

Floats = NDArray[np.float32]

POSES = ("verb", "noun", "adj", "other")
LABELS = (
    "ROOT", "acl", "acomp", "advcl", "agent", "amod", "appos", "attr", "aux", "ccomp", "compound", "conj", "dative", "dep",
    "dobj", "nmod", "nsubj", "nsubjpass", "parataxis", "pcomp", "pobj", "poss", "prep", "relcl", "xcomp",
)  # fmt: skip
AUX = ("historical", "future", "hypothetical", "negation")
EMBEDDINGS = (
    "commit",
    "request",
    "threaten",
    "refuse",
    "negative",
    "deny",
    "possible",
    "purpose",
    "obligation",
    "topic",
)
KINDS = ("name", "person", "adjective", "metonym", "role", "pronoun", "group")
BUCKETS = (2, 5, 10, 20)  # of distance between a word and a mention, in words
WORD_WIDTH = len(POSES) + len(LABELS) + 2 * len(TYPES) + len(AUX) + len(EMBEDDINGS) + 1
PAIR_WIDTH = 4 + len(BUCKETS) + 1 + len(KINDS) + 3
_SLOTS = ("subj", "obj", "iobj", "poss", "nat", "xsubj")


@dataclass(frozen=True)
class Pair:
    """A word with a mention. slot: where the mention stands to the word by grammar, voice undone. path: labels between them."""

    slot: str
    path: str
    values: Floats


class Features:
    """Features over one parse, its mentions and the acts that the frames find there (embedded ones included)."""

    def __init__(self, coder: FrameCoder, acts: list[ActFound]) -> None:
        self.coder = coder
        self.parsed = coder.parsed
        self.framed = {w: a for a in reversed(acts) for w in (*a.words, a.trigger)}
        self._slots = lru_cache(maxsize=None)(self._all_slots)

    def candidates(self, first: int, last: int) -> list[int]:
        """Words of `[first, last)` that may carry an act: verbs, nouns and adjectives."""
        p, no_act = self.parsed, self.coder.grammar.words["no-act"]
        return [
            t
            for t in range(first, last)
            if p.tags[t][:2] in ("VB", "NN", "JJ")
            and p.labels[t] not in ("aux", "auxpass")
            and p.lowers[t] not in no_act
        ]

    def word(self, token: int) -> Floats:
        """(WORD_WIDTH,) of a word."""
        p, lexicon = self.parsed, self.coder.lexicon
        values = np.zeros(WORD_WIDTH, dtype=np.float32)
        self._shape(token, values)
        at = len(POSES) + len(LABELS)
        for entry in lexicon.of(self.coder.matcher.kind_of(token) or "other", p.lemmas[token]):
            if entry.told:
                values[at + TYPES.index(entry.type)] = 1
        at += len(TYPES)
        act = self.framed.get(token)
        if act is not None:
            values[at + TYPES.index(act.type)] = 1
        at += len(TYPES)
        status = self.coder.modality.status(token)
        for n, name in enumerate(AUX):
            values[at + n] = name in status.aux
        at += len(AUX)
        if status.embedding in EMBEDDINGS:
            values[at + EMBEDDINGS.index(status.embedding)] = 1
        values[-1] = self.coder.grammar.is_verb(token) and self.coder.grammar.is_passive(token)
        return values

    def words(self, first: int, last: int, candidates: Sequence[int]) -> Floats:
        """(last - first, WORD_WIDTH): all of `word` for words that may carry an act, of the others what they are and their arc."""
        values = np.zeros((last - first, WORD_WIDTH), dtype=np.float32)
        carrying = set(candidates)
        for n, token in enumerate(range(first, last)):
            if token in carrying:
                values[n] = self.word(token)
            else:
                self._shape(token, values[n])
        return values

    def _shape(self, token: int, values: Floats) -> None:
        values[POSES.index(self.coder.matcher.kind_of(token) or "other")] = 1
        if self.parsed.labels[token] in LABELS:
            values[len(POSES) + LABELS.index(self.parsed.labels[token])] = 1

    def pair(self, token: int, mention: Mention) -> Pair:
        """What stands between a word and a mention."""
        values = np.zeros(PAIR_WIDTH, dtype=np.float32)
        act = self.framed.get(token)
        if act is not None:
            values[0] = any(f.mention is mention for f in act.actors)
            values[1] = any(f.mention is mention for f in act.recipients)
            values[2] = act.reciprocal
        before = mention.last <= token
        values[3] = before
        distance = token - mention.last + 1 if before else max(0, mention.first - token)
        values[4 + sum(distance > b for b in BUCKETS)] = 1
        at = 4 + len(BUCKETS) + 1
        values[at + KINDS.index(mention.kind)] = 1
        at += len(KINDS)
        values[at] = mention.place
        values[at + 1] = any(party.code for party in mention.parties)
        values[at + 2] = len(mention.parties) > 1
        return Pair(self._slot(token, mention.head), path_between(self.parsed, token, mention.head), values)

    def _slot(self, token: int, head: int) -> str:
        """`subj`, `obj`, `prep:on` …; of the verb above a noun with `^`; `NAME.in` for what stands inside such a phrase."""
        slots = self._slots(token)
        direct = slots.get(head)
        if direct is not None:
            return direct
        node = head
        for _ in range(6):
            node = self.parsed.heads[node]
            if node in slots:
                return f"{slots[node]}.in"
            if node == token:
                return "under"
        return "none"

    def _all_slots(self, token: int) -> dict[int, str]:
        g, roles = self.coder.grammar, self.coder.roles
        kind = "verb" if g.is_verb(token) else "noun"
        found: dict[int, str] = {}
        for slot in _SLOTS:
            for head in roles.heads(token, slot, kind):
                found.setdefault(head, slot)
        for name, heads in g.preps(token).items():
            for head in heads:
                found.setdefault(head, f"prep:{name}")
        for agent in g.agent(token) if kind == "verb" else ():
            found.setdefault(agent, "subj")
        governed = g.governor(token)
        if governed is not None and g.is_verb(governed[0]) and kind == "noun":
            for slot in ("subj", "obj"):
                for head in roles.heads(governed[0], slot, "verb"):
                    if head != token:
                        found.setdefault(head, f"^{slot}")
            for name, heads in g.preps(governed[0]).items():
                for head in heads:
                    found.setdefault(head, f"^prep:{name}")
        return found
