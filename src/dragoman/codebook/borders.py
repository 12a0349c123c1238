"""Which states are neighbours, by land or a narrow sea (borders.tsv, by hand)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dragoman.codebook.folder import Folder


@lru_cache(maxsize=4)
def load_borders(folder: Folder) -> Mapping[str, frozenset[str]]:
    """Code of a state → codes of its neighbours."""
    return {row["code"]: frozenset(row["neighbours"].split()) for row in folder.rows("borders.tsv")}
