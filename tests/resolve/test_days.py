"""Days of expressions: what the words mean, against the publication day, the tense, and the story."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.annotate import annotate
from dragoman.codebook.times import load_times
from dragoman.find.times import find_times
from dragoman.records.when import TimeExpression, When
from dragoman.resolve.days import days_of, resolve_days, timex_of, timex_rows

TIMES = load_times()


def resolved(text: str, published: str | None) -> list[When]:
    parsed = annotate(text)
    return list(resolve_days(parsed, find_times(parsed, TIMES), published).value)


# publication day, text, then for each expression its words, first and last day, basis and TIMEX3 value
CASES = [
    (
        "2024-06-21",
        "Manila summoned Chinese Ambassador Huang Xilian on Tuesday to protest against what it called dangerous manoeuvres during a mission on "
        "Monday. Beijing summoned Philippine Ambassador Jaime FlorCruz a day later.",
        [
            ("on Tuesday", "2024-06-18", "2024-06-18", "reckoned", "2024-06-18"),
            ("on Monday", "2024-06-17", "2024-06-17", "reckoned", "2024-06-17"),
            ("a day later", "2024-06-19", "2024-06-19", "reckoned", "2024-06-19"),
        ],
    ),
    (
        "2012-05-21",
        "Ethiopian units crossed into Eritrea before dawn on Saturday.",
        [("on Saturday", "2012-05-19", "2012-05-19", "reckoned", "2012-05-19")],
    ),
    (
        "2020-11-25",
        "The king phoned the president on Friday ahead of the summit.",
        [("on Friday", "2020-11-20", "2020-11-20", "reckoned", "2020-11-20")],
    ),
    (
        "2011-06-02",
        "The note concerns an incident on May 25.",
        [("on May 25", "2011-05-25", "2011-05-25", "reckoned", "2011-05-25")],
    ),
    (
        "2016-02-18",
        "He met the former president, who was allowed to leave prison in January.",
        [("in January", "2016-01-01", "2016-01-31", "reckoned", "2016-01")],
    ),
    (
        "2023-01-21",
        "The visit, which had been planned for 27 January, has been cancelled.",
        [("for 27 January", "2023-01-27", "2023-01-27", "reckoned", "2023-01-27")],
    ),
    (
        "2025-06-12",
        "Paraguay gave Brazil until June 30 to answer.",
        [("until June 30", "2025-06-12", "2025-06-30", "reckoned", "2025-06-30")],
    ),
    (
        "2020-01-10",
        "On last Thursday, the delegations met.",
        [("On last Thursday", "2020-01-02", "2020-01-02", "reckoned", "2020-01-02")],
    ),
    (
        "2019-09-12",
        "“We were attacked last night,” the general said on Tuesday.",
        [
            ("last night", "2019-09-09", "2019-09-09", "reckoned", "2019-09-09TNI"),
            ("on Tuesday", "2019-09-10", "2019-09-10", "reckoned", "2019-09-10"),
        ],
    ),
    (
        "2019-07-20",
        "The vote was on the 2020 census. The 1965 Voting Rights Act and the 1950 Census Act were named. It was held in contempt in 2012. "
        "In 2013 it was freed.\n\nIn April, the committee asked for papers.",
        [
            ("2020", "2020-01-01", "2020-12-31", "stated", "2020"),
            ("1965", "1965-01-01", "1965-12-31", "stated", "1965"),
            ("1950", "1950-01-01", "1950-12-31", "stated", "1950"),
            ("in 2012", "2012-01-01", "2012-12-31", "stated", "2012"),
            ("In 2013", "2013-01-01", "2013-12-31", "stated", "2013"),
            ("In April", "2019-04-01", "2019-04-30", "reckoned", "2019-04"),
        ],
    ),
    (
        "2010-01-05",
        "London has invited donors to a meeting on January 28.",
        [("on January 28", "2010-01-28", "2010-01-28", "reckoned", "2010-01-28")],
    ),
    (
        "2023-04-05",
        "The talks, held from 3 to 5 May 2022, were the first since Nov. 8, 2021.",
        [
            ("from 3 to 5 May 2022", "2022-05-03", "2022-05-05", "stated", "2022-05-03/2022-05-05"),
            ("since Nov. 8, 2021", "2021-11-08", "2023-04-05", "stated", "2021-11-08"),
        ],
    ),
    (
        "2023-04-05",
        "He arrived on 2022-11-08 and left on 13/11/2022.",
        [
            ("on 2022-11-08", "2022-11-08", "2022-11-08", "stated", "2022-11-08"),
            ("on 13/11/2022", "2022-11-13", "2022-11-13", "stated", "2022-11-13"),
        ],
    ),
    (
        "2023-04-05",
        "The pact was signed on 11/8/2022.",
        [
            ("on 11/8/2022", None, None, "unknown", "2022-XX-XX"),
        ],
    ),
    (
        "2023-04-05",
        "Trade grew in the 1990s, in late 2022 and in mid-July.",
        [
            ("in the 1990s", "1990-01-01", "1999-12-31", "stated", "199"),
            ("in late 2022", "2022-09-01", "2022-12-31", "stated", "2022"),
            ("in mid-July", "2022-07-11", "2022-07-20", "reckoned", "2022-07"),
        ],
    ),
    (
        "2023-04-05",
        "Two F-35s and three MiG-21s took off in the '80s.",
        [("in the '80s", "1980-01-01", "1989-12-31", "reckoned", "198")],
    ),
    (
        "2023-04-05",
        "Two days later, they met again.",
        [
            ("Two days later", None, None, "unknown", "2023-04-07"),
        ],
    ),
    (
        "2023-04-05",
        "The following week he may march on Sunday.",
        [
            ("The following week", "2023-04-10", "2023-04-16", "reckoned", "2023-W15"),
            ("on Sunday", "2023-04-09", "2023-04-09", "reckoned", "2023-04-09"),
        ],
    ),
    (
        "2023-04-05",
        "It happened earlier this month, and at the end of last year.",
        [
            ("earlier this month", "2023-04-01", "2023-04-05", "reckoned", "2023-04"),
            ("at the end of last year", "2022-09-01", "2022-12-31", "reckoned", "2022"),
        ],
    ),
    (
        "2023-04-05",
        "He said on Tuesday, Nov. 8, that fiscal 2023 in Japan was good.",
        [
            ("on Tuesday, Nov. 8", "2022-11-08", "2022-11-08", "reckoned", "2022-11-08"),
            ("fiscal 2023", "2023-04-01", "2024-03-31", "stated", "FY2023"),
        ],
    ),
    (
        "2023-04-05",
        "In the early morning hours of 30 April they left at 11:30 a.m.",
        [
            ("In the early morning hours of 30 April", "2022-04-30", "2022-04-30", "reckoned", "2022-04-30TMO"),
            ("at 11:30 a.m.", "2022-04-30", "2022-04-30", "reckoned", "2022-04-30T11:30"),
        ],
    ),
    (
        "2023-04-03",
        "They will meet next Friday.",
        [
            ("next Friday", None, None, "unknown", "XXXX-WXX-5"),
        ],
    ),
    (
        "2023-04-05",
        "They met in the past two weeks and will meet in three months.",
        [
            ("in the past two weeks", "2023-03-22", "2023-04-05", "reckoned", "P2W"),
            ("in three months", "2023-07-01", "2023-07-31", "reckoned", "2023-07"),
        ],
    ),
    (
        "2023-04-05",
        "The summit will open on Monday.",
        [
            ("on Monday", "2023-04-10", "2023-04-10", "reckoned", "2023-04-10"),
        ],
    ),
    (
        "2023-04-05",
        "Wang had visited Tokyo in November.",
        [
            ("in November", "2022-11-01", "2022-11-30", "reckoned", "2022-11"),
        ],
    ),
    (
        "2023-04-05",
        "Leaders agreed to hold talks in September.",
        [
            ("in September", "2023-09-01", "2023-09-30", "reckoned", "2023-09"),
        ],
    ),
    (
        "2023-04-05",
        "She arrived on New Year's Day and left on Good Friday.",
        [
            ("on New Year's Day", "2023-01-01", "2023-01-01", "reckoned", "2023-01-01"),
            ("on Good Friday", "2022-04-15", "2022-04-15", "reckoned", "2022-04-15"),
        ],
    ),
    (
        "2023-04-05",
        "Celebrations of the Lunar New Year were called off.",
        [
            ("Lunar New Year", None, None, "unknown", "XXXX-XX-XX"),
        ],
    ),
    (
        "2023-04-05",
        "In 2019 he visited China. In March, he came back.",
        [
            ("In 2019", "2019-01-01", "2019-12-31", "stated", "2019"),
            ("In March", "2019-03-01", "2019-03-31", "reckoned", "2019-03"),
        ],
    ),
    (
        "2023-04-05",
        "The next round will be held in the first half of next year.",
        [
            ("in the first half of next year", "2024-01-01", "2024-06-30", "reckoned", "2024-H1"),
        ],
    ),
    (
        "2023-04-05",
        "The treaty was signed on 31 February 2020.",
        [
            ("on 31 February 2020", None, None, "unknown", None),
        ],
    ),
    (
        "2023-04-05",
        "The army has been there since 2014 and will stay until May.",
        [
            ("since 2014", "2014-01-01", "2023-04-05", "stated", "2014"),
            ("until May", "2023-04-05", "2023-05-31", "reckoned", "2023-05"),
        ],
    ),
    (
        "2023-04-05",
        "Exports rose in the third quarter of 2022 and fell in Q1 2023.",
        [
            ("in the third quarter of 2022", "2022-07-01", "2022-09-30", "stated", "2022-Q3"),
            ("in Q1 2023", "2023-01-01", "2023-03-31", "stated", "2023-Q1"),
        ],
    ),
    (
        "2023-04-05",
        "In the 19th century, and again in the early 21st century, they fought.",
        [
            ("In the 19th century", "1801-01-01", "1900-12-31", "stated", "18"),
            ("in the early 21st century", "2001-01-01", "2033-12-31", "stated", "20"),
        ],
    ),
    (
        "2023-04-05",
        "They spoke by phone last night, yesterday morning and this afternoon.",
        [
            ("last night", "2023-04-04", "2023-04-04", "reckoned", "2023-04-04TNI"),
            ("yesterday morning", "2023-04-04", "2023-04-04", "reckoned", "2023-04-04TMO"),
            ("this afternoon", "2023-04-05", "2023-04-05", "reckoned", "2023-04-05TAF"),
        ],
    ),
    (
        "2023-04-05",
        "The ministers met over the weekend and last weekend.",
        [
            ("over the weekend", "2023-04-01", "2023-04-02", "reckoned", "2023-W13-WE"),
            ("last weekend", "2023-04-01", "2023-04-02", "reckoned", "2023-W13-WE"),
        ],
    ),
    (
        "2023-04-05",
        "Troops left two weeks ago, three years ago and four months earlier.",
        [
            ("two weeks ago", "2023-03-20", "2023-03-26", "reckoned", "2023-W12"),
            ("three years ago", "2020-01-01", "2020-12-31", "reckoned", "2020"),
            ("four months earlier", "2019-01-01", "2019-12-31", "reckoned", "2019"),
        ],
    ),
    (
        "2023-04-05",
        "He died in 480 BC, after the war of 499–493 BC.",
        [
            ("in 480 BC", None, None, "unknown", "BC0480"),
            ("499–493 BC", None, None, "unknown", "BC0499/BC0493"),
        ],
    ),
    (
        "2023-04-05",
        "They meet every year, on Mondays, twice a week and annually.",
        [
            ("every year", None, None, "unknown", "P1Y"),
            ("Mondays", None, None, "unknown", "XXXX-WXX-1"),
            ("twice a week", None, None, "unknown", "P1W"),
            ("annually", None, None, "unknown", "P1Y"),
        ],
    ),
    (
        "2023-04-05",
        "It was their first meeting in eight months and the worst crisis in decades.",
        [
            ("in eight months", "2022-08-05", "2023-04-05", "reckoned", "P8M"),
            ("in decades", None, None, "unknown", "PXDE"),
        ],
    ),
    (
        "2023-04-05",
        "Norway was conquered within two months; the siege lasted for 900 days.",
        [
            ("within two months", None, None, "unknown", "P2M"),
            ("for 900 days", None, None, "unknown", "P900D"),
        ],
    ),
    (
        "2023-04-05",
        "The day before yesterday they signed; the day after tomorrow they will leave.",
        [
            ("The day before yesterday", "2023-04-03", "2023-04-03", "reckoned", "2023-04-03"),
            ("the day after tomorrow", "2023-04-07", "2023-04-07", "reckoned", "2023-04-07"),
        ],
    ),
    (
        "2023-04-05",
        "The ceasefire runs from Monday to Friday, between 9 a.m. and 5 p.m.",
        [
            ("from Monday to Friday", "2023-04-10", "2023-04-14", "reckoned", "2023-04-10/2023-04-14"),
            ("between 9 a.m. and 5 p.m.", "2023-04-05", "2023-04-05", "reckoned", "2023-04-05T09:00/2023-04-05T17:00"),
        ],
    ),
    (
        "2023-04-05",
        "Between May and July 1940, France fell.",
        [
            ("Between May and July 1940", "1940-05-01", "1940-07-31", "stated", "1940-05/1940-07"),
        ],
    ),
    (
        "2023-04-05",
        "The war of 1914–18 ended on the eleventh of November, 1918.",
        [
            ("1914–18", "1914-01-01", "1918-12-31", "stated", "1914/1918"),
            ("on the eleventh of November, 1918", "1918-11-11", "1918-11-11", "stated", "1918-11-11"),
        ],
    ),
    (
        "2023-04-05",
        "It will be ready in the summer of 2025 or by the end of the decade.",
        [
            ("in the summer of 2025", "2025-06-01", "2025-08-31", "stated", "2025-SU"),
            ("by the end of the decade", "2023-04-05", "2029-12-31", "reckoned", "202"),
        ],
    ),
    (
        "2023-04-05",
        "She left in spring 2021 and came back last winter.",
        [
            ("in spring 2021", "2021-03-01", "2021-05-31", "stated", "2021-SP"),
            ("last winter", "2022-12-01", "2023-02-28", "reckoned", "2022-WI"),
        ],
    ),
    (
        "2023-04-05",
        "They plan to meet on April 20.",
        [
            ("on April 20", "2023-04-20", "2023-04-20", "reckoned", "2023-04-20"),
        ],
    ),
    (
        "2023-04-05",
        "On the second Tuesday in November 2024 voters go to the polls.",
        [
            ("On the second Tuesday in November 2024", "2024-11-12", "2024-11-12", "stated", "2024-11-12"),
        ],
    ),
    (
        "2023-04-05",
        "Over the last decade the group has grown. In the past month it has struck twice. Last month it was quiet.",
        [
            ("Over the last decade", "2013-04-05", "2023-04-05", "reckoned", "P1DE"),
            ("In the past month", "2023-03-05", "2023-04-05", "reckoned", "P1M"),
            ("Last month", "2023-03-01", "2023-03-31", "reckoned", "2023-03"),
        ],
    ),
    (
        "2023-04-05",
        "In 2019 Kenya lifted a ban. Now Tanzania has begun buying maize under an accord signed in July. The envoy is due in Nairobi on the 17th.",
        [
            ("In 2019", "2019-01-01", "2019-12-31", "stated", "2019"),
            ("Now", None, None, "unknown", "PRESENT_REF"),
            ("in July", "2022-07-01", "2022-07-31", "reckoned", "2022-07"),
            ("on the 17th", "2023-04-17", "2023-04-17", "reckoned", "2023-04-17"),
        ],
    ),
    (
        "2023-04-05",
        "It started in the last week of August 2022.",
        [
            ("in the last week of August 2022", "2022-08-25", "2022-08-31", "stated", "2022-08"),
        ],
    ),
    (
        "2023-04-05",
        "He now says that he once backed it and recently changed his mind.",
        [
            ("now", None, None, "unknown", "PRESENT_REF"),
            ("once", None, None, "unknown", "PAST_REF"),
            ("recently", None, None, "unknown", "PAST_REF"),
        ],
    ),
    (
        "2023-04-05",
        "At 0230 GMT on Monday, three missiles were fired.",
        [
            ("At 0230 GMT on Monday", "2023-04-03", "2023-04-03", "reckoned", "2023-04-03T02:30"),
        ],
    ),
    ("2023-04-05", "May said the march may go on; Theresa May and April Glaspie met the Sunday Times.", []),
    ("2023-04-05", "Some 2000 troops, 1900 tanks and $1998 in cash crossed Route 1995 for a second time.", []),
    (
        "2023-04-05",
        "The fall of Saigon; the Spring Festival; Black Sunday; a one-day, three-year deal.",
        [
            ("Spring Festival", None, None, "unknown", "XXXX-XX-XX"),
            ("one-day", None, None, "unknown", "P1D"),
            ("three-year", None, None, "unknown", "P3Y"),
        ],
    ),
    (
        "2023-04-05",
        "We will decide in the coming days, in recent years, in the near future.",
        [
            ("in the coming days", None, None, "unknown", "FUTURE_REF"),
            ("in recent years", None, None, "unknown", "PAST_REF"),
            ("in the near future", None, None, "unknown", "FUTURE_REF"),
        ],
    ),
    (
        "2023-04-05",
        "The meeting on Friday, 7 April 2023, comes a year after the war began.",
        [
            ("on Friday, 7 April 2023", "2023-04-07", "2023-04-07", "stated", "2023-04-07"),
            ("a year after", None, None, "unknown", "XXXX-XX-XX"),
        ],
    ),
    # A Sunday's "last week" is the seven days before it; a weekday's, Monday to Sunday.
    (
        "2023-04-02",
        "They welcomed the hotline last week.",
        [("last week", "2023-03-26", "2023-04-01", "reckoned", "2023-W13")],
    ),
    (
        "2023-04-05",
        "They opened the hotline last week.",
        [("last week", "2023-03-27", "2023-04-02", "reckoned", "2023-W13")],
    ),
    (
        "2023-04-02",
        "Ships entered over the weekend.",
        [("over the weekend", "2023-04-01", "2023-04-02", "reckoned", "2023-W13-WE")],
    ),
    ("2024-07-26", "Wang spoke on Friday.", [("on Friday", "2024-07-26", "2024-07-26", "reckoned", "2024-07-26")]),
    (
        "2024-07-26",
        "They met ahead of Saturday’s summit.",
        [("Saturday’s", "2024-07-27", "2024-07-27", "reckoned", "2024-07-27")],
    ),
    # A publication day may carry a time and an offset.
    (
        "2021-01-21 17:12:47-05:00",
        "They spoke today.",
        [("today", "2021-01-21", "2021-01-21", "reckoned", "2021-01-21")],
    ),
    # Without one, only what the words say themselves.
    (None, "He came last week.", [("last week", None, None, "unknown", "XXXX-WXX")]),
    (None, "He came on 3 May 2020.", [("on 3 May 2020", "2020-05-03", "2020-05-03", "stated", "2020-05-03")]),
    (None, "He came in May.", [("in May", None, None, "unknown", "XXXX-05")]),
    ("no date", "He came on Friday.", [("on Friday", None, None, "unknown", "XXXX-WXX-5")]),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=[c[1][:40] for c in CASES])
def test_days(
    published: str | None, text: str, expected: list[tuple[str, str | None, str | None, str, str | None]]
) -> None:
    assert [(w.text, w.first, w.last, w.basis, w.timex) for w in resolved(text, published)] == expected


def test_two_readings_are_a_problem() -> None:
    parsed = annotate("They will meet next Friday.")
    (problem,) = resolve_days(parsed, find_times(parsed, TIMES), "2024-04-01").problems
    assert (problem.code, problem.start, problem.end) == ("day.ambiguous", 15, 26)
    assert problem.values == {"text": "next Friday", "first": "2024-04-05", "last": "2024-04-12"}


def test_other_dates_of_the_text_settle_the_order_of_numbers() -> None:
    whens = resolved("It began on 25/12/2021 and ended on 11/8/2022.", "2023-04-05")
    assert whens[1].first == "2022-08-11"


def test_history_takes_the_year_of_the_text_before() -> None:
    text = (
        "War broke out in September 1939. In October, Poland fell. In April 1940 Norway was invaded, in June France. "
        "The treaty of 1839 was cited. Two days later, on 12 July, ships were sunk. The war ended in 1945, after 1944."
    )
    values = [w.timex for w in resolved(text, "2009-12-19")]
    assert values[:4] == ["1939-09", "1939-10", "1940-04", "1940-06"]
    assert values[4] == "1839"
    assert values[6] == "1940-07-12"


def test_news_that_looks_back_keeps_its_own_day() -> None:
    text = "He was born in 1940, studied in 1962, ruled from 1970 and signed in 2015. He died on Friday, after the 1990 pact."
    assert [w.first for w in resolved(text, "2020-01-12")][4] == "2020-01-10"


def test_a_range_gives_a_row_for_each_end() -> None:
    text = "He ruled from 1981 until 2011."
    parsed = annotate(text)
    expressions = find_times(parsed, TIMES)
    rows = timex_rows(expressions, resolve_days(parsed, expressions, None).value)
    assert [(text[s:e], v) for s, e, v in rows] == [("1981", "1981"), ("2011", "2011")]


def test_rows_are_without_the_preposition() -> None:
    text = "He came on Friday."
    parsed = annotate(text)
    expressions = find_times(parsed, TIMES)
    rows = timex_rows(expressions, resolve_days(parsed, expressions, "2024-07-26").value)
    assert [(text[s:e], v) for s, e, v in rows] == [("Friday", "2024-07-26")]


def expression(**keys: str | int) -> TimeExpression:
    return TimeExpression(0, 1, 0, 1, "x", 0, "DATE", tuple(keys.items()))


def test_days_of_is_reckoned_from_the_anchor_that_is_given() -> None:
    later = expression(n=2, unit="day", way="later")
    assert days_of(later, None, "past", ("1940-06-10", "1940-06-10")).value.first == "1940-06-12"
    assert timex_of(expression(month=3), ("1941-01-01", "1941-12-31")) == "1941-03"
    assert timex_of(expression(offset=1, unit="year", anchor="text"), ("BC0499-01-01", "BC0499-12-31")) == "BC0498"


KEYS = st.fixed_dictionaries(
    {},
    optional={
        "year": st.integers(0, 9999), "month": st.integers(0, 13), "day": st.integers(0, 40), "weekday": st.integers(1, 7),
        "season": st.sampled_from(["SP", "SU", "FA", "WI"]), "quarter": st.integers(1, 4), "half_of": st.integers(1, 2),
        "decade_year": st.integers(0, 2190), "yy_decade": st.integers(0, 99), "yy": st.integers(0, 99), "century": st.integers(1, 30), "era": st.just("BC"), "weekend": st.just(1),
        "unit": st.sampled_from(["hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"]),
        "offset": st.integers(-2, 2), "which": st.integers(-1, 1), "anchor": st.sampled_from(["text", "near"]),
        "way": st.sampled_from(["ago", "on", "earlier", "later", "past", "next", "in", "within", "first_in", "after", "before"]),
        "n": st.integers(0, 9999), "vague": st.just(1), "part": st.sampled_from(["START", "MID", "END", "BEFORE", "AFTER", "REST"]),
        "nth": st.integers(-1, 20), "unit_nth": st.sampled_from(["day", "week", "month", "year", "quarter"]),
        "daypart": st.just("MO"), "hour": st.integers(0, 23), "a": st.integers(1, 31), "b": st.integers(1, 31),
        "holiday": st.sampled_from(["12-25", "easter -2", "4th 4 11", "last 1 5", "after 1 4th 4 11", "unknown"]),
        "bound": st.sampled_from(["since", "until", "by", "before", "after", "as_of"]), "fiscal": st.just(1),
        "from.month": st.integers(1, 12), "from.day": st.integers(1, 31), "to.month": st.integers(1, 12), "to.year": st.integers(1, 9999),
    },
)  # fmt: skip
DAYS = st.dates().map(date.isoformat)


@settings(max_examples=400)
@example({"way": "on", "unit": "century", "n": 80}, "2000-01-01", "past", None)
@given(KEYS, st.none() | DAYS, st.sampled_from(["past", "present", "future", None]), st.none() | st.tuples(DAYS, DAYS))
def test_any_keys_give_days_in_order_or_none(
    keys: dict[str, str | int], published: str | None, tense: str | None, anchor: tuple[str, str] | None
) -> None:
    when = days_of(expression(**keys), published, tense, anchor).value
    if when.first is None or when.last is None:
        assert (when.first, when.last, when.basis) == (None, None, "unknown")
    else:
        assert date.fromisoformat(when.first) <= date.fromisoformat(when.last)
        assert when.basis in {"stated", "reckoned"}


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_publication_day_or_anchor_is_too_odd(published: str, anchor: str) -> None:
    days_of(expression(offset=-1, unit="week"), published, None, (anchor, anchor))
