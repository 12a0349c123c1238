"""Parties and sources in words: "Japan's foreign minister Yoko Kamikawa", "China", "the Japan Coast Guard"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.codebook.phrasing import Phrasing
from dragoman.present.excerpt import clean, clip
from dragoman.records.claim import Source
from dragoman.records.party import IMPLICIT, Party

# A party known only by the text's own words is named with at most so many of them.
ROLE_WORDS = 12
# An office of more characters than this is named without what it is for.
LONG_OFFICE = 45
_REMIT = re.compile(r"(?<=\w)(?:,| for | \().*$")
# Of more parties than MOST, the first NAMED stand in a sentence; the others are counted.
MOST, NAMED = 8, 6
# Codes that stand for many bodies, and bodies whose offices name them: "Secretary General of NATO".
_BODIES = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC", "EUR", "UNO"})


class Namer:
    """Names parties; a person is given in full with office once, and shorter from then on.

    countries: PLOVER code → name and the adjectives and other names that already tell the country in a longer name. first: codes of those who
    are named where not all are.
    """

    def __init__(self, phrasing: Phrasing, countries: Mapping[str, Sequence[str]], first: Sequence[str] = ()) -> None:
        self.phrasing = phrasing
        self._first = first
        self.countries = countries
        self._known: set[tuple[str | None, str]] = set()
        self._low: dict[str, frozenset[str]] = {}

    def country(self, code: str | None) -> str:
        """A country or body by its code: "Japan", "the United States"."""
        if code is None:
            return "an unnamed party"
        labels = self.phrasing.labels
        name = (
            labels["codes"].get(code)
            or labels["short_names"].get(code)
            or next(iter(self.countries.get(code, ())), code)
        )
        return f"the {name}" if code in self.phrasing.lists["with_article"] else name

    def of_country(self, code: str) -> str:
        """The country as possessor: "Japan's", "the United States'"."""
        name = self.country(code)
        return name + ("’" if name.endswith("s") else "’s")

    def party(self, party: Party) -> str:
        """A party in words."""
        if party.code is None:
            return self._own_words(party.name)
        if party.why == IMPLICIT and party.code not in self.phrasing.labels["codes"]:
            return self.country(party.code)  # not by the words that last named it, which stand elsewhere
        if party.office:
            return self._person(party)
        if self._is_country(party.name, party.code):
            return self._described(party) or self._of_sector(party)
        return self.named(party.name, party.code)

    def _of_sector(self, party: Party) -> str:
        """A country, or who of it acts: "Japanese citizens", "citizens of Japan", "Japan’s military"."""
        code = party.code or ""
        sector = self.phrasing.labels["sectors"].get(party.sector or "")
        if not sector:
            return self.country(code)
        word = clean(party.text)
        people = sector in self.phrasing.lists["people_of_sectors"]
        if _ADJECTIVE.search(word) and word not in self.country(code) and self._is_country(word, code):
            return f"{word} {sector}" if people else f"the {word} {sector}"
        return f"{sector} of {self.country(code)}" if people else f"{self.of_country(code)} {sector}"

    def named(self, name: str, code: str | None) -> str:
        """A body, person or role by its name, with its country unless the name tells it."""
        words = self._own_words(name)
        if " and " in name:
            return words  # several as one source: the code is the first one's only
        if code is None:
            return words
        if code in self.phrasing.labels["codes"]:
            return f"the {words}" if _is_body(words) else words
        if self._is_country(words, code):
            return self.country(code)
        if _OWNED.match(words):
            return words  # "Manila's foreign ministry"
        if self._tells_country(words, code):
            parts = [w for w in words.split() if w not in ("of", "the", "for", "and", "on")]
            proper = len(parts) > 1 and all(w[:1].isupper() for w in parts) and not re.match(r"\S+['’]s? ", words)
            leads = any(words.startswith(n) for n in self.countries.get(code, ()))
            return f"the {words}" if proper and leads else words
        short = self.phrasing.labels["adjectives"].get(code)
        if words.lower() in self.phrasing.lists["nobody_s"]:
            return words.lower()
        if words.lower() in self.phrasing.lists["role_nouns"]:
            return f"{short or self.of_country(code)} {words.lower()}"
        if words[:1].isupper() and short is None:
            return f"{self.of_country(code)} {words}"
        return f"{words} ({short or self.country(code)})"

    def parties(self, parties: Sequence[Party]) -> list[str]:
        """Parties in words, each once; a bare country is left out beside someone who acts for it."""
        listed = list(parties)
        acting = {p.code for p in listed if p.office or not self._is_country(p.name, p.code or "")}
        kept = [p for p in listed if p.code not in acting or p.office or not self._is_country(p.name, p.code or "")]
        first = {(p.code, p.name): p for p in reversed(kept) if p.office}
        once = (first.get((p.code, p.name), p) for p in kept if p.office or (p.code, p.name) not in first)
        named = list(dict.fromkeys(once))
        if len(named) > MOST:
            named.sort(key=lambda p: p.code not in self._first)
        words = self._together(list(dict.fromkeys(self.party(p) for p in named)), named)
        return words if len(words) <= MOST else [*words[:NAMED], f"{len(words) - NAMED} others"]

    def _together(self, words: list[str], parties: Sequence[Party]) -> list[str]:
        """Those of several countries that the text calls by one word, told together: "the leaders of China, South Korea and Japan"."""
        called: dict[str, list[str]] = {}
        for party in parties:
            bare = _ARTICLE.sub("", self._own_words(party.name)).strip()
            own = _ARTICLE.sub("", self._own_words(clean(party.text))).strip()
            for name in (bare, own):
                if party.code and not party.office and name.lower() in self.phrasing.lists["role_nouns"]:
                    called.setdefault(name.lower(), []).append(party.code)
                    break
        for name, codes in called.items():
            told = list(dict.fromkeys(codes))
            if len(told) > 1:
                mine = {
                    self.party(p)
                    for p in parties
                    if p.code in told and not p.office and name in f"{p.name} {p.text}".lower()
                }
                at = min((n for n, w in enumerate(words) if w in mine), default=len(words))
                rest = [w for w in words if w not in mine]
                words = [*rest[:at], f"the {name} of {listing([self.country(c) for c in told])}", *rest[at:]]
        return words

    def people(self, parties: Sequence[Party]) -> list[str]:
        """Parties in words where only people can be meant: a bare country is "people from Japan"."""
        countries = {self.country(p.code) for p in parties if p.code}
        return [f"people from {name}" if name in countries else name for name in self.parties(parties)]

    def source(self, source: Source) -> str:
        """A link of an attribution chain in words; one that is named by its state alone, by the text's own words."""
        words = clean(source.text or "")
        if (
            source.code
            and " " in words
            and self._is_country(source.name, source.code)
            and not self._is_country(words, source.code)
        ):
            return self._role(words, source.code)
        return self.named(source.name, source.code) if source.code else self._own_words(source.name)

    def _person(self, party: Party) -> str:
        key = (party.code, party.name)
        if party.code is None:
            return party.name
        short = self.phrasing.labels["adjectives"].get(party.code)
        again = key in self._known and short is None
        self._known.add(key)
        office = "" if again or self._tells_office(party) else f"{self._office(party)} "
        if party.code in _BODIES and (party.code in _MANY or " of " in office):
            return f"{office[:1].upper()}{office[1:]}{whole(party.name)}" if office else whole(party.name)
        return f"{short or self.of_country(party.code)} {office}{whole(party.name)}"

    def _office(self, party: Party) -> str:
        """The office as one says it: "Minister for Foreign Affairs" is the foreign minister; its country is told
        before it.
        """
        names = "|".join(map(re.escape, self._names(party.code)))
        office = re.sub(rf" of (the )?({names})$", "", str(party.office))
        office = _REMIT.sub("", office) if len(office) > LONG_OFFICE else office
        spoken = self.phrasing.labels["offices"].get(office.lower())
        return spoken or re.sub(
            r"^(Minister|Prime|Deputy|Vice|President|Secretary|State|First)", lambda m: m.group().lower(), office
        )

    def _names(self, code: str | None) -> list[str]:
        return [*self.countries.get(code or "", ()), self.country(code).removeprefix("the ")]

    def _tells_office(self, party: Party) -> bool:
        return bool(party.office) and str(party.office).lower() in party.name.lower()

    def _described(self, party: Party) -> str | None:
        """A role by the text's own words, where it is one: "three Chinese coast guard ships"."""
        words, code = clean(party.text), party.code or ""
        if self._is_country(words, code) or (" " not in words and not _is_own_name(party)):
            return None
        if self._tells_country(words, code):
            return self._own_words(words)
        return self._role(words, code) if party.sector not in (None, "GOV") else None

    def _role(self, words: str, code: str) -> str:
        """The text's own words for a role, with the country unless they tell it."""
        own = self._own_words(words)
        return own if self._tells_country(words, code) else f"{own} ({self.country(code)})"

    def _is_country(self, name: str, code: str) -> bool:
        if code not in self._low:
            names = (*self.countries.get(code, ()), self.country(code).removeprefix("the "), code)
            self._low[code] = frozenset(n.replace("’", "'").lower() for n in names)
        return _ARTICLE.sub("", name.strip()).replace("’", "'").lower() in self._low[code]

    def _tells_country(self, words: str, code: str) -> bool:
        names = (*self.countries.get(code, ()), self.country(code).removeprefix("the "))
        return any(n in words and re.search(rf"\b{re.escape(n)}", words) for n in names)

    def _own_words(self, words: str) -> str:
        """The text's own name for a party, shortened; an article at its head in lower case."""
        short = clip(whole(words), ROLE_WORDS, self.phrasing)
        first, _, rest = short.partition(" ")
        if rest and first.lower() in self.phrasing.lists["owners"]:
            return f"the {rest}"
        small = first.lower() in self.phrasing.lists["determiners"] | self.phrasing.lists["counts"]
        return f"{first.lower()} {rest}".rstrip() if small else short


_MANY = _BODIES - {"EUR", "UNO"}
# A name that begins with its owner.
_OWNED = re.compile(r"(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+['’]s [a-z]")
# How adjectives of countries end.
_ADJECTIVE = re.compile(r"(?:ese|ish|ian|ean|an|i|ic|ch|ss|ek)$")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
# Words that make a proper name of a body take the article: "the International Criminal Court", but "Interpol".
_BODY = re.compile(
    r" (Court|Union|Nations|Council|Organi[sz]ation|Agency|Fund|Bank|Commission|Committee|League|Assembly|Forum)\b"
)


def whole(name: str) -> str:
    """A name without the rest of a bracket that is not closed: "Marcos Gomez Martinez", of "Marcos Gomez Martinez(Kingdom"."""
    at = name.find("(")
    return name[:at].rstrip() if at > 0 and ")" not in name[at:] else name


def _is_own_name(party: Party) -> bool:
    """Whether one word names a body that is not the state: "PKK", not "They"."""
    words = clean(party.text)
    return party.sector not in (None, "GOV") and len(words) > 1 and words.isupper()


def _is_body(words: str) -> bool:
    return words[:1].isupper() and _BODY.search(words) is not None


def listing(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "someone unnamed"
