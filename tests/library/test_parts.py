"""Answers from the part of a ledger that they need are those from all of it, and no more of it is read."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import dragoman
from claims_by_hand import act, day, party, speech
from dragoman.analyse.rows import rows_of
from dragoman.codebook.plover import load_plover
from dragoman.library import Ledger, view
from dragoman.library.copies import keep_sketches
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.held import Held
from dragoman.library.known import Memory
from dragoman.library.merged_rows import rows_hold
from dragoman.library.row_facts import facts_of
from dragoman.library.shelves import HeldShelf, KeptShelf, Shelf, Wanted
from dragoman.library.view import keep_events
from dragoman.present.brief_json import brief_json
from dragoman.present.commitments import commitments_json
from dragoman.present.stances import stances_json
from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.problem import Problem
from dragoman.records.text import Document, Reading, text_id
from dragoman.store import MergedRows, StoreError, rows
from export.made_ledger import RUN, made_ledger

PAIRS = (("Japan", "China"), ("Kenya", "Peru"), ("France", "Norway"))
CODES = {"Japan": "JPN", "China": "CHN", "Kenya": "KEN", "Peru": "PER", "France": "FRA", "Norway": "NOR"}


def told(one: str, other: str, number: int) -> tuple[str, tuple[Claim, ...]]:
    """A text of a promise, what became of it, a speech and a third party, with its claims."""
    text = (
        f"{one} pledged to send patrol vessels {number} to {other} by the end of March 2021. Earlier {other} received frigates "
        f"from {one}. “The channel matters,” {other} said. India accused {one} of haste in shipping {number}."
    )
    code, further = CODES[one], CODES[other]
    promised = act(
        text, f"{one} pledged to send patrol vessels {number} to {other}", "pledged", "AGREE",
        [party(text, one, code)], [party(text, other, further)], when=day("2021-01-10"), aux=("future",),
    )  # fmt: skip
    sent = act(
        text, f"{other} received frigates from {one}", "received", "AID",
        [party(text, one, code)], [party(text, other, further)], when=day(f"2020-05-0{number % 9 + 1}"),
    )  # fmt: skip
    said = speech(text, "“The channel matters,”", "said", [party(text, other, further)], issues=("taiwan",))
    third = act(
        text, f"India accused {one}", "accused", "ACCUSE", [party(text, "India", "IND")], [party(text, one, code)]
    )
    return text, (promised, sent, said, replace(third, within=said.id))


def kept(one: str, other: str) -> tuple[str, tuple[Claim, ...]]:
    """A later text that tells that a promise was kept."""
    text = f"{one} delivered the patrol vessels to {other} in a ceremony."
    done = act(
        text, f"{one} delivered the patrol vessels to {other}", "delivered", "AID",
        [party(text, one, CODES[one])], [party(text, other, CODES[other])], when=day("2021-03-05"),
    )  # fmt: skip
    return text, (done,)


def add(ledger: Ledger, name: str, text: str, claims: tuple[Claim, ...], published: str, publisher: str) -> None:
    reading = Reading(name, text_id(text), f"in/{name}", publisher, published)
    mine = tuple(replace(c, document=name, text_id=text_id(text)) for c in claims)
    ledger.store.add(reading, f"in/{name}", Coded(Document(reading, text), mine), (), RUN)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """400 claims of eight countries, promises, copies with other days, versions of a story, and judgements."""
    made_ledger(tmp_path / "l.ledger", 400).close()
    with dragoman.open(tmp_path / "l.ledger", must_exist=True) as opened:
        for number, (one, other) in enumerate(PAIRS):
            text, claims = told(one, other, number)
            add(opened, f"told-{number}", text, claims, "2021-01-11", "Wire A")
            moved = tuple(replace(c, when=day("2021-01-12"), confidence=0.2) for c in claims)
            add(opened, f"copy-{number}", text, moved, "2021-01-10", "Wire B")
            add(opened, f"kept-{number}", *kept(one, other), "2021-03-06", "Wire A")
        news = "Japan met China over the hotline on Sunday in Tokyo, and both sides spoke of fishing, trade and the islands. "
        for version, more in (("LEAD", ""), ("2nd LEAD", "Kenya met Peru on the margins of it.")):
            text = f"({version}) Japan and China talk of a hotline\n{news}{more}"
            claims = [
                act(
                    text,
                    "Japan met China",
                    "met",
                    "CONSULT",
                    [party(text, "Japan", "JPN")],
                    [party(text, "China", "CHN")],
                )
            ]
            if more:
                at = text.index("Kenya met Peru")
                margin = act(
                    text,
                    "Kenya met Peru",
                    "Kenya met",
                    "CONSULT",
                    [party(text, "Kenya", "KEN")],
                    [party(text, "Peru", "PER")],
                )
                assert margin.evidence.start == at
                claims.append(margin)
            add(opened, version, text, tuple(claims), "2021-02-01", "Wire A")
        keep_sketches(opened.store)
        keep_events(opened.store, RUN)
        on = next(c for c in opened.selection().claims if c.actor[0].code == "IND" and c.recipient[0].code == "CHL")
        opened.judge.correct(on.id, "the words mean another", "me", recipient="PER@Chile")
        off = next(c for c in opened.selection().claims if c.actor[0].code == "FRA" and c.event_type == "AID")
        opened.judge.reject(off.id, "it was not so", "me")
        yield opened


ASKED: dict[str, Callable[[Ledger], Any]] = {
    "timeline of a pair": lambda x: x.timeline(("JPN", "CHN"), speech=True, min_confidence=0.0),
    "timeline of a judged pair": lambda x: x.timeline(("IND", "PER"), min_confidence=0.0),
    "timeline of a party": lambda x: x.timeline(party="Kenya", min_confidence=0.6),
    "timeline of days": lambda x: x.timeline(since="2021-01-01", until="2021-02-15", min_confidence=0.0),
    "timeline of a type": lambda x: x.timeline(event_type="SANCTION", since="2020-01-05"),
    "brief": lambda x: brief_json(x.brief(("KEN", "PER"), min_confidence=0.6)),
    "brief of days": lambda x: brief_json(x.brief(("JPN", "CHN"), since="2021-01-01", min_confidence=0.0)),
    "brief of nothing": lambda x: brief_json(x.brief(("TUV", "NRU"), min_confidence=0.6)),
    "positions of a party": lambda x: stances_json(x.positions(party="CHN", min_confidence=0.0)),
    "positions of a pair": lambda x: stances_json(x.positions(between=("FRA", "NOR"), min_confidence=0.0)),
    "commitments of a pair": lambda x: commitments_json(x.commitments(("JPN", "CHN"), min_confidence=0.0)),
    "commitments by one": lambda x: commitments_json(x.commitments(party="KEN", min_confidence=0.3)),
    "commitments of none": lambda x: commitments_json(x.commitments(("TUV", "NRU"))),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_a_part_gives_what_the_whole_gives(name: str, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with dragoman.open(ledger.path, must_exist=True) as other:
        found = ASKED[name](other)
    monkeypatch.setattr(Memory, "part", lambda memory, run, asked, counted=None: memory.whole(run))
    assert found == ASKED[name](ledger)
    assert found or name.endswith(("nothing", "none"))


def test_promises_are_found_kept(ledger: Ledger) -> None:
    made = ledger.commitments(("JPN", "CHN"), min_confidence=0.0)
    assert [(c.status, [d.claim.document for d in c.deciding]) for c in made.items] == [("kept", ["kept-0"])]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the claims that were read from the ledger."""
    ids: list[str] = []
    plain = rows.claim_of

    def counted(id_: str, document: str, text: str, body: str, changes: str | None) -> Claim:
        ids.append(id_)
        return plain(id_, document, text, body, changes)

    monkeypatch.setattr(rows, "claim_of", counted)
    return ids


