"""Claims: one thing that one document says, an act or a speech, with the words it rests on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from dragoman.records.in_html import claim_html
from dragoman.records.party import IMPLICIT, Party
from dragoman.records.text import Span
from dragoman.records.when import AROUND, UNKNOWN, When

# Confidence below which a reading is doubtful: of 79 claims below it that were drawn and read, 15 were right; of 121 above it, 67.
DOUBT = 0.2
JOINED_TO = "joined to "  # begins a line of `why`


@dataclass(frozen=True, slots=True)
class Source:
    """A link of an attribution chain: who is said to have said it.

    code: PLOVER code of the link, or null (a news agency, an unknown). text: its words, or null for the outlet.
    """

    name: str
    code: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: 3, "coast guard ships", and the words."""

    n: float
    of: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Where:
    """Where an act happened; text is null when it was inferred from another sentence."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """What was said, by whom, to whom and through whom.

    kind: `direct` (all in quotation marks), `mixed` (partly), `indirect`. cue: the words that mark it ("said in a statement").
    content: its parts in order of the text. speakers: every party that speaks. via: words of the channel
    ("China’s Ministry of Foreign Affairs"), or null.
    """

    kind: str
    cue: str
    content: tuple[Span, ...]
    speakers: tuple[Party, ...]
    addressee: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One act or one speech that one document tells of; immutable. Fields as in the exported claim of the docs."""

    id: str
    document: str
    text_id: str
    evidence: Span
    trigger: Span
    event_type: str | None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    reciprocal: bool = False
    when: When = UNKNOWN
    where: Where | None = None
    quantities: tuple[Quantity, ...] = ()
    aux: tuple[str, ...] = ()
    per: tuple[Source, ...] = ()
    within: str | None = None
    about: str | None = None
    speech: Speech | None = None
    issues: tuple[str, ...] = ()
    score: float | None = None
    confidence: float = 0.0
    also: tuple[Span, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def day_is_likely(self) -> bool:
        """Whether its day was found in the text around, so that it is likely rather than told."""
        return bool(self.why) and AROUND in self.why[-1]

    @property
    def joined_to(self) -> str | None:
        """The word of another act that governs this one too: of "agreed to meet and to trade" the second by "agreed"."""
        told = (w.removeprefix(JOINED_TO).strip("“”") for w in self.why if w.startswith(JOINED_TO))
        return next(told, None)

    def _repr_html_(self) -> str:
        return claim_html(self)


def as_told(claim: Claim) -> Claim:
    """The claim without a side that only another sentence of its text tells."""
    actor, recipient = (tuple(p for p in side if p.why != IMPLICIT) for side in (claim.actor, claim.recipient))
    if len(actor) == len(claim.actor) and len(recipient) == len(claim.recipient):
        return claim
    return replace(claim, actor=actor, recipient=recipient)


def claim_id(text_id: str, trigger: Span, what: str, parties: list[tuple[int, int]]) -> str:
    """Identity of a claim: hash of text, trigger span, event type or "speech", and sorted party spans; 20 hex digits."""
    parts = [text_id, f"{trigger.start}:{trigger.end}", what, *(f"{s}:{e}" for s, e in sorted(set(parties)))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
