"""Sketches and parses in the store, on whichever engine."""

from __future__ import annotations

from dragoman.records.coded import Coded
from dragoman.records.likeness import Likeness
from dragoman.records.text import Document, Reading, text_id
from dragoman.store import Store, StoredSketch
from stand_in import StandIn

ALIKE = Likeness("near", 0.9, 0.9, 0.9)


def add(store: Store, text: str, parses: dict[str, bytes] | None = None) -> str:
    reading = Reading(f"{text}.txt", text_id(text), f"{text}.txt")
    store.add(reading, f"{text}.txt", Coded(Document(reading, text), (), (), parses or {}), (), StandIn().run())
    return reading.text_id


def same_first_letter(one: bytes, other: bytes) -> Likeness | None:
    return ALIKE if one[:1] == other[:1] else None


def keep(store: Store, scheme: int = 1, **keys: list[int]) -> None:
    sketches = {text_id(text): StoredSketch(len(text), 2, text.encode(), k) for text, k in keys.items()}
    store.add_sketches(scheme, sketches, same_first_letter)


def test_texts_that_share_keys_are_compared_once_and_stay_alike(store: Store) -> None:
    a, b, c, d = (add(store, text) for text in ("a1", "a2", "b", "a3"))
    assert store.without_sketch(1, 10) == [a, b, c, d] and store.without_sketch(1, 2) == [a, b]
    keep(store, a1=[1, 2, 3])
    keep(store, a2=[2, 3, 4], b=[1, 2, 3], a3=[3, 5])
    assert store.likenesses() == {(a, b): ALIKE}
    assert store.sizes() == {a: (2, 2), b: (2, 2)}
    assert store.without_sketch(1, 10) == []
    assert store.check() == []


def test_sketches_of_another_scheme_are_made_anew(store: Store) -> None:
    a, b = add(store, "a1"), add(store, "a2")
    keep(store, a1=[1, 2], a2=[1, 2])
    assert store.without_sketch(2, 10) == [a, b]
    keep(store, 2, a2=[1, 2])
    assert store.likenesses() == {} and store.without_sketch(2, 10) == [a]
    keep(store, 2, a1=[1, 2])
    assert store.likenesses() == {(b, a): ALIKE}


def test_a_key_that_many_share_tells_nothing(store: Store) -> None:
    texts = [f"a{n}" for n in range(70)]
    for text in texts:
        add(store, text)
    for text in texts:
        keep(store, **{text: [1, 2]})
    before = len(store.likenesses())
    add(store, "a99")
    keep(store, a99=[1, 2])
    assert len(store.likenesses()) == before
    add(store, "a100")
    keep(store, a100=[1, 2, 300, 301])
    add(store, "a101")
    keep(store, a101=[1, 2, 300, 301])
    assert (text_id("a100"), text_id("a101")) in store.likenesses()


def test_parses_come_with_a_document_and_are_found_by_their_sign(store: Store) -> None:
    add(store, "a", {"x": b"1", "y": b"2"})
    add(store, "b", {"x": b"other", "z": b"3"})
    assert store.parses(["x", "z", "none"]) == {"x": b"1", "z": b"3"}
    assert store.parses([]) == {}
    assert len(store.parses([str(n) for n in range(2000)])) == 0
