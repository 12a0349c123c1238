"""Where the marks of map and network stand."""

from __future__ import annotations

import random
import re
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.drawn import graph
from dragoman.web.drawn.world import WIDE, land, world_of

TOKYO, BEIJING, WASHINGTON, LONDON = (35.7, 139.7), (39.9, 116.4), (38.9, -77.0), (51.5, -0.1)


def world(*places: tuple[tuple[float, float], int], whole: bool = False):  # type: ignore[no-untyped-def]
    listed = [(lat, lon, n, f"k{number}") for number, ((lat, lon), n) in enumerate(places)]
    return world_of(listed, {f"k{number}": f"Place {number}" for number in range(len(places))}, whole)


def test_places_stand_as_they_lie() -> None:
    made = world((TOKYO, 5), (BEIJING, 3))
    tokyo, beijing = made.spots
    assert beijing.x < tokyo.x and beijing.y < tokyo.y and tokyo.r > beijing.r
    # A degree of longitude is as long as one of latitude times the cosine of the middle latitude.
    per_lon, per_lat = (tokyo.x - beijing.x) / (139.7 - 116.4), (tokyo.y - beijing.y) / (39.9 - 35.7)
    assert per_lon / per_lat == pytest.approx(0.79, abs=0.02)
    assert (tokyo.label, beijing.label) == ("start", "start") or "end" in (tokyo.label, beijing.label)


def test_the_pacific_is_in_one_piece_between_its_shores() -> None:
    made = world((TOKYO, 5), ((37.8, -122.4), 5), ((21.3, -157.9), 5))
    tokyo, california, hawaii = made.spots
    assert tokyo.x < hawaii.x < california.x
    atlantic = world((LONDON, 5), (WASHINGTON, 5))
    assert atlantic.spots[1].x < atlantic.spots[0].x


def test_what_lies_far_from_most_events_is_told_and_not_shown() -> None:
    made = world((TOKYO, 40), (BEIJING, 30), (LONDON, 1), (WASHINGTON, 1))
    assert [spot.key for spot in made.spots] == ["k0", "k1"] and made.outside == 2
    whole = world((TOKYO, 40), (BEIJING, 30), (LONDON, 1), (WASHINGTON, 1), whole=True)
    assert len(whole.spots) == 4 and whole.outside == 0
    even = world((TOKYO, 10), (BEIJING, 10), (LONDON, 10), (WASHINGTON, 10))
    assert even.outside == 0


@given(
    st.lists(st.tuples(st.tuples(st.floats(-89, 89), st.floats(-180, 180)), st.integers(1, 500)), max_size=30),
    st.booleans(),
)
def test_every_place_lies_on_the_map(places: list[tuple[tuple[float, float], int]], whole: bool) -> None:
    made = world(*places, whole=whole)
    assert len(made.spots) + made.outside == len(places)
    assert 0.3 * WIDE < made.high < 3 * WIDE and 1 <= len(made.shifts) <= 4
    for spot in made.spots:
        assert -1 <= spot.x <= WIDE + 1
        assert whole or -1 <= spot.y <= made.high + 1


def test_the_land_is_one_path_without_jumps() -> None:
    path = land()
    assert re.fullmatch(r"[Mlz0-9 -]+", path) and path.count("M") == path.count("z") > 100
    for ring in path.split("z")[:-1]:
        steps = [tuple(map(int, pair)) for pair in re.findall(r"(-?\d+) ?(-?\d+)", ring.split("l")[1])]
        assert max((abs(x) for x, y in steps if y), default=0) < 1800


def test_a_network_is_the_same_each_time_and_its_dots_are_apart() -> None:
    chance = random.Random(1)
    codes = [f"C{n:02}" for n in range(20)]
    counts = {(a, b): chance.randrange(1, 90) for a in codes for b in codes if a != b and chance.random() < 0.2}
    scores = dict.fromkeys(counts, 1.0)
    made = graph.laid_out(codes, counts, scores, 60)
    assert made == graph.laid_out(codes, counts, scores, 60)
    assert len(made.arcs) == 60 and made.left_out == len(counts) - 60
    assert [arc.events for arc in made.arcs] == sorted((arc.events for arc in made.arcs), reverse=True)
    for dot in made.dots:
        assert 0 < dot.x < graph.WIDE and 0 < dot.y < graph.HIGH
        assert all(hypot(dot.x - other.x, dot.y - other.y) > 30 for other in made.dots if other is not dot)


def test_closer_parties_stand_closer() -> None:
    counts = {("JPN", "CHN"): 90, ("CHN", "JPN"): 80, ("JPN", "FRA"): 1, ("CHN", "BRA"): 1, ("FRA", "BRA"): 1}
    made = graph.laid_out(["JPN", "CHN", "FRA", "BRA"], counts, dict.fromkeys(counts, 0.0), 10)
    at = {dot.code: (dot.x, dot.y) for dot in made.dots}
    assert hypot(*(a - b for a, b in zip(at["JPN"], at["CHN"]))) < hypot(*(a - b for a, b in zip(at["FRA"], at["CHN"])))


@pytest.mark.parametrize(
    ("codes", "counts"), [([], {}), (["JPN"], {}), (["JPN", "CHN"], {("JPN", "CHN"): 1}), (["JPN"], {("JPN", "JPN"): 3})]
)  # fmt: skip
def test_few_parties_are_drawn_too(codes: list[str], counts: dict[tuple[str, str], int]) -> None:
    made = graph.laid_out(codes, counts, dict.fromkeys(counts, 0.0), 10)
    assert len(made.dots) == (2 if len(codes) == 2 else 0) and len(made.arcs) == len(made.dots) // 2
