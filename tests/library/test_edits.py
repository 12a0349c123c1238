"""Judgements over the whole ledger: every answer sees them, later runs too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dragoman
from dragoman.library.edits import JudgementError
from dragoman.records.given import Given
from dragoman.records.judgement import anchor_object
from stand_in import StandIn

TEXT = "Japan met China on Sunday. China met France. France met Japan."
WHY = "as the ministry says"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dragoman.Ledger:
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "Ann")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "b.txt").write_text("Japan met China.")
    opened = dragoman.open(tmp_path / "l.ledger", coding=StandIn(basis="stated"))
    opened.read(tmp_path / "in", published="2023-04-02", publisher="AP")
    return opened


def ids(ledger: dragoman.Ledger) -> dict[str, str]:
    """Document and evidence → id."""
    return {f"{t.claim.document[0]} {t.claim.evidence.text}": t.claim.id for t in ledger.claims()}


def events(ledger: dragoman.Ledger) -> list[set[str]]:
    names = {id_: name for name, id_ in ids(ledger).items()}
    return [{names[c] for c in event.claims} for event in ledger.selection().events]


def evidence(ledger: dragoman.Ledger) -> dict[str, list[str]]:
    """What each answer shows, by answer."""
    return {
        "claims": [t.claim.evidence.text for t in ledger.claims()],
        "selection": [c.evidence.text for c in ledger.selection().claims],
        "timeline": [c.evidence.text for row in ledger.timeline() for c in row.claims],
        "rows": [body["evidence"]["text"] for body in (told.body for told in ledger.handed("jsonl").claims())],
        "events": [told.body["evidence"]["text"] for _, claims in ledger.handed("icews").events() for told in claims],
        "search": [hit.claim.evidence.text for hit in ledger.search("met") if hit.claim],
    }


def test_a_rejected_claim_is_in_no_answer_until_that_is_undone(ledger: dragoman.Ledger) -> None:
    before = evidence(ledger)
    made = ledger.judge.reject(ids(ledger)["a China met France"], WHY)
    for answer, shown in evidence(ledger).items():
        assert "China met France" not in shown and len(shown) == len(before[answer]) - 1, answer
    ledger.judge.undo(made.id[:6], "it does say so")
    assert evidence(ledger) == before
    assert ledger.check() == []


def test_a_corrected_claim_is_so_in_every_answer(ledger: dragoman.Ledger) -> None:
    claim = ids(ledger)["a France met Japan"]
    ledger.judge.correct(claim, WHY, event_type="AGREE", recipient="KOR", when="2023-03")
    bodies = [told.body for told in ledger.handed("jsonl").claims() if told.id == claim]
    (row,) = (row for row in ledger.timeline() if row.id == claim)
    (hit,) = (hit.claim for hit in ledger.search("france japan") if hit.claim)
    told = next(t.claim for t in ledger.claims() if t.claim.id == claim)
    for seen in (hit, told, row.lead):
        assert seen is not None
        assert (seen.event_type, [p.code for p in seen.recipient], seen.when.last) == ("AGREE", ["KOR"], "2023-03-31")
        assert seen.confidence == 1.0 and seen.why[-1].startswith("corrected by Ann, 20") and seen.why[-1].endswith(WHY)
    assert [(b["event_type"], b["recipient"][0]["code"], b["score"]) for b in bodies] == [("AGREE", "KOR", told.score)]
    assert ledger.timeline(party="KOR")[0].id == claim
    assert ledger.check() == []


def test_a_correction_bears_on_what_is_merged(ledger: dragoman.Ledger) -> None:
    assert {"a Japan met China", "b Japan met China"} in events(ledger)
    ledger.judge.correct(ids(ledger)["b Japan met China"], WHY, when="2023-01-01")
    assert {"b Japan met China"} in events(ledger)


def test_split_link_and_their_undoing(ledger: dragoman.Ledger) -> None:
    before, known = events(ledger), ids(ledger)
    split = ledger.judge.split([known["b Japan met China"]], "another meeting")
    assert {"a Japan met China"} in events(ledger) and {"b Japan met China"} in events(ledger)
    link = ledger.judge.link([known["b Japan met China"], known["a France met Japan"]], "one round of talks")
    assert {"b Japan met China", "a France met Japan"} in events(ledger)
    rows = {row.id: row for row in ledger.timeline()}
    assert len(rows) == 3
    exported = {told.id: told.event for told in ledger.handed("jsonl").claims()}
    assert exported[known["b Japan met China"]] == exported[known["a France met Japan"]]
    assert {event for event, _ in ledger.handed("icews").events()} == set(exported.values())
    for made in (link, split):
        ledger.judge.undo(made.id, "wrong after all")
    assert events(ledger) == before
    assert [listed.undone is not None for listed in ledger.judge.history()] == [True, True, False, False]
    assert ledger.check() == []


def test_judgements_hold_in_a_later_run(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    known = ids(ledger)
    ledger.judge.reject(known["a China met France"], WHY)
    ledger.judge.split([known["b Japan met China"]], WHY)
    ledger.judge.correct(known["a France met Japan"], WHY, aux="negation")
    shown, parted = evidence(ledger), events(ledger)
    ledger.close()
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn("2", "stated")) as later:
        later.read(tmp_path / "in", published="2023-04-02", publisher="AP")
        assert [run.id for run in later.runs()] == ["run1", "run2"] and later.run() == StandIn("2").run()
        assert evidence(later) == shown and events(later) == parted
        assert [t.claim.aux for t in later.claims()] == [(), ("negation",), ()]
        assert later.check() == []
        later.use("run1")
        assert evidence(later) == shown and events(later) == parted


def test_a_new_document_does_not_bring_together_what_was_split(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    ledger.judge.split([ids(ledger)["b Japan met China"]], WHY)
    (tmp_path / "in" / "c.txt").write_text("On Sunday Japan met China.")
    ledger.read(tmp_path / "in", published="2023-04-02", publisher="AP")
    (of_c,) = (event for event in events(ledger) if "c Japan met China" in event)
    assert not {"a Japan met China", "b Japan met China"} <= of_c
    assert sum(len(event) for event in events(ledger)) == 5


def test_explain_shows_the_judgements_also_on_a_rejected_claim(ledger: dragoman.Ledger) -> None:
    known = ids(ledger)
    a, b = known["a Japan met China"], known["b Japan met China"]
    ledger.judge.link([a, known["a China met France"]], "one summit")
    rejection = ledger.judge.reject(b, WHY)
    undone = ledger.judge.confirm(a)
    ledger.judge.undo(undone.id, "not sure")
    (one,) = ledger.explain(b, parse=False)
    assert one.rejected and [j.judgement for j in one.judgements] == [rejection]
    shown = ledger.explain(a, parse=False)
    assert [(e.told.claim.document, e.rejected) for e in shown] == [("a.txt", False), ("a.txt", False), ("b.txt", True)]
    assert [(j.judgement.kind, j.undone is not None) for j in shown[0].judgements] == [
        ("link", False), ("confirm", True), ("undo", False),
    ]  # fmt: skip
    assert any("linked by Ann" in line for line in shown[0].event.why)


def test_what_binds_to_nothing_is_told_by_check(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    known = ids(ledger)
    ledger.judge.link([known["a France met Japan"], known["a China met France"]], WHY)
    ledger.judge.reject(known["a France met Japan"], WHY)
    ledger.close()

    class Less(StandIn):
        def _claim(self, document, match):  # type: ignore[no-untyped-def]
            claim = super()._claim(document, match)
            return claim if match[1] != "France" else None

        def code(self, document, look_up=None):  # type: ignore[no-untyped-def]
            found = super().code(document)
            kept = tuple(claim for claim in found.value.claims if claim)
            object.__setattr__(found.value, "claims", kept)
            return found

    with dragoman.open(tmp_path / "l.ledger", coding=Less("2", "stated")) as later:
        later.read(tmp_path / "in", published="2023-04-02", publisher="AP")
        assert [(p.code, p.values["kind"]) for p in later.check()] == [
            ("judgement.unbound", "link"), ("judgement.unbound", "reject"),
        ]  # fmt: skip
        assert [listed.claim is None for listed in later.judge.history()] == [True, True]


def test_what_cannot_be_judged_is_told(ledger: dragoman.Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    known = ids(ledger)
    a, c = known["a Japan met China"], known["a China met France"]
    tries = (
        (lambda: ledger.judge.reject(a, "  "), "reject needs a reason"),
        (lambda: ledger.judge.reject("zz", WHY), "no claim or event has an id that begins with 'zz'"),
        (lambda: ledger.judge.reject("", WHY), "no claim or event"),
        (lambda: ledger.judge.link([a, a], WHY), "link needs at least 2 different"),
        (lambda: ledger.judge.split([c], WHY), "has no other claims"),
        (lambda: ledger.judge.split([a, c], WHY), "not in one event"),
        (lambda: ledger.judge.split([], WHY), "split needs at least 1"),
        (lambda: ledger.judge.undo("", WHY), "no judgement has an id"),
        (lambda: ledger.judge.correct(a, WHY), "nothing to correct"),
    )
    for attempt, says in tries:
        with pytest.raises(JudgementError, match=says):
            attempt()
    assert ledger.judge.history() == []
    made = ledger.judge.confirm(a)
    ledger.judge.undo(made.id, WHY)
    with pytest.raises(JudgementError, match="was taken back already by Ann"):
        ledger.judge.undo(made.id, WHY)
    empty = dragoman.open(":memory:", coding=StandIn(basis="stated"))
    with pytest.raises(JudgementError, match="holds no claims yet"):
        empty.judge.confirm("a")
    monkeypatch.delenv("DRAGOMAN_AUTHOR")
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    assert ledger.judge.confirm(a).author == "kim"
    assert ledger.judge.confirm(a, author="Bea").author == "Bea"


def test_two_reviewers_exchange_and_agree(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "theirs.ledger", coding=StandIn(basis="stated")) as theirs:
        theirs.read(tmp_path / "in", published="2023-04-02", publisher="AP")
        known = ids(ledger)
        for claim in known.values():
            ledger.judge.confirm(claim)
        for claim in list(known.values())[:2]:
            theirs.judge.confirm(claim, author="Bob")
        theirs.judge.correct(list(known.values())[2], WHY, "Bob", aux="future")
        lines = [json.dumps(one) for one in theirs.judge.export()]
        came = ledger.judge.take(lines, "theirs.jsonl")
        assert (came.new, came.known, came.problems) == (3, 0, ())
        assert ledger.judge.take(["", *lines], "theirs.jsonl").known == 3
        (both,) = ledger.judge.agreement()
        assert (both.one, both.other, both.both, both.agreed) == ("Ann", "Bob", 3, 2)
        theirs.judge.take((json.dumps(one) for one in ledger.judge.export()), "mine.jsonl")
        assert list(theirs.judge.export()) == list(ledger.judge.export())
        assert evidence(theirs) == evidence(ledger)


def test_of_an_exchange_with_a_broken_line_nothing_is_taken(ledger: dragoman.Ledger) -> None:
    known = ids(ledger)
    ledger.judge.correct(known["a Japan met China"], WHY, event_type="AGREE", aux="future")
    (good,) = ledger.judge.export()
    broken = (
        ("{", "no JSON"),
        ("7", "lacks"),
        (json.dumps({k: v for k, v in good.items() if k != "author"}), "it lacks 'author'"),
        (json.dumps({**good, "kind": "praise"}), "the kind 'praise'"),
        (json.dumps({**good, "author": 7}), "not in the form of `judge export`"),
        (json.dumps({**good, "words": "won"}), "its words 'won' are not at 6"),
        (json.dumps({**good, "value": {"event_type": "TALK"}}), "'TALK' is no PLOVER type"),
        (json.dumps({**good, "value": {"id": "x"}}), "'id' is no field"),
        (json.dumps({**good, "value": 7}), "lacks"),
    )
    fresh = dragoman.open(":memory:", coding=StandIn(basis="stated"))
    for line, says in broken:
        for taker in (ledger, fresh):
            came = taker.judge.take([json.dumps(good), line], "x.jsonl")
            if "words" in says and taker is fresh:
                continue  # a text that is not here cannot be compared
            assert came.new == 0 and says in str(came.problems[0]), line
            assert str(came.problems[0]).startswith("x.jsonl:2 judgement.line: is no judgement: ")
    anchor = anchor_object(ledger.judge.history()[0].judgement.anchor)
    link = {**good, "id": "l", "kind": "link", "value": {"with": [{**anchor, "words": "xxx"}], "from": []}}
    assert "its words 'xxx'" in str(ledger.judge.take([json.dumps(link)], "x.jsonl").problems[0])


def test_judgements_on_texts_that_come_later_bind_then(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    ledger.judge.reject(ids(ledger)["a China met France"], WHY)
    with dragoman.open(":memory:", coding=StandIn(basis="stated")) as fresh:
        fresh.judge.take((json.dumps(one) for one in ledger.judge.export()), "mine.jsonl")
        fresh.read(tmp_path / "in", published="2023-04-02", publisher="AP")
        assert "China met France" not in evidence(fresh)["claims"]
        assert fresh.check() == []


def test_a_claim_of_a_later_version_can_be_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "Ann")
    filler = " ".join(f"Sentence number {n} of the report tells of matter {n * 7} at some length." for n in range(12))
    story = f"Japan met China on Sunday. {filler} China met France."
    with dragoman.open(":memory:", coding=StandIn()) as ledger:
        for name, text, day in (("a.txt", story, "2023-04-02"), ("b.txt", f"Headline\n{story}", "2023-04-03")):
            (tmp_path / name).write_text(text)
            ledger.read(tmp_path / name, published=day)
        known = ids(ledger)
        ledger.judge.link([known["b Japan met China"], known["b China met France"]], WHY)
        (event,) = ledger.selection().events
        assert set(event.claims) == {known["a Japan met China"], known["a China met France"]}
        assert len({told.event for told in ledger.handed("jsonl").claims()}) == 1
        ledger.judge.reject(known["a Japan met China"], WHY)
        assert [c.evidence.text for c in ledger.selection().claims] == ["China met France"]
        assert ledger.check() == []


def test_judgements_whose_taker_was_killed_before_it_put_events_together_hold(tmp_path: Path) -> None:
    def read(name: str) -> dragoman.Ledger:
        opened = dragoman.open(tmp_path / name, coding=StandIn(basis="stated"))
        opened.read_data("in.jsonl", b"\n".join(b'{"id": "d%d", "text": "Japan met China. Round %d.", "published": "2023-04-0%d"}' % (n, n, n) for n in (1, 2, 3)), Given())  # fmt: skip
        return opened

    def events(opened: dragoman.Ledger) -> dict[str, str | None]:
        return {told.id: told.event for told in opened.handed("jsonl").claims()}

    with read("a.ledger") as one, read("b.ledger") as other:
        first, second, _ = (told.claim.id for told in one.claims())
        one.judge.split([second], "another one", "Bea")
        assert events(one)[first] != events(one)[second] and events(other)[first] == events(other)[second]
        other.store.add_judgements(one.store.judgements())
        assert not other.store.events_hold("run1") and events(other) == events(one)
        taken = other.judge.take(map(json.dumps, one.judge.export()), "in.jsonl")
        assert (taken.new, taken.known) == (0, 1)
        assert other.store.events_hold("run1") and events(other) == events(one)
