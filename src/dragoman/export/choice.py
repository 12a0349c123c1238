"""Which claims an export takes: pair, period, issue, type, confidence, and how real they are told to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

AUX = ("historical", "future", "hypothetical", "negation")
NEVER_REAL = "negation"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a claim must meet; null stands for all.

    between: codes of two countries that both take part. since, until: `YYYY-MM-DD`, both inclusive; a claim whose stretch
    touches the period is in it, one whose day is unknown is not. event_types: PLOVER types. aux: the auxiliary modes that
    a claim may have; a claim without one is always taken.
    """

    min_confidence: float = 0.0
    between: tuple[str, str] | None = None
    since: str | None = None
    until: str | None = None
    issue: str | None = None
    event_types: frozenset[str] | None = None
    aux: frozenset[str] = frozenset(AUX)

    def takes(self, body: dict[str, Any]) -> bool:
        """Whether a claim's fields meet all but `aux`."""
        return (
            body["confidence"] >= self.min_confidence
            and (self.event_types is None or body["event_type"] in self.event_types)
            and (self.issue is None or self.issue in body["issues"])
            and ((self.since is None and self.until is None) or self._in_period(body["when"]))
            and (self.between is None or set(self.between) <= codes_of(body))
        )

    def _in_period(self, when: dict[str, Any]) -> bool:
        first, last = when["first"], when["last"]
        if first is None or last is None:
            return False
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def in_words(self) -> dict[str, object]:
        """As a manifest states it: only what was chosen, and `aux` always where it is not all."""
        said: dict[str, object] = {"min_confidence": self.min_confidence}
        for name in ("between", "since", "until", "issue"):
            if getattr(self, name) is not None:
                said[name] = getattr(self, name)
        if self.event_types is not None:
            said["event_types"] = sorted(self.event_types)
        if self.aux != frozenset(AUX):
            said["aux"] = [name for name in AUX if name in self.aux]
        return said


def codes_of(body: dict[str, Any]) -> set[str]:
    """Codes of all who act, are acted on, or speak."""
    speakers = body["speech"]["speakers"] if body["speech"] else ()
    return {p["code"] for side in (body["actor"], body["recipient"], speakers) for p in side if p["code"]}
