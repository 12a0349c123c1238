"""How names that a dictionary writes in capitals stand in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_SHORT = 3  # letters up to which a single word is taken for initials
_VOWELS = frozenset("AEIOUYÁÉÍÓÚÄÖÜ")
_PAREN = re.compile(r"\s*\(([^()]*)\)\s*")


@lru_cache(maxsize=1024)  # an entry's names are asked for several times
def bare(text: str) -> tuple[str, ...]:
    """A dictionary's phrase as names: without "THE", "ORDER, THE" turned, what stands in brackets apart ("ARMY (AIAI)")."""
    outside = " ".join(_PAREN.sub(" ", text).replace("(", " ").replace(")", " ").split())
    if outside.upper().endswith(", THE"):
        outside = outside[:-5]
    if outside.upper().startswith("THE "):
        outside = outside[4:]
    outside = outside.strip(" ,-")
    inside = [w for w in _PAREN.findall(text) if w.isalpha() and w.isupper() and 2 < len(w) < 9]
    return tuple(w for w in (outside, *inside) if len(w) > 1 and any(c.isalpha() for c in w))


class Casing:
    """Spellings of names.

    acronyms: words known to be written in capitals. ordinary: words that are none. small: words that stay small inside a
    name; articles: those before a hyphen that may ("al-Qaeda"). All but the first in small letters.
    """

    def __init__(
        self, acronyms: Iterable[str], ordinary: Iterable[str], small: frozenset[str], articles: frozenset[str]
    ) -> None:
        self._acronyms, self._ordinary = frozenset(acronyms), frozenset(ordinary)
        self._small, self._articles = small, articles

    def name(self, text: str) -> str:
        """The usual spelling: "Afghan National Army", "UN Secretariat", "Mazar-i-Sharif"; as given where it has small letters."""
        if text != text.upper():
            return text
        words = text.split()
        return " ".join(self._word(word, not at or at == len(words) - 1) for at, word in enumerate(words))

    def person(self, text: str) -> str:
        """`name`, but no word is taken for an acronym."""
        if text != text.upper():
            return text
        words = text.split()
        return " ".join(
            self._capital(word) if at in (0, len(words) - 1) else self._inner(word) for at, word in enumerate(words)
        )

    def spellings(self, text: str) -> tuple[str, ...]:
        """All spellings in which a name is looked for, the usual one first."""
        usual = self.name(text)
        found = [usual]
        if " " not in text and text == text.upper():
            found = [text] if self._only_capitals(text) else [usual, text, self._capital(text)]
            usual = found[0]
        first, hyphen, rest = usual.partition("-")
        if hyphen and first.lower() in self._articles:
            found.append(f"{first.lower()}-{rest}")
        return tuple(dict.fromkeys(found))

    def _only_capitals(self, word: str) -> bool:
        """Whether a single word would be another in small letters: initials, or a word that means something else."""
        return len(word) <= _SHORT or not _VOWELS & set(word) or word.lower() in self._ordinary

    def _word(self, word: str, edge: bool) -> str:
        plain = word.strip(".,'")
        if plain in self._acronyms or ("." in word[:-1] and len(word.replace(".", "")) <= word.count(".") + 1):
            return word  # "UN", "U.N."
        return self._capital(word) if edge else self._inner(word)

    def _inner(self, word: str) -> str:
        return word.lower() if word.lower() in self._small else self._capital(word)

    def _capital(self, word: str) -> str:
        """ "Al-Aqsa", "Mazar-i-Sharif", "D'Escoto", "McNamara", "People's"."""
        parts = word.split("-")
        return "-".join(p.lower() if at and p.lower() in self._small else _piece(p) for at, p in enumerate(parts))


def initials(text: str, small: frozenset[str]) -> set[str]:
    """First letters of a phrase's words, with and without its small words."""
    words = re.split(r"[\s-]+", text.upper())
    large = [w for w in words if w.lower() not in small]
    return {"".join(w[:1] for w in listed) for listed in (words, large) if len(listed) > 1}


def _piece(word: str) -> str:
    if len(word) > 4 and word.startswith("MC") and word.isalpha():
        return f"Mc{word[2:].capitalize()}"
    head, sign, tail = word.partition("'")
    if sign and len(head) == 1 and len(tail) > 1:
        return f"{head}'{tail.capitalize()}"
    return "/".join(part[:1] + part[1:].lower() for part in word.split("/"))
