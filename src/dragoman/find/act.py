"""Acts as worded: what the coders find, before days, issues and identities."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.find.coders.decision import Decision
from dragoman.records.party import Mention

# Places of somebody who only stands near: another may be meant.
NEARBY = frozenset({"implicit", "none", "under", "weighed"})

AT_PLACE = ("in", "at", "near")  # prepositions of where a deed was
AROUND_PLACE = (*AT_PLACE, "outside")


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a role. slot: where it stood (`subj`, `obj`, `prep:on`, `place`, `counterpart` …), for `why`."""

    mention: Mention
    slot: str

    @property
    def place(self) -> str:
        """The slot without its preposition and its reach: `prep` of `prep:on`, `subj` of `subj.in`."""
        return self.slot.split(":")[0].split(".")[0]


@dataclass(frozen=True, slots=True)
class Status:
    """How real an act is told to be.

    aux: PLOVER auxiliary modes. under: token of the word that embeds it, or -1, with its class of en/embedding.yaml.
    """

    aux: frozenset[str] = frozenset()
    under: int = -1
    embedding: str | None = None


@dataclass(frozen=True, slots=True)
class ActFound:
    """An act as worded. trigger: its head token; words: all tokens that carry it, in order of the text.

    rule: id of the lexicon's entry or of the derivation. head: the verb of its clause. content: tokens that head its complement.
    weight: how surely the words mean the act, 0–1. decision: the tuned coder's, where it decided. contexts: likewise.
    chance: of an act that the frames alone find, the probability that the tuned coder gives its words of carrying one; null without that coder.
    sure: the lexicon's construction means nothing else. until: the token at which another act begins that is joined to it (items.py), joined: the trigger of the
    act that it is joined to, or -1. implied: how likely the side is that the text alone tells (coders/implicit.py). spared: codes of those named beside it to
    whom it is not done. against: codes of those whom a word names as the ones it is against ("anti-Japanese"), who do not do it.
    """

    trigger: int
    words: tuple[int, ...]
    kind: str
    type: str
    mode: str | None
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    reciprocal: bool
    status: Status
    rule: str
    head: int
    content: tuple[int, ...] = ()
    weight: float = 1.0
    why: tuple[str, ...] = ()
    decision: Decision | None = None
    contexts: tuple[str, ...] | None = None
    chance: float | None = None
    sure: bool = False
    implied: float = 1.0
    until: int = -1
    joined: int = -1
    spared: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Utterance:
    """A speech with its parties resolved, as the derived acts need it.

    cue: its head token. content: code-point ranges. speakers, addressees: mentions, empty where unknown. kind: as Speech's.
    """

    cue: int
    content: tuple[tuple[int, int], ...]
    speakers: tuple[Mention, ...]
    addressees: tuple[Mention, ...]
    kind: str

    def covers(self, start: int, end: int) -> bool:
        """Whether code points `[start, end)` lie inside one part of the content."""
        return any(s <= start and end <= e for s, e in self.content)
