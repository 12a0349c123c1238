"""Commitments: what somebody bound itself to, by when, and what later claims make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.records.claim import Claim
from dragoman.records.party import Party
from dragoman.records.text import Reading, Span
from dragoman.records.when import When

STATUSES = ("open", "kept", "broken", "lapsed")


@dataclass(frozen=True, slots=True)
class Bound:
    """Words that bind somebody, in one sentence of a document.

    kind: `promise`, `agreement`, `offer`, `invitation` or `announced step`. words: the sentence. trigger: the words that bind.
    matter: what is bound to. deed: PLOVER types that a claim of the deed may have; empty when the words do not tell.
    claim: the claim that stands on these words, null where the ledger has none. joint: whether the parties bind themselves to each other.
    deadline: the last day for the deed, or the days it is for, null when none is told. form: the entry of the codebook that found it.
    doubt: reasons, in words.
    """

    kind: str
    document: str
    text_id: str
    words: Span
    trigger: Span
    matter: Span
    deed: frozenset[str]
    claim: Claim | None
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    joint: bool
    deadline: When | None
    form: str
    doubt: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """The words that bind and what they bind to."""
        return self.words.text[self.trigger.start - self.words.start : self.matter.end - self.words.start]


@dataclass(frozen=True, slots=True)
class Deciding:
    """A later claim and what it says of a commitment: `kept` or `broken`. day: of the deed, or of the report. why: what it shares, in words."""

    claim: Claim
    verdict: str
    day: str | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment, however many documents tell it. id: of the event, or a hash of text and place where no claim stands on the words.

    told: in order of publication, the first stands for it. made: `YYYY-MM-DD`, the day it was made, or null. status: one of STATUSES, as of a
    day. deciding: claims that decide it, the decisive one first. doubt: reasons, in words.
    """

    id: str
    told: tuple[Bound, ...]
    made: str | None
    issues: tuple[str, ...]
    status: str
    deciding: tuple[Deciding, ...]
    doubt: tuple[str, ...]

    @property
    def lead(self) -> Bound:
        """The telling that stands for it."""
        return self.told[0]

    @property
    def parties(self) -> frozenset[str]:
        """Codes of all who are bound or bound to."""
        return frozenset(p.code for p in (*self.lead.who, *self.lead.to) if p.code)


@dataclass(frozen=True)
class Commitments:
    """The answer. as_of: the day that statuses hold on, null in an empty ledger. notes: what is to be said with it, also where it is empty.

    readings: of the documents that tell or decide. texts: by id, of those.
    """

    items: tuple[Commitment, ...]
    as_of: str | None
    notes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
