"""The corpus's test part, coded end to end, keeps its floors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.floors import Measured
from dragoman.library.scoring import NotMeasuredError, measure_corpus

ROOT = Path(__file__).resolve().parents[2]
RECORD = (
    '{"id": "s-1", "text": "Chile accused Peru of spying.", "published": "2020-01-01", "events": [{"trigger": '
    '{"start": 6, "end": 13, "text": "accused"}, "type": "ACCUSE", "mode": "allege", "modes": ["allege"], "contexts": [], '
    '"actor": [{"start": 0, "end": 5, "text": "Chile", "code": "CHL"}], "recipient": '
    '[{"start": 14, "end": 18, "text": "Peru", "code": "PER"}], "reciprocal": false, "aux": []}]}\n'
)


@pytest.mark.floors
def test_the_test_part_keeps_its_floors(keeps_floors: Callable[..., Measured], cores: int) -> None:
    files = [ROOT / "training" / "corpus" / name for name in ("test.jsonl", "test-by-sa.jsonl")]
    report = measure_corpus(files, missed=True, workers=cores)
    figures = {name: value for name, value in report.items() if isinstance(value, dict) and name != "calibration"}
    figures["given_trigger"] = {k: report[k] for k in ("actor_right", "recipient_right", "mode_given_type")}
    figures["full"]["missed"] = report["missed"]
    keeps_floors("corpus", figures, noise=0.005)
    assert report["calibration"]["ece"] <= 0.05 and report["calibration"]["auroc"] >= 0.75


@pytest.mark.floors
def test_plain_sentences_keep_their_floors(keeps_floors: Callable[..., Measured], cores: int) -> None:
    report = measure_corpus([ROOT / "goldsets" / "plain" / "unseen.jsonl"], least=0.2, workers=cores)
    keeps_floors("plain", {part: report[part] for part in ("trigger", "type", "full", "aux")}, noise=0.01)


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["wikinews", "articles-dev"])
def test_whole_articles_keep_their_floors(name: str, keeps_floors: Callable[..., Measured], cores: int) -> None:
    report = measure_corpus([ROOT / "training" / "corpus" / f"{name}.jsonl"], articles=True, workers=cores)
    figures = {part: report[part] for part in ("trigger", "type", "full", "aux")}
    keeps_floors(f"corpus {name}", figures, noise=0.01)


def test_what_was_gained_and_lost_is_told_against_an_earlier_run(tmp_path: Path) -> None:
    gold, old, new = tmp_path / "gold.jsonl", tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    gold.write_text(RECORD)
    old.write_text('{"id": "s-1", "acts": []}\n')
    report = measure_corpus([gold], new, old)
    assert report["full"]["f1"] == 1.0
    assert (report["gained"], report["lost"]) == (["s-1 ACCUSE: accused [6:13]"], [])
    assert measure_corpus([gold], None, new)["gained"] == []


@pytest.mark.parametrize(
    ("line", "says"), [("{", "gold.jsonl:1: not JSON"), ('{"id": "a"}', "gold.jsonl:1: not a record of the corpus")]
)
def test_a_file_in_another_form_is_told(tmp_path: Path, line: str, says: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line)
    with pytest.raises(NotMeasuredError, match=says):
        measure_corpus([gold])
