"""Sequences of tags → spans of statements."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.find.coders.statements import best_sequence, spans
from dragoman.find.coders.tags import TAGS


def scores(*rows: dict[str, float]) -> np.ndarray:
    return np.array([[row.get(t, 0.01) for t in TAGS] for row in rows], dtype=np.float32)


def test_a_span_begins_with_its_first_word() -> None:
    found = best_sequence(scores({"I-cue": 0.6, "B-cue": 0.4}, {"I-cue": 0.9}, {"O": 0.9}), TAGS)
    assert found == ["B-cue", "I-cue", "O"]
    assert spans(found) == [("cue", 0, 2)]


def test_spans_side_by_side_stay_apart() -> None:
    assert spans(["B-source", "B-cue", "I-cue", "B-content", "O", "B-content"]) == [
        ("source", 0, 1), ("cue", 1, 3), ("content", 3, 4), ("content", 5, 6),
    ]  # fmt: skip


@given(st.lists(st.lists(st.floats(0, 1), min_size=len(TAGS), max_size=len(TAGS)), min_size=1, max_size=12))
def test_any_scores_give_a_lawful_sequence(rows: list[list[float]]) -> None:
    found = best_sequence(np.array(rows, dtype=np.float32), TAGS)
    assert len(found) == len(rows) and not found[0].startswith("I-")
    for before, after in itertools.pairwise(found):
        assert not after.startswith("I-") or before[2:] == after[2:]
    covered = [n for _, first, last in spans(found) for n in range(first, last)]
    assert covered == [n for n, tag in enumerate(found) if tag != "O"]
