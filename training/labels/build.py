"""`python training/labels/build.py`: labels and sentences → ../corpus/{train,dev,test}.jsonl, NAME-by-sa.jsonl,
articles-{train,dev}.jsonl, wikinews.jsonl and written-{train,dev}.jsonl.

Of several readings of a batch the adjudicated one (reader `gold`) is taken, else the first reader's by name. Unusable
sentences are left out. Exit code 1, and nothing written, if a label file has faults.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from check import check
from notation import Block
from sentences import CORPUS, drawn, label_name
from written import written

from records import record

SPLITS = ("train", "dev", "test")
ARTICLES = ("articles-train", "articles-dev", "wikinews")
WRITTEN_DEV = ("w-19", "w-20")


def readings(folder: Path) -> dict[str, dict[str, Path]]:
    """batch → reader → label file."""
    found: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted(folder.glob("*.txt")):
        batch, reader = label_name(path)
        found[batch][reader] = path
    return found


def chosen(readers: dict[str, Path]) -> str:
    """The reader whose labels a batch is published with."""
    return "gold" if "gold" in readers else min(readers)


def records(
    readings: dict[str, dict[str, Path]], sentences: dict[str, dict[str, Any]]
) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """File name → records in the order of the draw, and faults as lines."""
    blocks: dict[str, tuple[Block, str]] = {}
    faults = []
    for batch in readings.values():
        reader = chosen(batch)
        found, wrong = check(batch[reader], sentences)
        faults += [f"{batch[reader]}:{fault.line}: {fault.says}" for fault in wrong]
        blocks.update({block.id: (block, reader) for block in found})
    files: dict[str, list[dict[str, Any]]] = {f"{s}{end}.jsonl": [] for s in SPLITS for end in ("", "-by-sa")}
    files |= {f"{split}.jsonl": [] for split in ARTICLES}
    for name, sentence in sentences.items():
        if name in blocks and not blocks[name][0].unusable:
            end = "-by-sa" if "BY-SA" in sentence["licence"] else ""
            files[f"{sentence['split']}{end}.jsonl"].append(record(blocks[name][0], sentence, blocks[name][1]))
    return files, faults


def main(corpus: Path = CORPUS) -> int:
    """Writes the corpus and prints the counts a file."""
    files, faults = records(readings(corpus / "labels"), drawn(corpus))
    invented, wrong = written(corpus / "written")
    faults += [f"{path}:{fault.line}: {fault.says}" for path, fault in wrong]
    files["written-train.jsonl"] = [r for r in invented if r["doc"] not in WRITTEN_DEV]
    files["written-dev.jsonl"] = [r for r in invented if r["doc"] in WRITTEN_DEV]
    if faults:
        print("\n".join(faults))
        return 1
    for name, found in files.items():
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in found]
        (corpus / name).write_text("".join(lines), encoding="utf-8")
        print(name, len(found), "sentences,", sum(len(one["events"]) for one in found), "events")
    return 0


if __name__ == "__main__":
    sys.exit(main())
