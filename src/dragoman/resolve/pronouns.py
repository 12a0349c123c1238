"""Pronouns: by who speaks, by agreement, by place in the sentence and nearness."""

from __future__ import annotations

from dataclasses import replace

from dragoman.records.party import Mention, Party
from dragoman.resolve.company import company, joined_here
from dragoman.resolve.story import REACH, WHOSE_TEXT, Story


class Pronouns(Story):
    """Settles pronouns."""

    def _pronoun(self, mention: Mention) -> Mention:
        word = self.parsed.lowers[mention.first]
        if mention.why == "reciprocal":
            return self._each_other(mention)
        if mention.why == "some":
            return mention
        if word in self.words["you"]:
            return self._addressee(mention)
        if word in self.words["we"]:
            return self._speaker(mention)
        if self._expletive(mention):
            return mention
        if word in self.words["they"]:
            return self._of_others(mention, self._they(mention))
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
        origin = self.setting.origin if self.setting else None
        if origin is not None and origin.joint and not any(s.start <= at < s.end for s in self.speeches):
            both = tuple(Party(a.code, a.name, "", 0, 0, "GOV", wikidata=a.wikidata) for a in origin.joint)
            return replace(self._taking(mention, both, "those whose joint statement it is"), weight=0.85)
        if origin is None or origin.speaker is None or any(s.start <= at < s.end for s in self.speeches):
            return mention
        state = origin.speaker
        party = Party(state.code, state.name, "", 0, 0, "GOV", wikidata=state.wikidata)
        return replace(self._taking(mention, (party,), f"who speaks: {state.name}{WHOSE_TEXT}"), weight=0.85)

    def _addressee(self, mention: Mention) -> Mention:
        """Whom a speech is addressed to; in a talk that the title tells of, the state on the other side of the speaker's."""
        at = self.parsed.starts[mention.first]
        origin = self.setting.origin if self.setting else None
        for speech in sorted(self.speeches, key=lambda s: s.end - s.start):
            if not speech.start <= at < speech.end:
                continue
            if speech.addressees:
                return self._taking(mention, speech.addressees[:1], f"who is told: {speech.addressees[0].name}")
            own = origin is not None and origin.own and origin.home is not None and origin.about is not None
            if own and speech.speakers and origin is not None and origin.home and origin.about:
                sides = (origin.home, origin.about)
                other = [a for a in sides if a.code != speech.speakers[0].code]
                if len(other) == 1:
                    party = Party(other[0].code, other[0].name, "", 0, 0, "GOV", wikidata=other[0].wikidata)
                    return replace(self._taking(mention, (party,), f"the other side: {other[0].name}"), weight=0.85)
            return mention
        if origin is None or not origin.own or origin.about is None:
            return mention
        party = Party(origin.about.code, origin.about.name, "", 0, 0, "GOV", wikidata=origin.about.wikidata)
        return replace(self._taking(mention, (party,), f"the other side: {origin.about.name}"), weight=0.85)

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
        """Plural: those who act in its clause, if it says whose something is; a group or plural body; else two parties of one sentence."""
        here = self._sentence(mention)
        if joined := self._own_subjects(mention):
            return self._taking(mention, joined, "those who act: " + ", ".join(p.name for p in joined))
        if met := self._met_there(mention):
            return self._taking(mention, met, "those who met: " + ", ".join(p.name for p in met))
        if met := self._joined_clause(mention):
            return self._taking(mention, met, "those named together: " + ", ".join(p.name for p in met))
        hosts = self._hosts("they", False)
        near = [m for m in self.history if here - self._sentence(m) in (0, 1) and self._is_plural(m)]
        pair = joined_here(self.parsed, self.inside(here - 1), here - 1, self.words["meeting-verb"]) if hosts else ()
        if self._leads(mention) and {p.code for p in pair} - {p.code for p in hosts}:
            return self._taking(mention, pair, "those named together: " + ", ".join(p.name for p in pair))
        if hosts and not any(self._leads(m) for m in near) and self._leads(mention):
            return self._taking(mention, hosts, "the two of the title: " + ", ".join(p.name for p in hosts))
        for sentence in (here, here - 1):
            inside = [m for m in self.inside(sentence) if self._is_plural(m)]
            if not inside and any(self._leads(m) and self._open_plural(m) for m in self.inside(sentence)):
                return mention
            leading = [m for m in inside if self._leads(m)]
            together = company(self.parsed, self.inside(sentence), sentence, persons=False) if sentence < here else ()
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

    def _joined_clause(self, mention: Mention) -> tuple[Party, ...]:
        """ "Xi met Kishida, and they agreed": the two whom the clause before joins, in one sentence."""
        p = self.parsed
        verb = p.heads[mention.head]
        if p.labels[mention.head] != "nsubj" or p.labels[verb] != "conj":
            return ()
        subject = p.child(p.heads[verb], "nsubj")
        led = any(m.head == subject and m.last <= mention.first for m in self.inside(self._sentence(mention)))
        return self._joined_before(mention) if led else ()

    def _own_subjects(self, mention: Mention) -> tuple[Party, ...]:
        """ "Germany, Canada and Egypt told | their citizens to leave": the states joined as the subject of its clause."""
        p = self.parsed
        if p.labels[mention.head] != "poss":
            return ()
        verb = self._verb_above(mention.head)
        subject = p.child(verb, "nsubj", "nsubjpass")
        if subject is None or not subject < mention.head or p.subtree(subject)[1] > mention.head:
            return ()
        named = [m for m in self.inside(self._sentence(mention)) if m.head in p.conjuncts(subject)]
        states = {
            m.parties[0].code: m.parties[0] for m in named if len(m.parties) == 1 and m.kind in ("name", "metonym")
        }
        return tuple(self._state(x) for x in states.values()) if len(states) > 1 else ()

    def _of_others(self, mention: Mention, settled: Mention) -> Mention:
        """ "Biden congratulated them": an object is none of its clause's subject; left open where it would be the subject alone."""
        bound = self._clause_subject(mention)
        left = tuple(p for p in settled.parties if p.name not in bound)
        if len(left) == len(settled.parties):
            return settled
        return replace(settled, parties=left) if left else mention

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
        for sentence in range(here - 2, max(-1, here - 1 - REACH), -1):
            if found := company(self.parsed, self.inside(sentence), sentence, persons=False):
                return found
        return ()

    def _open_plural(self, mention: Mention) -> bool:
        """People told of as such whom nothing has settled: "inspectors were expelled", whom "they" stands for all the same."""
        return not mention.parties and mention.kind == "role" and self.parsed.tags[mention.head] in ("NNS", "NNPS")

    def _is_plural(self, mention: Mention) -> bool:
        plural = len(mention.parties) > 1 or self.parsed.tags[mention.head] in ("NNS", "NNPS")
        return bool(mention.parties) and plural and mention.kind in ("group", "role", "pronoun")

    def _best(self, mention: Mention, word: str) -> Mention | None:
        """The most salient mention that agrees: subjects before objects, the same place in the sentence, the nearest."""
        here = self._sentence(mention)
        scored = []
        bound = self._clause_subject(mention)
        gender = "he" if word in self.words["he"] else "she" if word in self.words["she"] else ""
        for order, other in enumerate(self.history):
            distance = here - self._sentence(other)
            if distance > REACH or len(other.parties) != 1:
                continue
            if not self._agrees(other, word) and not (distance == 1 and self._whose_paper(mention, other)):
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
        verb = self._verb_above(p.heads[mention.head])
        bare = ("conj", "xcomp", "advcl", "pcomp")  # whose subject is that of the verb above
        while p.labels[verb] in bare and p.child(verb, "nsubj", "nsubjpass") is None and p.heads[verb] != verb:
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
            somebody = other.kind == "role" and self.parsed.lemmas[other.head] in self.words["somebody"]
            return (
                body and not plural and not somebody and party.sector not in ("CVL", "ELI") and party.code is not None
            )
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
        told = self.gender_told(other) if other.kind == "role" else ""
        if told and told != ("she" if word in self.words["she"] else "he"):
            return False
        lemma, tag = self.parsed.lemmas[other.head].lower(), self.parsed.tags[other.head]
        official = tag == "NNP" and lemma in self.words["person-side"]  # "the High Representative"
        singular_role = (
            other.kind == "role"
            and lemma not in self.words["body-noun"]
            and (official or (tag == "NN" and party.sector not in ("MIL", None) and not party.org))
        )
        return person or singular_role

    def _salience(self, mention: Mention, other: Mention, distance: int) -> float:
        p = self.parsed
        score = -2.0 * distance
        label = p.labels[other.head]
        score += {"nsubj": 2.0, "nsubjpass": 1.6, "dobj": 1.0, "pobj": 0.4, "agent": 1.0}.get(label, 0.0)
        score += 1.0 if distance and self._leads(other) else 0.0  # what the sentence before is about
        score += 4.0 if distance == 1 and self._whose_paper(mention, other) else 0.0
        score -= 1.5 if other.place or other.kind == "adjective" else 0.0
        score -= 1.0 if other.kind == "metonym" and label == "pobj" else 0.0  # "a trip to Warsaw" is to a town
        if label == p.labels[mention.first]:
            score += 0.5
        if p.labels[mention.first] == "poss" and (self._complained_of(mention, other) or self._asked(mention, other)):
            score += 2.5
        return score + (2.0 if self._tells_of_itself(mention, other) else 0.0)

    def _tells_of_itself(self, mention: Mention, other: Mention) -> bool:
        """ "Egypt will act if Ethiopia fills the dam, | its president said": who speaks behind what is said is of its subject."""
        p, head = self.parsed, self.parsed.heads[mention.first]
        verb = p.heads[head]
        if p.labels[mention.first] != "poss" or p.labels[head] != "nsubj":
            return False
        return any(
            p.labels[c] == "ccomp" and c < head and p.heads[other.head] == c for c in p.children[verb]
        ) and p.labels[other.head] in ("nsubj", "nsubjpass")

    def _whose_paper(self, mention: Mention, other: Mention) -> bool:
        """ "China's readout did not mention it. | It said …": what tells is of whoever has given it out."""
        p, node = self.parsed, other.head
        if p.lowers[mention.first] != "it" or p.lemmas[p.heads[mention.first]] not in self.words["told-again-by"]:
            return False
        owns = p.labels[node] in ("poss", "amod", "nmod", "compound")
        paper = p.heads[node] if owns else p.heads[p.heads[node]]
        tied = owns or (p.labels[node] == "pobj" and p.lowers[p.heads[node]] in ("from", "by", "of"))
        return tied and p.labels[paper] == "nsubj" and p.lemmas[paper] in self.words["paper"]

    def _asked(self, mention: Mention, other: Mention) -> bool:
        """ "called on China to end its ban", "accused China of breaking its promises": what somebody is asked, made or blamed to do is done
        to what is its own."""
        p = self.parsed
        verb = self._verb_above(mention.first)
        while p.labels[verb] == "conj" and p.tags[p.heads[verb]].startswith("VB"):
            verb = p.heads[verb]
        if p.child(verb, "nsubj", "nsubjpass") is not None or p.heads[verb] == verb:
            return False
        gerund = p.labels[verb] == "pcomp"
        above = p.heads[p.heads[verb]] if gerund else p.heads[verb]
        kind = "blames" if gerund else "asks"
        if p.lemmas[above] not in self.words[kind] or not (
            gerund or p.labels[verb] in ("xcomp", "advcl", "ccomp", "acl")
        ):
            return False
        at = p.heads[other.head]
        if p.labels[other.head] == "pobj" and p.lowers[at] in ("on", "upon", "to", "with") and not gerund:
            return p.heads[at] == above
        return p.labels[other.head] in ("dobj", "nsubjpass") and at == above

    def _verb_above(self, word: int) -> int:
        """The nearest verb over a word; the top of its sentence where none is."""
        p = self.parsed
        while not p.tags[word].startswith("VB") and p.heads[word] != word:
            word = p.heads[word]
        return word

    def _complained_of(self, mention: Mention, other: Mention) -> bool:
        """ "criticized Japan over its controls": a possessive in the ground of a complaint is its object's."""
        p = self.parsed
        prep = p.heads[p.heads[mention.first]]
        if p.lemmas[prep] in self.words["cites-ground"] and p.labels[prep] == "advcl":
            return (
                p.heads[prep] < other.head < prep and p.labels[other.head] == "pobj"
            )  # "sanctions on Mali, citing its arrest of"
        return (
            p.labels[prep] == "prep"
            and p.lowers[prep] in ("over", "for", "about", "against", "on", "upon")
            and p.labels[other.head] == "dobj"
            and p.heads[other.head] == p.heads[prep]
        )
