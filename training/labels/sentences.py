"""The drawn sentences: which there are, and which batch each belongs to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
DRAWN = ("sentences.jsonl", "sentences-by-sa.jsonl")
FILES = (*DRAWN, "sentences-articles.jsonl")


def drawn(folder: Path = CORPUS) -> dict[str, dict[str, Any]]:
    """id → `{id, text, before, doc, title, publisher, source, licence, published, split, batch}`, in the files' order."""
    listed = folder / "documents.jsonl"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    documents = {one["doc"]: one for one in map(json.loads, lines)}
    found: dict[str, dict[str, Any]] = {}
    for name in FILES:
        path = folder / name
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                sentence = json.loads(line)
                found[sentence["id"]] = documents.get(sentence["doc"], {}) | sentence
    return found


def label_name(path: Path) -> tuple[str, str]:
    """Batch and reader of a label file named `BATCH.READER.txt`. Raises ValueError for another name."""
    parts = path.name.split(".")
    if len(parts) != 3 or parts[2] != "txt":
        raise ValueError(f"{path}: a label file is named BATCH.READER.txt, such as test-001.r1.txt")
    return parts[0], parts[1]
