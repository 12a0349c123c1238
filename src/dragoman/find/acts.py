"""Acts by the lexicon's frames: for each word of an act, its type, its parties and how real it is told to be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dragoman.codebook.acts import ActEntry, Lexicon
from dragoman.find.act import AT_PLACE, ActFound, Filler, Status
from dragoman.find.grammar import Grammar
from dragoman.find.match import Match, Matcher
from dragoman.find.modality import Modality
from dragoman.find.roles import Roles
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions

# Acts that a state does where its writ runs: without a named actor, the country of the place is taken.
STATE_ACTS = {
    ("COERCE", "arrest"), ("COERCE", "deport"), ("COERCE", "seize"), ("COERCE", "restrict"), ("COERCE", "censor"),
    ("COERCE", "curfew"), ("COERCE", "martial-law"), ("SANCTION", "convict"), ("ACCUSE", "allege"), ("ACCUSE", "investigate"),
    ("RETREAT", "release"),
}  # fmt: skip
_STANDING = ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE")  # measures that are in force until they are ended
VERBAL = ("REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE", "CONCEDE", "SUPPORT")
_ADDRESSED = ("obj", "iobj", "to", "on", "with", "xsubj", "against")


class FrameCoder:
    """Finds acts in one parse. See codebook/en/acts/README.md for the frames."""

    def __init__(
        self, parsed: ParsedText, mentions: Mentions, lexicon: Lexicon, words: dict[str, frozenset[str]]
    ) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.grammar = Grammar(parsed, lexicon.grammar)
        self.roles = Roles(self.grammar, mentions, lexicon)
        self.matcher = Matcher(self.grammar, self.roles, lexicon)
        self.modality = Modality(self.grammar, lexicon, words)

    def acts(self) -> list[ActFound]:
        """All acts that have a party, in order of their trigger; embedded ones too (`status` tells)."""
        found = []
        for token in range(len(self.parsed)):
            support, carries = self.support_of(token)
            match = self.matcher.best(token, support)
            if match is not None and (act := self.act(token, match, support, carries)) is not None:
                found.append(act)
        return found

    # Support verbs ------------------------------------------------------------------------------------------

    def support_of(self, token: int) -> tuple[int, str]:
        """The verb that carries a noun of an act and its class; (-1, "") for none."""
        p = self.parsed
        if not p.tags[token].startswith("N") and p.tags[token] != "VBG":
            return -1, ""
        node = token
        while p.labels[node] == "conj" and p.heads[node] != node and not self.grammar.is_verb(p.heads[node]):
            node = p.heads[node]
        if p.labels[node] == "dep":
            node = self._listed_with(node)
        governed = self.grammar.governor(node)
        if governed is None:
            return -1, ""
        verb, path = governed
        if not self.grammar.is_verb(verb):
            return -1, ""
        name = path.removeprefix("prep:") if path.startswith("prep:") else ""
        particle = next((p.lowers[c] for c in p.children[verb] if p.labels[c] == "prt"), "")
        for key in (f"{p.lemmas[verb]} {particle}", f"{p.lemmas[verb]} {name}") if particle or name else ():
            if key in self.lexicon.support:
                return verb, self.lexicon.support[key]
        if path in ("dobj", "nsubjpass") and p.lemmas[verb] in self.lexicon.support:
            return verb, self.lexicon.support[p.lemmas[verb]]
        if path == "dobj" and p.labels[verb] in ("acl", "relcl") and not self.grammar.is_passive(verb):
            return verb, ""
        return -1, ""

    def _listed_with(self, noun: int) -> int:
        """A noun that the parser left unattached after "and": it is listed with the object before it."""
        p = self.parsed
        first, _ = p.sentences[p.sentence_index[noun]]
        for token in range(noun - 1, first, -1):
            if p.labels[token] == "dobj" and p.heads[token] <= p.heads[noun] + 12:
                return token
        return noun

    # One act ------------------------------------------------------------------------------------------------

    def of_its_own(self, noun: int) -> bool:
        """Whether a noun has an article and an object: "the recall of an envoy"."""
        article = any(self.parsed.labels[c] == "det" for c in self.parsed.children[noun])
        return article and "of" in self.grammar.preps(noun)

    def act(self, token: int, match: Match, support: int, carries: str) -> ActFound | None:
        """The act of a match; None when it has no party or is only talked about."""
        entry = match.entry
        if self.modality.habitual(token) or self._calamity(token, entry):
            return None
        status = self.modality.status(token)
        kind, mode = entry.type, entry.mode
        # the words of the lifting are the request's or promise's, not the ban's
        wanted = carries == "ends" and self._stands(status, entry.type)
        if carries == "ends" and (status.aux or status.embedding):
            status = Status()  # "urged Beijing to lift its ban": the end is only wanted, the ban stands
        elif carries == "ends":
            kind, mode = self.lexicon.ends.get(entry.type, (entry.type, entry.mode))
        if carries == "topic" and not self._presupposed(token, support, entry):
            status = Status(status.aux | {"hypothetical"}, support, "topic")
        actors, recipients, why = self._parties(token, entry, support, carries)
        if not actors:
            actors, more = self._inferred_actor(token, kind, mode)
            why += more
        if not actors and not recipients:
            return None
        mutual = (
            self._several(actors)
            and any(f.mention.kind == "pronoun" for f in recipients)
            and codes(actors) == codes(recipients)
        )
        reciprocal = (bool(entry.parties) and self._several(actors)) or mutual  # "accused each other"
        together = carries in ("does", "receives", "ends") and not wanted
        words = tuple(sorted({*match.words, support} - {-1})) if together else match.words
        return ActFound(
            trigger=token,
            words=words,
            kind=entry.kind,
            type=kind,
            mode=mode,
            actors=tuple(actors),
            recipients=tuple(recipients),
            reciprocal=reciprocal,
            status=status,
            rule=entry.id,
            head=self.grammar.clause_head(token),
            content=self._content(token),
            weight=entry.weight,
            why=tuple(why),
            sure=entry.sure,
        )

    def _calamity(self, token: int, entry: ActEntry) -> bool:
        """Whether a storm or an accident does it: "wildfires killed two people" is nobody's assault."""
        return entry.type == "ASSAULT" and entry.kind == "verb" and self.by_calamity(token)

    def by_calamity(self, verb: int) -> bool:
        """Whether the subject is a storm, an animal or an accident: "Hurricane Lorenzo hit the Azores", not "Israeli fire hit a house"."""
        p, calamities = self.parsed, self.lexicon.classes.get("calamity", frozenset())
        animals = self.lexicon.classes.get("animal", frozenset())

        def named(head: int) -> bool:
            many = self.grammar.words["many-beasts"]
            inside = self.grammar.preps(head).get("of", ()) if p.lemmas[head] in many else ()
            if any(p.lemmas[t] in animals for t in (head, *inside)):
                return True  # "killed by his lions", "swarms of locusts invaded the north"
            beside = [c for c in p.children[head] if p.labels[c] in ("compound", "nmod")]
            whose = any(
                self.roles.mentions.at(c) for c in p.children[head] if p.labels[c] in ("amod", "poss", "compound")
            )
            return not whose and any(p.lemmas[t].lower() in calamities for t in (head, *beside))

        return any(named(head) for head in self.grammar.subject(verb))

    def _presupposed(self, token: int, support: int, entry: ActEntry) -> bool:
        """Whether the verb above takes the act for granted ("condemned the invasion"), or the noun names its doer."""
        p = self.parsed
        if p.lemmas[support] in self.lexicon.presupposing:
            return True
        own = self.roles.fill(token, ("poss", "nat", "by"), "noun")
        return bool(own) and entry.type in _STANDING

    def in_force(self, noun: int, kind: str) -> bool:
        """Whether the text speaks of an act of that type only to say that its end is asked for, promised or refused: "agreed on Monday to lift its ban"."""
        _, carries = self.support_of(noun)
        return carries == "ends" and self._stands(self.modality.status(noun), kind)

    @staticmethod
    def _stands(status: Status, kind: str) -> bool:
        return status.embedding == "request" or (bool(status.embedding) and kind in _STANDING)

    def _parties(
        self, token: int, entry: ActEntry, support: int, carries: str
    ) -> tuple[list[Filler], list[Filler], list[str]]:
        fill = self.roles.fill
        carrier = support if carries in ("does", "ends") else -1
        if entry.parties:
            slots = (
                entry.parties
                if entry.kind != "noun" or carrier >= 0
                else tuple(s for s in entry.parties if s != "subj")
            )
            found = fill(token, slots, entry.kind, carrier, every=True)
            if entry.kind == "noun" and not found and support >= 0:
                found = [f for f in fill(support, ("subj",), "verb") if self._several([f])] or self._all_subjects(
                    support
                )
            return self._distinct(found), [], []
        if carries == "receives":
            sufferer = fill(support, ("subj",), "verb")
            doer = fill(token, ("from", "by", "poss", "nat"), "noun") or fill(support, ("from", "by"), "verb")
            return doer, sufferer, ["the subject of the support verb suffers the act"]
        actors = fill(token, entry.actor, entry.kind, carrier)
        if entry.kind == "noun" and carrier >= 0 and (of_verb := fill(support, ("subj",), "verb")):
            actors = of_verb

        def barred(mention: Mention, slot: str) -> bool:
            return not self._can_receive(Filler(mention, slot), actors, entry)

        recipients = fill(token, entry.recipient, entry.kind, carrier, barred=barred)
        if not recipients and entry.type == "REQUEST" and entry.kind == "verb":
            recipients = fill(token, ("xsubj",), "verb", barred=barred)
        return actors, self._others(recipients, actors, entry), []

    @staticmethod
    def _others(recipients: list[Filler], actors: list[Filler], entry: ActEntry) -> list[Filler]:
        """ "Modi praised the cooperation of both countries": of the sides named, not the actor's own."""
        own = codes(actors)
        if entry.type not in VERBAL or not own or not codes(recipients) - own:
            return recipients
        kept = []
        for f in recipients:
            others = tuple(p for p in f.mention.parties if p.code not in own)
            if others:
                kept.append(Filler(replace(f.mention, parties=others), f.slot))
        return kept

    def _can_receive(self, filler: Filler, actors: list[Filler], entry: ActEntry) -> bool:
        """Not the actor itself; nor, dug out of what an act of words is about, the actor's own people."""
        who = {(p.code, p.name) for p in filler.mention.parties}
        if any(filler.mention is a.mention or who <= {(p.code, p.name) for p in a.mention.parties} for a in actors):
            return False
        if self._own_body(filler.mention, actors):
            return False
        name, _, reach = filler.slot.partition(".")
        addressed = name in _ADDRESSED and (not reach or (reach == "direct" and entry.type == "ACCUSE"))
        if entry.type in VERBAL and not addressed:
            return not codes([filler]) <= codes(actors) or not codes(actors)
        return True

    def _own_body(self, mention: Mention, actors: list[Filler]) -> bool:
        """Whether a state acts on a body that the words call its own: "Finland will close its consulate"."""
        p = self.parsed
        states = all(party.sector is None and not party.org for a in actors for party in a.mention.parties)
        if not actors or not states or mention.kind != "role" or codes([Filler(mention, "")]) != codes(actors):
            return False
        bodies = self.lexicon.classes.get("mission", frozenset()) | self.lexicon.classes.get("acts-for", frozenset())
        owner = p.child(mention.head, "poss")
        return owner is not None and p.tags[owner] == "PRP$" and p.lemmas[mention.head] in bodies

    def _all_subjects(self, verb: int) -> list[Filler]:
        found = self.roles.fill(verb, ("subj",), "verb", every=True)
        return found if self._several(found) else []

    def _distinct(self, fillers: list[Filler]) -> list[Filler]:
        """Without mentions that add no party to those before them ("Wang met … with the Chinese side")."""
        kept: list[Filler] = []
        seen: set[tuple[str | None, str]] = set()
        for f in fillers:
            new = {(party.code, party.name) for party in f.mention.parties} - seen
            if new or not f.mention.parties:
                kept.append(f)
                seen |= new
        return kept

    @staticmethod
    def _several(fillers: list[Filler]) -> bool:
        return len({(party.code, party.name) for f in fillers for party in f.mention.parties}) >= 2

    def _inferred_actor(self, token: int, kind: str, mode: str | None) -> tuple[list[Filler], list[str]]:
        """The country of the place, for acts that only its authorities do there ("was arrested in China")."""
        if (kind, mode) not in STATE_ACTS:
            return [], []
        there = next((f for f in self.places(token, AT_PLACE) if f.mention.parties), None)
        if there is None:
            return [], []
        return [there], [f"no actor is named; {there.mention.parties[0].name} has the authority there"]

    def places(self, token: int, slots: Collection[str]) -> list[Filler]:
        """Named places right behind a word, by the prepositions of slots, in the order of these."""
        preps = self.grammar.preps(token)
        found = [self.roles.mentions.at(head) for slot in slots for head in preps.get(slot, ())]
        return [Filler(m, "place") for m in found if m is not None and m.kind in ("name", "metonym")]

    def _content(self, token: int) -> tuple[int, ...]:
        """Tokens that head what is asked, promised or refused: complements, objects and objects of prepositions."""
        g = self.grammar
        heads = [c for c, _ in g.complements(token)]
        heads += [c for h in list(heads) for c in self.parsed.conjuncts(h) if c not in heads]
        preps = g.preps(token)
        heads += [h for name in ("for", "to", "on", "against", "with", "from", "of") for h in preps.get(name, ())]
        heads += [h for h in g.objects(token) if not self.roles.direct(h)] if g.is_verb(token) else []
        return tuple(dict.fromkeys(heads))


def sparing(act: ActFound, spared: Collection[str], kept: tuple[Filler, ...], why: str) -> ActFound:
    """The act with those recipients that are left. spared: codes of whom the text alone must not put back; why: what is said where somebody falls away."""
    told = act.why if kept == act.recipients else (*act.why, why)
    return replace(act, recipients=kept, spared=act.spared | frozenset(spared), why=told)


def not_by(act: ActFound, kept: tuple[Filler, ...], why: str) -> ActFound:
    """The act with those actors that are left, whom the text alone must not put back; as it was where all are."""
    if kept == act.actors:
        return act
    against = act.against | frozenset(codes(act.actors) - codes(kept))
    return replace(act, actors=kept, against=against, why=(*act.why, why))


def codes(fillers: tuple[Filler, ...] | list[Filler]) -> set[str]:
    """PLOVER codes of the parties in a role, null ones left out."""
    return {party.code for f in fillers for party in f.mention.parties if party.code}
