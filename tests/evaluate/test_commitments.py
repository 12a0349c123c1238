"""Labelled sentences against what was found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.commitments import Found, Labelled, read_sentences, score_commitments


def labelled(id_: str, half: str, commitment: bool, who: str = "", to: str = "", by: str | None = None) -> Labelled:
    return Labelled(id_, half, "text", "2024-01-01", "P", commitment, frozenset(who.split()), frozenset(to.split()), by)


def test_figures_are_counted_by_half() -> None:
    found = [Found(frozenset({"JPN"}), frozenset({"USA"}), "2024-03-31")]
    told = [
        (labelled("a", "development", True, "JPN", "CHN", "2024-03-31"), found),
        (labelled("b", "development", True), []),
        (labelled("c", "held-back", False), found),
        (labelled("d", "held-back", False), []),
    ]
    report = score_commitments(told)
    development = report["development"]
    assert (development["precision"], development["recall"]) == (1.0, 0.5)
    assert (development["who_precision"], development["to_recall"], development["deadline_right"]) == (1.0, 0.0, 1.0)
    assert development["missed"] == ["b text"]
    assert (report["held_back"]["precision"], report["held_back"]["false"]) == (0.0, ["c text"])
    assert report["all"]["precision"] == 0.5


def test_a_bad_file_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no sentences"):
        read_sentences(tmp_path)
    (tmp_path / "sentences.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(ValueError, match=r"line 1|:1"):
        read_sentences(tmp_path)
