from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.library import scoring
from dragoman.library.scoring import NotMeasuredError, measure, relation_rows


def test_rows_are_unquoted_and_columns_go_by_name(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text('gold\tsentence\tsource\ttarget\textra\nREQUEST\t"A" asked B.\t"A"\tB\tx\n', encoding="utf-8")
    assert list(relation_rows(path)) == [('"A" asked B.', '"A"', "B", "REQUEST")]


@pytest.mark.parametrize(
    ("content", "says"), [("sentence\tsource\n", "no column target, gold"), ("", "no column"), ("x\ty\n", "no column")]
)
def test_a_file_in_another_form_is_told(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(content)
    with pytest.raises(NotMeasuredError, match=says):
        measure("relations", path, None)


def test_predictions_are_written_in_the_order_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = tmp_path / "gold.tsv", tmp_path / "out.tsv"
    path.write_text("sentence\tsource\ttarget\tgold\nA asked B.\tA\tB\tREQUEST\nC met D.\tC\tD\tCONSULT\n")
    answers = {
        "relation": lambda sentence, source, target: "REQUEST",
        "evaluate_relations": lambda g, p: {"rows": len(g)},
    }
    monkeypatch.setattr(scoring, "_function", lambda module, name: answers[name])
    assert measure("relations", path, out) == {"rows": 2}
    assert out.read_text() == "gold\tpredicted\nREQUEST\tREQUEST\nCONSULT\tREQUEST\n"


def test_what_is_not_there_yet_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotMeasuredError, match=r"no pipeline\.nothing yet"):
        scoring._function("pipeline", "nothing")
