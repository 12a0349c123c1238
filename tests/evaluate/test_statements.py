"""Statement spans against gold: exact, overlapping, and rows that do not fit together."""

from __future__ import annotations

import pytest

from dragoman.evaluate.statements import evaluate_statements, overlapping


def row(name: str, *spans: tuple[str, int, int]) -> dict[str, object]:
    return {"id": name, "spans": [{"role": r, "start": s, "end": e} for r, s, e in spans]}


def test_exact_and_overlap_by_role() -> None:
    gold = [row("a", ("source", 0, 2), ("cue", 2, 3), ("content", 3, 9)), row("b", ("source", 0, 1))]
    predicted = [row("a", ("source", 0, 2), ("cue", 2, 4), ("content", 3, 9), ("content", 12, 13)), row("b")]
    figures = evaluate_statements(gold, predicted)
    assert figures["rows"] == 2
    assert figures["source"]["exact"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert figures["cue"]["exact"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert figures["cue"]["overlap"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["content"]["exact"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert (figures["content"]["gold"], figures["content"]["predicted"]) == (1, 2)


def test_each_span_counts_for_one() -> None:
    assert overlapping({(0, 10)}, {(0, 4), (4, 10)}) == 1
    assert overlapping({(0, 4), (4, 10)}, {(0, 10)}) == 1
    assert overlapping({(0, 4), (4, 10)}, {(3, 5), (5, 6)}) == 2
    assert overlapping({(0, 4)}, {(4, 5)}) == 0


def test_a_span_given_twice_counts_once() -> None:
    figures = evaluate_statements([row("a", ("cue", 1, 2))], [row("a", ("cue", 1, 2), ("cue", 1, 2))])
    assert figures["cue"]["exact"]["precision"] == 1.0


def test_nothing_predicted_is_nought_not_an_error() -> None:
    figures = evaluate_statements([row("a", ("cue", 1, 2))], [row("a")])
    assert figures["cue"]["exact"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_other_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="1 gold rows, but 0"):
        evaluate_statements([row("a")], [])
    with pytest.raises(ValueError, match="row 1: gold is of 'a'"):
        evaluate_statements([row("a")], [row("b")])
    with pytest.raises(ValueError, match="'sauce' is none of"):
        evaluate_statements([row("a")], [row("a", ("sauce", 0, 1))])
