"""What a name alone says of its state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.folder import Folder
from dragoman.codebook.names import Names, areas, load_names, pieces

NAMES = load_names(Folder())


def best(name: str, *states: str) -> str:
    scores = NAMES.scores(name, states)
    return max(states, key=lambda s: scores[s])


def test_names_are_told_apart_by_their_letters() -> None:
    assert best("Noh Seung-hwan", "KGZ", "KOR") == "KOR"
    assert best("Azamat Turgunbaev", "KGZ", "KOR") == "KGZ"
    assert best("Viktor Hnatenko", "UKR", "ESP", "JPN") == "UKR"
    assert best("Thandiwe Dlamini", "ZAF", "NOR") == "ZAF"


def test_accents_and_case_say_nothing() -> None:
    assert pieces("Álvaro QUIÑONES") == pieces("alvaro quinones")


def test_a_state_without_names_borrows_from_those_alike() -> None:
    counts = {piece: {"SYR": 3} for piece in pieces("Khalil")}
    known = Names(counts, {"SYR": 3, "NOR": 3}, {"JOR": frozenset({"JOR", "SYR"})})
    scores = known.scores("Khalil", ["JOR", "NOR"])
    assert scores["JOR"] > scores["NOR"]
    assert known.scores("Xyzzy", ["JOR"]) == {"JOR": 0.0}


def test_every_area_has_states_and_an_example() -> None:
    entries = Folder().entries("name-areas.yaml")
    assert all(entry["states"] and entry["example"] for entry in entries)
    assert {"JPN", "KEN", "BRA"} <= areas(Folder()).keys()


@given(st.text(max_size=40))
def test_any_text_has_a_finite_score(name: str) -> None:
    assert all(abs(value) < 1e6 for value in NAMES.scores(name, ["JPN", "XXX"]).values())
