"""Several meant by one word, whom it does not name: "the two leaders", "both sides", "the three capitals"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.borders import load_borders
from dragoman.codebook.folder import Folder
from dragoman.records.party import Mention, Party, chief_two
from dragoman.resolve.bodies import ARMED, Bodies
from dragoman.resolve.company import company, joined_here
from dragoman.resolve.story import BY_GRAMMAR, REACH

_FORCES = ("MIL", "GOV", "COP")
_TOLD = ("the two of the title", "those who met", "the two named")
_AGAIN = 2  # sentences within which people are told of again by the same word
# Words that alone stand for the two told of.
_BARE = ("both", "two", "each", "neither")


class Groups(Bodies):
    """Settles groups."""

    def _pair(self, mention: Mention) -> Mention:
        """Two parties of the fitting kind named in one sentence or the two before; at the start of a text, the two named most after it."""
        lemma = self.parsed.lemmas[mention.head]
        if number := next((n for n in range(3, 8) if self.parsed.lowers[mention.head] in self.words[f"count-{n}"]), 0):
            return self._several(mention, number)
        if lemma in self.words["told-again"] and (again := self._told_again(mention, lemma)) is not None:
            return again
        # "their leaders" are the heads of both, not the two just named
        owned = any(self.parsed.labels[c] == "poss" for c in self.parsed.children[mention.head])
        if owned and lemma in self.words["relational"]:
            return mention  # "their neighbours" are third parties
        if self._of_one(mention):
            return self._body(mention)
        if (pair := self._counted_before(mention)) is not None:
            words = self.parsed.span(pair.first, pair.last).text
            return self._taking(mention, pair.parties, f"“{words}” before{BY_GRAMMAR}", pair.chain)
        if (fighting := self._fighting(mention)) is not None:
            return self._taking(mention, fighting, "the sides of the fighting: " + ", ".join(x.name for x in fighting))
        if self._disputing(mention):
            if (two := self._two_of_the_text(self._outside(mention))) is None:
                return self._of_another(mention)
            return self._taking(mention, two, "the sides of the text: " + ", ".join(p.name for p in two))
        if mention.head and f"both-{self.parsed.lowers[mention.head - 1]}" in self.words:
            return self._compass(mention)  # "the three Baltic states"
        alone = self.parsed.lowers[mention.head] in _BARE or lemma in self.words["man-noun"]
        if alone and (two := self._two_persons(mention)):
            return self._taking(mention, two, "the two named: " + ", ".join(p.name for p in two))
        persons = lemma in self.words["person-side"] | self.words["couple-noun"] and not owned
        number = self._number(mention)
        told = any(self.parsed.tags[c] == "CD" for c in self.parsed.children[mention.head]) or owned
        if number == 2 and told and not owned and not persons and (two := self._between_here(mention)):
            return self._taking(mention, two, "the sides named: " + ", ".join(p.name for p in two))
        joint = self.setting.origin.joint if self.setting else ()
        if len(joint) > 2 and not told and not owned and self._anaphoric(mention):
            parties = tuple(Party(a.code, a.name, "", 0, 0, "GOV", wikidata=a.wikidata) for a in joint)
            return self._taking(mention, parties, "those whose joint statement it is")
        if number == 2 and told and (met := self._met_there(mention)):
            return self._taking(mention, met, "those who met: " + ", ".join(p.name for p in met))
        if number == 2 and not self._new_company(mention) and (hosts := self._hosts(lemma, persons)):
            return self._taking(mention, hosts, "the two of the title: " + ", ".join(p.name for p in hosts))
        if number == 2 and lemma in self.words["neighbour-noun"] and (near := self._neighbours(mention)):
            return self._taking(mention, near, "the two that border on each other: " + ", ".join(p.name for p in near))
        if number > 2 and (listed := self._list_before(mention, number)):
            return self._taking(mention, listed, "those listed: " + ", ".join(p.name for p in listed))
        bare = not told and self.parsed.lowers[mention.head - 1] not in _BARE
        many = self._many(mention, persons) if bare and number == 2 else ()
        if many:
            return self._taking(mention, many, "all who met: " + ", ".join(p.name for p in many))
        met = self._company_before(mention, number if told else 0) if persons else ()
        if met := self._or_of_the_text(mention, met, lemma, number):
            return self._taking(mention, met, "those who met: " + ", ".join(p.name for p in met))
        if persons:
            found = self._recent(mention, True, number)
            if found is None:
                found = self._following(mention, True, number)
            if found is not None:
                found = self._or_of_the_text(mention, found, lemma, number)
                return self._taking(mention, found, "the two named: " + ", ".join(p.name for p in found))
        found = (
            self._those_together(mention, number, 0)
            or self._pair_before(mention, number)
            or self._two_before(mention, number)
            or self._chief_pair(mention, number)
            or self._those_together(mention, number, REACH)
            or self._recent(mention, False, number)
            or self._following(mention, False, number)
            or self._dominating(number)
        )
        if found is None or (persons and self._without_the_host(found)):
            return self._unidentified(mention) if self._leaders_at_home(mention) else mention
        sector = mention.why.removeprefix("sector=") if mention.kind == "role" else ""
        if lemma in self.words["person-side"] | {"government", "side"} or sector:
            found = tuple(replace(p, sector=sector or "GOV", office=None) for p in found)
        return self._taking(mention, found, "the sides named: " + ", ".join(p.name for p in found))

    def _without_the_host(self, found: tuple[Party, ...]) -> bool:
        """Whether a state's own text of a call or meeting would have its leaders be two others, who are only spoken of."""
        origin = self.setting.origin if self.setting else None
        if origin is None or origin.home is None or not origin.own or not self._is_contact():
            return False
        return origin.home.code not in {p.code for p in found}

    def _fighting(self, mention: Mention) -> tuple[Party, ...] | None:
        """ "Both sides", "the parties", after "the army struck RSF positions": forces and rebels of one state that a sentence just before names."""
        if self.parsed.lemmas[mention.head] not in ("side", "party"):
            return None
        here = self._sentence(mention)
        for sentence in self._back(mention):
            inside = [
                m
                for m in self.inside(sentence)
                if m.last <= mention.first and len(m.parties) == 1 and m.parties[0].code
            ]
            states = {m.parties[0].code for m in inside}
            rebels = sorted((m.parties[0] for m in inside if m.parties[0].sector in ARMED), key=lambda x: x.org is None)
            forces = [
                m.parties[0]
                for m in inside
                if not m.parties[0].org and m.parties[0].sector in _FORCES and m.kind != "person"
            ]
            pairs = [(f, r) for r in rebels for f in forces if f.code == r.code]
            if pairs:
                return pairs[0]
            if sentence < here and len(states) > 1:
                return None
        return None

    def _counted_before(self, mention: Mention) -> Mention | None:
        """ "The pair", after "detained two Ivorian gendarmes": people of one state who were counted, in the sentence before or the one before that."""
        p, here = self.parsed, self._sentence(mention)
        if p.lemmas[mention.head] not in self.words["couple-noun"]:
            return None
        for other in reversed(self.history):
            if here - self._sentence(other) > _AGAIN:
                return None
            two = any(p.lowers[c] in ("two", "both") for c in p.children[other.head] if c < other.head)
            if two and other.kind == "role" and len(other.parties) == 1 and self._sentence(other) < here:
                return other
        return None

    def _or_of_the_text(self, mention: Mention, named: tuple[Party, ...], lemma: str, number: int) -> tuple[Party, ...]:
        """Those named or, where their offices are others ("both ministers", after two presidents), people of the two states that the text is about."""
        if number != 2 or not named or self._in_such_office(named, lemma):
            return named
        chief = self._two_of_the_text(self._outside(mention))
        return tuple(replace(x, sector="GOV", office=None) for x in chief) if chief else named

    def _in_such_office(self, parties: tuple[Party, ...], lemma: str) -> bool:
        """Whether people in office may be "the ministers": not two presidents."""
        if lemma not in ("minister", "president", "ambassador", "premier", "general"):
            return True
        offices = [x.office.lower() for x in parties if x.office]
        return not offices or any(lemma in office for office in offices)

    def _several(self, mention: Mention, number: int) -> Mention:
        """ "The three agreed to resume talks": the states listed before, unless so many people, or ships, were counted since."""
        p = self.parsed
        listed = self._list_before(mention, number)
        reached = max(
            (m.head for m in self.history if m.parties and m.parties[0].code in {x.code for x in listed}), default=0
        )
        counted = (t for t in range(reached, mention.first) if p.lowers[t] in self.words[f"count-{number}"])
        things = any(p.lemmas[p.heads[t]] not in self.words["plural-side"] for t in counted if p.labels[t] == "nummod")
        if not listed or things:
            return self._unidentified(mention)
        return self._taking(mention, listed, "those listed: " + ", ".join(x.name for x in listed))

    def _many(self, mention: Mention, persons: bool) -> tuple[Party, ...]:
        """Three or more whom a bare plural stands for."""
        return (
            self._many_of_the_title(persons)
            or self._listed_as_there(persons)
            or self._many_again(mention)
            or self._many_before(mention)
        )

    def _listed_as_there(self, persons: bool) -> tuple[Party, ...]:
        """ "The leaders" in a state's own text of a call that says further down who was on it: "Joining the President on the call were …"."""
        p, origin = self.parsed, self.setting.origin if self.setting else None
        if not persons or origin is None or origin.home is None or not origin.own or not self._is_contact():
            return ()
        for first, last in p.sentences[1:]:
            told = {p.lowers[t] for t in range(first, last)}
            if not told & self.words["took-part"] or not told & self.words["talk-noun"]:
                continue
            there = (m for m in self.mentions.within(first, last) if m.kind in ("person", "name", "role"))
            found = {x.code: self._state(x) for m in there for x in m.parties if x.code}
            if len(found.keys() - {origin.home.code}) > 2:
                home = Party(origin.home.code, origin.home.name, "", 0, 0, "GOV", wikidata=origin.home.wikidata)
                official = (replace(x, sector="GOV") for code, x in found.items() if code != origin.home.code)
                return (home, *official)
        return ()

    def _many_again(self, mention: Mention) -> tuple[Party, ...]:
        """ "The leaders" in a state's own text of a call of many, as they were called before."""
        origin = self.setting.origin if self.setting else None
        words = self.parsed.span(mention.first, mention.last).text.lower()
        same = (m for m in self.history if self.parsed.span(m.first, m.last).text.lower() == words)
        told = [m.parties for m in same if len({p.code for p in m.parties}) > 2]
        return told[-1] if told and origin is not None and origin.own else ()

    def _between_here(self, mention: Mention) -> tuple[Party, ...]:
        """The two states that the sentence has named behind "between": "cooperation between Russia and Iran, including a treaty signed by the two"."""
        p, here = self.parsed, self._sentence(mention)
        named = {m.head: m for m in self.inside(here) if m.last <= mention.first and m.kind in ("name", "metonym")}
        for token in range(mention.first - 1, p.sentences[here][0], -1):
            if p.lowers[token] != "between":
                continue
            heads = [t for c in p.children[token] if p.labels[c] == "pobj" for t in p.conjuncts(c)]
            found = {x.code: x for t in heads if t in named for x in named[t].parties if x.code}
            if len(found) == 2 and not self._outside(mention) & found.keys():
                return tuple(self._state(x) for x in found.values())
        return ()

    def _many_of_the_title(self, persons: bool) -> tuple[Party, ...]:
        """ "The leaders" of a call with three or more in office whom the title names."""
        origin = self.setting.origin if self.setting else None
        if not persons or origin is None or not origin.own or not self._is_contact():
            return ()
        people = (m.parties[0] for m in self.inside(0) if m.kind == "person" and len(m.parties) == 1)
        found = {p.code: p for p in people if p.code and p.office}
        return tuple(found.values()) if len(found) > 2 else ()

    def _is_contact(self) -> bool:
        """Whether the text opens with the title of a call or meeting."""
        p = self.parsed
        first, last = p.sentences[0]
        return any(p.lemmas[t].lower() in self.words["talk-noun"] for t in range(first, last))

    def _many_before(self, mention: Mention) -> tuple[Party, ...]:
        """Three or more who act together in the sentence before: "Australia, Britain and the United States met. The delegations"."""
        before = self._sentence(mention) - 1
        found = company(self.parsed, self.inside(before), before, persons=False) if before >= 0 else ()
        return found if len(found) > 2 else ()

    def _of_another(self, mention: Mention) -> Mention:
        """The sides inside the state whose affairs are told, but not in that of who addresses them: "China calls on all parties"."""
        found = self._unidentified(mention)
        return mention if {x.code for x in found.parties} & self._outside(mention) else found

    def _disputing(self, mention: Mention) -> bool:
        """ "All parties", "the warring sides": of a dispute, which may be one inside a state."""
        beside = {self.parsed.lowers[c] for c in self.parsed.children[mention.head]}
        return bool(beside & self.words["disputing"])

    def _told_again(self, mention: Mention, lemma: str) -> Mention | None:
        """ "Two Indian officials said … The officials said": those of that word told of just before, where these are of one state."""
        here = self._sentence(mention)
        near = [
            m
            for m in self.history
            if here - self._sentence(m) <= _AGAIN and m.last <= mention.first and m.kind == "role" and m.parties
        ]
        same = [m for m in near if self.parsed.lemmas[m.head] == lemma]
        verb = self.parsed.heads[mention.head]
        if self.parsed.lemmas[verb] not in self.words["told-again-by"]:
            return None  # "The officials discussed": those who met
        if not same or len({p.code for m in same for p in m.parties}) > 1:
            return None
        words = self.parsed.span(same[-1].first, same[-1].last).text
        return self._taking(mention, same[-1].parties, f"“{words}” before", same[-1].chain)

    def _pair_before(self, mention: Mention, number: int) -> tuple[Party, ...] | None:
        """In what a state publishes, the two that "the two ministers" stood for before, unless the sentence itself joins two others."""
        here = self._sentence(mention)
        official = self.setting is not None and self.setting.origin.home is not None
        if number != 2 or not official or self._joined_near(mention, here):
            return None
        for other in reversed(self.history):
            if here - self._sentence(other) > 2 * REACH:
                return None
            if other.kind == "group" and len({p.code for p in other.parties}) == 2 and other.why.startswith(_TOLD):
                return tuple(self._state(p) for p in other.parties)
        return None

    def _those_together(self, mention: Mention, number: int, reach: int) -> tuple[Party, ...]:
        """Two that the sentence itself, or one of so many before, joins: by "and", by "with", as who meets whom; or that "they" or "the two" stood for."""
        outside = self._outside(mention)
        for sentence in self._back(mention, reach) if number == 2 else ():
            inside = [m for m in self.inside(sentence) if m.last <= mention.first and m is not mention]
            again = [m for m in inside if m.kind in ("group", "pronoun") and len({p.code for p in m.parties}) == 2]
            found = (
                again[-1].parties
                if again
                else joined_here(self.parsed, inside, sentence, self.words["meeting-verb"] | self.words["side-verb"])
            )
            if found and not outside & {p.code for p in found}:
                return tuple(self._state(p) for p in found)
        return ()

    def _list_before(self, mention: Mention, number: int) -> tuple[Party, ...]:
        """ "The three capitals": the nearest list of so many states before."""
        states_only = self.parsed.lemmas[mention.head] in self.words["state-noun"] - self.words["person-side"]
        for sentence in range(self._sentence(mention), -1, -1):
            for one in self.inside(sentence):
                joined = self.parsed.conjuncts(one.head)
                if len(joined) < number:
                    continue
                others = [m for m in self.inside(sentence) if m.head in joined and self._of_state(m)]
                states = {p.code: self._state(p) for m in others for p in m.parties}
                foreign = (
                    states_only and self.setting is not None and states.keys() - self.setting.actors.countries.keys()
                )
                if len(states) == number and not foreign:
                    return tuple(states.values())
        return ()

    def _of_state(self, mention: Mention) -> bool:
        """Whether one state, or a person or body of one, is told of."""
        return len(mention.parties) == 1 and mention.parties[0].code is not None and mention.kind != "pronoun"

    def _of_one(self, mention: Mention) -> bool:
        """ "Its leaders", "two officials of the health fund": several of one owner, no pair of states."""
        p = self.parsed
        singular = {"its", "his", "her", "whose"}
        if any(p.labels[c] == "poss" and p.lowers[c] in singular for c in p.children[mention.head]):
            return True
        if p.lemmas[mention.head] not in self.words["person-side"]:
            return False
        of = next((c for c in p.children[mention.head] if p.lowers[c] == "of"), None)
        owner = None if of is None else p.child(of, "pobj")
        told = None if owner is None else self.mentions.at(owner)
        if owner is None or told is None or p.tags[owner] not in ("NN", "NNP") or len(told.parties) > 1:
            return False
        bare = p.child(owner, "det", "poss") is None and not told.parties  # "heads of state", "chiefs of staff"
        return not bare and p.child(owner, "conj") is None

    def _neighbours(self, mention: Mention) -> tuple[Party, ...]:
        """The two states with a common border that the text names most, one of them at least in the sentences before."""
        if self.setting is None:
            return ()
        borders = load_borders(Folder())
        counts = self.setting.document
        outside = self._outside(mention)
        near = {p.code for m in self.history if self._sentence(mention) - self._sentence(m) <= REACH for p in m.parties}
        pairs = [
            (counts[a] + counts[b], a, b)
            for a in counts
            for b in counts
            if a < b and b in borders.get(a, frozenset()) and {a, b} & near and not {a, b} & outside
        ]
        best = max(pairs, default=(0, "", ""))
        return tuple(self.states[c] for c in best[1:] if c in self.states)

    def _two_before(self, mention: Mention, number: int) -> tuple[Party, ...]:
        """ "China has not lifted its ban on Japanese seafood. Will the two countries talk?": in a question, the two states that the sentence before it names."""
        p, before = self.parsed, self._sentence(mention) - 1
        asked = p.words[p.sentences[before + 1][1] - 1] == "?"
        if (
            number != 2
            or before < 0
            or not asked
            or p.paragraph_index[p.sentences[before][0]] != p.paragraph_index[mention.first]
        ):
            return ()
        named = [m for m in self.inside(before) if m.kind in ("name", "adjective", "metonym", "person") and not m.place]
        states = {x.code: self._state(x) for m in named for x in m.parties if x.code and not x.org}
        return tuple(states.values()) if len(states) == 2 and not self._outside(mention) & states.keys() else ()

    def _chief_pair(self, mention: Mention, number: int) -> tuple[Party, ...] | None:
        """The two states that a text is mostly about, unless the sentence or the one before joins two others."""
        if self.setting is None or self.digest or number != 2:
            return None
        here = self._sentence(mention)
        for sentence in (here, here - 1):
            if joined := self._joined_near(mention, sentence):
                return joined
        outside = self._outside(mention)
        met = company(self.parsed, self.inside(here - 1), here - 1, persons=True)
        if len(met) == 2 and not outside & {p.code for p in met}:
            return tuple(self._state(p) for p in met)  # "Wang met President Mbumba. The two sides agreed …"
        return self._two_of_the_text(outside)

    def _two_of_the_text(self, outside: set[str | None]) -> tuple[Party, ...] | None:
        """The two states that a text is mostly about, if both stand out. outside: those who do not count."""
        if self.setting is None:
            return None
        ranked = [(c, n) for c, n in self.setting.document.most_common() if c not in outside]
        chief = chief_two(ranked)
        return tuple(self.states[c] for c in chief) if chief and all(c in self.states for c in chief) else None

    def _new_company(self, mention: Mention) -> bool:
        """Whether the sentence itself, before the mention, names others joined: "X and Y said the two leaders …"."""
        here = self._sentence(mention)
        joined = [m for m in self.history if self._sentence(m) == here and self.parsed.labels[m.head] == "conj"]
        return any(m.kind in ("name", "person") and m.parties for m in joined)
