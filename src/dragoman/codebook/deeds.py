"""What tells one happening from another: weights of words, and words and types by which one deed is told in several ways."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

# Weight of a stem that the table does not have: a name, or a rare word.
RARE = 10.0
_WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)
_LONGEST = 6  # letters of a stem


@dataclass(frozen=True)
class Deeds:
    """weights: stem → natural logarithm of sentences over sentences that have it. endings: taken off a word, first match.

    alike: unordered pairs of PLOVER types that one happening is told under, a type with itself left out. classes: stem →
    kinds of deed that it names. any_of: stem → types, any deed of which it may name. retold: words before a trigger by which
    its deed is known already. another: words near one by which it is one more of its kind. of_talks: types of what is
    agreed at talks. likeness: feature of two claims →
    log-odds, "" for those of any two.
    """

    weights: dict[str, float]
    endings: tuple[str, ...]
    alike: frozenset[frozenset[str]]
    classes: dict[str, frozenset[str]]
    any_of: dict[str, frozenset[str]]
    retold: frozenset[str]
    another: frozenset[str] = frozenset()
    of_talks: frozenset[str] = frozenset()
    likeness: dict[str, float] = field(default_factory=dict)

    def stem(self, word: str) -> str:
        """A word in lower case without its ending, cut to six letters, so that inflections and derivations meet."""
        word = word.lower()
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)][:_LONGEST]
        return word[:_LONGEST]

    def stems(self, text: str) -> list[str]:
        """The stems of all words of three letters and more, in order of the text."""
        return [self.stem(word) for word in _WORD.findall(text)]

    def weight(self, stem: str) -> float:
        """How much a stem tells, 0 to `RARE`."""
        return self.weights.get(stem, RARE)


@lru_cache(maxsize=4)
def load_deeds(folder: Folder = Folder()) -> Deeds:  # noqa: B008 - frozen
    """The deeds of en/deeds.yaml and en/word-weights.tsv. Raises CodebookError."""
    alike: set[frozenset[str]] = set()
    groups: dict[str, list[str]] = {}
    any_of: dict[str, list[str]] = {}
    retold: list[str] = []
    another: list[str] = []
    of_talks: list[str] = []
    endings: list[str] = []
    for document in folder.yaml("en/deeds.yaml"):
        try:
            alike |= {frozenset((one, other)) for one, others in document.get("alike", {}).items() for other in others}
            for name, words in document.get("kinds", {}).items():
                groups.setdefault(name, []).extend(words)
            for name, words in document.get("any", {}).items():
                any_of.setdefault(name, []).extend(words)
            retold += document.get("retold", [])
            another += document.get("another", [])
            of_talks += document.get("of_talks", [])
            endings += document.get("endings", [])
        except (AttributeError, TypeError) as error:
            raise CodebookError(f"en/deeds.yaml: must hold alike, kinds, any, retold and endings: {error}") from error
    bare = Deeds({}, tuple(endings), frozenset(alike), {}, {}, frozenset(retold), frozenset(another))
    return replace(
        bare,
        weights={row["stem"]: float(row["weight"]) for row in folder.rows("en/word-weights.tsv")},
        likeness={row["feature"]: float(row["weight"]) for row in folder.rows("en/likeness.tsv")},
        of_talks=frozenset(of_talks),
        classes=_by_stem(bare, groups),
        any_of=_by_stem(bare, any_of),
    )


def _by_stem(deeds: Deeds, groups: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in groups.items():
        for word in words:
            found.setdefault(deeds.stem(str(word)), set()).add(name)
    return {stem: frozenset(names) for stem, names in found.items()}
