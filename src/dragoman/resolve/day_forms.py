"""From the keys of one expression to the stretch of days that it names, form by form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.resolve.day_calendar import (
    Day,
    Stretch,
    century,
    day_text,
    decade,
    easter,
    is_day,
    months_of,
    months_on,
    nth_weekday,
    one_day,
    shifted,
    week_of,
    weekday_of,
    weekend_of,
    whole_month,
    whole_year,
    year_text,
)
from dragoman.resolve.day_cut import part_of
from dragoman.resolve.day_frame import Frame, Keys, season_of, unknown_year, weekday_near, yearly

_UNIT_MARKS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W",
               "quarter": "M", "hour": "TH", "minute": "TM", "second": "TS", "weekend": "WE", "millennium": "ML"}  # fmt: skip
_UNIT_SIZE = {"fortnight": 2, "quarter": 3}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Days (or null), the TIMEX3 value, whether the words alone gave the days, and the candidates when none was set.

    backwards: both ends of a range are known, and the second lies before the first.
    """

    stretch: Stretch | None = None
    timex: str | None = None
    stated: bool = False
    choices: tuple[Stretch, ...] = ()
    backwards: bool = False


def reckon(keys: Keys, frame: Frame) -> Reckoned:
    """What the keys mean in a frame. Never raises; what is no day (31 February) stays null."""
    if any(k.startswith("from.") for k in keys):
        return _range(keys, frame)
    if "ref" in keys:
        return Reckoned(timex=str(keys["ref"]))
    if "same" in keys:
        return Reckoned()
    if "way" in keys and "unit" in keys:
        return _counted(keys, frame)
    if "set" in keys and "unit" not in keys:
        return Reckoned(timex=unknown_year(keys))
    if "often" in keys:
        return Reckoned(timex=str(keys["often"]))
    if "unit" in keys and "offset" not in keys:
        return Reckoned(timex=duration(keys))
    return _calendar(keys, frame)


def duration(keys: Keys) -> str:
    """The TIMEX3 value of a length of time: P8M, PXY, PT3H."""
    unit = str(keys["unit"])
    mark = _UNIT_MARKS.get(unit, "X")
    number = amount(keys)
    text = "X" if number is None else f"{number * _UNIT_SIZE.get(unit, 1):g}"
    return f"PT{text}{mark[1:]}" if mark.startswith("T") else f"P{text}{mark}"


def amount(keys: Keys) -> float | None:
    """The number of units, or null when it is vague."""
    if "vague" in keys or "n" not in keys:
        return None if "vague" in keys else 1.0
    number = float(int(keys["n"]) + int(keys.get("n_more", 0))) * int(keys.get("times", 1))
    return number + (0.5 if "half" in keys else 0.0) + int(keys.get("tenths", 0)) / 10


def moved(day: Day, unit: str, count: float) -> Day:
    """The day so many units later (or earlier); parts of a month or year are counted in months and days."""
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return shifted(months_on(day, int(months)), round((months - int(months)) * 30))
    return shifted(day, round(count * _DAYS.get(unit, 0)))


