"""Which entries of a dictionary are persons: the form itself does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from dragoman.codebook.actors import Actors
from dragoman.codebook.offices import Offices
from dragoman.codebook.petrarch.actors import Entry
from dragoman.codebook.petrarch.casing import bare
from dragoman.codebook.petrarch.codes import Coded

_LONGEST_TITLE = 6
_LONGEST_NAME = 7
_OFTEN = 2  # office-holders that must share a first word before it is taken for a given name
# Sectors of which a single word with days is a band, firm or party rather than somebody.
_BANDS = {"REB", "UAF", "PTY", "BUS", "JRN", None}


class People:
    """Tells persons by what the codebook knows: titles, given names of office-holders, names of bodies, words of bodies."""

    def __init__(self, actors: Actors, offices: Offices, bodies: frozenset[str], honorifics: frozenset[str]) -> None:
        self._actors, self._bodies = actors, bodies
        self._polite = actors.polite | honorifics
        first = Counter(name.split()[0] for name in offices.by_name)
        self._given = {w for w, n in first.items() if n >= _OFTEN and w not in bodies and w not in actors.titles}

    def titled(self, text: str) -> tuple[str | None, str]:
        """The title at the head of a name, in small letters, and the name without it: "PRESIDENT KARZAI" → president, KARZAI."""
        words, title = text.split(), None
        while found := self._title(words):
            size, said = found
            title, words = title or said, words[size:]
        return title, " ".join(words)

    def _title(self, words: list[str]) -> tuple[int, str | None] | None:
        for size in range(min(_LONGEST_TITLE, len(words) - 1), 0, -1):
            phrase = " ".join(words[:size]).lower()
            if words[size].lower() in ("of", "for", "to", "and", "in"):
                continue
            if phrase in self._actors.titles:
                return size, phrase
            if phrase in self._polite:
                return size, None
        return None

    def are(self, entry: Entry, codes: Iterable[Coded]) -> bool:
        """Whether an entry is of a person, as far as its names, titles, days and codes tell."""
        coded = list(codes)
        names = [name for named in entry.names for name in bare(named.text)]
        told = [self.titled(name) for name in names]
        if not told or any(self._body(name) for _, name in told):
            return False
        if any(rest != name for name, (_, rest) in zip(names, told)):
            return True
        if all(c.sector is None and c.code in self._actors.countries for c in coded):
            return False
        main = told[0][1].lower()
        if " " not in main:
            return any(r.dated for r in entry.codes) and not any(c.sector in _BANDS for c in coded)
        return any(r.dated for r in entry.codes) or re.split(r"[\s-]", main)[0] in self._given

    def _body(self, name: str) -> bool:
        """Whether the words are of a body, a place or an office rather than of somebody."""
        words = re.split(r"[\s-]+", name.lower())
        known = self._actors.names.get(name.title(), ()) + self._actors.names.get(name, ())
        return (
            len(words) > _LONGEST_NAME
            or bool(self._bodies & set(words))
            or words[0] in ("of", "for")
            or (len(words) > 1 and (words[-1] in self._actors.titles or " ".join(words[-2:]) in self._actors.titles))
            or any(a.kind != "nothing" for a in known)
        )
