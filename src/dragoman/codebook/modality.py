"""Word lists by class: modality, and what derived acts go by."""

from __future__ import annotations

from functools import lru_cache

from dragoman.codebook.folder import Folder


@lru_cache(maxsize=16)
def load_words(folder: Folder, name: str) -> dict[str, frozenset[str]]:
    """Class → words of a YAML file of word lists (en/modality.yaml, en/derived.yaml), a user's own added."""
    found: dict[str, frozenset[str]] = {}
    for document in folder.yaml(name):
        for name, words in document.items():
            found[name] = found.get(name, frozenset()) | frozenset(str(w).lower() for w in words)
    return found
