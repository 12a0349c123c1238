"""The two seed texts; answers and scorer stand in `goldsets/seeds`, which is not part of the installed package."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ANSWERS = Path("goldsets") / "seeds"
TEXTS = Path("examples")
SCORER = "score.py"


class SeedsError(Exception):
    """Answers, scorer or texts that are not where they should be."""


@dataclass(frozen=True, slots=True)
class SeedSets:
    """gold: folder of answers. texts: folder of the documents. scorer: the program that compares them; by default that of the answers' folder."""

    gold: Path
    texts: Path
    scorer: Path | None = None


def find_sets(gold: Path | None = None, texts: Path | None = None, start: Path | None = None) -> SeedSets:
    """The folders as given, or those of the checkout that `start` (the current folder) lies in. Raises SeedsError."""
    here = (start or Path.cwd()).resolve()
    root = next((folder for folder in (here, *here.parents) if (folder / ANSWERS / SCORER).is_file()), here)
    sets = SeedSets(gold or root / ANSWERS, texts or root / TEXTS)
    for path in (sets.gold / SCORER, sets.texts):
        if not path.exists():
            raise SeedsError(f"There is no {path}; run in a checkout of Dragoman, or give --gold and --texts.")
    return sets


def find_wires(start: Path | None = None) -> SeedSets:
    """Agency stories and readouts of other relations with answers of the same form, `goldsets/wires`. Raises SeedsError."""
    seeds = find_sets(start=start)
    wires = seeds.gold.parent / "wires"
    return SeedSets(wires, wires / "texts", seeds.gold / SCORER)


def score_seeds(sets: SeedSets, lines: Iterable[str]) -> dict[str, dict[str, object]]:
    """The scorer's figures by part: events, statements, times, words; `missed` lists what was not found.

    lines: claims as exported, a JSON object each. Raises SeedsError when the scorer fails.
    """
    scorer = sets.scorer or sets.gold / SCORER
    command = [
        sys.executable,
        str(scorer),
        "-",
        "--json",
        "--gold",
        str(sets.gold),
        "--texts",
        str(sets.texts),
    ]
    given = "\n".join(lines) + "\n"
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SeedsError(f"{scorer} failed: {done.stderr.strip().splitlines()[-1:]}")
    report: dict[str, dict[str, object]] = json.loads(done.stdout)
    return report
