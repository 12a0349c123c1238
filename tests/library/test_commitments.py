"""Stories of promises told by two or three short documents, and what is said where there is nothing to tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import dragoman

STORIES = yaml.safe_load((Path(__file__).parent / "commitment_stories.yaml").read_text(encoding="utf-8"))


def read(ledger: dragoman.Ledger, documents: list[tuple[str, str]], folder: Path) -> None:
    lines = [
        json.dumps({"id": f"d{n}", "text": text, "published": str(day)}) for n, (day, text) in enumerate(documents)
    ]
    (folder / "story.jsonl").write_text("\n".join(lines) + "\n")
    assert not ledger.read(folder / "story.jsonl").problems


@pytest.mark.parametrize("story", STORIES, ids=[s["name"] for s in STORIES])
def test_later_claims_decide(story: dict[str, Any], tmp_path: Path) -> None:
    with dragoman.open(":memory:") as ledger:
        read(ledger, story["documents"], tmp_path)
        made = ledger.commitments(as_of=str(story["as_of"]) if "as_of" in story else None)
        texts = {t.reading.document: t.text for t in ledger.documents()}
    found = [one for one in made.items if story["of"] in one.lead.words.text]
    assert [one.status for one in found] == [story["status"]]
    one = found[0]
    assert story.get("doubt", "") in "; ".join(one.doubt)
    assert (one.status in ("kept", "broken")) is bool(one.deciding)
    for span, document in [
        (one.lead.words, one.lead.document),
        *((d.claim.evidence, d.claim.document) for d in one.deciding),
    ]:
        assert texts[document][span.start : span.end] == span.text
    assert all(d.claim.document != one.lead.document for d in one.deciding)


PLEDGE = [("2023-01-25", "Germany pledged to send Leopard tanks to Ukraine by the end of March.")]


@pytest.mark.parametrize(
    ("documents", "asked", "said"),
    [
        ([], {}, "no document"),
        (PLEDGE, {"between": ("JPN", "CHN")}, "No claim of the ledger names CHN or JPN"),
        (PLEDGE, {"party": "UKR"}, "No commitment meets"),
        (PLEDGE, {"until": "2022-12-31"}, "before the first document"),
        (PLEDGE, {"since": "2024-01-01"}, "after the last document"),
        (PLEDGE, {"as_of": "2001-01-01"}, "lies before the first document"),
        (PLEDGE, {"status": "kept"}, "None of the 1 commitments that meet the rest is kept"),
        ([("2023-01-25", "Japan condemned the missile launch by North Korea.")], {}, "No commitment meets"),
    ],
)
def test_what_is_not_there_is_said(
    documents: list[tuple[str, str]], asked: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with dragoman.open(":memory:") as ledger:
        if documents:
            read(ledger, documents, tmp_path)
        made = ledger.commitments(**asked)
    assert made.items == ()
    assert said in " ".join(made.notes)


def test_wrong_use_is_told(tmp_path: Path) -> None:
    with dragoman.open(":memory:") as ledger:
        for asked in ({"status": "done"}, {"issue": "nothing"}, {"party": "Atlantis"}, {"as_of": "yesterday"}):
            with pytest.raises(ValueError, match=r"\S"):
                ledger.commitments(**asked)  # type: ignore[arg-type]


def test_a_promise_that_a_copy_tells_again_is_one(tmp_path: Path) -> None:
    with dragoman.open(":memory:") as ledger:
        again = ("2023-01-26", "On Wednesday Germany pledged to send Leopard tanks to Ukraine by the end of March.")
        read(ledger, [*PLEDGE, again], tmp_path)
        made = ledger.commitments(between=("Germany", "Ukraine"))
        assert len(made.items) == 1
        assert made.items[0].made == "2023-01-25"
        assert "tanks" in made._repr_html_()
        assert len(made.to_frame()) == 1
