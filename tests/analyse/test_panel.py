"""Panels: sums are those of the timeline, true zeros are told from what nothing covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analyse.coverage import coverage, named_in_texts
from dragoman.analyse.panel import MEASURES, Asked, panel, parse_unit
from dragoman.analyse.periods import STEPS, period_of, periods
from dragoman.analyse.rows import rows_of
from dragoman.analyse.timeline import timeline
from dragoman.records.coded import Selection
from dragoman.records.panel import Panel
from happenings import CODES, MAX, MIN, PLOVER, happening, ledger, selections

NAMES = {"Japan": "JPN", "Japanese": "JPN", "China": "CHN", "South Korea": "KOR", "Korea": "KOR"}


def made(selection: Selection, **asked: object) -> Panel:
    return panel(rows_of(selection), coverage(selection, NAMES), PLOVER, Asked(**asked))  # type: ignore[arg-type]


@given(selections(), st.sampled_from(STEPS), st.sampled_from(CODES), st.sampled_from(CODES))
def test_cells_of_a_pair_sum_to_the_events_of_its_timeline(chosen: Selection, step: str, one: str, other: str) -> None:
    if one == other:
        return
    found = made(chosen, step=step, pairs=((one, other),), since=MIN.isoformat(), until=MAX.isoformat())
    listed = timeline(chosen, between=(one, other), since="2000-01-01")
    facts = [row for row in listed if not row.aux]
    assert sum(len(cell.events) for cell in found.cells) == len(facts)
    at = {name: n for n, name in enumerate(found.measures)}
    held = [cell.values for cell in found.cells if cell.events]
    assert sum(v[at["score_sum"]] or 0 for v in held) == pytest.approx(sum(row.lead.score or 0 for row in facts))
    for values in held:
        assert sum(values[at[f"n_{t.lower()}"]] or 0 for t in PLOVER.types) == values[at["events"]]
        assert sum(v or 0 for v in values[1:5]) == values[at["events"]]


@given(selections(), st.sampled_from(STEPS))
def test_every_event_is_in_a_cell_or_told_as_left_out(chosen: Selection, step: str) -> None:
    found = made(chosen, step=step, since=MIN.isoformat(), until=MAX.isoformat())
    inside = {row.id for cell in found.cells for row in cell.events}
    out = {row.id for row in rows_of(chosen) if row.aux or row.when.first is None}
    assert inside.isdisjoint(out)
    assert inside | out == {row.id for row in rows_of(chosen)}


@given(selections())
def test_directions_are_parts_of_the_pair_and_mutual_acts_go_both_ways(chosen: Selection) -> None:
    both = made(chosen, since=MIN.isoformat(), until=MAX.isoformat())
    ways = made(chosen, directed=True, since=MIN.isoformat(), until=MAX.isoformat())
    apart: dict[tuple[str, ...], set[str]] = {}
    for cell in ways.cells:
        apart.setdefault((*sorted(cell.key), cell.period.name), set()).update(e.id for e in cell.events)
    for cell in both.cells:
        assert {e.id for e in cell.events} == apart[(*cell.key, cell.period.name)]
    mutual = {r.id for r in rows_of(chosen) if r.lead.reciprocal}
    for row in mutual:
        assert sum(row == e.id for cell in ways.cells for e in cell.events) in (0, 2)


def test_a_true_zero_is_told_from_what_nothing_covers() -> None:
    claims = [happening(1, "JPN", "CHN", "2022-01-10")]
    texts = {
        "a": "Japan met.",
        "b": "Japanese trade with South Korea grew.",
        "c": "Nothing.",
        "d": "China spoke of Japan.",
    }
    days: dict[str, str | None] = {"a": "2022-01-11", "b": "2022-02-01", "c": "2022-03-01", "d": "2022-04-05"}
    found = made(ledger(claims, days, texts), pairs=(("JPN", "CHN"),))
    told = [(c.period.name, c.covered.documents, c.whole.documents, c.values[0]) for c in found.cells]
    assert told == [("2022-01", 1, 1, 1), ("2022-02", 0, 1, None), ("2022-03", 0, 1, None), ("2022-04", 1, 1, 0)]
    assert "1 true zeros (covered, no event), 2 cells that nothing covers (empty)" in " ".join(found.notes)


def test_versions_of_a_story_are_one_document_of_the_coverage() -> None:
    texts = {"a": "Japan and China", "b": "Japan and China"}
    one = ledger([], {"a": "2022-01-11", "b": "2022-01-12"}, texts)
    twice = Selection(one.readings, one.texts, (), (), stories={"b": "a"})
    cell = made(twice, pairs=(("CHN", "JPN"),)).cells[0]
    assert (cell.covered.documents, cell.covered.sources) == (1, 2)


def test_names_are_whole_words_and_the_longest() -> None:
    assert named_in_texts({"t": "Japanophile, Chinatown"}, NAMES) == {}
    assert named_in_texts({"t": "North-Japan, China’s"}, NAMES) == {"t": {"JPN", "CHN"}}


def test_events_of_long_stretches_and_of_other_periods_are_told() -> None:
    claims = [happening(1, "JPN", "CHN", "2019-01-10"), happening(2, "JPN", "CHN", None)]
    found = made(ledger(claims, {"a": "2022-01-11"}), step="month")
    assert "1 dated outside the panel's periods; 1 of an unknown day" in found.notes[-1]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 900), st.sampled_from(STEPS))
def test_periods_follow_without_gap(first: date, days: int, step: str) -> None:
    last = first + timedelta(days=days)
    found = periods(first.isoformat(), last.isoformat(), step)
    assert found[0] == period_of(first.isoformat(), step)
    assert found[-1] == period_of(last.isoformat(), step)
    assert found[0].first <= first.isoformat() <= found[0].last
    for one, following in pairwise(found):
        assert date.fromisoformat(one.last) + timedelta(days=1) == date.fromisoformat(following.first)


@pytest.mark.parametrize("unit", ["dyad", "month-dyad", "dyad-day", "", "dyad-"])
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="is no unit"):
        parse_unit(unit)


def test_names_of_measures_suit_stata() -> None:
    found = made(ledger([], {"a": "2022-01-11"}), measures=MEASURES)
    assert all(name.isidentifier() and name.isascii() and len(name) <= 32 for name in (*found.keys, *found.measures))


def test_several_things_of_one_word_count_once() -> None:
    first = happening(1, "JPN", "CHN", "2024-03-05", "AGREE")
    second = replace(happening(2, "JPN", "CHN", "2024-03-05", "AGREE"), why=("joined to “agreed”",))
    found = made(ledger([first, second], {"a": "2024-03-05"}), step="month", pairs=(("JPN", "CHN"),))
    assert sum(len(cell.events) for cell in found.cells) == 1
    assert any("told with another by one word" in note for note in found.notes)
