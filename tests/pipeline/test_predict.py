"""Predictions for labelled sets: spans in the file's own counting, in its order, and files in another form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.library.scoring import NotMeasuredError, measure
from dragoman.pipeline.detokenise import joined
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict import predict_statements, predict_times


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_times_come_in_order_with_timex_values(tmp_path: Path) -> None:
    texts = {"b": "War broke out in September 1939.\u2028In October 1939 it fell.", "a": "He left on Friday."}
    path = write(tmp_path / "t.jsonl", *({"doc": d, "text": t, "dct": "2024-07-26T10:00:00"} for d, t in texts.items()))
    rows = predict_times(path)
    assert [(r["doc"], texts[r["doc"]][r["start"] : r["end"]], r["value"]) for r in rows] == [
        ("b", "September 1939", "1939-09"),
        ("b", "October 1939", "1939-10"),
        ("a", "Friday", "2024-07-26"),
    ]


def test_statements_are_told_in_the_tokens_of_the_file(tmp_path: Path) -> None:
    tokens = ["``", "We", "do", "n't", "agree", ",", "''", "Mr.", "Abe", "'s", "aide", "said", "on", "Monday", "."]
    path = write(tmp_path / "s.jsonl", {"id": 7, "tokens": ["A", "Headline"]}, {"id": 7, "tokens": tokens})
    names: list[str] = []
    empty, row = predict_statements(path, names.append, Options(coder="frames"))
    assert names == ["7"]
    assert empty == {"id": 7, "spans": []}
    words = {s["role"]: tokens[s["start"] : s["end"]] for s in row["spans"]}
    assert words["cue"] == ["said"]
    assert words["source"] == ["Mr.", "Abe", "'s", "aide"]
    assert words["content"][:5] == ["``", "We", "do", "n't", "agree"] or words["content"][:4] == tokens[1:5]


@pytest.mark.parametrize(
    ("kind", "line", "says"),
    [
        ("times", '{"doc": "a"}', r"gold\.jsonl:2: not a row of such a set: 'text' is missing"),
        ("times", "[1]", r"gold\.jsonl:2: not a row of such a set: no object"),
        ("times", "{", r"gold\.jsonl:2: not JSON"),
        (
            "statements",
            '{"id": "a", "tokens": [1]}',
            r"gold\.jsonl:2: .*'tokens' is missing, or is not a list of words",
        ),
        ("statements", '{"tokens": []}', r"gold\.jsonl:2: .*'id' is missing"),
        ("statements", '{"id": "a", "tokens": []}', r"gold\.jsonl:2: not a row with id and spans"),
    ],
)
def test_another_form_is_told_with_file_and_line(tmp_path: Path, kind: str, line: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(NotMeasuredError, match=says):
        measure(kind, path, None)


def test_figures_and_predictions_of_statements(tmp_path: Path) -> None:
    tokens = ["Abe", "said", "he", "agreed", "."]
    spans = [{"role": "source", "start": 0, "end": 1}, {"role": "cue", "start": 1, "end": 2}]
    path = write(tmp_path / "s.jsonl", {"id": "a", "tokens": tokens, "spans": spans})
    figures = measure("statements", path, tmp_path / "out.jsonl")
    assert figures["source"]["exact"]["f1"] == figures["cue"]["exact"]["f1"] == 1.0
    (row,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert {"role": "source", "start": 0, "end": 1} in row["spans"]


def test_words_and_marks_are_put_together_as_in_print() -> None:
    words = joined([["``", "No", ",", "''", "he", "said", "(", "twice", ")", ",", '"', "do", "n't", '"', "."]])
    assert words.text == "“No,” he said (twice), “don't”."


@given(st.lists(st.lists(st.text(min_size=1, max_size=6), max_size=12), max_size=4))
def test_every_token_keeps_its_place(rows: list[list[str]]) -> None:
    words = joined(rows)
    assert [len(p) for p in words.places] == [len(r) for r in rows]
    places = [p for row in words.places for p in row]
    assert all(end - start >= 1 for start, end in places)
    assert places == sorted(places)
