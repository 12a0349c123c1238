"""How far two reviewers agree on the claims that both judged: share and Cohen's kappa.

Source: Cohen, J. (1960), A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1), 37–46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.judge.binding import bound_to
from dragoman.judge.standing import Standing
from dragoman.records.claim import Claim
from dragoman.records.judgement import Judgement

VERDICTS = ("confirm", "correct", "reject")
# What a reviewer says of a claim: the kind of judgement, and the fields that are corrected.
Verdict = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers beside each other.

    table: (verdict of one, of other) → claims that both judged. kappa: Cohen's, over `VERDICTS`, −1 … 1; null where it is not
    defined: both gave all claims the same single verdict, or none was judged by both. same_values: of the claims that both
    corrected, those that both corrected alike. claims: ids of those on which they differ.
    """

    one: str
    other: str
    table: dict[tuple[str, str], int]
    kappa: float | None
    same_values: int
    claims: tuple[str, ...]

    @property
    def both(self) -> int:
        """Claims that both judged."""
        return sum(self.table.values())

    @property
    def agreed(self) -> int:
        """Claims on which both gave the same verdict."""
        return sum(count for (one, other), count in self.table.items() if one == other)


def agreement(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> tuple[Agreement, ...]:
    """The agreement of each two authors that judged a claim in common, by name.

    A reviewer's verdict on a claim is the latest judgement of theirs that stands; who corrected after confirming has corrected.
    """
    last: dict[str, dict[str, Verdict]] = {}
    for judgement, claim in bound_to(claims, Standing.of(judgements)):
        if claim is not None and judgement.kind in VERDICTS:
            of_author = last.setdefault(judgement.author, {})
            _, before = of_author.get(claim.id, ("", {}))
            of_author[claim.id] = judgement.kind, {**before, **judgement.fields}
    names = sorted(last)
    pairs = ((a, b) for n, a in enumerate(names) for b in names[n + 1 :] if last[a].keys() & last[b].keys())
    return tuple(_of_two(a, b, last[a], last[b]) for a, b in pairs)


def _of_two(a: str, b: str, one: dict[str, Verdict], other: dict[str, Verdict]) -> Agreement:
    both = sorted(one.keys() & other.keys())
    table = Counter((one[c][0], other[c][0]) for c in both)
    corrected = [c for c in both if one[c][0] == other[c][0] == "correct"]
    alike = [c for c in corrected if one[c][1] == other[c][1]]
    differ = tuple(c for c in both if one[c][0] != other[c][0] or (c in corrected and c not in alike))
    return Agreement(a, b, dict(table), kappa(table), len(alike), differ)


def kappa(table: Counter[tuple[str, str]]) -> float | None:
    """Cohen's kappa of a table of verdicts; null where chance alone would give full agreement, or it is empty."""
    total = sum(table.values())
    if not total:
        return None
    rows, columns = Counter[str](), Counter[str]()
    for (one, other), count in table.items():
        rows[one] += count
        columns[other] += count
    observed = sum(count for (one, other), count in table.items() if one == other) / total
    chance = sum(rows[verdict] * columns[verdict] for verdict in rows) / total**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
