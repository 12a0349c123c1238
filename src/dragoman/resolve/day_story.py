"""Where a text has got to in time: the day from which its next words are reckoned."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText
from dragoman.records.when import TimeExpression
from dragoman.resolve.day_calendar import Day, Stretch
from dragoman.resolve.day_frame import Frame

_STATED = 5  # years stated before a text can be taken for history
_NEAR = 3  # sentences over which a news text's "two days later" reaches back


class Story:
    """Follows the expressions of one text in order."""

    def __init__(self, parsed: ParsedText, published: Day | None, history: bool, order: str | None) -> None:
        self._parsed = parsed
        self._published = published
        self._history = history
        self._order = order
        self._anchor: Stretch | None = None
        self._place = (-99, -99)  # paragraph and sentence of the anchor

    def frame(self, expression: TimeExpression, tense: str | None) -> Frame:
        """What the next expression is reckoned from."""
        if self._history:
            return Frame(self._published, tense, self._anchor, True, self._order)
        paragraph, sentence = self._at(expression)
        near = self._anchor if sentence - self._place[1] <= _NEAR else None
        story = near is not None and paragraph == self._place[0] and self._past_year(near) and tense != "future"
        return Frame(self._published, tense, near, story and "offset" not in dict(expression.value), self._order)

    def reached(self, expression: TimeExpression, stretch: Stretch | None) -> None:
        """Moves on to the days of an expression, where it has any."""
        if stretch is None or stretch.grain in {"decade", "century"} or expression.kind == "DURATION":
            return
        if expression.get("way") in {"past", "next", "first_in", "in"}:
            return
        self._anchor = stretch
        self._place = self._at(expression)

    def _at(self, expression: TimeExpression) -> tuple[int, int]:
        return self._parsed.paragraph_index[expression.first], self._parsed.sentence_index[expression.first]

    def _past_year(self, stretch: Stretch) -> bool:
        """Whether the anchor is a year gone by, or a month of one at least two years ago."""
        if self._published is None:
            return True
        gap = self._published[0] - stretch.first[0]
        return gap >= 2 or (gap == 1 and stretch.grain == "year")


def tells_history(expressions: tuple[TimeExpression, ...], published: Day) -> bool:
    """Whether most years that a text states lie two years or more before its publication."""
    stated = [-int(str(v)) if dict(e.value).get("era") == "BC" else int(str(v))
              for e in expressions for k, v in e.value if k in {"year", "from.year", "to.year"}]  # fmt: skip
    old = sum(published[0] - year >= 2 for year in stated)
    return len(stated) >= _STATED and old >= 0.6 * len(stated)


def numeric_order(expressions: tuple[TimeExpression, ...]) -> str | None:
    """How a text writes numeric dates, from those that can be read one way only; null without any, or with both."""
    seen = set()
    for expression in expressions:
        keys = dict(expression.value)
        a, b = int(keys.get("a", 0)), int(keys.get("b", 0))
        if a > 12 >= b > 0:
            seen.add("dmy")
        elif b > 12 >= a > 0:
            seen.add("mdy")
    return seen.pop() if len(seen) == 1 else None
