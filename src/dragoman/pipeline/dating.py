"""The day of an act whose own sentence does not date it: of publication, of an expression elsewhere in the text, or unknown.

Rules date what grammar dates (act_days.py, same_act.py). What is left was, in a reading of forty articles, the commonest error of all when taken
for news of the day: what the text recalls ("the airstrike that killed …", "had been allied"), or tells of a day named sentences away.
Each expression of the text near enough, publication, and no day at all are weighed by the head `dating` (encode/heads.py). The same functions
serve training (training/coder/dating.py) and run time; a change of the orders below needs new weights.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Heads, Vectors
from dragoman.find.act import ActFound
from dragoman.find.coders.implicit import TYPES
from dragoman.find.times_attach import dates_what_was_before, reacted_to, tells_of_its_subject
from dragoman.pipeline.act_days import (
    UNREAL,
    after_old_day,
    commemorated,
    days_between,
    in_force,
    is_background,
    news_of_the_lead,
    published_day,
    recalled,
    some_time_ago,
)
from dragoman.pipeline.day_words import (
    TENSES,
    VERBAL,
    above,
    apart_by_time,
    can_date,
    distance,
    grain,
    names_only,
    quoted,
    tense,
    verb_above,
)
from dragoman.pipeline.ground import Ground
from dragoman.pipeline.same_act import TOLD_AGAIN, ActClaim
from dragoman.records.claim import Claim
from dragoman.records.when import AROUND, UNKNOWN, When

Floats = NDArray[np.float32]

# Likelihood from which a day is given: of labelled acts .77 of the days given are right, .75 without this; at .5 .78, and .01 fewer in all.
LEAST = 0.45
REACH_BEFORE, REACH_AFTER = 14, 4  # sentences; the first three of a text are always near
_LEAD = 3
_STEM = 5  # letters that a verb and its noun share
_DEFINITE = {"the", "this", "that", "its", "his", "her", "their", "these", "those"}
_LINKS = ("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "prep", "pobj", "nsubj", "dobj")
# an expression of time, as seen from an act; the first is publication itself
SIGNS = (
    "published", "ruled", "same-sentence", "before", "after", "same-paragraph-before", "same-paragraph-after", "in-title", "in-lead", "latest", "second-latest",
    "opens-sentence", "opens-paragraph", "share", "day", "week", "month", "year", "longer", "on-publication", "day-before", "week-before", "month-before",
    "year-before", "older", "ahead", "holds-publication", "stated", "duration", "bound", "same-quotation", "one-quoted", "same-tense", "both-past",
    "both-perfect", "noun-above", "above", "below", *(f"through.{link}" for link in _LINKS), "clauses", "dates-an-act", "dates-type", "dates-states",
    "dates-share", "dates-type-and-states", "dates-lemma", "dates-lemma-and-share", "alike", "alike-and-share", "dates-speech-around", "dates-title", "nearest-act",
    "day-of-act-before", "day-of-act-after", "day-in-paragraph-before", "day-of-verb-joined",
)  # fmt: skip
# the act itself
ABOUT = (
    *TYPES, *(f"tense.{tense}" for tense in TENSES), "definite", "plural", "quoted", "title", "lead", "place", "length", "expressions", "dated-share", "recent-share",
    "historical", "future", "hypothetical", "negation", "sure", "relative", "adverbial", "under-noun", "reciprocal", "own-expression",
)  # fmt: skip


@dataclass(frozen=True)
class Undated:
    """An act to be dated. at: its place among the claims. days: the candidates', publication first; verbs (candidates, width): the vector of the verb that each goes with, zeros for publication. signs
    (candidates, SIGNS); about (ABOUT,)."""

    at: int
    days: tuple[When, ...]
    verbs: Floats
    signs: Floats
    about: Floats


def with_days_of_context(claims: Sequence[ActClaim], ground: Ground, vectors: Vectors, heads: Heads) -> list[ActClaim]:
    """Acts and claims; those that nothing in their sentence dates have the day that the text makes likeliest."""
    found = list(claims)
    cases = Days(claims, ground, vectors).cases()
    asked = [(words_of(found[case.at][0], vectors), case.about, case.signs, case.verbs) for case in cases]
    for case, shares in zip(cases, heads.dating(asked)):
        act, claim = found[case.at]
        when, share = likeliest(case, shares)
        if when.first is None and news_of_the_lead(act, ground):
            when = published_day(ground)
        told = _on(claim, when, share, ground)
        if when.first is None and not UNREAL & set(told.aux) and after_old_day(act, ground):
            told = replace(told, aux=("historical", *told.aux))
        found[case.at] = act, told
    return found


def likeliest(case: Undated, shares: Floats) -> tuple[When, float]:
    """The likeliest day, and how likely it is. shares: of the candidates and, last, of no day."""
    total: dict[tuple[str | None, str | None], float] = {}
    for when, share in zip(case.days, shares):
        total[when.first, when.last] = total.get((when.first, when.last), 0.0) + float(share)
    best = max(total, key=lambda days: total[days], default=(None, None))
    if not total or total[best] <= shares[-1] or total[best] < LEAST:
        return UNKNOWN, float(shares[-1])
    rows = [n for n, w in enumerate(case.days) if (w.first, w.last) == best]
    return case.days[max(rows, key=lambda n: float(shares[n]))], total[best]


def _on(claim: Claim, when: When, share: float, ground: Ground) -> Claim:
    """The claim on another day."""
    published = ground.document.reading.published
    if when.basis == "published" and UNREAL & set(claim.aux):
        when = UNKNOWN
    told = f" from “{when.text}”, told at {when.start}" if when.text else ""
    why = f"day {when.basis}{told}: {AROUND} ({share:.2f})"
    aux = claim.aux
    if is_background(when, published) and "historical" not in aux:
        aux = ("historical", *aux)
    return replace(claim, when=when, aux=aux, why=(*claim.why[:-1], why))


def words_of(act: ActFound, vectors: Vectors) -> Floats:
    """(2 × width,): the vector of the act's word, and the mean of its sentence's."""
    p = vectors.parsed
    sentence = p.sentence_index[act.trigger]
    here = vectors[sentence]
    return np.concatenate([here[act.trigger - p.sentences[sentence][0]], vectors.mean(sentence)])


@dataclass(frozen=True)
class _Seen:
    """What an expression is, whoever asks."""

    sentence: int
    paragraph: int
    verb: int
    tense: str
    quoted: bool
    plain: Mapping[str, float]
    dates: tuple[int, ...]


class Days:
    """Finds the acts of a text that nothing in their sentences dates, and what speaks for each day."""

    def __init__(self, claims: Sequence[ActClaim], ground: Ground, vectors: Vectors) -> None:
        self.claims, self.ground, self.vectors, self.p = claims, ground, vectors, ground.parsed
        p = self.p
        self.at = [p.sentence_index[act.trigger] for act, _ in claims]
        self.states = [frozenset(x.code for x in (*c.actor, *c.recipient) if x.code) for _, c in claims]
        self.tenses = [tense(p, act.trigger) for act, _ in claims]
        self.marks = quoted(p)
        self.own: dict[int | None, list[int]] = {}  # start of an expression → the acts that it dates
        for n, (_, claim) in enumerate(claims):
            if self._here(n, claim.when):
                self.own.setdefault(claim.when.start, []).append(n)
        dated = sorted((a.trigger, c.when.first, c.when.last) for a, c in claims if c.when.text and c.when.first)
        self.dated = [trigger for trigger, *_ in dated]
        self.days = [tuple(days) for _, *days in dated]
        told = list(enumerate(zip(ground.times, ground.whens)))
        self.usable = [n for n, (e, w) in told if _has_days(w) and can_date(e) and not names_only(p, e)]
        counted = Counter((ground.whens[n].first, ground.whens[n].last) for n in self.usable)
        self.seen = {n: self._expression(n, counted[ground.whens[n].first, ground.whens[n].last]) for n in self.usable}
        self.of_somebody = {n: self._told_of_somebody(self.seen[n].verb) for n in self.usable}
        self.sentences = [self.seen[n].sentence for n in self.usable]
        week = [n for n in self.usable if {"on-publication", "day-before", "week-before"} & self.seen[n].plain.keys()]
        self.shares = {
            "dated-share": len(dated) / max(1, len(claims)),
            "recent-share": len(week) / max(1, len(self.usable)),
        }

    def _here(self, n: int, when: When) -> bool:
        """Whether the expression of a claim's day stands in its own sentence."""
        first, last = self.p.sentences[self.at[n]]
        return when.start is not None and self.p.starts[first] <= when.start < self.p.ends[last - 1]

    def cases(self) -> list[Undated]:
        """Those acts, in order."""
        asked = [
            n
            for n, (act, c) in enumerate(self.claims)
            if (c.when.text is None or not self._here(n, c.when))
            and not self._dayless(act)
            and TOLD_AGAIN not in c.why[-1]
        ]
        self.vectors.need([*self.at, *self.sentences] if asked else [])
        return [self._case(n) for n in asked]

    def _dayless(self, act: ActFound) -> bool:
        """Whether the text around can tell no day of an act: of what is marked, recalled or in force, or is done by what is said, on the day of its saying."""
        if act.rule.startswith("derived:") or in_force(act, self.ground):
            return True
        return commemorated(act, self.ground) or recalled(act, self.ground) or some_time_ago(act, self.ground)

    def _told_of_somebody(self, verb: int) -> bool:
        """Whether a verb tells in a relative clause of what somebody did besides: "Museveni, who arrived on Monday", "groups, which attacked it last July"."""
        p = self.p
        while p.labels[verb] == "conj" and p.child(verb, "nsubj", "nsubjpass") is None and p.heads[verb] != verb:
            verb = p.heads[verb]
        subject = p.child(verb, "nsubj", "nsubjpass")
        if p.labels[verb] != "relcl" or subject is None or p.tags[subject] not in ("WP", "WDT", "WP$"):
            return False
        return self.ground.coder.roles.mentions.at(p.heads[verb]) is not None

    def _same_deed(self, trigger: int, seen: _Seen) -> bool:
        """Whether an expression dates an act of the same word."""
        stem = self.p.lemmas[trigger][:_STEM]
        return any(self.p.lemmas[self.claims[m][0].trigger][:_STEM] == stem for m in seen.dates)

    def _done_before(self, verb: int) -> bool:
        """Whether a verb tells what had been done to the thing that another clause is about: "lifted the curbs that it | had imposed"."""
        p = self.p
        beside = {p.lowers[c] for c in p.children[verb] if p.labels[c] == "dobj"}
        return p.labels[verb] == "relcl" and bool(beside & {"that", "which"})

    def _near(self, n: int, clause: int | None) -> list[int]:
        """The expressions near enough to date an act; none that is still to come for what is told as done. clause: as `apart_by_time` tells it."""
        first = bisect_left(self.sentences, max(_LEAD, self.at[n] - REACH_BEFORE))
        last = bisect_right(self.sentences, self.at[n] + REACH_AFTER)
        lead = bisect_left(self.sentences, _LEAD)
        trigger, times = self.claims[n][0].trigger, self.ground.times
        near = self.usable[:lead] + self.usable[first:last]
        apart = set() if clause is None else set(above(self.p, clause))
        if clause is not None and clause == apart_by_time(self.p, trigger):
            # "three days after ships | approached": of no day that is told elsewhere
            first, last = self.p.subtree(clause)
            near = [k for k in near if first <= times[k].first < last]
        near = [
            k
            for k in near
            if self.seen[k].sentence == self.at[n] or not self.of_somebody[k] or self._same_deed(trigger, self.seen[k])
        ]
        if self.tenses[n] == "past-perfect" and self._done_before(trigger):
            apart |= {v for v in above(self.p, trigger) if self.p.tags[v].startswith(VERBAL)}
        near = [
            k
            for k in near
            if self.seen[k].sentence != self.at[n]
            or not (
                tells_of_its_subject(self.p, trigger, times[k])
                or dates_what_was_before(self.p, trigger, times[k])
                or reacted_to(self.p, trigger, self.seen[k].verb)
                or self.seen[k].verb in apart
            )
        ]
        if set(self.claims[n][1].aux) & {"future", "hypothetical"} or self.tenses[n] in ("modal", "infinitive"):
            return near
        return [k for k in near if "ahead" not in self.seen[k].plain or self.seen[k].plain["holds-publication"]]

    def _case(self, n: int) -> Undated:
        act, claim = self.claims[n]
        clause = apart_by_time(self.p, act.trigger, deep=True)
        near = self._near(n, clause)
        published = published_day(self.ground)
        first = [published] if published.first and clause is None else []
        before = [k for k in near if self.ground.times[k].first < act.trigger]
        around = self._around(act)
        rows = [{"published": 1.0, "ruled": float(claim.when.basis == "published")} for _ in first]
        rows += [self._signs(n, k, before, around) for k in near]
        none = np.zeros_like(self._vector(act.trigger))
        verbs = [none for _ in first] + [self._vector(self.seen[k].verb) for k in near]
        days = (*first, *(self.ground.whens[k] for k in near))
        about = _values(self._about(n, near), ABOUT)
        if not rows:
            return Undated(n, days, np.zeros((0, len(none)), np.float32), np.zeros((0, len(SIGNS)), np.float32), about)
        return Undated(n, days, np.stack(verbs), np.stack([_values(row, SIGNS) for row in rows]), about)

    def _expression(self, k: int, times: int) -> _Seen:
        """What an expression says by itself."""
        p, e, w = self.p, self.ground.times[k], self.ground.whens[k]
        length = days_between(w.first, w.last) or 0
        gone = days_between(w.last, self.ground.document.reading.published)
        sentence, paragraph = p.sentence_index[e.first], p.paragraph_index[e.first]
        told = {
            "in-title": float(sentence == 0),
            "in-lead": float(0 < sentence < _LEAD),
            "opens-sentence": float(e.first - p.sentences[sentence][0] <= 2),
            "opens-paragraph": float(e.first - p.paragraphs[paragraph][0] <= 2),
            "share": times / max(1, len(self.usable)),
            "stated": float(w.basis == "stated"),
            "duration": float(e.kind == "DURATION"),
            "bound": float(e.get("bound") is not None),
            grain(length): 1.0,
        }
        if gone is not None:
            told[distance(gone)] = 1.0
            told["holds-publication"] = float(gone <= 0 <= gone + length and length > 0)
        verb = verb_above(p, e.head)
        return _Seen(
            sentence, paragraph, verb, tense(p, verb), self.marks[e.first], told, tuple(self.own.get(w.start, ()))
        )

    def _signs(self, n: int, k: int, before: Sequence[int], around: Mapping[str, object]) -> dict[str, float]:
        """What an expression says as seen from an act. before: those near that stand before it; around: as `_around`."""
        p, seen, when, (act, claim) = self.p, self.seen[k], self.ground.whens[k], self.claims[n]
        gone = self.at[n] - seen.sentence
        ahead = self.ground.times[k].first < act.trigger
        here = seen.paragraph == p.paragraph_index[act.trigger]
        inside, own = self.marks[act.trigger], self.tenses[n]
        told = {
            **seen.plain,
            **{sign: float(days == (when.first, when.last)) for sign, days in around.items()},
            "ruled": float(claim.when.start is not None and claim.when.start == when.start),
            "same-sentence": float(gone == 0),
            "before" if ahead else "after": 1 / (1 + abs(gone) / 2),
            "same-paragraph-before" if ahead else "same-paragraph-after": float(here),
            "latest": float(before[-1:] == [k]),
            "second-latest": float(before[-2:-1] == [k]),
            "same-quotation": float(inside and seen.quoted),
            "one-quoted": float(inside != seen.quoted),
            "same-tense": float(own == seen.tense),
            "both-past": float(own == seen.tense == "past"),
            "both-perfect": float(own == seen.tense == "past-perfect"),
            **self._dated(n, seen),
        }
        return told | (self._hanging(act, k) if gone == 0 else {})

    def _around(self, act: ActFound) -> dict[str, object]:
        """The days of the acts near by that have one of their own."""
        p, place = self.p, bisect_left(self.dated, act.trigger)
        after = bisect_right(self.dated, act.trigger)
        told: dict[str, object] = {}
        if place:
            told["day-of-act-before"] = self.days[place - 1]
            if p.paragraph_index[self.dated[place - 1]] == p.paragraph_index[act.trigger]:
                told["day-in-paragraph-before"] = self.days[place - 1]
        if after < len(self.dated):
            told["day-of-act-after"] = self.days[after]
        joined = [c for c in p.children[act.trigger] if p.labels[c] == "conj"]
        joined += [p.heads[act.trigger]] if p.labels[act.trigger] == "conj" else []
        for token in joined:
            row = bisect_left(self.dated, token)
            if row < len(self.dated) and self.dated[row] == token:
                told["day-of-verb-joined"] = self.days[row]
        return told

    def _hanging(self, act: ActFound, k: int) -> dict[str, float]:
        """How an act hangs together with an expression of its own sentence."""
        p, verb = self.p, self.seen[k].verb
        up, of_expression = above(p, act.trigger), above(p, self.ground.times[k].head)
        told = {
            "noun-above": float(any(p.tags[t].startswith("NN") for t in of_expression[:2])),
            "below": float(act.trigger in of_expression),
        }
        if verb in up or verb == act.trigger:
            chain = [act.trigger, *(up[: up.index(verb)] if verb in up else [])]
            told["above"] = 1.0
            told["clauses"] = sum(p.tags[t].startswith(VERBAL) for t in chain) / 4
            told |= {f"through.{link}": 1.0 for link in {p.labels[t] for t in chain} & set(_LINKS)}
        return told

    def _dated(self, n: int, seen: _Seen) -> dict[str, float]:
        """What the acts that an expression dates say for its dating another one, the most that any says."""
        told: dict[str, float] = {}
        p, (act, claim) = self.p, self.claims[n]
        for m in seen.dates:
            if m == n:
                continue
            other, its = self.claims[m]
            kind = float(other.type == act.type)
            share = float(bool(self.states[n] & self.states[m]))
            same = float(bool(self.states[n]) and self.states[n] == self.states[m])
            stem = float(p.lemmas[other.trigger][:_STEM] == p.lemmas[act.trigger][:_STEM])
            alike = self._alike(act, other)
            around = float(its.evidence.start <= claim.trigger.start < its.evidence.end)
            for sign, value in (
                ("dates-an-act", 1.0), ("dates-type", kind), ("dates-states", same), ("dates-share", share), ("dates-type-and-states", kind * same),
                ("dates-lemma", stem), ("dates-lemma-and-share", stem * share), ("alike", alike), ("alike-and-share", alike * share),
                ("dates-speech-around", around), ("dates-title", float(self.at[m] == 0)), ("nearest-act", 1 / (1 + abs(self.at[n] - self.at[m]))),
            ):  # fmt: skip
                told[sign] = max(told.get(sign, 0.0), value)
        return told

    def _alike(self, one: ActFound, other: ActFound) -> float:
        a, b = (self._vector(x.trigger) for x in (one, other))
        return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-6))

    def _vector(self, token: int) -> Floats:
        sentence = self.p.sentence_index[token]
        return np.asarray(self.vectors[sentence][token - self.p.sentences[sentence][0]])

    def _about(self, n: int, near: Sequence[int]) -> dict[str, float]:
        """The act as ABOUT lists it."""
        p, (act, claim) = self.p, self.claims[n]
        labels = {p.labels[t] for t in [act.trigger, *above(p, act.trigger)]}
        words = {p.lowers[c] for c in p.children[act.trigger]}
        return {
            act.type: 1.0,
            f"tense.{self.tenses[n]}": 1.0,
            "definite": float(bool(words & _DEFINITE)),
            "plural": float(p.tags[act.trigger] in ("NNS", "NNPS")),
            "quoted": float(self.marks[act.trigger]),
            "title": float(self.at[n] == 0),
            "lead": float(0 < self.at[n] < _LEAD),
            "place": self.at[n] / max(1, len(p.sentences) - 1),
            "length": min(len(p.sentences), 40) / 40,
            "expressions": min(len(near), 12) / 12,
            **self.shares,
            **dict.fromkeys(claim.aux, 1.0),
            "sure": act.weight,
            "relative": float(bool(labels & {"relcl", "acl"})),
            "adverbial": float("advcl" in labels),
            "under-noun": float(p.tags[p.heads[act.trigger]].startswith("NN")),
            "reciprocal": float(claim.reciprocal),
            "own-expression": float(claim.when.text is not None),
        }


def _values(told: Mapping[str, float], names: Sequence[str]) -> Floats:
    return np.array([told.get(name, 0.0) for name in names], dtype=np.float32)


def _has_days(when: When) -> bool:
    return days_between(when.first, when.last) is not None
