"""What countries are called: PLOVER code → name, then adjectives and other names, from the table of actors."""

from __future__ import annotations

from functools import lru_cache

from dragoman.codebook.actors import load_actors
from dragoman.codebook.folder import Folder

_KINDS = ("country", "adjective", "people", "metonym")


@lru_cache(maxsize=4)
def country_words(folder: Folder) -> dict[str, tuple[str, ...]]:
    """For each country its name first; then its other names, adjectives, peoples and seats, in order of the table."""
    actors = load_actors(folder)
    found: dict[str, dict[str, None]] = {code: {actor.name: None} for code, actor in actors.countries.items()}
    for kind in _KINDS:
        for word, named in actors.names.items():
            for actor in named:
                if actor.kind == kind and actor.code in found:
                    found[actor.code][word] = None
    return {code: tuple(words) for code, words in found.items()}
