"""Acts by the tuned encoder: each word's type or none, then who is who, how real, which mode, in which context.

One encoding a sentence. The frames' acts are among the features (features.py), lend an act their words and rule where both see
it, and stay as explanation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Heads, Vectors
from dragoman.encode.heads import Heard
from dragoman.find.act import ActFound, Filler, Status
from dragoman.find.acts import FrameCoder, codes
from dragoman.find.coders.decision import Decision
from dragoman.find.coders.features import Features, Pair
from dragoman.find.coders.word_relations import word_relations
from dragoman.records.party import Mention

Floats = NDArray[np.float32]
NONE, ACTOR, RECIPIENT = 0, 1, 2
# Two who both consult, and nobody whom they consult, consult each other from this probability of a mutual act on.
TOGETHER = 0.15


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its encoding. first, last: tokens. vectors: (words, width); values: (words, WORD_WIDTH); heard: of each
    word, by voice; tokens: those that may carry an act; scores: (tokens, types)."""

    first: int
    last: int
    vectors: Floats
    values: Floats
    heard: Heard
    mentions: tuple[Mention, ...]
    tokens: list[int]
    scores: Floats


class TunedCoder:
    """Finds acts in one parse by encoder and heads. framed: the acts of the frames, embedded ones included."""

    def __init__(self, coder: FrameCoder, framed: Sequence[ActFound], vectors: Vectors, heads: Heads) -> None:
        self.coder = coder
        self.parsed = coder.parsed
        self.framed = {a.trigger: a for a in framed}
        self.features = Features(coder, list(framed))
        self.vectors = vectors
        self.heads = heads
        self.labels = heads.labels
        self.weight: dict[int, float] = {}  # token → probability of carrying an act, once `acts` has run

    def acts(self) -> list[ActFound]:
        """All acts above the threshold, in order of their trigger."""
        grammar = self.coder.grammar
        found = [a for s in self._sentences() for a in self._of(s) if not grammar.gives_name(a.trigger)]
        return sorted(found, key=lambda a: a.trigger)

    def _sentences(self) -> list[_Sentence]:
        """The encoded sentences that hold a mention and a word that may carry an act."""
        p = self.parsed
        held: dict[int, list[Mention]] = {}
        for m in self.coder.roles.mentions.items:
            held.setdefault(p.sentence_index[m.head], []).append(m)
        chosen = []
        for index, mentions in held.items():
            first, last = p.sentences[index]
            inside = tuple(m for m in mentions if first <= m.first and m.last <= last)
            if inside and (tokens := self.features.candidates(first, last)):
                chosen.append((index, tokens, inside))
        self.vectors.need(n for n, *_ in chosen)
        return [self._sentence(*one) for one in chosen]

    def _sentence(self, index: int, tokens: list[int], mentions: tuple[Mention, ...]) -> _Sentence:
        """tokens: those that may carry an act."""
        p = self.parsed
        first, last = p.sentences[index]
        vectors, values = self.vectors[index], self.features.words(first, last, tokens)
        relations = word_relations([p.heads[t] - first for t in range(first, last)], p.labels[first:last])
        heard, scores = self.heads.words(vectors, values, relations, [t - first for t in tokens])
        return _Sentence(first, last, vectors, values, heard, mentions, tokens, scores)

    def _of(self, s: _Sentence) -> list[ActFound]:
        tokens, scores = s.tokens, s.scores
        self.weight.update(zip(tokens, (1 - scores[:, NONE]).tolist()))
        types = scores[:, 1:].argmax(-1) + 1
        rows = np.flatnonzero(1 - scores[:, NONE] >= self.labels.thresholds["act"])
        if not len(rows):
            return []
        whole = np.repeat(s.vectors.mean(0)[None], len(rows), 0)
        at = [tokens[row] - s.first for row in rows]
        modes, aux, contexts, both = self.heads.acts(s.vectors[at], whole, s.values[at], types[rows])
        pairs = [[self.features.pair(tokens[row], m) for m in s.mentions] for row in rows]
        roles = self._roles(s, at, types[rows], pairs)
        found = []
        for n, row in enumerate(rows):
            act = self._act(tokens[row], scores[row], s.mentions, roles[n], pairs[n], float(both[n]))
            if act is not None:
                found.append(self._told(act, modes[n], aux[n], contexts[n]))
        return found

    def _roles(self, s: _Sentence, at: list[int], kinds: NDArray[np.int64], pairs: list[list[Pair]]) -> Floats:
        """(acts, mentions, 3) probabilities; pairs: what stands between each act's word and each mention."""
        return self.heads.roles(
            s.heard,
            np.array(at),
            np.array([m.head - s.first for m in s.mentions]),
            s.vectors,
            s.values,
            kinds,
            np.stack([self.vectors.mention(m.first, m.last, m.head) for m in s.mentions]),
            np.array([[self.labels.slots.get(p.slot, 0) for p in row] for row in pairs]),
            np.array([[self.labels.paths.get(p.path, 0) for p in row] for row in pairs]),
            np.stack([[p.values for p in row] for row in pairs]),
            _shared(s.mentions),
        )

    # From scores to an act ------------------------------------------------------------------------------------

    def _act(
        self, token: int, scores: Floats, mentions: tuple[Mention, ...], roles: Floats, pairs: list[Pair], both: float
    ) -> ActFound | None:
        chosen = self._chosen(mentions, roles, both >= 0.5)
        kind = str(self.labels.types[int(scores[1:].argmax()) + 1])
        least = TOGETHER if kind == "CONSULT" and not chosen[RECIPIENT] else 0.5
        reciprocal = both >= least and len(_codes(mentions, chosen[ACTOR])) >= 2
        actors = tuple(Filler(mentions[n], pairs[n].slot) for n in chosen[ACTOR])
        recipients = tuple(Filler(mentions[n], pairs[n].slot) for n in chosen[RECIPIENT])
        if not any(f.mention.parties for f in (*actors, *recipients)):
            return None
        frame = self.framed.get(token)
        order = np.argsort(-scores)
        best = self.labels.types.index(kind)
        second = next(int(n) for n in order if n != best)
        taken = {*chosen[ACTOR], *chosen[RECIPIENT]}
        decision = Decision(
            type=float(scores[best]),
            runner_up=(self.labels.types[second], float(scores[second])),
            roles=tuple(
                float(roles[n, ACTOR] + roles[n, RECIPIENT])
                if both >= 0.5
                else float(roles[n, ACTOR if n in chosen[ACTOR] else RECIPIENT])
                for n in sorted(taken)
            ),
            left_out=max((float(1 - roles[n, NONE]) for n in range(len(mentions)) if n not in taken), default=0.0),
            aux=0.5,
            reciprocal=both,
            framed=frame.type if frame is not None else None,
            open=tuple(
                (m.parties[0].code, float(roles[n, ACTOR]), float(roles[n, RECIPIENT]))
                for n, m in enumerate(mentions)
                if n not in taken and len(m.parties) == 1 and m.parties[0].code
            ),
            weighed=tuple((m, float(roles[n, ACTOR]), float(roles[n, RECIPIENT])) for n, m in enumerate(mentions)),
            framed_sides=(
                (frozenset(codes(frame.actors)), frozenset(codes(frame.recipients)))
                if frame is not None
                else (frozenset(), frozenset())
            ),
        )
        return ActFound(
            trigger=token,
            words=frame.words if frame is not None else self._words(token),
            kind=self.coder.matcher.kind_of(token) or "noun",
            type=kind,
            mode=None,
            actors=actors,
            recipients=recipients,
            reciprocal=reciprocal,
            status=self.coder.modality.status(token),
            rule=frame.rule if frame is not None else f"{kind}/encoder",
            head=self.coder.grammar.clause_head(token),
            content=frame.content if frame is not None else (),
            weight=float(1 - scores[NONE]),
            why=(f"encoder: {kind} {scores[best]:.2f}, {decision.runner_up[0]} {decision.runner_up[1]:.2f}"
                 + (f"; frames: {frame.type}" if frame is not None else "; no frame"),),
            decision=decision,
        )  # fmt: skip

    def _words(self, token: int) -> tuple[int, ...]:
        """The word with its particle."""
        p = self.parsed
        return tuple(sorted((token, *(c for c in p.children[token] if p.labels[c] == "prt"))))

    def _chosen(self, mentions: tuple[Mention, ...], roles: Floats, both: bool) -> dict[int, list[int]]:
        """Role → indices of the mentions that have it; of two that overlap the surer."""
        limit = self.labels.thresholds["role"]
        found: dict[int, list[int]] = {ACTOR: [], RECIPIENT: []}
        for n in np.argsort(roles[:, NONE]):
            if 1 - roles[n, NONE] < limit:
                break
            role = ACTOR if both or roles[n, ACTOR] >= roles[n, RECIPIENT] else RECIPIENT
            if not any(_overlap(mentions[n], mentions[k]) for part in found.values() for k in part):
                found[role].append(int(n))
        return {role: sorted(part, key=lambda n: mentions[n].first) for role, part in found.items()}

    def _told(self, act: ActFound, modes: Floats, aux: Floats, contexts: Floats) -> ActFound:
        """The act with mode, auxiliary modes and contexts."""
        prefix = f"{act.type}-"
        own = {n: name.removeprefix(prefix) for n, name in enumerate(self.labels.modes) if name.startswith(prefix)}
        mode = own[max(own, key=lambda n: float(modes[n]))] or None if own else None
        limit = self.labels.thresholds["aux"]
        heard = {name for n, name in enumerate(self.labels.aux) if aux[n] >= limit}
        told = frozenset(heard | self.coder.modality.plain(act.trigger, act.type))
        where = tuple(
            name for n, name in enumerate(self.labels.contexts) if contexts[n] >= self.labels.thresholds["context"]
        )
        decision = replace(act.decision, aux=float(np.abs(aux - 0.5).min())) if act.decision else None
        status = Status(told, act.status.under, act.status.embedding)
        return replace(act, mode=mode, status=status, decision=decision, contexts=where[:3])


def _codes(mentions: Sequence[Mention], chosen: Sequence[int]) -> set[tuple[str | None, str]]:
    return {(party.code, party.name) for n in chosen for party in mentions[n].parties}


def _shared(mentions: Sequence[Mention]) -> Floats:
    """(mentions, mentions): 1 where two stand for a party of one code."""
    codes = [{p.code for p in m.parties if p.code} for m in mentions]
    return np.array([[bool(a & b) for b in codes] for a in codes], dtype=np.float32)


def _overlap(a: Mention, b: Mention) -> bool:
    return a.first < b.last and b.first < a.last
