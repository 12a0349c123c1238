"""A clock that goes back, and people who press Ctrl-C twice: nothing is lost, nothing is put in a wrong order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

import pytest

import dragoman
from dragoman.library import edits
from dragoman.records.given import Given
from dragoman.store import writing
from stand_in import StandIn

COMMAND = [sys.executable, str(Path(__file__).parent / "stand_in_command.py")]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(sys.path),
    "DRAGOMAN_AUTHOR": "Ann",
    "STAND_IN_SECONDS": "0.1",
}


def documents(place: Path, count: int) -> Path:
    lines = [{"id": f"d{n}", "text": f"Japan met China. Round {n}.", "published": "2023-04-02"} for n in range(count)]
    place.write_text("\n".join(map(json.dumps, lines)))
    return place


@pytest.mark.skipif(os.name == "nt", reason="SIGNALS AS ON UNIX ONLY")
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_twice_ends_and_loses_nothing(workers: int, tmp_path: Path) -> None:
    path, many = tmp_path / "l.ledger", documents(tmp_path / "in.jsonl", 40)
    arguments = ["read", str(many), "--ledger", str(path), "--workers", str(workers)]
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(1.0)
    for _ in range(2):
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)
    with dragoman.open(path, coding=StandIn(basis="stated")) as ledger:
        assert ledger.check() == []
        before = ledger.store.counts()["readings"]
        assert before < 40
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    with dragoman.open(path, coding=StandIn(basis="stated")) as ledger:
        assert ledger.check() == [] and ledger.store.counts()["readings"] == 40


def test_a_clock_that_goes_back_changes_no_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What came later holds, whatever the clock said: readings, runs and judgements go by their rows, not by their times."""
    now = [datetime(2024, 5, 1, 12, tzinfo=timezone.utc)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now[0]

    monkeypatch.setattr(writing, "datetime", Clock)
    monkeypatch.setattr(edits, "datetime", Clock)
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn(basis="stated")) as ledger:
        ledger.read_data("a.txt", b"Japan met China.", Given(published="2023-04-02"))
        claim = next(iter(ledger.claims())).claim.id
        ledger.judge.correct(claim, "one", "Ann", event_type="AID")
        now[0] = datetime(1999, 1, 1, tzinfo=timezone.utc)
        ledger.judge.correct(claim, "two", "Ann", event_type="CONCEDE")
        ledger.judge.undo(ledger.judge.history()[-1].judgement.id, "no", "Ann")
        ledger.judge.correct(claim, "three", "Ann", event_type="REQUEST")
        ledger.read_data("b.txt", b"Japan met France.", Given(published="2023-04-02"))
        assert [one.judgement.reason for one in ledger.judge.history()] == ["one", "two", "no", "three"]
        assert {c.claim.id: c.claim.event_type for c in ledger.claims()}[claim] == "REQUEST"
        assert ledger.check() == [] and ledger.store.counts()["readings"] == 2
        assert ledger.read_data("a.txt", b"Japan met China.", Given(published="2023-04-02")).unchanged == 1
