"""Briefs asked of what happened: who or what they are about, from when, and whether only what is new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman.analyse.dossier import dossier
from dragoman.library.briefs import Briefing, briefing, watched
from dragoman.library.defaults import MIN_CONFIDENCE, SURE, TOLD
from dragoman.library.panels import Happened
from dragoman.library.plots import drawings_of
from dragoman.library.watching import Watch


@dataclass(frozen=True)
class Question:
    """What a brief is asked for; codes, ids and days are checked. Raises ValueError for what does not go together."""

    between: tuple[str, str] | None = None
    party: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    meeting: str | None = None
    since_meeting: bool = False
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        if self.between and self.party:
            raise ValueError("name two countries, or one party; not both")
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"the period ends ({self.until}) before it begins ({self.since})")
        if (self.meeting or self.since_meeting) and (self.party or (self.issue and not self.between)):
            raise ValueError("a meeting is one of two countries; name them with between")
        if self.meeting and (self.since or self.until or self.since_meeting):
            raise ValueError("a meeting has its own day; leave the period out")
        if self.since_meeting and self.since:
            raise ValueError("the period begins with the last meeting, or with a day; not both")

    def words(self) -> str:
        """The question as one line, the same for the same question."""
        asked = (
            " ".join(sorted(self.between)) if self.between else None,
            self.party,
            self.issue,
            self.since,
            self.until,
            self.meeting,
        )
        names = ("between", "party", "issue", "since", "until", "meeting")
        told = [f"{name}={value}" for name, value in zip(names, asked) if value]
        told += ["since the last meeting"] if self.since_meeting else []
        return "; ".join([*told, f"confidence={self.min_confidence:g}"])


def brief(
    happened: Happened,
    question: Question,
    plots: bool = False,
    watch: Path | None = None,
    pair: tuple[str, str] | None = None,
) -> Briefing:
    """The brief. pair: the one that it is on where none is asked for, if that is known. Raises LookupError where a meeting is asked for that no report tells, and ValueError for a state that cannot be read."""
    found = dossier(
        happened.selection, question.between or pair, question.since, question.until, question.min_confidence,
        question.party, question.issue, question.meeting, question.since_meeting, happened.rows(),
        *((TOLD, SURE) if question.min_confidence == MIN_CONFIDENCE else (0.0, 0.0)),
    )  # fmt: skip
    if watch is not None:
        return watched(found, happened.codebook, Watch(watch, question.words()))
    return briefing(found, happened.codebook, drawings_of(found, happened) if plots else ())
