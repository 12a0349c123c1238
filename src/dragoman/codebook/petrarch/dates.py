"""Days of a dictionary's restrictions, and which code counts on which day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

_DAY = r"(\d{8}|\d{6})"
_BEFORE = re.compile(rf"<{_DAY}")
_AFTER = re.compile(rf">{_DAY}")
_BETWEEN = re.compile(rf"{_DAY}[-–]{_DAY}")
_TURN = 30  # years of two digits up to here are of this century, as PETRARCH reads them
_ONE = timedelta(days=1)
FIRST, LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class Restriction:
    """A code with the days for which it counts, both inclusive and null where open; with neither it is the code for all other days."""

    code: str
    start: date | None
    end: date | None
    line: int

    @property
    def dated(self) -> bool:
        """Whether it holds for some days only."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both inclusive, on which one restriction's code counts; null where open."""

    of: Restriction
    start: date | None
    end: date | None


def days_of(words: str) -> tuple[date | None, date | None]:
    """First and last day of `<010101`, `>010101`, `970101-010101` (YYMMDD or YYYYMMDD), both inclusive.

    Raises ValueError, saying what is wrong, where the words are no such days.
    """
    told = "".join(words.split())
    if found := _BEFORE.fullmatch(told):
        return None, _day(found[1])
    if found := _AFTER.fullmatch(told):
        return _day(found[1]), None
    if found := _BETWEEN.fullmatch(told):
        start, end = _day(found[1]), _day(found[2])
        if start > end:
            raise ValueError(f"{found[2]} is before {found[1]}")
        return start, end
    raise ValueError(f"{words!r} is no range of days")


def _day(digits: str) -> date:
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _TURN else "19") + digits
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise ValueError(f"{digits} is no day of the calendar") from None


def stretches(restrictions: Iterable[Restriction]) -> list[Stretch]:
    """Which code counts when, oldest first and without overlaps: the shortest range that holds the day, of equal ones the first;
    on days in no range the first code that has none. This is how UniversalPETRARCH chooses (`check_date`).
    """
    told = list(restrictions)
    ranked = sorted((r for r in told if r.dated), key=_length) + [r for r in told if not r.dated][:1]
    borders = {FIRST} | {r.start for r in ranked if r.start} | {_after(r.end) for r in ranked if r.end}
    found: list[Stretch] = []
    starts = sorted(day for day in borders if day)
    for start, following in zip(starts, [*starts[1:], None]):
        last = following - _ONE if following else LAST
        chosen = next((r for r in ranked if (r.start or FIRST) <= start and last <= (r.end or LAST)), None)
        if chosen is None:
            continue
        first, end = (None if start == FIRST else start), (None if last == LAST else last)
        if found and found[-1].of.code == chosen.code and found[-1].end and _after(found[-1].end) == start:
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(Stretch(chosen, first, end))
    return found


def _length(restriction: Restriction) -> int:
    return ((restriction.end or LAST) - (restriction.start or FIRST)).days


def _after(day: date | None) -> date | None:
    return day + _ONE if day and day < LAST else None
