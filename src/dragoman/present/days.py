"""Days in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dragoman.records.when import When

# Not calendar.month_name: that follows the locale.
_MONTHS = tuple(
    "January,February,March,April,May,June,July,August,September,October,November,December".split(",")  # noqa: SIM905
)


def day_words(when: When) -> str:
    """ "26 July 2024", "1–2 April 2023", "November 2022", "2019", "by 2 April 2023" (the day of the report), "day
    unknown".
    """
    if when.first is None or when.last is None:
        return "day unknown"
    words = span_words(date.fromisoformat(when.first), date.fromisoformat(when.last))
    return f"by {words}" if when.basis == "published" else words


def one_day(day: str) -> str:
    """A day as `YYYY-MM-DD` (or the start of a longer form) in words; other forms as they are."""
    try:
        return _day(date.fromisoformat(day[:10]))
    except ValueError:
        return day


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(first: date, last: date) -> str:
    """A stretch of days, inclusive, in the shortest exact words."""
    if first == last:
        return _day(first)
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if whole and first.year == last.year:
        return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"
