from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.judge import Standing, taken_back
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.text import Span


def judgement(id_: str, kind: str = "reject", value: str | None = None, text: str = "t") -> Judgement:
    return Judgement(id_, kind, Anchor(text, Span(0, 1, "a")), value, "Ann", "so", "2024-05-01")


def ids(judgements: list[Judgement]) -> list[str]:
    return [one.id for one in Standing.of(judgements).judgements]


def test_an_undone_judgement_does_not_stand_and_one_that_is_redone_does() -> None:
    made = [judgement("a"), judgement("b")]
    assert ids(made) == ["a", "b"]
    made.append(judgement("u", "undo", "a"))
    assert ids(made) == ["b"] and taken_back(made) == {"a": made[2]}
    made.append(judgement("v", "undo", "u"))
    assert ids(made) == ["a", "b"] and taken_back(made) == {"u": made[3]}
    made.append(judgement("w", "undo", "v"))
    assert ids(made) == ["b"]


def test_the_order_in_which_they_came_does_not_matter_to_what_is_undone() -> None:
    made = [judgement("v", "undo", "u"), judgement("u", "undo", "a"), judgement("a")]
    assert ids(made) == ["a"]


def test_undoings_that_name_each_other_or_nothing_take_nothing_back() -> None:
    made = [judgement("a"), judgement("u", "undo", "v"), judgement("v", "undo", "u"), judgement("w", "undo", "gone")]
    assert ids(made) == ["a"] and set(taken_back(made)) == {"gone"}


def test_they_are_found_by_text() -> None:
    standing = Standing.of([judgement("a"), judgement("b", text="other"), judgement("c")])
    assert [j.id for j in standing.by_text["t"]] == ["a", "c"]
    assert standing.on("other").judgements == standing.by_text["other"]
    assert standing.on("none") == Standing((), {})


@given(st.lists(st.booleans(), max_size=12))
def test_a_chain_of_undoings_ends_where_counting_says(more: list[bool]) -> None:
    chain = [judgement("j0"), *(judgement(f"j{n + 1}", "undo", f"j{n}") for n in range(len(more)))]
    assert ids(chain) == (["j0"] if len(more) % 2 == 0 else [])
