"""`python training/attribution/draw.py DATA BATCHES`: draws stretches of one to three sentences to label for attribution.

DATA: the folder of development data. Writes stretches.jsonl, stretches-by-sa.jsonl and BATCHES/attr-NN.txt. Fixed seed.
Never from documents of the event corpus's test part.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labels import HERE

from dragoman.annotate import annotate

SIZES = {"wikinews": 700, "readouts": 250, "wikipedia-current-events": 200, "australia-pm-transcripts": 250, "kremlin-en": 150,
         "us-historian": 150, "un-general-debate-2017": 100, "us-state-human-rights-reports": 200}  # fmt: skip
BATCH = 100


def share(*words: str) -> float:
    """A number in [0, 1) that depends on the words alone."""
    return int.from_bytes(hashlib.sha256("\n".join(("attribution 1", *words)).encode()).digest()[:7], "big") / 2**56


def stories(data: Path) -> Iterator[dict[str, Any]]:
    """Stretches of news stories and readouts: up to three sentences of a paragraph."""
    for name, file, licence in (
        ("wikinews", "wikinews.jsonl", "CC BY 2.5"),
        ("readouts", "readouts-2021-2022.jsonl", "CC0 1.0 / public domain (US Government work)"),
    ):
        for line in (data / name / file).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if share("doc", one["id"]) > 0.6:
                continue
            for part in one["text"].split("\n"):
                if len(part) < 60:
                    continue
                parsed = annotate(part)
                size = 1 + int(share("size", part) * 3)
                spans = list(parsed.sentences)
                for at in range(0, len(spans), size):
                    text = parsed.span(spans[at][0], spans[min(at + size, len(spans)) - 1][1]).text
                    yield {"text": text, "doc": one["id"], "source": name, "licence": licence}


def pool(data: Path) -> Iterator[dict[str, Any]]:
    """Single sentences of the pool."""
    with gzip.open(data / "texts" / "pool.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield {k: one[k] for k in ("text", "doc", "source", "licence")}


def main(data: Path, batches: Path) -> None:
    """Draws and writes."""
    held = set()
    corpus = HERE.parent / "corpus"
    for name in ("sentences.jsonl", "sentences-by-sa.jsonl"):
        for line in (corpus / name).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            if one["split"] == "test":
                held.add(one["doc"])
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in SIZES}
    for one in (*stories(data), *pool(data)):
        text = re.sub(r"\s+", " ", one["text"]).strip()
        if one["source"] in found and one["doc"] not in held and 50 <= len(text) <= 700:
            digest = hashlib.sha256(f"{one['doc']}\n{text}".encode()).hexdigest()[:8]
            found[one["source"]].append({"id": f"a-{digest}", **one, "text": text})
    drawn = {
        s["id"]: s
        for name, size in SIZES.items()
        for s in sorted(found[name], key=lambda s: share("draw", s["id"]))[:size]
    }
    listed = sorted(drawn.values(), key=lambda s: share("order", s["id"]))
    batches.mkdir(parents=True, exist_ok=True)
    for place, one in enumerate(listed):
        one["batch"] = f"attr-{place // BATCH + 1:02d}"
    for name, by_sa in (("stretches.jsonl", False), ("stretches-by-sa.jsonl", True)):
        lines = [json.dumps(s, ensure_ascii=False) + "\n" for s in listed if ("BY-SA" in s["licence"]) == by_sa]
        (HERE / name).write_text("".join(lines), encoding="utf-8")
    for batch in sorted({s["batch"] for s in listed}):
        shown = [f"@ {s['id']}\n{s['text']}\n" for s in listed if s["batch"] == batch]
        (batches / f"{batch}.txt").write_text("\n".join(shown), encoding="utf-8")
    print(len(listed), "stretches")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
