"""Answers made from a selection: rows of merged events, and the dossier on a pair that a brief is worded from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from dragoman.records.claim import Claim
from dragoman.records.in_html import claims_html, days
from dragoman.records.party import Party
from dragoman.records.problem import Problem
from dragoman.records.text import Reading, SetAside
from dragoman.records.when import When


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One merged event, or one speech, with the claims that tell of it.

    id: the event's. claims: earliest first; lead: the one that says most, whose type, mode, aux and words stand for
    the event.
    actor, recipient: for each code the most specific party that any claim names. when: the narrowest day that is told.
    documents: how many documents tell of it, those of one story counted once. copies: the documents that say it again as copies
    or later versions of a story. publishers, tellers: outlets, and PLOVER codes of the sides that are its
    sources.
    confidence: the highest of its claims'. part_of: id of the event that it is a part of, or null.
    """

    id: str
    lead: Claim
    claims: tuple[Claim, ...]
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    when: When
    issues: tuple[str, ...]
    documents: int
    publishers: tuple[str, ...]
    tellers: tuple[str, ...]
    confidence: float
    copies: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def parties(self) -> frozenset[str]:
        """Codes of all who act, are acted on, or speak."""
        speakers = self.lead.speech.speakers if self.lead.speech else ()
        return frozenset(p.code for p in (*self.actor, *self.recipient, *speakers) if p.code)

    @property
    def day_is_likely(self) -> bool:
        """Whether no claim tells the day, and the text around one makes it likely."""
        same = [c for c in self.claims if (c.when.first, c.when.last) == (self.when.first, self.when.last)]
        return bool(same) and self.when.basis in ("stated", "reckoned") and all(c.day_is_likely for c in same)

    @property
    def counted_with_another(self) -> bool:
        """Whether it is only one more thing that a word agrees, promises or asks, so that counts take it with the first."""
        return all(c.joined_to for c in self.claims)

    @property
    def aux(self) -> tuple[str, ...]:
        """Auxiliary modes, which all claims of an event share but for `historical`."""
        return self.lead.aux

    def _repr_html_(self) -> str:
        told = f"{self.documents} document{'s' if self.documents != 1 else ''}" + (
            f", told by {', '.join(self.tellers)}" if self.tellers else ""
        )
        return f"<p>{escape(f'{days(self.when)} · {told} · event {self.id}')}</p>{claims_html(self.claims)}"


@dataclass(frozen=True, slots=True)
class Position:
    """What the parties of one side said on one issue, oldest first. issue: null for what touches none."""

    issue: str | None
    party: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where reports do not say the same.

    kind: `day`, `number`, `party`, `type`, `denied` (one report tells it, one says that it did not happen),
    `one-sided` (a joint act
    for which only one side is the source). values: (what is said, claim) for each reading of the matter.
    """

    kind: str
    row: TimelineRow
    values: tuple[tuple[str, Claim], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is to be said on a pair (or on all, where `between` is null) in a period, each event once.

    other: acts of one of the pair towards third parties. unreal: denied, hypothetical or planned. unsure: acts whose reading is as likely wrong as right. folded: speech id →
    row that
    already tells what was said. left_out: reason → number of claims. readings: of the documents that tell it, out of
    `read` in all. stories, fullest: as in Selection. party, issue: what it is about beside or in place of a pair. meeting: the day of the meeting
    that it is about. after: the meeting since which it tells. published: first and last publication day of all that was read.
    """

    between: tuple[str, str] | None
    since: str | None
    until: str | None
    readings: tuple[Reading, ...]
    texts: Mapping[str, str]
    claims: int
    happened: tuple[TimelineRow, ...]
    positions: tuple[Position, ...]
    agreed: tuple[TimelineRow, ...]
    other: tuple[TimelineRow, ...]
    background: tuple[TimelineRow, ...]
    unreal: tuple[TimelineRow, ...]
    differences: tuple[Difference, ...]
    unsure: tuple[TimelineRow, ...] = ()
    set_aside: tuple[tuple[Reading, SetAside], ...] = ()
    problems: tuple[Problem, ...] = ()
    stories: dict[str, str] = field(default_factory=dict)
    fullest: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    read: int = 0
    party: str | None = None
    issue: str | None = None
    meeting: str | None = None
    after: TimelineRow | None = None
    published: tuple[str, str] | None = None
