"""Two accounts compared: documents of a ledger by their ids, or all reports of one meeting by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.analyse.two_sides import rows_of_points, weights_of
from dragoman.codebook.folder import Folder
from dragoman.codebook.topics import load_topics
from dragoman.library.pointing import knowledge, points_of
from dragoman.pipeline.tables import load_tables
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.comparison import Comparison
from dragoman.records.pointed import Pointed
from dragoman.records.text import Reading
from dragoman.resolve.origin import origin_of

if TYPE_CHECKING:
    import pandas

    from dragoman.annotate import LookUp

# Days after a meeting in which reports of it appear.
AFTER = 3
# Type of claims that tell of a meeting.
MEETING = "CONSULT"


class TwoSides(Comparison):
    """A comparison as the library gives it: a Comparison that shows itself in a notebook."""

    def to_frame(self) -> pandas.DataFrame:
        """A row each row of the comparison. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of
        from dragoman.present.comparison import comparison_rows

        return frame_of(comparison_rows(self))

    def _repr_html_(self) -> str:
        from dragoman.present.comparison import comparison_sheet
        from dragoman.present.sheet import sheet_html

        return sheet_html(comparison_sheet(self, load_topics().labels))


def compare_documents(
    selection: Selection,
    left: Sequence[str],
    right: Sequence[str],
    codebook: Path | None = None,
    look_up: LookUp | None = None,
    names: tuple[str, str] | None = None,
    notes: Sequence[str] = (),
) -> TwoSides:
    """Documents of two sides. names: what the sides are called; else by publisher, or by document.

    Raises LookupError for a document that is not in the selection, ValueError where both sides have the same one.
    """
    sides = [[_reading(selection, d) for d in documents] for documents in (left, right)]
    if shared := {r.document for r in sides[0]} & {r.document for r in sides[1]}:
        raise ValueError(f"{', '.join(sorted(shared))} stands on both sides; name two documents.")
    by_document: dict[str, list[Claim]] = {}
    for claim in selection.claims:
        by_document.setdefault(claim.document, []).append(claim)
    points = [
        [p for r in side for p in _points(selection, r, by_document.get(r.document, ()), codebook, look_up)]
        for side in sides
    ]
    called = names or _called(sides)
    rows = rows_of_points(points[0], points[1], knowledge(codebook))
    silent = [
        f"{name}: its text puts nothing on record that could be compared."
        for name, side, readings in zip(called, points, sides)
        if readings and not side
    ]
    return TwoSides(
        called[0],
        called[1],
        (tuple(sides[0]), tuple(sides[1])),
        rows,
        weights_of([p.point for p in points[0]], [p.point for p in points[1]]),
        {r.document: selection.texts[r.text_id] for side in sides for r in side},
        (*notes, *silent),
    )


def _reading(selection: Selection, document: str) -> Reading:
    found = [r for r in selection.readings if r.document == document]
    found = found or [r for r in selection.readings if r.document.startswith(document)]
    if len({r.document for r in found}) > 1:
        raise LookupError(f"{document!r} begins the ids of {len(found)} documents; give more of it.")
    if not found:
        raise LookupError(f"There is no document {document!r}; `dragoman export LEDGER --format documents` lists them.")
    return found[0]


def _points(
    selection: Selection, reading: Reading, claims: Sequence[Claim], codebook: Path | None, look_up: LookUp | None
) -> list[Pointed]:
    text = selection.texts[reading.text_id]
    found = points_of(reading.document, text, claims, codebook, look_up)
    aside = selection.set_aside.get(reading.document, ())
    title = len(reading.title or "") if reading.title and text.startswith(reading.title + "\n") else 0
    return [
        p for p in found if p.point.span.start >= title and not any(s.span.overlaps(p.point.span) for s in aside)
    ]  # fmt: skip


def _called(sides: Sequence[Sequence[Reading]]) -> tuple[str, str]:
    one, other = (side[0].publisher or side[0].document if side else "nobody" for side in sides)
    return (one, other) if one != other else (sides[0][0].document, sides[1][0].document)


def compare_meeting(
    selection: Selection,
    between: tuple[str, str],
    on: str | None = None,
    codebook: Path | None = None,
    look_up: LookUp | None = None,
    names: tuple[str, str] | None = None,
) -> TwoSides:
    """All reports of one meeting of two countries, by the side whose body publishes them.

    on: its day; else the last one that both sides report, or any of them. Raises LookupError where no report tells of a meeting.
    """
    home = homes(selection, codebook)
    days = _meetings(selection, between)
    if on is not None:
        days = {on: found} if (found := _reports_on(days, selection, on)) else {}
    if not days:
        when = f" on {on}" if on else ""
        raise LookupError(
            f"No report tells of a meeting of {between[0]} and {between[1]}{when}; `dragoman timeline` shows what there is."
        )
    sided = {
        day: [[d for d in documents if home.get(d) == code] for code in between] for day, documents in days.items()
    }
    day = max(sided, key=lambda d: (sum(map(bool, sided[d])), d))
    called = names or between
    notes = [f"Reports of the meeting on {day}, by the side that publishes them."]
    silent = [name for name, documents in zip(called, sided[day]) if not documents]
    notes += [f"{name}: no report of its own; all that the other side tells stands alone." for name in silent]
    others = [d for d in days[day] if home.get(d) not in between]
    notes += (
        [
            f"{'One other report is' if len(others) == 1 else f'{len(others)} other reports are'} of neither side and left out: "
            f"{', '.join(others[:5])}{' and others' if len(others) > 5 else ''}."
        ]
        if others
        else []
    )
    left, right = (_fullest(selection, documents) for documents in sided[day])
    return compare_documents(selection, left, right, codebook, look_up, called, notes)


def homes(selection: Selection, codebook: Path | None) -> dict[str, str]:
    """Document → the state whose body publishes it."""
    tables = load_tables(Folder(codebook))
    found = {r.document: origin_of(r, tables.actors, tables.offices).home for r in selection.readings}
    return {document: home.code for document, home in found.items() if home is not None}


def _meetings(selection: Selection, between: tuple[str, str]) -> dict[str, list[str]]:
    """Day → documents with a claim that the two met on it."""
    found: dict[str, list[str]] = {}
    for claim in selection.claims:
        parties = {p.code for p in (*claim.actor, *claim.recipient)}
        real = not {"negation", "future", "hypothetical", "historical"} & set(claim.aux)
        if (
            claim.event_type == MEETING
            and real
            and set(between) <= parties
            and claim.when.first
            and claim.when.first == claim.when.last
        ):
            documents = found.setdefault(claim.when.first, [])
            if claim.document not in documents:
                documents.append(claim.document)
    return found


def _reports_on(days: dict[str, list[str]], selection: Selection, on: str) -> list[str]:
    """Documents that date the meeting on the day, or that were published within AFTER days and date it by their own day."""
    last = (date.fromisoformat(on) + timedelta(days=AFTER)).isoformat()
    near = {d: documents for d, documents in days.items() if on <= d <= last}
    published = {r.document: (r.published or "")[:10] for r in selection.readings}
    found = [x for d, documents in sorted(near.items()) for x in documents if d == on or d == published.get(x)]
    return list(dict.fromkeys(found))


def _fullest(selection: Selection, documents: Sequence[str]) -> list[str]:
    """The documents, of copies and versions of a story only the one that says most."""
    stories = [selection.stories.get(d, d) for d in documents]
    fullest = (selection.fullest.get(s, s) for s in dict.fromkeys(stories))
    return [d if d in documents else documents[stories.index(s)] for d, s in zip(fullest, dict.fromkeys(stories))]
