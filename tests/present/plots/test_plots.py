"""Plots: what is drawn, what is said instead where there is too little, and that words of documents stay words."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from claims_by_hand import act, day, party, selected
from dragoman.analyse.periods import periods
from dragoman.analyse.rows import rows_of
from dragoman.codebook.plover import load_plover
from dragoman.present.plots.issues import draw_issues
from dragoman.present.plots.matrix import colour_of, draw_matrix
from dragoman.present.plots.picture import WIDTH, Days, Drawing, fitted
from dragoman.present.plots.png import png
from dragoman.present.plots.temperature import draw_temperature
from dragoman.present.plots.timeline import draw_timeline
from dragoman.records.answers import TimelineRow
from dragoman.records.panel import Covered
from dragoman.records.temperature import Degree, Temperature

TEXT = (
    "Japan met China. China warned Japan <script>alert(1)</script> & more. Japan helped Peru. Peru denied it met Japan. "
    "China fined Japan\x1b[31m\u202e red."
)
J, C, P = party(TEXT, "Japan", "JPN"), party(TEXT, "China", "CHN"), party(TEXT, "Peru", "PER")
QUADS = {code: kind.quad for code, kind in load_plover().types.items()}
NAMES = {"JPN": "Japan", "CHN": "China"}


def rows() -> tuple[TimelineRow, ...]:
    claims = [
        act(TEXT, "Japan met China", "met", "CONSULT", [J, C], when=day("2023-01-05"), reciprocal=True, issues=("taiwan",)),
        act(
            TEXT, "China warned Japan <script>alert(1)</script> & more", "warned", "THREATEN", [C], [J],
            when=day("2023-02-05"), issues=("taiwan", "fishing"),
        ),
        act(TEXT, "Japan helped Peru", "helped", "AID", [J], [P], when=day("2023-02-07"), issues=("fishing",)),
        act(TEXT, "Peru denied it met Japan", "met Japan. C", "CONSULT", [P, J], when=day("2023-02-07"), aux=("negation",)),
        act(TEXT, "China fined Japan\x1b[31m\u202e red", "fined", "SANCTION", [C], [J], issues=("fishing",)),
    ]  # fmt: skip
    return rows_of(selected({"a.txt": TEXT}, claims))


def marks(drawing: Drawing, tag: str) -> list[ElementTree.Element]:
    assert drawing.svg is not None, drawing.words
    return list(ElementTree.fromstring(drawing.svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def words(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in marks(drawing, "text")]


def test_the_timeline_has_a_dot_for_each_event_of_a_known_day_that_is_told_as_fact() -> None:
    made = draw_timeline(rows(), QUADS, "Japan – China")
    told = [dot[0].text for dot in marks(made, "circle")]
    assert told == [
        "7 February 2023: AID: Japan helped Peru",
        "5 January 2023: CONSULT: Japan met China",
        "5 February 2023: THREATEN: China warned Japan <script>alert(1)</script> & more",
    ]
    assert made.words.startswith("3 events from 5 January 2023 to 7 February 2023")
    assert "verbal conflict (1)" in words(made) and "material conflict (0)" in words(made)
    assert made.svg is not None and "<script" not in made.svg


def test_the_matrix_counts_who_acts_towards_whom_and_mutual_acts_each_way() -> None:
    scores = {
        row.id: {"CONSULT": 2.5, "THREATEN": -6.0, "AID": 7.0, "SANCTION": -8.0}[row.lead.event_type or ""]
        for row in rows()
    }
    made = draw_matrix(rows(), scores, NAMES, "All parties")
    told = [cell[0].text for cell in marks(made, "rect") if len(cell)]
    assert told == [
        "Japan towards China: 1 events, mean score +2.5",
        "Japan towards PER: 1 events, mean score +7.0",
        "China towards Japan: 3 events, mean score -3.8",
    ]
    assert made.words.startswith("4 events; rows act")


def test_scores_have_five_colours_from_conflict_to_cooperation() -> None:
    assert len({colour_of(score) for score in (-10, -2, 0, 2, 10)}) == 5
    assert colour_of(-10) == colour_of(-4.0) and colour_of(4.1) == colour_of(10)


def test_the_issue_stream_counts_each_row_once_under_its_first_issue() -> None:
    made = draw_issues(
        rows(), periods("2023-01-01", "2023-02-28", "month"), {r.id: r.when.first[:7] for r in rows() if r.when.first},
        {"taiwan": "Taiwan"}, "Japan",
    )  # fmt: skip
    assert [bar[0].text for bar in marks(made, "rect") if len(bar)] == [
        "2023-01: 1 on Taiwan",
        "2023-02: 1 on Taiwan",
        "2023-02: 1 on fishing",
    ]
    assert made.words == "3 events and statements on 2 issue(s), each under its first, from 2023-01 to 2023-02."


def temperature(events: int) -> Temperature:
    held = tuple(r for r in rows() if r.when.first and not r.aux)[:events]
    (period,) = periods("2023-01-01", "2023-12-31", "year")
    covered = Covered(4, 2)
    degree = Degree(period, held, 1.0 if held else None, 1.0, -2.0, 4.0, covered, covered)
    return Temperature(("JPN", "CHN"), "year", (degree,), (), 1.0, 0.1, (), {r.id: -2.0 for r in held}, ("A note.",))


def test_the_temperature_has_its_events_and_its_coverage() -> None:
    made = draw_temperature(temperature(3), NAMES)
    assert len(marks(made, "circle")) == 3 and len(marks(made, "polygon")) == 1
    assert [bar[0].text for bar in marks(made, "rect") if len(bar)] == ["2023: 4 documents, 2 sources"]
    assert words(made)[0] == "Japan and China by year: conflict and cooperation"


@pytest.mark.parametrize(
    "made",
    [
        draw_timeline([], QUADS, "Fiji – Tonga"),
        draw_matrix([], {}, NAMES, "Fiji"),
        draw_issues([], (), {}, {}, "Fiji"),
        draw_temperature(temperature(0), NAMES),
        draw_temperature(temperature(1), NAMES),
    ],
    ids=lambda made: made.key,
)
def test_too_little_is_said_in_words_and_never_an_empty_picture(made: Drawing) -> None:
    assert made.svg is None
    assert re.match(r"No .* is drawn: .+\.$", made.words)


def test_nothing_of_a_picture_is_fetched_or_run_and_all_of_it_is_well_formed() -> None:
    for made in (
        draw_timeline(rows(), QUADS, "A <b> & \x07B"),
        draw_matrix(rows(), {}, NAMES, "x"),
        draw_temperature(temperature(2)),
    ):
        assert made.svg is not None
        root = ElementTree.fromstring(made.svg)
        assert not re.search(r"href|url\(|<script|<image|<foreign|\bon\w+=", made.svg)
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", made.svg)
        assert root.get("viewBox", "").split()[2] == str(WIDTH)


def test_days_spread_between_the_edges_and_ticks_are_few() -> None:
    days = Days("2020-01-01", "2023-12-31", 10, 470)
    assert (days.x("2020-01-01"), days.x("2023-12-31", 1)) == (10, 470)
    assert [label for _, label in days.ticks(6)] == ["2020", "2021", "2022", "2023"]
    assert [label for _, label in Days("2023-01-30", "2023-01-31", 10, 470).ticks()] == ["2023-01-30", "2023-01-31"]
    assert [label for _, label in Days("2023-01-30", "2023-01-30", 10, 470).ticks()] == ["2023-01-30"]
    assert fitted("United Arab Emirates", 60, 13) == "United…"


def test_a_png_is_one() -> None:
    made = draw_timeline(rows(), QUADS, "Japan – China")
    assert made.svg is not None
    data = png(made.svg, 1.0)
    assert data.startswith(b"\x89PNG") and int.from_bytes(data[16:20], "big") == WIDTH
