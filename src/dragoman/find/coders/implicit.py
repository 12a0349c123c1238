"""Who stands on a side that an act's own sentence leaves open: "Washington condemned the firing", "The guard was seized on the river".

Implicit arguments in the sense of Gerber and Chai (2010): the text has told who it is, the sentence does not say it again. For each act with
one side known, the parties that the text has named so far are weighed, and nobody (encode/heads.py). The same functions serve training
(training/coder/implicit.py) and run time; a change of the orders below needs new weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Heads, Vectors
from dragoman.find.act import ActFound, Filler, Utterance
from dragoman.find.acts import codes
from dragoman.records.parsed import ParsedText
from dragoman.records.party import IMPLICIT, Mention, Mentions

Floats = NDArray[np.float32]
Signs = Mapping[str, Mapping[str, float]]

# Share from which a party is given: chosen on the corpus's development articles, by the acts whose sides are then right.
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
# the act itself
ACT = (
    *TYPES, "for-recipient", "noun", "passive", "aux", "mentioned", "several", "first-sentence", "states", "sure",
    *(f"given.{sector}" for sector in SECTORS), "given.state", "given.person", "given.pronoun", "given.role",
)  # fmt: skip
REACH = 4  # sentences from which an act counts as near


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
        self.acts, self.parsed, self.utterances, self.signs = acts, parsed, utterances, signs
        self.at = [parsed.sentence_index[a.trigger] for a in acts]
        self.sides = [(codes(a.actors), codes(a.recipients)) for a in acts]
        self.named: dict[str, list[Mention]] = {}
        for mention in sorted(mentions.items, key=lambda m: m.head):
            for party in mention.parties:
                if party.code and party.sector != "JRN":
                    self.named.setdefault(party.code, []).append(mention)
        self.count = Counter({code: len(found) for code, found in self.named.items()})

    def cases(self) -> list[Case]:
        """The sides of which the text may tell who stands there."""
        found = []
        for n, act in enumerate(self.acts):
            actors, recipients = self.sides[n]
            if act.reciprocal or bool(actors) == bool(recipients):
                continue
            case = self._case(n, act, RECIPIENT if actors else ACTOR, actors or recipients)
            if case is not None:
                found.append(case)
        return found

    def _case(self, n: int, act: ActFound, side: str, given: set[str]) -> Case | None:
        _, last = self.parsed.sentences[self.at[n]]
        known = {code: [m for m in found if m.head < last] for code, found in self.named.items()}
        known = {code: found for code, found in known.items() if found}
        if not known.keys() - given:
            return None
        told = self.signs(Mention(act.trigger, act.trigger + 1, act.trigger, "role"), None)
        candidates = tuple(known)
        signs = np.zeros((len(candidates), len(TOLD) + len(SEEN)), dtype=np.float32)
        parts = self._parts(n, side, given)
        for row, code in enumerate(candidates):
            for sign, value in told.get(code, {}).items():
                if sign in TOLD:
                    signs[row, TOLD.index(sign)] = value
            for sign, value in (self._mentioned(n, act, code, known[code], given) | parts.get(code, {})).items():
                signs[row, len(TOLD) + SEEN.index(sign)] = value
        return Case(
            n,
            side,
            candidates,
            tuple(_telling(found, code) for code, found in known.items()),
            signs,
            self._about(n, act, side, given),
        )

    def _mentioned(
        self, n: int, act: ActFound, code: str, found: Sequence[Mention], given: set[str]
    ) -> dict[str, float]:
        """What the mentions of a party up to the act's sentence say, and what the coder thought of those in it."""
        p, here = self.parsed, self.at[n]
        distance = [here - p.sentence_index[m.head] for m in found]
        leading = [d for d, m in zip(distance, found) if p.labels[m.head] in ("nsubj", "nsubjpass")]
        thought = [(a, r) for c, a, r in (act.decision.open if act.decision else ()) if c == code]
        start, end = p.starts[act.trigger], p.ends[act.trigger]
        said = [u for u in self.utterances if u.cue == act.trigger or u.covers(start, end)]
        return {
            "given": float(code in given),
            "recent": 1 / (1 + min(distance)),
            "recent-subject": 1 / (1 + min(leading)) if leading else 0.0,
            "share": self.count[code] / sum(self.count.values()),
            "in-first": float(any(p.sentence_index[m.head] == 0 for m in found)),
            "role-actor": max((a for a, _ in thought), default=0.0),
            "role-recipient": max((r for _, r in thought), default=0.0),
            "here": float(min(distance) == 0),
            "says": float(any(x.code == code for u in said for m in u.speakers for x in m.parties)),
            "addressed": float(any(x.code == code for u in said for m in u.addressees for x in m.parties)),
        }

    def _parts(self, n: int, side: str, given: set[str]) -> dict[str, dict[str, float]]:
        """Each party's part in the other acts of the text, as seen from an act."""
        found: dict[str, dict[str, float]] = {}

        def say(code: str, sign: str, value: float) -> None:
            told = found.setdefault(code, {})
            told[sign] = max(told.get(sign, 0.0), value)

        own = self.acts[n]
        pairs: Counter[str] = Counter()
        for k, (act, (actors, recipients)) in enumerate(zip(self.acts, self.sides)):
            if k == n:
                continue
            distance = self.at[n] - self.at[k]
            value = 1 / (1 + abs(distance) / 2) if act.trigger < own.trigger else 0.0
            after = value == 0.0 and -distance <= REACH
            if distance == 0:
                for code in actors:
                    say(code, "here-actor", 1.0)
                for code in recipients:
                    say(code, "here-recipient", 1.0)
                if own.status.under in (act.trigger, act.head) or own.head == act.trigger:
                    for code in actors | recipients:
                        say(code, "embeds", 1.0)
            for one, other, sign in ((actors, recipients, "did-to-given"), (recipients, actors, "given-did-to")):
                if not other & given:
                    continue
                sign = "with-given" if act.reciprocal else sign
                for code in one - given:
                    pairs[code] += 1
                    if after and not act.reciprocal:
                        say(code, f"{sign}-after", 1 / (1 - distance))
                    if value:
                        say(code, f"{sign}-before", value)
                        say(code, sign, 1.0)
                        if act.type in HOSTILE:
                            say(code, "hostile-before", value)
                        if act.type == own.type:
                            say(code, "same-type-before", value)
            if act.reciprocal and actors & given:
                for code in actors - given:
                    pairs[code] += 1
                    if value:
                        say(code, "with-given", 1.0)
                        say(code, "with-given-before", value)
            if value > 0.0 and 0 <= distance <= REACH:
                for code in actors:
                    say(code, "before-actor", value)
                for code in recipients:
                    say(code, "before-recipient", value)
        before = next(
            ((a, r) for act, (a, r) in zip(reversed(self.acts), reversed(self.sides)) if act.trigger < own.trigger),
            None,
        )
        for codes_, sign in zip(before or (), ("last-actor", "last-recipient")):
            for code in codes_:
                say(code, sign, 1.0)
        for code, count in pairs.items():
            say(code, "pair-share", count / sum(pairs.values()))
        return found

    def _about(self, n: int, act: ActFound, side: str, given: set[str]) -> Floats:
        """The act as ACT lists it."""
        fillers = act.actors or act.recipients
        known = [f.mention for f in fillers if codes((f,)) & given]
        told = {
            act.type: 1.0,
            "for-recipient": float(side == RECIPIENT),
            "noun": float(act.kind == "noun"),
            "passive": float(
                any(self.parsed.labels[c] in ("nsubjpass", "auxpass") for c in self.parsed.children[act.trigger])
            ),
            "aux": float(bool(act.status.aux)),
            "mentioned": float(bool(act.recipients if side == RECIPIENT else act.actors)),
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
    beside = vectors[sentence][heads[0]] if heads else vectors[sentence].mean(0)
    return np.concatenate([vectors[sentence][act.trigger - first], beside])


def filled(
    acts: Sequence[ActFound], cases: Sequence[Case], parsed: ParsedText, vectors: Vectors, heads: Heads
) -> list[ActFound]:
    """The acts, with whoever most likely stands on a side that they leave open, where somebody does."""
    vectors.need(parsed.sentence_index[acts[c.act].trigger] for c in cases)
    found = list(acts)
    for case in cases:
        shares = heads.implicit(words_of(case, acts, parsed, vectors), case.about, case.signs)
        shares[:-1][_not_itself(acts[case.act], case)] = 0
        best = int(shares[:-1].argmax())
        if shares[best] >= LEAST:
            found[case.act] = _with(found[case.act], case, best, float(shares[best]), parsed)
    return found


def _not_itself(act: ActFound, case: Case) -> list[int]:
    """Rows of who is given already, where a state does not do this to itself: words to another, or by whoever speaks for the state."""
    given = [f.mention for f in (*act.actors, *act.recipients) if codes((f,))]
    state = all(
        m.kind in ("name", "metonym", "person") and all(p.sector in (None, "GOV") and not p.org for p in m.parties)
        for m in given
    )
    if not state and act.type not in TO_ANOTHER:
        return []
    own = {p.code for m in given for p in m.parties}
    return [n for n, code in enumerate(case.codes) if code in own]


def _with(act: ActFound, case: Case, best: int, share: float, parsed: ParsedText) -> ActFound:
    mention = case.mentions[best]
    words = parsed.span(mention.first, mention.last).text
    parties = tuple(replace(p, why=IMPLICIT) for p in mention.parties if p.code == case.codes[best])
    filler = Filler(replace(mention, parties=parties), "implicit")
    why = (*act.why, f"{case.side} from the text, not the sentence: {case.codes[best]} {share:.2f} (last “{words}”)")
    if case.side == RECIPIENT:
        return replace(act, recipients=(filler,), why=why, implied=share)
    return replace(act, actors=(filler,), why=why, implied=share)