@pytest.mark.parametrize("claims", [1000, 4000])
def test_what_is_read_grows_with_the_answer(claims: int, tmp_path: Path, read: list[str]) -> None:
    """A period of three days reads the documents that tell of it, in a ledger of any size; asked again, none."""
    with made_ledger(tmp_path / "l.ledger", claims) as store:
        path = store.path
    with dragoman.open(path, must_exist=True) as opened:
        rows_ = opened.timeline(since="2020-02-01", until="2020-02-03", min_confidence=0.0)
        assert len(rows_) == 20 and len(read) == 30
        opened.timeline(since="2020-02-01", until="2020-02-03", min_confidence=0.0)
        assert len(read) == 30
        both = opened.timeline(("KEN", "FRA"), min_confidence=0.0)
        assert both and len(read) - 30 < claims


def test_a_new_judgement_is_seen_at_once(ledger: Ledger) -> None:
    before = ledger.timeline(("JPN", "CHN"), min_confidence=0.0)
    ledger.judge.reject(before[0].lead.id, "it was not so", "me")
    after = ledger.timeline(("JPN", "CHN"), min_confidence=0.0)
    assert before[0].lead.id not in {c.id for row in after for c in row.claims}


def test_what_was_asked_is_kept_and_asked_again_nothing_is_read(ledger: Ledger, read: list[str]) -> None:
    for ask in ASKED.values():
        ledger.selection()
        ask(ledger)
    read.clear()
    for ask in ASKED.values():
        ask(ledger)
    assert read == []


def years(shelf: Shelf, asked: Wanted) -> list[object]:
    """Means by year of the pair that is asked for, rounded, since sums are made in any order."""
    return [
        (year, round(mean, 9), events) for year, mean, events in shelf.years(asked, asked.between or ("JPN", "CHN"))
    ]


