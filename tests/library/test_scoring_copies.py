"""Planted copies are put together, others are not; floors on the set that ships."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.copies import score_copies
from dragoman.evaluate.floors import Measured
from dragoman.evaluate.planted import EDITS, VERSIONS, Article, Planted, plant
from dragoman.library.scoring_copies import measure_copies, read_articles

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "goldsets" / "copies" / "articles.jsonl"


def test_copies_keep_their_floors(keeps_floors: Callable[..., Measured]) -> None:
    now = keeps_floors("copies", {"copies": measure_copies(ARTICLES)})
    assert now.figures["copies.pair_precision"] >= 0.99 and now.figures["copies.pair_recall"] >= 0.97


def test_the_same_seed_plants_the_same_copies_of_every_kind() -> None:
    articles = read_articles(ARTICLES)
    news = next(a for a in articles if a.news)
    readout = next(a for a in articles if not a.news)
    made = plant([news, readout], 1, articles[:5])
    assert made == plant([news, readout], 1, articles[:5]) != plant([news, readout], 2, articles[:5])
    assert [p.kind for p in made if p.story == news.id] == ["original", *EDITS, *VERSIONS]
    assert [p.kind for p in made if p.story == readout.id] == ["original", *EDITS]
    assert len({p.text for p in made}) == len(made)


def test_an_article_of_a_sentence_or_two_has_no_copies() -> None:
    assert [p.kind for p in plant([Article("a", "Title", "One. Two.")], 1, [])] == ["original"]


def test_pairs_are_counted() -> None:
    planted = [
        Planted(name, name[0], "original" if len(name) == 1 else "cut", "") for name in ("a", "a1", "a2", "b", "b1")
    ]
    found = score_copies(planted, {"a": "x", "a1": "x", "a2": "y", "b": "y", "b1": "y"})
    assert (found["texts"], found["pairs"]) == (5, 4)
    assert (found["pair_precision"], found["pair_recall"]) == (0.5, 0.5)
    assert found["found_by_kind"] == {"cut": 2 / 3}
    assert (found["put_together"], found["missed"]) == (["a + b"], ["a2"])


def test_a_file_in_another_form_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "title": "b", "text": "c"}) + "\n{}\n")
    with pytest.raises(ValueError, match="line 2: KeyError: 'id'; needed are id, title, text"):
        measure_copies(path)
    path.write_text(json.dumps({"id": "a", "title": "b", "text": "c"}) + "\n")
    with pytest.raises(ValueError, match="holds 1 articles; planting copies needs 8 or more"):
        measure_copies(path)
