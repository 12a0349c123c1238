"""Examples → tensors: pieces and their pooling into words, acts, roles, and pairs alone."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import torch
from examples import Act, Example
from stories import Place, Story
from tagged import Tagged
from tokenizers import Tokenizer

from dragoman.codebook.acts import TYPES
from dragoman.codebook.folder import Folder
from dragoman.encode import load_heads
from dragoman.encode.encoder import LIMIT, pieces_of
from dragoman.find.coders.features import AUX, PAIR_WIDTH, WORD_WIDTH
from dragoman.pipeline.relations import labels_of

NAMES = ("NONE", *TYPES)
LABELS = labels_of(Folder())
ANSWERS = tuple(dict.fromkeys(("NONE", *(LABELS["types"].get(t, t) for t in TYPES))))
T = TypeVar("T", Example, Tagged)


@dataclass(frozen=True)
class Labels:
    """Names in the order of the network's outputs, and the known slots and paths of pairs; links: of two mentions."""

    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    slots: dict[str, int]
    paths: dict[str, int]
    links: dict[str, int] = field(default_factory=dict)


def known_links(stories: list[Story], least: int = 5) -> dict[str, int]:
    """Paths between two mentions that occur `least` times; index 0 is for all others."""
    counts = Counter(path for story in stories for doubt in story.doubts for path in doubt.paths)
    return {k: n + 1 for n, k in enumerate(sorted(k for k, c in counts.items() if c >= least))}


def known(examples: list[Example], modes: tuple[str, ...], contexts: tuple[str, ...], least: int = 4) -> Labels:
    """Slots and paths that occur `least` times; index 0 is for all others."""
    slots: Counter[str] = Counter()
    paths: Counter[str] = Counter()
    for e in examples:
        for a in e.acts:
            slots.update(p.slot for p in a.pairs)
            paths.update(p.path for p in a.pairs)
    index = [
        {k: n + 1 for n, k in enumerate(sorted(k for k, c in found.items() if c >= least))} for found in (slots, paths)
    ]
    return Labels(modes, contexts, index[0], index[1])


def shipped_labels() -> Labels:
    """The labels of the weights that ship."""
    names = load_heads(None).labels
    return Labels(names.modes, names.contexts, dict(names.slots), dict(names.paths), dict(names.links))


def answer_of(act: Act) -> str:
    """The label of an act in the given-pairs sets (plv-labels.yaml)."""
    if "negation" in act.aux and act.type in LABELS["negated"]:
        return LABELS["negated"][act.type]
    moded = (LABELS["modes"].get(f"{act.type}-{mode}") for mode in act.modes)
    return next(filter(None, moded), None) or LABELS["types"].get(act.type, act.type)


