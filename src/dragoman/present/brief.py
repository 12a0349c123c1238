"""The brief: a dossier in sentences, section by section, each line with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.folder import Folder
from dragoman.codebook.phrasing import load_phrasing
from dragoman.present.brief_head import lead_of, missing, title_of
from dragoman.present.days import one_day
from dragoman.present.lines import DOUBTFUL, Line, Writer
from dragoman.present.parties import Namer, listing
from dragoman.present.wording import upper
from dragoman.records.answers import Dossier, TimelineRow
from dragoman.records.claim import DOUBT
from dragoman.records.text import Reading

_UNSURE = "In the reports’ words: who does what here is about as often misread as not, so none of these acts is among those counted above."


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; title: null where the section needs none."""

    title: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """key: fixed id of the section, the same in every brief. note: a sentence on how to read it, or null."""

    key: str
    title: str
    groups: tuple[Group, ...]
    note: str | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, group after group."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as plain words. coverage: sentences on what was read. sources: (label, document, its reading) for the
    references.

    lead: what stands out, in a few sentences. party, issue: what it is about beside or in place of a pair.
    copies: (document, the earliest document of its story) for copies and later versions. left_out: sentences on what is not told. problems: messages on inputs.
    """

    title: str
    between: tuple[str, str] | None
    coverage: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, Reading], ...]
    left_out: tuple[str, ...]
    problems: tuple[str, ...]
    copies: tuple[tuple[str, str], ...] = ()
    lead: tuple[Line, ...] = ()
    party: str | None = None
    issue: str | None = None


def build_brief(
    dossier: Dossier,
    countries: Mapping[str, Sequence[str]] | None = None,
    issues: Mapping[str, str] | None = None,
    folder: Folder = Folder(),  # noqa: B008
) -> Brief:
    """The brief of a dossier.

    countries: PLOVER code → name, then adjectives and other names; those that the dossier's parties show serve without
    it.
    issues: id → label; without it, an issue is called by its id. Sections without lines are left out.
    """
    phrasing = load_phrasing(folder)
    about = dossier.between or ((dossier.party,) if dossier.party else ())
    namer = Namer(phrasing, countries or {}, about)
    writer = Writer(dossier, namer)
    named = {**{i: i.replace("-", " ") for i in _issue_ids(dossier)}, **(issues or {})}
    label = {issue: words.replace("'", "’") for issue, words in named.items()}
    sections = (
        Section("happened", "What happened", _plain(writer.line(r) for r in dossier.happened), "Oldest first."),
        Section("said", "What each side said, by issue", _positions(dossier, writer, namer, label)),
        Section("agreed", "Agreed or promised", _plain(writer.line(r) for r in dossier.agreed)),
        Section("differ", "Where the reports differ", _plain(writer.differences())),
        Section("others", "With others", _plain(writer.line(r) for r in dossier.other)),
        Section("background", "Background", _plain(writer.line(r) for r in dossier.background)),
        Section("unreal", "Denied, hypothetical or planned", _by_mode(dossier.unreal, writer, phrasing.labels["aux"])),
        Section("unsure", "Less sure", _plain(writer.in_words(r) for r in dossier.unsure), _UNSURE),
        Section("set-aside", "Set aside, and why", _plain(writer.set_aside())),
    )
    return Brief(
        title=title_of(dossier, namer, label),
        between=dossier.between,
        coverage=(*_coverage(dossier), *_told(dossier, namer), *missing(dossier, namer, label)),
        sections=tuple(s for s in sections if s.lines),
        sources=tuple(writer.sources()),
        left_out=tuple(_left_out(dossier)),
        problems=tuple(str(p) for p in dossier.problems),
        copies=tuple(dossier.stories.items()),
        lead=lead_of(dossier, Writer(dossier, Namer(phrasing, countries or {}, about))),
        party=dossier.party,
        issue=dossier.issue,
    )


def _plain(lines: Iterable[Line]) -> tuple[Group, ...]:
    return (Group(None, _once(lines)),)


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, those that say the same once, with the references of all."""
    found: dict[str, Line] = {}
    for line in lines:
        before = found.get(line.sentence)
        more = tuple(r for r in line.references if before and r not in before.references)
        found[line.sentence] = replace(before, references=(*before.references, *more)) if before else line
    return tuple(found.values())


def _issue_ids(dossier: Dossier) -> set[str]:
    return {p.issue for p in dossier.positions if p.issue}


def _positions(dossier: Dossier, writer: Writer, namer: Namer, label: Mapping[str, str]) -> tuple[Group, ...]:
    """A group an issue and side; what is called as one of the two sides is, is no issue between them."""
    sides = {namer.country(code).lower() for code in dossier.between or ()}
    found: dict[str, list[TimelineRow]] = {}
    others: dict[str, list[TimelineRow]] = {}
    for position in dossier.positions:
        issue = label.get(position.issue, position.issue) if position.issue else ""
        own = not issue or issue.lower() in sides
        side = listing([namer.country(code) for code in position.party.split()]) if position.party else "others"
        groups = others if own else found
        groups.setdefault(f"{upper('other matters' if own else issue)} — {side}", []).extend(position.rows)
    return tuple(
        Group(heading, _once(writer.line(r) for r in rows)) for heading, rows in (*found.items(), *others.items())
    )


