"""Pieces of the pages: links to the words that a sentence rests on, events and tables as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dragoman.present.days import day_words
from dragoman.present.lines import Line
from dragoman.records.answers import TimelineRow
from dragoman.records.temperature import Degree
from dragoman.records.text import Reading, Span

FOLDER = Path(__file__).resolve().parent


class Links:
    """Links to documents, named by document and code points."""

    def __init__(self, readings: Iterable[Reading], outlet: str = "") -> None:
        """outlet: what documents with long names are called by, with their day."""
        self._readings, self._outlet = {r.document: r for r in readings}, outlet

    def to(self, document: str, span: Span) -> str:
        """`[wce-2010-09-24-13 0–163](https://…)`."""
        reading = self._readings[document]
        name = (
            document if len(document) < 32 else f"{self._outlet or reading.publisher}, {(reading.published or '')[:10]}"
        )
        return f"[{name} {span.start}–{span.end}]({reading.url})"

    def words(self, document: str, span: Span) -> str:
        """The words in quotation marks, with their link."""
        return f"“{' '.join(span.text.split())}” ({self.to(document, span)})"


def event_line(event: TimelineRow, score: float, links: Links) -> str:
    """A list entry: day, type, score, words, and the other documents that tell it."""
    lead = event.lead
    kind = f"{lead.event_type}-{lead.mode}" if lead.mode else lead.event_type
    others = {c.document: c.evidence for c in reversed(event.claims) if c.document != lead.document}
    also = ", ".join(links.to(document, span) for document, span in sorted(others.items()))
    words = links.words(lead.document, lead.evidence)
    return f"- {day_words(event.when)}: {kind} {signed(score)}, {words}{f'; also {also}' if also else ''}"


def brief_line(line: Line, links: Links) -> str:
    """A list entry: the brief's sentence with its places."""
    places = ", ".join(links.to(r.document, Span(r.start, r.end, r.text)) for r in dict.fromkeys(line.references[:2]))
    return f"- {line.day[:1].upper()}{line.day[1:]}: {line.text} ({places})"


def level(degree: Degree) -> str:
    """`−0.4 (−1.9 … +1.1)`, or a dash."""
    if degree.level is None or degree.low is None or degree.high is None:
        return "–"
    return f"{signed(degree.level)} ({signed(degree.low)} … {signed(degree.high)})"


def signed(number: float) -> str:
    """With one digit and its sign."""
    return f"{round(number, 1) + 0.0:+.1f}".replace("-", "−")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def filled(template: Path, values: Mapping[str, object]) -> str:
    """The template with each `{name}` replaced. Raises KeyError for a name that has no value, ValueError for a value without a place."""
    text = template.read_text(encoding="utf-8")
    names = set(re.findall(r"\{(\w+)\}", text))
    if unused := set(values) - names:
        raise ValueError(f"{template.name} has no place for {', '.join(sorted(unused))}")
    return re.sub(r"\{(\w+)\}", lambda m: str(values[m.group(1)]), text)