def unit_around(unit: str, day: Day, grain_only: bool = False) -> Stretch:
    """The calendar unit that holds the day."""
    year, month, _ = day
    if unit in {"week", "fortnight"}:
        return week_of(day)
    if unit == "weekend":
        return weekend_of(day)
    if unit == "month":
        return whole_month(year, month)
    if unit == "quarter":
        number = (month - 1) // 3 + 1
        return months_of(year, number * 3 - 2, 3, "quarter", f"Q{number}")
    if unit == "year":
        return whole_year(year)
    if unit == "decade":
        return decade(year)
    if unit in {"century", "millennium"}:
        number = -(-abs(year) // 100)
        return century(number if year > 0 else -number)
    return one_day(day)


def _counted(keys: Keys, frame: Frame) -> Reckoned:
    """ "two weeks ago", "three days later", "the past few months", "in eight months"."""
    way, unit, number = str(keys["way"]), str(keys["unit"]), amount(keys)
    if way in {"ago", "on", "earlier", "later"}:
        return _at_distance(way, unit, number, frame)
    if way in {"after", "before"}:
        point = reckon({k: v for k, v in keys.items() if k not in {"way", "unit", "n", "n_more", "half"}}, frame)
        if point.stretch is None or number is None:
            return Reckoned(timex="XXXX-XX-XX")
        reached = moved(point.stretch.first, unit, number if way == "after" else -number)
        stretch = _no_finer(unit_around(unit, reached), point.stretch, reached)
        return Reckoned(stretch, stretch.timex, point.stated)
    if way == "after_event":
        return Reckoned(timex="XXXX-XX-XX")
    return _reaching(way, unit, number, keys, frame)


def _reaching(way: str, unit: str, number: float | None, keys: Keys, frame: Frame) -> Reckoned:
    timex = duration(keys)
    if unit not in _MONTHS and unit not in _DAYS:
        return Reckoned(timex=timex)
    if way in {"past", "next"} and number is None:
        known = int(keys.get("vague_n", 0))
        if not known:
            return Reckoned(timex=_vague_ref(way, unit, keys))
        number = float(known)
    day = frame.published if not frame.narrative else None
    if day is None or number is None:
        return Reckoned(timex=timex)
    if way in {"past", "first_in"}:
        day = _told_on(unit, day, frame)
        return Reckoned(Stretch(moved(day, unit, -number), day, "span", timex), timex)
    if way == "next":
        return Reckoned(Stretch(day, moved(day, unit, number), "span", timex), timex)
    if way == "within" and frame.tense == "future":
        return Reckoned(Stretch(day, moved(day, unit, number), "span", timex), timex)
    if way == "in" and frame.tense == "future":
        stretch = unit_around(unit, moved(day, unit, number))
        return Reckoned(stretch, stretch.timex)
    return Reckoned(timex=timex)


def _told_on(unit: str, day: Day, frame: Frame) -> Day:
    """The day to which hours gone by reach: of those who tell of them, where a day stands just before ("said on Sunday that in the past 24 hours …")."""
    told = frame.anchor
    near = unit == "hour" and told is not None and told.grain == "day"
    return told.first if near and told is not None and shifted(day, -7) <= told.first <= day else day


def _vague_ref(way: str, unit: str, keys: Keys) -> str:
    return ("PAST_REF" if way == "past" else "FUTURE_REF") if keys.get("recent") else duration({**keys, "vague": 1})


def _at_distance(way: str, unit: str, number: float | None, frame: Frame) -> Reckoned:
    ahead = way in {"later", "on"}
    base = frame.base("" if way in {"ago", "on"} and not frame.history else "text")
    if number is None or (unit not in _MONTHS and unit not in _DAYS):
        return Reckoned(timex="FUTURE_REF" if ahead else "PAST_REF")
    if base is None:
        return Reckoned(timex="XXXX-XX-XX" if unit in _DAYS else "XXXX")
    # "a day earlier" than a year lies in it, as likely as not
    start = base.last if unit in _DAYS and not ahead else base.first
    reached = moved(start, unit, number if ahead else -number)
    stretch = _no_finer(unit_around(unit, reached), base, reached)
    return Reckoned(stretch, stretch.timex)


def _no_finer(stretch: Stretch, base: Stretch, reached: Day) -> Stretch:
    """A count from a month is known to the month, from a year to the year."""
    if base.grain in {"month", "year", "season", "decade"} and stretch.grain in {"day", "week", "month"}:
        if base.grain == "month":
            return whole_month(reached[0], reached[1])
        return whole_year(reached[0])
    return stretch


def _range(keys: Keys, frame: Frame) -> Reckoned:
    """Both ends; what one end leaves out (month, year, era) it takes from the other."""
    start = {k[5:]: v for k, v in keys.items() if k.startswith("from.")}
    end = {k[3:]: v for k, v in keys.items() if k.startswith("to.")}
    start, end = _completed(start, end)
    if start.keys() & end.keys() >= {"weekday"} and "month" not in end:
        return _weekdays(start, int(end["weekday"]), frame)
    to = reckon(end, frame)
    inner = frame
    if to.stretch is not None and "year" not in start and ("month" in start or "day" in start):
        start = {**start, "year": abs(to.stretch.first[0]), **({"era": "BC"} if to.stretch.first[0] < 0 else {})}
        reckoned = reckon(start, inner).stretch
        if reckoned and reckoned.first > to.stretch.last and "year" not in end:
            start["year"] = int(start["year"]) - 1
    since = reckon(start, inner)
    if since.stretch is None and to.stretch is not None and "weekday" in start and to.stretch.grain == "day":
        back = (weekday_of(to.stretch.first) - int(start["weekday"])) % 7
        since = Reckoned(one_day(shifted(to.stretch.first, -back)), stated=to.stated)
    if since.stretch is None or to.stretch is None or to.stretch.last < since.stretch.first:
        both = since.stretch is not None and to.stretch is not None
        return Reckoned(timex=None, choices=since.choices or to.choices, backwards=both)
    timex = f"{since.stretch.timex}/{to.stretch.timex}"
    stretch = Stretch(since.stretch.first, to.stretch.last, "span", timex)
    return Reckoned(stretch, timex, to.stated)


def _weekdays(start: dict[str, str | int], last: int, frame: Frame) -> Reckoned:
    """ "Wednesday through Friday": the second is the next such day after the first."""
    since = reckon(start, frame)
    if since.stretch is None:
        return Reckoned(choices=since.choices)
    first = since.stretch.first
    end = shifted(first, (last - weekday_of(first)) % 7)
    timex = f"{since.stretch.timex}/{day_text(end)}"
    return Reckoned(Stretch(first, end, "span", timex), timex)


def _completed(
    start: dict[str, str | int], end: dict[str, str | int]
) -> tuple[dict[str, str | int], dict[str, str | int]]:
    if "era" in end and "era" not in start and "year" in start:
        start = {**start, "era": end["era"]}
    if "yy" in end and "year" in start and "month" not in end:
        first = int(start["year"])
        end = {**{k: v for k, v in end.items() if k != "yy"}, "year": first // 100 * 100 + int(end["yy"])}
    if "day" in end and "month" not in end and "month" in start:
        end = {**{k: v for k, v in start.items() if k in {"month", "year", "era"}}, **end}
    if "day" in start and "month" not in start and "month" in end:
        start = {**start, "month": end["month"]}
    if "year" in start and "year" not in end and "month" in end and "unit" not in end:
        end = {**end, "year": start["year"]}
    return start, end


def _calendar(keys: Keys, frame: Frame) -> Reckoned:
    """A calendar unit, a part of it, a time on it."""
    named = _named(keys, frame)
    if named.stretch is None:
        told = named.timex or named.choices or "year" in keys
        return named if told else replace(named, timex=_time(unknown_year(keys), keys))
    stretch = part_of(named.stretch, keys, frame)
    if stretch is None:
        return Reckoned(timex=named.timex)
    timex = stretch.timex
    if stretch.grain == "day":
        timex = _time(timex, keys)
    return Reckoned(replace(stretch, timex=timex), timex, named.stated)


def _time(timex: str, keys: Keys) -> str:
    timex = timex.partition("T")[0] if keys.keys() & {"clock", "hhmm", "hour"} else timex
    if "clock" in keys:
        return f"{timex}T{keys['clock']}{keys.get('zone', '')}"
    if "hhmm" in keys:
        return f"{timex}T{int(keys['hhmm']) // 100:02d}:{int(keys['hhmm']) % 100:02d}{keys.get('zone', '')}"
    if "hour" in keys:
        hour = int(keys["hour"])
        if keys.get("half_day") == "PM" and hour < 12:
            hour += 12
        elif keys.get("half_day") == "AM" and hour == 12:
            hour = 0
        return f"{timex}T{hour:02d}:{int(keys.get('minute', 0)):02d}{keys.get('zone', '')}"
    return f"{timex}T{keys['daypart']}" if "daypart" in keys and "T" not in timex else timex


def _named(keys: Keys, frame: Frame) -> Reckoned:
    """The calendar unit that the keys name, before parts and times of day."""
    if "a" in keys and "b" in keys:
        return _numeric(keys, frame)
    if "fiscal" in keys:
        return _fiscal(keys, frame)
    if "decade_year" in keys or "yy_decade" in keys or "decade_word" in keys:
        return _decade(keys, frame)
    if "century" in keys or "century_twenties" in keys:
        number = int(keys.get("century", 0)) or 20 + int(keys.get("century_twenties", 0))
        stretch = century(-number if keys.get("era") == "BC" else number)
        return Reckoned(stretch, stretch.timex, True)
    year = _year(keys, frame)
    stated = year is not None and "offset" not in keys
    which = int(keys["which"]) if "which" in keys else None
    if any(k in keys for k in ("month", "season", "quarter", "half_of", "holiday")) and "nth" not in keys:
        return _in_year(keys, frame, year, which, stated)
    if "month" in keys or "season" in keys:
        return _in_year(keys, frame, year, which, stated)
    if "weekday" in keys and "nth" not in keys:
        return _weekday(keys, frame, which)
    if "weekend" in keys:
        return _weekend(keys, frame, which)
    if year is not None:
        stretch = whole_year(year)
        return Reckoned(stretch, stretch.timex, stated)
    if "unit" in keys:
        return _relative(keys, frame)
    if "day" in keys:
        return _bare_day(keys, frame)
    if "hour" in keys or "clock" in keys or "hhmm" in keys or "daypart" in keys:
        base = frame.anchor if frame.anchor is not None and frame.anchor.grain == "day" else frame.base("near")
        return Reckoned(base, base.timex) if base is not None and base.grain == "day" else Reckoned()
    return Reckoned()


def _year(keys: Keys, frame: Frame) -> int | None:
    """The year that the words give, or reckon ("May of last year"); null when they give none."""
    if "year" in keys:
        year = int(keys["year"])
        return -year if keys.get("era") == "BC" else year or None
    if "yy" in keys:
        near = frame.origin("near")
        return _full_year(int(keys["yy"]), near[0] if near else 2000)
    if keys.get("unit") == "year" and "offset" in keys and "part" not in keys:
        base = frame.base(str(keys.get("anchor", "")) or ("text" if frame.history else ""))
        return None if base is None else moved(base.first, "year", int(keys["offset"]))[0]
    return None


def _full_year(two: int, near: int) -> int:
    """The year with these last two digits that lies nearest, at most twenty years ahead."""
    return max((y for y in range(near - 99, near + 21) if y % 100 == two), key=lambda y: y <= near + 20, default=near)


def _numeric(keys: Keys, frame: Frame) -> Reckoned:
    """11/8/2022: month first or day first, as only one can be, as the text writes, or as only one is not to come."""
    a, b = int(keys["a"]), int(keys["b"])
    year = _year(keys, frame) or 0
    order = keys.get("order") or frame.order
    orders = {"mdy": (year, a, b), "dmy": (year, b, a)}
    found = [one_day(d) for name, d in orders.items() if is_day(*d) and (order is None or name == order)]
    found = found or [one_day(d) for d in orders.values() if is_day(*d)]
    unique = sorted(set(found), key=lambda s: s.first)
    if len(unique) == 2 and frame.published and frame.tense != "future":
        unique = [s for s in unique if s.first <= frame.published] or unique
    if len(unique) == 1:
        return Reckoned(unique[0], unique[0].timex, True)
    return Reckoned(timex=year_text(year) + "-XX-XX" if unique else None, choices=tuple(unique))


def _fiscal(keys: Keys, frame: Frame) -> Reckoned:
    year = _year({k: v for k, v in keys.items() if k != "part"}, frame)
    if year is None:
        return Reckoned(timex="FYXXXX")
    timex = f"FY{year:04d}"
    if "fiscal_month" not in keys:
        return Reckoned(timex=timex)
    first = (year + int(keys["fiscal_shift"]), int(keys["fiscal_month"]), 1)
    return Reckoned(Stretch(first, shifted(months_on(first, 12), -1), "fiscal", timex), timex, "year" in keys)


def _decade(keys: Keys, frame: Frame) -> Reckoned:
    if "decade_year" in keys:
        number = int(keys["decade_year"])
        if number % 10:
            return Reckoned()
        stretch = decade(-number if keys.get("era") == "BC" else number)
        if number % 100 == 0 and number >= 1000 and keys.get("era") != "BC" and number < 2000:
            stretch = Stretch((number, 1, 1), (number + 99, 12, 31), "century", f"{number // 100:02d}")
        return Reckoned(stretch, stretch.timex, True)
    near = frame.origin("near")
    two = int(keys["yy_decade"]) if "yy_decade" in keys else int(keys["decade_word"]) * 10
    if two % 10:
        return Reckoned()
    if near is None:
        stretch = decade(1900 + two)
    else:
        stretch = decade(max(y for y in range(near[0] // 10 * 10 - 90, near[0] // 10 * 10 + 1, 10) if y % 100 == two))
    return Reckoned(stretch, stretch.timex)


def _in_year(keys: Keys, frame: Frame, year: int | None, which: int | None, stated: bool) -> Reckoned:
    """A month, day, season, quarter, half or holiday: in the year that is given, or in the one that is meant."""
    story = keys.get("anchor") == "text"
    stretch = _made(keys, year) if year is not None else yearly(lambda y: _made(keys, y), frame, which, story)
    if stretch is None:
        return Reckoned(timex=unknown_year(keys) if year is None else None)
    if "shift" in keys:
        stretch = one_day(shifted(stretch.first, int(keys["shift"])))
    if "weekend" in keys:
        stretch = weekend_of(stretch.first)
    if "unit_of" in keys:
        stretch = week_of(stretch.first)
    return Reckoned(stretch, stretch.timex, stated)


def _made(keys: Keys, year: int) -> Stretch | None:
    """The unit of the keys in a year; null for a day that the year has not."""
    if "month" in keys:
        month = int(keys["month"])
        if ("day" in keys and "nth" not in keys) or "twenties" in keys:
            day = (year, month, int(keys.get("day", 0)) or 20 + int(keys.get("twenties", 20)))
            return one_day(day) if is_day(*day) else None
        return whole_month(year, month) if is_day(year, month, 1) else None
    if "season" in keys:
        return season_of(year, str(keys["season"]))
    if "quarter" in keys:
        number = int(keys["quarter"])
        return months_of(year, number * 3 - 2, 3, "quarter", f"Q{number}")
    if "half_of" in keys:
        number = int(keys["half_of"])
        return months_of(year, number * 6 - 5, 6, "half", f"H{number}")
    return _holiday(str(keys["holiday"]), year)


def _holiday(rule: str, year: int) -> Stretch | None:
    """A holiday by its rule: `12-25`, `easter -2`, `4th 4 11` (fourth Thursday of November), `after 1 4th 4 11`."""
    parts = rule.split()
    if parts[0] == "unknown" or not 1 < year < 9999:
        return None
    if parts[0] == "easter":
        return one_day(shifted(easter(year), int(parts[1])))
    if parts[0] == "after":
        base = _holiday(" ".join(parts[2:]), year)
        return one_day(shifted(base.first, int(parts[1]))) if base else None
    if len(parts) == 3:
        nth = -1 if parts[0] == "last" else int(parts[0][0])
        day = nth_weekday(year, int(parts[2]), int(parts[1]), nth)
        return one_day(day) if day else None
    month, number = (int(p) for p in rule.split("-"))
    return one_day((year, month, number)) if is_day(year, month, number) else None


def _weekday(keys: Keys, frame: Frame, which: int | None) -> Reckoned:
    weekday = int(keys["weekday"])
    if keys.get("unit") == "week":
        week = _relative({k: v for k, v in keys.items() if k != "weekday"}, frame).stretch
        return _or_unknown(one_day(shifted(week_of(week.last).first, weekday - 1)) if week else None, keys)
    if "weeks_on" in keys and frame.published:
        ahead = (weekday - weekday_of(frame.published)) % 7
        return _or_unknown(one_day(shifted(frame.published, ahead + 7)), keys)
    if keys.get("anchor") == "text" and which is not None:
        base = frame.base("text")
        if base is None or base.grain != "day":
            return Reckoned(timex=unknown_year(keys))
        step = (weekday - weekday_of(base.first)) % 7
        return _or_unknown(one_day(shifted(base.first, step if which >= 0 and step else step + 7 * which)), keys)
    stretch, choices = weekday_near(weekday, frame, which)
    return Reckoned(choices=choices, timex=unknown_year(keys)) if choices else _or_unknown(stretch, keys)


def _or_unknown(stretch: Stretch | None, keys: Keys) -> Reckoned:
    return Reckoned(stretch, stretch.timex) if stretch else Reckoned(timex=unknown_year(keys))


def _weekend(keys: Keys, frame: Frame, which: int | None) -> Reckoned:
    base = frame.base("text" if keys.get("anchor") == "text" else "near" if frame.narrative else "")
    if base is None or base.grain != "day":
        return Reckoned(timex="XXXX-WXX-WE")
    day = base.first
    here = weekend_of(day)
    inside = here.first <= day
    if which == -1:
        stretch = weekend_of(shifted(day, -7))
    elif which == 1:
        stretch = weekend_of(shifted(day, 7)) if inside else here
    elif inside or frame.tense in {"future", "present"} or (which == 0 and frame.tense != "past"):
        stretch = here
    else:
        stretch = weekend_of(shifted(day, -7))
    return Reckoned(stretch, stretch.timex)


def _relative(keys: Keys, frame: Frame) -> Reckoned:
    """ "last week", "this month", "the following day", "that year", "yesterday"."""
    unit, offset, kind = str(keys["unit"]), int(keys["offset"]), str(keys.get("anchor", ""))
    if unit == "day" and not kind and frame.narrative and frame.history:
        return Reckoned(timex="PRESENT_REF" if offset == 0 else "XXXX-XX-XX")
    base = frame.base(kind or ("text" if frame.history else ""))
    if base is None:
        return Reckoned(timex={"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX"))
    if unit == "day" and base.grain not in {"day", "week", "weekend"}:
        if base.grain == "month" and kind == "text":
            return Reckoned(timex=f"{base.timex}-XX")
        return Reckoned(timex="XXXX-XX-XX")
    day = base.last if kind == "text" and offset > 0 else base.first
    if unit == "week" and not kind:
        return _week(day, offset, frame)
    stretch = unit_around(unit, moved(day, unit, offset))
    if unit == "week" and base.grain != "day":
        return Reckoned(timex=f"{year_text(day[0])}-WXX")
    return Reckoned(stretch, stretch.timex)


def _week(day: Day, offset: int, frame: Frame) -> Reckoned:
    """Monday to Sunday; on a Sunday, "last week" is the seven days before it and "next week" begins on the morrow."""
    if weekday_of(day) == 7 and offset < 0:
        first = shifted(day, 7 * offset)
        week = Stretch(first, shifted(first, 6), "week", week_of(shifted(first, 1)).timex)
    elif weekday_of(day) == 7 and offset == 0 and frame.tense == "future":
        week = Stretch(day, shifted(day, 6), "week", week_of(shifted(day, 1)).timex)
    else:
        week = week_of(shifted(day, 7 * offset))
    return Reckoned(week, week.timex)


def _bare_day(keys: Keys, frame: Frame) -> Reckoned:
    """ "the 20th": of the month that the story is in, or the nearest in the direction of the tense."""
    number = int(keys["day"])
    if frame.narrative or frame.published is None:
        anchor = frame.anchor
        if anchor is None or anchor.grain not in {"day", "month"}:
            return Reckoned(timex=f"XXXX-XX-{number:02d}")
        named = (anchor.first[0], anchor.first[1], number)
        return Reckoned(one_day(named), day_text(named)) if is_day(*named) else Reckoned()
    start = frame.published
    months = [months_on((start[0], start[1], 1), n) for n in (-2, -1, 0, 1, 2)]
    days = [d for y, m, _ in months if is_day(*(d := (y, m, number)))]
    ahead, back = [d for d in days if d >= start], [d for d in days if d <= start]
    day = ahead[0] if frame.tense == "future" and ahead else back[-1] if back else None
    if day is None:
        return Reckoned()
    return Reckoned(one_day(day), day_text(day))
