"""`python training/attribution/check.py FILE…`: faults of label files, and stretches of their batch without a block."""

from __future__ import annotations

import sys
from pathlib import Path

from labels import parse, stretches


def main(names: list[str]) -> int:
    """Prints faults and a line of counts a file; 1 with faults."""
    known = stretches()
    bad = 0
    for name in names:
        found, faults = parse(Path(name), known)
        batch = Path(name).name.split(".")[0]
        missing = {i for i, s in known.items() if s["batch"] == batch} - {s.id for s in found}
        faults += [f"{name}: no block for {i}" for i in sorted(missing)]
        print(*faults, sep="\n", end="\n" if faults else "")
        print(
            f"{name}: {len(found)} stretches, {sum(len(s.attributions) for s in found)} attributions, {len(faults)} faults"
        )
        bad += len(faults)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
