"""Positions over time: the lines that a party takes on an issue, how their wording changes, where it falls silent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.statements import Said
from dragoman.records.stance import Change, LineTaken, Silence, Stance, Statement

Floats = NDArray[np.float32]
# Likeness of a statement to the middle of a line from which on it belongs to the line.
LIKE = 0.42
# Shortest silence, in days, least number of documents of the party in it, and of days with statements before it: one alone is no line to fall silent on.
SILENT_DAYS, SILENT_DOCUMENTS, SPOKEN_DAYS = 180, 3, 2
# Indices of statements → their vectors by meaning, of unit length.
Meaning = Callable[[Sequence[int]], Floats | None]


def stances(
    said: Said,
    party: str | None = None,
    issue: str | None = None,
    between: tuple[str, str] | None = None,
    since: str | None = None,
    until: str | None = None,
    meaning: Meaning | None = None,
) -> tuple[Stance, ...]:
    """Positions by issue and party, those with most statements first.

    between: only statements by one of the two that name the other or touch nobody else. since, until: `YYYY-MM-DD`, inclusive. meaning: vectors of
    an encoder, which count for half beside the words; without, the words alone.
    """
    groups: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for n, statement in enumerate(said.statements):
        if not _timely(statement, since, until):
            continue
        for code in said.codes[n]:
            if (party is None or code == party) and (between is None or _of_pair(said, n, code, between)):
                for one in said.issues[n]:
                    if issue is None or one == issue:
                        groups[one, code].append(n)
    found = [_stance(said, one, code, chosen, until, meaning) for (one, code), chosen in groups.items()]
    return tuple(sorted(found, key=lambda s: (s.issue is None, -s.statements, s.issue or "", s.party)))


def _timely(statement: Statement, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    return statement.day is not None and (since or "") <= statement.day <= (until or "9999")


def _of_pair(said: Said, n: int, code: str, between: tuple[str, str]) -> bool:
    others = said.counterparts[n] - {code}
    return code in between and (not others or bool(others & set(between)))


def _stance(
    said: Said, issue: str | None, code: str, chosen: Sequence[int], until: str | None, meaning: Meaning | None
) -> Stance:
    statements = [said.statements[n] for n in chosen]
    lines = [_line(statements, group, like) for group, like in _grouped(said, chosen, meaning)]
    lines.sort(key=lambda line: (-len(line.statements), line.first.day or "9999", line.first.claim))
    return Stance(
        issue,
        code,
        tuple(lines),
        tuple(_changes(statements)),
        tuple(_silences(statements, said.present.get(code, ()), until)),
    )


def _grouped(said: Said, chosen: Sequence[int], meaning: Meaning | None) -> list[tuple[list[int], Floats]]:
    """Numbers inside `chosen` that belong together, with their vectors.

    One statement after another, in order of time, joins the line whose middle it is likest to, from LIKE on, or opens one (leader
    clustering, Hartigan 1975): what comes later never changes which line opened first.
    """
    vectors = said.vectors[list(chosen)]
    inner = meaning(chosen) if meaning is not None else None
    if inner is not None:
        vectors = np.asarray(np.concatenate([vectors, inner], axis=1) / 2**0.5, dtype=np.float32)
    sums, lengths = np.zeros_like(vectors), np.ones(len(vectors), dtype=np.float32)
    sizes: list[list[int]] = []
    for n, vector in enumerate(vectors):
        if sizes:
            like = (sums[: len(sizes)] @ vector) / lengths[: len(sizes)]
            best = int(like.argmax())
            if like[best] >= LIKE:
                sizes[best].append(n)
                sums[best] += vector
                lengths[best] = max(float(np.linalg.norm(sums[best])), 1e-6)
                continue
        sums[len(sizes)] = vector
        lengths[len(sizes)] = max(float(np.linalg.norm(vector)), 1e-6)
        sizes.append([n])
    return [(group, vectors[group]) for group in sizes]


def _line(statements: Sequence[Statement], group: Sequence[int], vectors: Floats) -> LineTaken:
    middle = vectors.sum(0)
    lead = group[int((vectors @ middle).argmax())]
    return LineTaken(statements[lead], tuple(statements[n] for n in group))


def _changes(statements: Sequence[Statement]) -> list[Change]:
    """Of each axis, from one day to the next on which it is worded more strongly or weakly; of a day, the strongest counts."""
    found = []
    for axis in ("against", "for"):
        strongest: dict[str, tuple[tuple[int, str, str], Statement]] = {}
        for s in statements:
            for own, level, degree, words in s.degrees:
                if own == axis and s.day and (s.day not in strongest or level > strongest[s.day][0][0]):
                    strongest[s.day] = ((level, degree, words), s)
        ordered = [strongest[day] for day in sorted(strongest)]
        found += [Change(axis, a, b, x, y) for (x, a), (y, b) in pairwise(ordered) if x[0] != y[0]]
    return found


def _silences(statements: Sequence[Statement], present: Sequence[str], until: str | None) -> list[Silence]:
    """Long stretches after statements in which the party is heard on other things."""
    days = sorted({s.day for s in statements if s.day})
    if not days or not present:
        return []
    end = min(until or present[-1], present[-1])
    found = []
    for day, following in list(zip(days, [*days[1:], None]))[SPOKEN_DAYS - 1 :]:
        last = following or end
        length = (date.fromisoformat(last) - date.fromisoformat(day)).days
        documents = (
            bisect_left(present, last) - bisect_right(present, day) + (following is None and present[-1] <= last)
        )
        if length >= SILENT_DAYS and documents >= SILENT_DOCUMENTS:
            found.append(Silence(day, last, length, documents, following is not None))
    return found
