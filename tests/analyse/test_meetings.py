"""Which contacts are meetings of a pair, and on which days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_by_hand import MEET, MET, act, day, meeting_reported, meeting_told, party, selected
from dragoman.analyse.dossier import dossier
from dragoman.analyse.meetings import meetings
from dragoman.analyse.rows import rows_of
from dragoman.records.answers import TimelineRow


def rows(published: str) -> tuple[TimelineRow, ...]:
    """One meeting of 5 May 2021, whose day is told, and one that only its report of `published` dates."""
    claims = [meeting_told(), meeting_reported(published)]
    chosen = selected({"a.txt": MET, "b.txt": MEET}, claims, {"a.txt": "2021-05-05", "b.txt": published})
    return rows_of(replace(chosen, events=()))


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2025-03-22", ["2021-05-05", "2025-03-22"]),
        ("2021-05-09", ["2021-05-05", "2021-05-09"]),
        ("2021-05-08", ["2021-05-05"]),
        ("2021-05-05", ["2021-05-05"]),
        ("2021-05-01", ["2021-05-01", "2021-05-05"]),
    ],
)
def test_a_meeting_that_only_its_report_dates_counts_unless_it_may_be_one_whose_day_is_told(
    published: str, days: list[str]
) -> None:
    assert [row.when.first for row in meetings(rows(published), ("JPN", "CHN"))] == days


def test_of_another_pair_there_is_none() -> None:
    assert meetings(rows("2025-03-22"), ("JPN", "KOR")) == ()


def test_since_the_last_meeting_is_since_the_last_that_is_told() -> None:
    after = "Japan praised China."
    praise = act(
        after, after[:-1], "praised", "SUPPORT", [party(after, "Japan", "JPN")], [party(after, "China", "CHN")],
        document="c.txt", when=day("2025-04-01", basis="published"),
    )  # fmt: skip
    texts = {"a.txt": MET, "b.txt": MEET, "c.txt": after}
    chosen = selected(
        texts,
        [meeting_told(), meeting_reported("2025-03-22"), praise],
        {"a.txt": "2021-05-05", "b.txt": "2025-03-22", "c.txt": "2025-04-01"},
    )
    made = dossier(chosen, ("JPN", "CHN"), since_meeting=True)
    assert made.after is not None and made.after.when.first == "2025-03-22"
