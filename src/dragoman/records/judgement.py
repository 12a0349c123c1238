"""Judgements: what a person, or the program, says of claims that stand; the ledger changes only by adding them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.text import Span

KINDS = ("reject", "correct", "add", "link", "split", "undo")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a judgement targets in a Text, in every run: the trigger of a claim, and the facet of it that is judged.

    facet: `claim` for the whole, else a field's name as exported (`event_type`, `when`, `actor` …).
    """

    text_id: str
    trigger: Span
    facet: str = "claim"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A dated row. kind: one of `KINDS`. value: the whole human value as JSON, or null. made: UTC, ISO 8601."""

    id: str
    kind: str
    anchor: Anchor
    value: str | None
    author: str
    reason: str
    made: str
