"""Sentences written for the corpus: blocks with a `= sentence` line → the same records as real ones, in written.jsonl."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from notation import Fault, parse
from sentences import CORPUS

from records import record

LICENCE = "CC BY 4.0"


def written(folder: Path = CORPUS / "written") -> tuple[list[dict[str, Any]], list[tuple[Path, Fault]]]:
    """Records of all files in order, and faults with their file. Ids are unique over all files."""
    found: list[dict[str, Any]] = []
    faults: list[tuple[Path, Fault]] = []
    for path in sorted(folder.glob("w-*.txt")):
        text = path.read_text(encoding="utf-8")
        sentences = dict(re.findall(r"^@ (w-\d+)\n= (.+)$", text, re.MULTILINE))
        blocks, wrong = parse(re.sub(r"^= .*$", "", text, flags=re.MULTILINE), sentences)
        faults += [(path, fault) for fault in wrong]
        for block in blocks:
            sentence = {
                "text": sentences[block.id],
                "doc": path.stem,
                "source": "written",
                "licence": LICENCE,
                "published": None,
            }
            found.append(record(block, sentence, "writer"))
    return found, faults
