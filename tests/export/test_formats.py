from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.export import FORMATS, manifest, write_file
from dragoman.library import Ledger
from dragoman.library.defaults import MIN_CONFIDENCE
from stand_in import StandIn

TEXT = "Japan met China on Sunday. “Good”, both said."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "sources.toml").write_text(
        '["a.txt"]\npublished = 2023-04-02\npublisher = "AP"\n["b.txt"]\npublished = 2023-04-03\n'
    )
    with dragoman.open(":memory:", coding=StandIn()) as opened:
        opened.read(tmp_path / "in")
        yield opened


def objects(ledger: Ledger, format_: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in FORMATS[format_](ledger.handed())]


def test_jsonl_has_a_row_for_each_reading_copies_marked(ledger: Ledger) -> None:
    one, two = objects(ledger, "jsonl")
    assert (one["document"], one["copy_of"], one["published"], one["publisher"]) == ("a.txt", None, "2023-04-02", "AP")
    assert (two["document"], two["copy_of"], two["published"], two["publisher"]) == (
        "b.txt",
        "a.txt",
        "2023-04-03",
        None,
    )
    assert one["id"] == two["id"] and one["event"] == two["event"] == one["id"]
    assert one["when"]["first"] == "2023-04-02" and two["when"]["first"] == "2023-04-03"  # type: ignore[index]
    assert one["evidence"] == {"start": 0, "end": 15, "text": "Japan met China"}


def test_spans_stand_in_the_exported_documents(ledger: Ledger) -> None:
    texts = {one["document"]: one["text"] for one in objects(ledger, "documents")}
    assert texts == {"a.txt": TEXT, "b.txt": TEXT}
    for claim in objects(ledger, "jsonl"):
        span = claim["evidence"]
        assert texts[claim["document"]][span["start"] : span["end"]] == span["text"]  # type: ignore[index]


def test_documents_have_their_fields(ledger: Ledger) -> None:
    one, two = objects(ledger, "documents")
    assert list(one) == [
        "document",
        "text_id",
        "title",
        "text",
        "published",
        "publisher",
        "place",
        "byline",
        "source",
        "url",
        "language",
        "licence",
        "copy_of",
        "fullest",
    ]
    assert (one["copy_of"], two["copy_of"]) == (None, "a.txt")
    assert one["text_id"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_file_has_a_manifest_beside_it(ledger: Ledger, tmp_path: Path) -> None:
    handed = ledger.handed()
    written = write_file(tmp_path / "out.jsonl", FORMATS["jsonl"](handed))
    beside = json.loads(manifest(written, "jsonl", handed).read_text(encoding="utf-8"))
    assert beside["rows"] == 2 and beside["format"] == "jsonl" and beside["file"] == "out.jsonl"
    assert beside["sha256"] == hashlib.sha256((tmp_path / "out.jsonl").read_bytes()).hexdigest()
    assert beside["run"]["id"] == "run1" and beside["run"]["program"] == "dragoman 1"
    assert [one["document"] for one in beside["inputs"]] == ["a.txt", "b.txt"]
    assert beside["options"] == {"min_confidence": MIN_CONFIDENCE}


def test_half_a_file_is_never_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("old\n")

    def lines() -> Iterator[str]:
        yield "new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_file(tmp_path / "out.jsonl", lines())
    assert [path.name for path in tmp_path.glob("*.jsonl*")] == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text() == "old\n"


def test_confidence_filters(ledger: Ledger) -> None:
    assert len(list(ledger.claims(min_confidence=0.9))) == 2
    assert list(ledger.claims(min_confidence=0.91)) == []
