"""The library's answers in the shapes that the tools give, cut to what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dragoman.mcp import shapes
from dragoman.mcp.limits import INNER, fitted, quoted
from dragoman.present.brief import Brief
from dragoman.present.event import event_head
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.commitment import Bound, Commitment, Commitments
from dragoman.records.comparison import Comparison, Point, Row
from dragoman.records.party import codes_of
from dragoman.records.stance import LineTaken, Stance, Stances, Statement
from dragoman.records.text import Reading, Span
from dragoman.store import Hit

T = TypeVar("T")


def page(items: Sequence[T], offset: int, limit: int) -> Sequence[T]:
    """The items asked for."""
    return items[offset : offset + limit]


def evidence(claim: Claim) -> shapes.Evidence:
    """The words that a claim rests on."""
    return shapes.Evidence(claim=claim.id, **quoted(claim.document, claim.evidence).model_dump())


def timeline(rows: Sequence[TimelineRow], total: int, offset: int) -> shapes.Timeline:
    """A stretch of a timeline. total: events of the whole."""
    made = [_event(row) for row in rows]
    return fitted(shapes.Timeline(total=total, offset=offset, events=made), "events")


def _event(row: TimelineRow) -> shapes.Event:
    order = [row.lead, *(claim for claim in row.claims if claim.id != row.lead.id)]
    return shapes.Event(
        **event_head(row), aux=list(row.aux), actor=codes_of(row.actor), recipient=codes_of(row.recipient), issues=list(row.issues),
        told_by=list(row.tellers), publishers=list(row.publishers), documents=row.documents, confidence=row.confidence,
        claims=[evidence(claim) for claim in order[:INNER]], claims_in_all=len(row.claims),
    )  # fmt: skip


def search(hits: Sequence[Hit], offset: int, limit: int) -> shapes.Search:
    """Hits of a search."""
    made = [
        shapes.Found(
            claim=hit.claim.id if hit.claim else None, publisher=hit.reading.publisher, published=hit.reading.published,
            **quoted(hit.reading.document, hit.claim.evidence if hit.claim else hit.span).model_dump(),
        )
        for hit in page(hits, offset, limit)
    ]  # fmt: skip
    return fitted(shapes.Search(total=len(hits), offset=offset, hits=made), "hits")


def comparison(made: Comparison, offset: int, limit: int) -> shapes.Comparison:
    """Two accounts side by side."""
    left, right = ([reading.document for reading in side] for side in made.readings)
    answer = shapes.Comparison(
        total=len(made.rows), offset=offset, left=made.left, right=made.right, left_documents=left, right_documents=right,
        notes=list(made.notes), rows=[_compared(row) for row in page(made.rows, offset, limit)],
    )  # fmt: skip
    return fitted(answer, "rows")


def _compared(row: Row) -> shapes.Compared:
    marks = [f"{mark.kind}: “{mark.left.text}” against “{mark.right.text}”" for mark in row.marks]
    sides = [[_point(point) for point in side] for side in (row.left, row.right)]
    return shapes.Compared(
        relation=row.relation, likeness=round(row.likeness, 3), left=sides[0], right=sides[1], opposed=marks
    )


def _point(point: Point) -> shapes.Point:
    first = next(iter(point.claims), None)
    return shapes.Point(claim=first, claims=list(point.claims), **quoted(point.document, point.span).model_dump())


def positions(made: Stances, offset: int, limit: int) -> shapes.Positions:
    """What parties say on issues."""
    answer = shapes.Positions(
        total=len(made.stances),
        offset=offset,
        notes=list(made.notes),
        positions=[_position(one) for one in page(made.stances, offset, limit)],
    )
    return fitted(answer, "positions")


def _position(stance: Stance) -> shapes.Position:
    silences = [
        f"no statement from {s.since} to {s.until} ({s.days} days), while {s.documents} documents tell of the party"
        + ("" if s.ended else "; it goes on")
        for s in stance.silences[:INNER]
    ]
    changes = [
        shapes.Reworded(stronger=c.stronger, before=_statement(c.before), after=_statement(c.after))
        for c in stance.changes[:INNER]
    ]
    return shapes.Position(
        issue=stance.issue, party=stance.party, lines=[_line(line) for line in stance.lines[:INNER]], lines_in_all=len(stance.lines),
        changes=changes, silences=silences,
    )  # fmt: skip


def _line(line: LineTaken) -> shapes.LineTaken:
    shown = dict.fromkeys([line.first, line.last, *line.statements])
    return shapes.LineTaken(
        lead=_statement(line.lead), first=line.first.day, last=line.last.day,
        statements=[_statement(one) for one in list(shown)[:INNER] if one != line.lead], statements_in_all=len(line.statements),
    )  # fmt: skip


def _statement(one: Statement) -> shapes.Statement:
    return shapes.Statement(
        claim=one.claim, day=one.day, by=list(one.by), **quoted(one.document, one.span).model_dump()
    )


def commitments(made: Commitments, offset: int, limit: int) -> shapes.Commitments:
    """Commitments with what decides them."""
    answer = shapes.Commitments(
        total=len(made.items), offset=offset, as_of=made.as_of, notes=list(made.notes),
        commitments=[_commitment(one) for one in page(made.items, offset, limit)],
    )  # fmt: skip
    return fitted(answer, "commitments")


def _commitment(one: Commitment) -> shapes.Commitment:
    lead = one.lead
    deciding = [
        shapes.Deciding(verdict=d.verdict, day=d.day, why=list(d.why), **evidence(d.claim).model_dump())
        for d in one.deciding[:INNER]
    ]
    return shapes.Commitment(
        id=one.id, status=one.status, kind=lead.kind, who=codes_of(lead.who), to=codes_of(lead.to),
        what=lead.what, made=one.made, deadline=lead.deadline.last if lead.deadline else None, issues=list(one.issues), doubt=list(one.doubt),
        told=[_told(b) for b in one.told[:INNER]], deciding=deciding,
    )  # fmt: skip


def _told(bound: Bound) -> shapes.Evidence:
    claim = bound.claim.id if bound.claim else None
    return shapes.Evidence(claim=claim, **quoted(bound.document, bound.words).model_dump())


def brief(made: Brief, offset: int, limit: int) -> shapes.Brief:
    """A brief, its lines in order of the sections."""
    lines = [(s.title, g.title or "", line) for s in made.sections for g in s.groups for line in g.lines]
    shown = [
        shapes.BriefLine(
            section=section, group=group, day=line.day, text=line.text, event=line.row.id if line.row else None,
            confidence=line.row.confidence if line.row else None,
            claims=list(dict.fromkeys(c.id for c in line.row.claims))[:INNER] if line.row else [],
            evidence=[
                quoted(r.document, Span(r.start, r.end, r.text)) for r in line.references[:INNER]
            ],
        )
        for section, group, line in page(lines, offset, limit)
    ]  # fmt: skip
    answer = shapes.Brief(
        total=len(lines),
        offset=offset,
        title=made.title,
        coverage=list(made.coverage),
        notes=list(made.left_out),
        lines=shown,
    )
    return fitted(answer, "lines")


def documents(readings: Sequence[Reading], offset: int, limit: int) -> shapes.Documents:
    """Documents by their metadata."""
    rows = [
        shapes.DocumentRow(document=r.document, publisher=r.publisher, published=r.published, title=r.title, url=r.url, place=r.place)
        for r in page(readings, offset, limit)
    ]  # fmt: skip
    return fitted(shapes.Documents(total=len(readings), offset=offset, documents=rows), "documents")
