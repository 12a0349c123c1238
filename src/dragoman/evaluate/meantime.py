"""MEANTIME (Minard et al. 2016) read as mentions: events that refer to one instance, within and across documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.evaluate.events import Mention
from dragoman.evaluate.rows import json_rows


def read_meantime(path: Path) -> list[Mention]:
    """Event mentions of a file of `meantime12.jsonl`'s form whose instance is named; `story` is the topic.

    Raises ValueError with file and line.
    """
    return [one for document in json_rows(path, _mentions, "a document of MEANTIME") for one in document]


def _mentions(row: dict[str, Any]) -> list[Mention]:
    names = {i["m_id"]: i["instance_id"] for i in row["instances"] if i["tag"] == "EVENT" and i.get("instance_id")}
    refers = dict(_refers(row, names))
    found = []
    for m in row["mentions"]:
        if m["tag"] == "EVENT_MENTION" and m["m_id"] in refers:
            id_ = f"{row['doc'].split('_')[0]}-{m['m_id']}"
            found.append(
                Mention(id_, row["doc"], row["text"], row["dct"], m["start"], m["end"], refers[m["m_id"]], row["topic"])
            )
    return found


def _refers(row: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for relation in row["relations"]:
        if relation["tag"] == "REFERS_TO":
            for target in relation["target"]:
                if target in names:
                    yield from ((source, names[target]) for source in relation["source"])
