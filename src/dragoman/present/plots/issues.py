"""The issue stream: how much is told of each issue, period by period, as bars on each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dragoman.present.plots.picture import LETTERS, WIDTH, Drawing, Picture, fitted, placed_left
from dragoman.records.answers import TimelineRow
from dragoman.records.panel import Period

MOST, LEAST, PERIODS = 6, 3, 2
# Told apart on screens, by most colour-blind people and, by their lightness, on grey paper (after Okabe and Ito).
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8a8a")
_LEFT, _RIGHT, _TOP, _HIGH, _LINE = 34, WIDTH - 8, 30, 170, 19


def draw_issues(
    rows: Iterable[TimelineRow],
    periods: Sequence[Period],
    placed: Mapping[str, str],
    labels: Mapping[str, str],
    title: str,
) -> Drawing:
    """rows: events and statements told as plain fact; each counts once, under its first issue. labels: issue → words.

    periods: in order, without gaps. placed: row id → name of its period.
    """
    held = [(placed[r.id], r.issues[0]) for r in rows if r.issues and not r.aux and r.id in placed]
    name = f"{title}: issues by period"
    used = {period for period, _ in held}
    if len(held) < LEAST or len(used) < PERIODS:
        told = f"{len(held)} events and statements on an issue, in {len(used)} period(s)"
        return Drawing(
            "issues", name, None, f"No issue stream is drawn: {told}; {LEAST} in {PERIODS} periods are needed."
        )
    ranked = [issue for issue, _ in Counter(issue for _, issue in held).most_common()]
    shown = [*ranked[:MOST], *(["other"] if len(ranked) > MOST else [])]
    counts = Counter((period, issue if issue in shown else "other") for period, issue in held)
    picture = _drawn(periods, shown, counts, labels, name)
    words = f"{len(held)} events and statements on {len(ranked)} issue(s), each under its first, from {periods[0].name} to {periods[-1].name}."
    return Drawing("issues", name, picture.svg(), words)


def _drawn(
    periods: Sequence[Period],
    shown: Sequence[str],
    counts: Counter[tuple[str, str]],
    labels: Mapping[str, str],
    title: str,
) -> Picture:
    most = max(sum(counts[p.name, i] for i in shown) for p in periods)
    foot, wide = _TOP + _HIGH, (_RIGHT - _LEFT) / len(periods)
    picture = Picture(foot + 30 + _LINE * len(shown), title)
    for value in sorted({0, most // 2, most}):
        y = foot - value / most * (_HIGH - 8)
        picture.line((_LEFT, y), (_RIGHT, y), "ink" if value == 0 else "faint")
        picture.text(_LEFT - 5, y + 4, str(value), anchor="end", size=LETTERS - 1)
    step = max(1, -(-len(periods) // 5))
    for n, period in enumerate(periods):
        y = float(foot)
        for issue, colour in zip(shown, _COLOURS):
            count = counts[period.name, issue]
            if count:
                high = count / most * (_HIGH - 8)
                y -= high
                says = f"{period.name}: {count} on {labels.get(issue, issue)}"
                picture.rect(_LEFT + n * wide, y, max(wide * 0.88, 0.8), high, colour, says)
        if n % step == 0:
            picture.text(placed_left(_LEFT + n * wide, period.name), foot + 17, period.name, size=LETTERS - 1)
    for n, (issue, colour) in enumerate(zip(shown, _COLOURS)):
        y = foot + 28 + n * _LINE
        total = sum(counts[p.name, issue] for p in periods)
        picture.rect(_LEFT, y, 13, 13, colour)
        picture.text(_LEFT + 19, y + 11, fitted(f"{labels.get(issue, issue)} ({total})", _RIGHT - _LEFT - 20))
    return picture
