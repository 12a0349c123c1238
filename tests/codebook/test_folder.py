from __future__ import annotations

from pathlib import Path

from dragoman.codebook.folder import Folder


def test_small_words_stay_words(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("lead: [on, off, no, yes, y, n]\non: x\nplain: {a: true, b: false, c: 1}\n")
    (document,) = Folder(tmp_path).yaml("words.yaml")
    assert document == {
        "lead": ["on", "off", "no", "yes", "y", "n"],
        "on": "x",
        "plain": {"a": True, "b": False, "c": 1},
    }
