"""Pronouns, "the two ministers", "his Japanese counterpart", "the coast guard": what they refer to in the text.

Precise rules first (after the multi-pass sieve of Lee et al. 2013): repeated bodies, counterparts, pairs, then pronouns by agreement,
place in the sentence and nearness (after Lappin and Leass 1994). What stays open keeps no party.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions, Party
from dragoman.resolve.company import company, main_clause

Words = dict[str, frozenset[str]]
_REACH = 3


@dataclass(frozen=True, slots=True)
class SpeakerRange:
    """Code points `[start, end)` of what somebody says, with the speaking and the addressed parties."""

    start: int
    end: int
    speakers: tuple[Party, ...]
    addressees: tuple[Party, ...] = ()


def resolve_references(
    parsed: ParsedText, mentions: Mentions, words: Words, speeches: tuple[SpeakerRange, ...] = ()
) -> Mentions:
    """The mentions with `parties` and `why` filled where the text settles what they refer to. words: en/mentions.yaml."""
    resolver = _Resolver(parsed, mentions, words, speeches)
    done = []
    for mention in sorted(mentions.items, key=lambda m: (m.first, -m.last)):
        settled = resolver.settle(mention)
        resolver.history.append(settled)
        done.append(settled)
    return Mentions(tuple(done))


class _Resolver:
    def __init__(
        self, parsed: ParsedText, mentions: Mentions, words: Words, speeches: tuple[SpeakerRange, ...]
    ) -> None:
        self.parsed, self.mentions, self.words, self.speeches = parsed, mentions, words, speeches
        self.history: list[Mention] = []
        self.genders: dict[str, str] = {}  # name → he or she, as the text has used it
        self.states: dict[str, Party] = {}
        for mention in mentions.items:
            if mention.kind in ("name", "adjective", "metonym") and mention.parties and not mention.parties[0].org:
                party = mention.parties[0]
                self.states.setdefault(party.code or "", replace(party, sector=None))

    def settle(self, mention: Mention) -> Mention:
        """The mention with what it refers to, if anything."""
        if mention.kind == "role" and self.parsed.lemmas[mention.head] == "counterpart":
            return self._counterpart(mention)
        if mention.parties:
            return mention
        if mention.kind == "group":
            return self._pair(mention)
        if mention.kind == "role":
            return self._body(mention)
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        return mention

    def _taking(self, mention: Mention, parties: tuple[Party, ...], why: str, chain: int = -1) -> Mention:
        span = self.parsed.span(mention.first, mention.last)
        taken = tuple(replace(p, text=span.text, start=span.start, end=span.end, why=why) for p in parties)
        return replace(mention, parties=taken, why=why, chain=chain)

    def _sentence(self, mention: Mention) -> int:
        return self.parsed.sentence_index[mention.head]

    # Counterparts -----------------------------------------------------------------------------------------------

    def _counterpart(self, mention: Mention) -> Mention:
        """ "his Japanese counterpart": the person of that country who comes next or came before, else its government."""
        if not mention.parties:
            return mention
        party = mention.parties[0]
        for other in self.mentions.items:
            if (
                other.kind == "person"
                and other.parties
                and other.parties[0].code == party.code
                and other.parties[0].sector == "GOV"
            ):
                return self._taking(
                    mention, (other.parties[0],), f"counterpart of {party.code}: {other.parties[0].name}", other.chain
                )
        return replace(mention, parties=(replace(party, sector="GOV"),))

    # Pairs --------------------------------------------------------------------------------------------------------

    def _pair(self, mention: Mention) -> Mention:
        """Two parties of the fitting kind named in one sentence or the two before; at the start of a text, the two named most after it."""
        lemma = self.parsed.lemmas[mention.head]
        # "their leaders" are the heads of both, not the two just named
        owned = any(self.parsed.labels[c] == "poss" for c in self.parsed.children[mention.head])
        persons = lemma in self.words["person-side"] and not owned
        number = 3 if any(self.parsed.lowers[c] == "three" for c in self.parsed.children[mention.head]) else 2
        told = any(self.parsed.tags[c] == "CD" for c in self.parsed.children[mention.head]) or owned
        if persons and (met := self._company_before(mention, number if told else 0)):
            return self._taking(mention, met, "those who met: " + ", ".join(p.name for p in met))
        if persons:
            found = self._recent(mention, True, number)
            if found is None:
                found = self._following(mention, True, number)
            if found is not None:
                return self._taking(mention, found, "the two named: " + ", ".join(p.name for p in found))
        found = (
            self._recent(mention, False, number) or self._following(mention, False, number) or self._dominating(number)
        )
        if found is None:
            return mention
        if lemma in self.words["person-side"] | {"government", "side"}:
            found = tuple(replace(p, sector="GOV") for p in found)
        return self._taking(mention, found, "the sides named: " + ", ".join(p.name for p in found))

    def _company_before(self, mention: Mention, number: int) -> tuple[Party, ...]:
        """Those who act together in the nearest sentence before; number: how many, 0 for any."""
        for sentence in range(self._sentence(mention) - 1, -1, -1):
            found = company(self.parsed, self.history, sentence, persons=True)
            if found and number in (0, len(found)):
                return found
        return ()

    def _eligible(self, mention: Mention, persons: bool) -> bool:
        if not mention.parties or len(mention.parties) != 1 or mention.kind == "pronoun":
            return False
        party = mention.parties[0]
        if persons:
            return mention.kind == "person" and party.code is not None and party.sector in ("GOV", "MIL", "LEG", "ELI")
        if mention.place or party.org or party.code is None:
            return False
        return mention.kind in ("name", "adjective", "metonym", "person") or party.sector in ("GOV", "MIL")

    def _recent(self, mention: Mention, persons: bool, number: int) -> tuple[Party, ...] | None:
        here = self._sentence(mention)
        by_code: dict[str, Party] = {}
        for other in reversed(self.history):
            if here - self._sentence(other) > _REACH:
                break
            if self._eligible(other, persons):
                party = other.parties[0] if persons else self._state(other.parties[0])
                by_code.setdefault(party.code or "", party)
            if len(by_code) == number:
                return tuple(reversed(by_code.values()))
        return None

    def _following(self, mention: Mention, persons: bool, number: int) -> tuple[Party, ...] | None:
        """A text that opens with "The two ministers": those named most in what follows."""
        counts: dict[str, int] = {}
        first: dict[str, Party] = {}
        for other in self.mentions.items:
            if self._eligible(other, persons):
                party = other.parties[0] if persons else self._state(other.parties[0])
                counts[party.code or ""] = counts.get(party.code or "", 0) + 1
                first.setdefault(party.code or "", party)
        ranked = sorted(counts, key=lambda c: -counts[c])
        if len(ranked) < number or (len(ranked) > number and counts[ranked[number - 1]] == counts[ranked[number]]):
            return None
        return tuple(first[c] for c in sorted(ranked[:number], key=lambda c: first[c].start))

    def _dominating(self, number: int) -> tuple[Party, ...] | None:
        return self._following(Mention(0, 1, 0, "group"), False, number) if self.mentions.items else None

    def _state(self, party: Party) -> Party:
        """The state that a party is of."""
        return self.states.get(party.code or "") or replace(party, sector=None, office=None)

    # Bodies ---------------------------------------------------------------------------------------------------------

    def _body(self, mention: Mention) -> Mention:
        """ "the coast guard", "the ministry", "the minister": the one of that name told of before."""
        lemma = self.parsed.lemmas[mention.head]
        if not any(
            self.parsed.lowers[c] in ("the", "this", "that", "its", "his", "her", "their")
            for c in self.parsed.children[mention.head]
        ):
            return self._unidentified(mention)
        if (owner := self._possessor(mention)) is not None:
            return owner
        phrase = self._phrase(mention)
        joined = {x.name for m in self.history if m.head in self.parsed.conjuncts(mention.head) for x in m.parties}
        for other in self._before(mention):
            if any(x.name in joined for x in other.parties):
                continue  # "the vice president and the president" are two
            named = other.kind == "name" and other.parties[0].org and self.parsed.labels[other.head] != "compound"
            if named and self.parsed.span(other.first, other.last).text.lower().endswith(phrase):
                return self._taking(
                    mention, other.parties, f"“{self.parsed.span(other.first, other.last).text}” before", other.chain
                )
            if other.kind == "role" and other.parties and self._same_body(phrase, self._phrase(other), lemma, other):
                return self._taking(
                    mention, other.parties, f"“{self.parsed.span(other.first, other.last).text}” before", other.chain
                )
            if other.kind == "person" and lemma in self.words["person-side"] and self._holds(other, phrase):
                return self._taking(mention, other.parties, f"{other.parties[0].name} before", other.chain)
        if lemma in ("island", "territory"):
            for other in reversed(self.history):
                if (other.kind == "name" and other.parties[0].code == "TWN") or (
                    other.kind == "name" and other.parties[0].name.endswith(("land", "Island"))
                ):
                    return self._taking(mention, other.parties, f"“{other.parties[0].text}” before")
        if lemma in ("bloc", "alliance", "union"):
            for other in reversed(self.history):
                if other.kind == "name" and other.parties[0].org:
                    return self._taking(mention, other.parties, f"“{other.parties[0].text}” before")
        return mention

    def _before(self, mention: Mention) -> list[Mention]:
        """Mentions before this one: in its own sentence the nearest first, in those before from left to right (after Hobbs 1978)."""
        here = self._sentence(mention)
        own = [m for m in self.history if self._sentence(m) == here]
        others = [m for m in self.history if self._sentence(m) < here]
        return own[::-1] + sorted(others, key=lambda m: (-self._sentence(m), not self._leads(m), m.first))

    def _leads(self, mention: Mention) -> bool:
        """Whether the mention is the subject of its sentence's main clause."""
        return self._is_subject(mention) and main_clause(self.parsed, self.parsed.heads[mention.head])

    def _same_body(self, phrase: str, earlier: str, lemma: str, other: Mention) -> bool:
        """Whether two nouns name one body or office: "the president" is not "the vice president" before it."""
        if phrase == earlier:
            return True
        lesser = {"vice", "deputy", "assistant", "under", "former"}
        return self.parsed.lemmas[other.head] == lemma and lesser & set(phrase.split()) == lesser & set(earlier.split())

    def _holds(self, person: Mention, phrase: str) -> bool:
        """Whether the person's office is what the phrase names: "the president" is no vice president."""
        office = (person.parties[0].office or "").lower().replace("-", " ")
        words, named = office.split(), phrase.replace("-", " ").split()
        at = next((n for n in range(len(words)) if words[n : n + len(named)] == named), -1)
        lesser = {"vice", "deputy", "assistant", "under"}
        return at >= 0 and bool(lesser & set(words[:at])) == bool(lesser & set(named[:1]) and at > 0)

    def _possessor(self, mention: Mention) -> Mention | None:
        """ "its government", "his ministry": the country of whoever the pronoun stands for."""
        for child in self.parsed.children[mention.head]:
            if self.parsed.labels[child] == "poss":
                other = next((m for m in reversed(self.history) if m.head == child and m.parties), None)
                if other is not None:
                    sector = mention.why.removeprefix("sector=") or None
                    span = self.parsed.span(mention.first, mention.last)
                    taken = tuple(
                        Party(p.code, span.text, span.text, span.start, span.end, sector, why=f"of {p.name}")
                        for p in other.parties
                    )
                    return replace(
                        mention,
                        parties=taken,
                        kind="group" if len(taken) > 1 else "role",
                        why=f"of {other.parties[0].name}",
                    )
        return None

    def _unidentified(self, mention: Mention) -> Mention:
        """ "Gunmen", "police" without a country: of the country that the text is about, if it is one; else without code."""
        sector = mention.why.removeprefix("sector=")
        span = self.parsed.span(mention.first, mention.last)
        here = None if self.parsed.lemmas[mention.head] in self.words["weapon"] else self._place_near(mention)
        if here is None:
            return mention
        party = Party(
            here.code,
            span.text,
            span.text,
            span.start,
            span.end,
            sector or None,
            why=f"in {here.name}, named in the same sentence",
        )
        return replace(mention, parties=(party,), why=party.why)

    def _place_near(self, mention: Mention) -> Party | None:
        """The one country that the sentence places the act in."""
        first, last = self.parsed.sentences[self._sentence(mention)]
        places = {m.parties[0].code: m.parties[0] for m in self.mentions.within(first, last) if m.place and m.parties}
        return next(iter(places.values())) if len(places) == 1 else None

    def _phrase(self, mention: Mention) -> str:
        p = self.parsed
        words = [
            p.lemmas[c] for c in p.children[mention.head] if p.labels[c] == "compound" and self.mentions.at(c) is None
        ]
        return " ".join([*words, p.lemmas[mention.head]])

    # Pronouns -------------------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention) -> Mention:
        word = self.parsed.lowers[mention.first]
        if mention.why == "reciprocal":
            return self._each_other(mention)
        if word in self.words["we"]:
            return self._speaker(mention)
        if self._expletive(mention):
            return mention
        if word in self.words["they"]:
            return self._they(mention)
        found = self._best(mention, word)
        return (
            self._taking(mention, found.parties, f"“{self.parsed.span(found.first, found.last).text}”", found.chain)
            if found
            else mention
        )

    def _speaker(self, mention: Mention) -> Mention:
        at = self.parsed.starts[mention.first]
        for speech in sorted(self.speeches, key=lambda s: s.end - s.start):
            if speech.start <= at < speech.end and speech.speakers:
                return self._taking(mention, speech.speakers[:1], f"who speaks: {speech.speakers[0].name}")
        return mention

    def _expletive(self, mention: Mention) -> bool:
        """ "It is hoped that", "it is important to", "it rains": no party."""
        p = self.parsed
        if p.lowers[mention.first] != "it" or p.labels[mention.first] not in ("nsubj", "nsubjpass"):
            return False
        verb = p.heads[mention.first]
        clause = any(p.labels[c] in ("ccomp", "xcomp", "advcl", "acomp") for c in p.children[verb])
        return clause and (
            p.lemmas[verb] in ("be", "seem", "appear", "remain", "become") or p.child(verb, "auxpass") is not None
        )

    def _each_other(self, mention: Mention) -> Mention:
        """The plural subject before it in the sentence, or the parties joined there."""
        here = self._sentence(mention)
        for other in reversed(self.history):
            if self._sentence(other) == here and len(other.parties) > 1:
                return self._taking(
                    mention, other.parties, f"“{self.parsed.span(other.first, other.last).text}”, reciprocally"
                )
        joined = self._coordinated(mention)
        return self._taking(mention, joined, "reciprocally") if joined else mention

    def _they(self, mention: Mention) -> Mention:
        """Plural: a group or plural body, else two parties of one sentence."""
        here = self._sentence(mention)
        for sentence in (here, here - 1):
            inside = [m for m in self.history if self._sentence(m) == sentence and self._is_plural(m)]
            leading = [m for m in inside if self._leads(m)]
            together = company(self.parsed, self.history, sentence, persons=False) if sentence < here else ()
            owned = self.parsed.labels[mention.head] == "poss" and bool(inside)
            if not leading and together and not owned:
                return self._taking(mention, together, "those named together: " + ", ".join(p.name for p in together))
            for other in leading or sorted(inside, key=lambda m: (not self._is_subject(m), -m.first)):
                return self._taking(
                    mention, other.parties, f"“{self.parsed.span(other.first, other.last).text}”", other.chain
                )
        subjects = self._coordinated(mention) or self._body_before(mention) or self._company_near(mention)
        owned = self.parsed.labels[mention.head] == "poss"
        named = any((not owned or self._sentence(m) == here) and self._eligible(m, False) for m in self.history)
        if not subjects and not named:
            subjects = self._dominating(2) or ()  # "In their first talks …" before either is named
        return (
            self._taking(mention, subjects, "the two named: " + ", ".join(p.name for p in subjects))
            if subjects
            else mention
        )

    def _body_before(self, mention: Mention) -> tuple[Party, ...]:
        """ "The ministry protested. They added …": the one body that leads the sentence before."""
        before = self._sentence(mention) - 1
        leading = [m for m in self.history if self._sentence(m) == before and self._leads(m)]
        bodies = [
            m for m in leading if m.kind in ("name", "role") and self.parsed.lemmas[m.head] in self.words["body-noun"]
        ]
        return bodies[0].parties if len(leading) == 1 and bodies else ()

    def _company_near(self, mention: Mention) -> tuple[Party, ...]:
        here = self._sentence(mention)
        for sentence in range(here - 2, max(-1, here - 1 - _REACH), -1):
            if found := company(self.parsed, self.history, sentence, persons=False):
                return found
        return ()

    def _is_plural(self, mention: Mention) -> bool:
        plural = len(mention.parties) > 1 or self.parsed.tags[mention.head] in ("NNS", "NNPS")
        return bool(mention.parties) and plural and mention.kind in ("group", "role", "pronoun")

    def _coordinated(self, mention: Mention) -> tuple[Party, ...]:
        here = self._sentence(mention)
        for sentence in (here, here - 1):
            inside = [
                m
                for m in self.history
                if self._sentence(m) == sentence
                and len(m.parties) == 1
                and m.kind in ("name", "person", "metonym", "role")
                and not m.place
            ]
            heads = [m for m in inside if self.parsed.labels[m.head] in ("nsubj", "nsubjpass", "conj", "dobj")]
            codes = {m.parties[0].code: m.parties[0] for m in heads}
            if len(codes) == 2:
                return tuple(codes.values())
        return ()

    def _is_subject(self, mention: Mention) -> bool:
        return self.parsed.labels[mention.head] in ("nsubj", "nsubjpass")

    def _best(self, mention: Mention, word: str) -> Mention | None:
        """The most salient mention that agrees: subjects before objects, the same place in the sentence, the nearest."""
        here = self._sentence(mention)
        scored = []
        bound = self._clause_subject(mention)
        gender = "he" if word in self.words["he"] else "she" if word in self.words["she"] else ""
        for order, other in enumerate(self.history):
            distance = here - self._sentence(other)
            if distance > _REACH or len(other.parties) != 1 or not self._agrees(other, word):
                continue
            name = other.parties[0].name
            if name in bound or (gender and self.genders.get(name, gender) != gender):
                continue
            scored.append((self._salience(mention, other, distance), order, other))
        best = max(scored, key=lambda s: s[:2])[2] if scored else None
        if best is not None and gender:
            self.genders[best.parties[0].name] = gender
        return best

    def _clause_subject(self, mention: Mention) -> set[str]:
        """Names of the subject of the pronoun's own clause, which an object that is no "-self" cannot stand for."""
        p = self.parsed
        if p.labels[mention.head] not in ("dobj", "dative", "pobj", "iobj") or p.lowers[mention.head].endswith("self"):
            return set()
        verb = p.heads[mention.head]
        while not p.tags[verb].startswith("VB") and p.heads[verb] != verb:
            verb = p.heads[verb]
        while p.labels[verb] == "conj" and p.child(verb, "nsubj", "nsubjpass") is None and p.heads[verb] != verb:
            verb = p.heads[verb]
        subject = p.child(verb, "nsubj", "nsubjpass")
        return {x.name for m in self.history if m.head == subject for x in m.parties}

    def _agrees(self, other: Mention, word: str) -> bool:
        party = other.parties[0]
        person = other.kind == "person" or (
            other.kind == "role" and bool(party.office) and self.parsed.tags[other.head] in ("NN", "NNP")
        )
        person = person or (
            other.kind == "pronoun" and self.parsed.lowers[other.first] in self.words["he"] | self.words["she"]
        )
        if word in self.words["it"]:
            kinds = ("name", "metonym", "role", "pronoun", *(("adjective",) if word == "its" else ()))
            body = other.kind in kinds and not person
            plural = self.parsed.tags[other.head] in ("NNS", "NNPS") and other.kind == "role"
            return body and not plural and party.sector not in ("CVL", "ELI") and party.code is not None
        if (
            word in self.words["he"]
            and other.kind == "pronoun"
            and self.parsed.lowers[other.first] in self.words["she"]
        ):
            return False
        if (
            word in self.words["she"]
            and other.kind == "pronoun"
            and self.parsed.lowers[other.first] in self.words["he"]
        ):
            return False
        singular_role = (
            other.kind == "role"
            and self.parsed.lemmas[other.head] not in self.words["body-noun"]
            and self.parsed.tags[other.head] == "NN"
            and party.sector not in ("MIL", None)
            and not party.org
        )
        return person or singular_role

    def _salience(self, mention: Mention, other: Mention, distance: int) -> float:
        p = self.parsed
        score = -2.0 * distance
        label = p.labels[other.head]
        score += {"nsubj": 2.0, "nsubjpass": 1.6, "dobj": 1.0, "pobj": 0.4, "agent": 1.0}.get(label, 0.0)
        score -= 1.5 if other.place or other.kind == "adjective" else 0.0
        score -= 1.0 if other.kind == "metonym" and label == "pobj" else 0.0  # "a trip to Warsaw" is to a town
        if label == p.labels[mention.first]:
            score += 0.5
        if p.labels[mention.first] == "poss" and self._complained_of(mention, other):
            score += 2.5
        return score

    def _complained_of(self, mention: Mention, other: Mention) -> bool:
        """ "criticized Japan over its controls": a possessive in the ground of a complaint is its object's."""
        p = self.parsed
        prep = p.heads[p.heads[mention.first]]
        return (
            p.labels[prep] == "prep"
            and p.lowers[prep] in ("over", "for", "about", "against")
            and p.labels[other.head] == "dobj"
            and p.heads[other.head] == p.heads[prep]
        )
