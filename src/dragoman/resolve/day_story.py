"""Where a text has got to in time: the day from which its next words are reckoned."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText
from dragoman.records.when import TimeExpression
from dragoman.resolve.day_calendar import Day, Stretch, one_day
from dragoman.resolve.day_frame import Frame

_STATED, _OLD = 5, 0.6  # years that a text states, and the share of old ones, before it can be taken for history
_FRESH = 0.4  # how much of a text's own day (see `_freshness`) there may be for each old year
_FAR = 5  # years; a single mention farther off is an excursion ("the treaty of 1922") and leaves the story where it is
_HEADING = 12  # tokens; what stands in a paragraph as short as this is a heading and moves the story
_NEAR = 3  # sentences over which a news text's "two days later" reaches back


class Story:
    """Follows the expressions of one text in order."""

    def __init__(self, parsed: ParsedText, published: Day | None, history: bool, order: str | None) -> None:
        self._parsed = parsed
        self._published = published
        self._history = history
        self._order = order
        self._anchor: Stretch | None = None
        self._far: Stretch | None = None  # an excursion; a second mention near it makes it the story
        self._place = (-99, -99)  # paragraph and sentence of the anchor
        self._main = False  # whether the anchor dates the main verb of its sentence
        self._opens = False  # whether the anchor opens its sentence: "In 2019, …"

    def frame(self, expression: TimeExpression, tense: str | None, firm: bool = True) -> Frame:
        """What the next expression is reckoned from. firm: the tense is of the verb that the expression itself is on."""
        if self._history:
            return Frame(self._published, tense, self._anchor, True, self._order, self._published is not None, firm)
        paragraph, sentence = self._at(expression)
        near = self._anchor if sentence - self._place[1] <= _NEAR else None
        here = near is not None and paragraph == self._place[0] and self._opens and tense != "future"
        story = here and near is not None and self._past_year(near) and _of_a_year(expression)
        story = story and not (sentence != self._place[1] and self._tells_of_now(sentence))
        return Frame(self._published, tense, near, story, self._order, False, firm)

    def _tells_of_now(self, sentence: int) -> bool:
        """Whether a sentence's main verb is in the present or its perfect: "has begun buying sugar under an accord signed in July"."""
        p = self._parsed
        first, last = p.sentences[sentence]
        root = next((t for t in range(first, last) if p.labels[t] == "ROOT"), first)
        helped = any(p.labels[c] == "aux" and p.lowers[c] in ("has", "have") for c in p.children[root])
        return helped or p.tags[root] in ("VBZ", "VBP")

    def reached(self, expression: TimeExpression, stretch: Stretch | None) -> None:
        """Moves on to the days of an expression, where it has any."""
        if stretch is None or stretch.grain in {"decade", "century"} or expression.kind == "DURATION":
            return
        if expression.get("way") in {"past", "next", "first_in", "in"}:
            return
        if stretch.grain == "day":
            stretch = one_day(stretch.first)
        if self._history and self._anchor is not None and not self._moves(expression, stretch):
            return
        if not self._history and self._aside(expression):
            return
        self._anchor = stretch
        self._main = self._in_main_clause(expression)
        self._far = None
        self._place = self._at(expression)
        self._opens = expression.first - self._parsed.sentences[self._place[1]][0] <= 2

    def _aside(self, expression: TimeExpression) -> bool:
        """Whether it dates only a noun in a sentence whose main verb has a day: "summoned him on Tuesday over the clash of Monday"."""
        same = self._anchor is not None and self._at(expression) == self._place
        return same and self._main and not self._in_main_clause(expression)

    def _in_main_clause(self, expression: TimeExpression) -> bool:
        """Whether it is on the verb of the sentence, or of what the sentence reports: "were killed on Tuesday, Armenia said"."""
        p, above = self._parsed, self._parsed.heads[expression.head]
        if p.labels[above] == "ccomp" and p.labels[p.heads[above]] == "ROOT":
            return True
        return p.labels[above] == "ROOT" or p.labels[expression.head] == "ROOT"

    def _moves(self, expression: TimeExpression, stretch: Stretch) -> bool:
        """Whether a history goes on from here, rather than coming back after a word on another time.

        The limits were counted on WikiWars: without `_FAR` the values' F1 falls by .005, without the brackets by .002.
        """
        first, last = self._parsed.paragraphs[self._parsed.paragraph_index[expression.first]]
        if last - first <= _HEADING or self._anchor is None:
            return True
        if any(k.startswith("from.") for k, _ in expression.value) or self._in_brackets(expression):
            return False
        if abs(stretch.first[0] - self._anchor.first[0]) <= _FAR:
            return True
        if self._far is not None and abs(self._far.first[0] - stretch.first[0]) <= 2:
            return True
        self._far = stretch
        return False

    def _in_brackets(self, expression: TimeExpression) -> bool:
        before = self._parsed.words[max(0, expression.first - 8) : expression.first]
        return "(" in before and ")" not in before

    def _at(self, expression: TimeExpression) -> tuple[int, int]:
        return self._parsed.paragraph_index[expression.first], self._parsed.sentence_index[expression.first]

    def _past_year(self, stretch: Stretch) -> bool:
        """Whether the anchor is a year gone by, or a month of one at least two years ago."""
        if self._published is None:
            return True
        gap = self._published[0] - stretch.first[0]
        return gap >= 2 or (gap == 1 and stretch.grain == "year")


