"""Fixed expressions: each saying's example is the act of its speaker, and a sample of the lexicon's idioms comes out as its file says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.codebook.acts import TYPES
from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.claim import Claim
from dragoman.records.given import Given

ENGLISH = Path(__file__).resolve().parents[2] / "src/dragoman/codebook/en"
EACH = 25  # of the idioms, one in so many is asked here; all of them in `make nightly`


def read(name: str) -> list[dict[str, Any]]:
    return list(yaml.load((ENGLISH / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def acts(text: str) -> list[Claim]:
    coded = code_document(document_alone(text, Given(published="2024-06-12"))).value
    return [c for c in coded.claims if c.event_type is not None]


SAYINGS = read("sayings.yaml")
IDIOMS = [(kind, entry["example"]) for kind in TYPES for entry in read(f"acts/idioms/{kind}.yaml")]


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda s: s["words"])
def test_a_saying_is_an_act_of_who_says_it(saying: dict[str, Any]) -> None:
    found = [c for c in acts(saying["example"]) if c.event_type == saying["type"]]
    assert found and found[0].actor[0].code is not None


@pytest.mark.parametrize(("kind", "example"), IDIOMS[::EACH])
def test_an_idiom_is_what_its_file_says(kind: str, example: str) -> None:
    assert kind in {c.event_type for c in acts(example)}


@pytest.mark.nightly
@pytest.mark.parametrize(("kind", "example"), IDIOMS)
def test_every_idiom_is_what_its_file_says(kind: str, example: str) -> None:
    assert kind in {c.event_type for c in acts(example)}


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Baku has been dragging its feet over the maps, Armenia's premier said.", "ACCUSE", "AZE"),
        ("It was high time that Chad opened its prisons, Norway's minister said.", "REQUEST", "TCD"),
        ("Peru will use every means at its disposal should Bolivia close the road, its president said.", "THREATEN", "BOL"),
        ("There was not a shred of truth in Riga's story, the Belarusian army said.", "REJECT", "LVA"),
    ],
)  # fmt: skip
def test_whom_a_saying_is_about(text: str, kind: str, other: str) -> None:
    found = next(c for c in acts(text) if c.event_type == kind)
    assert {p.code for p in found.recipient} == {other}


@pytest.mark.parametrize(
    "text",
    [
        "Armenia's premier was dragging his feet through the snow.",  # said by nobody
        "The talks are not out of the question, Niger's premier said.",
        "Its own army had gone back on its word, Burundi's minister said.",  # blames himself
    ],
)
def test_what_is_no_saying(text: str) -> None:
    assert not any("saying" in line for c in acts(text) for line in c.why)
