"""Label files of attribution: `source | cue | content` lines → spans in code points of the stretch."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROLES = ("source", "cue", "content")


@dataclass
class Stretch:
    """A labelled stretch. attributions: for each the spans (start, end) of source, cue and content."""

    id: str
    text: str
    attributions: list[dict[str, list[tuple[int, int]]]] = field(default_factory=list)


def stretches(folder: Path = HERE) -> dict[str, dict[str, Any]]:
    """id → `{id, text, doc, source, licence, batch}` of the drawn stretches."""
    found = {}
    for name in ("stretches.jsonl", "stretches-by-sa.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            found[one["id"]] = one
    return found


def _span(words: str, text: str) -> tuple[int, int] | None:
    words = words.replace(r"\|", "|").replace(r"\&\&", "&&").strip()
    count = re.search(r"#(\d+)$", words)
    nth = int(count.group(1)) if count else 1
    words = words[: count.start()] if count else words
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        while at > 0 and text[at - 1].isalnum() and words[:1].isalnum():
            at = text.find(words, at + 1)
        if at < 0:
            return None
    return (at, at + len(words))


def parse(path: Path, known: dict[str, dict[str, Any]]) -> tuple[list[Stretch], list[str]]:
    """Stretches of a label file, and faults as `file:line: what`."""
    found: list[Stretch] = []
    faults = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.rstrip()
        if not line or line.startswith("# "):
            continue
        if line.startswith("@ "):
            name = line[2:].strip()
            if name not in known:
                faults.append(f"{path.name}:{number}: there is no stretch {name!r}")
            found.append(Stretch(name, known.get(name, {}).get("text", "")))
        elif line != "." and found:
            parts = re.split(r"(?<!\\)\|", line)
            if len(parts) != 3:
                faults.append(f"{path.name}:{number}: needs source | cue | content")
                continue
            spans: dict[str, list[tuple[int, int]]] = {}
            for role, words in zip(ROLES, parts):
                if words.strip() in ("-", ""):
                    continue
                for piece in re.split(r"(?<!\\)&&", words):
                    span = _span(piece, found[-1].text)
                    if span is None:
                        faults.append(f"{path.name}:{number}: {role} not in the stretch: {piece.strip()!r}")
                    else:
                        spans.setdefault(role, []).append(span)
            found[-1].attributions.append(spans)
    return found, faults


def labelled(folder: Path = HERE) -> list[Stretch]:
    """All labelled stretches. Raises ValueError where a label file has faults."""
    known = stretches(folder)
    found: list[Stretch] = []
    for path in sorted((folder / "labels").glob("*.txt")):
        here, faults = parse(path, known)
        if faults:
            raise ValueError("\n".join(faults))
        found += here
    return found
