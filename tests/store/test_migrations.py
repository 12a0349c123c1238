"""Ledgers that earlier versions made, brought to this one: all that was in them is there, and they can be read into."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.store import StoreError, open_store
from dragoman.store.migrations import MIGRATIONS
from stand_in import StandIn

OLD = Path(__file__).resolve().parents[1] / "data" / "ledgers"
VERSIONS = range(1, len(MIGRATIONS))


def unpacked(version: int, folder: Path) -> Path:
    path = folder / f"v{version}.ledger"
    path.write_bytes(gzip.decompress((OLD / f"v{version}.ledger.gz").read_bytes()))
    return path


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_there_is_a_ledger_of_every_version() -> None:
    """One that is made before the schema changes again: see tests/data/ledgers/README.md."""
    assert sorted(p.name for p in OLD.glob("*.gz")) == [f"v{version}.ledger.gz" for version in VERSIONS]


@pytest.mark.parametrize("version", VERSIONS)
def test_all_that_was_in_it_is_there(version: int, tmp_path: Path) -> None:
    path = unpacked(version, tmp_path)
    assert rows(path, "PRAGMA user_version") == [(version,)]
    claims = rows(path, "SELECT id, body FROM claims ORDER BY no")
    texts, readings = (
        rows(path, "SELECT id FROM texts ORDER BY no"),
        rows(path, "SELECT document, published FROM readings"),
    )
    judged = rows(path, "SELECT id, kind, words, value, author, reason, made FROM judgements")
    assert (len(claims), len(texts), len(readings), len(judged)) == (6, 2, 4, 2)
    with dragoman.open(path, must_exist=True, coding=StandIn()) as ledger:
        assert ledger.check() == []
        assert {told.reading.document for told in ledger.documents()} == {"talks.txt", "call.txt", "copy.txt"}
        shown = [told.claim for told in ledger.claims(min_confidence=0.0) if told.copy_of is None]
        assert {claim.id for claim in shown} == {id_ for id_, _ in claims} - rejected(ledger)
        assert [c.issues for c in shown if "warned" in c.trigger.text] == [("south-china-sea",)]
        assert [h.claim.trigger.text for h in ledger.search("hotline") if h.claim] and not ledger.search("condemned")[
            0
        ].claim
        assert [(j.judgement.kind, j.claim is not None) for j in ledger.judge.history()] == [
            ("reject", True),
            ("correct", True),
        ]
    assert rows(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert rows(path, "SELECT id, body FROM claims ORDER BY no") == claims
    assert rows(path, "SELECT id, kind, words, value, author, reason, made FROM judgements") == judged


def rejected(ledger: dragoman.Ledger) -> set[str]:
    return {str(j.claim) for j in ledger.judge.history() if j.judgement.kind == "reject"}


@pytest.mark.parametrize("version", VERSIONS)
def test_it_can_be_read_into_and_judged(version: int, tmp_path: Path) -> None:
    path = unpacked(version, tmp_path)
    (tmp_path / "new.txt").write_text("Japan met China.")
    with dragoman.open(path, coding=StandIn()) as ledger:
        before = ledger.runs()
        ledger.read(tmp_path / "new.txt", published="2023-04-04")
        assert ledger.check() == [] or {p.code for p in ledger.check()} == {"judgement.unbound"}
        assert len(ledger.runs()) == len(before) + 1
        ledger.use(before[0].id)
        claim = next(told.claim for told in ledger.claims() if "agreed" in told.claim.trigger.text)
        ledger.judge.correct(claim.id, "so", "Bea", aux="future")
        assert next(t.claim.aux for t in ledger.claims() if t.claim.id == claim.id) == ("future",)
        assert ledger.check() == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_migration_that_cannot_be_written_changes_nothing(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked(version, tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr("dragoman.store.connection._writable", lambda place: False)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.problem.code == "ledger.read_only" and f"version {version}" in str(caught.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", VERSIONS)
def test_one_that_fails_half_way_leaves_the_version_before(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked(version, tmp_path)
    last = __import__(f"dragoman.store.migrations.{MIGRATIONS[-1]}", fromlist=["apply"])
    monkeypatch.setattr(last, "STATEMENTS", (*last.STATEMENTS, "ALTER TABLE nothing ADD COLUMN x"))
    with pytest.raises(StoreError, match=r"ledger\.failed"):
        open_store(path)
    assert rows(path, "PRAGMA user_version") == [(len(MIGRATIONS) - 1,)]
    monkeypatch.undo()
    with open_store(path) as store:
        assert store.check() == []


def test_claims_of_version_1_are_exported_with_all_fields(tmp_path: Path) -> None:
    from dragoman.records.claim_json import NAMES, body_object

    with dragoman.open(unpacked(1, tmp_path), coding=StandIn()) as ledger:
        lines = [json.loads(json.dumps(body_object(told))) for told in ledger.handed("jsonl").claims()]
    assert lines and all(list(one) == list(NAMES) for one in lines)
