"""Samples: claims drawn by strata, and precision from a person's answers, weighted back to the ledger."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.codebook.plover import Plover
from dragoman.records.claim import Claim
from dragoman.records.sample import Checked, Drawn, Precision
from dragoman.records.text import Reading

STRATA = ("type", "quad", "source", "year", "month", "basis", "aux", "issue")
QUESTIONS = ("type_right", "parties_right", "day_right", "claim_right")
_Z = 1.959964
Value = Callable[[Claim, Reading], str]


def draw(
    claims: Iterable[Claim], readings: Mapping[str, Reading], plover: Plover, by: Sequence[str], n: int, seed: int,
    proportional: bool = False,
) -> tuple[Drawn, ...]:  # fmt: skip
    """At most `n` claims without replacement, each stratum's at random, all in random order. readings: by document.

    Each stratum has at least one; the rest is shared equally as far as strata have claims, or in proportion to their sizes. Raises ValueError
    for an unknown stratum, `n` below 1, and more strata than `n`.
    """
    unknown = [name for name in by if name not in STRATA]
    if unknown or not by:
        raise ValueError(f"{', '.join(unknown) or 'nothing'!r} is no stratum; take of {', '.join(STRATA)}")
    if n < 1:
        raise ValueError("draw at least one claim")
    strata: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        strata[" | ".join(_value(name, claim, readings[claim.document], plover) for name in by)].append(claim)
    if len(strata) > n:
        raise ValueError(f"{len(strata)} strata are more than {n} claims; draw more, or take fewer strata")
    sizes = {name: len(strata[name]) for name in sorted(strata)}
    shares, chance = _shares(sizes, n, proportional), random.Random(seed)
    drawn = [
        Drawn(claim, name, sizes[name])
        for name in sizes
        for claim in chance.sample(sorted(strata[name], key=lambda c: (c.document, c.id)), shares[name])
    ]
    chance.shuffle(drawn)
    return tuple(drawn)


def _value(name: str, claim: Claim, reading: Reading, plover: Plover) -> str:
    published = reading.published or ""
    kind = claim.event_type
    found = {
        "type": kind or "speech",
        "quad": f"quad {plover.types[kind].quad}" if kind else "speech",
        "source": reading.publisher or reading.document,
        "year": published[:4] or "undated",
        "month": published[:7] or "undated",
        "basis": claim.when.basis,
        "aux": ", ".join(sorted(claim.aux)) or "plain",
        "issue": claim.issues[0] if claim.issues else "none",
    }
    return found[name].replace("|", "/")


def _shares(sizes: Mapping[str, int], n: int, proportional: bool) -> dict[str, int]:
    """How many to draw of each: one each, then one at a time to the stratum that lags most and has some left."""
    shares = dict.fromkeys(sizes, 1)
    whole = sum(sizes.values())
    for _ in range(min(n, whole) - len(sizes)):
        open_ = [name for name in sizes if shares[name] < sizes[name]]
        wants = {name: sizes[name] / whole if proportional else 1.0 for name in open_}
        shares[max(open_, key=lambda name: (wants[name] / (shares[name] + 0.5), name))] += 1
    return shares


def wilson(right: float, answered: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (Wilson, JASA 22, 1927). Raises ValueError for no answer."""
    if answered <= 0:
        raise ValueError("no answer, no interval")
    share, z2 = right / answered, _Z**2
    middle = (share + z2 / (2 * answered)) / (1 + z2 / answered)
    half = _Z / (1 + z2 / answered) * math.sqrt(share * (1 - share) / answered + z2 / (4 * answered**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def precision(answers: Sequence[tuple[str, int, Mapping[str, bool | None]]]) -> Checked:
    """answers: (stratum, its size, question → yes, no or null) for each claim that was drawn.

    In all: Σ W p over strata, W the stratum's share of the ledger's claims; its interval is Wilson's with the number of answers that the weights leave
    worth, 1 / Σ W²/n (Kish, Survey Sampling, 1965). Strata without an answer are told, and the rest is weighted to one.
    """
    sizes = {stratum: size for stratum, size, _ in answers}
    whole = sum(sizes.values())
    by_question: dict[str, tuple[Precision, ...]] = {}
    overall, notes = {}, []
    for question in QUESTIONS:
        tallies: dict[str, list[bool]] = {name: [] for name in sorted(sizes)}
        for stratum, _, said in answers:
            if (yes := said.get(question)) is not None:
                tallies[stratum].append(yes)
        found = tuple(_of(name, tally, sizes[name] / whole) for name, tally in tallies.items())
        told = [one for one in found if one.answered]
        if not told:
            continue
        by_question[question], overall[question] = found, _in_all(told)
        if len(told) < len(found):
            missing = ", ".join(one.name for one in found if not one.answered)
            share = sum(one.weight for one in told)
            notes.append(
                f"{question}: no answer for {missing}; the whole stands for {share:.0%} of the ledger's claims."
            )
    return Checked(by_question, overall, tuple(notes))


def _of(name: str, tally: Sequence[bool], weight: float) -> Precision:
    if not tally:
        return Precision(name, 0, 0, weight, None, None, None)
    return Precision(name, sum(tally), len(tally), weight, sum(tally) / len(tally), *wilson(sum(tally), len(tally)))


def _in_all(told: Sequence[Precision]) -> Precision:
    held = sum(one.weight for one in told)
    share = sum(one.weight / held * (one.share or 0.0) for one in told)
    worth = 1 / sum((one.weight / held) ** 2 / one.answered for one in told)
    right, answered = sum(one.right for one in told), sum(one.answered for one in told)
    return Precision("in all", right, answered, held, share, *wilson(share * worth, worth))
