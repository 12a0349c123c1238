"""Rival names: what two sides call the same island, water, people or document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

_USELESS = re.compile(r"\(.*?\)")


@dataclass(frozen=True)
class RivalNames:
    """names: folded name → (id of the matter, name group inside it); two names of one matter and different groups are rivals.

    labels: id → what the matter is called in neutral words.
    """

    names: dict[str, tuple[tuple[str, str], ...]]
    labels: dict[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=4)
def load_rival_names(folder: Folder = Folder()) -> RivalNames:  # noqa: B008
    """Names by claimant of disputes.tsv, and the groups of en/rival-terms.yaml. Raises CodebookError for an entry of another form."""
    found: dict[str, set[tuple[str, str]]] = {}
    labels: dict[str, str] = {}
    for row in folder.rows("disputes.tsv"):
        labels[row["id"]] = row["name"]
        for part in row["names_by_claimant"].split("|"):
            for name in re.split(r"[;,]", part.partition(":")[2]):
                _add(found, name, row["id"])
    for number, raw in enumerate(folder.entries("en/rival-terms.yaml"), 1):
        if "id" not in raw or len(raw.get("groups") or ()) < 2:
            raise CodebookError(f"en/rival-terms.yaml, entry {number}: needs an id and two groups of names or more.")
        labels[str(raw["id"])] = str(raw.get("label", raw["id"]))
        for group, names in enumerate(raw["groups"]):
            for name in names:
                _add(found, str(name), str(raw["id"]), str(group))
    names = {name: tuple(sorted(matters)) for name, matters in found.items()}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return RivalNames(names, labels, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE))


def _add(found: dict[str, set[tuple[str, str]]], name: str, matter: str, group: str | None = None) -> None:
    folded = _USELESS.sub("", name).replace("’", "'").strip().lower()
    if len(folded) < 4:
        return
    bare = re.sub(r" (islands?|islets?|dao|qundao|jiao|shoal|reef|rocks?)$", "", folded)
    found.setdefault(folded, set()).add((matter, group or bare))