def _of_a_year(expression: TimeExpression) -> bool:
    """Whether an expression is a month, day or season that a year before it may complete."""
    keys = {k for k, _ in expression.value}
    return bool(keys & {"month", "season", "quarter", "half_of"}) and not keys & {"offset", "which", "year"}


def tells_history(parsed: ParsedText, expressions: tuple[TimeExpression, ...], published: Day) -> bool:
    """Whether most years that a text states lie two years or more before its publication.

    A text that also speaks much of its own day ("on Friday", "last year", "now"; what it quotes aside) is news that
    looks back. A year in a name tells no time: "the 2020 census", "the 1965 Voting Rights Act".
    """
    stated = [
        -int(v) if e.get("era") == "BC" else int(v)
        for e in expressions
        if not _in_name(parsed, e)
        for k, v in e.value
        if k in {"year", "from.year", "to.year"}
    ]
    old = sum(published[0] - year >= 2 for year in stated)
    fresh = sum(_freshness(e) for e in expressions if not quoted(parsed, e))
    return len(stated) >= _STATED and old >= _OLD * len(stated) and fresh <= _FRESH * old


def _in_name(parsed: ParsedText, expression: TimeExpression) -> bool:
    """Whether a bare year stands right before a name or a noun that it belongs to."""
    bare = expression.last - expression.first == 1 and expression.last < len(parsed)
    return bare and (expression.get("modifier") is not None or parsed.tags[expression.last] in ("NNP", "NNPS"))


def _freshness(expression: TimeExpression) -> int:
    """How much an expression speaks of the text's own day: "on Friday" 4, "last year" 2, "now" 1, else 0."""
    keys = dict(expression.value)
    weekday = "weekday" in keys and not keys.keys() & {"month", "year", "nth", "set", "anchor"}
    if weekday or (keys.get("unit") == "day" and "offset" in keys and "anchor" not in keys):
        return 4
    if ("offset" in keys or "which" in keys) and "anchor" not in keys:
        return 2
    return 1 if keys.get("ref") == "PRESENT_REF" else 0


def quoted(parsed: ParsedText, expression: TimeExpression) -> bool:
    """Whether an odd number of quotation marks stands before the expression in its paragraph."""
    first = parsed.paragraphs[parsed.paragraph_index[expression.first]][0]
    return sum(word in {'"', "“", "”"} for word in parsed.words[first : expression.first]) % 2 == 1


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
