"""Two commits' code side by side: `python benchmarks/compare.py FILE.jsonl FIRST-LAST OLD NEW [--pairs 3]`.

OLD, NEW: folders with a checkout each. Runs the `stages.py` beside this file over the code of both in turn, so that what else the machine does falls on both, and exits with 1
where the median of the pairs' ratios tells of a loss of more than 10 %, by processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

LOSS = 1.10


def measured(checkout: Path, file: Path, part: str) -> dict[str, Any]:
    """What this folder's stages.py says of the checkout's code."""
    told = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stages.py")), str(file), part, "--json"],
        env={**os.environ, "PYTHONPATH": str(checkout / "src")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def verdict(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> tuple[str, bool]:
    """The comparison in words, and whether something was lost. pairs: figures of the old and of the new code, run one after the other."""
    ratios = [new["seconds"] / old["seconds"] for old, new in pairs]
    middle = statistics.median(ratios)
    lines = [f"new / old: {middle:.3f} (pairs {', '.join(f'{r:.3f}' for r in ratios)})"]
    for stage in sorted({s for old, new in pairs for s in (*old["stages"], *new["stages"])}):
        before, after = (sum(one[side]["stages"].get(stage, 0.0) for one in pairs) for side in (0, 1))
        lines.append(f"{before:9.2f} s {after:9.2f} s  {stage}")
    return "\n".join(lines), middle > LOSS


def main() -> None:
    """Runs the pairs and prints the verdict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("part", help="documents, as FIRST-LAST")
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--pairs", type=int, default=3)
    given = parser.parse_args()
    pairs = [
        (measured(given.old, given.file, given.part), measured(given.new, given.file, given.part))
        for _ in range(given.pairs)
    ]
    words, lost = verdict(pairs)
    print(words)
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
