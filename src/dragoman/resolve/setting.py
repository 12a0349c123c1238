"""Whose affairs a sentence tells: the country that "police", "the government" or an unknown person is taken to be of.

Each country that the text names has signs for it: how it is named in the sentence (a place of the clause, a body that acts, a mere
adjective), who led the sentences before, how much of the text is on it, the title, the publisher, who speaks, and whether a person's
name is like the names there. A conditional logit over the countries and none at all weighs them; its weights (codebook/whose.tsv) are
fitted on labelled articles by training/whose/fit.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from dragoman.codebook.actors import Actors
from dragoman.codebook.names import Names
from dragoman.codebook.whose import NOBODY, Whose
from dragoman.records.parsed import ParsedText, no_owner
from dragoman.records.party import Mention, Mentions
from dragoman.resolve.company import main_clause
from dragoman.resolve.digest import is_digest
from dragoman.resolve.origin import Origin

_LEAST = 0.35  # probability from which a country is given
_REACH = 6  # sentences before
_MANY = 6  # names of countries from which on the text has a chief country
_NAME_SHARE, _NAME_MOST = 4.0, 6.0  # scale and bound of what a name says
_FOREIGN = -1.5  # a name as unlike those of a country as this is not of it, where that country is only acted towards
BODIES = {"GOV", "COP", "JUD", "MIL", "LEG", "PTY", "SPY"}

Signs = dict[str, dict[str, float]]
Say = Callable[[str | None, str, float], None]


@dataclass(frozen=True, slots=True)
class Affairs:
    """The country told of, how that is known, and how sure it is, 0–1."""

    code: str
    name: str
    why: str
    weight: float


@dataclass(frozen=True, slots=True)
class Speaking:
    """Code points `[start, end)` of what somebody says, and the codes of who says it."""

    start: int
    end: int
    codes: tuple[str, ...]


class Setting:
    """The countries that a text's sentences are about. mentions: those resolved by their own words."""

    def __init__(
        self,
        parsed: ParsedText,
        mentions: Mentions,
        actors: Actors,
        origin: Origin,
        whose: Whose,
        names: Callable[[], Names] | None = None,
        speaking: Sequence[Speaking] = (),
    ) -> None:
        self.parsed, self.actors, self.origin, self.whose, self.names = parsed, actors, origin, whose, names
        self.speaking = speaking
        self.digest = is_digest(parsed, mentions)
        self._signs: dict[object, Signs] = {}
        self._around: dict[int, list[tuple[str | None, str, float]]] = {}
        self.by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions.items:
            if no_owner(parsed, mention.first, mention.last, actors.words):
                continue  # "Iran-backed fighters" are of another state
            # an outlet that is cited tells nothing of its country
            told = [p for p in mention.parties if p.sector != "JRN"]
            if any(p.code in actors.countries and (not p.org or p.sector) for p in told):
                self.by_sentence.setdefault(parsed.sentence_index[mention.head], []).append(mention)

    # The answer -----------------------------------------------------------------------------------------------

    def affairs(
        self, mention: Mention, sector: str | None = None, barred: frozenset[str] = frozenset()
    ) -> Affairs | None:
        """The country whose affairs are told where the mention stands; null where none is likely.

        sector: of the mention. barred: countries that it is known not to be of.
        """
        signs = {code: told for code, told in self.signs(mention, sector).items() if code not in barred}
        if not signs:
            return None
        shares = self._shares(mention, sector, signs)
        code = max(signs, key=lambda c: shares[c])
        if shares[code] < _LEAST or _rather_another(signs[code]):
            return None
        state = self.actors.countries[code]
        why = f"of {state.name} by {self._said(code, mention, signs[code])}"
        return Affairs(code, state.name, why, round(0.6 + 0.35 * shares[code], 2))

    def _shares(self, mention: Mention, sector: str | None, signs: Signs) -> dict[str, float]:
        """Country → its probability; that of none is what they leave."""
        kind = mention_class(mention, sector)
        weights, nobody = self.whose.weights[kind], self.whose.weights[NOBODY]
        scores = {c: sum(weights.get(s, 0.0) * v for s, v in told.items()) for c, told in signs.items()}
        none = sum(nobody.get(s, 0.0) * v for s, v in self.against(mention, kind).items())
        top = max(none, *scores.values())
        odds = {c: exp(s - top) for c, s in scores.items()}
        total = sum(odds.values()) + exp(none - top)
        return {c: o / total for c, o in odds.items()}

    def against(self, mention: Mention, kind: str) -> dict[str, float]:
        """Signs that no country is meant, or none of the text's. kind: class of the mention."""
        p = self.parsed
        definite = {"the", "this", "that", "its", "his", "her", "their", "both"}
        return {
            kind: 1.0,
            "definite": float(bool(definite & {p.lowers[c] for c in p.children[mention.head]})),
            "plural": float(p.tags[mention.head] in ("NNS", "NNPS")),
            "title": float(mention.kind == "person" and bool(mention.parties and mention.parties[0].sector)),
        }

    def _said(self, code: str, mention: Mention, told: Mapping[str, float]) -> str:
        """What speaks for the country most plainly, in words."""
        sentence = self.parsed.sentence_index[mention.head]
        for distance in range(_REACH + 1):
            for other in self.by_sentence.get(sentence - distance, ()):
                if any(p.code == code for p in other.parties) and not self._nested(mention, other):
                    return f"“{other_text(self.parsed, other)}” {'before' if distance else 'in the sentence'}"
        if {"about", "about-own"} & told.keys():
            return "the title"
        if {"own", "home", "outlet"} & told.keys():
            return self.origin.why or "the publisher's country"
        return "named most in the document"

    # Signs ----------------------------------------------------------------------------------------------------

    def signs(self, mention: Mention, sector: str | None) -> Signs:
        """Country → sign → its strength, 0–1 (what a name says: -6 to 6), for every country that the text names; not to be changed."""
        key = (mention.first, mention.last, mention.head, mention.kind, mention.parties, sector)
        if key not in self._signs:
            self._signs[key] = self._signs_of(mention, sector)
        return self._signs[key]

    def _signs_of(self, mention: Mention, sector: str | None) -> Signs:
        found: Signs = {}

        def say(code: str | None, sign: str, share: float) -> None:
            if code in self.actors.countries:
                told = found.setdefault(code or "", {})
                told[sign] = max(told.get(sign, 0.0), share)

        sentence = self.parsed.sentence_index[mention.head]
        self._near(mention, sentence, say, sector in BODIES)
        self._beside(mention, sentence, say)
        self._posted(mention, say)
        if sentence not in self._around:
            told = self._around[sentence] = []
            self._before(sentence, lambda *one: told.append(one))
            self._throughout(sentence, lambda *one: told.append(one))
        for one in self._around[sentence]:
            say(*one)
        at = self.parsed.starts[mention.first]
        heard = [s for s in self.speaking if s.start <= at < s.end and s.codes]
        for code in min(heard, key=lambda s: s.end - s.start).codes if heard else ():
            say(code, "speaker", 1.0)
        if mention.kind == "person" and mention.parties and self.names is not None and found:
            for code, value in self.names().scores(mention.parties[0].name, found).items():
                found[code]["name"] = max(-_NAME_MOST, min(_NAME_MOST, value / _NAME_SHARE))
        return found

    def _near(self, mention: Mention, sentence: int, say: Say, body: bool) -> None:
        """How each country of the sentence is named."""
        clause = self._clause(mention.head)
        for other in self.by_sentence.get(sentence, ()):
            if self._nested(mention, other):
                continue
            kind = self._kind(other, clause)
            towards = self._acted_on(other, mention) or self._in_what_it_does(other, mention)
            if (body or mention.kind == "person") and kind not in ("clause-place", "place") and towards:
                kind = "target"  # whom a state's body or somebody named acts on or towards is rather of another state
            for party in other.parties:
                say(party.code, kind, 1 / len(other.parties))
                if kind in ("body", "subject", "person") and self._acted_on(mention, other):
                    say(party.code, "acts-on", 1.0)

    def _beside(self, mention: Mention, sentence: int, say: Say) -> None:
        """The nearest country before it in the sentence, else after it, and the one that leads the sentence."""
        here = [o for o in self.by_sentence.get(sentence, ()) if not self._nested(mention, o)]
        before = [o for o in here if o.head < mention.head]
        for nearest, sign in ((before[-1:], "near-before"), ([] if before else here[:1], "near-after")):
            for other in nearest:
                for party in other.parties:
                    say(party.code, sign, 1 / len(other.parties))
        for other in here:
            if other.head != mention.head and self._leads(other):
                for party in other.parties:
                    say(party.code, "here-lead", 1 / len(other.parties))

    def _posted(self, mention: Mention, say: Say) -> None:
        """The country where an embassy, an envoy or troops are: not theirs."""
        p = self.parsed
        if p.lemmas[mention.head] not in self.actors.words["posted"]:
            return
        for other in self.by_sentence.get(p.sentence_index[mention.head], ()):
            tie = p.heads[other.head]
            if p.lowers[tie] in ("in", "at", "to") and p.heads[tie] == mention.head:
                for party in other.parties:
                    say(party.code, "host", 1 / len(other.parties))

    def _before(self, sentence: int, say: Say) -> None:
        """Who led the sentences before, who was named in them, and the last place."""
        paragraph = self.parsed.paragraph_index[self.parsed.sentences[sentence][0]]
        led = placed = False
        for distance in range(1, min(_REACH, sentence) + 1):
            same = self.parsed.paragraph_index[self.parsed.sentences[sentence - distance][0]] == paragraph
            if self.digest and not same:
                break
            near = str(min(distance, 3))
            there = self.by_sentence.get(sentence - distance, ())
            for other in reversed(there):
                if other.place and not placed:
                    placed = True
                    for party in other.parties:
                        say(party.code, "last-place", 1 / len(other.parties))
            for other in there:
                lead = self._leads(other) or (other.kind in ("role", "person") and self._is_subject(other))
                for party in other.parties:
                    share = 1 / len(other.parties)
                    say(party.code, ("lead" if lead else "said") + near, share)
                    if same:
                        say(party.code, "para", 1.0)
                    if lead and not led:
                        say(party.code, "last-lead", share)
            led = led or any(self._leads(other) for other in there)

    def _throughout(self, sentence: int, say: Say) -> None:
        """Share of the text (of a digest, of the paragraph), the country named first, title and publisher."""
        told = self._paragraph(sentence) if self.digest else self.by_sentence
        counts = self._counted(told) if self.digest else self.document
        total = sum(counts.values())
        for rank, (code, count) in enumerate(counts.most_common()):
            say(code, "doc", count / total)
            if total >= _MANY and rank < 2:
                say(code, ("top", "second")[rank], 1.0)
        if told:
            first = min(told[min(told)], key=lambda m: m.first)
            for party in first.parties:
                say(party.code, "first", 1 / len(first.parties))
        if self.origin.about is not None:
            say(self.origin.about.code, "about-own" if self.origin.own else "about", 1.0)
        if self.origin.home is not None:
            say(self.origin.home.code, "own" if self.origin.own else "home", 1.0)
        elif self.origin.outlet is not None:
            say(self.origin.outlet.code, "outlet", 1.0)

    @cached_property
    def document(self) -> Counter[str]:
        """How often the text names each country."""
        return self._counted(self.by_sentence)

    def _counted(self, told: Mapping[int, list[Mention]]) -> Counter[str]:
        states = self.actors.countries
        return Counter(p.code for ms in told.values() for m in ms for p in m.parties if p.code in states)

    def _paragraph(self, sentence: int) -> dict[int, list[Mention]]:
        """The mentions of the sentences of its paragraph."""
        p = self.parsed
        own = p.paragraph_index[p.sentences[sentence][0]]
        return {n: ms for n, ms in self.by_sentence.items() if p.paragraph_index[p.sentences[n][0]] == own}

    # Grammar --------------------------------------------------------------------------------------------------

    def _nested(self, mention: Mention, other: Mention) -> bool:
        return mention.first <= other.head < mention.last or other.first <= mention.head < other.last

    def _is_subject(self, mention: Mention) -> bool:
        return self.parsed.labels[mention.head] in ("nsubj", "nsubjpass")

    def _leads(self, mention: Mention) -> bool:
        return self._is_subject(mention) and main_clause(self.parsed, self.parsed.heads[mention.head])

    def _kind(self, other: Mention, clause: int) -> str:
        label = self.parsed.labels[other.head]
        if other.place:
            return "clause-place" if clause >= 0 and self._clause(other.head) == clause else "place"
        if other.kind == "role":
            return "body" if other.parties[0].sector in BODIES else "people"
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

    def foreign_to(self, mention: Mention) -> frozenset[str]:
        """Countries that somebody is not of: whose counterparts they meet and, where a state tells of its own people, to which they go."""
        p, verb, words = self.parsed, self.parsed.heads[mention.head], self.actors.words
        if not self._is_subject(mention):
            return frozenset()
        found = set()
        home = self.origin.home.code if self.origin.home is not None and self.origin.own else None
        for other in self.by_sentence.get(p.sentence_index[mention.head], ()):
            if self._nested(mention, other) or self._clause(other.head) != self._clause(verb):
                continue
            goes = home is not None and p.lemmas[verb] in words["goes-to"] and other.kind in ("name", "metonym")
            like = p.lemmas[other.head] in words["counterpart"] and self._acted_on(other, mention)
            if like or (goes and p.labels[other.head] in ("pobj", "dobj")):
                found |= {party.code for party in other.parties if party.code and party.code != home}
        return frozenset(found)

    def maker_of(self, mention: Mention) -> str | None:
        """The state of whose thing somebody is the maker: "the new Dutch rules, announced by Trade Minister Klever"; null where there is none."""
        p, by = self.parsed, self.parsed.heads[mention.head]
        verb = p.heads[by]
        made = p.labels[mention.head] == "pobj" and p.lowers[by] == "by" and p.labels[verb] in ("acl", "relcl")
        if not made or p.lemmas[verb] not in self.actors.words["brings-forth"]:
            return None
        owners = {c for c in p.children[p.heads[verb]] if p.labels[c] in ("amod", "poss", "compound")}
        for other in self.by_sentence.get(p.sentence_index[mention.head], ()):
            if other.head in owners and len(other.parties) == 1:
                return other.parties[0].code
        return None

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


def _rather_another(told: Mapping[str, float]) -> bool:
    """Whether the country is only acted towards here, and nothing before or in the name speaks for it."""
    before = any(sign.startswith(("lead", "said")) for sign in told)
    return "target" in told and (not before or told.get("name", 0.0) < _FOREIGN)


def mention_class(mention: Mention, sector: str | None) -> str:
    """Which weights a mention has: those of a person, of a body of a state, or of people."""
    return "person" if mention.kind == "person" else "body" if sector in BODIES else "people"


def other_text(parsed: ParsedText, mention: Mention) -> str:
    """The words of a mention."""
    return parsed.span(mention.first, mention.last).text
