"""Pairs of accounts in the notation of training/aligning/pairs: points and alignment marked in the text itself.

    # id
    states: AAA BBB
    day: YYYY-MM-DD
    left: who writes the left side
    right: who writes the right side

    << left
    [1=]The Secretary met the Minister. [2~]They spoke of trade[.] and [-]of fish.

    << right
    …

A mark in brackets begins a stretch. `[KEY RELATION]` (written together, `[3~]`) is a point that is aligned with those of the other side that have
the same key; `=` the same, `~` in other words, `!` contested. `[-]` is a point of one side alone, `[.]` words that are no point. A blank line is
a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.evaluate.compare import Ends, GoldPair

RELATIONS = {"=": "same", "~": "other-words", "!": "contested"}
_MARK = re.compile(r"\[(?:(\d+)([=~!])|([-.]))\]")


def read_folder(folder: Path) -> list[GoldPair]:
    """All pairs of the folder's `.txt` files. Raises ValueError with file and pair for what is not in the notation."""
    found = [
        pair
        for path in sorted(folder.glob("*.txt"))
        for pair in read_pairs(path.read_text(encoding="utf-8"), path.name)
    ]
    twice = {pair.id for pair in found if sum(other.id == pair.id for other in found) > 1}
    if twice:
        raise ValueError(f"{folder}: {', '.join(sorted(twice))} stands there twice")
    return found


def read_pairs(text: str, name: str) -> Iterator[GoldPair]:
    """The pairs of one file. name: of the file, for messages. Raises ValueError."""
    for part in re.split(r"^# ", text, flags=re.M)[1:]:
        head, *sides = re.split(r"^<< ", part, flags=re.M)
        id_, *lines = head.strip().splitlines()
        told = dict(line.split(": ", 1) for line in lines if line.strip())
        bodies = dict(side.split("\n", 1) for side in sides)
        if bodies.keys() != {"left", "right"} or not {"states", "day", "left", "right"} <= told.keys():
            raise ValueError(f"{name}: {id_}: the head, or a side, is missing")
        try:
            yield _pair(id_, told, bodies)
        except ValueError as error:
            raise ValueError(f"{name}: {id_}: {error}") from error


def _pair(id_: str, told: dict[str, str], bodies: dict[str, str]) -> GoldPair:
    texts, points, keys = {}, {}, {}
    for side in ("left", "right"):
        texts[side], points[side], keys[side] = _side(bodies[side], side[0].upper())
    if keys["left"].keys() != keys["right"].keys():
        raise ValueError(f"aligned on one side alone: {', '.join(sorted(keys['left'].keys() ^ keys['right'].keys()))}")
    relations = {
        (a, b): RELATIONS[key[-1]] for key in keys["left"] for a in keys["left"][key] for b in keys["right"][key]
    }
    sides = {side: {"ministry": told[side], "text": texts[side]} for side in texts}
    return GoldPair(id_, told["day"], sides, points, relations, "training")


def _side(body: str, letter: str) -> tuple[str, dict[str, Ends], dict[str, list[str]]]:
    """Text without marks, id → ends of its points, and key with relation → ids. Raises ValueError for words before the first mark."""
    parts = _MARK.split(body.strip())
    if parts[0]:
        raise ValueError(f"words before the first mark: {parts[0][:40]}")
    text, points, keys = "", {}, {}
    for key, relation, alone, words in zip(*(parts[n::4] for n in (1, 2, 3, 4))):
        start = len(text)
        text += words
        stripped = words.strip()
        if alone != "." and stripped:
            name = f"{letter}{len(points) + 1}"
            first = start + words.index(stripped)
            points[name] = (first, first + len(stripped))
            if key:
                keys.setdefault(f"{key}{relation}", []).append(name)
    return text, points, keys
