"""The dossier: all that is to be said on a pair, a party, an issue or a meeting in a period, each event in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.analyse.agreed import agreed, is_commitment
from dragoman.analyse.differences import differences
from dragoman.analyse.folding import fold
from dragoman.analyse.meetings import day_after, meetings, reports_of
from dragoman.analyse.positions import is_said, positions
from dragoman.analyse.rows import rows_of
from dragoman.analyse.timeline import in_period
from dragoman.records.answers import Dossier, TimelineRow
from dragoman.records.coded import Selection
from dragoman.records.text import Reading

# Codes of PLOVER that stand for bodies of many states or of none.
INTERNATIONAL = frozenset({"UNO", "IGO", "NGO", "IMG", "ISM", "MNC"})
_UNREAL = frozenset({"negation", "future", "hypothetical"})


def dossier(
    selection: Selection,
    between: tuple[str, str] | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
    party: str | None = None,
    issue: str | None = None,
    meeting: str | None = None,
    since_meeting: bool = False,
    rows: Sequence[TimelineRow] | None = None,
    least_told: float = 0.0,
    least_sure: float = 0.0,
) -> Dossier:
    """What the selection says on a pair, a party or an issue; without any, on the pair that most rows name, or on all if no two parties
    meet.

    since, until: `YYYY-MM-DD`, inclusive. rows: the selection's merged events, where they are known. meeting: its day, or `last`: only what its
    reports tell of that day. since_meeting: only what comes after the last meeting of the pair. least_told: acts of less confidence are left out. least_sure: acts of less confidence stand apart, as `unsure`. What is left out is counted by reason: "confidence", "doubt", "period", "parties". Raises LookupError where a meeting
    is asked for and none is told.
    """
    rows = rows_of(selection, min_confidence) if rows is None else rows
    pair = between or (None if party or issue else chief_pair(rows))
    about = _About(pair, party, issue, frozenset(_joint(rows, pair) if pair else ()))
    near = [row for row in rows if about.concerns(row)]
    published = {r.document: r.published[:10] for r in selection.readings if r.published}
    met, after = _meetings(rows, pair, meeting, since_meeting)
    since = day_after(after.when.first or "") if after else since
    timely = [row for row in near if _timely(row, since, until, published)]
    if met is not None and pair is not None:
        timely = _of_meeting(near, met, reports_of(rows, pair, met, published))
    outside = sum(len(row.claims) for row in near) - sum(len(row.claims) for row in timely)
    doubtful = [row for row in timely if _doubtful(row, least_told)]
    timely = [row for row in timely if not _doubtful(row, least_told)]
    unsure = [row for row in timely if _doubtful(row, least_sure)]
    timely = [row for row in timely if not _doubtful(row, least_sure)]
    kept = fold(timely)
    fresh = _not_told(unsure, kept)
    others, unsure_others = selection.others
    left_out = {
        "confidence": unsure_others + sum(1 for c in selection.claims if c.confidence < min_confidence),
        "parties": others + sum(len(row.claims) for row in rows) - sum(len(row.claims) for row in near),
        "doubt": sum(len(row.claims) for row in (*doubtful, *unsure)) - sum(len(row.claims) for row in fresh),
        "period": outside,
    }
    plain, background, unreal = _by_reality(kept)
    own = [row for row in plain if pair is None or _between_them(row, pair)]
    ids = {row.id for row in own}
    rest = [row for row in own if not is_said(row) and not is_commitment(row)]
    readings = _telling([*timely, *fresh], selection)
    told = {r.document for r in readings}
    days = sorted(published.values())
    return Dossier(
        between=pair,
        since=since,
        until=until,
        readings=readings,
        texts=selection.texts,
        claims=sum(len(row.claims) for row in (*kept, *fresh)),
        happened=tuple(rest),
        positions=positions([row for row in own if not is_commitment(row)], pair),
        agreed=agreed(own),
        other=tuple(row for row in plain if row.id not in ids),
        background=tuple(background),
        unreal=tuple(unreal),
        unsure=tuple(fresh),
        differences=differences(timely, pair, least_sure),
        set_aside=tuple(
            (r, s)
            for r in readings
            for s in selection.set_aside.get(r.document, ())
            if kept or fresh or not (rows or others)
        ),
        problems=selection.problems,
        stories={d: first for d, first in selection.stories.items() if d in told},
        fullest=selection.fullest,
        left_out={reason: n for reason, n in left_out.items() if n},
        read=len(selection.readings),
        party=party,
        issue=issue,
        meeting=met,
        after=after,
        published=(days[0], days[-1]) if days else None,
    )


def _doubtful(row: TimelineRow, least: float) -> bool:
    """Whether it tells an act with less confidence than that."""
    return row.lead.event_type is not None and row.confidence < least


def _not_told(unsure: Sequence[TimelineRow], kept: Sequence[TimelineRow]) -> list[TimelineRow]:
    """The unsure rows whose words neither a surer row nor speech that is told gives already."""
    told = {claim.id for row in kept for claim in row.claims}
    own = {row.id for row in fold([*kept, *unsure])}
    return [row for row in unsure if row.id in own and any(claim.within not in told for claim in row.claims)]


@dataclass(frozen=True)
class _About:
    """What a dossier is about. joint: documents that tell something of both of the pair."""

    pair: tuple[str, str] | None
    party: str | None
    issue: str | None
    joint: frozenset[str]

    def concerns(self, row: TimelineRow) -> bool:
        """Whether the row belongs to it. What one of a pair does alone belongs to the pair only in reports that tell something of both: elsewhere the
        other has no part in it.
        """
        if self.issue is not None and self.issue not in row.issues:
            return False
        if self.party is not None and self.party not in row.parties:
            return False
        if self.pair is None or set(self.pair) <= row.parties:
            return True
        return bool(row.parties & set(self.pair)) and any(c.document in self.joint for c in row.claims)


def _joint(rows: Iterable[TimelineRow], pair: Sequence[str]) -> Iterable[str]:
    """Documents of which some claim names both of the pair, as party, speaker or source: lists of the day's news name many that have no part in each
    other's affairs.
    """
    for row in rows:
        for c in row.claims:
            speakers = c.speech.speakers if c.speech else ()
            codes = {p.code for p in (*c.actor, *c.recipient, *speakers)} | {s.code for s in c.per}
            if set(pair) <= codes:
                yield c.document


def _meetings(
    rows: Sequence[TimelineRow], pair: tuple[str, str] | None, meeting: str | None, since_meeting: bool
) -> tuple[str | None, TimelineRow | None]:
    """Day of the meeting asked for, and the meeting after which is asked; nulls where neither is."""
    if meeting is None and not since_meeting:
        return None, None
    if pair is None:
        raise LookupError("A meeting is one of two countries, and no two of them meet here; name a pair.")
    met = meetings(rows, pair)
    chosen = [row for row in met if meeting in (None, "last", row.when.first)]
    if not chosen:
        known = list(dict.fromkeys(row.when.first or "" for row in met))
        told = f"; meetings are told of {', '.join(known[-5:])}" if known else ""
        on = f" on {meeting}" if meeting not in (None, "last") else ""
        raise LookupError(f"No report tells of a meeting of {pair[0]} and {pair[1]}{on} whose day is known{told}.")
    return (chosen[-1].when.first if meeting else None), (chosen[-1] if since_meeting else None)


def _of_meeting(rows: Iterable[TimelineRow], day: str, reports: frozenset[str]) -> list[TimelineRow]:
    """The rows that reports of a meeting tell of its day, or without a day of their own."""
    found = []
    for row in rows:
        told = [c for c in row.claims if c.document in reports]
        dated = any((c.when.first == day and c.when.last == day) or c.when.basis == "published" for c in told)
        if dated:
            found.append(row)
    return found


def _telling(rows: Iterable[TimelineRow], selection: Selection) -> tuple[Reading, ...]:
    """The documents that the rows come from, and copies of their stories; all where there are no rows."""
    documents = {claim.document for row in rows for claim in row.claims}
    stories = {selection.stories.get(d, d) for d in documents}
    found = (r for r in selection.readings if r.document in documents or selection.stories.get(r.document) in stories)
    return tuple(found) if documents else selection.readings


def chief_pair(rows: Iterable[TimelineRow]) -> tuple[str, str] | None:
    """The two codes that most claims name together, states before international bodies; null when no two stand
    together.
    """
    rows = list(rows)
    return chief_of(
        [(row.parties, len(row.claims)) for row in rows], Counter(p.code for row in rows for p in row.actor if p.code)
    )


def chief_of(told: Sequence[tuple[Collection[str], int]], acts: Mapping[str, int]) -> tuple[str, str] | None:
    """As `chief_pair`. told: (codes that take part, claims) of each event. acts: code → how many of it act in all."""
    states = [frozenset(c for c in codes if c not in INTERNATIONAL) for codes, _ in told]
    if not any(len(codes) > 1 for codes in states):
        states = [frozenset(codes) for codes, _ in told]
    together: Counter[tuple[str, str]] = Counter()
    for (_, claims), codes in zip(told, states):
        together.update(dict.fromkeys(combinations(sorted(codes), 2), claims))
    if not together:
        return None
    a, b = min(together, key=lambda pair: (-together[pair], pair))
    return (a, b) if (-acts.get(a, 0), a) <= (-acts.get(b, 0), b) else (b, a)


def _timely(row: TimelineRow, since: str | None, until: str | None, published: Mapping[str, str]) -> bool:
    """Whether the row's day touches the period; of an unknown day, whether a report of the period tells it."""
    if row.when.first is not None:
        return in_period(row.when, since, until)
    days = [published[c.document] for c in row.claims if c.document in published]
    return (since is None and until is None) or any((since or d) <= d <= (until or d) for d in days)


def _between_them(row: TimelineRow, pair: Sequence[str]) -> bool:
    """Whether both of the pair take part, or one and nobody else; words of one count too, unless they are said with others, or to others alone."""
    codes = row.parties
    if set(pair) <= codes or codes <= set(pair):
        return True
    if not is_said(row):
        return False
    by = {p.code for p in (row.lead.speech.speakers if row.lead.speech else row.actor) if p.code}
    to = {p.code for p in row.recipient if p.code}
    return bool(by) and by <= set(pair) and (not to or bool(to & set(pair)))


def _by_reality(rows: Iterable[TimelineRow]) -> tuple[list[TimelineRow], list[TimelineRow], list[TimelineRow]]:
    """Rows told as real and of the time; as background; as denied, hypothetical or planned (promises are real as
    promises).
    """
    plain, background, unreal = [], [], []
    for row in rows:
        if "historical" in row.aux and not _UNREAL & set(row.aux):
            background.append(row)
        elif _UNREAL & set(row.aux) and not is_commitment(row):
            unreal.append(row)
        else:
            plain.append(row)
    return plain, background, unreal
