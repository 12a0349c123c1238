"""What is SQLite's own: files that are none, newer, locked, full, damaged, read-only; kills; migrations; check."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from dragoman.records.event import Event
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.text import Document, Reading, Span, text_id
from dragoman.store import StoreError, open_store
from dragoman.store import errors as store_errors
from dragoman.store.connection import APPLICATION_ID, connect, migrate
from dragoman.store.migrations import MIGRATIONS
from stand_in import StandIn

TEXT = "Japan met China on Sunday."


def filled(path: Path, count: int = 1) -> Path:
    coder = StandIn()
    with open_store(path) as store:
        for number in range(count):
            text = f"{TEXT} {number}"
            one = Document(Reading(f"{number}.txt", text_id(text), f"{number}.txt", published="2023-04-02"), text)
            store.add(one.reading, f"{number}.txt", coder.code(one).value, (), coder.run())
    return path


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def code_of(path: Path, must_exist: bool = False) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(path, must_exist).close()
    assert str(path) in str(caught.value)
    return caught.value.problem.code


def test_a_new_file_has_version_and_mark(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    connection = sqlite3.connect(path)
    pragmas = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("user_version", "application_id", "journal_mode")
    ]
    assert pragmas == [len(MIGRATIONS), APPLICATION_ID, "wal"]


def test_migrations_stop_where_they_are_told_and_do_not_repeat(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.ledger", isolation_level=None)
    migrate(connection, 1)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    migrate(connection, 1)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == tables
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "text.ledger").write_text("Japan met China. " * 100)
    change(tmp_path / "other.ledger", "CREATE TABLE t (a)")
    assert code_of(tmp_path / "text.ledger") == "ledger.foreign"
    assert code_of(tmp_path / "other.ledger") == "ledger.foreign"
    assert code_of(tmp_path) == "ledger.foreign"
    assert code_of(tmp_path / "none.ledger", must_exist=True) == "ledger.missing"
    assert code_of(tmp_path / "no" / "folder.ledger") == "ledger.read_only"
    assert not (tmp_path / "none.ledger").exists()


def test_a_newer_version(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    change(path, "PRAGMA user_version = 99")
    assert code_of(path) == "ledger.newer"


def test_a_locked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "a.ledger")
    monkeypatch.setattr("dragoman.store.connection.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with open_store(path) as store, pytest.raises(StoreError) as caught:
        store.set_current("run1")
    assert caught.value.problem.code == "ledger.locked"
    other.execute("ROLLBACK")


def test_first_writers_that_start_at_one_moment(tmp_path: Path) -> None:
    """SQLite refuses a change to the write-ahead log without waiting, and what a file holds changes between two reads."""
    with ThreadPoolExecutor(8) as pool:
        for number in range(60):
            path, start = str(tmp_path / f"{number}.ledger"), Barrier(8)
            made = [pool.submit(lambda at=path, ready=start: (ready.wait(), connect(at).close())) for _ in range(8)]
            assert [one.result()[1] for one in made] == [None] * 8


def test_others_read_while_one_writes(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(path) as store:
        assert store.counts()["claims"] == 1
    other.execute("ROLLBACK")


def test_a_damaged_page(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger", 50)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError) as caught, open_store(path) as store:
        list(store.readings("run1"))
    assert caught.value.problem.code in {"ledger.damaged", "ledger.failed"}


def test_a_full_disk(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    with open_store(path) as store:
        store._connection.execute("PRAGMA max_page_count = 1")
        text = "Japan met China. " * 100_000
        one = Document(Reading("big", text_id(text), "big"), os.urandom(300_000).hex())
        with pytest.raises(StoreError) as caught:
            store.add(one.reading, "big", StandIn().code(one).value, (), StandIn().run())
        assert caught.value.problem.code == "ledger.full"
        assert store.counts()["readings"] == 1
    with open_store(path) as store:
        assert store.check() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="ROOT WRITES EVERYWHERE: read-only files are tried as another user only")
def test_a_read_only_file_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = filled(folder / "a.ledger")
    path.chmod(0o444)
    folder.chmod(0o555)
    with open_store(path) as store:
        assert store.counts()["claims"] == 1
        with pytest.raises(StoreError) as caught:
            store.set_current("run1")
    assert caught.value.problem.code == "ledger.read_only"
    folder.chmod(0o755)


def test_a_file_opened_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "a.ledger")
    monkeypatch.setattr("dragoman.store.connection._writable", lambda place: False)
    with open_store(path) as store:
        assert store.counts()["claims"] == 1
        with pytest.raises(StoreError) as caught:
            store.set_current("run1")
    assert caught.value.problem.code == "ledger.read_only"
    change(path, "PRAGMA user_version = 0", "DELETE FROM told")
    assert code_of(path) == "ledger.read_only"


def test_messages_give_codes_where_python_has_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_errors, "CODES", {})
    for message, code in (
        ("database is locked", "ledger.locked"),
        ("attempt to write a readonly database", "ledger.read_only"),
        ("unable to open database file", "ledger.read_only"),
        ("database or disk is full", "ledger.full"),
        ("database disk image is malformed", "ledger.damaged"),
        ("file is not a database", "ledger.foreign"),
        ("no such table: x", "ledger.failed"),
    ):
        with pytest.raises(StoreError) as caught, store_errors.guarded("x.ledger"):
            raise sqlite3.OperationalError(message)
        assert caught.value.problem.code == code


def test_check_finds_what_is_not_whole(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    connection = sqlite3.connect(path)
    body = json.loads(connection.execute("SELECT body FROM claims").fetchone()[0])
    connection.close()
    body["evidence"]["text"] = "China met Japan"
    body["within"] = "no-such-claim"
    change(
        path,
        "UPDATE claims SET body = '" + json.dumps(body).replace("'", "''") + "'",
        "INSERT INTO events (run, id, why) VALUES (1, 'e', '[]')",
    )
    with open_store(path) as store:
        assert [p.code for p in store.check()] == ["check.span", "check.reference", "check.event"]
    change(path, "UPDATE texts SET id = 'x'")
    with open_store(path) as store:
        assert store.check()[0].code == "check.text"
    change(path, "DELETE FROM readings")
    with open_store(path) as store:
        found = store.check()
    assert {p.code for p in found} == {"check.rows"} and "row 1 of coded" in str(found[0])


def test_backup_while_open(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger", 3)
    with open_store(path) as store:
        assert store.backup(tmp_path / "b.ledger")["texts"] == 3
        with pytest.raises(StoreError, match=r"backup\.exists"):
            store.backup(tmp_path / "b.ledger")
        with pytest.raises(StoreError, match=r"backup\.same"):
            store.backup(path, replace=True)
        store.backup(tmp_path / "b.ledger", replace=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.ledger", "b.ledger"]
    with open_store(tmp_path / "b.ledger", must_exist=True) as copy:
        assert copy.counts()["texts"] == 3 and copy.check() == []


def test_a_backup_of_what_is_not_whole_is_not_kept(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    change(path, "UPDATE texts SET id = 'x'")
    with (
        open_store(path) as store,
        pytest.raises(StoreError, match=r"backup\.broken: the copy is not whole \(1 problems"),
    ):
        store.backup(tmp_path / "b.ledger")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("b")] == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO text_search (rowid, title, characters) VALUES (9, '', 'a stray text')",
        "INSERT INTO claim_search (claim_search) VALUES ('delete-all')",
        "INSERT INTO text_search (text_search, rowid, title, characters) VALUES ('delete', 1, '', 'Japan met France on Sunday. 0')",
    ],
)
def test_an_index_that_is_not_what_the_texts_say_is_found_and_mended(tmp_path: Path, statement: str) -> None:
    path = filled(tmp_path / "a.ledger", 2)
    change(path, statement)
    with open_store(path) as store:
        assert [p.code for p in store.check()] == ["check.search"]
        store.rebuild_search()
        assert store.check() == []
        assert len(list(store.search_documents("Japan Sunday", 9))) == 2
        assert len(list(store.search_claims("run1", "met", 9))) == 2


def test_check_finds_claims_without_events_strange_ids_and_judgements_of_other_words(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger", 2)
    with open_store(path) as store:
        one, two = (t.claim.id for stored in store.readings("run1") for t in store.told("run1", stored))
        store.set_events("run1", [Event(one, (one,)), Event(two, (two,))])
        assert store.check() == []
    change(path, f"UPDATE events SET id = '{one[::-1]}' WHERE id = '{one}'")
    with open_store(path) as store:
        assert [p.values["reason"] for p in store.check()] == ["it has the id of none of its claims"]
    change(path, "DELETE FROM events WHERE no = 1", "DELETE FROM members WHERE event = 1")
    with open_store(path) as store:
        assert [p.values["reason"] for p in store.check()] == [f"claim {one} is in no event"]
        store.set_events("run1", [Event(one, (one,)), Event(two, (two,))])
        anchor = Anchor(text_id(f"{TEXT} 0"), Span(6, 9, "won"))
        store.add_judgements([
            Judgement("j", "reject", anchor, None, "Ann", "so", "2024-05-01"),
            Judgement("u", "undo", replace(anchor, trigger=Span(6, 9, "met")), "gone", "Ann", "so", "2024-05-01"),
        ])  # fmt: skip
        assert [p.code for p in store.check()] == ["check.judgement", "check.undo"]


def test_what_another_writer_adds_while_events_are_merged_is_not_taken_for_merged(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.ledger")
    with open_store(path) as store:
        before = store.state("run1")
        (one,) = (t.claim.id for stored in store.readings("run1") for t in store.told("run1", stored))
        filled(path, 2)
        store.set_events("run1", [Event(one, (one,))], before)
        assert not store.events_hold("run1")
        ids = [t.claim.id for stored in store.readings("run1") for t in store.told("run1", stored)]
        both = tuple(Event(i, (i,)) for i in ids)
        store.set_events("run1", both, store.state("run1"))
        store.set_events("run1", [Event(one, (one,))], before)
        assert store.events("run1") == both


WRITER = """
    import itertools, sys
    sys.path[:0] = {paths!r}
    from stand_in import StandIn
    from dragoman.records.text import Document, Reading, text_id
    from dragoman.store import open_store
    coder = StandIn()
    with open_store({path!r}) as store:
        for number in itertools.count():
            text = f"Japan met China. {{number}}"
            one = Document(Reading(f"{{number}}", text_id(text), "x", published="2023-04-02"), text)
            store.add(one.reading, str(number), coder.code(one).value, (), coder.run())
            print(number, flush=True)
