"""Chunks as files: what comes back is what went in, and no half of one is ever taken for one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.library.copies import with_sketches
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document, Reading, text_id
from dragoman.store import chunks
from stand_in import StandIn

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NAMES = st.none() | WORDS
READINGS = st.builds(Reading, WORDS, st.just(""), WORDS, *[NAMES] * 9)
MET = "Japan met China. Photo: AP. On Friday France met Japan."


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(WORDS) + draw(st.sampled_from(["", MET]))
    return Document(replace(draw(READINGS), text_id=text_id(text)), text)


def coded(document: Document) -> Outcome[Coded | None]:
    made = StandIn().code(document)
    return Outcome(replace(made.value, parses={"sign": b"\x00parse"}), made.problems)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(documents(), max_size=4), st.data())
def test_what_comes_back_is_what_went_in(tmp_path: Path, given: list[Document], data: st.DataObject) -> None:
    failed = Problem("step.failed", "in.txt", 3, None, {"step": "x", "reason": "y"})
    told = [(n, Outcome(None, (failed,)) if data.draw(st.booleans()) else coded(one)) for n, one in enumerate(given)]
    path = chunks.put(tmp_path, "name", chunks.chunk_bytes("run", "name", given, told))
    back = chunks.chunk(path, "run", "name")
    assert back == told
    parses = [dict(outcome.value.parses) for _, outcome in back if outcome.value]
    assert parses == [{"sign": b"\x00parse"}] * len(parses)


def document(text: str = MET, name: str = "d") -> Document:
    return Document(Reading(name, text_id(text), "in.txt", published="2023-04-02"), text)


def test_a_sketch_comes_back(tmp_path: Path) -> None:
    (made,) = with_sketches([StandIn().code(document()).value])
    path = chunks.put(tmp_path, "n", chunks.chunk_bytes("r", "n", [document()], [(0, Outcome(made))]))
    ((_, outcome),) = chunks.chunk(path, "r", "n")
    assert outcome.value is not None and outcome.value.sketch == made.sketch is not None


def test_the_same_documents_make_the_same_bytes_under_the_same_name() -> None:
    given = [document(), document(name="e")]
    made = [chunks.chunk_bytes("r", "n", given, [(1, coded(given[1])), (0, coded(given[0]))]) for _ in range(2)]
    assert made[0] == made[1]
    names = [
        chunks.chunk_id("r", given), chunks.chunk_id("r", given[::-1]), chunks.chunk_id("s", given), chunks.chunk_id("r", given[:1]),
        chunks.chunk_id("r", [document(MET + " "), given[1]]),
    ]  # fmt: skip
    assert len(set(names)) == 5 and names[0] == chunks.chunk_id("r", list(given))


@pytest.mark.parametrize("keep", [0, 4, 500, -1])
def test_half_a_file_is_no_chunk(tmp_path: Path, keep: int) -> None:
    data = chunks.chunk_bytes("r", "n", [document()], [(0, coded(document()))])
    (tmp_path / "n.parquet").write_bytes(data[:keep])
    with pytest.raises(chunks.BrokenChunkError):
        chunks.chunk(tmp_path / "n.parquet", "r", "n")


def test_a_file_of_another_run_or_of_other_documents_is_no_chunk(tmp_path: Path) -> None:
    path = chunks.put(tmp_path, "n", chunks.chunk_bytes("r", "n", [], []))
    assert chunks.chunk(path, "r", "n") == []
    for run, name in (("s", "n"), ("r", "m")):
        with pytest.raises(chunks.BrokenChunkError):
            chunks.chunk(path, run, name)


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(chunks.os, "fsync", full)
    with pytest.raises(OSError):
        chunks.put(tmp_path, "n", b"bytes")
    assert list(tmp_path.iterdir()) == []


def test_the_queries_of_the_docs_run_over_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="NO DUCKDB HERE: pip install duckdb")
    page = (Path(__file__).resolve().parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
    (body,) = re.findall(r"^```sql\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "wire-chunks"
    folder.mkdir()
    for n in range(2):
        given = [document(f"{MET} No {n}."), document("Nothing happens.")]
        chunks.put(
            folder, f"c{n}", chunks.chunk_bytes("r", f"c{n}", given, [(at, coded(one)) for at, one in enumerate(given)])
        )
    view, answer = body.split(";")[:2]
    found = duckdb.sql(view) or duckdb.sql(answer)
    assert sorted(found.fetchall()) == [("2023", "FRA", "JPN", 2, 1.0), ("2023", "JPN", "CHN", 2, 1.0)]
