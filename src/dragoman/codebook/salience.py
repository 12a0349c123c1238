"""Weights of the signs by which a pronoun's antecedent is chosen (salience.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

KINDS = ("person", "thing")


@lru_cache(maxsize=4)
def load_salience(folder: Folder) -> Mapping[str, Mapping[str, float]]:
    """Class of pronoun → sign → weight, that of both classes and the class's own added up. Raises CodebookError."""
    read: dict[str, dict[str, float]] = {name: {} for name in ("all", *KINDS)}
    for row in folder.rows("salience.tsv"):
        if row["class"] not in read:
            raise CodebookError(f"salience.tsv: class {row['class']!r} is none of {', '.join(read)}.")
        read[row["class"]][row["sign"]] = float(row["weight"])
    signs = {sign for table in read.values() for sign in table}
    return {k: {s: read["all"].get(s, 0.0) + read[k].get(s, 0.0) for s in signs} for k in KINDS}
