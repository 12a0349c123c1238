"""Weeks, months, quarters and years: what period a day is in, and all periods of a stretch."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dragoman.records.panel import Period
from dragoman.records.when import When

STEPS = ("week", "month", "quarter", "year")
# Days of the longest period of a kind.
LONGEST = {"week": 7, "month": 31, "quarter": 92, "year": 366}


@lru_cache(maxsize=65536)
def period_of(day: str, step: str) -> Period:
    """The period that a day, `YYYY-MM-DD`, is in. step: one of `STEPS`; weeks are those of ISO 8601, Monday to Sunday."""
    at = date.fromisoformat(day)
    if step == "week":
        year, number, weekday = at.isocalendar()
        monday = at - timedelta(days=weekday - 1)
        return Period(f"{year}W{number:02}", monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    if step == "month":
        return Period(day[:7], f"{day[:7]}-01", _last_of(at.year, at.month))
    if step == "quarter":
        number = (at.month + 2) // 3
        first = f"{at.year:04}-{3 * number - 2:02}-01"
        return Period(f"{at.year:04}Q{number}", first, _last_of(at.year, 3 * number))
    return Period(f"{at.year:04}", f"{at.year:04}-01-01", f"{at.year:04}-12-31")


def periods(first: str, last: str, step: str) -> tuple[Period, ...]:
    """All periods from the one that `first` is in to the one that `last` is in, in order; none where `last` is earlier."""
    found: list[Period] = []
    day = first
    while day <= last or (found and found[-1].last < last):
        found.append(period_of(day, step))
        day = (date.fromisoformat(found[-1].last) + timedelta(days=1)).isoformat()
    return tuple(found)


def placed(when: When, step: str) -> Period | None:
    """The period of the first day; null for an unknown day, and for a stretch longer than any period of the kind."""
    if when.first is None or when.last is None:
        return None
    days = (date.fromisoformat(when.last) - date.fromisoformat(when.first)).days + 1
    return period_of(when.first, step) if days <= LONGEST[step] else None


def _last_of(year: int, month: int) -> str:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()
