"""What claims of a document are assembled on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.find.acts import FrameCoder
from dragoman.find.set_aside import VERSION
from dragoman.find.speech import SpeechFound
from dragoman.find.times import find_times
from dragoman.pipeline.speeches import Voices, voices, with_publisher
from dragoman.pipeline.tables import Tables
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document, SetAside, Span
from dragoman.records.when import TimeExpression, When
from dragoman.resolve.day_calendar import day_read, shifted
from dragoman.resolve.days import resolve_days


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
    calibration: Mapping[str, Any]
    signs: tuple[Span, ...]


_FILED_WITHIN = 7  # days before publication within which a dateline's day is that of writing


def _filed(
    expressions: tuple[TimeExpression, ...], whens: tuple[When, ...], aside: tuple[SetAside, ...], published: str | None
) -> str | None:
    """The day that a dateline tells, shortly before publication: from it "today" and weekdays are counted."""
    datelines = [x.span for x in aside if x.reason == "dateline"]
    for one, when in zip(expressions, whens):
        inside = any(span.start <= one.start < span.end for span in datelines)
        if inside and when.first is not None and when.first == when.last:
            day, out = day_read(when.first), day_read(published)
            return when.first if day and out and shifted(out, -_FILED_WITHIN) <= day < out else None
    return None


def ground_of(
    document: Document, parsed: ParsedText, tables: Tables, mentions: Mentions, speeches: tuple[SpeechFound, ...],
    aside: tuple[SetAside, ...], calibration: Mapping[str, Any], home: str | None = None,
) -> Outcome[Ground]:  # fmt: skip
    """The ground of a document whose parties are resolved. home: code of the state whose body publishes it. Problems: of its days."""
    heard = with_publisher(voices(parsed, speeches, mentions, tables.actors.words), mentions, home)
    expressions = find_times(parsed, tables.times)
    days = resolve_days(parsed, expressions, document.reading.published)
    filed = _filed(expressions, days.value, aside, document.reading.published)
    if filed is not None:
        days = resolve_days(parsed, expressions, filed)
    coder = FrameCoder(parsed, mentions, tables.lexicon, tables.modality)
    signs = tuple(x.span for x in aside if x.reason == VERSION)
    problems = tuple(Problem(p.code, document.reading.source, p.start, p.end, p.values) for p in days.problems)
    ground = Ground(document, parsed, tables, coder, heard, expressions, days.value, calibration, signs)
    return Outcome(ground, problems)
