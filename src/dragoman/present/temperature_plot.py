"""A temperature as SVG: level with its interval, events, turns, and the documents that name both beneath."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from dragoman.records.temperature import Degree, Temperature

# Sizes in pixels: the picture, its edges, the scores' part and the documents' part below it.
_WIDTH, _LEFT, _RIGHT, _TOP, _SCORES, _GAP, _DOCUMENTS, _FOOT = 900, 46, 12, 34, 240, 14, 60, 24
_HEIGHT = _TOP + _SCORES + _GAP + _DOCUMENTS + _FOOT


def plot(made: Temperature) -> str:
    """The picture. Every mark has its words as title. Raises ValueError where there is no period to draw."""
    if not made.degrees:
        raise ValueError("there is no period to draw")
    axis = _Axis(made.degrees)
    one, other = made.between
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="18" font-size="13">{escape(f"{one} and {other} by {made.step}: conflict (−10) to cooperation (10)")}</text>',
        *_scale(axis),
        *_bands(made.degrees, axis),
        *_events(made, axis),
        *_turns(made, axis),
        *_documents(made.degrees, axis),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Axis:
    """Days to pixels from the left, scores to pixels from the top."""

    def __init__(self, degrees: tuple[Degree, ...]) -> None:
        self.first = date.fromisoformat(degrees[0].period.first).toordinal()
        self.last = date.fromisoformat(degrees[-1].period.last).toordinal() + 1

    def x(self, day: str, after: int = 0) -> float:
        """after: days to add."""
        share = (date.fromisoformat(day).toordinal() + after - self.first) / (self.last - self.first)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def middle(self, degree: Degree) -> float:
        """The middle of a period."""
        return round((self.x(degree.period.first) + self.x(degree.period.last, 1)) / 2, 1)

    def y(self, score: float) -> float:
        """A score's height."""
        return round(_TOP + (10 - score) / 20 * _SCORES, 1)


def _scale(axis: _Axis) -> Iterable[str]:
    for score in (-10, -5, 0, 5, 10):
        y, colour = axis.y(score), "#999" if score == 0 else "#e4e4e4"
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="{colour}"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{score}</text>'
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last - 1)
    years = range(first.year, last.year + 1)
    for year in years[:: max(1, len(years) // 12)]:
        x = axis.x(max(f"{year:04}-01-01", first.isoformat()))
        yield f'<text x="{x}" y="{_HEIGHT - 8}">{year if len(years) > 1 else first.isoformat()}</text>'


def _bands(degrees: tuple[Degree, ...], axis: _Axis) -> Iterable[str]:
    """The interval as an area and the level as a line over the periods that have one."""
    held = [(axis.middle(d), d.low, d.level, d.high) for d in degrees]
    known = [(x, low, level, high) for x, low, level, high in held if None not in (low, level, high)]
    if not known:
        return
    upper = [f"{x},{axis.y(high or 0)}" for x, _, _, high in known]
    lower = [f"{x},{axis.y(low or 0)}" for x, low, _, _ in reversed(known)]
    yield f'<polygon points="{" ".join(upper + lower)}" fill="#7aa6d8" fill-opacity="0.35"/>'
    line = " ".join(f"{x},{axis.y(level or 0)}" for x, _, level, _ in known)
    yield f'<polyline points="{line}" fill="none" stroke="#1f4e8c" stroke-width="1.8"/>'


def _events(made: Temperature, axis: _Axis) -> Iterable[str]:
    for degree in made.degrees:
        for event in degree.events:
            score = made.scores[event.id]
            words = escape(f"{event.when.first} {event.lead.event_type} {score:+.1f}: {event.lead.evidence.text}")
            x = axis.x(event.when.first or degree.period.first)
            opacity = round(0.25 + 0.6 * event.confidence, 2)
            yield f'<circle cx="{x}" cy="{axis.y(score)}" r="2.2" fill="#444" fill-opacity="{opacity}"><title>{words}</title></circle>'


def _turns(made: Temperature, axis: _Axis) -> Iterable[str]:
    for turn in made.turns:
        x, words = axis.x(turn.day), escape(f"{turn.day}: {turn.before:+.1f} to {turn.after:+.1f}, p = {turn.p:.3f}")
        yield f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{_TOP + _SCORES}" stroke="#b03030" stroke-dasharray="4 3"><title>{words}</title></line>'
        yield f'<text x="{x + 3}" y="{_TOP + 10}" fill="#b03030">{turn.day}</text>'


def _documents(degrees: tuple[Degree, ...], axis: _Axis) -> Iterable[str]:
    """A bar a period, as high as documents name both; the highest fills the part."""
    most = max((d.covered.documents for d in degrees), default=0)
    foot = _TOP + _SCORES + _GAP + _DOCUMENTS
    yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{foot}" y2="{foot}" stroke="#999"/>'
    yield f'<text x="{_LEFT - 6}" y="{foot - _DOCUMENTS + 10}" text-anchor="end">{most}</text>'
    yield f'<text x="{_LEFT + 4}" y="{foot - _DOCUMENTS + 10}" fill="#666">documents that name both</text>'
    for degree in degrees:
        count = degree.covered.documents
        if count:
            high = round(count / most * (_DOCUMENTS - 14), 1)
            x, wide = axis.x(degree.period.first), axis.x(degree.period.last, 1) - axis.x(degree.period.first)
            words = escape(f"{degree.period.name}: {count} documents, {degree.covered.sources} sources")
            yield (
                f'<rect x="{x}" y="{foot - high}" width="{max(round(wide * 0.9, 1), 0.5)}" height="{high}" fill="#9a9a9a">'
                f"<title>{words}</title></rect>"
            )
