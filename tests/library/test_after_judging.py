"""Judgements taken into what is known: the same as if all had been read again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dragoman.library import Ledger, view
from dragoman.records.given import Given
from web_room import make_ledger, open_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_ledger(tmp_path)


def same_as_fresh(ledger: Ledger, path: Path) -> None:
    known = ledger.known()
    with open_ledger(path) as fresh:
        again = fresh.known()
        assert known.selection.claims == again.selection.claims
        assert known.selection.events == again.selection.events
        for least in (0.0, 0.5):
            assert known.rows(least) == again.rows(least)


@pytest.mark.parametrize("seed", range(6))
def test_any_judgements_end_where_reading_again_does(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_ledger(path) as ledger:
        ledger.known().rows(0.0)
        ledger.known().rows(0.5)
        ids = [claim.id for claim in ledger.selection().claims]
        for _ in range(12):
            kind = chance.choice(["confirm", "reject", "undo", "undo", "correct", "link"])
            standing = [one.judgement for one in ledger.judge.history() if one.undone is None]
            if kind == "undo" and standing:
                ledger.judge.undo(chance.choice(standing).id, "r", "a")
            elif kind == "link":
                ledger.judge.link(chance.sample(ids, 2), "r", "a")
            elif kind == "correct":
                ledger.judge.correct(chance.choice(ids), "r", "a", event_type="REJECT")
            elif kind in ("confirm", "reject"):
                getattr(ledger.judge, kind)(chance.choice(ids), "r", "a")
            same_as_fresh(ledger, path)


def test_vouching_and_rejecting_read_nothing_else_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(path) as ledger:
        before = ledger.known()
        rows = before.rows(0.0)
        monkeypatch.setattr(view, "selection", lambda *_: pytest.fail("all is read again"))
        made = ledger.judge.confirm(rows[0].claims[0].id, author="a")
        after = ledger.known().rows(0.0)
        assert after[0].confidence == 1.0 and after[1:] == rows[1:]
        assert all(one is other for one, other in zip(after[1:], rows[1:]))
        ledger.judge.undo(made.id, "r", "a")
        assert ledger.known() is before
        alone = next(row for row in rows if len(row.claims) == 1)
        ledger.judge.reject(alone.claims[0].id, "r", "a")
        assert alone.id not in {row.id for row in ledger.known().rows(0.0)}


def test_documents_that_come_in_are_still_seen(path: Path) -> None:
    with open_ledger(path) as ledger:
        count = len(ledger.known().selection.claims)
        ledger.judge.confirm(ledger.selection().claims[0].id, author="a")
        ledger.read_data("new.txt", b"China met France in Rome.", Given())
        assert len(ledger.known().selection.claims) == count + 1
        same_as_fresh(ledger, path)


def test_taking_back_a_confirmation_does_not_merge_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(path) as ledger:
        claim = ledger.selection().claims[0].id
        made = ledger.judge.confirm(claim, author="a")
        run = ledger.run()
        assert run is not None
        monkeypatch.setattr(view, "keep_events", lambda *_: pytest.fail("events are merged again"))
        ledger.judge.undo(made.id, "r", "a")
        assert ledger.store.events_hold(run.id)
        ledger.judge.undo(ledger.judge.reject(claim, "r", "a").id, "r", "a")
        assert ledger.store.events_hold(run.id)
