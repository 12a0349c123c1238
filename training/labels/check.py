"""`python training/labels/check.py FILE…`: faults of label files by line, and sentences of their batch without a block.

Exit code 0 without faults, 1 with.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from notation import Block, Fault, parse
from sentences import drawn, label_name


def check(path: Path, sentences: dict[str, dict[str, Any]]) -> tuple[list[Block], list[Fault]]:
    """Blocks and faults of one label file; a sentence of its batch that has no block is a fault of line 0."""
    batch, _ = label_name(path)
    wanted = {name: s["text"] for name, s in sentences.items() if s["batch"] == batch}
    if not wanted:
        return [], [Fault(0, f"there is no batch {batch!r}")]
    blocks, faults = parse(path.read_text(encoding="utf-8"), wanted)
    missing = wanted.keys() - {block.id for block in blocks}
    if missing:
        faults.insert(0, Fault(0, f"{len(missing)} sentences have no block: {', '.join(sorted(missing)[:5])} …"))
    return blocks, faults


def main(names: list[str]) -> int:
    """Prints faults as `file:line: what` and a line of counts a file."""
    sentences = drawn()
    bad = 0
    for name in names:
        try:
            blocks, faults = check(Path(name), sentences)
        except (ValueError, OSError) as error:
            print(error)
            bad += 1
            continue
        for fault in faults:
            print(f"{name}:{fault.line}: {fault.says}")
        bad += len(faults)
        events = sum(len(block.events) for block in blocks)
        empty = sum(not block.events for block in blocks)
        pairs = sum(len(block.none) for block in blocks)
        counts = f"{events} events, {empty} without event, {pairs} NONE pairs, {len(faults)} faults"
        print(f"{name}: {len(blocks)} sentences, {counts}")
    return int(bad > 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
