"""Lasting matters that claims attach to, told by the words of the claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

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

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first words of all phrases, up to a blank or a hyphen."""
        phrases = (p for issue in self.items for some in (issue.any, *issue.groups) for p in some)
        return frozenset(phrase.partition(" ")[0].partition("-")[0] for phrase in phrases)

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
    phrases = _phrases(parsed, first, last, issues.firsts)
    found = [i for i in issues.items if phrases & i.any or (i.groups and all(phrases & g for g in i.groups))]
    wider = {i.within for i in found if i.within}
    return tuple(i.id for i in found if i.id not in wider)


def _phrases(parsed: ParsedText, first: int, last: int, firsts: frozenset[str]) -> set[str]:
    """Up to four words on end that begin as a phrase of an issue does, as written and with the last one's lemma."""
    found: set[str] = set()
    for token in range(first, last):
        if parsed.lowers[token].partition("-")[0] in firsts:
            for size in range(1, min(4, last - token) + 1):
                words = parsed.lowers[token : token + size]
                found.add(" ".join(words).replace(" - ", "-"))
                found.add(" ".join([*words[:-1], parsed.lemmas[token + size - 1]]).replace(" - ", "-"))
        elif parsed.lemmas[token].partition("-")[0] in firsts:
            found.add(parsed.lemmas[token])
    return found
