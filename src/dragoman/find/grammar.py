"""Who stands where in a clause: logical subjects, objects and prepositional phrases, voice and ellipsis undone."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from dragoman.codebook.folder import Folder
from dragoman.codebook.modality import load_words
from dragoman.records.parsed import ParsedText

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")


class Grammar:
    """Look-ups over one parse (ClearNLP labels). All methods take and give token indices; results are cached."""

    def __init__(self, parsed: ParsedText, words: dict[str, frozenset[str]] | None = None) -> None:
        self.parsed = parsed
        self.words = words or load_words(Folder(), "en/grammar.yaml")
        self.subject = lru_cache(maxsize=None)(self._subject)
        self.objects = lru_cache(maxsize=None)(self._objects)
        self.preps = lru_cache(maxsize=None)(self._preps)

    # Verbs ------------------------------------------------------------------------------------------------

    def is_verb(self, token: int) -> bool:
        """Whether the token heads a clause or a participle phrase."""
        tag = self.parsed.tags[token]
        return tag.startswith("VB") or (self.parsed.poses[token] == "VERB" and not tag.startswith("N"))

    def gives_name(self, verb: int) -> bool:
        """ "which Manila calls the Kalayaan": a verb of naming completed by a proper name."""
        p = self.parsed
        if p.lemmas[verb] not in self.words["naming"]:
            return False
        named = [c for c in p.children[verb] if p.labels[c] in ("oprd", "dobj", "attr")]
        named += [c for n in named for c in p.children[n] if p.labels[c] == "appos"]
        return any(p.tags[n].startswith("NNP") and p.labels[n] != "dobj" for n in named)

    def is_passive(self, verb: int) -> bool:
        """Passive clause, or a past participle that modifies a noun ("citizens detained in China")."""
        p = self.parsed
        if any(p.labels[c] in ("auxpass", *_PASSIVE) for c in p.children[verb]):
            return True
        if (
            p.tags[verb] == "VBN"
            and p.labels[verb] in ("acl", "relcl", "amod")
            and p.child(verb, "aux", "nsubj") is None
        ):
            return True
        if p.tags[verb] == "VBD" and p.labels[verb] == "acl" and p.child(verb, "aux", "nsubj", "dobj") is None:
            return True  # a participle in the tagger's wrong dress: "officials barred from entering Russia were told"
        if p.labels[verb] == "conj" and p.tags[verb] in ("VBN", "VBD"):
            head = p.heads[verb]
            no_own = p.child(verb, "aux", "nsubj", "dobj") is None
            return no_own and p.tags[head] == "VBN" and self.is_verb(head) and self.is_passive(head)
        return p.tags[verb] == "VBN" and p.child(verb, "agent") is not None and p.child(verb, "aux") is None

    def agent(self, verb: int) -> list[int]:
        """Heads of the by-phrase of a passive."""
        p = self.parsed
        found = []
        for child in p.children[verb]:
            if p.labels[child] == "agent" or (
                p.labels[child] == "prep" and p.lowers[child] == "by" and self.is_passive(verb)
            ):
                found += [o for c in p.children[child] if p.labels[c] in ("pobj", "pcomp") for o in p.conjuncts(c)]
        orders = [o for o in found if p.lemmas[o] in self.words["order"]]
        by = [t for o in orders for c in p.children[o] if p.lowers[c] == "of" for t in p.children[c]]
        return [
            t for o in by if p.labels[o] == "pobj" for t in p.conjuncts(o)
        ] or found  # "closed by order of the ministry"

    def surface_subject(self, verb: int) -> tuple[int, ...]:
        """Heads of the grammatical subject, voice left as it is."""
        p = self.parsed
        for child in p.children[verb]:
            if p.labels[child] in (*_SUBJECTS, *_PASSIVE):
                if p.lowers[child] in self.words["relative"] and p.labels[verb] == "relcl":
                    return tuple(p.conjuncts(self._related(p.heads[verb], p.lowers[child])))
                return tuple(p.conjuncts(child))
        return ()

    def _related(self, noun: int, relative: str) -> int:
        """The noun that a relative pronoun stands for: "an employee of Astellas Pharma, who was detained" is the employee."""
        p = self.parsed
        prep = p.heads[noun]
        above = p.heads[prep]
        body = "PERSON" not in p.entity_labels(noun, noun + 1) or p.lemmas[above] in self.words["staff"]
        named = p.labels[noun] == "pobj" and p.tags[noun].startswith("NNP") and body
        return (
            above
            if named and relative in self.words["relative of persons"] and p.tags[above] in ("NN", "NNS")
            else noun
        )

    def _antecedent(self, verb: int) -> tuple[int, ...]:
        p = self.parsed
        noun = p.heads[verb]
        if (
            p.labels[verb] == "acl"
            and p.tags[verb] == "VBN"
            and p.labels[verb - 1] == "pobj"
            and p.lowers[p.heads[verb - 1]] == "of"
        ) and p.tags[verb - 1].startswith("NNP"):
            noun = verb - 1  # "the release of Japanese detained in China": the name nearest
        return tuple(p.conjuncts(noun)) if noun != verb else ()

    def _subject(self, verb: int, depth: int = 0) -> tuple[int, ...]:
        """Heads of the logical subject; the by-phrase of a passive; of a clause without one, its controller's."""
        p = self.parsed
        if depth > 8:
            return ()
        if self.is_passive(verb):
            found = tuple(self.agent(verb))
            if (
                not found
                and p.labels[verb] == "conj"
                and self.is_verb(p.heads[verb])
                and self.is_passive(p.heads[verb])
            ):
                return tuple(self.agent(p.heads[verb]))
            return found or self._later_agent(verb)
        own = self.surface_subject(verb)
        return own or self._controller(verb, depth)

    def _later_agent(self, verb: int) -> tuple[int, ...]:
        """The by-phrase of a passive joined to this one: "was arrested and deported by Mali"."""
        p = self.parsed
        for child in p.children[verb]:
            passive = p.labels[child] == "conj" and self.is_verb(child) and self.is_passive(child)
            if passive and p.child(child, "nsubjpass", "nsubj") is None and (found := self.agent(child)):
                return tuple(found)
        return ()

    def _controller(self, verb: int, depth: int) -> tuple[int, ...]:
        p = self.parsed
        label, head = p.labels[verb], p.heads[verb]
        if head == verb:
            return ()
        if label == "conj":
            return self._coordinated_subject(verb, head, depth)
        if label in ("acl", "relcl"):
            return self._noun_controller(verb, head, depth)
        if p.tags[verb] in ("VBN", "VBD") and p.child(verb, "aux") is None and "between" in self.preps(verb):
            return ()  # "as agreed between their leaders" tells its own
        if label == "pcomp":
            return self._through_preposition(head, depth)
        if label in ("xcomp", "ccomp", "advcl", "dep", "dobj", "oprd") and (
            self.is_verb(head) or p.poses[head] in ("ADJ", "AUX")
        ):
            if label == "ccomp" and p.child(verb, "mark") is not None:
                return ()
            if label in ("xcomp", "ccomp", "oprd"):
                objects = tuple(
                    o
                    for c in p.children[head]
                    if p.labels[c] in ("dobj", "dative") and c != verb
                    for o in self._nominals(c)
                )
                if objects and p.lemmas[head] not in self.words["subject-control"]:
                    return objects
                if self.is_passive(head) and (patient := self.surface_subject(head)):
                    return patient
            if self.is_passive(head):
                return self.surface_subject(head)
            return self._subject(head, depth + 1)
        if label in ("csubj", "nsubj", "attr", "pobj", "appos"):
            return ()
        return ()

    def _nominals(self, token: int) -> list[int]:
        p = self.parsed
        if p.labels[token] == "dative" and p.tags[token] in ("IN", "TO"):
            return [o for c in p.children[token] if p.labels[c] == "pobj" for o in p.conjuncts(c)]
        return p.conjuncts(token)

    def _coordinated_subject(self, verb: int, head: int, depth: int) -> tuple[int, ...]:
        p = self.parsed
        if (own := self._misjoined(verb)) >= 0:
            return (own,)
        if not self.is_verb(head) and p.poses[head] not in ("AUX", "ADJ"):
            return ()
        if self.is_passive(head):
            return self.surface_subject(head) or self._controller(head, depth + 1)
        return self._subject(head, depth + 1)

    def _misjoined(self, verb: int) -> int:
        """A subject that the parse has joined to the object before it: "defeated ISIS and Turkey would move in"; else -1."""
        p = self.parsed
        first = min([verb, *(c for c in p.children[verb] if p.labels[c] in ("aux", "auxpass", "neg"))])
        finite = any(p.tags[t] in ("MD", "VBD", "VBZ", "VBP") for t in (first, verb))
        noun = first - 1
        if not finite or noun < 1 or p.labels[noun] != "conj" or not p.tags[noun].startswith("N"):
            return -1
        begin = min([noun, *(c for c in p.children[noun] if c < noun)])
        joined = p.lowers[begin - 1] in ("and", "but", "while") and p.heads[noun] < begin
        return noun if joined and p.heads[verb] < p.heads[noun] else -1

    def _noun_controller(self, verb: int, noun: int, depth: int) -> tuple[int, ...]:
        """Of "ships entering the waters": ships. Of "Tokyo's decision to release": Tokyo, or who takes the decision."""
        p = self.parsed
        if p.child(verb, "aux") is not None and p.tags[verb] == "VB" and p.labels[verb] == "acl":
            return self.owner(noun, depth)
        if p.child(verb, "nsubj") is not None:
            return ()
        return tuple(p.conjuncts(noun))

    def owner(self, noun: int, depth: int = 0) -> tuple[int, ...]:
        """Heads of a noun's possessor, else of the subject of the verb that it is the object of."""
        p = self.parsed
        possessor = p.child(noun, "poss")
        if possessor is not None:
            return tuple(p.conjuncts(possessor))
        head = p.heads[noun]
        if p.labels[noun] in ("dobj", "attr") and head != noun:
            return self._subject(head, depth + 1)
        if p.labels[noun] == "pobj":
            return self._through_preposition(head, depth)
        return ()

    def _through_preposition(self, prep: int, depth: int) -> tuple[int, ...]:
        p = self.parsed
        governor = p.heads[prep]
        if governor == prep:
            return ()
        if p.labels[governor] == "prep":
            return self._through_preposition(governor, depth + 1) if depth < 8 else ()
        if self.is_verb(governor) and p.lowers[prep] == "from" and p.lemmas[governor] in self.words["kept-from"]:
            return self.objects(governor)
        if self.is_verb(governor):
            own = self.surface_subject(governor) if self.is_passive(governor) else self._subject(governor, depth + 1)
            joined = p.lemmas[governor] == "join" and p.lowers[prep] == "in"
            return (*own, *self.objects(governor)) if joined else own  # "joined Norway in breaking off the talks"
        if p.poses[governor] == "ADJ":
            return self._subject(p.heads[governor], depth + 1) if p.heads[governor] != governor else ()
        return self.owner(governor, depth + 1)

    def _objects(self, verb: int) -> tuple[int, ...]:
        """Heads of the logical direct object: of a passive its subject, of a relative clause its antecedent."""
        p = self.parsed
        if self.is_passive(verb):
            found = self.surface_subject(verb)
            if found:
                return found
            if p.labels[verb] in ("acl", "relcl", "amod"):
                return self._antecedent(verb)
            if p.labels[verb] == "conj" and self.is_verb(p.heads[verb]):
                head = p.heads[verb]
                return self.objects(head) if self.is_passive(head) else self.surface_subject(head)
            if p.labels[verb] == "advcl" and p.tags[verb] == "VBN" and verb < p.heads[verb]:
                return self.surface_subject(p.heads[verb])  # "Sued by Nigeria, the firm blames Abuja"
            return ()
        for child in p.children[verb]:
            if p.labels[child] == "dobj":
                if p.lowers[child] in self.words["relative"] and p.labels[verb] == "relcl":
                    return self._antecedent(verb)
                return tuple(p.conjuncts(child))
        own_subject = p.child(verb, "nsubj") is not None and not self._relative_subject(verb)
        clause = any(p.labels[c] in ("ccomp", "xcomp", "attr", "acomp") for c in p.children[verb])
        if p.labels[verb] == "relcl" and own_subject and not clause:
            return self._antecedent(verb)
        shared = [c for c in p.children[verb] if p.labels[c] == "conj" and self.is_verb(c)]
        if shared and not self.is_passive(shared[0]) and p.child(verb, "prep", "ccomp", "xcomp") is None:
            return self.objects(shared[0])
        return ()

    def _relative_subject(self, verb: int) -> bool:
        p = self.parsed
        return any(p.labels[c] in _SUBJECTS and p.lowers[c] in self.words["relative"] for c in p.children[verb])

    def _preps(self, token: int) -> dict[str, tuple[int, ...]]:
        """Preposition → heads of its objects, for the phrases that hang on `token`; "out of" is one preposition."""
        p = self.parsed
        found: dict[str, list[int]] = {}
        for child in p.children[token]:
            if p.labels[child] not in ("prep", "dative", "agent", "prt", "advmod", "mark"):
                continue
            self._collect(child, p.lowers[child], found)
        return {name: tuple(heads) for name, heads in found.items()}

    def _collect(self, prep: int, name: str, found: dict[str, list[int]]) -> None:
        p = self.parsed
        for child in p.children[prep]:
            if p.labels[child] in ("pobj", "pcomp"):
                found.setdefault(name, []).extend(p.conjuncts(child))
            elif p.labels[child] == "prep":
                self._collect(child, f"{name} {p.lowers[child]}", found)
                if name not in self.words["fixed"]:
                    self._collect(child, p.lowers[child], found)

    def complements(self, verb: int) -> list[tuple[int, str]]:
        """Clause complements: (head token, kind), kind `that` (finite), `to` (infinitive) or `ing`."""
        p = self.parsed
        found = []
        for child in p.children[verb]:
            if p.labels[child] in ("ccomp", "xcomp", "oprd") or (
                p.labels[child] == "advcl" and self.to_infinitive(child)
            ):
                kind = (
                    "to"
                    if self.to_infinitive(child)
                    else "ing"
                    if p.tags[child] == "VBG" and p.child(child, "aux") is None
                    else "that"
                )
                found.append((child, kind))
            elif p.labels[child] == "prep":
                found += [(c, "ing") for c in p.children[child] if p.labels[c] == "pcomp"]
        return found

    def to_infinitive(self, verb: int) -> bool:
        """Whether the verb is an infinitive with its "to"."""
        p = self.parsed
        return p.tags[verb] == "VB" and any(p.tags[c] == "TO" for c in p.children[verb])

    def has_modal(self, verb: int, words: Collection[str]) -> bool:
        """Whether one of these modals stands with the verb."""
        p = self.parsed
        return any(p.tags[c] == "MD" and p.lowers[c] in words for c in p.children[verb])

    def modal_only(self, verb: int) -> bool:
        """Whether the verb stands under a modal or an infinitive mark, so that nothing is said to have been done yet."""
        p = self.parsed
        return any(p.labels[c] == "aux" and (p.tags[c] == "MD" or p.tags[c] == "TO") for c in p.children[verb])

    def governor(self, token: int) -> tuple[int, str] | None:
        """The word above `token` and the path to it: a label, or `prep:NAME` through a preposition."""
        p = self.parsed
        head = p.heads[token]
        if head == token:
            return None
        label = p.labels[token]
        if label in ("pobj", "pcomp") and p.labels[head] in ("prep", "dative", "agent"):
            above = p.heads[head]
            if p.labels[head] == "prep" and p.labels[above] == "prep" and p.heads[above] != above:
                return p.heads[above], f"prep:{p.lowers[above]} {p.lowers[head]}"
            return (above, f"prep:{p.lowers[head]}") if above != head else None
        return head, label

    def clause_head(self, token: int) -> int:
        """The verb of the clause that `token` stands in (itself, if it is a verb)."""
        p = self.parsed
        while not self.is_verb(token) and p.poses[token] != "AUX" and p.heads[token] != token:
            token = p.heads[token]
        return token