def encoded(
    texts: list[str], words: list[list[tuple[int, int]]], tokenizer: Tokenizer
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids and mask (sentences, pieces), and the pooling (sentences, words, pieces)."""
    coded = [tokenizer.encode(text) for text in texts]
    pieces = min(LIMIT, max(len(c.ids) for c in coded))
    ids = torch.zeros(len(texts), pieces, dtype=torch.long)
    mask = torch.zeros(len(texts), pieces, dtype=torch.long)
    pool = torch.zeros(len(texts), max(map(len, words)), pieces)
    for n, c in enumerate(coded):
        row = c.ids[:pieces]
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
        for w, found in enumerate(pieces_of(words[n], c.offsets[:pieces])):
            if found:
                pool[n, w, found] = 1 / len(found)
    return ids, mask, pool


class TagBatch:
    """Tensors of tagged sentences. values (sentences, words, features), tags (sentences, words), -100 where there is no word."""

    def __init__(self, sentences: list[Tagged], tokenizer: Tokenizer) -> None:
        self.ids, self.mask, self.pool = encoded([s.text for s in sentences], [s.words for s in sentences], tokenizer)
        size = self.pool.shape[1]
        self.values = torch.zeros(len(sentences), size, sentences[0].values.shape[1])
        self.tags = torch.full((len(sentences), size), -100)
        for n, s in enumerate(sentences):
            self.values[n, : len(s.words)] = torch.from_numpy(s.values)
            self.tags[n, : len(s.words)] = torch.tensor(s.tags)


class Batch:
    """Tensors of some examples; see the attributes' shapes in `__init__`."""

    def __init__(self, examples: list[Example], tokenizer: Tokenizer, labels: Labels) -> None:
        self.ids, self.mask, self.pool = encoded([e.text for e in examples], [e.words for e in examples], tokenizer)
        self.word_mask = (self.pool.sum(-1) > 0).float()
        words = self.pool.shape[1]
        self.values = torch.zeros(len(examples), words, WORD_WIDTH)
        self.types = torch.full((len(examples), words), -100)
        self.relations = torch.zeros(len(examples), words, words, dtype=torch.long)
        for n, e in enumerate(examples):
            if e.relations is not None:
                self.relations[n, : len(e.words), : len(e.words)] = torch.from_numpy(e.relations.astype(np.int64))
            self.values[n, : len(e.values)] = torch.from_numpy(e.values)
            for w in e.candidates:
                if self.word_mask[n, w]:
                    self.types[n, w] = 0
            for a in e.acts:
                self.types[n, a.word] = NAMES.index(a.type)
        self._acts(examples, labels)
        self._pairs(examples)

    def _acts(self, examples: list[Example], labels: Labels) -> None:
        found = [(n, a) for n, e in enumerate(examples) for a in e.acts if self.word_mask[n, a.word]]
        self.act_at = torch.tensor([(n, a.word) for n, a in found] or [], dtype=torch.long).reshape(-1, 2)
        self.act_type = torch.tensor([NAMES.index(a.type) for _, a in found], dtype=torch.long)
        self.act_mode = torch.tensor(
            [
                labels.modes.index(m) if (m := f"{a.type}-{a.modes[0] if a.modes else ''}") in labels.modes else -100
                for _, a in found
            ],
            dtype=torch.long,
        )
        self.act_moded = self.act_mode >= 0
        self.act_aux = torch.tensor([[x in a.aux for x in AUX] for _, a in found], dtype=torch.float).reshape(
            -1, len(AUX)
        )
        self.act_contexts = torch.tensor(
            [[c in a.contexts for c in labels.contexts] for _, a in found], dtype=torch.float
        ).reshape(-1, len(labels.contexts))
        self.act_both = torch.tensor([a.reciprocal for _, a in found], dtype=torch.float)
        self._mentions(examples, found, labels)

    def _mentions(self, examples: list[Example], found: list[tuple[int, Act]], labels: Labels) -> None:
        """Mentions by sentence, and roles, slots, paths and features of them by act; -100 where no role is to be learnt."""
        most = max(1, *(len(e.mentions) for e in examples))
        self.mention_pool = torch.zeros(len(examples), most, self.pool.shape[1])
        self.mention_head = torch.zeros(len(examples), most, dtype=torch.long)
        self.mention_mask = torch.zeros(len(examples), most)
        for n, e in enumerate(examples):
            for m, (first, last, head) in enumerate(e.mentions):
                self.mention_pool[n, m, first:last] = 1 / (last - first)
                self.mention_head[n, m] = head
                self.mention_mask[n, m] = 1
        self.same = torch.zeros(len(examples), most, most)
        for n, e in enumerate(examples):
            for a, one in enumerate(e.codes):
                for b, two in enumerate(e.codes):
                    self.same[n, a, b] = bool(one & two)
        self.roles = torch.full((len(found), most), -100)
        self.role_slot = torch.zeros(len(found), most, dtype=torch.long)
        self.role_path = torch.zeros(len(found), most, dtype=torch.long)
        self.role_values = torch.zeros(len(found), most, PAIR_WIDTH)
        for k, (_, a) in enumerate(found):
            for m, (pair, role) in enumerate(zip(a.pairs, a.roles)):
                self.roles[k, m] = role if role >= 0 else -100
                self.role_slot[k, m] = labels.slots.get(pair.slot, 0)
                self.role_path[k, m] = labels.paths.get(pair.path, 0)
                self.role_values[k, m] = torch.from_numpy(pair.values)

    def _pairs(self, examples: list[Example]) -> None:
        """Pairs of parties with one answer, either direction of mutual acts; pairs with none."""
        rows, answers, where = [], [], []
        for n, e in enumerate(examples):
            told: dict[tuple[int, int], set[tuple[str, int]]] = {}
            for a in e.acts:
                actors = [m for m, r in enumerate(a.roles) if r == 1]
                others = actors if a.reciprocal else [m for m, r in enumerate(a.roles) if r == 2]
                for x in actors:
                    for y in others:
                        if x != y:
                            told.setdefault((x, y), set()).add((answer_of(a), a.word))
            for pair, found in told.items():
                if len({answer for answer, _ in found}) == 1:
                    answer, word = min(found)
                    rows.append((n, *e.mentions[pair[0]][:2], *e.mentions[pair[1]][:2]))
                    answers.append(ANSWERS.index(answer))
                    where.append(word)
            for x, y in e.none:
                rows.append((n, *e.mentions[x][:2], *e.mentions[y][:2]))
                answers.append(0)
                where.append(-100)
        self.pairs = torch.tensor(rows, dtype=torch.long).reshape(-1, 5)
        self.pair_answer = torch.tensor(answers, dtype=torch.long)
        self.pair_word = torch.tensor(where, dtype=torch.long)


class DoubtBatch:
    """Tensors of a story's doubts; shapes as in Referents.forward. first: of each doubt's candidates."""

    def __init__(self, story: Story, labels: Labels, words: int) -> None:
        doubts = story.doubts
        self.mention = _places([d.place for d in doubts], words)
        self.other = _places([o for d in doubts for o in d.others], words)
        self.kinds = torch.tensor([d.kind for d in doubts])
        self.against = torch.from_numpy(np.stack([d.against for d in doubts]))
        self.first = np.cumsum([0, *(d.codes for d in doubts)]).tolist()
        self.owner = torch.tensor([n for n, d in enumerate(doubts) for _ in range(d.codes)])
        self.signs = torch.from_numpy(np.concatenate([d.signs for d in doubts]))
        self.at = torch.tensor([n for n, d in enumerate(doubts) for _ in d.others], dtype=torch.long)
        self.candidate = torch.tensor(
            [self.first[n] + c for n, d in enumerate(doubts) for c in d.linked], dtype=torch.long
        )
        self.paths = torch.tensor([labels.links.get(p, 0) for d in doubts for p in d.paths], dtype=torch.long)
        self.link = torch.from_numpy(np.concatenate([d.values for d in doubts]))
        self.answers = [d.answer if d.answer >= 0 else d.codes for d in doubts]


def _places(places: list[Place], words: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Segment, pooling over its words, and head word of each mention."""
    pool = torch.zeros(len(places), words)
    for n, (_, first, last, _) in enumerate(places):
        pool[n, first:last] = 1 / (last - first)
    at = torch.tensor([p[0] for p in places], dtype=torch.long), torch.tensor([p[3] for p in places], dtype=torch.long)
    return at[0], pool, at[1]


def of_story(story: Story) -> list[Example]:
    """An example of each segment, an empty one where none is labelled."""
    told = dict(story.examples)
    blank = np.zeros((0, WORD_WIDTH), dtype=np.float32)
    return [
        told.get(n) or Example("", text, words, blank, [], [], [], []) for n, (text, words) in enumerate(story.segments)
    ]


def batched(examples: list[T], size: int, rng: random.Random) -> list[list[T]]:
    """Shuffled batches of sentences of like length."""
    order = sorted(examples, key=lambda e: len(e.text) + rng.random() * 60)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    return found
