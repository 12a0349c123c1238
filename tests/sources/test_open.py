from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources import Found, find, open_raw

SUFFIXES = (".txt", ".jsonl")


def search(*arguments: str | Path, given: Given | None = None) -> list[Found | Problem]:
    return list(find([str(a) for a in arguments], SUFFIXES, given or Given()))


def names(found: list[Found | Problem]) -> list[str]:
    return [one.name if isinstance(one, Found) else one.code for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.jsonl",
        "sub/.hidden.txt",
        ".git/d.txt",
        "NOTICE",
        "LICENSE.txt",
        "x.pdf",
        "y.PDF",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "in"


def test_a_folder_is_walked_in_order_without_what_is_no_text(folder: Path) -> None:
    (folder / "sources.toml").write_text("")
    found = search(folder)
    assert names(found) == ["a.txt", "b.txt", "c.jsonl", "folder.skipped"]
    assert found[0] == Found("a.txt", str(folder / "a.txt"), str((folder / "a.txt").resolve()), Given())
    says = "holds 2 files of kinds that are not read: .pdf (2). Convert them to .txt or .jsonl."
    assert str(found[3]) == f"{folder} folder.skipped: {says}"


def test_a_file_is_taken_with_any_ending_and_once(folder: Path) -> None:
    assert names(search(folder / "x.pdf", folder / "a.txt", folder, folder / "." / "a.txt")) == [
        "x.pdf", "a.txt", "b.txt", "c.jsonl", "folder.skipped",
    ]  # fmt: skip


def test_patterns(folder: Path) -> None:
    assert names(search(folder / "*.txt")) == ["a.txt", "b.txt"]
    assert names(search(folder / "**" / "*.jsonl")) == ["c.jsonl"]
    assert names(search(folder / "*.csv")) == ["glob.empty"]


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = search(tmp_path / "nothing.txt", tmp_path / "empty", "https://example.org/a")
    assert names(found) == ["file.missing", "folder.empty", "url.unsupported"]


def test_a_name_that_looks_like_a_pattern_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "talks[1].txt").write_text("x")
    assert names(search(tmp_path / "talks[1].txt")) == ["talks[1].txt"]


def test_side_file_gives_metadata_and_the_command_line_wins(folder: Path) -> None:
    (folder / "sources.toml").write_text('["a.txt"]\npublished = 2023-04-02\npublisher = "AP"\nplace = "Beijing"\n')
    found = search(folder / "a.txt", given=Given(place="Tokyo"))
    assert isinstance(found[0], Found)
    assert found[0].given == Given(published="2023-04-02", publisher="AP", place="Tokyo")


def test_side_file_with_mistakes_is_told_and_the_rest_is_read(folder: Path) -> None:
    side = folder / "sources.toml"
    side.write_text('["a.txt"]\npublishd = "2023-04-02"\npublisher = "AP"\n["zz.txt"]\nplace = "Tokyo"\n')
    found = search(folder / "a.txt", folder / "b.txt")
    assert names(found) == ["sources.key", "sources.unmatched", "a.txt", "b.txt"]
    assert "'publishd'" in str(found[0]) and "'zz.txt'" in str(found[1])
    assert isinstance(found[2], Found) and found[2].given == Given(publisher="AP")


@pytest.mark.parametrize("content", ["[a", '"a.txt" = 3', "\xff\xfe"])
def test_side_file_that_is_none(folder: Path, content: str) -> None:
    (folder / "sources.toml").write_bytes(content.encode("latin-1"))
    assert names(search(folder / "a.txt"))[:1] == ["sources.bad"]


def test_toml_times_are_iso(folder: Path) -> None:
    (folder / "sources.toml").write_text('["a.txt"]\npublished = 2023-04-02T23:30:00+09:00\n')
    found = search(folder / "a.txt")[0]
    assert isinstance(found, Found) and found.given.published == "2023-04-02T23:30:00+09:00"


def test_open_raw(folder: Path) -> None:
    found = search(folder / "a.txt")[0]
    assert isinstance(found, Found)
    raw = open_raw(found)
    assert not isinstance(raw, Problem)
    with raw.stream as stream:
        assert stream.read() == b"a.txt"
    (folder / "a.txt").unlink()
    gone = open_raw(found)
    assert isinstance(gone, Problem) and gone.code == "file.missing"


def test_a_name_with_a_nul_is_a_problem_not_a_crash() -> None:
    assert names(search("a\0b.txt")) in (["file.unreadable"], ["file.missing"])
