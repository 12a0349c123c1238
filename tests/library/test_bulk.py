"""Reading by several processes: the same ledger as by one, whatever becomes of the processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.library.ledger import Ledger
from dragoman.library.workers import Limits
from library.crashing import PLAIN, Crashing, lines, read


def told(ledger: Path) -> list[dict[str, Any]]:
    from dragoman.records.claim_json import claim_object

    with dragoman.open(ledger, coding=Crashing()) as opened:
        assert opened.check() == []
        found = [claim_object(one) for one in opened.claims()]
    return sorted(found, key=lambda o: (o["document"], o["id"]))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    texts = [f"{PLAIN} No {n % 30}." for n in range(60)]  # every other one is the copy of another
    texts[7] = f"{PLAIN} crash"
    path = tmp_path / "in.jsonl"
    path.write_text(lines(*texts))
    return path


def test_by_one_process_or_several_the_ledger_is_the_same(tmp_path: Path, source: Path) -> None:
    alone = read(tmp_path / "a.ledger", source, Crashing())
    several = read(tmp_path / "b.ledger", source, Crashing(), workers=2)
    assert told(tmp_path / "a.ledger") == told(tmp_path / "b.ledger")
    assert (several.documents, several.claims) == (alone.documents, alone.claims) == (59, 30)
    assert sorted(map(str, several.problems)) == sorted(map(str, alone.problems))
    again = read(tmp_path / "b.ledger", source, Crashing(), workers=2)
    assert (again.documents, again.unchanged) == (0, 59)


@pytest.mark.parametrize(
    ("words", "code"), [("die now", "killed"), ("sleep long", "slow"), ("hold on", "slow"), ("grow big", "large")]
)
def test_a_document_that_ends_its_process_is_set_aside_and_no_other(tmp_path: Path, words: str, code: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(lines(*(f"{PLAIN} No {n}. {words if n == 17 else ''}" for n in range(40))))
    limits = Limits(seconds=60 if code == "large" else 3, memory_mb=600)
    report = read(tmp_path / "a.ledger", source, Crashing(), workers=2, limits=limits)
    assert [problem.code for problem in report.problems] == [f"coding.{code}"]
    assert report.documents == 39 and len({o["document"] for o in told(tmp_path / "a.ledger")}) == 39


def test_a_process_that_is_killed_by_others_costs_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        lines(*(f"{PLAIN} No {n}. {f'die once {tmp_path}/{n}' if n % 13 == 5 else ''}" for n in range(40)))
    )
    report = read(tmp_path / "a.ledger", source, Crashing(), workers=2)
    assert (report.problems, report.documents) == ([], 40)


def test_a_stopped_reading_goes_on_behind_what_it_had_finished(tmp_path: Path) -> None:
    source, log = tmp_path / "in.jsonl", tmp_path / "log"
    source.write_text(lines(*(f"{PLAIN} No {n}." for n in range(100))))

    class StopError(Exception):
        pass

    seen = []

    def stop(name: str) -> None:
        seen.append(name)
        if len(seen) == 50:
            raise StopError

    with pytest.raises(StopError):
        read(tmp_path / "a.ledger", source, Crashing(log), workers=2, progress=stop)
    with dragoman.open(tmp_path / "a.ledger", coding=Crashing()) as opened:
        here = {stored.reading.document for stored in opened.store.readings()}
    log.unlink()
    report = read(tmp_path / "a.ledger", source, Crashing(log), workers=2)
    assert report.documents == 100 - len(here) and report.resumed + report.unchanged == len(here)
    assert report.resumed >= 16 and set(log.read_text().split()).isdisjoint(here)
    read(tmp_path / "b.ledger", source, Crashing())
    assert told(tmp_path / "a.ledger") == told(tmp_path / "b.ledger")


def test_a_changed_file_is_read_from_its_beginning(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(lines(*(f"{PLAIN} No {n}." for n in range(4))))

    class StopError(Exception):
        pass

    def stop(name: str) -> None:
        if name == "d3":
            raise StopError

    with pytest.raises(StopError):
        read(tmp_path / "a.ledger", source, Crashing(), progress=stop)
    source.write_text(lines(*(f"{PLAIN} No {n} is new." for n in range(4))))
    assert read(tmp_path / "a.ledger", source, Crashing()).documents == 4


def test_processes_that_cannot_begin_end_the_reading(tmp_path: Path, source: Path) -> None:
    class Local(Crashing):  # which other processes do not find
        pass

    with (
        pytest.raises((RuntimeError, AttributeError)),
        Ledger.__enter__(dragoman.open(tmp_path / "a.ledger", coding=Local())) as opened,
    ):
        opened.read(source, workers=2)