def _by_mode(rows: Sequence[TimelineRow], writer: Writer, labels: Mapping[str, str]) -> tuple[Group, ...]:
    groups = []
    for mode in ("negation", "future", "hypothetical"):
        chosen = [
            r for r in rows if next((m for m in ("negation", "future", "hypothetical") if m in r.aux), None) == mode
        ]
        if chosen:
            groups.append(Group(upper(labels[mode]), _once(writer.line(r) for r in chosen)))
    return tuple(groups)


def _coverage(dossier: Dossier) -> Iterable[str]:
    """What was read: reports with outlet and day, and how much came of them."""
    readings = dossier.readings
    if not readings:
        yield "No report was read." if not dossier.read else f"{_count(dossier.read, 'report')} were read."
        return
    days = sorted(r.published[:10] for r in readings if r.published)
    outlets = list(dict.fromkeys(r.publisher for r in readings if r.publisher))
    texts = len({r.text_id for r in readings})
    stories = len(readings) - len(dossier.stories)
    copies = f" ({texts} different texts)" if texts < len(readings) else ""
    copies = f" ({_count(stories, 'story')}, copies and versions counted once)" if dossier.stories else copies
    by = f" by {listing(outlets[:6])}" + (" and others" if len(outlets) > 6 else "") if outlets else ""
    when = ""
    if days:
        when = f", published {one_day(days[0])}" + (f" to {one_day(days[-1])}" if days[-1] != days[0] else "")
    undated = len(readings) - len(days)
    of = f" (of {dossier.read} read)" if dossier.read > len(readings) else ""
    yield f"{_count(len(readings), 'report')}{of}{copies}{by}{when}."
    if undated:
        yield f"{_count(undated, 'report')} without a publication day: their relative days stay unknown."
    yield from _versions(dossier)
    if dossier.claims:
        yield f"{_count(dossier.claims, 'claim')}, told below once each; every line ends with the words it rests on."
        shown = (
            *dossier.happened,
            *dossier.agreed,
            *dossier.other,
            *(row for p in dossier.positions for row in p.rows),
        )
        if any(row.when.basis == "published" for row in shown):
            yield "“By” a day means that the report of that day does not say when."
        if any(row.day_is_likely for row in shown):
            yield "“Likely” a day means that the sentence does not say when, and the text around it makes that day likely."


def _versions(dossier: Dossier) -> Iterable[str]:
    """The copies and versions of each story, with the fullest."""
    later: dict[str, list[str]] = {}
    for document, first in dossier.stories.items():
        later.setdefault(first, []).append(document)
    for first, documents in later.items():
        words = f"{listing(documents[:5])}{' and others' if len(documents) > 5 else ''}"
        fullest = dossier.fullest.get(first, first)
        most = f"; {fullest} says most" if fullest != first else ""
        yield f"{words} {'repeats' if len(documents) == 1 else 'repeat'} {first}, in whole or in part{most}."


def _told(dossier: Dossier, namer: Namer) -> Iterable[str]:
    """How many merged events of each type are told as real and not doubtful, and how many speeches."""
    said = [row for p in dossier.positions for row in p.rows]
    shown = (*dossier.happened, *dossier.agreed, *said)
    kinds = [row.lead.event_type for row in shown if row.lead.event_type is None or row.confidence >= DOUBT]
    labels = namer.phrasing.labels
    counts = [(kinds.count(code), noun) for code, noun in labels["counted"].items() if code in kinds]
    words = [f"{n} {noun if n == 1 else labels['plurals'].get(noun, noun + 's')}" for n, noun in counts]
    speeches = kinds.count(None)
    words += [_count(speeches, "statement")] if speeches else []
    if words:
        yield f"They tell of {listing(words)}."
    rest = (*shown, *dossier.other, *dossier.background, *dossier.unreal)
    if any(row.lead.event_type and row.confidence < DOUBT for row in rest):
        yield f"Lines marked ({DOUBTFUL}) give the report’s words; who does what in them is more often misread than not. They are not counted."


def _left_out(dossier: Dossier) -> Iterable[str]:
    words = {
        "confidence": "too unsure, below the least confidence",
        "doubt": "of acts whose reading is doubtful (--min-confidence 0 tells them)",
        "parties": "about other matters, or in reports that tell nothing of "
        + ("both" if dossier.between else "this party" if dossier.party else "this"),
        "period": "outside the period or without a day",
    }
    for reason, n in dossier.left_out.items():
        yield f"{_count(n, 'claim')} left out: {words.get(reason, reason)}."


def _count(n: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{n} {noun if n == 1 else many}"
