"""Copies and versions of a story in exports: the same as in answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.export import FORMATS
from dragoman.library import Ledger
from stand_in import StandIn

BODY = (
    "Japan met China on Sunday in the old hall by the river, where rain fell all day and nobody came out to speak. "
    "The talks went on past midnight while reporters waited in the cold yard behind a row of parked cars. "
    "Officials on both sides carried thick folders and refused to say what was written in any of them. "
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    texts = {
        "a.txt": f"Ministers meet\n\n{BODY}",
        "b.txt": f"Talks by the river\n\n{BODY}China met France on Monday.",  # a later version, with one claim of its own
        "c.txt": f"Ministers meet\n\n{BODY}",  # an exact copy
        "d.txt": "France met Japan in spring.",
    }
    (tmp_path / "in").mkdir()
    for number, (name, text) in enumerate(texts.items()):
        (tmp_path / "in" / name).write_text(text)
        with (tmp_path / "in" / "sources.toml").open("a") as side:
            side.write(f'["{name}"]\npublished = 2023-04-0{number + 2}\n')
    with dragoman.open(":memory:", coding=StandIn()) as opened:
        opened.read(tmp_path / "in")
        yield opened


def test_claims_are_marked_as_answers_see_them(ledger: Ledger) -> None:
    seen = {(told.claim.id, told.reading.document): told.copy_of for told in ledger.claims(min_confidence=0.0)}
    told = {(one.id, one.reading.document): one.copy_of for one in ledger.handed("jsonl", min_confidence=0.0).claims()}
    assert told == seen and sorted(told.values(), key=str) == [None, None, None, "a.txt", "a.txt"]


def test_what_a_version_repeats_counts_once(ledger: Ledger) -> None:
    lines = list(FORMATS["plover"](handed := ledger.handed("plover")))
    assert len(lines) == 3 and handed.tally.left_out == {"claims of copies": 2}
    numbers = [line.split("\t")[33] for line in FORMATS["gdelt"](ledger.handed("gdelt"))]
    assert numbers == ["1"] * 6  # three meetings, both ways, each of one article
    assert len(list(FORMATS["gdelt-mentions"](ledger.handed("gdelt-mentions")))) == 6


def test_documents_and_manifests_name_the_earliest(ledger: Ledger, tmp_path: Path) -> None:
    documents = [json.loads(line) for line in FORMATS["documents"](ledger.handed("documents"))]
    expected = {told.reading.document: (told.copy_of, told.fullest) for told in ledger.documents()}
    assert {one["document"]: (one["copy_of"], one["fullest"]) for one in documents} == expected
    ledger.export(tmp_path / "out", "csv")
    inputs = json.loads((tmp_path / "out.manifest.json").read_text())["inputs"]
    assert {one["document"]: one["copy_of"] for one in inputs} == {name: copy for name, (copy, _) in expected.items()}
