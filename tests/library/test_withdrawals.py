"""Reports that their agency took back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import dragoman
from stand_in import StandIn

STORY = "Kenya closes embassy in Somalia\nJapan met China in Nairobi on Sunday after a dispute over airspace, a statement said. {more}"
KILL = "KILL-Kenya closes embassy in Somalia\nJapan met China. Agencies and papers are asked to kill this story; the statement was forged."


def lines(path: Path, rows: Sequence[tuple[str, str, str]]) -> Path:
    """JSON lines of (id, publisher, text)."""
    made = ({"id": i, "publisher": p, "published": "2024-01-17", "text": t} for i, p, t in rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in made))
    return path


def claims(ledger: dragoman.Ledger) -> dict[str, int]:
    """Document → how many claims of it stand."""
    found: dict[str, int] = {}
    for told in ledger.claims(min_confidence=0.0):
        found[told.reading.document] = found.get(told.reading.document, 0) + 1
    return found


def test_a_notice_rejects_the_claims_of_its_story_and_its_own_whatever_comes_first(tmp_path: Path) -> None:
    one, two = STORY.format(more=""), f"UPDATE 1-{STORY.format(more='Japan accused China of delays.')}"
    rows = [
        ("first", "AP", one),
        ("second", "AP", two),
        ("kill", "AP", KILL),
        ("other", "AP", "Japan met China in Rome."),
    ]
    for n, order in enumerate((rows, rows[::-1])):
        with dragoman.open(tmp_path / f"{n}.ledger", coding=StandIn()) as ledger:
            report = ledger.read(lines(tmp_path / "in.jsonl", order))
            (withdrawal,) = report.withdrawn
            assert (withdrawal.notice, sorted(withdrawal.documents)) == ("kill", ["first", "second"])
            assert "takes back" in str(withdrawal) and "judge undo" in str(withdrawal)
            assert claims(ledger).keys() == {"other"}
            assert {j.judgement.author for j in ledger.judge.history()} == {"dragoman"}
            assert ledger.check() == []
            assert ledger.read(tmp_path / "in.jsonl").withdrawn == []


def test_what_a_person_undoes_stays_undone(tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(lines(tmp_path / "a.jsonl", [("first", "AP", STORY.format(more="")), ("kill", "AP", KILL)]))
        for made in list(ledger.judge.history()):
            ledger.judge.undo(made.judgement.id, "it was true", "Ann")
        assert claims(ledger).keys() == {"first", "kill"}
        later = ledger.read(lines(tmp_path / "b.jsonl", [("new", "AP", "Japan met China in Paris.")]))
        assert later.withdrawn == [] and claims(ledger).keys() == {"first", "kill", "new"}


def test_a_notice_holds_for_its_publisher_and_for_what_came_before(tmp_path: Path) -> None:
    story = STORY.format(more="")
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(
            lines(tmp_path / "a.jsonl", [("paper", "The Courier", f"{story} It was late."), ("kill", "AP", KILL)])
        )
        assert "paper" in claims(ledger)
    with dragoman.open(tmp_path / "m.ledger", coding=StandIn()) as ledger:
        report = ledger.read(
            lines(tmp_path / "b.jsonl", [("first", "AP", story), ("headline", "AP", KILL.replace("KILL-", "Kill: "))])
        )
        assert report.withdrawn == [] and claims(ledger).keys() == {"first", "headline"}
