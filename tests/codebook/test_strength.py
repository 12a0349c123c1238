"""Strength of wording: ordered, and each degree shown by an example of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.strength import AXES, load_strength


def level(words: str, axis: str = "against") -> int | None:
    return next((d.level for d, _ in load_strength().of(words) if d.axis == axis), None)


def test_wording_is_ordered() -> None:
    said = [
        "Japan is concerned about the drills",
        "Japan is gravely concerned about the drills",
        "Japan opposes the drills",
        "Japan firmly opposes the drills",
        "Japan will not tolerate the drills",
        "Japan would respond with severe consequences",
    ]
    levels = [level(words) for words in said]
    assert levels == sorted(levels) and len(set(levels)) == len(levels)
    assert level("Japan held drills") is None
    assert level("an ironclad commitment", "for") > level("he expressed support for the plan", "for")


def test_the_strongest_degree_of_an_example_is_its_own() -> None:
    strength = load_strength()
    for degree in strength.degrees:
        told = {d.axis: d.id for d, _ in strength.of(degree.example)}
        assert told[degree.axis] == degree.id
    for axis in AXES:
        levels = [d.level for d in strength.degrees if d.axis == axis]
        assert sorted(levels) == list(range(1, len(levels) + 1))


def test_an_entry_without_an_example_of_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    entry = "- {id: x, axis: against, level: 1, words: [scolds], example: He praised it.}\n"
    (tmp_path / "en/strength.yaml").write_text(entry, encoding="utf-8")
    with pytest.raises(CodebookError, match="its example has none of its words"):
        load_strength(Folder(tmp_path))
