"""Who stands on a side that an act's own sentence leaves open: "Washington condemned the firing", "The guard was seized on the river".

Implicit arguments in the sense of Gerber and Chai (2010): the text has told who it is, the sentence does not say it again. For each act with
one side known, the parties that the text has named so far are weighed, and nobody (encode/heads.py). The same functions serve training
(training/coder/implicit.py) and run time; a change of the orders below needs new weights.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Heads, Vectors
from dragoman.find.act import ActFound, Filler, Utterance
from dragoman.find.acts import codes
from dragoman.find.own_side import of_state
from dragoman.records.parsed import ParsedText
from dragoman.records.party import IMPLICIT, Mention, Mentions

Floats = NDArray[np.float32]
Signs = Mapping[str, Mapping[str, float]]

# Share from which a party is given: on goldsets/wires .3 to .5 find as many events, and .5 and .6 fewer; on development articles it is right in 335
# of 455 sides.
LEAST = 0.4
ACTOR, RECIPIENT = "actor", "recipient"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
# what is hardly done to one's own
TO_ANOTHER = frozenset({"AGREE", "SUPPORT", "CONCEDE", "AID", "REJECT", "THREATEN", "MOBILIZE"})
SECTORS = ("GOV", "MIL", "COP", "JUD", "LEG", "CVL", "JRN", "REB", "BUS", "OPP", "IGO")
# whose affairs are told (resolve/setting.py)
TOLD = (
    "target", "body", "people", "person", "adjective", "subject", "named", "clause-place", "place", "acts-on", "near-before", "near-after",
    "here-lead", "lead1", "lead2", "lead3", "said1", "said2", "said3", "para", "last-lead", "doc", "top", "second", "first", "about", "about-own",
    "own", "home", "outlet", "speaker", "last-place",
)  # fmt: skip
# a party's mentions, and its part in other acts of the text
SEEN = (
    "given", "recent", "recent-subject", "share", "in-first", "role-actor", "role-recipient", "here", "here-actor", "here-recipient",
    "did-to-given", "given-did-to", "with-given", "did-to-given-before", "given-did-to-before", "with-given-before", "hostile-before", "same-type-before",
    "did-to-given-after", "given-did-to-after", "pair-share", "last-actor", "last-recipient", "before-actor", "before-recipient", "says", "addressed",
    "embeds",
)  # fmt: skip
_COLUMN_TOLD = {sign: n for n, sign in enumerate(TOLD)}
_COLUMN_SEEN = {sign: len(TOLD) + n for n, sign in enumerate(SEEN)}
# the act itself
ACT = (
    *TYPES, "for-recipient", "noun", "passive", "aux", "mentioned", "several", "first-sentence", "states", "sure",
    *(f"given.{sector}" for sector in SECTORS), "given.state", "given.person", "given.pronoun", "given.role",
)  # fmt: skip
REACH = 4  # sentences from which an act counts as near
ACTS_AROUND, MENTIONS_BEFORE = 150, 60  # of a long text, so that its length does not count twice


@dataclass(frozen=True)
class Case:
    """A side to be filled. act: index of the act. side: `actor` or `recipient`. codes: the parties that may stand there, with the mention that last
    named each; signs (codes, TOLD + SEEN); about (ACT,)."""

    act: int
    side: str
    codes: tuple[str, ...]
    mentions: tuple[Mention, ...]
    signs: Floats
    about: Floats


class _Told:
    """Code → sign → the greatest strength said."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, float]] = {}

    def all(self, parties: Iterable[str], sign: str, value: float) -> None:
        """Says a sign of several parties."""
        for code in parties:
            told = self.found.setdefault(code, {})
            told[sign] = max(told.get(sign, 0.0), value)


def _nearness(distance: int) -> float:
    return 1 / (1 + abs(distance) / 2)


