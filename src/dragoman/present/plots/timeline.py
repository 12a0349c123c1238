"""The timeline strip: a dot an event, in four lanes by PLOVER's quad classes, as large as reports tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.present.days import day_words, one_day
from dragoman.present.plots.picture import LETTERS, WIDTH, Days, Drawing, Picture, placed_left
from dragoman.records.answers import TimelineRow

LANES = (
    (2, "material cooperation", "#1b7837"),
    (1, "verbal cooperation", "#5aae61"),
    (3, "verbal conflict", "#d6604d"),
    (4, "material conflict", "#9b1d20"),
)
LEAST = 2
_LEFT, _RIGHT, _TOP, _LANE, _COLUMN = 10, WIDTH - 10, 30, 62, 7


def draw_timeline(rows: Iterable[TimelineRow], quads: Mapping[str, int], title: str) -> Drawing:
    """rows: events; those count that are told as plain fact and have a day. quads: PLOVER type → class, 1–4.

    An event of a stretch of days stands at the middle of it.
    """
    held = [r for r in rows if r.lead.event_type in quads and not r.aux]
    dated = [r for r in held if r.when.first and r.when.last]
    name = f"{title}: events by day"
    if len(dated) < LEAST:
        undated = f", and {len(held) - len(dated)} of an unknown day" if len(held) > len(dated) else ""
        return Drawing("timeline", name, None, f"No timeline is drawn: {_count(len(dated))} of a known day{undated}.")
    days = Days(min(_first(r) for r in dated), max(r.when.last or "" for r in dated), _LEFT + 6, _RIGHT - 6)
    picture = Picture(_TOP + 4 * _LANE + 28, name)
    foot = _TOP + 4 * _LANE
    for x, words in days.ticks(5):
        picture.line((x, _TOP), (x, foot))
        picture.text(placed_left(x, words), foot + 18, words)
    for n, (quad, label, colour) in enumerate(LANES):
        lane = [r for r in dated if quads[r.lead.event_type or ""] == quad]
        _lane(picture, lane, days, _TOP + n * _LANE, f"{label} ({len(lane)})", colour)
    first, last = (one_day(day) for day in (min(_first(r) for r in dated), max(r.when.last or "" for r in dated)))
    reports = max(r.documents for r in dated)
    words = f"{_count(len(dated))} from {first} to {last}; the larger a dot, the more reports tell the event (at most {reports})."
    return Drawing("timeline", name, picture.svg(), words)


def _lane(picture: Picture, rows: Sequence[TimelineRow], days: Days, top: float, label: str, colour: str) -> None:
    """One lane: dots of one column stand on each other, closer where there are many."""
    foot = top + _LANE
    picture.line((_LEFT, foot), (_RIGHT, foot))
    columns: dict[int, list[tuple[float, TimelineRow]]] = defaultdict(list)
    for row in rows:
        x = (days.x(row.when.first or "") + days.x(row.when.last or "", 1)) / 2
        columns[int(x // _COLUMN)].append((x, row))
    for found in columns.values():
        step = min(6.5, (_LANE - 24) / max(len(found) - 1, 1))
        for n, (x, row) in enumerate(found):
            says = f"{day_words(row.when)}: {row.lead.event_type}: {row.lead.evidence.text}"
            picture.dot(x, foot - 6 - n * step, min(2.4 + 0.8 * row.documents, 5.5), colour, says, 0.8)
    picture.rect(_LEFT, top + 4, 11, 11, colour)
    picture.text(_LEFT + 17, top + LETTERS + 1, label, bold=True, size=LETTERS - 1)


def _first(row: TimelineRow) -> str:
    return row.when.first or ""


def _count(n: int) -> str:
    return f"{n} event{'' if n == 1 else 's'}"
