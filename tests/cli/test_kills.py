"""kill -9 of `dragoman read` at random points: nothing that was finished is lost, and reading again ends in the same ledger."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

import dragoman
from command_runner import Server
from dragoman.store import open_store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="NO FORK HERE: processes cannot be killed as on Unix")
SIDES = (
    "Japan's foreign minister", "China's premier", "the French president", "South Korea's defence minister",
    "the Russian president",
)  # fmt: skip
DOCUMENTS = 30


def document(n: int) -> dict[str, str]:
    one, other = SIDES[n % 5], SIDES[(2 * n + 1) % 5]
    text = (
        f"{one[0].upper()}{one[1:]} met {other} in Geneva on Sunday. Japan warned against sanctions number {n}.\n"
        f"The two sides agreed to hold round {n} of talks next month. Japan thanked France."
    )
    return {"id": f"d{n}", "text": text, "published": f"2023-04-{n % 28 + 1:02d}", "publisher": "AP"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server("command_server.py")
    yield running
    running.close()


def exported(ledger: Path) -> list[dict[str, Any]]:
    from dragoman.records.claim_json import body_object

    with dragoman.open(ledger) as opened:
        return [body_object(told) for told in opened.handed("jsonl").claims()]


def by_document(ledger: Path) -> dict[str, list[Any]]:
    """Name → claims with all fields of their own, of the documents that are coded."""
    found: dict[str, list[Any]] = defaultdict(list)
    with open_store(ledger) as store:
        for run in store.runs():
            for stored in store.readings(run.id):
                found[stored.reading.document] = [told.claim for told in store.told(run.id, stored)]
    return dict(found)


def finished(ledger: Path) -> set[str]:
    """Documents that the ledger tells others of, while a writer is at work."""
    try:
        with open_store(ledger, must_exist=True) as store:
            return {s.reading.document for run in store.runs() for s in store.readings(run.id)}
    except dragoman.StoreError as error:
        assert error.problem.code == "ledger.missing", error
        return set()


def wait_for(ledger: Path, documents: int, seconds: float) -> None:
    """Waits until the ledger holds so many documents, `seconds` at most."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=0)) as reader:
            if reader.execute("SELECT count(*) FROM coded").fetchone()[0] >= documents:
                return
        time.sleep(0.01)


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.nightly)])
def test_killed_at_random_points(kills: int, server: Server, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(document(n)) for n in range(DOCUMENTS)))

    def read(name: str) -> tuple[str, ...]:
        return ("read", str(source), "--ledger", str(tmp_path / name), "--coder", "frames")

    begun = time.monotonic()
    server.start(os.devnull, *read("whole.ledger"))
    assert server.ended() == 0
    seconds = time.monotonic() - begun
    expected, whole = exported(tmp_path / "whole.ledger"), by_document(tmp_path / "whole.ledger")
    assert len(whole) == DOCUMENTS and len(expected) > 2 * DOCUMENTS
    chance, done, ledgers, partly = random.Random(7), 0, 1, 0
    while done < kills:
        ledger = tmp_path / f"{ledgers}.ledger"
        had = len(finished(ledger))
        process = server.start(os.devnull, *read(ledger.name))
        if had < DOCUMENTS and chance.random() < 0.8:  # at work, however slow the machine is
            wait_for(ledger, min(DOCUMENTS, had + chance.randint(1, DOCUMENTS // 3)), 20 * seconds)
            time.sleep(chance.uniform(0, seconds / DOCUMENTS))
        else:  # also before it, while events are put together, and after
            time.sleep(chance.uniform(0, 2 * seconds))
        before = finished(ledger)
        with suppress(ProcessLookupError):  # it has ended by itself
            os.kill(process, signal.SIGKILL)
        if server.ended() == -signal.SIGKILL:
            done += 1
            if ledger.exists():
                with dragoman.open(ledger) as opened:
                    assert opened.check() == []
                after = by_document(ledger)
                assert before <= after.keys()
                assert all(claims == whole[name] for name, claims in after.items())
                partly += 0 < len(after) < DOCUMENTS
        else:
            assert exported(ledger) == expected
            ledgers += 1
    server.start(os.devnull, *read(f"{ledgers}.ledger"))
    assert server.ended() == 0
    assert exported(tmp_path / f"{ledgers}.ledger") == expected
    with dragoman.open(tmp_path / f"{ledgers}.ledger") as opened:
        assert opened.check() == []
    print(f"{kills} kills, {partly} of them at work, {ledgers} ledgers")
    assert partly >= kills // 8  # the kills met writers at work, not only before or after
