"""The labelled mentions of `goldsets/parties` against what the program says of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.evaluate.parties import Judged, Labelled, judge_mentions, judge_offices
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import Tables, load_tables
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions
from dragoman.records.text import Reading

Judge = Callable[[ParsedText, Any, list[Labelled]], list[Judged]]


def score_parties(folder: Path, options: Options | None = None) -> dict[str, dict[str, Any]]:
    """For `codes` (mentions.jsonl) and `offices` (offices.jsonl): how many, shares right and wrong, and what was missed.

    A line of the files is a document with `title`, `text`, `published`, `publisher`, `url` and its `mentions`, whose start
    and end count from the beginning of `text`.
    """
    tables = load_tables((options or Options()).folder)
    return {
        "codes": _report(list(_judged(folder / "mentions.jsonl", judge_mentions, tables))),
        "offices": _report(list(_judged(folder / "offices.jsonl", judge_offices, tables))),
    }


def _judged(path: Path, judge: Judge, tables: Tables) -> Iterator[tuple[str, Judged]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parsed, mentions = _mentions(row, tables)
        for judged in judge(parsed, mentions.items, _labels(row)):
            yield row["document"], judged


def _mentions(row: Mapping[str, Any], tables: Tables) -> tuple[ParsedText, Mentions]:
    parsed = annotate(f"{row['title']}\n{row['text']}")
    reading = Reading(
        row["document"], "", row["url"], row["publisher"], row["published"], title=row["title"], url=row["url"]
    )
    return parsed, who(parsed, tables, row["published"], find_speech(parsed, tables.cues), reading)


def _labels(row: Mapping[str, Any]) -> list[Labelled]:
    shift = len(row["title"]) + 1
    return [
        Labelled(
            m["start"] + shift,
            m["end"] + shift,
            m["text"],
            frozenset(m.get("codes", ())),
            m.get("person"),
            m.get("office"),
        )
        for m in row["mentions"]
    ]


def _report(judged: list[tuple[str, Judged]]) -> dict[str, Any]:
    count = len(judged)
    shares = {f"share_{o}": sum(j.outcome == o for _, j in judged) / count for o in ("right", "wrong")}
    missed = [
        f"{d} {j.outcome}: {j.gold.text} [{j.gold.start}:{j.gold.end}]" for d, j in judged if j.outcome != "right"
    ]
    return {"mentions": count, "right": shares["share_right"], "not_wrong": 1 - shares["share_wrong"], "missed": missed}
