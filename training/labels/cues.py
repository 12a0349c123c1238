"""`python training/labels/cues.py CUES`: how much of the labels lists of cue words alone would give → ../corpus/cues.json.

CUES is `pool-cues.jsonl.gz`, which says for each sentence of the pool which types' cue lists match. Types a sentence, labelled and
cued, of the test part and of all parts: precision, recall, F1, and the share of sentences whose types are wholly as cued.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sentences import CORPUS

PARTS = {"test": ("test",), "all": ("train", "dev", "test")}


def compared(records: Iterable[dict[str, Any]], cues: dict[str, set[str]]) -> dict[str, Any]:
    """Labelled types of each sentence against the cued ones; sentences that the pool does not have are left out."""
    shared = cued = labelled = same = count = 0
    for record in records:
        if record["id"] in cues:
            types, found = {e["type"] for e in record["events"]}, cues[record["id"]]
            shared, cued, labelled = shared + len(types & found), cued + len(found), labelled + len(types)
            same, count = same + (types == found), count + 1
    return {
        "sentences": count,
        "precision": round(shared / cued, 3),
        "recall": round(shared / labelled, 3),
        "f1": round(2 * shared / (cued + labelled), 3),
        "sentences with the same types": round(same / count, 3),
    }


def main(path: Path, corpus: Path = CORPUS) -> None:
    """Writes and prints the comparison."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        cues = {one["id"]: set(one["cues"]) for one in map(json.loads, lines)}
    report = {}
    for name, parts in PARTS.items():
        files = [corpus / f"{part}{end}.jsonl" for part in parts for end in ("", "-by-sa")]
        records = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
        report[name] = compared(records, cues)
    (corpus / "cues.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
