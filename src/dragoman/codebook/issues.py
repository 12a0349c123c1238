"""Lasting matters that claims attach to, told by the words of the claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.records.parsed import ParsedText


@dataclass(frozen=True, slots=True)
class Issue:
    """any: phrases of which one is enough. groups: lists, of each of which one must stand. within: the wider issue."""

    id: str
    label: str
    within: str | None
    any: frozenset[str]
    groups: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Issues:
    """All issues, the specific ones first."""

    items: tuple[Issue, ...]

    def label(self, issue: str) -> str:
        """The issue's label for people; its id where it has none."""
        return next((i.label for i in self.items if i.id == issue), issue)


@lru_cache(maxsize=4)
def load_issues(folder: Folder) -> Issues:
    """The issues of a codebook folder, a user's own added. Raises CodebookError for an issue without id or words."""
    found = []
    for n, raw in enumerate(folder.entries("issues.yaml")):
        if "id" not in raw or not (raw.get("any") or raw.get("all")):
            raise CodebookError(f"issues.yaml, entry {n + 1}: needs an id and words under any or all.")
        groups = tuple(frozenset(str(w).lower() for w in group) for group in raw.get("all") or ())
        words = frozenset(str(w).lower() for w in raw.get("any") or ())
        found.append(Issue(str(raw["id"]), str(raw.get("label", raw["id"])), raw.get("within"), words, groups))
    return Issues(tuple(found))


def issues_of(issues: Issues, parsed: ParsedText, first: int, last: int) -> tuple[str, ...]:
    """Issues that the words of tokens `[first, last)` raise, specific ones first; a wider issue is left out where a narrower one stands."""
    phrases = _phrases(parsed, first, last)
    found = [i for i in issues.items if phrases & i.any or (i.groups and all(phrases & g for g in i.groups))]
    wider = {i.within for i in found if i.within}
    return tuple(i.id for i in found if i.id not in wider)


def _phrases(parsed: ParsedText, first: int, last: int) -> set[str]:
    found: set[str] = set()
    for size in (1, 2, 3, 4):
        for token in range(first, last - size + 1):
            words = parsed.lowers[token : token + size]
            found.add(" ".join(words).replace(" - ", "-"))
            found.add(" ".join([*words[:-1], parsed.lemmas[token + size - 1]]).replace(" - ", "-"))
    return found
