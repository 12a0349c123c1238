"""Data for cutting a text into points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

_LISTS = ("joining", "holding", "tails", "shall", "announcing", "connecting", "leading", "joint", "opposing")


@dataclass(frozen=True)
class PointWords:
    """All of en/points.yaml, whose comments say what each list is for. announcing: patterns for whole sentences, folded."""

    joining: frozenset[str]
    holding: frozenset[str]
    tails: tuple[tuple[str, ...], ...]
    shall: tuple[tuple[str, ...], ...]
    announcing: tuple[re.Pattern[str], ...]
    connecting: frozenset[str]
    leading: tuple[tuple[str, ...], ...]
    joint: tuple[tuple[str, ...], ...]
    opposing: frozenset[str]
    least_words: int


@lru_cache(maxsize=4)
def load_point_words(folder: Folder = Folder()) -> PointWords:  # noqa: B008
    """The lists of a codebook folder, a user's own entries added. Raises CodebookError for an unknown key."""
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    least = 4
    for document in folder.yaml("en/points.yaml"):
        if unknown := set(document) - {*_LISTS, "least_words"}:
            raise CodebookError(
                f"en/points.yaml: unknown keys {', '.join(sorted(unknown))}; known: {', '.join(_LISTS)}."
            )
        for name in lists:
            lists[name] += [str(word).lower() for word in document.get(name, ())]
        least = int(document.get("least_words", least))
    patterns = tuple(re.compile(".*".join(re.escape(p.strip()) for p in one.split("…"))) for one in lists["announcing"])
    return PointWords(
        joining=frozenset(lists["joining"]),
        holding=frozenset(lists["holding"]),
        tails=_phrases(lists["tails"]),
        shall=_phrases(lists["shall"]),
        announcing=patterns,
        connecting=frozenset(lists["connecting"]),
        leading=_phrases(lists["leading"]),
        joint=_phrases(lists["joint"]),
        opposing=frozenset(lists["opposing"]),
        least_words=least,
    )


def _phrases(given: list[str]) -> tuple[tuple[str, ...], ...]:
    """Each as its words, longest first."""
    return tuple(sorted((tuple(words.split()) for words in given), key=lambda words: -len(words)))