def kept_and_whole(ledger: Ledger) -> tuple[list[object], list[object]]:
    """The rows that the ledger keeps, and those made of all its claims; each with what they are found by."""
    run = ledger.run()
    assert run is not None and rows_hold(ledger.store, run, None)
    plover = load_plover()
    whole = view.selection(ledger.store, run)
    facts = list(facts_of(rows_of(whole, MIN_CONFIDENCE), plover).values())
    one, other = KeptShelf(ledger.store.merged(run.id)), HeldShelf(facts)
    wanted = [
        Wanted(speech=True), Wanted(), Wanted(("JPN", "CHN")), Wanted(party="KEN", speech=True), Wanted(issue="taiwan", speech=True),
        Wanted(event_type="AID"), Wanted(since="2020-02-01", until="2020-03-15"), Wanted(("TUV", "NRU")), Wanted(until="2020-01-20", party="PER"),
    ]  # fmt: skip
    judged = {claim.id for claim in whole.claims[:9]}

    def told(shelf: Shelf) -> list[object]:
        return [
            found
            for asked in wanted
            for found in (
                shelf.total(asked), shelf.stretch(asked, slice(0, None)), shelf.stretch(asked, slice(3, 9), newest=True),
                shelf.latest(asked, 5), shelf.counts(asked), years(shelf, asked), shelf.traffic(asked, 4), shelf.scenes(asked),
                shelf.doubts(asked, judged, 7), shelf.among(asked, judged),
            )
        ]  # fmt: skip

    shown, unsure = ledger.store.merged(run.id).totals()
    assert shown == sum(len(one.row.claims) for one in facts)
    assert unsure == sum(claim.confidence < MIN_CONFIDENCE for claim in whole.claims)
    return told(one), told(other)


def test_rows_that_are_kept_are_those_of_all_claims_whatever_is_read_and_judged(ledger: Ledger) -> None:
    ledger.keep_rows()
    kept_rows, whole = kept_and_whole(ledger)
    assert kept_rows == whole
    first = {row[0]: row[1] for row in ledger.store._connection.execute("SELECT id, no FROM merged")}
    lead = ledger.timeline(("JPN", "CHN"))[0].lead
    rejected = ledger.judge.reject(lead.id, "it was not so", "me")
    assert operator.eq(*kept_and_whole(ledger))
    now = {row[0]: row[1] for row in ledger.store._connection.execute("SELECT id, no FROM merged")}
    same = sum(first.get(id_) == no for id_, no in now.items())
    assert len(first) - 12 < same < len(first)  # those of one text are made again, and no others
    ledger.judge.undo(rejected.id, "it was", "me")
    kept_rows, whole = kept_and_whole(ledger)
    assert kept_rows == whole
    ids = [row.lead.id for row in ledger.timeline(("KEN", "PER"))[:2]]
    ledger.judge.link(ids, "one and the same", "me")
    ledger.judge.correct(ids[0], "another side", "me", recipient="NOR@Peru")
    assert operator.eq(*kept_and_whole(ledger))
    text, claims = told("Japan", "China", 0)
    add(ledger, "copy-9", text, claims, "2021-01-09", "Wire C")  # comes before the one that was the first of the story
    text, claims = told("Kenya", "Peru", 7)
    add(ledger, "told-9", text, claims, "2021-05-01", "Wire C")
    keep_sketches(ledger.store)
    ledger.keep_up()
    keep_events(ledger.store, RUN)
    ledger.keep_rows()
    assert operator.eq(*kept_and_whole(ledger))


def test_answers_from_rows_are_those_from_all_claims(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asks: list[Callable[[], Any]] = [
        lambda: ledger.timeline(("JPN", "CHN"), speech=True), lambda: ledger.timeline(issue="taiwan", speech=True),
        lambda: ledger.temperature(("JPN", "CHN"), "quarter"), lambda: ledger.temperature(("KEN", "PER"), "year"),
        *(partial(brief, ledger, **asked) for asked in (
            {"between": ("JPN", "CHN")}, {}, {"party": "KEN"}, {"issue": "taiwan"}, {"between": ("TUV", "NRU")},
            {"between": ("FRA", "NOR"), "since": "2021-01-01"},
        )),
    ]  # fmt: skip
    ledger.keep_rows()
    found = [ask() for ask in asks]
    ledger._kept.forget()
    ledger.store._connection.execute("DELETE FROM answers")
    monkeypatch.setattr(Ledger, "_has_rows", lambda *_: False)
    assert found == [ask() for ask in asks]


def brief(ledger: Ledger, **asked: Any) -> Any:
    return brief_json(ledger.brief(**asked))


def test_a_ledger_that_cannot_be_written_is_answered_from_its_claims(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ledger.run()
    assert run is not None
    ledger.store.merged(run.id).forget()

    def locked(*_: object) -> None:
        raise StoreError(Problem("ledger.locked", "here", values={"seconds": 1}))

    monkeypatch.setattr(MergedRows, "keep", locked)
    assert not ledger.keep_rows() and not rows_hold(ledger.store, run, None)
    held = Held(ledger)
    assert held.total(Wanted()) == len(ledger.timeline()) > 0
    assert held.timeline(Wanted(), slice(0, 3)) == ledger.timeline()[:3]
