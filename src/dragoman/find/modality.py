"""How real an act is told to be: negated, ahead, possible, wanted by somebody, or simply told."""

from __future__ import annotations

from dragoman.codebook.acts import Lexicon
from dragoman.find.act import Status
from dragoman.find.grammar import Grammar

FACT = Status()
# Classes of en/embedding.yaml → auxiliary mode that they put on what they embed.
_AUX = {
    "commit": "future",
    "request": "hypothetical",
    "threaten": "hypothetical",
    "refuse": "negation",
    "negative": "negation",
    "deny": "negation",
    "possible": "hypothetical",
    "purpose": "hypothetical",
    "obligation": "hypothetical",
}
# Where the main verb of a question stands in the parse, a label of who asks before it or not.
_ASKED = ("ROOT", "ccomp", "acl", "appos", "dep")
# Types that a negation makes, and those of deeds that "will" puts ahead.
_BY_NEGATION = frozenset({"REJECT", "ACCUSE", "THREATEN", "REQUEST"})
_DEEDS = frozenset({"SANCTION", "CONCEDE", "RETREAT", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "AID"})
# Classes under which even a promise is only spoken of.
_ONLY_SPOKEN_OF = ("possible", "request", "purpose", "threaten")


class Modality:
    """Looks from an act's word up through the clauses that it stands in."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon, words: dict[str, frozenset[str]]) -> None:
        self.grammar = grammar
        self.parsed = grammar.parsed
        self.lexicon = lexicon
        self.words = words

    def status(self, token: int) -> Status:
        """The status of the act whose word is `token`."""
        aux: set[str] = set()
        under, embedding = -1, None
        node, steps = token, 0
        while steps < 12:
            steps += 1
            own, stop = self._own(node)
            aux |= own
            if stop is not None:
                aux.add(_AUX[stop])
                return Status(frozenset(aux), under if under >= 0 else node, embedding or stop)
            above = self._above(node)
            if above is None:
                break
            node, cls = above
            if cls is not None and cls != "implicative":
                aux.add(_AUX[cls])
                if under < 0:
                    under, embedding = node, cls
                elif cls in _ONLY_SPOKEN_OF:
                    embedding = cls  # "discussed a plan to visit": the plan itself is only talked of
                if cls != "commit":
                    break
        return Status(frozenset(aux), under, embedding)

    def asked(self, token: int) -> bool:
        """Whether an act is only asked about: it stands in the main clause of a question of yes or no ("Will Li attend the summit?")."""
        p = self.parsed
        first, last = p.sentences[p.sentence_index[token]]
        if not any(p.words[t] == "?" for t in range(max(first, last - 2), last)):
            return False
        verb = self.grammar.clause_head(token)
        while p.labels[verb] in ("conj", "xcomp") and p.heads[verb] != verb:
            verb = p.heads[verb]
        if p.labels[verb] not in _ASKED or any(p.tags[t].startswith("W") for t in range(first, verb)):
            return False
        start = max((t + 1 for t in range(first, verb) if p.words[t] in (":", "—", "“", '"')), default=first)
        if p.lowers[start] in self.words["asking"]:
            return True  # however the parse has read it: "Reuters: Will Li attend the summit?"
        subject = p.child(verb, "nsubj", "nsubjpass")
        helps = [c for c in p.children[verb] if p.labels[c] in ("aux", "auxpass")]
        helps += [verb] if p.lemmas[verb] == "be" else []
        return subject is not None and any(c < subject for c in helps)

    def not_refused(self, verb: int) -> bool:
        """Whether a verb of refusing is negated: "has not ruled out talks"; "did not accept" refuses by its negation."""
        p = self.parsed
        return p.lemmas[verb] in self.words["refusing"] and any(p.labels[c] == "neg" for c in p.children[verb])

    def denied(self, token: int) -> bool:
        """Whether an act stands in the content of what is denied: "denied reports that Moscow was preparing restrictions"."""
        p, node = self.parsed, token
        for _ in range(8):
            noun = p.heads[node]
            if noun == node:
                return False
            told = p.labels[node] in ("acl", "relcl", "ccomp") and any(p.lowers[c] == "that" for c in p.children[node])
            if p.labels[node] in ("acl", "relcl") and not (told and p.lemmas[noun] in self.words["content-noun"]):
                return False  # "denied paying for the release of fishermen | seized by the navy"
            if (
                told
                and p.lemmas[noun] in self.words["content-noun"]
                and p.labels[noun] in ("dobj", "nsubjpass", "pobj")
            ):
                verb = p.heads[noun] if p.labels[noun] != "pobj" else p.heads[p.heads[noun]]
                return (
                    self.lexicon.embedding.get(p.lemmas[verb]) == "deny"
                    or p.lemmas[verb] in self.words["rejects-content"]
                )
            node = noun
        return False

    def habitual(self, token: int) -> bool:
        """Whether the clause tells what is usual, not what happened."""
        p = self.parsed
        verb = self.grammar.clause_head(token)
        usual = any(p.lowers[c] in self.words["habitual"] for c in p.children[verb] if p.labels[c] == "advmod")
        return usual and p.tags[verb] in ("VBZ", "VBP", "VB", "VBN")

    def plain(self, verb: int, kind: str) -> set[str]:
        """What stands right beside the word of an act and no reader takes otherwise: "will never back down", "is considering easing the rules", "a
        potential attack".

        kind: type of the act. A refusal, a threat or a promise has its negation or its "will" in what it is.
        """
        p = self.parsed
        found: set[str] = set()
        if not self.grammar.is_verb(verb):
            unreal = {p.lowers[c] for c in p.children[verb] if p.labels[c] == "amod"} & self.words["only-possible"]
            found |= {"hypothetical"} if unreal else set()
            carrier = p.heads[verb]
            carried = p.labels[verb] == "dobj" and self.lexicon.support.get(p.lemmas[carrier]) == "does"
            if carried and kind not in _BY_NEGATION and self._undone(carrier):
                found.add("negation")  # "has not imposed sanctions"
            return found
        beside = {(p.labels[c], p.lowers[c]) for c in p.children[verb]}
        if kind not in _BY_NEGATION and (self._undone(verb) != self._content_of_denial(verb)):
            found.add("negation")
        if kind in _DEEDS and {w for label, w in beside if label == "aux"} & self.words["future"]:
            found.add("future")
        above = p.heads[verb]
        agreed = p.labels[verb] == "relcl" and p.lemmas[above] in self.words["agreed-noun"]
        if kind in _DEEDS and agreed and {w for label, w in beside if label == "aux"} & self.words["past-future"]:
            found.add("future")  # "an understanding under which China would lift the ban"
        if kind in _DEEDS and p.labels[verb] in ("xcomp", "ccomp") and p.lemmas[above] in self.words["weighs"]:
            found.add("hypothetical")
        return found

    def _content_of_denial(self, verb: int) -> bool:
        """Whether a verb heads what somebody denies: "denied on Friday that it had attacked", "denies having agreed"; not "did not deny that …"."""
        p = self.parsed
        while (
            p.labels[verb] == "conj"
            and p.tags[p.heads[verb]].startswith("VB")
            and p.child(verb, "nsubj", "nsubjpass") is None
        ):
            verb = p.heads[verb]
        above = p.heads[verb]
        denies = p.labels[verb] in ("ccomp", "xcomp", "pcomp") and self.lexicon.embedding.get(p.lemmas[above]) == "deny"
        return denies and not self._undone(above)

    def _undone(self, verb: int) -> bool:
        """Whether "not" or "never" stands beside a verb: not "not only", nor "did not release them until Monday"."""
        p = self.parsed
        last = p.sentences[p.sentence_index[verb]][1]
        marks = [c for c in p.children[verb] if p.labels[c] == "neg" and p.lowers[c] in self.words["negation"]]
        late = any(p.lowers[t] in ("until", "till") for t in range(verb, last))
        done = any(p.labels[c] in ("aux", "auxpass") and p.tags[c] == "VBD" for c in p.children[verb])
        only = any({*p.lowers[c + 1 : c + 2]} & {"only", "just", "merely", "simply"} for c in marks)
        return bool(marks) and not only and not (late and done)

    def _own(self, token: int) -> tuple[set[str], str | None]:
        """What the word's own auxiliaries, negation and modifiers say; and a class that ends the search."""
        p = self.parsed
        aux: set[str] = set()
        base = token
        if p.labels[token] == "conj" and p.tags[token] == "VB" and p.child(token, "aux", "nsubj") is None:
            aux, stop = self._own(p.heads[token]) if p.heads[token] != token else (set(), None)
            if stop:
                return aux, stop
        for child in p.children[base]:
            word, label = p.lowers[child], p.labels[child]
            if label == "neg" or (label == "advmod" and word in self.words["negation"]):
                aux.add("negation")
            elif label == "advmod" and word in self.words["historical"] and p.tags[base] in ("VBD", "VBN"):
                aux.add("historical")
            elif label == "aux" and (found := self._modal(token, word)):
                if found == "obligation":
                    return aux, "obligation"
                aux.add(found)
            elif label in ("amod", "det", "nmod", "compound") and not self.grammar.is_verb(base):
                aux |= self._modifier(p.lemmas[child], word)
            elif label == "mark" and word in self.words["condition"]:
                aux.add("hypothetical")
            elif label in ("nsubj", "nsubjpass", "dobj") and self._none(child):
                aux.add("negation")
        if p.tags[base] == "VB" and self._infinitive(base) and p.labels[base] == "ROOT":
            aux.add("future")  # a headline: "Wang to visit Tokyo"
        return aux, None

    def _none(self, noun: int) -> bool:
        p = self.parsed
        return p.lowers[noun] in self.words["none"] or any(
            p.labels[c] == "det" and p.lowers[c] in self.words["none"] for c in p.children[noun]
        )

    def _modifier(self, lemma: str, word: str) -> set[str]:
        found = set()
        for cls, aux in (
            ("future", "future"),
            ("possible", "hypothetical"),
            ("negation", "negation"),
            ("historical", "historical"),
        ):
            listed = self.words[f"{cls}-modifier"]
            if lemma in listed or word in listed:
                found.add(aux)
        return found

    def _modal(self, verb: int, word: str) -> str | None:
        if word in self.words["future"]:
            return "future"
        if word in self.words["past-future"] and any(
            self.parsed.lowers[c] == "have" for c in self.parsed.children[verb]
        ):
            return "hypothetical"  # "would have allowed"
        if word in self.words["past-future"]:
            return "future" if self._is_said(verb) else "hypothetical"
        if word in self.words["possible"]:
            return "hypothetical"
        return "obligation" if word in self.words["obligation"] else None

    def _is_said(self, verb: int) -> bool:
        """Whether a verb of saying governs the clause, from above or as a parenthesis within the sentence."""
        p = self.parsed
        first, last = p.sentences[p.sentence_index[verb]]
        node = verb
        while p.heads[node] != node:
            node = p.heads[node]
            if p.lemmas[node] in self.words["saying"]:
                return True
        return any(
            p.lemmas[t] in self.words["saying"] and p.labels[t] in ("ROOT", "parataxis") for t in range(first, last)
        )

    def _infinitive(self, verb: int) -> bool:
        p = self.parsed
        return any(p.tags[c] == "TO" for c in p.children[verb])

    def _above(self, token: int) -> tuple[int, str | None] | None:
        """The word that embeds `token` and the class it has; None where the search ends in a fact."""
        p = self.parsed
        label = p.labels[token]
        governed = self.grammar.governor(token)
        if governed is None:
            return None
        above, path = governed
        if label == "conj":
            return self._of_conjunct(token, above)
        if label in ("relcl", "acl"):
            return self._of_modifier(token, above)
        if label == "advcl":
            return self._of_adverbial(token, above)
        if label in ("appos", "parataxis", "dep", "poss", "compound", "amod", "npadvmod"):
            return None
        if label in ("nsubj", "csubj"):
            return (above, None) if self._happens(above) else None
        if label in ("dobj", "nsubjpass") and not self.grammar.is_verb(token) and (carried := self._of_object(above)):
            return carried  # "ordered the arrest of …": the order is the act
        if path == "prep:including":
            return above, self._class(above, "dobj")  # "discussed fish, including efforts to cooperate": discussed too
        cls = self._class(above, path)
        if label == "ccomp" and self._finite(token) and p.lemmas[above] not in self.lexicon.finite:
            return None
        if (
            label == "pobj"
            and cls is None
            and path in ("prep:of", "prep:for", "prep:to", "prep:on", "prep:including", "prep:about", "prep:regarding")
            and not self.grammar.is_verb(above)
        ):
            return above, None
        if label == "pobj" and cls is None:
            return None
        if label in ("dobj", "nsubjpass", "attr") and cls is None and not self.grammar.is_verb(token):
            return None
        return above, cls

    def _finite(self, verb: int) -> bool:
        p = self.parsed
        return p.tags[verb] in ("VBD", "VBZ", "VBP") or any(
            p.tags[c] in ("MD", "VBD", "VBZ", "VBP") for c in p.children[verb] if p.labels[c] in ("aux", "auxpass")
        )

    def _of_object(self, verb: int) -> tuple[int, str | None] | None:
        """A noun under a verb that carries it shares the verb's status; under another it is told as it stands."""
        lemma = self.parsed.lemmas[verb]
        if self.lexicon.support.get(lemma) in ("does", "receives", "ends"):
            return verb, None
        return None

    def _happens(self, verb: int) -> bool:
        return self.parsed.lemmas[verb] in self.lexicon.classes.get("happens", frozenset())

    def _of_conjunct(self, token: int, above: int) -> tuple[int, str | None] | None:
        """A conjunct shares what embeds its head, if it is of the same form."""
        p = self.parsed
        verbal = self.grammar.is_verb(token)
        if verbal != self.grammar.is_verb(above):
            return None
        if verbal and p.child(token, "nsubj", "nsubjpass") is not None and p.child(token, "mark") is None:
            return None if p.labels[above] not in ("ccomp", "conj") else self._above(above)
        return self._above(above)

    def _of_modifier(self, verb: int, noun: int) -> tuple[int, str | None] | None:
        """Relative clauses and participles are told as facts; "to"-infinitives by their noun: "plan to visit"."""
        p = self.parsed
        if not self._infinitive(verb):
            return None
        if any(p.lowers[c] in self.words["realised-infinitive"] for c in p.children[noun]):
            return None
        if p.labels[noun] == "pobj" and p.lowers[p.heads[noun]] == "among":
            return None  # "was among the countries to vote against it"
        return noun, self.lexicon.embedding.get(p.lemmas[noun], "possible")

    def _of_adverbial(self, verb: int, above: int) -> tuple[int, str | None] | None:
        if self._infinitive(verb):
            cls = self._class(above, "xcomp")
            return above, cls if cls is not None else "purpose"
        return None

    def _class(self, above: int, path: str) -> str | None:
        """Class of the embedding word, its preposition or particle first ("call for")."""
        p = self.parsed
        lemma = p.lemmas[above]
        name = path.removeprefix("prep:") if path.startswith("prep:") else ""
        for child in p.children[above]:
            if p.labels[child] == "prt" and (cls := self.lexicon.embedding.get(f"{lemma} {p.lowers[child]}")):
                return cls
        if name and (cls := self.lexicon.embedding.get(f"{lemma} {name}")):
            return cls
        if lemma == "go" and p.tags[above] == "VBG" and not name:
            return "commit"
        if lemma == "be" and path == "xcomp":
            return "commit"
        if name and name not in ("of", "for", "to", "about", "in", "from", "against", "on", "with", "at", "over"):
            return None
        if lemma in self.lexicon.embedding and not (name and self.grammar.is_verb(above)):
            if path in ("nsubjpass", "dobj") and self._presupposes(lemma):
                return None
            return self.lexicon.embedding[lemma]
        return None

    def _presupposes(self, lemma: str) -> bool:
        return lemma in self.lexicon.presupposing
