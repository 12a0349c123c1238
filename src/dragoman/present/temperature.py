"""A temperature as rows, as JSON and on a terminal: a strip with a bar a period, the coverage beside it, turns with their events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.present.days import day_words
from dragoman.present.excerpt import clean
from dragoman.present.panel import event_values
from dragoman.records.answers import TimelineRow
from dragoman.records.temperature import Degree, Temperature, Turn

COLUMNS = (
    "country1", "country2", "period", "period_start", "period_end", "covered", "documents", "sources", "documents_all", "sources_all",
    "events", "score_mean", "level", "low", "high", "event_ids",
)  # fmt: skip
METHOD = (
    "Level: local-level model of PLOVER scores (−10 conflict … 10 cooperation), each event once and weighed by its confidence, "
    "smoothed over all periods (Kalman), with 95 % intervals. Turns: PELT on the events in order, tested by shuffling days, p ≤ 0.01."
)
# Half the width of a bar, in letters, for ten points.
_HALF = 20


def degree_rows(made: Temperature) -> Iterator[dict[str, Any]]:
    """A row a period under `COLUMNS`; level and interval null where counts carry none."""
    for degree in made.degrees:
        held = (
            *made.between, *degree.period, int(degree.covered.documents > 0), *degree.covered, *degree.whole, len(degree.events),
            *(_rounded(v) for v in (degree.mean, degree.level, degree.low, degree.high)),
            "; ".join(e.id for e in degree.events),
        )  # fmt: skip
        yield dict(zip(COLUMNS, held))


def _signed(value: float) -> str:
    """A score with its sign; nothing is 0.0, never -0.0."""
    return f"{round(value, 1) + 0.0:+.1f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def temperature_json(made: Temperature) -> dict[str, Any]:
    """All of it: periods with the ids of their events, turns, and the events with their words."""
    rows = {e.id: e for d in made.degrees for e in d.events} | {e.id: e for e in made.undated}
    return {
        "between": list(made.between),
        "unit": made.step,
        "method": METHOD,
        "spread": _rounded(made.spread),
        "drift": _rounded(made.drift),
        "notes": list(made.notes),
        "periods": [
            {**row, "event_ids": [e.id for e in degree.events]} for row, degree in zip(degree_rows(made), made.degrees)
        ],
        "turns": [_turn(turn) for turn in made.turns],
        "undated": [e.id for e in made.undated],
        "events": [{**event_values(e), "score": made.scores[e.id]} for e in rows.values()],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "day": turn.day,
        "before": _rounded(turn.before),
        "after": _rounded(turn.after),
        "p": turn.p,
        "events_before": [e.id for e in turn.events_before],
        "events_after": [e.id for e in turn.events_after],
        "turning": [e.id for e in turn.turning],
    }


def render_temperature(made: Temperature, console: Console, events: bool = False) -> None:
    """Prints the strip, the turns with the events behind them, and with `events` those of every period."""
    one, other = made.between
    console.print(Text(f"{one} and {other} by {made.step}: conflict and cooperation", style="bold"))
    for note in made.notes:
        console.print(Text(clean(note)))
    if not any(d.events for d in made.degrees):
        return
    console.print(Text(METHOD, style="dim"))
    console.print()
    console.print(_strip(made))
    for turn in made.turns:
        console.print()
        _render_turn(turn, made, console)
    if events:
        _render_events(made, console)


def _strip(made: Temperature) -> Table:
    """A line a period; runs of periods without an event, that all or none of them cover, are one line."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("period", "level", "95 %", "conflict" + " " * (_HALF - 7) + "0" + "cooperation".rjust(_HALF)):
        table.add_column(name, no_wrap=True)
    for name in ("events", "mean", "documents", "sources"):
        table.add_column(name, justify="right", no_wrap=True)
    for _, run in groupby(enumerate(made.degrees), key=lambda one: _kind(*one)):
        table.add_row(*_line([degree for _, degree in run]))
    return table


def _kind(place: int, degree: Degree) -> tuple[object, ...]:
    return (place,) if degree.events else (-1, degree.covered.documents > 0)


def _line(run: list[Degree]) -> list[Text | str]:
    first, last = run[0], run[-1]
    name = first.period.name if len(run) == 1 else f"{first.period.name} … {last.period.name}"
    documents = sum(d.covered.documents for d in run)
    sources = str(first.covered.sources) if len(run) == 1 else ""
    if not first.events:
        said = "no event" if documents else "not covered"
        return [name, "", "", Text(said, style="dim"), "0" if documents else "", "", str(documents), sources]
    mean = _signed(first.mean) if first.mean is not None else ""
    if first.level is None or first.low is None or first.high is None:
        return [name, "", "", "", str(len(first.events)), mean, str(documents), sources]
    interval = f"{_signed(first.low)} … {_signed(first.high)}"
    return [name, _signed(first.level), interval, _bar(first), str(len(first.events)), mean, str(documents), sources]


def _bar(degree: Degree) -> Text:
    """The interval as a thin line and the level as a block, on a scale of −10 to 10 with its zero."""
    letters = [" "] * (2 * _HALF + 1)
    low, level, high = (round((v or 0.0) * _HALF / 10) + _HALF for v in (degree.low, degree.level, degree.high))
    letters[low : high + 1] = "─" * (high + 1 - low)
    letters[_HALF] = "┼" if low <= _HALF <= high else "│"
    letters[level] = "█"
    return Text("".join(letters), style="red" if (degree.high or 0) < 0 else "green" if (degree.low or 0) > 0 else "")


def _render_turn(turn: Turn, made: Temperature, console: Console) -> None:
    heading = Text(f"Turn at {turn.day}: ", style="bold")
    heading.append(
        f"{_signed(turn.before)} over {len(turn.events_before)} events before, {_signed(turn.after)} over {len(turn.events_after)} after "
        f"(p = {turn.p:.3f}). Among them:",
        style="not bold",
    )
    console.print(heading)
    for event in turn.turning:
        console.print(Padding(_event(event, made.scores[event.id]), (0, 0, 0, 2)))


def _render_events(made: Temperature, console: Console) -> None:
    for degree in made.degrees:
        if degree.events:
            console.print()
            console.print(Text(degree.period.name, style="bold"))
        for event in degree.events:
            console.print(Padding(_event(event, made.scores[event.id]), (0, 0, 0, 2)))


def _event(row: TimelineRow, score: float) -> Text:
    lead = row.lead
    kind = (lead.event_type or "") + (f"-{lead.mode}" if lead.mode else "")
    made = Text(f"{day_words(row.when)}: {kind} {_signed(score)} “{clean(lead.evidence.text)}” ")
    made.append(f"[{row.id[:8]}; {lead.document} {lead.evidence.start}–{lead.evidence.end}]", style="dim")
    return made
