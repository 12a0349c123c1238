"""Pairs of accounts cut and aligned by the program, and measured."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.analyse.two_sides import Knowledge, rows_of_points
from dragoman.decode.document import document_alone
from dragoman.evaluate.compare import Answered, GoldPair, read_pairs, score_compare
from dragoman.library.beside import done
from dragoman.library.pointing import knowledge, points_of
from dragoman.pipeline.one import code_document
from dragoman.records.given import Given
from dragoman.records.pointed import Pointed

if TYPE_CHECKING:
    from dragoman.library.reading import Progress


def measure_compare(
    folder: Path, given_points: bool = False, step: Progress | None = None, workers: int = 1
) -> dict[str, Any]:
    """Figures of `score_compare` on a folder in the form of goldsets/compare. given_points: with the gold's points, so that alignment alone is measured.

    Raises ValueError for a file of another form.
    """
    known = knowledge()
    found = []
    for pair, sides in done(partial(pointed_pair, given_points=given_points), read_pairs(folder), workers):
        if step:
            step(pair.id)
        found.append((pair, answered(*sides, known)))
    return score_compare(found)


def pointed_pair(pair: GoldPair, given_points: bool = False) -> tuple[list[Pointed], list[Pointed]]:
    """The points of both sides of a gold pair."""
    left, right = (_side(pair, side, given_points) for side in ("left", "right"))
    return left, right


def _side(pair: GoldPair, side: str, given_points: bool) -> list[Pointed]:
    told = pair.sides[side]
    document = document_alone(told["text"], Given(published=pair.day, publisher=told["ministry"]))
    claims = code_document(document).value.claims
    ends = list(pair.points[side].values()) if given_points else None
    return points_of(f"{pair.id} {side}", document.text, claims, given=ends)


def answered(left: list[Pointed], right: list[Pointed], known: Knowledge) -> Answered:
    """What the program says of two sides."""
    numbers = {id(p.point): n for side in (left, right) for n, p in enumerate(side)}
    rows = rows_of_points(left, right, known)
    relations = {(numbers[id(a)], numbers[id(b)]): row.relation for row in rows for a in row.left for b in row.right}
    sides = {"left": left, "right": right}
    return Answered(
        {s: [(p.point.span.start, p.point.span.end) for p in points] for s, points in sides.items()}, relations
    )
