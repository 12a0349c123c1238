"""The brief as JSON.

Schema, stable: `{"title", "between": [code, code] | null, "coverage": [sentence], "sections": [section], "sources":
[source],
"left_out": [sentence], "problems": [message], "copies": [{"document", "copy_of"}], "party": code | null, "issue": id | null, "lead": [line]}`.
The lines of the lead say again, in short, what lines of the sections tell.
A section: `{"key", "title", "note", "groups": [{"title", "lines": [line]}]}`; key is one of happened, said, agreed,
differ, others,
background, unreal, set-aside; sections without lines are absent.
A line: `{"day": words, "when": {"first", "last", "basis"}, "text", "event": id, "claims": [id], "event_type", "mode",
"aux", "issues",
"actor": [code], "recipient": [code], "confidence", "copies": [document], "references": [{"document", "text_id", "start", "end", "text",
"sentence"}]}`; what
belongs to an event is null or empty on lines of parts set aside. Offsets are code points, half-open.
A source: `{"label", "document", "publisher", "published", "place", "title", "url"}`.
"""

from __future__ import annotations

from typing import Any

from dragoman.present.brief import Brief, Section
from dragoman.present.lines import Line, Reference
from dragoman.records.text import Reading

Json = dict[str, Any]


def brief_json(brief: Brief) -> Json:
    """The brief as plain values, as the head of this module says."""
    return {
        "title": brief.title,
        "between": list(brief.between) if brief.between else None,
        "coverage": list(brief.coverage),
        "sections": [_section(s) for s in brief.sections],
        "sources": [_source(label, r) for label, r in brief.sources],
        "left_out": list(brief.left_out),
        "problems": list(brief.problems),
        "copies": [{"document": document, "copy_of": first} for document, first in brief.copies],
        "party": brief.party,
        "issue": brief.issue,
        "lead": [_line(line) for line in brief.lead],
    }


def _section(section: Section) -> Json:
    groups = [{"title": g.title, "lines": [_line(line) for line in g.lines]} for g in section.groups]
    return {"key": section.key, "title": section.title, "note": section.note, "groups": groups}


def _line(line: Line) -> Json:
    row = line.row
    lead = row.lead if row else None
    return {
        "day": line.day,
        "when": {"first": line.when.first, "last": line.when.last, "basis": line.when.basis},
        "text": line.text,
        "event": row.id if row else None,
        "claims": list(dict.fromkeys(c.id for c in row.claims)) if row else [],
        "event_type": lead.event_type if lead else None,
        "mode": lead.mode if lead else None,
        "aux": list(lead.aux) if lead else [],
        "issues": list(row.issues) if row else [],
        "actor": sorted({p.code for p in row.actor if p.code}) if row else [],
        "recipient": sorted({p.code for p in row.recipient if p.code}) if row else [],
        "confidence": row.confidence if row else None,
        "copies": list(row.copies) if row else [],
        "references": [_reference(r) for r in line.references],
    }


def _reference(r: Reference) -> Json:
    return {
        "document": r.document,
        "text_id": r.text_id,
        "start": r.start,
        "end": r.end,
        "text": r.text,
        "sentence": r.sentence,
    }


def _source(label: str, r: Reading) -> Json:
    return {
        "label": label,
        "document": r.document,
        "publisher": r.publisher,
        "published": r.published,
        "place": r.place,
        "title": r.title,
        "url": r.url,
    }
