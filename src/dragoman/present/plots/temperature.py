"""The temperature: level with its 95 % interval, single events, turns, and the documents that name both beneath."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.present.plots.picture import LETTERS, WIDTH, Days, Drawing, Picture, placed_left
from dragoman.records.answers import TimelineRow
from dragoman.records.temperature import Degree, Temperature

LEAST = 2
_MANY = 1000  # events, above which dots that lie upon each other are drawn as one
_LEFT, _RIGHT, _TOP, _SCORES, _GAP, _DOCUMENTS, _FOOT = 34, WIDTH - 8, 34, 190, 26, 52, 24
_BAND, _LINE, _EVENT, _TURN, _BAR = "#7aa6d8", "#1f4e8c", "#6b6f76", "#b03030", "#9a9a9a"


def draw_temperature(made: Temperature, names: Mapping[str, str] | None = None) -> Drawing:
    """names: code → name. No picture where fewer than `LEAST` events lie in the periods."""
    called = [(names or {}).get(code, code) for code in made.between]
    name = f"{called[0]} and {called[1]} by {made.step}: conflict and cooperation"
    events = sum(len(d.events) for d in made.degrees)
    if events < LEAST:
        few = "one event lies" if events else "no event lies"
        return Drawing(
            "temperature", name, None, f"No temperature is drawn: {few} in the periods. {' '.join(made.notes)}"
        )
    picture = Picture(_TOP + _SCORES + _GAP + _DOCUMENTS + _FOOT, name)
    days = Days(made.degrees[0].period.first, made.degrees[-1].period.last, _LEFT, _RIGHT)
    _scale(picture, days)
    _bands(picture, made, days)
    _events(picture, made, days)
    _turns(picture, made, days)
    _documents(picture, made, days)
    level = (
        "the line is the smoothed level, the band its 95 % interval"
        if made.spread is not None
        else "too few for a level"
    )
    words = f"{events} events as dots by their PLOVER score, −10 conflict to 10 cooperation; {level}; bars: documents that name both."
    return Drawing("temperature", name, picture.svg(), words)


def _y(score: float) -> float:
    return _TOP + (10 - score) / 20 * _SCORES


def _middle(days: Days, degree: Degree) -> float:
    return (days.x(degree.period.first) + days.x(degree.period.last, 1)) / 2


def _scale(picture: Picture, days: Days) -> None:
    for score in (-10, -5, 0, 5, 10):
        picture.line((_LEFT, _y(score)), (_RIGHT, _y(score)), "ink" if score == 0 else "faint")
        picture.text(_LEFT - 5, _y(score) + 4, str(score).replace("-", "−"), anchor="end", size=LETTERS - 1)
    for x, words in days.ticks(5):
        picture.text(placed_left(x, words), picture.height - 7, words)


def _bands(picture: Picture, made: Temperature, days: Days) -> None:
    """The interval as an area and the level as a line over the periods that have one."""
    known = [
        (_middle(days, d), d.low, d.level, d.high)
        for d in made.degrees
        if d.low is not None and d.level is not None and d.high is not None
    ]
    if not known:
        return
    upper = [(x, _y(high)) for x, _, _, high in known]
    picture.area([*upper, *((x, _y(low)) for x, low, _, _ in reversed(known))], _BAND, 0.35)
    picture.path([(x, _y(level)) for x, _, level, _ in known], _LINE)


def _events(picture: Picture, made: Temperature, days: Days) -> None:
    """A dot an event; where there are very many, those that would lie upon each other are one, which says how many it stands for."""
    many = sum(len(degree.events) for degree in made.degrees) > _MANY
    at: dict[tuple[float, float, str], list[TimelineRow]] = {}
    for degree in made.degrees:
        for event in degree.events:
            x = days.x(event.when.first or degree.period.first)
            key = (round(x), made.scores[event.id], "") if many else (x, made.scores[event.id], event.id)
            at.setdefault(key, []).append(event)
    for (x, score, _), events in at.items():
        first, opacity = events[0], 0.25 + 0.6 * max(event.confidence for event in events)
        more = f" … and {len(events) - 1} more" if len(events) > 1 else ""
        says = f"{first.when.first} {first.lead.event_type} {score:+.1f}: {first.lead.evidence.text}{more}"
        picture.dot(x, _y(score), 2.6, _EVENT, says, min(opacity * (1 + 0.1 * (len(events) - 1)), 0.95))


def _turns(picture: Picture, made: Temperature, days: Days) -> None:
    for n, turn in enumerate(made.turns):
        x = days.x(turn.day)
        picture.line((x, _TOP), (x, _TOP + _SCORES), stroke=_TURN, dashed=True)
        anchor = "start" if x < WIDTH - 90 else "end"
        at = x + 3 if anchor == "start" else x - 3
        picture.text(at, _TOP + 12 + 14 * (n % 2), turn.day, anchor=anchor, fill=_TURN, size=LETTERS - 1)


def _documents(picture: Picture, made: Temperature, days: Days) -> None:
    """A bar a period, as high as documents name both; the highest fills the part."""
    most = max((d.covered.documents for d in made.degrees), default=0)
    foot = _TOP + _SCORES + _GAP + _DOCUMENTS
    picture.line((_LEFT, foot), (_RIGHT, foot), "ink")
    picture.text(
        _LEFT, foot - _DOCUMENTS - 4, f"documents that name both (at most {most} a {made.step})", size=LETTERS - 1
    )
    for degree in made.degrees:
        count = degree.covered.documents
        if count:
            x, end = days.x(degree.period.first), days.x(degree.period.last, 1)
            says = f"{degree.period.name}: {count} documents, {degree.covered.sources} sources"
            high = count / most * (_DOCUMENTS - 4)
            picture.rect(x, foot - high, max((end - x) * 0.9, 0.8), high, _BAR, says)
