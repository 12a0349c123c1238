"""What is PostgreSQL's own: addresses, servers that are not there, another version, and programs that share a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from backends import empty_postgres

import dragoman
from dragoman.records.given import Given
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


def as_role(address: str, role: str) -> str:
    """The address for another user of the same server, without a password, as the tests' server takes it."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=f"{role}@{parts.netloc.rpartition('@')[2]}"))


@pytest.fixture
def held() -> Iterator[str]:
    """The address of a ledger with a document, and of roles that may read it, and nothing; they go with the test."""
    import psycopg

    address = empty_postgres()
    roles = "dragoman_test_reader", "dragoman_test_nobody"
    with dragoman.open(address, coding=StandIn(basis="stated")) as ledger:
        ledger.read_data("a.txt", b"Japan met China.", Given(published="2023-04-02"))
    with psycopg.connect(address, autocommit=True) as connection:
        for role in roles:
            connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"GRANT USAGE ON SCHEMA dragoman TO {roles[0]}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA dragoman TO {roles[0]}")
    yield address
    with psycopg.connect(address, autocommit=True) as connection:
        for role in roles:
            connection.execute(f"DROP OWNED BY {role}")
            connection.execute(f"DROP ROLE {role}")


def test_who_may_only_read_is_answered_and_told_what_to_ask_for(held: str) -> None:
    with dragoman.open(as_role(held, "dragoman_test_reader"), coding=StandIn(basis="stated")) as ledger:
        assert len(list(ledger.timeline())) == 1 and ledger.check() == []
        with pytest.raises(StoreError) as caught:
            ledger.read_data("b.txt", b"Japan warned China.", Given(published="2023-04-02"))
        assert caught.value.problem.code == "ledger.rights" and "INSERT" in str(caught.value)
    with pytest.raises(StoreError) as caught:
        dragoman.open(as_role(held, "dragoman_test_nobody"), must_exist=True)
    assert caught.value.problem.code == "ledger.rights" and "cannot be written" not in str(caught.value)
    standby = f"{held}{'&' if '?' in held else '?'}options=-c%20default_transaction_read_only%3Don"
    with dragoman.open(standby, must_exist=True, coding=StandIn(basis="stated")) as ledger:
        assert len(list(ledger.timeline())) == 1
        with pytest.raises(StoreError, match=r"ledger\.server_read_only.*main server"):
            ledger.read_data("b.txt", b"Japan warned China.", Given(published="2023-04-02"))


def test_a_server_that_goes_in_the_midst_keeps_what_is_finished(held: str) -> None:
    import psycopg

    def lines() -> Iterator[bytes]:
        yield b'{"id": "b", "text": "Japan warned China.", "published": "2023-04-02"}\n'
        with psycopg.connect(held, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        yield b'{"id": "c", "text": "Japan thanked China.", "published": "2023-04-02"}\n'

    lost = pytest.raises(StoreError, match=r"ledger\.lost.*finished documents are kept")
    with dragoman.open(held, coding=StandIn(basis="stated")) as ledger, lost:
        for line in lines():
            ledger.read_data(f"{line[8:9]!r}.jsonl", line, Given())
    with dragoman.open(held, coding=StandIn(basis="stated")) as ledger:
        assert {d.reading.document for d in ledger.documents()} == {"a.txt", "b"}
        ledger.read_data(
            "c.jsonl", b'{"id": "c", "text": "Japan thanked China.", "published": "2023-04-02"}\n', Given()
        )
        assert ledger.check() == [] and ledger.store.counts()["readings"] == 3


def test_an_address_that_is_none() -> None:
    pytest.importorskip("psycopg")
    for address in ("postgresql://h/db?nosuch=1", "postgresql://:::", "postgresql://kim@127.0.0.1:1/db"):
        with pytest.raises(StoreError) as caught:
            open_store(address)
        assert caught.value.problem.code == "ledger.server" and "Check the address" in str(caught.value)
