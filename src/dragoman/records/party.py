"""Parties, and the mentions in a text that stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# `why` of a party that no word of the act's sentence stands for.
IMPLICIT = "told by the text, not by the act's sentence"


@dataclass(frozen=True, slots=True)
class Party:
    """A state, organisation, office or person in a role, as one mention names it.

    code: PLOVER actor code (ISO 3166-1 alpha-3, or UNO, EUR, IGO, NGO, IMG, ISM, MNC); null when unresolved.
    sector: a PLOVER sector, or null for a bare country. org: the organisation's own id (G7, NATO).
    name: full name as the codebook gives it, or as the text does for one it does not know.
    office: the office held on the day, in words. wikidata: Q-id. text, start, end: the mention, code points.
    why: how the mention was resolved, in words.
    """

    code: str | None
    name: str
    text: str
    start: int
    end: int
    sector: str | None = None
    org: str | None = None
    office: str | None = None
    wikidata: str | None = None
    why: str = ""


# The second is named so often, and this many times as often as the third.
_CHIEF, _CLEAR = 3, 1.5


def chief_two(ranked: Sequence[tuple[str, int]]) -> tuple[str, str] | None:
    """The two states that a text is about, if both stand out. ranked: codes and how often the text names them, the most first."""
    third = ranked[2][1] if len(ranked) > 2 else 0
    if len(ranked) < 2 or ranked[1][1] < max(_CHIEF, _CLEAR * third):
        return None
    return ranked[0][0], ranked[1][0]


def codes_of(parties: Iterable[Party]) -> list[str]:
    """Parties by code, or by name where they have none, each once."""
    return list(dict.fromkeys(p.code or p.name for p in parties))


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens that stands for one party, or for several ("the two ministers").

    first, last: tokens, half-open. head: the token by which grammar sees it.
    kind: `name` (a country, organisation or agency by name), `person` (by name, with any title), `adjective`
    (nationality as modifier: "Chinese ships"), `metonym` (a capital or seat that may stand for a government),
    `role` ("his Japanese counterpart", "Chinese coast guard ships", "some Tokyo officials"), `pronoun`, `group`
    ("the two sides", "both countries").
    parties: what it stands for; empty while unresolved. chain: id of its coreference chain in this text, or -1.
    place: the words are a place ("in Beijing") rather than a party that acts.
    why: how it was resolved. weight: how sure that is, 0–1: 1 by its own words, less where only its setting tells.
    shares: of a mention in doubt, the codes that it may stand for with their probabilities (resolve/referents.py).
    """

    first: int
    last: int
    head: int
    kind: str
    parties: tuple[Party, ...] = ()
    chain: int = -1
    place: bool = False
    why: str = ""
    weight: float = 1.0
    shares: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Mentions:
    """All mentions of a text, outermost first where they nest, with look-up by head token."""

    items: tuple[Mention, ...]
    by_head: dict[int, Mention] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        widest: dict[int, Mention] = {}
        for m in self.items:
            if m.head not in widest or m.last - m.first > widest[m.head].last - widest[m.head].first:
                widest[m.head] = m
        object.__setattr__(self, "by_head", widest)

    def at(self, token: int) -> Mention | None:
        """The widest mention whose head is `token`."""
        return self.by_head.get(token)

    def within(self, first: int, last: int) -> list[Mention]:
        """Mentions that lie inside tokens `[first, last)`, in order of the text."""
        return sorted((m for m in self.items if first <= m.first and m.last <= last), key=lambda m: (m.first, -m.last))
