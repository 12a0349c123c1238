"""Whole hostile documents, from bytes to events: none crashes, takes over 10 s or makes its process take over 1 GB."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

import dragoman
from dragoman.library.workers import Limits
from fuzz.mutations import mutated
from fuzz.seeds import case_texts

SECONDS, MEGABYTES = 10.0, 1000.0


def documents(place: Path, count: int, seed: int) -> Path:
    """A file of documents made of the cases' texts, some joined into longer ones, with words and bytes that break things."""
    chance, texts = random.Random(seed), [text.encode() for text in case_texts()]
    with place.open("w", encoding="utf-8") as out:
        for n in range(count):
            whole = [b"\n\n".join(chance.choices(texts, k=chance.choice((1, 1, 2, 3, 8))))]
            text = mutated(chance, whole).decode("utf-8", "replace")
            told = {
                "id": f"d{n}", "text": text, "title": mutated(chance, [b"Ministers meet in Geneva"]).decode("utf-8", "replace"), "language": "en",
                "published": f"2023-{n % 12 + 1:02d}-{n % 28 + 1:02d}", "publisher": mutated(chance, [b"AP"]).decode("utf-8", "replace"),
            }  # fmt: skip
            out.write(json.dumps(told) + "\n")
    return place


@pytest.mark.parametrize(
    ("count", "workers"),
    [(30, 0), pytest.param(int(os.environ.get("DRAGOMAN_DOCUMENTS", "20000")), 2, marks=pytest.mark.nightly)],
)
def test_hostile_documents_are_coded_or_set_aside(count: int, workers: int, tmp_path: Path) -> None:
    source = documents(tmp_path / "in.jsonl", count, seed=5)
    with dragoman.open(tmp_path / "l.ledger", coder="frames") as ledger:
        report = ledger.read(source, workers=workers, limits=Limits(SECONDS, MEGABYTES))
        failed = [str(p) for p in report.problems if p.code.startswith(("coding.", "step."))]
        assert failed == []
        assert ledger.check() == []
        assert report.documents > 0.9 * count
        assert sum(len(line) for line in map(str, ledger.handed("jsonl").claims())) > 0
