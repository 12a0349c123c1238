"""Who stands on each side of an act, weighed once more when all that a text tells is known.

The coder gives an act its sides by the sentence (tuned.py), other heads tell for whom a word in doubt stands (resolve/referents.py) and
who stands where the sentence leaves a side open (implicit.py), each without hearing the others: "the soldiers" who crossed into Nigeria are
taken for Nigerians, who then enter their own country. Here every party that the text has named so far is weighed for a side with what all of them
say, and with whom the text tells to have to do with whom (encode/heads.py). The same functions serve training (training/coder/placing.py) and
run time; a change of the orders below needs new weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Heads, Vectors
from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import codes
from dragoman.find.coders.confidence import logit
from dragoman.find.coders.implicit import (
    ACT,
    ACTOR,
    RECIPIENT,
    SEEN,
    TOLD,
    TYPES,
    Case,
    OpenSides,
    not_to_itself,
    words_of,
)
from dragoman.records.parsed import ParsedText
from dragoman.records.party import IMPLICIT, Mention, Party

Floats = NDArray[np.float32]

# Least probability of who stands on a side already to stay there; of another to take the place, to come where nobody stands, and to come where it
# stands on the other side already; by how much who takes a place must be likelier.
STAYS, COMES, FILLS, TO_ITSELF, AHEAD = 0.3, 0.25, 0.4, 0.8, 0.1
LEAST_SHARE = 0.05  # least share of a code in a word in doubt for the word to be taken to stand for it
WORDED = 0.1  # least probability that a mention in the sentence stands on the side for it to be named as who does

# the side, whoever stands there
ABOUT = (
    *TYPES, RECIPIENT, "noun", "passive", "aux", "sure", "decided", "typed", "states", "given", "here", "fillers", "implicit", "other-implicit",
    "unresolved", "candidates", "mutual", "first-sentence", "nobody", "framed", "framed-type",
)  # fmt: skip
KINDS = ("name", "person", "adjective", "metonym", "role", "pronoun", "group")
SLOTS = (
    "subj", "obj", "iobj", "prep", "poss", "nat", "xsubj", "content", "under", "none", "implicit", "answered", "counterpart", "^subj", "^obj",
    "^prep",
)  # fmt: skip
# what the sentence and the steps before say of a party
SAID = (
    "in", "opposite", "role", "other-role", "likely-role", "likely-other-role", "rival-role", "ahead", "implicit", "rival-implicit", "framed",
    "framed-other", "weight", "doubt", "as-place", "shared", "implied", "own-share", "alternative",
)  # fmt: skip
SIGNS = (*TOLD, *SEEN, *SAID, *(f"kind.{k}" for k in KINDS), *(f"slot.{s}" for s in SLOTS))
_COLUMN = {sign: n for n, sign in enumerate(SIGNS)}


@dataclass(frozen=True)
class Weighing:
    """A side of an act. act: its index. side: `actor` or `recipient`. codes: the candidates, with the mention that last named each, null for those
    whom only a word in doubt may stand for. signs: (codes, SIGNS). about: (ABOUT,). words: (2 × width,), as of `words_of`."""

    act: int
    side: str
    codes: tuple[str, ...]
    mentions: tuple[Mention | None, ...]
    signs: Floats
    about: Floats
    words: Floats


@dataclass(frozen=True)
class _Roles:
    """Probability of standing on the side and on the other, by code: of mentions that are given it, and of those that may stand for it."""

    given: Mapping[str, tuple[float, float]]
    likely: Mapping[str, tuple[float, float]]


def weighings(acts: Sequence[ActFound], sides: OpenSides, vectors: Vectors, heads: Heads) -> list[Weighing]:
    """Both sides of each act that is not mutual. acts: those of `sides` in the same order, with the sides filled that they leave open."""
    vectors.need(sides.at[n] for n, act in enumerate(acts) if not act.reciprocal)
    both = ((n, act, side) for n, act in enumerate(acts) if not act.reciprocal for side in (ACTOR, RECIPIENT))
    cases = [(act, case) for n, act, side in both if (case := sides.case(n, act, side)) is not None]
    implied = _implicit(cases, sides, vectors, heads)
    return [_weighing(act, case, told, sides, vectors) for (act, case), told in zip(cases, implied)]


def _weighing(act: ActFound, case: Case, implicit: Mapping[str, float], sides: OpenSides, vectors: Vectors) -> Weighing:
    own, others = (act.actors, act.recipients) if case.side == ACTOR else (act.recipients, act.actors)
    words = words_of(replace(case, act=0), (act,), sides.parsed, vectors)
    roles = _roles(act, case.side)
    given = {p.code for f in own for p in f.mention.parties if p.code}
    candidates = tuple(dict.fromkeys((*case.codes, *sorted(given | roles.likely.keys()))))
    signs = np.zeros((len(candidates), len(SIGNS)), dtype=np.float32)
    signs[: len(case.codes), : len(TOLD) + len(SEEN)] = case.signs
    for row, code in enumerate(candidates):
        told = _said(act, case.side, code, own, others, roles) | _implied(code, implicit)
        for sign, value in told.items():
            signs[row, _COLUMN[sign]] = value
    about = _about(act, case, own, others, len(candidates), implicit)
    mentions = (*case.mentions, *(None for _ in candidates[len(case.codes) :]))
    return Weighing(case.act, case.side, candidates, mentions, signs, about, words)


def _roles(act: ActFound, side: str) -> _Roles:
    given: dict[str, tuple[float, float]] = {}
    likely: dict[str, tuple[float, float]] = {}
    for mention, actor, recipient in act.decision.weighed if act.decision else ():
        role = (actor, recipient) if side == ACTOR else (recipient, actor)
        shares = dict(mention.shares) or {p.code: 1.0 for p in mention.parties if p.code}
        for found, told in ((given, {p.code: 1.0 for p in mention.parties if p.code}), (likely, shares)):
            for code, share in told.items():
                best = found.get(code, (0.0, 0.0))
                found[code] = (max(best[0], role[0] * share), max(best[1], role[1] * share))
    kept = {code for m, _, _ in (act.decision.weighed if act.decision else ()) for code, s in m.shares if s >= 0.1}
    return _Roles(given, {code: told for code, told in likely.items() if code in kept or code in given})


def _implicit(
    cases: Sequence[tuple[ActFound, Case]], sides: OpenSides, vectors: Vectors, heads: Heads
) -> list[dict[str, float]]:
    """Of each side the share of each party, and under the empty name of nobody, if it were open; empty where nobody is known on the other."""
    asked, at = [], []
    for n, (act, case) in enumerate(cases):
        if codes(act.recipients if case.side == ACTOR else act.actors):
            bare = replace(act, actors=()) if case.side == ACTOR else replace(act, recipients=())
            about = case.about.copy()
            about[ACT.index("mentioned")] = 0.0
            asked.append((words_of(replace(case, act=0), (bare,), sides.parsed, vectors), about, case.signs))
            at.append(n)
    found: list[dict[str, float]] = [{} for _ in cases]
    for n, shares in zip(at, heads.implicit(asked)):
        found[n] = dict(zip((*cases[n][1].codes, ""), (float(s) for s in shares)))
    return found


def _implied(code: str, implicit: Mapping[str, float]) -> dict[str, float]:
    if not implicit:
        return {}
    rival = max((share for other, share in implicit.items() if other and other != code), default=0.0)
    return {"implicit": logit(implicit.get(code, 0.0)), "rival-implicit": rival}


def _said(
    act: ActFound, side: str, code: str, own: tuple[Filler, ...], others: tuple[Filler, ...], roles: _Roles
) -> dict[str, float]:
    """What the sentence and the steps before say of a party."""
    role, other = roles.given.get(code, (0.0, 0.0))
    likely, likely_other = roles.likely.get(code, (0.0, 0.0))
    rival = max((told[0] for c, told in roles.likely.items() if c != code), default=0.0)
    framed = (frozenset(), frozenset()) if act.decision is None else act.decision.framed_sides
    mine, theirs = framed if side == ACTOR else framed[::-1]
    told = {
        "in": float(code in codes(own)),
        "opposite": float(code in codes(others)),
        "role": role,
        "other-role": other,
        "likely-role": likely,
        "likely-other-role": likely_other,
        "rival-role": rival,
        "ahead": likely - rival,
        "framed": float(code in mine),
        "framed-other": float(code in theirs),
        "alternative": max((dict(f.mention.shares).get(code, 0.0) for f in own), default=0.0),
    }
    filler = next((f for f in own if code in codes((f,))), None)
    return told if filler is None else told | _as_given(act, code, filler)


def _as_given(act: ActFound, code: str, filler: Filler) -> dict[str, float]:
    """What the mention says that stands on the side for the party."""
    mention = filler.mention
    slot = filler.place
    return {
        f"kind.{mention.kind}": 1.0,
        **({f"slot.{slot}": 1.0} if slot in SLOTS else {}),
        "weight": mention.weight,
        "doubt": float(bool(mention.shares)),
        "as-place": float(mention.place),
        "shared": float(len(mention.parties) > 1),
        "implied": act.implied if filler.slot == "implicit" else 1.0,
        "own-share": dict(mention.shares).get(code, 1.0),
    }


def _about(
    act: ActFound,
    case: Case,
    own: tuple[Filler, ...],
    others: tuple[Filler, ...],
    candidates: int,
    implicit: Mapping[str, float],
) -> Floats:
    """The side as ABOUT lists it."""
    d = act.decision
    framed = frozenset() if d is None else d.framed_sides[0 if case.side == ACTOR else 1]
    passed_on = dict(zip(ACT, case.about))
    told = {
        act.type: 1.0,
        case.side: 1.0,
        **{name: float(passed_on[name]) for name in ("noun", "passive", "aux", "sure", "states", "first-sentence")},
        "decided": float(d is not None),
        "typed": d.type if d else 0.0,
        "given": float(len(codes(others))),
        "here": float(len(codes(own))),
        "fillers": float(len(own)),
        "implicit": float(any(f.slot == "implicit" for f in own)),
        "other-implicit": float(any(f.slot == "implicit" for f in others)),
        "unresolved": float(any(not any(p.code for p in f.mention.parties) for f in own)),
        "candidates": float(candidates),
        "mutual": d.reciprocal if d else 0.0,
        "nobody": implicit.get("", 0.5),
        "framed": float(bool(framed)),
        "framed-type": float(d is not None and d.framed == act.type),
    }
    return np.array([told.get(name, 0.0) for name in ABOUT], dtype=np.float32)


# From probabilities to sides ---------------------------------------------------------------------------------------


def placed(acts: Sequence[ActFound], sides: OpenSides, vectors: Vectors, heads: Heads) -> list[ActFound]:
    """The acts, each side with whoever most likely stands there: those who hardly do fall away, one who is likelier takes the place of one."""
    found = list(acts)
    weighed = weighings(acts, sides, vectors, heads)
    for one, shares in zip(weighed, heads.placing([(one.words, one.about, one.signs) for one in weighed])):
        act = found[one.act]
        shares[_not_itself(act, one)] = 0
        own = act.actors if one.side == ACTOR else act.recipients
        by_rules = bool(codes(own)) and (act.sure or all(f.place not in SLOTS for f in own))
        chosen = codes(own) if by_rules else choice(one.codes, shares, one.signs)
        likely = dict(zip(one.codes, (float(s) for s in shares)))
        if chosen != codes(own):
            act = changed(act, one, chosen, likely, sides.parsed)
        found[one.act] = _sure(act, one.side, likely)
    return found


def _not_itself(act: ActFound, one: Weighing) -> list[int]:
    """Rows of those on the other side who are not taken to stand on this one already, where a state does not do this to itself, or nobody else
    is named who could be told apart from it, and of those who are spared or whom it is against."""
    here, others = (act.actors, act.recipients) if one.side == ACTOR else (act.recipients, act.actors)
    alone = len(one.codes) == 1 or not_to_itself(act, others)
    barred = codes(others) - codes(here) if alone else set()
    barred |= act.spared if one.side == RECIPIENT else act.against
    return [n for n, code in enumerate(one.codes) if code in barred]


def choice(candidates: Sequence[str], shares: Floats, signs: Floats) -> set[str]:
    """Who stands on a side. shares: probabilities of the candidates, (parties,); signs: (parties, SIGNS)."""
    told = dict(zip(candidates, (float(s) for s in shares)))
    here = _those(candidates, signs, "in")
    fixed = here - _those(candidates, signs, "doubt") - _those(candidates, signs, "slot.implicit")
    best_here = sorted(fixed or here, key=lambda code: -told[code])[:1]
    kept = {code for code in here if told[code] >= STAYS} or set(best_here)
    best = max(told, key=lambda code: told[code])
    least = TO_ITSELF if best in _those(candidates, signs, "opposite") else COMES if here else FILLS
    ahead = told[best] - max((told[code] for code in kept), default=0.0)
    comes = best not in here and told[best] >= least and ahead >= AHEAD and len(kept) <= 1 and not kept & fixed
    return {best} if comes else kept


def _those(candidates: Sequence[str], signs: Floats, sign: str) -> set[str]:
    return {code for code, value in zip(candidates, signs[:, _COLUMN[sign]]) if value}


def _sure(act: ActFound, side: str, likely: Mapping[str, float]) -> ActFound:
    """The act with the probability of the least likely of those on a side, for its confidence."""
    if act.decision is None:
        return act
    here = codes(act.actors if side == ACTOR else act.recipients)
    least = min((likely.get(code, 0.0) for code in here), default=1 - max(likely.values()))
    actor, recipient = act.decision.placed
    told = (least, recipient) if side == ACTOR else (actor, least)
    return replace(act, decision=replace(act.decision, placed=told))


def changed(
    act: ActFound, one: Weighing, chosen: set[str], likely: Mapping[str, float], parsed: ParsedText
) -> ActFound:
    """The act with those chosen on a side. likely: probability of each candidate."""
    own = act.actors if one.side == ACTOR else act.recipients
    kept = tuple(_of(f, chosen) for f in own if codes((f,)) & chosen)
    come = sorted(chosen - codes(own))
    fillers = [(code, filler) for code in come if (filler := _filler(act, one, own, code, parsed)) is not None]
    kept += tuple(filler for _, filler in fillers)
    before, after = (any(f.slot == "implicit" for f in side) for side in (own, kept))
    implied = act.implied if after or not before else 1.0
    implied = min((likely[code] for code, f in fillers if f.slot == "implicit"), default=implied)
    told = [f"not {code}" for code in sorted(codes(own) - chosen)] + [f"{code} {likely[code]:.2f}" for code in come]
    act = replace(act, why=(*act.why, f"{one.side} by all that the text tells: {', '.join(told)}"), implied=implied)
    return replace(act, actors=kept) if one.side == ACTOR else replace(act, recipients=kept)


def _filler(act: ActFound, one: Weighing, own: tuple[Filler, ...], code: str, parsed: ParsedText) -> Filler | None:
    """What stands on the side for a party: a word in doubt that may stand for it, else a mention in the sentence, else who was last named."""
    doubted = [f for f in own if dict(f.mention.shares).get(code, 0.0) >= LEAST_SHARE]
    if doubted:
        best = max(doubted, key=lambda f: dict(f.mention.shares)[code])
        return replace(best, mention=_standing_for(best.mention, code, parsed))
    weighed = act.decision.weighed if act.decision else ()
    worded = [(a if one.side == ACTOR else r, m) for m, a, r in weighed if any(p.code == code for p in m.parties)]
    if worded:
        role, most = max(worded, key=lambda w: w[0])
        if role >= WORDED:
            return Filler(_only(most, code, None), "weighed")
    mention = dict(zip(one.codes, one.mentions)).get(code)
    return None if mention is None else Filler(_only(mention, code, IMPLICIT), "implicit")


def _standing_for(mention: Mention, code: str, parsed: ParsedText) -> Mention:
    """A word in doubt, as standing for another party than before."""
    why = "likeliest by all that the text tells"
    span = parsed.span(mention.first, mention.last)
    told = mention.why.removeprefix("sector=") if mention.why.startswith("sector=") else None
    sector = mention.parties[0].sector if mention.parties else told
    party = Party(code, span.text, span.text, span.start, span.end, sector, why=why)
    return replace(mention, parties=(party,), why=why)


def _of(filler: Filler, chosen: set[str]) -> Filler:
    """What stands on the side, without those of a group who do not: of "both sides" one."""
    if codes((filler,)) <= chosen:
        return filler
    parties = tuple(p for p in filler.mention.parties if p.code in chosen)
    return replace(filler, mention=replace(filler.mention, parties=parties))


def _only(mention: Mention, code: str, why: str | None) -> Mention:
    """A mention as standing for one of its parties alone."""
    kept = tuple(p if why is None else replace(p, why=why) for p in mention.parties if p.code == code)
    return replace(mention, parties=kept)
