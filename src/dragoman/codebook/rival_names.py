"""Rival names: what two sides call the same island, water, people or document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

_ASIDE = re.compile(r"\([^)]*\)")
_KINDS = r" (?:islands?|islets?|dao|qundao|jiao|shoal|reef|rocks?)"
_KIND = re.compile(f"{_KINDS}$")
_SHORTEST = 4


@dataclass(frozen=True)
class RivalNames:
    """names: folded name → (id of the matter, who uses it); two names of one matter that nobody uses both of are rivals.

    labels: id → what the matter is called in neutral words. pattern: its first group is a name, behind which the kind of place may stand.
    """

    names: dict[str, tuple[tuple[str, frozenset[str]], ...]]
    labels: dict[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=4)
def load_rival_names(folder: Folder = Folder()) -> RivalNames:  # noqa: B008
    """Names by claimant of disputes.tsv, and the groups of en/rival-terms.yaml. Raises CodebookError for an entry of another form."""
    users: dict[tuple[str, str], set[str]] = {}
    labels: dict[str, str] = {}
    for row in folder.rows("disputes.tsv"):
        labels[row["id"]] = row["name"]
        for part in _ASIDE.sub("", row["names_by_claimant"]).split("|"):
            claimants, _, told = part.partition(":")
            for name in re.split(r"[;,]", told):
                _add(users, name, row["id"], [c.strip() for c in claimants.split(",")])
    for number, raw in enumerate(folder.entries("en/rival-terms.yaml"), 1):
        if "id" not in raw or len(raw.get("groups") or ()) < 2:
            raise CodebookError(f"en/rival-terms.yaml, entry {number}: needs an id and two groups of names or more.")
        labels[str(raw["id"])] = str(raw.get("label", raw["id"]))
        for group, names in enumerate(raw["groups"]):
            for name in names:
                _add(users, str(name), str(raw["id"]), [str(group)])
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for (name, matter), who in sorted(users.items()):
        found.setdefault(name, []).append((matter, frozenset(who)))
    names = {name: tuple(matters) for name, matters in found.items()}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return RivalNames(
        names, labels, re.compile(rf"\b({'|'.join(map(re.escape, longest))})\b(?:{_KINDS}\b)?", re.IGNORECASE)
    )


def _add(users: dict[tuple[str, str], set[str]], name: str, matter: str, who: list[str]) -> None:
    """A name, and what is left of it without its kind of place ("Senkaku")."""
    folded = name.replace("’", "'").strip().lower()
    for form in {folded, _KIND.sub("", folded)}:
        if len(form) >= _SHORTEST:
            users.setdefault((form, matter), set()).update(who)
