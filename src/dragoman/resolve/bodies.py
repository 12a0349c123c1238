"""Roles without a name: "the ministry", "the president", "his counterpart"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dragoman.codebook.borders import load_borders
from dragoman.codebook.folder import Folder
from dragoman.records.party import Mention, Party
from dragoman.resolve.company import company, joined_here
from dragoman.resolve.setting import BODIES
from dragoman.resolve.story import BY_GRAMMAR, OF_ITS_KIND, REACH, WHO_MET
from dragoman.resolve.strangers import Strangers

# Names that "the group" or "the movement" stands for.
ARMED = ("REB", "UAF", "PRM")
_OF_A_STATE = ("army", "navy", "military", "police", "government")
# "the group", "the watchdog": a body tied to no state, named so few sentences before
_SOCIETY = ("group", "organisation", "organization", "watchdog", "charity", "nonprofit", "agency")
_NAMED_NEAR = 3


class Bodies(Strangers):
    """Settles roles."""

    def _counterpart(self, mention: Mention) -> Mention:
        """ "his Japanese counterpart": the person of that country who comes next or came before, else its government."""
        if not mention.parties:
            return self._other_side(mention)
        party = mention.parties[0]
        if (named := self._named_beside(mention)) is not None:
            return self._taking(
                mention, named.parties, f"counterpart, named beside: {named.parties[0].name}", named.chain
            )
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

    def _named_beside(self, mention: Mention) -> Mention | None:
        """The person in apposition: "his U.S. counterpart, Lloyd Austin", "Lloyd Austin, his U.S. counterpart"."""
        p = self.parsed
        beside = [c for c in p.children[mention.head] if p.labels[c] == "appos"]
        beside += [p.heads[mention.head]] if p.labels[mention.head] == "appos" else []
        found = (self.mentions.at(c) for c in beside)
        return next((m for m in found if m is not None and m.kind == "person" and m.parties), None)

    def _compass(self, mention: Mention) -> Mention:
        """ "The North", "the two Koreas": the states of that name, the side of the compass only where the text names it or its other side."""
        word = self.parsed.lowers[mention.head]
        if mention.head > mention.first and f"both-{self.parsed.lowers[mention.head - 1]}" in self.words:
            word = self.parsed.lowers[mention.head - 1]  # "the Baltic states"
        codes = {c.upper() for c in self.words.get(f"the-{word}", frozenset())}
        sides = {c.upper() for name in ("the-north", "the-south") for c in self.words[name]}
        if codes and not sides & self.states.keys():
            return mention
        codes = codes or {c.upper() for c in self.words.get(f"both-{word}", frozenset())}
        states = self.setting.actors.countries if self.setting else {}
        found = tuple(
            Party(c, states[c].name, "", 0, 0, wikidata=states[c].wikidata) for c in sorted(codes) if c in states
        )
        return self._taking(mention, found, f"“{self.parsed.words[mention.head]}”{BY_GRAMMAR}") if found else mention

    def _leader(self, mention: Mention) -> Mention:
        """ "The Serbian leader": the one in office of that country whom the text names, if it names one."""
        party = mention.parties[0]
        named = (m for m in self.mentions.items if m.kind == "person" and m.parties and m.parties[0].code == party.code)
        found = {m.parties[0].name: m for m in named if m.parties[0].wikidata and m.parties[0].sector == "GOV"}
        if len(found) != 1:
            return mention
        ((name, one),) = found.items()
        return self._taking(mention, one.parties, f"{name}, of that country", one.chain)

    def _other_side(self, mention: Mention) -> Mention:
        """ "his counterpart": of the two who meet by the title or the sentences before, the one whose counterpart it is not."""
        owner = next(
            (self._pronoun_at(c) for c in self.parsed.children[mention.head] if self.parsed.labels[c] == "poss"), None
        )
        both = self._hosts("leader", True) or self._company_before(mention, 2)
        own = {p.code for p in owner.parties} if owner else set()
        others = tuple(p for p in both if p.code not in own)
        if len(both) != 2 or len(others) != 1:
            return mention
        return self._taking(mention, others, f"the other side: {others[0].name}")

    def _of_both(self, mention: Mention) -> bool:
        """ "Both armies", "the two colonels", "neither ministry": a body or officer of each of the two states."""
        p = self.parsed
        words = {p.lowers[c] for c in p.children[mention.head] if c < mention.head}
        owned = any(p.labels[c] == "poss" for c in p.children[mention.head])
        if words & self.words["of-two"] and p.lemmas[mention.head] in self.words["organ-of-two"] and not owned:
            return True
        two = "both" in words or {"the", "two"} <= words
        if two and p.lemmas[mention.head] in self.words["man-noun"]:
            return self._is_subject(mention) and bool(self._two_persons(mention))
        couple = p.lemmas[mention.head] in self.words["couple-noun"] and self._anaphoric(mention)
        if couple and not any(p.lowers[c] == "of" for c in p.children[mention.head]):
            return True
        if mention.kind != "role" or mention.why.removeprefix("sector=") not in BODIES:
            return False
        if owned:
            return False
        return bool(words & {"both", "either", "neither"}) or (
            {"the", "two"} <= words and p.tags[mention.head] == "NNS"
        )

    def _joined_near(self, mention: Mention, sentence: int) -> tuple[Party, ...] | None:
        """Two states joined by "and" in a sentence, before the mention."""
        outside = self._outside(mention)
        for one in reversed([m for m in self.inside(sentence) if self._eligible(m, False)]):
            conjuncts = self.parsed.conjuncts(one.head)
            others = [m for m in self.inside(sentence) if m.head in conjuncts and self._eligible(m, False)]
            states = {p.code: self._state(p) for m in others for p in m.parties}
            if len(states) == 2 and not outside & states.keys():
                return tuple(states.values())
        return None

    def _two_persons(self, mention: Mention) -> tuple[Party, ...]:
        """ "Michael Kovrig and Michael Spavor; both were arrested": two people joined just before, or who met in the sentence before."""
        here = self._sentence(mention)
        for sentence in (here, here - 1):
            people = [m for m in self.inside(sentence) if m.kind == "person" and m.parties and m.last <= mention.first]
            for one in reversed(people):
                two = [m for m in people if m.head in self.parsed.conjuncts(one.head)]
                if len(two) == 2:
                    return tuple(p for m in two for p in m.parties[:1])
            if self._joined_near(mention, sentence):
                return ()
        met = company(self.parsed, self.inside(here - 1), here - 1, persons=True) if self._is_subject(mention) else ()
        return met if len(met) == 2 else ()

    def _body(self, mention: Mention) -> Mention:
        """ "the coast guard", "the ministry", "the minister": the one of that name told of before."""
        lemma = self.parsed.lemmas[mention.head]
        if (both := self._ours(mention)) is not None:
            return both
        if (owner := self._possessor(mention)) is not None:
            return owner
        if (guest := self._received(mention)) is not None:
            return guest
        if (organ := self._of_a_body(mention)) is not None:
            return organ
        if (named := self._state_beside(mention)) is not None:
            return self._taking(mention, named.parties, f"“{named.parties[0].text}” beside it{BY_GRAMMAR}", named.chain)
        if (state := self._of_its_kind(mention)) is not None:
            return self._taking(mention, (state,), f"{state.name}{OF_ITS_KIND}")
        if not self._anaphoric(mention) or self._of_the_organ(mention):
            return self._unidentified(mention)
        phrase = self._phrase(mention)
        if (own := self._own_holder(mention, phrase) or self._heading_holder(mention, phrase)) is not None:
            return own
        joined = {x.name for m in self.history if m.head in self.parsed.conjuncts(mention.head) for x in m.parties}
        for other in self._before(mention):
            if any(x.name in joined for x in other.parties):
                continue  # "the vice president and the president" are two
            body = other.kind == "name" and other.parties[0].org and self.parsed.labels[other.head] != "compound"
            if (
                body
                and other.parties[0].sector in ARMED
                and self.parsed.tags[mention.head] == "NN"
                and lemma in _OF_A_STATE
            ):
                continue  # "the army" is not the National Liberation Army
            if body and self.parsed.span(other.first, other.last).text.lower().endswith(phrase):
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
        for other in reversed(self.history):
            party = other.parties[0] if other.parties else None
            states = self.setting.actors.countries if self.setting else {}
            if party is not None and party.org and party.code not in states and lemma in _words_of(party.name):
                return self._taking(mention, other.parties, f"“{party.text}” before", other.chain)
        if lemma in _SOCIETY and (society := self._society(mention)) is not None:
            return self._taking(
                mention, society.parties, f"“{society.parties[0].text}” before{BY_GRAMMAR}", society.chain
            )
        armed = lemma in ("group", "movement", "militia")
        if armed or lemma in ("bloc", "alliance", "union"):
            for other in reversed(self.history):
                party = other.parties[0] if other.kind == "name" else None
                if party is not None and party.org and (party.sector in ARMED or not armed):
                    return self._taking(mention, other.parties, f"“{party.text}” before", other.chain)
        return self._unidentified(mention)

    def _state_beside(self, mention: Mention) -> Mention | None:
        """The state in apposition: "the former colonial power, Portugal"."""
        p = self.parsed
        if p.lemmas[mention.head] not in self.words["state-noun"] | self.words["kind nouns"] | self.words["relational"]:
            return None
        beside = (self.mentions.at(c) for c in p.children[mention.head] if p.labels[c] == "appos")
        return next(
            (m for m in beside if m is not None and m.kind == "name" and m.parties and not m.parties[0].org), None
        )

    def _society(self, mention: Mention) -> Mention | None:
        """The body of no state, or the armed group, that "the group" stands for: the last one named, a few sentences before."""
        here = self._sentence(mention)
        for other in reversed(self.history):
            if here - self._sentence(other) > _NAMED_NEAR:
                return None
            party = other.parties[0] if other.kind == "name" and other.parties else None
            if party is not None and party.org and self._sentence(other) < here and party.sector in ARMED:
                return None
            if party is not None and party.org and self._sentence(other) < here and party.code == "NGO":
                return other
        return None

    def _of_its_kind(self, mention: Mention) -> Party | None:
        """ "The sultanate", "the West African nation", "the Gulf state": the nearest state before that is one."""
        p = self.parsed
        before = [p.lowers[t] for t in range(mention.first, mention.head) if p.labels[t] not in ("det", "nummod")]
        if rule := next((w for w in (*before, p.lemmas[mention.head]) if w in self.words["kind rules"]), None):
            return self._ruled_so(mention, self.words[f"kind {rule}"])
        definite = any(p.lowers[c] in ("the", "this", "that") for c in p.children[mention.head])
        if not definite or p.tags[mention.head] not in ("NN", "NNP") or p.child(mention.head, "poss") is not None:
            return None
        lemma = p.lemmas[mention.head]
        form = self.words[f"kind {lemma}"] if lemma in self.words["kind forms"] else frozenset()
        if not form and lemma not in self.words["kind nouns"]:
            return None
        phrases = (" ".join(before[a:b]) for a in range(len(before)) for b in range(len(before), a, -1))
        place = next((self.words[k] for x in phrases if (k := f"kind {x}") in self.words), frozenset())
        fitting = {c.upper() for c in (form & place if form and place else form | place)}
        for other in self._before(mention):
            if other.kind != "pronoun" and len(other.parties) == 1 and other.parties[0].code in fitting:
                return self._state(other.parties[0])
        return None

    def _ruled_so(self, mention: Mention, states: Collection[str]) -> Party | None:
        """ "A junta spokesman", "the emirate": the nearest state before that is ruled so."""
        fitting = {c.upper() for c in states}
        for other in self._before(mention):
            named = {x.code for x in other.parties} & fitting if other.kind != "pronoun" else set()
            if len(named) == 1:
                code = named.pop()
                state = self._state(next(x for x in other.parties if x.code == code))
                own = self.parsed.lemmas[mention.head] in self.words["kind rules"]
                words = self.parsed.span(mention.first, mention.last).text
                return replace(state, sector="GOV", name=state.name if own else words, wikidata=None)
        return None

    def _ours(self, mention: Mention) -> Mention | None:
        """ "Our countries" in a talk that the title tells of: both sides."""
        p = self.parsed
        owner = p.child(mention.head, "poss")
        plural = p.tags[mention.head] in ("NNS", "NNPS") and p.lemmas[mention.head] in self.words["plural-side"]
        if (
            owner is None
            or not plural
            or p.lowers[owner] != "our"
            or p.lemmas[mention.head] in self.words["relational"]
        ):
            return None
        hosts = self._hosts(p.lemmas[mention.head], False)
        names = ", ".join(x.name for x in hosts)
        return self._taking(mention, hosts, f"the two of the title: {names}") if hosts else None

    def _own_holder(self, mention: Mention, phrase: str) -> Mention | None:
        """ "The President" in a readout of the state's own: the one of its own who holds the office, not the guest."""
        origin = self.setting.origin if self.setting else None
        if origin is None or origin.home is None or self._own_office(mention) is None:
            return None
        for other in self.mentions.items:
            party = other.parties[0] if other.kind == "person" and other.parties else None
            if party is not None and party.wikidata and party.code == origin.home.code and self._holds(other, phrase):
                return self._taking(mention, other.parties, f"{other.parties[0].name}, {origin.why}", other.chain)
        return None

    def _heading_holder(self, mention: Mention, phrase: str) -> Mention | None:
        """ "The Secretary" under the heading "Secretary Blinken's Meeting with …": whom the heading names, not who was named since."""
        p = self.parsed
        if not p.tags[mention.head].startswith("NNP") or not len(p.paragraphs) > 1:
            return None
        _, last = p.paragraphs[0]
        if p.words[last - 1] in (".", "!", "?"):
            return None
        found = [
            m for m in self.history if m.kind == "person" and m.head < last and m.parties and self._holds(m, phrase)
        ]
        one = len({m.parties[0].name for m in found}) == 1
        return (
            self._taking(mention, found[0].parties, f"{found[0].parties[0].name} of the heading", found[0].chain)
            if one
            else None
        )

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
        own = set(phrase.split())
        if own - lesser != {lemma}:
            return False  # "the Commonwealth Government" is not "the United Kingdom Government" before it
        return self.parsed.lemmas[other.head] == lemma and lesser & own == lesser & set(earlier.split())

    def _holds(self, person: Mention, phrase: str) -> bool:
        """Whether the person's office is what the phrase names: "the president" is no vice president."""
        office = (person.parties[0].office or "").lower().replace("-", " ")
        words, named = office.split(), phrase.replace("-", " ").split()
        at = next((n for n in range(len(words)) if words[n : n + len(named)] == named), -1)
        lesser = {"vice", "deputy", "assistant", "under"}
        if named == ["minister"] and words[:1] == ["prime"]:
            return False
        return at >= 0 and bool(lesser & set(words[:at])) == bool(lesser & set(named[:1]) and at > 0)

    def _pronoun_at(self, token: int) -> Mention | None:
        """A possessive that begins the phrase itself, and so comes after it in order: settled ahead."""
        found = self.mentions.at(token)
        if found is None or found.kind != "pronoun":
            return None
        settled = self.settle(found)
        return settled if settled.parties else None

    def _named_at(self, token: int) -> Mention | None:
        """A name that begins the phrase itself: "Foreign Minister Sergei Lavrov's spokeswoman"."""
        found = self.mentions.at(token)
        return found if found is not None and found.parties and found.parties[0].code else None

    def settle(self, mention: Mention) -> Mention:
        """The mention with what it refers to; every step of coreference together."""
        raise NotImplementedError

    def _shares(self, mention: Mention, owner: Mention) -> bool:
        """Whether those owned are of their owner's country: a person's supporters are, a state's neighbours are not."""
        if self.parsed.lemmas[mention.head] in self.words["never-own"]:
            return False
        if self.parsed.lemmas[mention.head] not in self.words["relational"] - self.words["same-state"]:
            return True
        return owner.kind == "person" or self.parsed.lowers[owner.first] in self.words["he"] | self.words["she"]

    def _neighbour(self, mention: Mention, owner: Mention) -> Mention | None:
        """ "Its northern neighbour": the one state of the text, or by far the most named, that borders on the owner."""
        p = self.parsed
        if (
            self.setting is None
            or len(owner.parties) != 1
            or p.lemmas[mention.head] not in self.words["neighbour-noun"]
        ):
            return None
        if p.tags[mention.head] not in ("NN", "NNP"):
            return None
        bordering = load_borders(Folder()).get(owner.parties[0].code or "", frozenset())
        found = [(n, c) for c, n in self.setting.document.most_common() if c in bordering and c in self.states]
        if not found or (len(found) > 1 and found[0][0] < 2 * found[1][0]):
            return None
        state = self.states[found[0][1]]
        return self._taking(mention, (state,), f"{state.name}, which borders on {owner.parties[0].name}")

    def _host_or_guest(self, mention: Mention, owner: Mention) -> Mention | None:
        """ "Hussein briefed his host": the other of the two who met, a few sentences before at most."""
        p = self.parsed
        if p.lemmas[mention.head] not in self.words["host-or-guest"] or len(owner.parties) != 1:
            return None
        for sentence in self._back(mention):
            met = joined_here(p, self.inside(sentence), sentence, self.words["meeting-verb"])
            others = [x for x in met if x.code != owner.parties[0].code]
            if len(met) == 2 and len(others) == 1:
                official = replace(self._state(others[0]), sector="GOV")
                return self._taking(mention, (official,), f"{others[0].name}{WHO_MET}")
        return None

    def _received(self, mention: Mention) -> Mention | None:
        """ "The king received Hussein. | The visitor thanked the hosts": whom a verb of receiving has as subject or object, a few sentences before."""
        p, lemma = self.parsed, self.parsed.lemmas[mention.head]
        if lemma not in self.words["host-or-guest"] or not self._anaphoric(mention):
            return None
        side = ("nsubj",) if lemma.startswith("host") else ("dobj", "nsubjpass")
        for sentence in self._back(mention):
            for other in reversed(self.inside(sentence)):
                verb = p.heads[other.head]
                if (
                    p.lemmas[verb] in self.words["receives"]
                    and p.labels[other.head] in side
                    and other.last <= mention.first
                ):
                    found = tuple(replace(self._state(x), sector="GOV") for x in other.parties if x.code)
                    names = ", ".join(x.name for x in found)
                    return self._taking(mention, found, names + WHO_MET) if found else None
        return None

    def _number(self, mention: Mention) -> int:
        """How many are meant by "the three ministers"; two where no word tells."""
        counted = {self.parsed.lowers[c] for c in self.parsed.children[mention.head]}
        return next((n for n in range(3, 8) if self.words[f"count-{n}"] & counted), 2)

    def _counterparts(self, mention: Mention) -> Mention | None:
        """ "Its foreign minister spoke with his two counterparts": those of the states named just before, its own left out."""
        p = self.parsed
        number = self._number(mention)
        poss = p.child(mention.head, "poss")
        owner = None if poss is None else self._owner_at(poss)
        if owner is None or p.tags[mention.head] != "NNS":
            return None
        own = {x.code for x in owner.parties}
        for sentence in self._back(mention):
            near = [
                m for m in self.inside(sentence) if m.last <= mention.first and m.kind in ("name", "metonym", "person")
            ]
            states = {
                x.code: self._state(x) for m in near for x in m.parties if x.code and not x.org and x.code not in own
            }
            if len(states) == number:
                official = tuple(replace(x, sector="GOV") for x in states.values())
                return self._taking(mention, official, ", ".join(x.name for x in official) + WHO_MET)
        return None

    def _possessor(self, mention: Mention) -> Mention | None:
        """ "its government", "his ministry": the country of whoever the pronoun stands for."""
        for child in self.parsed.children[mention.head]:
            if self.parsed.labels[child] == "poss":
                whose = self.parsed.lowers[child] == "whose"
                other = self.antecedent(mention) if whose else self._owner_at(child)
                by = BY_GRAMMAR if whose else ""
                if other is not None and (near := self._neighbour(mention, other)) is not None:
                    return near
                if other is not None and (met := self._host_or_guest(mention, other)) is not None:
                    return met
                if other is not None and self._shares(mention, other):
                    sector = mention.why.removeprefix("sector=") or None
                    span = self.parsed.span(mention.first, mention.last)
                    taken = tuple(
                        Party(p.code, span.text, span.text, span.start, span.end, sector, why=f"of {p.name}{by}")
                        for p in other.parties
                    )
                    return replace(
                        mention,
                        parties=taken,
                        kind="group" if len(taken) > 1 else "role",
                        why=f"of {other.parties[0].name}{by}",
                    )
        return None

    def _owner_at(self, token: int) -> Mention | None:
        """Whom a possessive stands for: settled before, or beginning the phrase itself, or the place told of."""
        known = next((m for m in reversed(self.history) if m.head == token and m.parties), None)
        told = known or self._pronoun_at(token) or self._named_at(token) or self._place_told_of(token)
        return told or self._body_at(token)

    def _body_at(self, token: int) -> Mention | None:
        """The body that a word tells of by its kind ("the court's judges", "an official of the commission"), if the text has named it."""
        told = self.mentions.at(token)
        if told is None or told.kind != "role" or told.parties or not self._anaphoric(told):
            return None
        found = self._body(told)
        owned = self.parsed.child(token, "poss") is not None  # "the chairperson of its commission"
        return found if len(found.parties) == 1 and (found.parties[0].org or owned) else None

    def _of_a_body(self, mention: Mention) -> Mention | None:
        """ "A spokesperson for the Commission", "officials at the agency": of the body that the text has named."""
        p = self.parsed
        if p.lemmas[mention.head] in self.words["kin"]:
            return None  # "a lawyer at the court"
        for prep in (c for c in p.children[mention.head] if p.lowers[c] in ("of", "for", "at", "from")):
            owner = p.child(prep, "pobj")
            body = None if owner is None else self._body_at(owner)
            if body is not None:
                span, party = p.span(mention.first, mention.last), body.parties[0]
                why = f"of {party.name}{BY_GRAMMAR}"
                own = replace(party, name=span.text, text=span.text, start=span.start, end=span.end, why=why)
                return replace(mention, parties=(own,), why=why)
        return None

    def _place_told_of(self, token: int) -> Mention | None:
        """The place before "the city" in "the city's mayor", in its sentence or the three before."""
        p = self.parsed
        if p.lemmas[token] not in self.words["place-noun"] or p.tags[token] != "NN":
            return None
        here = p.sentence_index[token]
        near = (m for m in reversed(self.history) if here - self._sentence(m) <= REACH)
        return next((m for m in near if m.parties and (m.place or m.kind == "metonym") and not m.parties[0].org), None)

    def _phrase(self, mention: Mention) -> str:
        p = self.parsed
        words = [
            p.lemmas[c] for c in p.children[mention.head] if p.labels[c] == "compound" and self.mentions.at(c) is None
        ]
        return " ".join([*words, p.lemmas[mention.head]])


def _words_of(name: str) -> frozenset[str]:
    """Of a body's full name, "organization" as "organisation" too: "the agency" is the International Atomic Energy Agency."""
    words = name.lower().split()
    return frozenset(words) | {w.replace("ization", "isation") for w in words}
