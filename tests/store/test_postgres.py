"""What is PostgreSQL's own: addresses, servers that are not there, another version, and programs that share a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from backends import empty_postgres

import dragoman
from dragoman.store import StoreError, open_store
from dragoman.store.postgres import shown
from stand_in import StandIn

COMMAND = [sys.executable, str(Path(__file__).resolve().parents[1] / "cli" / "stand_in_command.py")]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DRAGOMAN_AUTHOR": "Ann"}


def test_a_password_is_never_shown() -> None:
    assert shown("postgresql://kim:secret@host:5432/db") == "postgresql://kim:***@host:5432/db"
    assert shown("postgresql:///db?host=/tmp") == "postgresql:///db?host=/tmp"
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://kim:secret@127.0.0.1:1/db")
    assert caught.value.problem.code == "ledger.server" and "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_ledger_that_is_not_there_or_newer() -> None:
    import psycopg

    address = empty_postgres()
    with pytest.raises(StoreError) as caught:
        open_store(address, must_exist=True)
    assert caught.value.problem.code == "ledger.missing"
    open_store(address).close()
    open_store(address, must_exist=True).close()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("INSERT INTO dragoman.ledger_version VALUES (99)")
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert caught.value.problem.code == "ledger.newer"


def test_writers_and_readers_share_a_ledger(tmp_path: Path) -> None:
    address = empty_postgres()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        for n in range(4):
            (tmp_path / name / f"{name}{n}.txt").write_text(f"Japan met China. {name} {n}")
    arguments = [
        ("read", str(tmp_path / name), "--ledger", address, "--published", "2023-04-02") for name in ("one", "two")
    ]
    writers = [subprocess.Popen([*COMMAND, *a], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) for a in arguments]  # fmt: skip
    for process in writers:
        _, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, "")
    with dragoman.open(address, must_exist=True, coding=StandIn(basis="stated")) as ledger:
        assert ledger.check() == []
        (event,) = ledger.selection().events
        assert len(event.claims) == 8
        claim = next(ledger.claims()).claim.id
        made = ledger.judge.split([claim], "another meeting", "Ann")
        assert sorted(len(e.claims) for e in ledger.selection().events) == [1, 7]
        ledger.judge.undo(made.id, "no", "Ann")
        assert len({told.event for told in ledger.handed("jsonl").claims()}) == 1
        assert [len(claims) for _, claims in ledger.handed("icews").events()] == [8]
        assert len([hit for hit in ledger.search("met") if hit.claim]) == 8
        assert not ledger.diff("run1", "run1").differs
        with pytest.raises(StoreError, match=r"backup\.server"):
            ledger.backup(tmp_path / "copy.ledger")
