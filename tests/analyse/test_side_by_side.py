"""Two sets of event data side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from dragoman.analyse.side_by_side import by_dyad, side_by_side
from dragoman.records.data_row import DataRow

JC, CJ = ("JPN", "CHN"), ("CHN", "JPN")


def row(id_: str, day: str | None, *dyads: tuple[str, str], event_type: str | None = "CONSULT") -> DataRow:
    return DataRow(id_, day, dyads, event_type)


def matches(ours: list[DataRow], theirs: list[DataRow], window: int = 1) -> list[tuple[str, str, int]]:
    return [(m.ledger.id, m.data.id, m.apart) for m in side_by_side(ours, theirs, window).matched]


def test_the_same_day_comes_before_a_nearer_row() -> None:
    ours = [row("a", "2023-04-01", JC), row("b", "2023-04-02", JC)]
    theirs = [row("x", "2023-04-02", JC), row("y", "2023-04-02", JC), row("z", "2023-04-02", JC)]
    assert matches(ours, theirs) == [("b", "x", 0), ("a", "y", 1)]
    found = side_by_side(ours, theirs, 1)
    assert [r.id for r in found.data_only] == ["z"] and found.ledger_only == ()


def test_type_dyad_and_window_must_all_agree() -> None:
    ours = [row("a", "2023-04-02", JC)]
    assert matches(ours, [row("x", "2023-04-02", CJ)]) == []
    assert matches(ours, [row("x", "2023-04-02", JC, event_type="AGREE")]) == []
    assert matches(ours, [row("x", "2023-04-04", JC)]) == []
    assert matches(ours, [row("x", "2023-04-04", JC)], 2) == [("a", "x", 2)]
    assert matches(ours, [row("x", "2023-04-01", CJ, JC)]) == [("a", "x", -1)]


def test_counts_by_dyad_month_and_type() -> None:
    ours = [row("a", "2023-04-02", JC, CJ), row("b", "2023-05-02", JC)]
    found = side_by_side(ours, [row("x", "2023-04-30", JC), row("y", "2023-04-30", JC)])
    assert found.counts == {
        ("CHN", "JPN", "2023-04", "CONSULT"): (1, 0),
        ("JPN", "CHN", "2023-04", "CONSULT"): (1, 2),
        ("JPN", "CHN", "2023-05", "CONSULT"): (1, 0),
    }
    assert by_dyad(found) == {JC: (2, 2), CJ: (1, 0)}


def test_what_cannot_be_compared_is_counted_by_reason() -> None:
    found = side_by_side([row("a", None, JC), row("b", "2023-04-02")], [row("x", "2023-04-02", JC, event_type=None)])
    assert found.aside == {"no PLOVER type": (0, 1), "no day": (1, 0), "no pair of codes": (1, 0)}
    assert found.counts == {} and found.matched == found.ledger_only == found.data_only == ()


DAYS = [f"2023-{month:02}-{number:02}" for month in (1, 2, 3) for number in (1, 2, 9, 28)]
ROWS = some.lists(
    some.tuples(some.integers(0, 99), some.sampled_from(DAYS), some.sampled_from([JC, CJ]), some.sampled_from(["AGREE", "CONSULT"])),
    max_size=12,
).map(lambda told: [row(str(id_), day, dyad, event_type=kind) for id_, day, dyad, kind in told])  # fmt: skip


@settings(deadline=None)
@given(ROWS, ROWS, some.integers(min_value=0, max_value=40))
def test_every_row_is_matched_once_or_left(ours: list[DataRow], theirs: list[DataRow], window: int) -> None:
    found = side_by_side(ours, theirs, window)
    assert sorted(r.id for r in (*(m.ledger for m in found.matched), *found.ledger_only)) == sorted(r.id for r in ours)
    assert sorted(r.id for r in (*(m.data for m in found.matched), *found.data_only)) == sorted(r.id for r in theirs)
    assert all(abs(m.apart) <= window for m in found.matched)
    assert side_by_side(ours, ours, window).ledger_only == ()
