"""Makes docs/limits.md from results: what the coder gets right and wrong on sentences that it was not trained on, and what readers found on real documents.

    dragoman evaluate corpus training/corpus/test*.jsonl --format json --predictions predictions.jsonl > corpus.json
    python docs/_site/limits.py corpus.json predictions.jsonl     # results into docs/_site/limits.json, and the page
    python docs/_site/limits.py                                   # the page alone, from the results that are there

Run it again whenever the coder changes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from markup import table

from dragoman.evaluate.corpus import paired, read_acts, sides_right
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.health import versions

SITE = Path(__file__).resolve().parent
ROOT = SITE.parents[1]
RESULTS = SITE / "limits.json"
GOLD = ("test.jsonl", "test-by-sa.jsonl")
STEPS = (MIN_CONFIDENCE, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
FEW = 20  # under which a share is not printed


def measured(corpus: Path, predictions: Path) -> dict[str, Any]:
    """The results that the page is made from: figures over all, by type, by least confidence, and which coder they are of."""
    gold = {r["id"]: r["events"] for name in GOLD for r in _lines(ROOT / "training" / "corpus" / name)}
    coded = (read_acts(row) for row in _lines(predictions))
    acts = {id_: [act for act in found if act.confidence >= MIN_CONFIDENCE] for id_, found in coded}
    types: dict[str, Counter[str]] = {}
    found: list[tuple[float, bool, bool]] = []
    for id_, events in gold.items():
        pairs = paired(events, acts[id_])
        right = {id(act): (e["type"] == act.type, sides_right(e, act)) for e, act in pairs}
        for event, act in pairs:
            same, sides = right[id(act)]
            types.setdefault(event["type"], Counter()).update(met=1, found=same, whole=same and sides)
            if not same:
                types[event["type"]][f"taken for {act.type}"] += 1
        for event in events:
            types.setdefault(event["type"], Counter())["gold"] += 1
        for act in acts[id_]:
            same, sides = right.get(id(act), (False, False))
            types.setdefault(act.type, Counter()).update(coded=1, type_right=same, whole_right=same and sides)
            found.append((act.confidence, same, same and sides))
    return {
        "commit": _git("rev-parse", "--short=12", "HEAD"),
        "versions": dict(versions()[:3]),
        "sentences": len(gold),
        "corpus": json.loads(corpus.read_text(encoding="utf-8"))["corpus"],
        "types": {name: dict(types[name]) for name in sorted(types)},
        "by_confidence": [_from(found, step) for step in STEPS],
    }


def _from(found: list[tuple[float, bool, bool]], least: float) -> dict[str, float]:
    kept = [one for one in found if one[0] >= least]
    return {"least": least, "coded": len(kept), "type": sum(o[1] for o in kept), "whole": sum(o[2] for o in kept)}


def readings() -> dict[str, Counter[str]]:
    """Claims that readers judged on real documents: the first type word → judged and ok."""
    found: dict[str, Counter[str]] = {}
    for name in ("read.jsonl", "read-by-sa.jsonl"):
        for row in _lines(ROOT / "goldsets" / "readings" / name):
            if row["set"] == "claims" and (kind := re.match(r"[A-Z]+\b", row["claim"])):
                found.setdefault(kind[0], Counter()).update(judged=1, ok=row["verdict"] == "ok")
    return found


def page(results: dict[str, Any]) -> str:
    """The page."""
    corpus, types = results["corpus"], results["types"]
    values = {
        "commit": results["commit"],
        "versions": ", ".join(f"{name} `{told}`" for name, told in results["versions"].items()),
        "sentences": f"{results['sentences']:,}",
        "gold": f"{corpus['gold']:,}",
        "predicted": f"{corpus['predicted']:,}",
        "overall": _overall(corpus),
        "by_type": table(("type", "acts", "found", "found whole", "coded", "type right", "whole right", "most often taken for"), [_type(n, c) for n, c in types.items()]),
        "by_confidence": table(("least confidence", "coded", "type right", "whole right", "found whole", "F1"), [_step(step, corpus["gold"]) for step in results["by_confidence"]]),
        "ece": _share(corpus["calibration"]["ece"]),
        "auroc": _share(corpus["calibration"]["auroc"]),
        "readings": _readings(readings()),
    }  # fmt: skip
    template = (SITE / "limits.md.in").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda match: str(values[match[1]]), template)


def _overall(corpus: dict[str, Any]) -> str:
    names = {
        "trigger": "that something happens",
        "type": "and of what type",
        "full": "and between whom, in which direction",
    }
    rows = [
        [says, *(_share(corpus[name][figure]) for figure in ("precision", "recall", "f1"))]
        for name, says in names.items()
    ]
    rows.append(
        [
            "auxiliary modes (past, planned, imagined, denied)",
            *(_share(corpus["aux"][f]) for f in ("precision", "recall", "f1")),
        ]
    )
    return table(("what has to be right", "precision", "recall", "F1"), rows)


def _type(name: str, counts: dict[str, int]) -> list[str]:
    gold, coded = counts.get("gold", 0), counts.get("coded", 0)
    wrong = Counter({key.removeprefix("taken for "): n for key, n in counts.items() if key.startswith("taken for")})
    taken = ", ".join(f"{other} {n}" for other, n in wrong.most_common(2))
    return [
        name, str(gold), _of(counts.get("found", 0), gold), _of(counts.get("whole", 0), gold),
        str(coded), _of(counts.get("type_right", 0), coded), _of(counts.get("whole_right", 0), coded), taken,
    ]  # fmt: skip


def _step(step: dict[str, float], gold: int) -> list[str]:
    coded, whole = int(step["coded"]), int(step["whole"])
    shares = [
        _of(int(step["type"]), coded),
        _of(whole, coded),
        _of(whole, gold),
        _share(2 * whole / max(1, coded + gold)),
    ]
    return [f"{step['least']:g}", f"{coded:,}", *shares]


def _readings(found: dict[str, Counter[str]]) -> str:
    rows = [[name, str(c["judged"]), _of(c["ok"], c["judged"])] for name, c in sorted(found.items())]
    judged, ok = (sum(c[key] for c in found.values()) for key in ("judged", "ok"))
    return table(("type", "claims read", "right"), [*rows, ["all", str(judged), _of(ok, judged)]])


def _of(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole >= FEW else f"{part} of {whole}" if whole else "–"


def _share(value: float) -> str:
    return f"{value:.2f}"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def main(corpus: str = "", predictions: str = "") -> None:
    """Writes the results, where they are named, and the page."""
    if corpus:
        made = measured(Path(corpus), Path(predictions))
        RESULTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    (ROOT / "docs" / "limits.md").write_text(page(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
    print("docs/limits.md")


if __name__ == "__main__":
    main(*sys.argv[1:])
