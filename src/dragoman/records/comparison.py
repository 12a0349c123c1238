"""Two accounts of one meeting side by side: points, how they are aligned, and what opposes what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.records.text import Reading, Span

# Relations of a row: as goldsets/compare/guide.md defines them.
RELATIONS = ("same", "other-words", "contested", "only")


@dataclass(frozen=True, slots=True)
class Point:
    """The smallest stretch of a document that puts one thing on record.

    topic: id in codebook/en/topics.yaml, or null. issues: of its words. actors: codes of who acts or speaks in its claims.
    claims: ids of the claims whose trigger stands in it. sentence, paragraph: numbers in the document; points of one sentence
    share its number. words: how many it has.
    """

    document: str
    span: Span
    sentence: int
    paragraph: int
    words: int
    topic: str | None = None
    issues: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What opposes what in a contested row. kind: `name`, `number` (also days and amounts) or `claim`."""

    kind: str
    left: Span
    right: Span
    left_document: str
    right_document: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Points of both sides that tell the same thing of the meeting; of a point told by one side only, the other tuple is empty.

    relation: one of RELATIONS. likeness: probability that they tell the same thing, 0–1, the best of the row; 0 for `only`.
    """

    left: tuple[Point, ...]
    right: tuple[Point, ...]
    relation: str
    marks: tuple[Mark, ...] = ()
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Weight:
    """How much of a side's words a topic has, and when it comes up.

    words: share of the side's words, 0–1. rank: place in the order in which the side comes to its topics, from 1; null where it is silent.
    """

    topic: str | None
    words: tuple[float, float]
    rank: tuple[int | None, int | None]


@dataclass(frozen=True)
class Comparison:
    """Two sides of one meeting. left, right: what they are called. readings: the documents of each side.

    rows: in the order of the left side, what the right side alone tells where it stands in its own order. weights: topics, the heaviest first.
    texts: document → its Text's characters. notes: sentences on what was compared, and what is missing.
    """

    left: str
    right: str
    readings: tuple[tuple[Reading, ...], tuple[Reading, ...]]
    rows: tuple[Row, ...]
    weights: tuple[Weight, ...]
    texts: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def told(self, relation: str) -> tuple[Row, ...]:
        """The rows of a relation."""
        return tuple(row for row in self.rows if row.relation == relation)

    @property
    def only_left(self) -> tuple[Row, ...]:
        """Rows that the left side alone tells."""
        return tuple(row for row in self.rows if not row.right)

    @property
    def only_right(self) -> tuple[Row, ...]:
        """Rows that the right side alone tells."""
        return tuple(row for row in self.rows if not row.left)
