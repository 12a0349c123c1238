"""Dates that cannot be: 31 February, a Friday that was a Tuesday, a range that ends before it begins."""

from __future__ import annotations

from dragoman.resolve.day_calendar import day_text, is_day, month_length, weekday_of
from dragoman.resolve.day_forms import Reckoned
from dragoman.resolve.day_frame import Keys

_LEAP = 2000
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def doubt_of(keys: Keys, reckoned: Reckoned) -> tuple[str, str] | None:
    """The code of a problem and its reason, where the words of an expression name a day that cannot be; else null."""
    for side in ("", "from.", "to."):
        end = {k[len(side) :]: v for k, v in keys.items() if k.startswith(side)}
        if _no_day(end):
            return "day.none", "there is no such day"
    if reckoned.backwards:
        return "day.contradictory", "it ends before it begins"
    stretch = reckoned.stretch
    if stretch is not None and stretch.grain == "day" and keys.keys() >= {"weekday", "month", "day"}:
        told, real = int(keys["weekday"]), weekday_of(stretch.first)
        if told != real and stretch.first[0] > 0 and not keys.keys() & {"nth", "shift"}:
            return "day.contradictory", f"{day_text(stretch.first)} was a {_WEEKDAYS[real - 1]}"
    return None


def _no_day(keys: Keys) -> bool:
    """Whether a day of a month is named that the month has not: 31 June in any year, 29 February in this one."""
    if "month" not in keys or "day" not in keys or "nth" in keys:
        return False
    month, day = int(keys["month"]), int(keys["day"])
    if not 1 <= month <= 12 or day > month_length(_LEAP, month):
        return True
    year = int(keys.get("year", 0))
    return 1 <= year <= 9999 and "era" not in keys and not is_day(year, month, day)
