"""Who acts towards whom: a cell a pair, with the number of events and, as its colour, their mean PLOVER score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.present.plots.picture import LETTERS, WIDTH, Drawing, Picture, fitted
from dragoman.records.answers import TimelineRow

MOST, LEAST = 8, 2
_LEFT, _TOP, _FOOT = 118, 62, 44
# PLOVER's −10 … 10 in five steps, dark enough apart to be told on grey paper by the numbers that stand in them.
_STEPS = ((-4.0, "#c9504a"), (-0.5, "#eeb1a6"), (0.5, "#e3e3e3"), (4.0, "#a9cfe8"), (10.1, "#5b9bd0"))


def draw_matrix(
    rows: Iterable[TimelineRow], scores: Mapping[str, float], names: Mapping[str, str], title: str
) -> Drawing:
    """rows: events; those count that are told as plain fact and name both sides. scores: event id → score. names: code → name.

    A mutual act counts once each way. At most `MOST` parties, those of most events, have a row.
    """
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    counted = 0
    for row in rows:
        ways = _ways(row)
        counted += bool(ways)
        for way in ways:
            found[way].append(scores.get(row.id, 0.0))
    name = f"{title}: who acts towards whom"
    if counted < LEAST:
        return Drawing(
            "matrix", name, None, f"No map of who acts towards whom is drawn: {counted} event(s) name both sides."
        )
    busy: Counter[str] = Counter()
    for (one, other), held in found.items():
        busy.update({one: len(held), other: len(held)})
    codes = [code for code, _ in sorted(busy.items(), key=lambda p: (-p[1], p[0]))]
    shown = codes[:MOST]
    picture = _drawn(found, shown, names, name)
    rest = f" {len(codes) - MOST} further parties of fewer events are left out." if len(codes) > MOST else ""
    words = f"{counted} events; rows act, columns are acted on, mutual acts count each way; the number is that of events, blue is cooperation, red conflict by mean PLOVER score.{rest}"
    return Drawing("matrix", name, picture.svg(), words)


def _ways(row: TimelineRow) -> set[tuple[str, str]]:
    """(Who acts, towards whom) of an event told as plain fact; both ways where it is mutual."""
    if row.lead.event_type is None or row.aux:
        return set()
    actors, recipients = ({p.code for p in side if p.code} for side in (row.actor, row.recipient))
    if row.lead.reciprocal or not recipients:
        return {(a, b) for a in actors | recipients for b in actors | recipients if a != b}
    return {(a, b) for a in actors for b in recipients if a != b}


def _drawn(
    found: Mapping[tuple[str, str], Sequence[float]], shown: Sequence[str], names: Mapping[str, str], title: str
) -> Picture:
    side = min((WIDTH - _LEFT - 10) / len(shown), 64.0)
    picture = Picture(_TOP + side * len(shown) + _FOOT, title)
    for n, code in enumerate(shown):
        called = names.get(code, code)
        picture.text(_LEFT - 6, _TOP + side * (n + 0.5) + 4, fitted(called, _LEFT - 12), anchor="end")
        picture.text(_LEFT + side * (n + 0.5), _TOP - 8, code, anchor="middle", size=min(LETTERS, side / 2.6))
    for a, one in enumerate(shown):
        for b, other in enumerate(shown):
            held = found.get((one, other), ())
            x, y = _LEFT + b * side, _TOP + a * side
            if not held:
                picture.rect(x + 1, y + 1, side - 2, side - 2, "#f4f4f4" if a != b else "#d5d5d5", kind="cell")
                continue
            mean = sum(held) / len(held)
            says = (
                f"{names.get(one, one)} towards {names.get(other, other)}: {len(held)} events, mean score {mean:+.1f}"
            )
            picture.rect(x + 1, y + 1, side - 2, side - 2, colour_of(mean), says)
            picture.text(x + side / 2, y + side / 2 + 5, str(len(held)), anchor="middle", fill="#111111")
    picture.text(_LEFT - 6, _TOP - 26, "who acts ↓  towards →", anchor="end", size=LETTERS - 3)
    _legend(picture, _TOP + side * len(shown) + 12)
    return picture


def _legend(picture: Picture, top: float) -> None:
    picture.text(6, top + 13, "mean score", size=LETTERS - 1)
    for n, ((_, colour), words) in enumerate(zip(_STEPS, ("≤ −4", "to −0.5", "about 0", "to 4", "above 4"))):
        x = 88 + n * 77
        picture.rect(x, top + 2, 14, 14, colour)
        picture.text(x + 18, top + 13, words, size=LETTERS - 1)


def colour_of(score: float) -> str:
    """The colour of a mean score."""
    return next(colour for most, colour in _STEPS if score <= most)
