"""What claims of a document are assembled on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.find.acts import FrameCoder
from dragoman.pipeline.speeches import Voices
from dragoman.pipeline.tables import Tables
from dragoman.records.claim import Where
from dragoman.records.parsed import ParsedText
from dragoman.records.text import Document, Span
from dragoman.records.when import TimeExpression, When


@dataclass(frozen=True)
class Ground:
    """What claims of a document are assembled on. signs: what numbers the version at the ends of its headline."""

    document: Document
    parsed: ParsedText
    tables: Tables
    coder: FrameCoder
    voices: Voices
    times: tuple[TimeExpression, ...]
    whens: tuple[When, ...]
    where: tuple[Where | None, ...]
    calibration: Mapping[str, Any] = field(default_factory=dict)
    signs: tuple[Span, ...] = ()
