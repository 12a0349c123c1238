"""An SVG put together from marks: everything from texts is escaped, nothing is fetched, and each mark may say what it stands for.

Pictures are `WIDTH` units wide and their letters `LETTERS` high, so that they can be read at 360 pixels and on half a page of paper. Colours are
attributes, for paper and for programs that know no style sheets; classes (`ink`, `faint`, `ground`) let a page change them in the dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from dragoman.present.excerpt import clean

WIDTH, LETTERS = 480, 13
INK, FAINT, GROUND = "#1b1f24", "#c8ccd2", "#ffffff"
# Average width of a letter of a sans-serif face, as a share of its height; names are cut to the room there is by it.
_LETTER = 0.56
_TITLE_LETTERS = int(WIDTH / (LETTERS * _LETTER))
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A plot. key: `timeline`, `temperature`, `matrix` or `issues`. svg: null where there is too little to draw.

    words: what the picture shows, or, where there is none, why; one or two sentences.
    """

    key: str
    title: str
    svg: str | None
    words: str


class Picture:
    """Marks in the order in which they are drawn. Lengths are units of the picture, from the upper left."""

    def __init__(self, height: float, title: str) -> None:
        self.height, self.title = height, clean(title)
        self._marks: list[str] = []

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, says: str = "", kind: str = "") -> None:
        """A filled rectangle."""
        at = f'x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"'
        self._add(f'<rect {at} fill="{fill}"{_class(kind)}', "rect", says)

    def line(self, a: Point, b: Point, kind: str = "faint", stroke: str = "", dashed: bool = False) -> None:
        """A thin line. kind: class, which gives the colour unless `stroke` does."""
        colour = stroke or (INK if kind == "ink" else FAINT)
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        ends = f'x1="{_n(a[0])}" y1="{_n(a[1])}" x2="{_n(b[0])}" y2="{_n(b[1])}"'
        self._add(f'<line {ends} stroke="{colour}"{dash}{_class("" if stroke else kind)}', "line", "")

    def area(self, points: Sequence[Point], fill: str, opacity: float = 1.0, says: str = "") -> None:
        """A filled polygon."""
        at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._add(f'<polygon points="{at}" fill="{fill}" fill-opacity="{opacity}"', "polygon", says)

    def path(self, points: Sequence[Point], stroke: str, width: float = 2.0) -> None:
        """A line through points."""
        at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._add(f'<polyline points="{at}" fill="none" stroke="{stroke}" stroke-width="{width}"', "polyline", "")

    def dot(self, x: float, y: float, r: float, fill: str, says: str = "", opacity: float = 1.0) -> None:
        """A filled circle."""
        at = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"'
        self._add(f'<circle {at} fill="{fill}" fill-opacity="{_n(opacity)}"', "circle", says)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        anchor: str = "start",
        fill: str = "",
        bold: bool = False,
        size: float = LETTERS,
    ) -> None:
        """Words on one line. y: of their foot. anchor: start, middle or end."""
        weight = ' font-weight="bold"' if bold else ""
        colour = f' fill="{fill or INK}"' + ("" if fill else ' class="ink"')
        self._marks.append(
            f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{_n(size)}"{weight}{colour}>{escape(clean(words))}</text>'
        )

    def _add(self, opening: str, tag: str, says: str) -> None:
        self._marks.append(f"{opening}><title>{escape(clean(says))}</title></{tag}>" if says else f"{opening}/>")

    def svg(self) -> str:
        """The picture on its ground, with its title above."""
        shown = fitted(self.title, WIDTH - 12)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(self.height)}" width="{WIDTH}" '
                f'height="{_n(self.height)}" role="img" font-family="DejaVu Sans, Verdana, Helvetica, Arial, sans-serif">',
                f"<title>{escape(self.title)}</title>",
                f'<rect width="{WIDTH}" height="{_n(self.height)}" fill="{GROUND}" class="ground"/>',
                f'<text x="6" y="17" font-size="{LETTERS}" font-weight="bold" fill="{INK}" class="ink">{escape(shown)}</text>',
                *self._marks,
                "</svg>\n",
            ]
        )


def fitted(words: str, room: float, size: float = LETTERS) -> str:
    """The words cut to the room they have, with “…” where something is cut."""
    most = max(int(room / (size * _LETTER)), 1)
    words = clean(words)
    return words if len(words) <= most else words[: max(most - 1, 1)].rstrip() + "…"


def placed_left(x: float, words: str) -> float:
    """Where words begin that should stand at `x`, and must end inside the picture."""
    return min(x, WIDTH - 6 - len(words) * LETTERS * _LETTER)


class Days:
    """Days to units from the left, between two edges."""

    def __init__(self, first: str, last: str, left: float, right: float) -> None:
        self.first = date.fromisoformat(first).toordinal()
        self.last = max(date.fromisoformat(last).toordinal(), self.first) + 1
        self.left, self.right = left, right

    def x(self, day: str, after: float = 0.0) -> float:
        """after: days to add."""
        share = (date.fromisoformat(day).toordinal() + after - self.first) / (self.last - self.first)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def ticks(self, most: int = 6) -> Iterable[tuple[float, str]]:
        """(place, words) of at most about `most` years, months or days, evenly chosen."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last - 1)
        found = _starts(first, last)
        step = max(1, -(-len(found) // most))
        ticks = [(self.x(day), words) for day, words in found[::step]]
        room = max((len(words) for _, words in ticks), default=0) * LETTERS * _LETTER
        near = len(ticks) > 1 and placed_left(ticks[-1][0], ticks[-1][1]) - ticks[-2][0] < room + 6
        return ticks[:-1] if near else ticks


def _starts(first: date, last: date) -> list[tuple[str, str]]:
    """First days of the years between, or of the months, or single days, where there are at least two of them."""
    years = [(date(y, 1, 1), str(y)) for y in range(first.year, last.year + 2)]
    months = [
        (date(y, m, 1), f"{y}-{m:02}") for y in range(first.year, last.year + 1) for m in range(1, 13)
    ]  # fmt: skip
    for kind in (years, months):
        inside = [(day.isoformat(), words) for day, words in kind if first <= day <= last]
        if len(inside) > 2:
            return inside
    days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return [(day.isoformat(), day.isoformat()) for day in days]


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
