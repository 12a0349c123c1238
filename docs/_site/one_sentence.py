"""Makes docs/claims.md: one sentence followed through every stage, with what the program prints of it.

python docs/_site/one_sentence.py            # writes the page
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import dragoman
from dragoman.codebook.folder import SHIPPED

DOCS = Path(__file__).resolve().parents[1]
SENTENCE = "Japan's foreign minister Yoko Kamikawa urged China on Friday to lift its import restrictions on Japanese food, Japan's Foreign Ministry said."
SHOWN = (
    "id",
    "text_id",
    "evidence",
    "trigger",
    "event_type",
    "mode",
    "actor",
    "recipient",
    "when",
    "per",
    "within",
    "issues",
    "score",
    "confidence",
)


def page() -> str:
    """The page as the program makes it now."""
    with tempfile.TemporaryDirectory() as place:
        values = _values(Path(place))
    template = (DOCS / "claims.md.in").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], template)


def _values(place: Path) -> dict[str, str]:
    def run(line: str) -> str:
        command = f'dragoman() {{ "{sys.executable}" -m dragoman --width 110 --colour never "$@"; }}; {line}'
        told = {**os.environ, "DRAGOMAN_CONFIG": "", "PYTHONPATH": str(Path(dragoman.__file__).resolve().parents[1])}
        done = subprocess.run(["bash", "-c", command], cwd=place, env=told, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{line}\n{done.stderr}")
        return done.stdout.rstrip()

    write = f"cat > report.txt <<'END'\n{SENTENCE}\nEND"
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / "claims.md.in").read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.replace("{write}", write).splitlines()]
    run(write)
    read = run(next(line for line in lines if line.startswith("dragoman read report.txt")))
    timeline = run("dragoman timeline one.ledger")
    claim = run("dragoman timeline one.ledger --format csv | sed -n 2p | cut -d, -f1")
    explained = run(f"dragoman explain one.ledger {claim}")
    exported = [json.loads(line) for line in run("dragoman export one.ledger --format jsonl").splitlines()]
    ours = next(one for one in exported if one["id"] == claim)
    whole, _, parse = explained.partition("\nword ")
    second = next(block for block in blocks if "second.txt" in block)
    merged = run(second).split("\n", 1)[1]
    run(next(line for line in lines if line.startswith("dragoman judge")).replace('"$claim"', claim))
    return {
        "version": f"dragoman {dragoman.__version__}",
        "write": write,
        "read": read,
        "text_id": ours["text_id"][:12],
        "parse": f"word {parse}",
        "frame": _frame(ours["why"][0]),
        "timeline": timeline,
        "others": _others(ours, exported),
        "explain": whole.strip(),
        "merged": merged,
        "judged": run(f"dragoman explain one.ledger {claim} --no-parse | head -n 12"),
        "exported": json.dumps({name: ours[name] for name in SHOWN}, ensure_ascii=False, indent=1),
    }


def _frame(why: str) -> str:
    """The entry of the lexicon that a claim names, `REQUEST/verb:urge: …`, as it stands in its file."""
    kind, word = re.match(r"(\w+)/\w+:(\w+)", why).groups()  # type: ignore[union-attr]
    lines = (SHIPPED / "en" / "acts" / f"{kind}.yaml").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"- {{verb: {word},"))


def _others(ours: dict[str, object], exported: list[dict[str, object]]) -> str:
    """What the program made of the sentence besides."""
    acts = [one for one in exported if one["event_type"] and one["id"] != ours["id"]]
    if not acts:
        return "The speech itself is a claim without a type, which the timeline shows with `--speech`."
    told = "; ".join(
        f"{one['event_type']} at a confidence of {one['confidence']} (“{one['evidence']['text']}”)" for one in acts
    )  # type: ignore[index]
    return (
        "The speech itself is a claim without a type, which the timeline shows with `--speech`. "
        f"Besides, the coder gives {told}: what the sentence holds for a fact while it tells another act, with a lower confidence. "
        "`--min-confidence` leaves out what is less sure, and some right claims with it."
    )


if __name__ == "__main__":
    (DOCS / "claims.md").write_text(page(), encoding="utf-8")
    print("docs/claims.md")
