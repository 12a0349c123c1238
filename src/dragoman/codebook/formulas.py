"""Which repeated words are formulas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.rareness import stem

_LISTS = ("hanging", "opening", "framing", "framing_phrases", "telling")
_NUMBERS = ("least_content", "least_telling", "content_rareness", "least_rareness")


@dataclass(frozen=True)
class FormulaWords:
    """All of en/formulas.yaml, whose comments say what each list is for. telling: stems."""

    hanging: frozenset[str]
    opening: frozenset[str]
    framing: frozenset[str]
    framing_phrases: tuple[str, ...]
    telling: frozenset[str]
    least_content: int
    least_telling: int
    content_rareness: float
    least_rareness: float


@lru_cache(maxsize=4)
def load_formula_words(folder: Folder = Folder()) -> FormulaWords:  # noqa: B008
    """The lists of a codebook folder, a user's own added. Raises CodebookError for an unknown key."""
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    numbers: dict[str, float] = {}
    for document in folder.yaml("en/formulas.yaml"):
        if unknown := set(document) - {*_LISTS, *_NUMBERS}:
            raise CodebookError(f"en/formulas.yaml: unknown keys {', '.join(sorted(unknown))}.")
        for name in _LISTS:
            lists[name] += [str(word).lower() for word in document.get(name, ())]
        numbers.update({name: float(document[name]) for name in _NUMBERS if name in document})
    return FormulaWords(
        frozenset(lists["hanging"]),
        frozenset(lists["opening"]),
        frozenset(lists["framing"]),
        tuple(lists["framing_phrases"]),
        frozenset(stem(word) for word in lists["telling"]),
        int(numbers["least_content"]),
        int(numbers["least_telling"]),
        numbers["content_rareness"],
        numbers["least_rareness"],
    )
