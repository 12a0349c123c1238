"""Parts of a calendar stretch: early, mid, late; the last week of; the second half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.resolve.day_calendar import (
    Day,
    Stretch,
    month_length,
    months_on,
    nth_weekday,
    one_day,
    shifted,
    whole_month,
    whole_year,
)
from dragoman.resolve.day_frame import Frame, Keys


def part_of(whole: Stretch, keys: Keys, frame: Frame) -> Stretch | None:
    """The part that the keys name of a stretch, or the stretch itself; null for one that it has not (a 5th Friday).

    The TIMEX3 value stays that of the whole, as TIMEX3 puts parts in `mod`; a day or a month in it has its own.
    """
    if "weekday" in keys and "nth" in keys and whole.grain == "month":
        day = nth_weekday(whole.first[0], whole.first[1], int(keys["weekday"]), int(keys["nth"]))
        return one_day(day) if day else None
    if "unit_nth" in keys and "nth" in keys:
        return _nth(whole, keys)
    if "half_of" in keys and whole.grain in {"month", "decade", "century"}:
        return _third(whole, int(keys["half_of"]) - 1, 2)
    part = keys.get("part")
    if part in {"BEFORE", "AFTER"}:
        return _side(whole, str(part), frame, keys)
    if part is None or part == "REST" or whole.grain == "day":
        return whole
    return _third(whole, {"START": 0, "MID": 1, "END": 2}[str(part)], 3)


def _third(whole: Stretch, index: int, of: int) -> Stretch:
    """One of two or three equal parts, in whole months where the stretch has that many, else in days."""
    if whole.grain in {"decade", "century"}:
        years = whole.last[0] - whole.first[0] + 1
        first_year, next_year = (whole.first[0] + years * i // of for i in (index, index + 1))
        return replace(whole, first=(first_year, 1, 1), last=(next_year - 1, 12, 31), grain="span")
    months = (whole.last[0] - whole.first[0]) * 12 + whole.last[1] - whole.first[1] + 1
    if months % of == 0 and whole.first[2] == 1:
        first = months_on(whole.first, months // of * index)
        return replace(whole, first=first, last=shifted(months_on(first, months // of), -1), grain="span")
    if whole.grain == "month" and of == 3:
        year, month, _ = whole.first
        bounds = [(1, 10), (11, 20), (21, month_length(year, month))][index]
        return replace(whole, first=(year, month, bounds[0]), last=(year, month, bounds[1]), grain="span")
    length = _length(whole)
    if length < of:
        return whole
    first = shifted(whole.first, length * index // of)
    return replace(whole, first=first, last=shifted(whole.first, length * (index + 1) // of - 1), grain="span")


def _length(whole: Stretch) -> int:
    try:
        return (date(*whole.last) - date(*whole.first)).days + 1
    except ValueError:
        return (whole.last[0] - whole.first[0]) * 365 + (whole.last[1] - whole.first[1]) * 30 + whole.last[2]


def _side(whole: Stretch, part: str, frame: Frame, keys: Keys) -> Stretch:
    """ "earlier this month": up to publication; "later this month": from it on."""
    day: Day | None = frame.published if keys.get("anchor") != "text" and not frame.narrative else None
    if day is None or not whole.first <= day <= whole.last:
        return whole
    if part == "BEFORE":
        return replace(whole, last=day, grain="span")
    return replace(whole, first=day, grain="span")


def _nth(whole: Stretch, keys: Keys) -> Stretch | None:
    """The nth day, week, month, quarter or year of a stretch, or the first or last few."""
    unit, nth, count = str(keys["unit_nth"]), int(keys["nth"]), int(keys.get("n", 1))
    if unit in {"day", "days", "week", "fortnight"}:
        size = {"week": 7, "fortnight": 14}.get(unit, 1) * count
        if nth > 0:
            first = shifted(whole.first, size * (nth - 1))
            last = shifted(first, size - 1)
        else:
            first, last = shifted(whole.last, 1 - size), whole.last
        if not whole.first <= first <= last <= shifted(whole.last, 6):
            return None
        return one_day(first) if size == 1 else replace(whole, first=first, last=min(last, whole.last), grain="span")
    size = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 0) * count
    if not size:
        return whole
    if nth > 0:
        first = months_on(whole.first, size * (nth - 1))
    else:
        first = months_on((whole.last[0], whole.last[1], 1), 1 - size)
    last = shifted(months_on(first, size), -1)
    if not whole.first <= first <= last <= whole.last:
        return None
    if size == 1:
        return whole_month(first[0], first[1])
    return whole_year(first[0]) if size == 12 and first[1] == 1 else Stretch(first, last, "span", whole.timex)
