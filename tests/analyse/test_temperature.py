"""Temperature: levels from events, not reports; turns only where counts carry them; nothing without its events."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analyse.change_points import LEAST, change_points
from dragoman.analyse.coverage import coverage
from dragoman.analyse.local_level import smooth
from dragoman.analyse.rows import rows_of
from dragoman.analyse.temperature import temperature
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.temperature import Temperature
from happenings import PLOVER, happening, ledger

PAIR = ("JPN", "CHN")


def made(selection: Selection, **asked: str) -> Temperature:
    seen = coverage(selection, {"Japan": "JPN", "China": "CHN"})
    return temperature(rows_of(selection), seen, PLOVER, PAIR, asked.pop("step", "month"), **asked)


def years(early: tuple[str, ...], late: tuple[str, ...], each: int = 3) -> Selection:
    """Events of the types of `early` in 2020 and 2021, of `late` in the two years after."""
    rng, claims, days = random.Random(3), list[Claim](), dict[str, str | None]()
    for year in range(2020, 2024):
        for month in range(1, 13):
            document = f"{year}-{month}"
            days[document] = f"{year}-{month:02}-28"
            for n in range(each):
                kind = rng.choice(early if year < 2022 else late)
                claims.append(
                    happening(len(claims), *PAIR, f"{year}-{month:02}-{9 * n + 1:02}", kind, document=document)
                )
    return ledger(claims, days, dict.fromkeys(days, "Japan and China"))


def test_a_turn_is_found_where_it_is_with_the_events_behind_it() -> None:
    found = made(years(("CONSULT", "AID", "AGREE"), ("THREATEN", "ACCUSE", "SANCTION")))
    assert [turn.day for turn in found.turns] == ["2022-01-01"]
    turn = found.turns[0]
    assert turn.before > 0 > turn.after
    assert len(turn.events_before) == len(turn.events_after) == 72
    ids = {e.id for d in found.degrees for e in d.events}
    assert turn.turning and {e.id for e in turn.turning} <= ids
    assert found.degrees[0].level is not None and found.degrees[0].level > 0
    assert found.degrees[-1].high is not None and found.degrees[-1].high < 0


def test_no_turn_is_told_where_nothing_changes() -> None:
    kinds = ("CONSULT", "THREATEN", "AID", "ACCUSE")
    found = made(years(kinds, kinds))
    assert found.turns == ()
    assert "No change point is carried by the counts." in found.notes


def test_what_is_denied_or_of_others_does_not_count() -> None:
    claims = [
        happening(1, *PAIR, "2022-01-01", aux=("negation",)),
        happening(2, "JPN", "USA", "2022-01-01"),
        happening(3, "JPN", None, "2022-01-01"),
    ]
    found = made(ledger(claims, {"a": "2022-01-02"}))
    assert not any(d.events for d in found.degrees)
    assert "No event between JPN and CHN is told as plain fact in this ledger." in found.notes


def test_a_single_document_carries_no_level_but_its_events() -> None:
    claims = [happening(1, *PAIR, "2022-01-01"), happening(2, *PAIR, "2022-02-01", "THREATEN")]
    found = made(ledger(claims, {"a": "2022-02-02"}))
    assert [d.level for d in found.degrees] == [None, None]
    assert [d.mean for d in found.degrees] == [2.5, PLOVER.types["THREATEN"].score]
    assert any("carry no level" in note for note in found.notes)


def test_a_period_before_the_first_report_and_an_empty_ledger_are_told() -> None:
    claims = [happening(1, *PAIR, "2022-01-01")]
    found = made(ledger(claims, {"a": "2022-01-02"}), since="1999-01-01", until="1999-12-31")
    assert any("ends before the first report" in note for note in found.notes)
    assert any("None of the 1 events" in note for note in found.notes)
    assert made(Selection((), {}, (), ())).notes == ("The ledger holds no report; read some with `dragoman read`.",)


def test_sureness_weighs() -> None:
    one = happening(1, *PAIR, "2022-01-01", "AID")
    other = Claim(
        **{**{f: getattr(one, f) for f in one.__dataclass_fields__}, "id": "c2", "score": -7.0, "confidence": 0.4}
    )
    mean = made(ledger([one, other], {"a": "2022-01-02"})).degrees[0].mean
    assert mean == pytest.approx((0.8 * one.score - 0.4 * 7) / 1.2 if one.score else None)


@given(
    st.lists(st.none() | st.floats(-10, 10), min_size=1, max_size=30).filter(lambda m: any(x is not None for x in m))
)
def test_levels_lie_among_what_is_seen_and_gaps_are_less_sure(means: list[float | None]) -> None:
    noise = [1.0 if m is not None else float("inf") for m in means]
    found = smooth(means, noise, 1.0)
    seen = [m for m in means if m is not None]
    assert all(min(seen) - 1e-3 <= level <= max(seen) + 1e-3 for level in found.level)
    assert all(v >= 0 for v in found.variance)
    if found.drift == 0.0:
        assert found.level[0] == pytest.approx(sum(seen) / len(seen), abs=1e-3)


def test_smoothing_is_the_solution_of_the_normal_equations() -> None:
    """Against the penalised least squares that the smoother minimises, solved in one piece."""
    import numpy as np

    means, noise = [1.0, None, 4.0, 3.5, None, -2.0], [0.5, float("inf"), 1.0, 2.0, float("inf"), 0.7]
    found = smooth(means, noise, 1.0)
    assert found.drift > 0
    size = len(means)
    step = np.diff(np.eye(size), axis=0)
    weight = np.diag([0.0 if m is None else 1 / v for m, v in zip(means, noise)])
    precision = weight + step.T @ step / found.drift
    expected = np.linalg.solve(precision, weight @ np.array([m or 0.0 for m in means]))
    assert found.level == pytest.approx(expected, abs=1e-4)
    assert found.variance == pytest.approx(np.diag(np.linalg.inv(precision)), abs=1e-4)


def test_change_points_begin_with_a_day_and_need_counts() -> None:
    scores = [3.0, 2.0] * 20 + [-3.0, -2.0] * 20
    days = [f"2022-{1 + n // 20:02}-{1 + n % 20 // 4:02}" for n in range(80)]
    assert [place for place, _ in change_points(scores, days)] == [40]
    assert change_points(scores[30:50], days[30:50]) == () or LEAST <= 10
    assert change_points([1.0] * 50, days[:50]) == ()
    assert change_points([3.0] * 9 + [-3.0] * 9, days[:18]) == ()
