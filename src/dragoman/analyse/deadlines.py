"""Deadlines: the days that words of a promise set for its deed, read from the day on which it was made."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.codebook.commitments import CommitmentWords
from dragoman.records.when import When

_Days = tuple[date, date] | None
_LIMIT = re.compile(r"^(?:by|before|until)\b|\b(?:by|before|until|no later than) $")
_DAYS_IN = {"day": 1, "week": 7}


def deadline(sentence: str, from_place: int, offset: int, made: str | None, words: CommitmentWords) -> When | None:
    """The days that a sentence sets for a deed, or null: those told behind `from_place` first, then those before it.

    offset: place of the sentence in its text. made: `YYYY-MM-DD`, when it was said; without it only full dates are read. The last day is the
    deadline. Days that lie before `made` are none.
    """
    low = sentence.lower()
    found: list[tuple[bool, int, When]] = []
    for form in words.deadlines:
        for match in form.pattern.finditer(low):
            if words.past.search(low[from_place : match.start()]):
                continue
            days = _read(form.reading, match, date.fromisoformat(made) if made else None, words)
            if days is not None and form.reading in ("month", "year") and re.match("before (?!the end)", match[0]):
                days = _before(days, form.reading)
            if days is None or (made is not None and days[1].isoformat() < made):
                continue
            limit = _LIMIT.search(match[0]) or _LIMIT.search(low[: match.start()][-16:])
            first = made if limit and made else days[0].isoformat()
            when = When(min(first, days[1].isoformat()), days[1].isoformat(), _basis(match), sentence[match.start() : match.end()],
                        offset + match.start(), offset + match.end())  # fmt: skip
            found.append((match.start() < from_place, match.start(), when))
        if any(not before for before, _, _ in found):
            break
    return min(found, key=lambda one: one[:2])[2] if found else None


def _before(days: tuple[date, date], reading: str) -> _Days:
    """What "before March" or "before 2025" leaves: all that lies ahead of it."""
    opening = days[1].replace(day=1) if reading == "month" else days[1].replace(month=1, day=1)
    last = opening - timedelta(days=1)
    return min(days[0], last), last


def _basis(match: re.Match[str]) -> str:
    return "stated" if match.groupdict().get("y") and match.groupdict().get("d") else "reckoned"


def _read(reading: str, match: re.Match[str], made: date | None, words: CommitmentWords) -> _Days:
    groups = {k: v for k, v in match.groupdict().items() if v}
    if made is None and "y" not in groups:
        return None
    try:
        return _READERS[reading](groups, made or date(int(groups["y"]), 1, 1), words)
    except ValueError:
        return None


def _year(groups: dict[str, str], made: date, month: int, day: int = 31) -> int:
    """The year told, or the one in which the month next ends."""
    if "y" in groups:
        return int(groups["y"])
    return made.year + ((month, day) < (made.month, made.day))


def _day(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    month = words.months.index(groups["m"]) + 1
    last = date(_year(groups, made, month, int(groups["d"])), month, int(groups["d"]))
    # A day without a year that is over half a year ahead is more likely in the past.
    if "y" not in groups and (last - made).days > 180:
        return None
    return (last.replace(day=int(groups["d1"])) if "d1" in groups else last), last


def _month(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    month = words.months.index(groups["m"]) + 1
    year = _year(groups, made, month)
    if "y" not in groups and (year - made.year) * 12 + month - made.month > 9:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _ends(unit: str, made: date) -> _Days:
    if unit == "week":
        return made, made + timedelta(days=6 - made.weekday())
    if unit == "month":
        return made, made.replace(day=monthrange(made.year, made.month)[1])
    if unit == "quarter":
        month = (made.month + 2) // 3 * 3
        return made, made.replace(month=month, day=monthrange(made.year, month)[1])
    year = made.year // 10 * 10 + 9 if unit == "decade" else made.year
    return made, date(year, 12, 31)


def _end(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    return _ends(groups["unit"], made)


def _next(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    ends = _ends(groups["unit"], made)
    assert ends is not None
    first = ends[1] + timedelta(days=1)
    last = _ends(groups["unit"], first)
    return last and (first, last[1])


def _within(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    told = groups.get("n", "1")
    n = int(told) if told.isdigit() else words.numbers[told]
    unit = groups["unit"]
    if unit in _DAYS_IN:
        return made, made + timedelta(days=n * _DAYS_IN[unit])
    months = made.month - 1 + n * (12 if unit == "year" else 1)
    year, month = made.year + months // 12, months % 12 + 1
    return made, date(year, month, min(made.day, monthrange(year, month)[1]))


def _of_year(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    return max(made, date(int(groups["y"]), 1, 1)), date(int(groups["y"]), 12, 31)


def _season(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    first, last = words.seasons[groups["s"]]
    year = int(groups["y"]) if "y" in groups else made.year + ("next" in groups)
    over = year + (last < first)
    if "y" not in groups and (over, last) < (made.year, made.month):
        year, over = year + 1, over + 1
    return date(year, first, 1), date(over, last, monthrange(over, last)[1])


def _tomorrow(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    return made + timedelta(days=1), made + timedelta(days=1)


def _weekday(groups: dict[str, str], made: date, words: CommitmentWords) -> _Days:
    ahead = (words.weekdays.index(groups["w"]) - made.weekday()) % 7 or 7
    return made + timedelta(days=ahead), made + timedelta(days=ahead)


_READERS: dict[str, Callable[[dict[str, str], date, CommitmentWords], _Days]] = {
    "day": _day, "days": _day, "month": _month, "end": _end, "next": _next, "within": _within, "year": _of_year,
    "season": _season, "tomorrow": _tomorrow, "weekday": _weekday,
}  # fmt: skip
