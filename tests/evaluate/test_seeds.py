from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dragoman.evaluate.seeds import SeedsError, SeedSets, find_sets, score_seeds

ROOT = Path(__file__).resolve().parents[2]


def test_sets_are_found_from_anywhere_in_a_checkout(examples: Path) -> None:
    assert find_sets(start=ROOT / "src" / "dragoman") == SeedSets(ROOT / "goldsets" / "seeds", ROOT / "examples")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match=r"There is no .*score\.py; run in a checkout"):
        find_sets(start=tmp_path)


def test_the_answers_score_fully_on_themselves(examples: Path) -> None:
    """Claims made of the answers reach every event: the scorer is called as it should be."""
    answers = [
        json.loads(line)
        for line in (ROOT / "goldsets/seeds/gold-events.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    report = score_seeds(find_sets(start=ROOT), [json.dumps(_claim(answer)) for answer in answers])
    assert report["events"]["required_recall"] == 1.0
    assert report["words"]["spans_not_verbatim"] == 0
    assert report["statements"]["statements_recall"] == 0.0


def _claim(answer: dict[str, object]) -> dict[str, object]:
    text = (ROOT / "examples" / str(answer["document"])).read_bytes().decode("utf-8")
    start, end = int(str(answer["start"])), int(str(answer["end"]))
    return {
        "document": answer["document"],
        "event_type": answer["types"][0],  # type: ignore[index]
        "evidence": {"start": start, "end": end, "text": text[start:end]},
        "actor": [{"code": code} for code in answer["actor"]],  # type: ignore[attr-defined]
        "recipient": [{"code": code} for code in answer["recipient"]],  # type: ignore[attr-defined]
    }


def test_a_scorer_that_fails_is_told(tmp_path: Path, examples: Path) -> None:
    shutil.copytree(ROOT / "goldsets" / "seeds", tmp_path / "seeds")
    (tmp_path / "seeds" / "gold-times.jsonl").write_text("not json\n")
    with pytest.raises(SeedsError, match="failed"):
        score_seeds(SeedSets(tmp_path / "seeds", examples), [])
