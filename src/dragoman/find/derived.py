"""Acts that lie in how something is said: an address, a demand in "must", blame in the choice of words, a denial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.find.act import ActFound, Filler, Status, Utterance
from dragoman.find.acts import FrameCoder, codes
from dragoman.records.party import Mention

Words = dict[str, frozenset[str]]
_OFFICIAL = {None, "GOV", "MIL", "LEG", "OPP", "REB"}
_BLAMED_SECTORS = {None, "GOV", "MIL", "COP", "SPY", "PRM", "REB", "PTY"}


class Derivation:
    """Finds derived acts of one parse. coder: its look-ups; words: en/derived.yaml."""

    def __init__(self, coder: FrameCoder, utterances: list[Utterance], words: Words) -> None:
        self.coder = coder
        self.parsed = coder.parsed
        self.grammar = coder.grammar
        self.utterances = utterances
        self.words = words

    def acts(self) -> list[ActFound]:
        """All derived acts, in order of their trigger."""
        found = [a for u in self.utterances for a in self._of(u)]
        return sorted(found, key=lambda a: a.trigger)

    def _of(self, u: Utterance) -> Iterator[ActFound]:
        if not u.speakers:
            return
        if (address := self._address(u)) is not None:
            yield address
        for start, end in u.content:
            first, last = self.parsed.tokens_between(start, end)
            demanded = False
            for token in range(first, last):
                if (menace := self._menace(token, u)) is not None:
                    yield menace
                elif (demand := self._demand(token, u)) is not None and not demanded:
                    demanded = True
                    yield demand
                if (denial := self._denial(token, u) or self._dismissal(token, u)) is not None:
                    yield denial
                if (warning := self._resolve(token, u)) is not None:
                    yield warning
                if (charge := self._charge(token, u)) is not None:
                    yield charge
            if u.kind != "indirect" and (blame := self._blame(first, last, u)) is not None:
                yield blame

    # The kinds ------------------------------------------------------------------------------------------------

    def _address(self, u: Utterance) -> ActFound | None:
        """Officials of two states where one tells the other: they have met or called."""
        speakers, addressees = self._fill(u.speakers, "speaker"), self._fill(u.addressees, "addressee")
        ours, theirs = codes(speakers), codes(addressees)
        if self.parsed.lemmas[u.cue] not in self.words["address"] or not ours or not theirs or ours & theirs:
            return None
        if any(p.sector not in ("GOV", "MIL", "LEG", "ELI") for m in (*u.speakers, *u.addressees) for p in m.parties):
            return None
        return self._act(u.cue, "CONSULT", None, [*speakers, *addressees], [], "derived:address", 0.8, reciprocal=True)

    def _demand(self, token: int, u: Utterance) -> ActFound | None:
        """ "Tokyo should not interfere", "it is important to …": what the speaker wants of the other side."""
        p = self.parsed
        asked: list[Mention] = []
        if self._obliged(token):
            asked = [
                m for h in self.grammar.subject(token) or self.grammar.objects(token) for m in self.coder.roles.party(h)
            ]
        elif p.lemmas[token] in self.words["hope"] and self._impersonal(token):
            asked = [
                m
                for c, _ in self.grammar.complements(token)
                for h in self.grammar.subject(c)
                for m in self.coder.roles.party(h)
            ]
        elif (
            p.lemmas[token] in self.words["obligation-adjective"]
            and p.labels[token] in ("acomp", "attr")
            and self._wants(token)
        ):
            asked = list(u.addressees)
        if not asked and self._to_be_done(token, u):
            return self._act(
                token, "REQUEST", None, self._fill(u.speakers, "speaker"), self._fill(u.addressees, "addressee"),
                "derived:to-be-done", 0.7,
            )  # fmt: skip
        if not asked:
            return None
        own = codes(self._fill(u.speakers, ""))
        fillers = [Filler(m, "obliged") for m in asked]
        if not codes(fillers) or codes(fillers) & own:
            return None
        found = self._act(token, "REQUEST", None, self._fill(u.speakers, "speaker"), fillers, "derived:demand", 0.75)
        return None if found is None else replace(found, words=self._with_modal(token))

    def _with_modal(self, verb: int) -> tuple[int, ...]:
        """A verb with the word that makes it a demand: "should honour", "has to stop"."""
        p, above = self.parsed, self.parsed.heads[verb]
        modals = [c for c in p.children[verb] if p.labels[c] == "aux" and p.lowers[c] in self.words["obligation"]]
        modals = modals or ([above] if p.lemmas[above] in self.words["obligation-verb"] else [])
        return tuple(sorted({verb, *modals}))

    def _obliged(self, token: int) -> bool:
        p = self.parsed
        if not self.grammar.is_verb(token) and p.poses[token] != "AUX":
            return False
        if p.labels[token] == "conj" and p.child(token, "nsubj", "nsubjpass") is None:
            return False
        modals = [c for c in p.children[token] if p.labels[c] == "aux" and p.lowers[c] in self.words["obligation"]]
        subject = p.child(token, "nsubj", "nsubjpass")
        if modals:
            return subject is None or modals[0] > subject  # "should Tehran fail" is a condition
        above = p.heads[token]
        return p.labels[token] == "xcomp" and p.lemmas[above] in self.words["obligation-verb"] and p.tags[token] == "VB"

    def _to_be_done(self, verb: int, u: Utterance) -> bool:
        """ "The agreement must be implemented", "the attacks must stop": what an official wants of others, whoever they are; not "our land must be
        defended"."""
        p, g = self.parsed, self.grammar
        if not self._obliged(verb) or not all(q.sector in _OFFICIAL for m in u.speakers for q in m.parties):
            return False
        subject = p.child(verb, "nsubjpass", "nsubj")
        if subject is None or p.poses[subject] == "PRON" or p.lemmas[subject] in self.words["nobody's"]:
            return False
        if not (g.is_passive(verb) and not g.agent(verb)) and p.lemmas[verb] not in self.words["to-end"]:
            return False
        own = codes(self._fill(u.speakers, ""))
        first, last = p.subtree(subject)
        inside = self.coder.roles.mentions.within(first, last)
        ours = any(p.lowers[t] in ("our", "my", "we", "us") for t in range(first, last))
        return not ours and not any(q.code in own for m in inside for q in m.parties)

    def _impersonal(self, verb: int) -> bool:
        """ "It is hoped that …": a passive whose subject is an empty "it"."""
        p = self.parsed
        subject = p.child(verb, "nsubjpass", "nsubj")
        return subject is not None and p.lowers[subject] == "it" and self.grammar.is_passive(verb)

    def _wants(self, adjective: int) -> bool:
        p = self.parsed
        verb = p.heads[adjective]
        subject = p.child(verb, "nsubj")
        infinitive = any(
            p.labels[c] in ("xcomp", "advcl", "ccomp") and p.tags[c] == "VB"
            for c in (*p.children[verb], *p.children[adjective])
        )
        return subject is not None and p.lowers[subject] == "it" and infinitive

    def _blame(self, first: int, last: int, u: Utterance) -> ActFound | None:
        """Words of blame in a quotation about what another state does; one act a part of a quotation."""
        p = self.parsed
        own = codes(self._fill(u.speakers, ""))
        for token in range(first, last):
            if p.lemmas[token] not in self.words["blame"] and p.lowers[token] not in self.words["blame"]:
                continue
            clause = self.grammar.clause_head(token)
            if clause < first or clause >= last or self._obliged(clause) or self.coder.modality.status(clause).aux:
                continue
            culprits = [Filler(m, "blamed") for h in self.grammar.subject(clause) for m in self.coder.roles.party(h)]
            culprits = [f for f in culprits if codes([f]) and not codes([f]) & own and self._can_be_blamed(f.mention)]
            if culprits:
                return self._act(
                    token, "ACCUSE", "disapprove", self._fill(u.speakers, "speaker"), culprits, "derived:blame", 0.7
                )
        return None

    def _charge(self, token: int, u: Utterance) -> ActFound | None:
        """ "Seoul says Pyongyang's tests threaten peace": blame for what another state, or a deed of its own, does to a common good."""
        p, g = self.parsed, self.grammar
        if p.lemmas[token] not in self.words["harms"] or not g.is_verb(token) or g.is_passive(token):
            return None
        if not any(p.lemmas[o] in self.words["common-good"] for o in g.objects(token)) or p.child(token, "neg"):
            return None
        if self._obliged(token) or self.coder.modality.status(token).aux:
            return None
        doers = [
            Filler(m, "blamed") for h in g.subject(token) for o in (h, *g.owner(h)) for m in self.coder.roles.party(o)
        ]
        doers = [f for f in doers if codes([f]) and self._can_be_blamed(f.mention)]
        if len(codes(doers)) != 1 or codes(doers) & codes(self._fill(u.speakers, "")):
            return None
        return self._act(
            token, "ACCUSE", "disapprove", self._fill(u.speakers, "speaker"), doers[:1], "derived:charge", 0.7
        )

    @staticmethod
    def _can_be_blamed(mention: Mention) -> bool:
        return all(p.sector in _BLAMED_SECTORS for p in mention.parties)

    def _denial(self, token: int, u: Utterance) -> ActFound | None:
        """ "Japan's controls do not target any country": a government denies what it is charged with."""
        p = self.parsed
        if p.lemmas[token] not in self.words["deniable"] or not self.grammar.is_verb(token):
            return None
        if p.child(token, "neg") is None or any(p.tags[c] == "MD" for c in p.children[token]):
            return None
        own = codes(self._fill(u.speakers, ""))
        owners = [
            m for h in (*self.grammar.subject(token), *self.grammar.objects(token)) for m in self.coder.roles.party(h)
        ]
        measured = any(
            p.lemmas[h] in self.coder.lexicon.classes.get("own-measure", frozenset())
            for h in self.grammar.subject(token)
        )
        if not (codes([Filler(m, "") for m in owners]) & own or (measured and not owners)):
            return None
        return self._act(
            token,
            "REJECT",
            None,
            self._fill(u.speakers, "speaker"),
            self._fill(u.addressees, "addressee"),
            "derived:denial",
            0.6,
        )

    def _dismissal(self, token: int, u: Utterance) -> ActFound | None:
        """ "The accusations are baseless": who is charged rejects the charge, and who brought it, if that is said."""
        p = self.parsed
        if p.lemmas[token] not in self.words["baseless"] or p.labels[token] not in ("acomp", "attr"):
            return None
        verb = p.heads[token]
        charges = [h for h in self.grammar.surface_subject(verb) if p.lemmas[h] in self.words["charge"]]
        if not charges or p.child(verb, "neg") is not None:
            return None
        own = codes(self._fill(u.speakers, ""))
        owners = [
            m
            for h in charges
            for slot in ("poss", "nat", "by", "from", "of")
            for t in self.coder.roles.heads(h, slot, "noun")
            for m in self.coder.roles.party(t)
        ]
        others = [f for f in self._fill(tuple(owners), "charger") if codes([f]) - own]
        return self._act(token, "REJECT", None, self._fill(u.speakers, "speaker"), others, "derived:dismissal", 0.75)

    def _resolve(self, verb: int, u: Utterance) -> ActFound | None:
        """ "China will take resolute measures", "Tehran will not stand idly by": a warning in the words of diplomacy."""
        p, g = self.parsed, self.grammar
        if not self._ahead(verb) or not g.is_verb(verb):
            return None
        beside = {
            p.lowers[c] for c in p.children[verb] if p.labels[c] in ("acomp", "advmod", "oprd", "ccomp", "xcomp", "dep")
        }
        idle = p.child(verb, "neg") is not None and p.lemmas[verb] in self.words["idle-verb"]
        steps = (
            [t for t in g.objects(verb) if p.lemmas[t] in self.words["step"]]
            if p.lemmas[verb] in self.words["takes-step"]
            else []
        )
        firm = any(p.lowers[c] in self.words["firm"] for t in steps for c in p.children[t])
        if not (firm or (idle and beside & self.words["idle"])):
            return None
        subject = [m for h in g.subject(verb) for m in self.coder.roles.party(h)]
        own = codes(self._fill(u.speakers, ""))
        if not own or not (codes([Filler(m, "") for m in subject]) & own):
            return None
        heard = self._fill(u.addressees, "addressee") or self._on_condition(verb, own)
        act = self._act(verb, "THREATEN", None, self._fill(u.speakers, "speaker"), heard, "derived:resolve", 0.7)
        return None if act is None else replace(act, sure=True)

    def _menace(self, verb: int, u: Utterance) -> ActFound | None:
        """ "It will have to bear all the consequences", "they will pay the price": a threat to who is told so."""
        p, g = self.parsed, self.grammar
        if p.lemmas[verb] not in self.words["suffers-for"] or not g.is_verb(verb):
            return None
        if p.lemmas[u.cue] in self.words["warns"]:
            return None  # the threat is told by the cue
        if not any(p.lemmas[o] in self.words["price"] for o in g.objects(verb)):
            return None
        if not (self._ahead(verb) or self._obliged(verb)) or p.child(verb, "neg") is not None:
            return None
        own = codes(self._fill(u.speakers, ""))
        warned = [Filler(m, "warned") for h in g.subject(verb) for m in self.coder.roles.party(h)]
        if not own or not codes(warned) or codes(warned) & own:
            return None
        return self._act(verb, "THREATEN", None, self._fill(u.speakers, "speaker"), warned, "derived:demand", 0.75)

    def _ahead(self, verb: int) -> bool:
        """Whether a verb is ahead: "will take", "will have to take", "will be compelled to take"."""
        p, over = self.parsed, verb
        if p.labels[verb] == "xcomp" and p.lemmas[p.heads[verb]] in self.words["compels"]:
            over = p.heads[verb]
        return any(p.labels[c] == "aux" and p.lowers[c] in self.words["ahead"] for c in p.children[over])

    def _on_condition(self, verb: int, own: set[str]) -> list[Filler]:
        """Who stands as the subject of a condition: "if Tokyo insists, China will take all necessary measures"."""
        p = self.parsed
        over = p.heads[verb] if p.labels[verb] == "xcomp" else verb
        clauses = [c for t in (verb, over) for c in p.children[t] if p.labels[c] == "advcl"]
        led = [c for c in clauses if any(p.lowers[m] in ("if", "should", "unless") for m in p.children[c])]
        found = [Filler(m, "warned") for c in led for h in self.grammar.subject(c) for m in self.coder.roles.party(h)]
        return [f for f in found if codes([f]) and not codes([f]) & own]

    # Making an act --------------------------------------------------------------------------------------------

    @staticmethod
    def _fill(mentions: tuple[Mention, ...], slot: str) -> list[Filler]:
        return [Filler(m, slot) for m in mentions if m.parties]

    def _act(
        self,
        token: int,
        kind: str,
        mode: str | None,
        actors: list[Filler],
        recipients: list[Filler],
        rule: str,
        weight: float,
        reciprocal: bool = False,
    ) -> ActFound | None:
        if not codes(actors):
            return None
        g = self.grammar
        content = tuple(c for c, _ in g.complements(token))
        return ActFound(
            token,
            (token,),
            "derived",
            kind,
            mode,
            tuple(actors),
            tuple(recipients),
            reciprocal,
            Status(),
            rule,
            g.clause_head(token),
            content,
            weight,
        )
