"""How strongly something is worded: ordered phrases of officials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder

AXES = ("against", "for")


@dataclass(frozen=True)
class Degree:
    """A step of one axis. level: the higher, the stronger. pattern: finds its words in any case. example: a sentence that has it."""

    id: str
    axis: str
    level: int
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True)
class Strength:
    """Degrees, the strongest of each axis first."""

    degrees: tuple[Degree, ...]

    def of(self, words: str) -> tuple[tuple[Degree, str], ...]:
        """The strongest degree of each axis that words tell, with the phrase; at most one an axis."""
        found: dict[str, tuple[Degree, str]] = {}
        for degree in self.degrees:
            if degree.axis not in found and (match := degree.pattern.search(words)):
                found[degree.axis] = (degree, match.group())
        return tuple(found.values())


@lru_cache(maxsize=4)
def load_strength(folder: Folder = Folder()) -> Strength:  # noqa: B008
    """The degrees of a codebook folder, a user's own added. Raises CodebookError with the entry."""
    made = [_degree(raw, number) for number, raw in enumerate(folder.entries("en/strength.yaml"), 1)]
    return Strength(tuple(sorted(made, key=lambda d: (d.axis, -d.level))))


def _degree(raw: dict[str, Any], number: int) -> Degree:
    where = f"en/strength.yaml, entry {number}"
    if missing := {"id", "axis", "level", "words", "example"} - set(raw):
        raise CodebookError(f"{where}: lacks {', '.join(sorted(missing))}.")
    if raw["axis"] not in AXES:
        raise CodebookError(f"{where}: axis is {raw['axis']!r}; it is one of {', '.join(AXES)}.")
    pattern = re.compile("|".join(rf"\b{_form(str(w))}(?!\w)" for w in raw["words"]), re.IGNORECASE)
    if not pattern.search(str(raw["example"])):
        raise CodebookError(f"{where}: its example has none of its words.")
    return Degree(str(raw["id"]), str(raw["axis"]), int(raw["level"]), pattern, str(raw["example"]))


def _form(words: str) -> str:
    """`*` alone is a word or two, at the end of a word its rest; `?` any letter; a blank any white space."""
    parts = []
    for word in words.split():
        parts.append(r"\w+(?:\s\w+)?" if word == "*" else re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w"))
    return r"\s+".join(parts)
