"""Claims and documents as Readings tell them: what exports write a row of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from dragoman.records.claim import Claim
from dragoman.records.in_html import claim_html
from dragoman.records.text import Reading


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim as one Reading tells it.

    copy_of: the earlier document that says the same, or null. part_of: the event that its event is a part of, or null.
    """

    claim: Claim
    reading: Reading
    run: str
    event: str | None = None
    copy_of: str | None = None
    part_of: str | None = None

    def _repr_html_(self) -> str:
        return claim_html(self.claim, self.reading.publisher, self.reading.published)


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A Reading with its Text's characters.

    copy_of: the earliest document of the story that this one is a copy or version of, or null. fullest: the document of that
    story that says most, or null where the document is alone.
    """

    reading: Reading
    text: str
    run: str
    copy_of: str | None = None
    fullest: str | None = None


class ToldBody(NamedTuple):
    """A claim as one Reading tells it, in the form in which it is stored and exported: a tuple, since it streams by the million.

    body: its own fields as JSON values (`claim_json.BODY`). copy_of, part_of: as in ToldClaim. coded_at: when it was coded, UTC,
    ISO 8601. length: of its Text, code points.
    """

    id: str
    body: dict[str, Any]
    reading: Reading
    run: str
    event: str | None = None
    copy_of: str | None = None
    coded_at: str = ""
    length: int = 0
    part_of: str | None = None