"""


def test_a_killed_writer_loses_no_finished_document(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    paths = [str(Path(__file__).resolve().parents[1])]
    acknowledged = -1
    for stop in (1, 7, 30):
        command = [sys.executable, "-c", textwrap.dedent(WRITER.format(paths=paths, path=str(path)))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for line in writer.stdout:
                acknowledged = max(acknowledged, int(line))
                if int(line) >= stop:
                    os.kill(writer.pid, signal.SIGKILL)
                    break
    with open_store(path) as store:
        assert store.check() == []
        names = {int(one.reading.document) for one in store.readings("run1")}
        assert set(range(acknowledged + 1)) <= names
        assert store.counts()["claims"] == len(names)


def test_memory_keeps_nothing() -> None:
    connection = connect(":memory:")
    assert connection.execute("SELECT count(*) FROM claims").fetchone() == (0,)


def test_events_of_version_3_are_parts_of_nothing_and_are_merged_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, 3)
    connection.execute("INSERT INTO runs VALUES (1, 'r', 'p', 'c', 'm', 'frames', '{}', '2024-01-01')")
    connection.execute("INSERT INTO events (run, id, why) VALUES (1, 'e', '[]')")
    connection.execute("INSERT INTO settings VALUES ('merged up to r', '0')")
    migrate(connection, 4)
    assert connection.execute("SELECT id, part_of FROM events").fetchall() == [("e", None)]
    assert connection.execute("SELECT count(*) FROM settings WHERE name LIKE 'merged up to %'").fetchone() == (0,)
    connection.close()
    with open_store(path) as store:
        assert not store.events_hold("r")
