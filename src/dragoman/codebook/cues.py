"""Words that mark reported speech, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import Folder


@dataclass(frozen=True)
class Cues:
    """Lemma lists of en/cues.yaml, and the signs of en/set-aside.yaml, by name."""

    that: frozenset[str]
    quote_only: frozenset[str]
    act_like: frozenset[str]
    mental: frozenset[str]
    nouns: frozenset[str]
    medium: frozenset[str]
    told: frozenset[str]
    inferring: frozenset[str]
    account: frozenset[str]
    may_repeat: frozenset[str]
    aside: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def load_cues(folder: Folder) -> Cues:
    """The lists of a codebook folder, a user's own added."""
    lists: dict[str, set[str]] = {}
    for document in folder.yaml("en/cues.yaml"):
        for name, words in document.items():
            lists.setdefault(name, set()).update(str(w).lower() for w in words)
    aside: dict[str, tuple[str, ...]] = {}
    for document in folder.yaml("en/set-aside.yaml"):
        for name, words in document.items():
            aside[name] = (*aside.get(name, ()), *(str(w) for w in words))

    def listed(name: str) -> frozenset[str]:
        return frozenset(lists.get(name, ()))

    return Cues(
        that=listed("that"),
        quote_only=listed("quote-only"),
        act_like=listed("act-like"),
        mental=listed("mental"),
        nouns=listed("nouns"),
        medium=listed("medium"),
        told=listed("told"),
        inferring=listed("inferring"),
        account=listed("account"),
        may_repeat=listed("may-repeat"),
        aside=aside,
    )
