"""Answers kept in the ledger are those that would be made now; whatever changes the ledger lets go of them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from claims_by_hand import act, day, party
from dragoman.library import Ledger, kept
from dragoman.library.known import Memory
from dragoman.library.view import keep_events
from dragoman.records.coded import Coded
from dragoman.records.text import Document, Reading, text_id
from export.made_ledger import RUN, made_ledger

ASKED: dict[str, Callable[[Ledger], Any]] = {
    "timeline": lambda x: x.timeline(("JPN", "CHN"), speech=True, min_confidence=0.0),
    "timeline of days": lambda x: x.timeline(since="2020-01-05", min_confidence=0.0),
    "brief": lambda x: x.brief(("KEN", "PER")),
    "brief with plots": lambda x: x.brief(("JPN", "CHN"), plots=True),
    "positions": lambda x: x.positions(party="CHN", min_confidence=0.0),
    "commitments": lambda x: x.commitments(("JPN", "CHN"), min_confidence=0.0),
    "temperature": lambda x: x.temperature(("JPN", "CHN")),
    "panel": lambda x: x.panel(pairs=[("JPN", "CHN")]),
    "panel of countries": lambda x: x.panel("country-year", measures=["counts"], parties=["Kenya"], aux=("future",)),
}


@pytest.fixture(autouse=True)
def all_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", 0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made_ledger(tmp_path / "l.ledger", 400).close()
    return tmp_path / "l.ledger"


def asked(path: Path, name: str) -> Any:
    """The answer that a program which has asked nothing before is given."""
    with dragoman.open(path, must_exist=True) as ledger:
        return ASKED[name](ledger)


def made_now(path: Path, name: str) -> Any:
    """The answer as it is made where nothing was kept."""
    other = path.with_suffix(".copy")
    shutil.copy(path, other)
    connection = sqlite3.connect(other)
    connection.execute("DELETE FROM answers")
    connection.commit()
    connection.close()
    return asked(other, name)


def held(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize("name", ASKED)
def test_the_second_program_is_told_what_the_first_was_and_reads_no_claim(
    name: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(path, name)

    def nothing(*_: object) -> None:
        raise AssertionError("claims were read again")

    for of in ("whole", "part"):
        monkeypatch.setattr(Memory, of, nothing)
    second = asked(path, name)
    assert second == first and type(second) is type(first)
    assert second._repr_html_() == first._repr_html_()


def test_texts_of_a_kept_answer_are_read_also_after_the_ledger_was_closed(path: Path) -> None:
    first, second = asked(path, "positions"), asked(path, "positions")
    assert second.texts and type(second.texts) is not dict
    assert dict(second.texts) == dict(first.texts)


def test_a_quick_answer_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", 1000.0)
    asked(path, "timeline")
    assert held(path) == 0


def test_other_questions_and_runs_have_other_answers(path: Path) -> None:
    with dragoman.open(path, must_exist=True) as ledger:
        every = ledger.timeline(("JPN", "CHN"), min_confidence=0.0)
        sure = ledger.timeline(("JPN", "CHN"), min_confidence=0.7)
        assert every != sure and held(path) == 2


def test_a_changed_program_or_codebook_makes_anew(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "codebook"
    folder.mkdir()
    (folder / "issues.yaml").write_text("fishing: {label: Fishing, terms: [fishing]}\n")
    sign = kept.files_sign(folder)
    os.utime(folder / "issues.yaml", (1, 1))
    assert kept.files_sign(folder) != sign
    asked(path, "timeline")
    monkeypatch.setattr(kept, "program_sign", lambda: "another")
    asked(path, "timeline")
    assert held(path) == 2


def test_damaged_bytes_are_made_anew(path: Path) -> None:
    first = asked(path, "timeline")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE answers SET body = ?", (b"\x78\x9c",))
    connection.commit()
    connection.close()
    assert asked(path, "timeline") == first


def test_a_ledger_that_cannot_be_written_answers_all_the_same(path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        assert asked(path, "timeline")
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    assert held(path) == 0


def test_the_oldest_go_where_there_is_no_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("timeline", "timeline of days", "temperature"):
        asked(path, name)
    connection = sqlite3.connect(path)
    sizes = [n for (n,) in connection.execute("SELECT length(body) FROM answers ORDER BY no")]
    connection.close()
    monkeypatch.setattr("dragoman.store.keeping.MOST", sum(sizes))
    asked(path, "commitments")
    assert held(path) < 4
    monkeypatch.setattr("dragoman.store.keeping.MOST", 10)
    before = held(path)
    asked(path, "positions")
    assert held(path) == before


CHANGES = st.lists(
    st.tuples(st.sampled_from(["read", "reject", "correct", "undo", "merge"]), st.integers(0, 50)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_after_any_change_answers_are_those_made_now(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("changed") / "l.ledger"
    made_ledger(path, 120).close()
    names = ("timeline", "commitments", "positions", "temperature")
    for number, (kind, place) in enumerate(changes):
        for name in names:
            asked(path, name)
        with dragoman.open(path, must_exist=True) as ledger:
            change(ledger, kind, place, number)
        for name in names:
            assert asked(path, name) == made_now(path, name)
            assert asked(path, name) == made_now(path, name)


def change(ledger: Ledger, kind: str, place: int, number: int) -> None:
    """Reads a document, judges a claim, takes the last judgement back, or merges anew."""
    claims = [c for c in ledger.selection().claims if c.actor and c.actor[0].code == "JPN"]
    if kind == "read":
        text = f"Japan pledged to send {place} vessels to China, report {number}."
        parts = [party(text, "Japan", "JPN")], [party(text, "China", "CHN")]
        made = act(text, text[:-1], "pledged", "AGREE", *parts, when=day("2020-01-20"))
        reading = Reading(f"new-{number}", text_id(text), f"in/new-{number}", "Wire", "2020-01-21")
        coded = Coded(Document(reading, text), (replace(made, document=reading.document, text_id=reading.text_id),))
        ledger.store.add(reading, reading.source, coded, (), RUN)
        keep_events(ledger.store, RUN)
    elif kind == "merge":
        ledger.mend()
    elif kind == "undo":
        if judgements := ledger.store.judgements():
            ledger.judge.undo(judgements[-1].id, "it stands", "me")
    elif claims and kind == "reject":
        ledger.judge.reject(claims[place % len(claims)].id, "it was not so", "me")
    elif claims:
        ledger.judge.correct(claims[place % len(claims)].id, "another day", "me", when="2020-02-03")
