"""Chains of versions: how they are read and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims_by_hand import act, party
from dragoman.evaluate.chains import Chain, Chains, Seen, Version, read_chains, score_chains
from dragoman.evaluate.events import Mention

GOLD = Path(__file__).resolve().parents[2] / "goldsets" / "chains"
TEXTS = {"a1": "Japan met China.", "a2": "News.\nJapan met China.\nJapan thanked China.", "b1": "Japan met China."}


def mention(document: str, words: str, fact: str) -> Mention:
    start = TEXTS[document].index(words)
    return Mention(f"{document} {words}", document, TEXTS[document], "2024-05-01", start, start + len(words), fact, "")


CHAINS = Chains(
    (Chain("a", "a2", ("a/met",), False), Chain("b", "b1", (), True)),
    (
        Version("a1", "a", 1, (mention("a1", "met", "a/met"),)),
        Version("a2", "a", 2, (mention("a2", "met", "a/met"), mention("a2", "thanked", "a/thanked"))),
        Version("b1", "b", 1, ()),
    ),
    Path("documents.jsonl"),
)
CLAIMS = {
    "a1": [act(TEXTS["a1"], "Japan met China", "met", "CONSULT", [party(TEXTS["a1"], "Japan", "JPN")])],
    "a2": [
        act(TEXTS["a2"], "Japan met China", "met", "CONSULT", [party(TEXTS["a2"], "Japan", "JPN")]),
        act(TEXTS["a2"], "Japan thanked China", "thanked", "SUPPORT", [party(TEXTS["a2"], "Japan", "JPN")]),
    ],
}
MET1, (MET2, THANKED) = CLAIMS["a1"][0].id, [c.id for c in CLAIMS["a2"]]


def seen(**changes: object) -> Seen:
    right: dict[str, object] = {
        "story": {"a1": "a1", "a2": "a1", "b1": "b1"},
        "fullest": {"a1": "a2", "a2": "a2", "b1": "b1"},
        "claims": CLAIMS,
        "copy_of": {("a1", MET1): None, ("a2", MET2): "a1", ("a2", THANKED): None},
        "event": {MET1: "e", MET2: "e", THANKED: "f"},
        "differ": frozenset({"e"}),
    }
    return Seen(**{**right, **changes})  # type: ignore[arg-type]


def test_all_right() -> None:
    report = score_chains(CHAINS, seen())
    assert report["stories"]["pair_precision"] == report["stories"]["pair_recall"] == 1.0
    assert (report["versions"]["earliest_right"], report["versions"]["fullest_right"]) == (1.0, 1.0)
    assert (report["facts"]["mentions"], report["facts"]["b3_f1"]) == (3, 1.0)
    assert (report["again"]["again"], report["again"]["again_right"], report["again"]["new"]) == (1, 1.0, 2)
    assert report["numbers"] == {"facts": 1, "shown": 1.0, "missed": []}
    assert report["withdrawn"] == {"documents": 1, "rejected": 1.0, "missed": [], "wrong": []}


def test_what_is_wrong_is_named() -> None:
    report = score_chains(CHAINS, seen(story={"a1": "a1", "a2": "a2", "b1": "a1"}))
    assert (report["stories"]["wrong"], report["stories"]["missed"]) == (["a1 + b1"], ["a1 + a2"])
    assert report["versions"]["missed"] == ["a: earliest"]
    report = score_chains(CHAINS, seen(fullest={"a1": "a1", "a2": "a1", "b1": "b1"}, differ=frozenset()))
    assert report["versions"]["missed"] == ["a: fullest"] and report["numbers"]["missed"] == ["a/met"]
    marks = {("a1", MET1): None, ("a2", MET2): None, ("a2", THANKED): "a1"}
    report = score_chains(CHAINS, seen(copy_of=marks))
    assert len(report["again"]["missed"]) == len(report["again"]["wrong"]) == 1
    left = score_chains(CHAINS, seen(claims={**CLAIMS, "b1": CLAIMS["a1"]}, event={MET1: "e", MET2: "f", THANKED: "f"}))
    assert left["withdrawn"]["missed"] == ["b1"] and left["facts"]["pair_precision"] == 0.0


def test_the_shipped_chains_are_read_whole() -> None:
    chains = read_chains(GOLD)
    assert len(chains.chains) >= 18 and len({v.chain for v in chains.versions}) == len(chains.chains)
    assert all(m.text[m.start : m.end].strip() for v in chains.versions for m in v.mentions)


def test_a_label_that_does_not_stand_there_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text(
        json.dumps({"id": "d", "text": "Japan met China.", "published": "2024-05-01"}) + "\n"
    )
    (tmp_path / "chains.jsonl").write_text("")
    wrong = {"start": 0, "end": 3, "text": "met", "fact": "f"}
    (tmp_path / "labels.jsonl").write_text(
        json.dumps({"document": "d", "chain": "c", "version": 1, "mentions": [wrong]}) + "\n"
    )
    with pytest.raises(ValueError, match=r"labels.jsonl:1: .*'met' does not stand at 0–3 of d"):
        read_chains(tmp_path)
