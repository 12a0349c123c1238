"""Which expression of time dates an act."""

import pytest

from dragoman.annotate import annotate
from dragoman.find.times import find_times
from dragoman.find.times_attach import attach_times
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import load_tables
from dragoman.resolve.days import resolve_days

TABLES = load_tables(Options().folder)


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        ("On December 5 and 6, 2022, Kenya hosted a series of meetings with Uganda.", "meetings", "2022-12-05", "2022-12-06"),
        ("Kenya held a round of talks with Uganda on Monday.", "talks", "2022-12-05", "2022-12-05"),
        ("On Monday, Kenya criticised a series of meetings with Uganda.", "meetings", None, None),
        ("In a statement carried by state radio late Sunday, Kenya's president warned Uganda.", "warned", "2022-12-04", "2022-12-04"),
        ("In a city bombed on Sunday, Kenya's president warned Uganda.", "warned", None, None),
    ],
)  # fmt: skip
def test_a_noun_behind_a_counting_noun_has_its_verbs_time(
    text: str, trigger: str, first: str | None, last: str | None
) -> None:
    parsed = annotate(text)
    found = find_times(parsed, TABLES.times)
    days = resolve_days(parsed, found, "2022-12-07").value
    at = attach_times(parsed, parsed.words.index(trigger), found, days, TABLES.times)
    told = (None, None) if at is None else (days[at].first, days[at].last)
    assert told == (first, last)