class OpenSides:
    """Finds the sides that acts leave open. signs: country → sign → strength, of whose affairs are told where a mention stands."""

    def __init__(
        self,
        acts: Sequence[ActFound],
        parsed: ParsedText,
        mentions: Mentions,
        utterances: Sequence[Utterance],
        signs: Callable[[Mention, str | None], Signs],
    ) -> None:
        self.acts, self.parsed, self.signs = acts, parsed, signs
        self.at = [parsed.sentence_index[a.trigger] for a in acts]
        self.sides = [(codes(a.actors), codes(a.recipients)) for a in acts]
        self.named_in = [actors | recipients for actors, recipients in self.sides]
        self._seen_from: dict[int, dict[str, dict[str, float]]] = {}
        self.named: dict[str, list[Mention]] = {}
        for mention in sorted(mentions.items, key=lambda m: m.head):
            for party in mention.parties:
                if party.code and party.sector != "JRN":
                    self.named.setdefault(party.code, []).append(mention)
        self.heads = {code: [m.head for m in found] for code, found in self.named.items()}
        total = sum(map(len, self.named.values()))
        self.share = {code: len(found) / total for code, found in self.named.items()}
        self.said: dict[int, list[Utterance]] = {}
        for u in utterances:
            for sentence in self._sentences_of(u):
                self.said.setdefault(sentence, []).append(u)

    def _sentences_of(self, u: Utterance) -> set[int]:
        """The sentences of what is said and of its cue."""
        p = self.parsed
        found = {p.sentence_index[u.cue]}
        for start, end in u.content:
            first, last = p.tokens_between(start, end)
            if first < last:
                found |= set(range(p.sentence_index[first], p.sentence_index[last - 1] + 1))
        return found

    def cases(self) -> list[Case]:
        """The sides of which the text may tell who stands there."""
        found = []
        for n, act in enumerate(self.acts):
            actors, recipients = self.sides[n]
            if act.reciprocal or bool(actors) == bool(recipients):
                continue
            case = self.case(n, act, RECIPIENT if actors else ACTOR)
            if case is not None and set(case.codes) - (actors or recipients):
                found.append(case)
        return found

    def case(self, n: int, act: ActFound, side: str) -> Case | None:
        """One side of the act n as a case, as if nobody were known to stand there; null where the text has named nobody yet."""
        there, others = (act.recipients, act.actors) if side == RECIPIENT else (act.actors, act.recipients)
        given = codes(others)
        _, last = self.parsed.sentences[self.at[n]]
        before = {code: bisect_left(heads, last) for code, heads in self.heads.items()}
        known = {code: self.named[code][max(0, k - MENTIONS_BEFORE) : k] for code, k in before.items() if k}
        if not known:
            return None
        told = self.signs(Mention(act.trigger, act.trigger + 1, act.trigger, "role"), None)
        candidates = tuple(known)
        signs = np.zeros((len(candidates), len(TOLD) + len(SEEN)), dtype=np.float32)
        parts = self._parts(n, given)
        start, end = self.parsed.starts[act.trigger], self.parsed.ends[act.trigger]
        said = [u for u in self.said.get(self.at[n], ()) if u.cue == act.trigger or u.covers(start, end)]
        for row, code in enumerate(candidates):
            for sign, value in told.get(code, {}).items():
                if sign in _COLUMN_TOLD:
                    signs[row, _COLUMN_TOLD[sign]] = value
            seen = self._mentioned(n, act, code, known[code], said)
            for sign, value in ({"given": float(code in given)} | seen | parts.get(code, {})).items():
                signs[row, _COLUMN_SEEN[sign]] = value
        telling = tuple(_telling(found, code) for code, found in known.items())
        return Case(n, side, candidates, telling, signs, self._about(n, act, side, others, bool(there)))

    def _mentioned(
        self, n: int, act: ActFound, code: str, found: Sequence[Mention], said: Sequence[Utterance]
    ) -> dict[str, float]:
        """What the mentions of a party up to the act's sentence say, and what the coder thought of those in it."""
        p, here = self.parsed, self.at[n]
        distance = [here - p.sentence_index[m.head] for m in found]
        leading = [d for d, m in zip(distance, found) if p.labels[m.head] in ("nsubj", "nsubjpass")]
        thought = [(a, r) for c, a, r in (act.decision.open if act.decision else ()) if c == code]
        return {
            "recent": 1 / (1 + min(distance)),
            "recent-subject": 1 / (1 + min(leading)) if leading else 0.0,
            "share": self.share[code],
            "in-first": float(p.sentence_index[self.heads[code][0]] == 0),
            "role-actor": max((a for a, _ in thought), default=0.0),
            "role-recipient": max((r for _, r in thought), default=0.0),
            "here": float(min(distance) == 0),
            "says": float(any(x.code == code for u in said for m in u.speakers for x in m.parties)),
            "addressed": float(any(x.code == code for u in said for m in u.addressees for x in m.parties)),
        }

    def _parts(self, n: int, given: set[str]) -> dict[str, dict[str, float]]:
        """Each party's part in the other acts of the text, as seen from an act; in a long text, in those around it."""
        if n not in self._seen_from:
            self._seen_from[n] = self._from(n)
        told = _Told()
        pairs: Counter[str] = Counter()
        for k in self._near(n) if given else ():
            if k != n and not given.isdisjoint(self.named_in[k]):
                pairs.update(self._with_given(n, k, given, told))
        for code, count in pairs.items():
            told.all((code,), "pair-share", count / sum(pairs.values()))
        around = self._seen_from[n]
        return {code: around.get(code, {}) | told.found.get(code, {}) for code in (*around, *told.found)}

    def _near(self, n: int) -> range:
        return range(max(0, n - ACTS_AROUND), min(len(self.acts), n + ACTS_AROUND + 1))

    def _from(self, n: int) -> dict[str, dict[str, float]]:
        """What the other acts say of their own sides, as seen from an act, whoever is given."""
        told = _Told()
        for k in self._near(n):
            if k != n:
                self._around(n, k, told)
        before = next((k for k in range(n - 1, -1, -1) if self.acts[k].trigger < self.acts[n].trigger), None)
        if before is not None:
            told.all(self.sides[before][0], "last-actor", 1.0)
            told.all(self.sides[before][1], "last-recipient", 1.0)
        return told.found

    def _around(self, n: int, k: int, told: _Told) -> None:
        """What an act says of its own sides, as seen from another."""
        own, act, (actors, recipients) = self.acts[n], self.acts[k], self.sides[k]
        distance = self.at[n] - self.at[k]
        if distance == 0:
            told.all(actors, "here-actor", 1.0)
            told.all(recipients, "here-recipient", 1.0)
            if own.status.under in (act.trigger, act.head) or own.head == act.trigger:
                told.all(actors | recipients, "embeds", 1.0)
        if act.trigger < own.trigger and 0 <= distance <= REACH:
            told.all(actors, "before-actor", _nearness(distance))
            told.all(recipients, "before-recipient", _nearness(distance))

    def _with_given(self, n: int, k: int, given: set[str], told: _Told) -> list[str]:
        """What an act says of those who did something to, from or with the party that is given; them, once a tie."""
        own, act, (actors, recipients) = self.acts[n], self.acts[k], self.sides[k]
        distance = self.at[n] - self.at[k]
        value = _nearness(distance) if act.trigger < own.trigger else 0.0
        ties = [(actors, recipients, "did-to-given"), (recipients, actors, "given-did-to")]
        ties = [(one, other, "with-given" if act.reciprocal else sign) for one, other, sign in ties]
        ties += [(actors, actors, "with-given")] if act.reciprocal else []
        found = []
        for one, other, sign in ties:
            others = one - given if other & given else set()
            found += sorted(others)
            if not value and not act.reciprocal and -distance <= REACH:
                told.all(others, f"{sign}-after", 1 / (1 - distance))
            if value:
                told.all(others, f"{sign}-before", value)
                told.all(others, sign, 1.0)
            if value and other is not one:
                told.all(others if act.type in HOSTILE else (), "hostile-before", value)
                told.all(others if act.type == own.type else (), "same-type-before", value)
        return found

    def _about(self, n: int, act: ActFound, side: str, others: tuple[Filler, ...], mentioned: bool) -> Floats:
        """The act as ACT lists it. others: who stands on the other side; mentioned: whether words stand on this one."""
        given = codes(others)
        known = [f.mention for f in others if codes((f,))]
        told = {
            act.type: 1.0,
            "for-recipient": float(side == RECIPIENT),
            "noun": float(act.kind == "noun"),
            "passive": float(
                any(self.parsed.labels[c] in ("nsubjpass", "auxpass") for c in self.parsed.children[act.trigger])
            ),
            "aux": float(bool(act.status.aux)),
            "mentioned": float(mentioned),
            "several": float(len(given) > 1),
            "first-sentence": float(self.at[n] == 0),
            "states": min(len(self.named), 8) / 8,
            "sure": act.weight,
            **{f"given.{p.sector}": 1.0 for m in known for p in m.parties if p.sector},
            "given.state": float(any(m.kind in ("name", "metonym") for m in known)),
            "given.person": float(any(m.kind == "person" for m in known)),
            "given.pronoun": float(any(m.kind == "pronoun" for m in known)),
            "given.role": float(any(m.kind == "role" for m in known)),
        }
        return np.array([told.get(name, 0.0) for name in ACT], dtype=np.float32)


