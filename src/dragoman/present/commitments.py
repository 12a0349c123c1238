"""Commitments as a sheet, as rows for programs, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.codebook.phrasing import load_phrasing
from dragoman.present.days import one_day
from dragoman.present.excerpt import SPEECH_WORDS, clip, sentence_at
from dragoman.present.lines import Reference
from dragoman.present.sheet import Block, Cell, Referrer, Sheet
from dragoman.records.claim import Claim
from dragoman.records.commitment import STATUSES, Bound, Commitment, Commitments, Deciding
from dragoman.records.party import Party, codes_of

Json = dict[str, Any]
COLUMNS = (
    "id", "status", "kind", "who", "to", "what", "made", "by", "deadline", "issues", "doubt", "deciding", "document", "start", "end", "evidence",
    "claim", "reports",
)  # fmt: skip
_LISTED = 4  # references of one row on paper; JSON has all


def commitments_sheet(made: Commitments, countries: Mapping[str, str]) -> Sheet:
    """A table a status, oldest first. countries: code → name."""
    writer = _Writer(made, countries)
    blocks = []
    for status in STATUSES:
        rows = tuple(writer.row(one) for one in made.items if one.status == status)
        if rows:
            title = f"{status.capitalize()} ({len(rows)})"
            blocks.append(Block(status, title, ("made", "who → to", "what", "by", "decided by", "doubt"), rows))
    return Sheet("Commitments", made.notes, tuple(blocks), writer.referrer.sources(writer.used))


class _Writer:
    def __init__(self, made: Commitments, countries: Mapping[str, str]) -> None:
        self.made, self.countries = made, countries
        self.referrer = Referrer(made.readings)
        self.text_ids = {r.document: r.text_id for r in made.readings}
        self.phrasing = load_phrasing()
        self.used: list[str] = []

    def row(self, one: Commitment) -> tuple[Cell, ...]:
        lead = one.lead
        who, to = self._names(lead.who), self._names(lead.to)
        sides = " and ".join(who.rsplit(", ", 1)) if lead.joint else f"{who or 'not known'}{f' → {to}' if to else ''}"
        by = (
            f"{one_day(lead.deadline.last)} (“{lead.deadline.text}”)"
            if lead.deadline and lead.deadline.last
            else "no day told"
        )
        told = tuple(self._at(b.document, b.trigger.start, b.trigger.end) for b in one.told[:_LISTED])
        return (
            Cell(one_day(one.made) if one.made else "day unknown"),
            Cell(sides),
            Cell(f"{lead.kind}: {clip(lead.what, SPEECH_WORDS, self.phrasing)}", told),
            Cell(by),
            self._deciding(one),
            Cell("; ".join(one.doubt)),
        )

    def _deciding(self, one: Commitment) -> Cell:
        shown = [d for d in one.deciding[:_LISTED] if d.claim.document in self.text_ids]
        words = "; ".join(f"{d.verdict} {one_day(d.day) if d.day else ''}: {', '.join(d.why)}" for d in shown[:2])
        return Cell(words, tuple(self._claim(d.claim) for d in shown))

    def _names(self, parties: tuple[Party, ...]) -> str:
        return ", ".join(dict.fromkeys(self.countries.get(p.code, p.code) if p.code else p.name for p in parties))

    def _claim(self, claim: Claim) -> Reference:
        return self._at(claim.document, claim.evidence.start, claim.evidence.end)

    def _at(self, document: str, start: int, end: int) -> Reference:
        self.used.append(document)
        text = self.made.texts[self.text_ids[document]]
        return self.referrer(document, start, end, text[start:end], sentence_at(text, start, end, self.phrasing))


def commitment_rows(made: Commitments) -> list[Json]:
    """A row a commitment, columns as COLUMNS. by: last day; deadline: its words; deciding: claims as `verdict day document start–end`."""
    return [dict(zip(COLUMNS, _values(one))) for one in made.items]


def _values(one: Commitment) -> tuple[Any, ...]:
    lead, when = one.lead, one.lead.deadline
    deciding = [
        f"{d.verdict} {d.day} {d.claim.document} {d.claim.evidence.start}–{d.claim.evidence.end}" for d in one.deciding
    ]
    return (
        one.id, one.status, lead.kind, codes_of(lead.who), codes_of(lead.to), lead.what, one.made, when.last if when else None,
        when.text if when else None, list(one.issues), list(one.doubt), deciding, lead.document, lead.words.start, lead.words.end,
        lead.words.text, lead.claim.id if lead.claim else None, len(one.told),
    )  # fmt: skip


def commitments_json(made: Commitments) -> Json:
    """`{"as_of", "notes", "commitments": [{id, status, kind, who, to, joint, made, deadline, deed, issues, doubt, told, deciding}]}`.

    Offsets are code points, half-open.
    """
    return {"as_of": made.as_of, "notes": list(made.notes), "commitments": [_json(one) for one in made.items]}


def _json(one: Commitment) -> Json:
    lead, when = one.lead, one.lead.deadline
    limit = (
        {"first": when.first, "last": when.last, "text": when.text, "start": when.start, "end": when.end}
        if when
        else None
    )
    return {
        "id": one.id, "status": one.status, "kind": lead.kind, "who": codes_of(lead.who), "to": codes_of(lead.to), "joint": lead.joint,
        "what": lead.what, "made": one.made, "deadline": limit, "deed": sorted(lead.deed), "issues": list(one.issues),
        "doubt": list(one.doubt), "told": [_told(b) for b in one.told], "deciding": [_decided(d) for d in one.deciding],
    }  # fmt: skip


def _told(b: Bound) -> Json:
    ends = {"start": b.words.start, "end": b.words.end, "text": b.words.text}
    return {"document": b.document, **ends, "trigger": b.trigger.text, "claim": b.claim.id if b.claim else None}


def _decided(d: Deciding) -> Json:
    e = d.claim.evidence
    ends = {"start": e.start, "end": e.end, "text": e.text}
    return {
        "verdict": d.verdict,
        "day": d.day,
        "why": list(d.why),
        "claim": d.claim.id,
        "document": d.claim.document,
        **ends,
    }
