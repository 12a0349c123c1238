"""What every store keeps: the promises of the ledger, on whichever engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.records.event import Event
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.problem import Problem
from dragoman.records.text import Document, Reading, Span, text_id
from dragoman.store import Store, StoreError
from stand_in import StandIn

TEXT = "Japan met China on Friday. China met France. Photo: AP"


def document(name: str = "a.txt", text: str = TEXT, published: str | None = "2023-04-02", **more: str) -> Document:
    return Document(Reading(name, text_id(text), f"in/{name}", published=published, **more), text)


def add(store: Store, one: Document, location: str | None = None, coder: StandIn | None = None) -> None:
    coder = coder or StandIn()
    coded = coder.code(one)
    store.add(one.reading, location or one.reading.document, coded.value, coded.problems, coder.run())


def whole(store: Store, run: str = "run1") -> list[tuple[str, str, str | None]]:
    """(document, trigger's evidence, first day) of every claim as told."""
    return [
        (told.reading.document, told.claim.evidence.text, told.claim.when.first)
        for stored in store.readings(run)
        for told in store.told(run, stored)
    ]


def test_a_document_comes_back_as_it_was_coded(store: Store) -> None:
    add(store, document())
    (stored,) = store.readings("run1")
    expected = StandIn().code(document())
    assert stored.reading == document().reading
    assert tuple(told.claim for told in store.told("run1", stored)) == expected.value.claims
    assert store.text(stored.reading.text_id) == TEXT
    assert store.set_aside("run1", stored, TEXT) == expected.value.set_aside
    assert store.problems("run1") == expected.problems
    assert store.runs() == [StandIn().run()] and store.current_run() == StandIn().run()


def test_adding_twice_changes_nothing(store: Store) -> None:
    add(store, document())
    before = store.counts()
    add(store, document())
    assert store.counts() == before == {"texts": 1, "readings": 1, "claims": 2, "events": 0, "judgements": 0, "runs": 1}
    assert store.is_coded(StandIn().run(), "a.txt", document().reading)


def test_the_same_file_under_another_path_is_no_new_reading(store: Store) -> None:
    add(store, document())
    moved = replace(document().reading, source="./elsewhere/a.txt")
    assert store.is_coded(StandIn().run(), "a.txt", moved)


def test_corrected_metadata_adds_a_reading_and_days_follow(store: Store) -> None:
    add(store, document())
    later = document(published="2023-04-09")
    assert not store.is_coded(StandIn().run(), "a.txt", later.reading)
    add(store, later)
    assert store.counts()["readings"] == 2 and store.counts()["claims"] == 2
    assert [day for _, _, day in whole(store)] == ["2023-04-09", "2023-04-09"]
    add(store, document())
    assert [day for _, _, day in whole(store)] == ["2023-04-02", "2023-04-02"]


def test_a_changed_file_adds_a_text_and_the_old_claims_no_longer_hold(store: Store) -> None:
    add(store, document())
    add(store, document(text="France met Japan."))
    assert store.counts()["texts"] == 2
    assert [evidence for _, evidence, _ in whole(store)] == ["France met Japan"]


def test_copies_share_a_text_and_claims_and_have_a_reading_each(store: Store) -> None:
    add(store, document("b.txt", published="2023-04-03"))
    add(store, document("a.txt", published="2023-04-02"))
    assert store.counts()["claims"] == 2
    assert whole(store) == [
        ("a.txt", "Japan met China", "2023-04-02"),
        ("a.txt", "China met France", "2023-04-02"),
        ("b.txt", "Japan met China", "2023-04-03"),
        ("b.txt", "China met France", "2023-04-03"),
    ]


def test_a_twin_takes_the_claims_over_only_under_the_same_metadata(store: Store) -> None:
    add(store, document("a.txt"))
    problem = Problem("published.missing", "in/b.txt")
    assert not store.add_twin(document("c.txt", published="2023-04-05"), "c.txt", (), StandIn().run())
    assert store.add_twin(document("b.txt"), "b.txt", (problem,), StandIn().run())
    assert [name for name, _, _ in whole(store)] == ["a.txt", "a.txt", "b.txt", "b.txt"]
    assert problem in store.problems("run1")
    assert store.is_coded(StandIn().run(), "b.txt", document("b.txt").reading)


def test_readings_come_in_order_of_publication_those_without_a_day_last(store: Store) -> None:
    for name, day in (("x", None), ("y", "2024-01-01"), ("z", "2023-01-01")):
        add(store, document(name, text=f"{TEXT} {name}", published=day))
    assert [stored.reading.document for stored in store.readings("run1")] == ["z", "y", "x"]


def test_runs_stand_side_by_side_with_one_current(store: Store) -> None:
    add(store, document())
    add(store, document("b.txt", text="China met Japan."))
    second = StandIn("2")
    (pending, other) = store.not_coded("run1") or store.readings("run1")
    store.add_recoded(pending, second.code(document()).value, (), second.run())
    assert [run.id for run in store.runs()] == ["run1", "run2"]
    current = store.current_run()
    assert current is not None and current.id == "run1"
    assert [one.reading.document for one in store.not_coded("run2")] == [other.reading.document]
    store.set_current("run2")
    current = store.current_run()
    assert current is not None and current.id == "run2"
    assert len(whole(store, "run1")) == 3 and len(whole(store, "run2")) == 2


def test_events_are_replaced_and_known_to_be_stale(store: Store) -> None:
    add(store, document())
    one, two = (told.claim.id for stored in store.readings("run1") for told in store.told("run1", stored))
    assert store.events("run1") is None
    store.set_events("run1", [Event(one, (one, two), ("same day",))])
    assert store.events("run1") == (Event(one, (one, two), ("same day",)),)
    (stored,) = store.readings("run1")
    assert [told.event for told in store.told("run1", stored)] == [one, one]
    add(store, document("b.txt", text="China met Japan."))
    assert store.events("run1") is None
    store.set_events("run1", [Event(one, (one,)), Event(two, (two,), ("part",), one)])
    assert store.events("run1") == (Event(one, (one,)), Event(two, (two,), ("part",), one))
    assert [told.part_of for told in store.told("run1", stored)] == [None, one]
    assert [body.part_of for body in store.bodies("run1", stored.no)] == [None, one]
    assert (store.parts_of("run1", one), store.parts_of("run1", two)) == ([two], [])
    event = store.event("run1", two)
    assert event is not None and event.part_of == one


def test_judgements_are_added_once_and_come_back_in_order_of_making(store: Store) -> None:
    anchor = Anchor("t", Span(6, 9, "met"), "aux", "c" * 20, "CONSULT")
    late = Judgement("j2", "correct", anchor, '["future"]', "Ann", "planned", "2024-05-01T10:00:00.000002+00:00")
    old = Judgement("j1", "reject", Anchor("t", Span(6, 9, "met")), None, "Ann", "no", "2024-05-01T10:00:00+00:00")
    assert store.add_judgements([late, late]) == 1
    assert store.add_judgements([late, old]) == 1
    store.add_judgement(old)
    assert store.judgements() == (old, late)


def test_judgements_that_bear_on_events_make_them_stale(store: Store) -> None:
    add(store, document())
    ids = [told.claim.id for stored in store.readings("run1") for told in store.told("run1", stored)]
    store.set_events("run1", [Event(i, (i,)) for i in ids])
    anchor = Anchor("t", Span(6, 9, "met"))
    for number, (kind, stale) in enumerate((("confirm", False), ("reject", False), ("link", True))):
        store.add_judgement(Judgement(f"j{number}", kind, anchor, "{}", "Ann", "so", f"2024-05-0{number + 1}"))
        assert store.events_hold("run1") is not stale


def test_a_snapshot_is_of_one_moment(store: Store) -> None:
    add(store, document())
    with store.snapshot(), store.snapshot():
        before = store.counts()
        assert store.counts() == before
    add(store, document("b.txt", text="China met Japan."))
    assert store.counts_of("run1") == {"documents": 2, "claims": 3, "events": 0}


def test_an_unknown_run_is_told_with_those_there_are(store: Store) -> None:
    add(store, document())
    with pytest.raises(StoreError, match=r"run\.unknown: holds no run 'x'\. Its runs: run1\."):
        list(store.readings("x"))


def test_nothing_of_a_document_is_kept_when_writing_it_fails(store: Store) -> None:
    broken = StandIn().code(document()).value
    claims = (*broken.claims, replace(broken.claims[0], id="x", evidence=Span(0, 2**70, "too far for a column")))
    with pytest.raises((OverflowError, StoreError)):
        store.add(document().reading, "a.txt", replace(broken, claims=claims), (), StandIn().run())
    assert set(store.counts().values()) == {0}
    add(store, document())
    assert store.counts()["claims"] == 2


def test_texts_keep_every_character(store: Store) -> None:
    text = "Japan met China.\0\r\n\u202e\ufeff\U0001f600 e\u0301\ud800"
    add(store, document(text=text.replace("\ud800", "")))
    assert store.text(text_id(text.replace("\ud800", ""))) == text.replace("\ud800", "")


@pytest.mark.parametrize(
    ("query", "evidence"),
    [
        ("japan", ["Japan met China"]),
        ("MET", ["Japan met China", "China met France"]),
        ('"met france"', ["China met France"]),
        ("fran*", ["China met France"]),
        ("fran", []),
        ("met OR zebra", []),
        ('unbalanced " AND (', []),
        ("", []),
        ('"', []),
        ("evidence:japan NEAR(*", []),
    ],
)
def test_search_finds_claims_by_their_words(store: Store, query: str, evidence: list[str]) -> None:
    add(store, document())
    assert sorted(hit.span.text for hit in store.search_claims("run1", query, 10)) == sorted(evidence)


def test_search_finds_documents_around_the_first_match(store: Store) -> None:
    add(store, document(text="x " * 200 + "the Élysée hosted talks " + "y " * 200, title="Visit"))
    (hit,) = store.search_documents("elysee talks", 10)
    assert hit.claim is None and "talks" in hit.span.text and len(hit.span.text) < 200
    assert [hit.reading.document for hit in store.search_documents("visit", 10)] == ["a.txt"]
    assert list(store.search_documents("zebra", 10)) == []


def test_a_whole_ledger_checks_clean(store: Store) -> None:
    add(store, document())
    assert store.check() == []


def test_a_long_text_is_found_by_words_far_from_each_other(store: Store) -> None:
    filler = " ".join(f"w{n}" for n in range(40_000))
    add(store, document("long.txt", text=f"zebra {filler} lion tamer"))
    assert [hit.reading.document for hit in store.search_documents("zebra lion", 10)] == ["long.txt"]
    assert [hit.reading.document for hit in store.search_documents('"lion tamer"', 10)] == ["long.txt"]
    assert list(store.search_documents('"tamer lion"', 10)) == []
    assert store.check() == []


def test_an_index_made_anew_finds_the_same(store: Store) -> None:
    add(store, document(title="Élysée talks"))
    before = [hit.span for hit in store.search_claims("run1", "met", 10)]
    store.rebuild_search()
    assert [hit.span for hit in store.search_claims("run1", "met", 10)] == before and len(before) == 2
    assert len(list(store.search_documents("elysee", 10))) == 1
    assert store.check() == []