def _telling(found: Sequence[Mention], code: str) -> Mention:
    """The last mention of a party that names the state or its government, else the last."""
    plain = [
        m
        for m in found
        if m.kind in ("name", "metonym", "person")
        and all(p.code == code and p.sector in (None, "GOV") for p in m.parties)
    ]
    return (plain or found)[-1]


def words_of(case: Case, acts: Sequence[ActFound], parsed: ParsedText, vectors: Vectors) -> Floats:
    """(2 × width,): the vector of the act's word, and of the words that stand on the side without telling who it is ("its ally"), else the mean
    of the sentence's."""
    act = acts[case.act]
    sentence = parsed.sentence_index[act.trigger]
    first = parsed.sentences[sentence][0]
    there = act.recipients if case.side == RECIPIENT else act.actors
    heads = [f.mention.head - first for f in there if parsed.sentence_index[f.mention.head] == sentence]
    beside = vectors[sentence][heads[0]] if heads else vectors.mean(sentence)
    return np.concatenate([vectors[sentence][act.trigger - first], beside])


def filled(
    acts: Sequence[ActFound], cases: Sequence[Case], parsed: ParsedText, vectors: Vectors, heads: Heads
) -> list[ActFound]:
    """The acts, with whoever most likely stands on a side that they leave open, where somebody does."""
    vectors.need(parsed.sentence_index[acts[c.act].trigger] for c in cases)
    found = list(acts)
    asked = [(words_of(case, acts, parsed, vectors), case.about, case.signs) for case in cases]
    for case, shares in zip(cases, heads.implicit(asked)):
        shares[:-1][_not_itself(acts[case.act], case)] = 0
        best = int(shares[:-1].argmax())
        if shares[best] >= LEAST:
            found[case.act] = _with(found[case.act], case, best, float(shares[best]), parsed)
    return found


