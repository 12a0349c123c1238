"""Weights of the signs by which a text tells whose "the police" or an unknown person is (whose.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

CLASSES = ("person", "body", "people")
NOBODY = "nobody"  # signs that no country is meant


@dataclass(frozen=True)
class Whose:
    """weights: class of mention → sign → weight, that of all classes and the class's own added up; `nobody` for none being meant."""

    weights: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=4)
def load_whose(folder: Folder) -> Whose:
    """The shipped weights; a user's file replaces single ones. Raises CodebookError."""
    shared: dict[str, dict[str, float]] = {name: {} for name in ("all", *CLASSES, NOBODY)}
    for row in folder.rows("whose.tsv"):
        if row["class"] not in shared:
            raise CodebookError(f"whose.tsv: class {row['class']!r} is none of {', '.join(shared)}.")
        shared[row["class"]][row["sign"]] = float(row["weight"])
    signs = {sign for name in ("all", *CLASSES) for sign in shared[name]}
    every = shared["all"]
    found = {c: {s: every.get(s, 0.0) + shared[c].get(s, 0.0) for s in signs} for c in CLASSES}
    return Whose({**found, NOBODY: shared[NOBODY]})
