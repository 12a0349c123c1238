"""The brief on a terminal, by rich."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.present.brief import Brief, Section
from dragoman.present.days import one_day
from dragoman.present.excerpt import clean
from dragoman.present.lines import Line, cited
from dragoman.records.text import Reading


def render_brief(brief: Brief, console: Console, evidence: bool = False) -> None:
    """Print the brief; with `evidence`, under each line the sentences that its words stand in."""
    console.print(Text(brief.title, style="bold"), highlight=False)
    for sentence in brief.coverage:
        console.print(Text(sentence), highlight=False)
    if brief.lead:
        console.print()
        console.print(Text("In short", style="bold underline"))
    for line in brief.lead:
        _line(line, console, evidence)
    for section in brief.sections:
        _section(section, console, evidence)
    _tail(brief, console)


def _section(section: Section, console: Console, evidence: bool) -> None:
    console.print()
    heading = Text(section.title, style="bold underline")
    if section.note:
        heading.append(f"  {section.note}", style="not bold not underline dim")
    console.print(heading)
    for group in section.groups:
        if group.title:
            console.print(Text(f"  {group.title}", style="bold"))
        for line in group.lines:
            _line(line, console, evidence)


def _line(line: Line, console: Console, evidence: bool) -> None:
    words = Text("• ")
    if line.day:
        words.append(f"{line.day[:1].upper()}{line.day[1:]}: ", style="cyan")
    words.append(line.text)
    words.append(f" [{cited(line.references)}]", style="dim")
    console.print(Padding(words, (0, 0, 0, 2)), highlight=False)
    if evidence:
        for reference in line.references:
            shown = Text(f"{reference}  ", style="dim")
            shown.append(reference.sentence, style="italic")
            console.print(Padding(shown, (0, 0, 0, 6)), highlight=False)


def _tail(brief: Brief, console: Console) -> None:
    console.print()
    if brief.sources:
        console.print(Text("Sources", style="bold underline"))
    for label, reading in brief.sources:
        console.print(Padding(Text(f"{label}: {source_words(reading, label)}"), (0, 0, 0, 2)), highlight=False)
    for sentence in brief.left_out:
        console.print(Text(sentence, style="dim"), highlight=False)
    for problem in brief.problems:
        console.print(Text(problem, style="yellow"), highlight=False)


def source_words(reading: Reading, label: str) -> str:
    """Outlet, day, place, title, address of a document, as far as known."""
    parts = [
        reading.publisher or "publisher unknown",
        one_day(reading.published) if reading.published else "day unknown",
    ]
    parts += [clean(p) for p in (reading.place, reading.title, reading.url) if p]
    if reading.document != label:
        parts.append(reading.document)
    return ", ".join(parts)
