"""Two runs beside each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import dragoman
from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome
from dragoman.records.text import Document, Span
from dragoman.store import StoreError
from stand_in import StandIn

TEXT = "Japan met China on Sunday. China met France. France met Japan."


class Other(StandIn):
    """Loses the first claim of a text, calls the second an agreement, finds a new one, and is a little less sure."""

    def code(self, document: Document, look_up: object = None) -> Outcome[Coded]:
        found = super().code(document)
        claims = found.value.claims
        if len(claims) < 3:
            return found
        changed = replace(claims[1], id="new id", event_type="AGREE", confidence=0.895)
        words = Span(19, 25, document.text[19:25])
        new: Claim = replace(claims[2], id="new", trigger=words, evidence=words)
        return Outcome(replace(found.value, claims=(changed, claims[2], new)), found.problems)


@pytest.fixture
def ledger(tmp_path: Path) -> dragoman.Ledger:
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", TEXT), ("copy.txt", TEXT), ("b.txt", "Japan met China.")):
        (tmp_path / "in" / name).write_text(text)
    for coding in (StandIn("1"), Other("2"), StandIn("3")):
        opened = dragoman.open(tmp_path / "l.ledger", coding=coding)
        opened.read(tmp_path / "in", published="2023-04-02")
    return opened


def test_claims_gained_lost_and_changed(ledger: dragoman.Ledger) -> None:
    found = ledger.diff("run1", "run2")
    assert found.differs and (found.documents, found.same) == (2, 2)
    assert [c.evidence.text for c in found.lost] == ["Japan met China"]
    assert [c.evidence.text for c in found.gained] == ["Sunday"]
    (changed,) = found.changed
    assert changed.fields == {"event_type": ("CONSULT", "AGREE")} and changed.other.id == "new id"
    back = ledger.diff("run2", "run1")
    assert (len(back.gained), len(back.lost)) == (1, 1)
    assert back.changed[0].fields == {"event_type": ("AGREE", "CONSULT")}


def test_runs_that_say_the_same_do_not_differ(ledger: dragoman.Ledger) -> None:
    found = ledger.diff("run1", "run3")
    assert not found.differs and found.same == 4
    assert not ledger.diff("run2", "run2").differs
    with pytest.raises(StoreError, match=r"run\.unknown"):
        ledger.diff("run1", "run9")


def test_documents_that_one_run_alone_has_coded_are_named(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("China met Japan.")
    ledger.read(tmp_path / "c.txt", published="2023-04-02")
    found = ledger.diff("run1", "run3")
    assert found.differs and (found.only_one, found.only_other, found.gained) == ((), ("c.txt",), ())


def test_judgements_do_not_show_as_differences(ledger: dragoman.Ledger) -> None:
    claim = next(ledger.claims()).claim
    ledger.judge.correct(claim.id, "so", "Ann", aux="future")
    assert not ledger.diff("run1", "run3").differs


def test_another_run_is_used(ledger: dragoman.Ledger) -> None:
    assert ledger.use("run2").id == "run2"
    assert sorted(t.claim.event_type or "" for t in ledger.claims() if t.reading.document == "a.txt") == [
        "AGREE",
        "CONSULT",
        "CONSULT",
    ]
    assert ledger.store.events_hold("run2") and ledger.check() == []
    with pytest.raises(StoreError, match=r"run\.unknown"):
        ledger.use("nothing")
