"""Roles and groups without a name: "the ministry", "the president", "his counterpart", "the two leaders"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.records.party import Mention, Party
from dragoman.resolve.story import Story


class Bodies(Story):
    """Settles roles and groups."""

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

    def _pair(self, mention: Mention) -> Mention:
        """Two parties of the fitting kind named in one sentence or the two before; at the start of a text, the two named most after it."""
        lemma = self.parsed.lemmas[mention.head]
        # "their leaders" are the heads of both, not the two just named
        owned = any(self.parsed.labels[c] == "poss" for c in self.parsed.children[mention.head])
        persons = lemma in self.words["person-side"] and not owned
        counted = [self.parsed.lowers[c] for c in self.parsed.children[mention.head]]
        number = next((n for n in range(3, 8) if self.words[f"count-{n}"] & set(counted)), 2)
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
