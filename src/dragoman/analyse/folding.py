"""Folding: what a speech says and what acts in it tell stands once, with the references of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dragoman.analyse.positions import is_said, speakers
from dragoman.analyse.rows import narrowest
from dragoman.codebook.phrasing import load_phrasing
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.text import Span
from dragoman.records.when import When

# A speech that acts tell to this share of its characters has no line of its own.
COVERED = 0.7
# Confidence below which a row that another one repeats has no line of its own, and the share of its characters that the other has too.
UNSURE, REPEATED = 0.2, 0.8


def fold(rows: Sequence[TimelineRow]) -> list[TimelineRow]:
    """The rows without those whose words another row already tells; their claims go to that row, so that no reference
    is lost.
    """
    taken: dict[str, str] = {}
    by_text: dict[str, list[TimelineRow]] = defaultdict(list)
    for row in rows:
        for text_id in {c.text_id for c in row.claims}:
            by_text[text_id].append(row)
    speeches = [row for row in rows if row.lead.event_type is None and row.lead.speech]
    for speech in speeches:
        _fold_speech(speech, by_text[speech.lead.text_id], taken)
    told = frozenset(taken)
    for row in rows:
        if row.confidence < UNSURE and row.id not in taken:
            _fold_repeat(row, by_text[row.lead.text_id], taken)
    return _joined(rows, taken, told)


def _fold_repeat(row: TimelineRow, near: Sequence[TimelineRow], taken: dict[str, str]) -> None:
    """Say in `taken` that an unsure row folds into a surer one of the same sentence that is about one of its parties, and that has most of its words, or stands
    among them and makes up half of them.
    """
    own = row.lead.evidence
    for other in near:
        if other.id == row.id or other.lead.text_id != row.lead.text_id or _last(other.id, taken) == row.id:
            continue
        surer = (other.confidence, other.id) > (row.confidence, row.id)
        span = other.lead.evidence
        both = min(own.end, span.end) - max(own.start, span.start)
        inside = both >= REPEATED * (own.end - own.start) or (
            both == span.end - span.start and 2 * both >= own.end - own.start
        )
        if surer and inside and row.parties & other.parties:
            taken[row.id] = _last(other.id, taken)
            return


def _fold_speech(speech: TimelineRow, near: Sequence[TimelineRow], taken: dict[str, str]) -> None:
    """Say in `taken` (row id → row id that takes its claims) what of a speech and the acts in it folds into which."""
    if speech.lead.speech is None:
        return
    content = speech.lead.speech.content
    acts = [r for r in near if r.lead.event_type is not None and r.lead.text_id == speech.lead.text_id]
    tellers = [r for r in acts if not is_said(r) and _told(r, speech)]
    told = [r.lead.evidence for r in tellers if _is_clause(r.lead)]
    if speech.lead.speech.kind != "direct" and tellers and _share(content, told) >= COVERED:
        taken.setdefault(speech.id, tellers[0].id)
        return
    who = {p.code for p in speakers(speech)}
    for act in acts:
        same = {p.code for p in act.actor} <= who
        if is_said(act) and same and act.lead.speech is None and _told(act, speech):
            taken.setdefault(act.id, speech.id)


def _told(act: TimelineRow, speech: TimelineRow) -> bool:
    """Whether the act's word stands in what is said."""
    content = speech.lead.speech.content if speech.lead.speech else ()
    trigger = act.lead.trigger
    return act.lead.within == speech.lead.id or any(c.start <= trigger.start and trigger.end <= c.end for c in content)


def _is_clause(claim: Claim) -> bool:
    """Whether a verb carries the act: a noun ("Japan's restrictions") tells less than the clause it stands in."""
    verbs = load_phrasing().verbs
    return any(word in verbs for word in claim.trigger.text.lower().split())


def _share(spans: Sequence[Span], under: Sequence[Span]) -> float:
    """Share of the characters of `spans` that lie in `under`."""
    inside = {i for u in under for i in range(u.start, u.end)}
    own = {i for s in spans for i in range(s.start, s.end)}
    return len(own & inside) / len(own) if own else 0.0


def _joined(rows: Sequence[TimelineRow], taken: dict[str, str], told: frozenset[str]) -> list[TimelineRow]:
    """The rows that stay. told: those that fold since a speech tells them; they give their day, unsure repeats do not."""
    gains: dict[str, list[Claim]] = defaultdict(list)
    days: dict[str, list[When]] = defaultdict(list)
    for row in rows:
        if row.id in taken:
            gains[_last(row.id, taken)] += row.claims
            days[_last(row.id, taken)] += [c.when for c in row.claims if row.id in told]
    kept = [row for row in rows if row.id not in taken]
    return [_with(row, gains[row.id], days[row.id]) if row.id in gains else row for row in kept]


def _with(row: TimelineRow, claims: Sequence[Claim], days: Sequence[When]) -> TimelineRow:
    """The row with claims of what folds into it; an act without a day of its own takes the day on which it was told."""
    told = narrowest(days)
    when = told if row.when.basis == "published" and told.basis in ("stated", "reckoned") else row.when
    return replace(row, claims=(*row.claims, *claims), when=when)


def _last(id_: str, taken: dict[str, str]) -> str:
    while id_ in taken:
        id_ = taken[id_]
    return id_
