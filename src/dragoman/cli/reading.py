"""What a person sees of a reading that is under way: done, rate, share, time left, problems."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.cli.output import Teller, console, one_line
from dragoman.library.meter import Meter
from dragoman.library.reading import ReadReport

if TYPE_CHECKING:
    from dragoman.library.reading import Progress

_EVERY = 60.0  # seconds between two lines where there is no terminal
_WINDOW = 60.0  # seconds that the rate is told of
_SOONEST = 20.0  # seconds before the time left is told


class Pace:
    """Tells a reading's state in a line. now: a clock in seconds."""

    def __init__(self, report: ReadReport, meter: Meter, now: Callable[[], float] = time.monotonic) -> None:
        self._report, self._meter, self._now = report, meter, now
        self._begun = now()
        self._seen: deque[tuple[float, int, float]] = deque([(self._begun, 0, 0.0)])

    def line(self, name: str = "") -> str:
        """`1,234 documents · 5.2/s · 34 % · about 12 min left · 3 problems · NAME`."""
        report, now, share = self._report, self._now(), self._meter.share
        done = report.documents + report.unchanged + report.recoded
        self._seen.append((now, done, share or 0.0))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        then, before, share_then = self._seen[0]
        parts = [f"{done:,} document{'' if done == 1 else 's'}"]
        if now > then:
            parts.append(f"{(done - before) / (now - then):.1f}/s")
        if share is not None:
            parts.append(f"{share:.0%}".replace("%", " %"))
            if share > share_then and share < 1 and now - self._begun > _SOONEST:
                parts.append(f"about {_span((1 - share) * (now - then) / (share - share_then))} left")
        count = report.counts.total()
        if count:
            parts.append(f"{count:,} problem{'' if count == 1 else 's'}")
        return " · ".join([*parts, *([one_line(name)] if name else [])])


def _span(seconds: float) -> str:
    """`45 s`, `12 min`, `3 h 20 min`."""
    if seconds < 90:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def watched(sources: Sequence[str], report: ReadReport, teller: Teller) -> Iterator[tuple[Progress, Meter]]:
    """What is called for each document, and the meter that a reading turns: a line that changes on a terminal, else one each minute."""
    meter = Meter(sources)
    pace = Pace(report, meter)
    if not sys.stderr.isatty():
        told = time.monotonic()

        def say(name: str) -> None:
            nonlocal told
            if time.monotonic() - told >= _EVERY:
                told = time.monotonic()
                print(f"… {pace.line()}", file=sys.stderr, flush=True)

        yield say, meter
        return
    terminal = console(stderr=True)
    with terminal.status("Loading the parser …") as status:
        teller.through = lambda line: terminal.print(line, markup=False, soft_wrap=True)

        def step(name: str) -> None:
            status.update(pace.line(name).replace("[", "\\["))

        yield step, meter
    teller.through = None
