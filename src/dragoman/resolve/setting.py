"""Whose affairs a sentence tells: the country that "police", "the government" or an unknown person is taken to be of.

Each country named near speaks for itself by how it is named (a place of the clause, a body that acts, a mere adjective), then the
paragraph, the title and the publisher. One country must lead clearly; where two compete, nothing is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dragoman.codebook.actors import Actors
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions
from dragoman.resolve.digest import is_digest
from dragoman.resolve.origin import Origin

# How much each kind of naming says; fitted by hand on the training split of the labelled corpus.
WEIGHTS = {
    "clause-place": 4.0,
    "place": 2.0,
    "body": 2.5,
    "subject": 2.0,
    "named": 1.2,
    "person": 1.5,
    "adjective": 1.2,
    "people": 0.6,
    "acts-on": 1.0,
    "target": 0.2,
    "before": 0.55,
    "about": 2.0,
    "document": 1.5,
    "home": 0.5,
    "own": 1.2,
    "outlet": 0.3,
}
_LEAD, _LEAST, _REACH = 1.5, 0.5, 4
_BODIES = {"GOV", "COP", "JUD", "MIL", "LEG", "PTY", "SPY"}


# A country, how it is named, how much of that counts, and the words that say so.
Say = Callable[[str, str, float, str], None]


@dataclass(frozen=True, slots=True)
class Affairs:
    """The country told of, how that is known, and how sure it is, 0–1."""

    code: str
    name: str
    why: str
    weight: float


class Setting:
    """The countries that a text's sentences are about. mentions: those resolved by their own words."""

    def __init__(self, parsed: ParsedText, mentions: Mentions, actors: Actors, origin: Origin) -> None:
        self.parsed, self.actors, self.origin = parsed, actors, origin
        self.digest = is_digest(parsed, mentions)
        self.by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions.items:
            if any(p.code in actors.countries and (not p.org or p.sector) for p in mention.parties):
                self.by_sentence.setdefault(parsed.sentence_index[mention.head], []).append(mention)

    def affairs(self, mention: Mention, sector: str | None = None) -> Affairs | None:
        """The country whose affairs are told where the mention stands; null where none leads. sector: of the mention."""
        score: dict[str, float] = {}
        signs: dict[str, tuple[float, str]] = {}

        def say(code: str, kind: str, share: float, words: str) -> None:
            value = WEIGHTS[kind] * share
            score[code] = score.get(code, 0.0) + value
            signs[code] = max(signs.get(code, (0.0, "")), (value, words))

        sentence = self.parsed.sentence_index[mention.head]
        self._near(mention, sentence, say, sector in _BODIES)
        self._far(sentence, say)
        return self._leader(score, signs)

    def _near(self, mention: Mention, sentence: int, say: Say, body: bool) -> None:
        clause = self._clause(mention.head)
        seen: set[tuple[str, str]] = set()
        for other in self.by_sentence.get(sentence, ()):
            if mention.first <= other.head < mention.last or other.first <= mention.head < other.last:
                continue
            kind = self._kind(other, clause)
            towards = self._acted_on(other, mention) or self._in_what_it_does(other, mention)
            if (body or mention.kind == "person") and kind not in ("clause-place", "place") and towards:
                kind = "target"  # whom a state's body or somebody named acts on or towards is rather of another state
            for party in other.parties:
                if party.code in self.actors.countries and (party.code, kind) not in seen:
                    seen.add((party.code, kind))
                    say(party.code, kind, 1 / len(other.parties), f"“{other_text(self.parsed, other)}” in the sentence")
                    if kind in ("body", "subject", "person") and self._acted_on(mention, other):
                        say(party.code, "acts-on", 1.0, f"acted on by “{other_text(self.parsed, other)}”")

    def _far(self, sentence: int, say: Say) -> None:
        paragraph = self.parsed.paragraph_index[self.parsed.sentences[sentence][0]]
        for distance in range(1, _REACH + 1):
            if sentence - distance < 0:
                break
            here = self.parsed.paragraph_index[self.parsed.sentences[sentence - distance][0]] == paragraph
            if self.digest and not here:
                break
            share = (1.0 if here else 0.7) / distance
            for code, words in self._told(sentence - distance).items():
                say(code, "before", share * words[0], f"“{words[1]}” before")
        total = sum(self.document.values())
        for code, count in self.document.items():
            if total >= 6 and not self.digest:
                say(code, "document", count / total, "named most in the document")
        if self.origin.about is not None:
            say(self.origin.about.code, "about", 0.5 if self.origin.own else 1.0, "the title")
        if self.origin.home is not None and (self.origin.about is None or self.origin.own):
            say(self.origin.home.code, "own" if self.origin.own else "home", 1.0, self.origin.why)
        elif self.origin.outlet is not None:
            say(self.origin.outlet.code, "outlet", 1.0, "the publisher's country")

    def _told(self, sentence: int) -> dict[str, tuple[float, str]]:
        """The countries of an earlier sentence, and how strongly each is told of."""
        found: dict[str, tuple[float, str]] = {}
        for other in self.by_sentence.get(sentence, ()):
            kind = self._kind(other, -1)
            for party in other.parties:
                if party.code in self.actors.countries:
                    value = WEIGHTS[kind] / len(other.parties) + found.get(party.code, (0.0, ""))[0]
                    found[party.code] = (value, other_text(self.parsed, other))
        return found

    @cached_property
    def document(self) -> Counter[str]:
        """How often the text names each country."""
        states = self.actors.countries
        return Counter(p.code for ms in self.by_sentence.values() for m in ms for p in m.parties if p.code in states)

    def _leader(self, score: dict[str, float], signs: dict[str, tuple[float, str]]) -> Affairs | None:
        ranked = sorted(score.items(), key=lambda s: -s[1])[:2]
        if not ranked or ranked[0][1] < _LEAST:
            return None
        (code, best), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
        if best < _LEAD * second:
            return None
        state = self.actors.countries[code]
        sure = min(1.0, (best - second) / best) * min(1.0, best / 3)
        return Affairs(code, state.name, f"of {state.name} by {signs[code][1]}", round(0.6 + 0.3 * sure, 2))

    def _kind(self, other: Mention, clause: int) -> str:
        label = self.parsed.labels[other.head]
        if other.place:
            return "clause-place" if clause >= 0 and self._clause(other.head) == clause else "place"
        if other.kind == "role":
            return "body" if other.parties[0].sector in _BODIES else "people"
        if other.kind == "person":
            return "person"
        if other.kind == "adjective":
            return "adjective"
        return "subject" if label in ("nsubj", "agent") else "named"

    def _clause(self, token: int) -> int:
        """The verb that a token hangs under; nouns of events count as none."""
        node = token
        while self.parsed.heads[node] != node and not self.parsed.tags[node].startswith(("VB", "MD")):
            node = self.parsed.heads[node]
        while self.parsed.labels[node] in ("aux", "auxpass", "xcomp", "conj") and self.parsed.heads[node] != node:
            node = self.parsed.heads[node]
        return node

    def _acted_on(self, mention: Mention, other: Mention) -> bool:
        """Whether the other does something to the mention ("Turkey detains 600 people")."""
        p = self.parsed
        if p.labels[other.head] not in ("nsubj", "agent") or self._clause(mention.head) != self._clause(other.head):
            return False
        return p.labels[mention.head] not in ("nsubj", "agent", "conj", "appos")

    def _in_what_it_does(self, mention: Mention, other: Mention) -> bool:
        """Whether the mention stands in a clause without a subject under the other's verb ("The court barred … from deporting Danes")."""
        p = self.parsed
        if p.labels[other.head] != "nsubj":
            return False
        verb, node = p.heads[other.head], mention.head
        while node != verb and p.heads[node] != node:
            bare = not any(p.labels[c] in ("nsubj", "nsubjpass") for c in p.children[node])
            if p.tags[node].startswith("V") and not (p.labels[node] in ("pcomp", "xcomp", "conj") and bare):
                return False
            node = p.heads[node]
        return node == verb


def other_text(parsed: ParsedText, mention: Mention) -> str:
    """The words of a mention."""
    return parsed.span(mention.first, mention.last).text
