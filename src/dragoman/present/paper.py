"""A brief laid out for pages: every sentence with the numbers of its notes, every note with file, offsets and words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.present.brief import Brief, Section
from dragoman.present.excerpt import clean
from dragoman.present.lines import Line, Reference
from dragoman.present.terminal import source_words
from dragoman.records.claim import DOUBT

# Of the one-page form: sections with their most lines, and the notes of a line; of a section in groups, each group has one line.
_ON_A_PAGE = {"happened": 2, "said": 2, "agreed": 2, "differ": 1}
_NOTES = 1


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence. day: in words, or empty. notes: numbers."""

    day: str
    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under a heading. level: 2 for a section, 3 for a group. note: how to read it, or empty."""

    level: int
    title: str
    note: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """number: from 1. at: document and code points. words: the evidence; before, after: what of its sentence stands around it."""

    number: int
    at: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Paper:
    """sources: (words, address or null), in order. tail: sentences on what is not told."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    sources: tuple[tuple[str, str | None], ...]
    tail: tuple[str, ...]


def paper_of(brief: Brief) -> Paper:
    """The brief's sentences, with a note for each place that one rests on; a place has one number."""
    numbers: dict[Reference, int] = {}

    def item(line: Line) -> Item:
        found = tuple(numbers.setdefault(r, len(numbers) + 1) for r in line.references)
        return Item(f"{line.day[:1].upper()}{line.day[1:]}", line.text, found)

    parts = [Part(2, "In short", "", tuple(item(line) for line in brief.lead))] if brief.lead else []
    for section in brief.sections:
        only = section.groups[0] if len(section.groups) == 1 and section.groups[0].title is None else None
        lines = only.lines if only else ()
        parts.append(Part(2, section.title, section.note or "", tuple(item(line) for line in lines)))
        for group in () if only else section.groups:
            parts.append(Part(3, group.title or "", "", tuple(item(line) for line in group.lines)))
    return Paper(
        brief.title,
        brief.coverage,
        tuple(parts),
        tuple(_note(reference, number) for reference, number in numbers.items()),
        tuple((f"{label}: {source_words(r, label)}", _address(r.url)) for label, r in brief.sources),
        (*brief.left_out, *brief.problems),
    )


def _note(reference: Reference, number: int) -> Note:
    words, sentence = clean(reference.text), clean(reference.sentence)
    at = sentence.find(words)
    before, after = (sentence[:at], sentence[at + len(words) :]) if at >= 0 else ("", "")
    return Note(number, f"{reference.document} {reference.start}–{reference.end}", before, words, after)


def _address(url: str | None) -> str | None:
    """An address that a reader may follow; other schemes than the web's stay words."""
    return url if url and url.startswith(("https://", "http://")) else None


def one_page(brief: Brief, fewer: int = 0) -> Brief:
    """The lead, and of each main section the lines that most reports tell and that score farthest from nothing, those whose reading is doubtful last, with one note each.

    What the lead tells is not told again; how many lines are left out is said. fewer: so many lines less, where the page is too small.
    """
    told = {line.row.id for line in brief.lead if line.row}
    sections = [short for s in brief.sections if s.key in _ON_A_PAGE and (short := _short(s, told)).lines]
    for _ in range(fewer):
        sections = _without_one(sections)
    kept = [line for s in sections for line in s.lines]
    left = sum(len(s.lines) for s in brief.sections) - len(kept)
    lead = tuple(replace(line, references=line.references[:_NOTES]) for line in brief.lead)
    used = {r.document for line in (*lead, *kept) for r in line.references}
    more = (f"{left} further {'line stands' if left == 1 else 'lines stand'} in the full form.",) if left else ()
    sources = tuple((label, r) for label, r in brief.sources if r.document in used)
    return replace(
        brief, lead=lead, sections=tuple(sections), sources=sources, left_out=(*more, *brief.left_out), problems=()
    )


def _short(section: Section, told: Collection[str]) -> Section:
    """told: ids of rows that are told elsewhere."""
    most = _ON_A_PAGE[section.key]
    fresh = [replace(g, lines=tuple(x for x in g.lines if not x.row or x.row.id not in told)) for g in section.groups]
    held = [g for g in fresh if g.lines]
    each = most if len(held) == 1 else 1
    groups = []
    for group in held[:most]:
        chosen = _weightiest(group.lines, each)
        groups.append(replace(group, lines=tuple(replace(x, references=x.references[:_NOTES]) for x in chosen)))
    return replace(section, groups=tuple(groups))


def _without_one(sections: Sequence[Section]) -> list[Section]:
    """The sections without the last line of the longest, the last of equals; what is left without lines is gone."""
    if not sections:
        return []
    at = max(range(len(sections)), key=lambda n: (len(sections[n].lines), n))
    groups = list(sections[at].groups)
    groups[-1] = replace(groups[-1], lines=groups[-1].lines[:-1])
    short = replace(sections[at], groups=tuple(g for g in groups if g.lines))
    return [s for s in (*sections[:at], short, *sections[at + 1 :]) if s.lines]


def short_notes(paper: Paper, most: int) -> Paper:
    """The paper with notes of at most so many characters: what stands around the evidence goes first, then its end."""

    def short(note: Note) -> Note:
        if len(note.before) + len(note.words) + len(note.after) <= most:
            return note
        words = note.words if len(note.words) <= most else f"{note.words[:most].rsplit(' ', 1)[0]} …"
        return replace(note, before="", words=words, after="")

    return replace(paper, notes=tuple(map(short, paper.notes)), tail=(" ".join(paper.tail),) if paper.tail else ())


def _weightiest(lines: Sequence[Line], most: int) -> Iterable[Line]:
    """At most so many lines, in their order."""

    def weight(line: Line) -> tuple[float, ...]:
        row = line.row
        plain = row is None or row.confidence >= DOUBT
        return (plain, row.documents, abs(row.lead.score or 0), row.confidence) if row else (plain, 0, 0, 0)

    chosen = sorted(range(len(lines)), key=lambda n: (*(-w for w in weight(lines[n])), n))[:most]
    return [lines[n] for n in sorted(chosen)]
