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
    gainsays: frozenset[str]
    medium: frozenset[str]
    told: frozenset[str]
    inferring: frozenset[str]
    account: frozenset[str]
    verdicts: frozenset[str]
    goes_on: frozenset[str]
    may_repeat: frozenset[str]
    asked: frozenset[str]
    answered: frozenset[str]
    in_label: frozenset[str]
    stance: frozenset[str]
    stance_verb: frozenset[str]
    stance_holder: frozenset[str]
    calendar: frozenset[str]
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
    words = {name: frozenset(listed) for name, listed in lists.items()}
    return Cues(
        that=words["that"],
        quote_only=words["quote-only"],
        act_like=words["act-like"],
        mental=words["mental"],
        nouns=words["nouns"],
        gainsays=words["gainsays"],
        medium=words["medium"],
        told=words["told"],
        inferring=words["inferring"],
        account=words["account"],
        verdicts=words["verdicts"],
        goes_on=words["goes-on"],
        may_repeat=words["may-repeat"],
        asked=words["asked"],
        answered=words["answered"],
        in_label=words["in-label"],
        stance=words["stance"],
        stance_verb=words["stance-verb"],
        stance_holder=words["stance-holder"],
        calendar=words["calendar"],
        aside=aside,
    )
