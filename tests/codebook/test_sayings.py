"""Sayings as data: what the loader refuses, and how their words are matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.sayings import load_sayings


def _laid(folder: Path, text: str) -> Folder:
    (folder / "en").mkdir()
    (folder / "en/sayings.yaml").write_text(text, encoding="utf-8")
    return Folder(folder)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('{words: "on thin ice"}', "needs a type"),
        ('{words: "* on thin ice", type: THREATEN}', "words that begin with one that stands"),
        ('{words: "very? thin ice", type: THREATEN}', "words that begin with one that stands"),
        ('{words: "thin ice", type: THREATEN, who: nobody}', "who is subject or inside"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, entry: str, told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        load_sayings(_laid(tmp_path, f"- {entry}\n"))


def test_a_users_own_sayings_are_added(tmp_path: Path) -> None:
    added = load_sayings(_laid(tmp_path, '- {words: "skate on thin ice", type: THREATEN}\n'))
    assert len(added.by_first["skate"]) == 1 and len(added.by_first) == len(load_sayings(Folder()).by_first) + 1
