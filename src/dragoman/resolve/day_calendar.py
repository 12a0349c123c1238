"""Arithmetic on days and stretches of days, also before Christ, where `datetime` ends."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

Day = tuple[int, int, int]  # year (−480 is 480 BC), month, day
_PROXY = 2001  # stands for a year that `datetime` cannot hold; not a leap year


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both inclusive, and the TIMEX3 value of the calendar unit that they are.

    grain: `day`, `week`, `weekend`, `month`, `season`, `quarter`, `half`, `year`, `decade`, `century` or `span`.
    """

    first: Day
    last: Day
    grain: str
    timex: str


def month_length(year: int, month: int) -> int:
    """Days of a month; a year outside 1–9999 has no leap day."""
    return monthrange(year if 1 <= year <= 9999 else _PROXY, month)[1]


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return year != 0 and abs(year) <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def shifted(day: Day, days: int) -> Day:
    """The day so many days later, or earlier."""
    year, month, number = day
    if 1 < year < 9999 and abs(days) < 3_000_000:
        try:
            moved = date(year, month, number) + timedelta(days)
            return moved.year, moved.month, moved.day
        except OverflowError:
            return day
    if abs(days) > 300_000:
        return day
    moved = date(_PROXY, month, min(number, month_length(_PROXY, month))) + timedelta(days)
    return _year(year, moved.year - _PROXY), moved.month, moved.day


def months_on(day: Day, months: int) -> Day:
    """The same number of day so many months later, or the month's last day."""
    year, month, number = day
    total = month - 1 + months
    year, month = _year(year, total // 12), total % 12 + 1
    return year, month, min(number, month_length(year, month))


def _year(year: int, offset: int) -> int:
    """The year so many years later; there is no year 0."""
    moved = year + offset
    if (year < 0 <= moved) or (year > 0 >= moved):
        moved += 1 if offset > 0 else -1
    return max(-9999, min(9999, moved))


def weekday_of(day: Day) -> int:
    """1 for Monday to 7; a year outside 1–9999 counts as one inside."""
    year = day[0] if 1 <= day[0] <= 9999 else _PROXY
    return date(year, day[1], min(day[2], month_length(year, day[1]))).isoweekday()


def year_text(year: int) -> str:
    """The year as TIMEX writes it: 0079, BC0480."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def day_text(day: Day) -> str:
    """`YYYY-MM-DD`, with BC before a year before Christ."""
    return f"{year_text(day[0])}-{day[1]:02d}-{day[2]:02d}"


def day_read(text: str | None) -> Day | None:
    """The day that the first ten characters say (after any BC), or null when it is none."""
    text = (text or "").strip()
    old = text.startswith("BC")
    parts = text[2:12].split("-") if old else text[:10].split("-")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    year, month, number = (int(p) for p in parts)
    day = (-year if old else year, month, number)
    return day if is_day(*day) else None


def one_day(day: Day) -> Stretch:
    """A single day."""
    return Stretch(day, day, "day", day_text(day))


def whole_month(year: int, month: int) -> Stretch:
    """A month."""
    return Stretch(
        (year, month, 1), (year, month, month_length(year, month)), "month", f"{year_text(year)}-{month:02d}"
    )


def whole_year(year: int) -> Stretch:
    """A year."""
    return Stretch((year, 1, 1), (year, 12, 31), "year", year_text(year))


def months_of(year: int, first: int, count: int, grain: str, mark: str) -> Stretch:
    """So many months from month `first` of the year: a season, quarter or half, written year-mark."""
    start = (year, first, 1)
    end = shifted(months_on(start, count), -1)
    return Stretch(start, end, grain, f"{year_text(year)}-{mark}")


def decade(first_year: int) -> Stretch:
    """Ten years from `first_year`; before Christ the decade counts backwards (470s BC: 479–470)."""
    if first_year < 0:
        top = -(-first_year // 10 * 10)
        return Stretch((top - 9, 1, 1), (min(top, -1), 12, 31), "decade", f"BC{-first_year // 10:03d}")
    first = max(first_year // 10 * 10, 1)
    return Stretch((first, 1, 1), (first_year // 10 * 10 + 9, 12, 31), "decade", f"{first_year // 10:03d}")


def century(number: int) -> Stretch:
    """The century so named: 19 is 1801–1900, written 18; −5 is 500–401 BC, written BC04."""
    if number < 0:
        return Stretch((number * 100, 1, 1), ((number + 1) * 100 - 1, 12, 31), "century", f"BC{-number - 1:02d}")
    return Stretch(((number - 1) * 100 + 1, 1, 1), (number * 100, 12, 31), "century", f"{number - 1:02d}")


def week_of(day: Day) -> Stretch:
    """Monday to Sunday around the day, written as an ISO week."""
    monday = shifted(day, 1 - weekday_of(day))
    return Stretch(monday, shifted(monday, 6), "week", _week_text(monday))


def weekend_of(day: Day) -> Stretch:
    """Saturday and Sunday of the ISO week around the day."""
    monday = shifted(day, 1 - weekday_of(day))
    return Stretch(shifted(monday, 5), shifted(monday, 6), "weekend", f"{_week_text(monday)}-WE")


def _week_text(monday: Day) -> str:
    if not 1 < monday[0] < 9999:
        return f"{year_text(monday[0])}-WXX"
    year, week, _ = date(*monday).isocalendar()
    return f"{year:04d}-W{week:02d}"


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    line = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * line) // 451
    total = h + line - 7 * m + 114
    return year, total // 31, total % 31 + 1


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> Day | None:
    """The nth (−1: last) such weekday of a month, or null when there is none."""
    length = month_length(year, month)
    days = [d for d in range(1, length + 1) if weekday_of((year, month, d)) == weekday]
    index = nth - 1 if nth > 0 else nth
    return (year, month, days[index]) if -len(days) <= index < len(days) else None