def _not_itself(act: ActFound, case: Case) -> list[int]:
    """Rows of who is given already, where a state does not do this to itself, of those who are spared, and of states that only the victims name."""
    given = (*act.actors, *act.recipients)
    own = codes(given) if not_to_itself(act, given) else set()
    own |= act.spared if case.side == RECIPIENT else act.against
    victims = [f.mention for f in act.recipients] if act.type == "ASSAULT" and case.side != RECIPIENT else []
    return [n for n, code in enumerate(case.codes) if code in own or case.mentions[n] in victims]


def not_to_itself(act: ActFound, given: Sequence[Filler]) -> bool:
    """Whether those given hardly do this to themselves: words to another, or by whoever speaks for a state."""
    known = [f for f in given if codes((f,))]
    return act.type in TO_ANOTHER or all(f.mention.kind != "pronoun" and of_state(f) for f in known)


def _with(act: ActFound, case: Case, best: int, share: float, parsed: ParsedText) -> ActFound:
    mention = case.mentions[best]
    words = parsed.span(mention.first, mention.last).text
    parties = tuple(replace(p, why=IMPLICIT) for p in mention.parties if p.code == case.codes[best])
    filler = Filler(replace(mention, parties=parties), "implicit")
    why = (*act.why, f"{case.side} from the text, not the sentence: {case.codes[best]} {share:.2f} (last “{words}”)")
    if case.side == RECIPIENT:
        return replace(act, recipients=(filler,), why=why, implied=share)
    return replace(act, actors=(filler,), why=why, implied=share)
