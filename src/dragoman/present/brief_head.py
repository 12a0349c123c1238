"""The head of a brief: its title, what is missing, and the lead, a few sentences each of which is a claim's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.present.days import one_day
from dragoman.present.lines import Line, Writer
from dragoman.present.parties import Namer, listing
from dragoman.present.wording import actor_only_likely, upper
from dragoman.records.answers import Dossier, TimelineRow
from dragoman.records.claim import DOUBT

# Differences that the lead may name; what one side alone is the source for is told in its section.
_DIFFER = frozenset({"day", "number", "party", "denied"})
# Confidence from which a row is likelier right than not.
_SURE = 0.5
# Days after a contact in which reports of it appear.
_REPORTS_APPEAR = 3
# Longest stretch of days that still tells when somebody met.
_STRETCH = 31


def title_of(dossier: Dossier, namer: Namer, labels: Mapping[str, str]) -> str:
    """What it is about, and the period. labels: issue → words."""
    who = " – ".join(upper(namer.country(c)) for c in dossier.between) if dossier.between else ""
    who = who or (upper(namer.country(dossier.party)) if dossier.party else "")
    issue = labels.get(dossier.issue, dossier.issue) if dossier.issue else ""
    about = ", ".join(part for part in (who, issue) if part) or "All parties"
    if dossier.meeting:
        return f"{about}: the meeting of {one_day(dossier.meeting)}"
    if dossier.after is not None:
        return f"{about}: brief since the meeting of {one_day(dossier.after.when.first or '')}"
    if dossier.since and dossier.until:
        return f"{about}: brief, {one_day(dossier.since)} to {one_day(dossier.until)}"
    since = f" since {one_day(dossier.since)}" if dossier.since else ""
    until = f" until {one_day(dossier.until)}" if dossier.until else ""
    return f"{about}: brief{since}{until}"


def missing(dossier: Dossier, namer: Namer, labels: Mapping[str, str]) -> Iterable[str]:
    """Sentences on what is not there: no claims, a period that nothing covers, a side that is not heard, a single report."""
    if dossier.published and dossier.until and dossier.until < dossier.published[0]:
        yield f"The period ends before the first report ({one_day(dossier.published[0])}): nothing of it is covered."
    elif dossier.published and dossier.since and dossier.since > dossier.published[1]:
        yield f"The last report is of {one_day(dossier.published[1])}: nothing after it is covered."
    if not dossier.claims:
        if dossier.read:
            yield _no_claim(dossier, namer, labels)
        return
    yield from _silent(dossier, namer)
    if len({dossier.stories.get(r.document, r.document) for r in dossier.readings}) == 1:
        yield "All of it rests on one report."


def _no_claim(dossier: Dossier, namer: Namer, labels: Mapping[str, str]) -> str:
    sides = [namer.country(c) for c in dossier.between or ()] or (
        [namer.country(dossier.party)] if dossier.party else []
    )
    about = listing(sides) if sides else "any two parties"
    about += f" on {labels.get(dossier.issue, dossier.issue)}" if dossier.issue else ""
    about = about if sides or not dossier.issue else labels.get(dossier.issue, dossier.issue)
    outside = dossier.left_out.get("period", 0)
    when = f" in the period asked for; {outside} lie outside it" if outside else ""
    return f"No claim tells of {about}{when}."


def _silent(dossier: Dossier, namer: Namer) -> Iterable[str]:
    """Sides of the pair that neither act nor speak in what is told."""
    acting: set[str | None] = set()
    for row in (*dossier.happened, *dossier.agreed, *(r for p in dossier.positions for r in p.rows)):
        speakers = row.lead.speech.speakers if row.lead.speech else ()
        acting |= {p.code for p in (*row.actor, *speakers)}
    for code in dossier.between or ():
        if code not in acting:
            yield f"Nothing that {namer.country(code)} does or says is told here: it is only acted on or spoken of."


def lead_of(dossier: Dossier, writer: Writer) -> tuple[Line, ...]:
    """At most six sentences: the meeting since which is told, the latest contact, what was agreed last, of each side the act or words of lowest
    score, and a difference between reports. Each is the sentence of its claims, with their references.
    """
    found: list[Line] = []
    if dossier.after is not None:
        found.append(_line("The last meeting told", dossier.after, writer))
    met = [r for r in dossier.happened if r.lead.event_type == "CONSULT" and _both(r, dossier) and r.when.first]
    contacts = _surest(met) or met
    if contacts:
        found.append(_line(*_contact(contacts), writer))
    agreed = _surest([r for r in dossier.agreed if dossier.between is None or _both(r, dossier)])
    joint = [r for r in agreed if _joint(r, dossier)]
    if agreed:
        what = "The latest agreement or joint promise told" if joint else "The latest promise told"
        latest = max(joint or agreed, key=lambda r: (r.when.first or "", writer.is_plain(r), *_latest(r)))
        found.append(_line(what, latest, writer))
    found += [_line(*one, writer) for one in _sharpest(dossier, writer)]
    differ = [d for d in dossier.differences if d.kind in _DIFFER]
    found += [line for line in writer.differences() if differ and line.row is differ[0].row][:1]
    told: set[str] = set()
    kept = []
    for line in found:
        key = line.row.id if line.row else line.text
        if key not in told or (line is found[-1] and differ):
            kept.append(line)
        told.add(key)
    return tuple(kept)


def _surest(rows: Sequence[TimelineRow]) -> list[TimelineRow]:
    """Those that are likelier right than not; where there are none, those whose reading is not doubtful."""
    return [r for r in rows if r.confidence >= _SURE] or [r for r in rows if r.confidence >= DOUBT]


def _contact(contacts: Sequence[TimelineRow]) -> tuple[str, TimelineRow]:
    """The latest whose day is told, unless a report that appears well after it tells of another without a day."""
    latest = max(contacts, key=_latest)
    dated = [r for r in contacts if r.when.basis != "published" and _days(r) <= _STRETCH]
    if dated:
        told = max(dated, key=_latest)
        late = date.fromisoformat(told.when.first or "") + timedelta(days=_REPORTS_APPEAR)
        if (latest.when.first or "") <= late.isoformat():
            return "The latest contact whose day is told", told
    return "The latest contact told", latest


def _days(row: TimelineRow) -> int:
    """How many days its day may be, less one."""
    return (date.fromisoformat(row.when.last or "") - date.fromisoformat(row.when.first or "")).days


def _line(what: str, row: TimelineRow, writer: Writer) -> Line:
    """ "The latest contact told, 26 July 2024: Japan’s … met …, according to CNBC." """
    line = writer.line(row)
    day = f", {line.day}" if line.day else ""
    return replace(line, day="", text=f"{what}{day}: {line.text}")


def _both(row: TimelineRow, dossier: Dossier) -> bool:
    return set(dossier.between or ()) <= row.parties


def _latest(row: TimelineRow) -> tuple[str, int, float, str]:
    return (row.when.first or "", len(row.claims), row.confidence, row.id)


def _joint(row: TimelineRow, dossier: Dossier) -> bool:
    """Whether both sides of the pair act, or at least two parties where there is no pair."""
    codes = {p.code for p in row.actor if p.code}
    return set(dossier.between) <= codes if dossier.between else len(codes) > 1


def _sharpest(dossier: Dossier, writer: Writer) -> Iterable[tuple[str, TimelineRow]]:
    """Of each side, the real act or words towards the other of lowest PLOVER score, below 0, likelier right than not, and said to be its own; the
    later of equal ones."""
    said = (r for p in dossier.positions for r in p.rows)
    rows = [r for r in (*dossier.happened, *said) if (r.lead.score or 0) < 0 and _towards(r, dossier)]
    rows = [
        r
        for r in rows
        if r.lead.event_type and r.confidence >= _SURE and writer.is_plain(r) and not actor_only_likely(r)
    ]
    sides = dossier.between or ((dossier.party,) if dossier.party else _busiest(rows))
    for code in sides:
        own = [r for r in rows if {p.code for p in r.actor} == {code}]
        if own:
            row = min(own, key=lambda r: (r.lead.score or 0, -r.documents, -r.confidence, r.id))
            score = f"{row.lead.score:+.0f}".replace("-", "−")
            yield f"The sharpest act or words stated of {writer.namer.country(code)} (PLOVER score {score})", row


def _towards(row: TimelineRow, dossier: Dossier) -> bool:
    """Whether one acts towards another: of a pair, the one towards the other."""
    recipients = {p.code for p in row.recipient if p.code}
    return bool(recipients) if dossier.between is None else set(dossier.between) <= row.parties


def _busiest(rows: Iterable[TimelineRow]) -> tuple[str, ...]:
    """The two codes that act in most rows."""
    codes = [c for r in rows for c in {p.code for p in r.actor} if c]
    return tuple(sorted(set(codes), key=lambda c: (-codes.count(c), c))[:2])
