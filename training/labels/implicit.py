"""`python training/labels/implicit.py draw FOLDER` and `… build`: the sides that a sentence leaves open and its article tells.

A reader of the labels of single sentences finds `?` where no word of the sentence stands for a side ("Ankara condemned the firing"). Here
readers of the whole article say who it is. `draw` writes FOLDER/NAME.txt, an article's sentences with a question a side; `build` checks the
answers in ../corpus/implicit/NAME.txt and writes ../corpus/implicit.jsonl: `{id, trigger, side, codes, sure}`, the sentence's id, the
trigger's start in it, `actor` or `recipient`, codes (none: nobody in particular), and whether a careful reader is sure.

An answer is a line `KEY CODES`: `3f2a.0r PRK`, `3f2a.1a ISR+USA?` (unsure), `3f2a.2r -` (nobody).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sentences import CORPUS

FILES = ("articles-train.jsonl", "articles-dev.jsonl")
ANSWER = re.compile(r"(\w+\.\d+[ar]) (-|[A-Z]{3}(?:\+[A-Z]{3})*)(\??)")


def articles(corpus: Path = CORPUS) -> dict[str, list[dict[str, Any]]]:
    """Document → its records in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in FILES:
        for line in (corpus / name).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            found.setdefault(record["doc"], []).append(record)
    return found


def asked(records: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any], str]]:
    """Key, record, event and side of every side that no word of its sentence gives a code. Keys are unique in an article."""
    for record in records:
        for number, event in enumerate(record["events"]):
            if event["reciprocal"] and len({p["code"] for p in event["actor"] + event["recipient"]} - {None}) > 1:
                continue
            for side in ("actor", "recipient"):
                if not any(p["code"] for p in event[side]):
                    yield f"{record['id'][2:8]}.{number}{side[0]}", record, event, side


def questions(doc: str, records: list[dict[str, Any]]) -> str:
    """The article with its questions, as readers see it."""
    first = records[0]
    lines = [f"## {doc} | {first['published']} | {first['publisher']} | {first['title']}"]
    by_record: dict[str, list[str]] = {}
    for key, record, event, side in asked(records):
        told = {
            s: " & ".join(f"{p['text']}={p['code'] or '?'}" for p in event[s]) or "?" for s in ("actor", "recipient")
        }
        told[side] = "__?__"
        aux = f" ({', '.join(event['aux'])})" if event["aux"] else ""
        by_record.setdefault(record["id"], []).append(
            f"   {key} {event['type']}{aux} “{event['trigger']['text']}”: {told['actor']} > {told['recipient']}"
        )
    for record in records:
        lines += [record["text"], *by_record.get(record["id"], [])]
    return "\n".join(lines) + "\n\n"


def draw(folder: Path) -> None:
    """Writes the questions of each file of articles."""
    files: dict[str, str] = {}
    for doc, records in articles().items():
        if any(True for _ in asked(records)):
            name = doc.split("-")[1]
            files[name] = files.get(name, "") + questions(doc, records)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def build(corpus: Path = CORPUS) -> list[str]:
    """Writes the answers as records, and gives the faults as lines."""
    faults, rows, found = [], [], {}
    for path in sorted((corpus / "implicit").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = ANSWER.fullmatch(line.strip())
            if match:
                found[path.stem, match[1]] = match
            elif line.strip() and not line.startswith("#"):
                faults.append(f"{path}:{number}: an answer is `KEY CODES`, such as `3f2a.0r PRK`")
    read = {name for name, _ in found}
    for doc, records in articles(corpus).items():
        name = doc.split("-")[1]
        for key, record, event, side in asked(records) if name in read else ():
            match = found.get((name, key))
            if match is None:
                faults.append(f"{name}: no answer to {key} of {doc}")
                continue
            codes = [] if match[2] == "-" else match[2].split("+")
            row = {
                "id": record["id"],
                "trigger": event["trigger"]["start"],
                "side": side,
                "codes": codes,
                "sure": not match[3],
            }
            rows.append(json.dumps(row) + "\n")
    (corpus / "implicit.jsonl").write_text("".join(rows), encoding="utf-8")
    print(len(rows), "sides")
    return faults


def main(given: list[str]) -> int:
    """0, 1 where answers have faults, 2 for wrong use."""
    if given[:1] == ["draw"] and len(given) == 2:
        draw(Path(given[1]))
        return 0
    if given == ["build"]:
        faults = build()
        print(*faults, sep="\n", file=sys.stderr)
        return int(bool(faults))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
