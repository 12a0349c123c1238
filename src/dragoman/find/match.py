"""Which entries of the lexicon a word answers to, in the construction that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.acts import ActEntry, Lexicon
from dragoman.find.grammar import Grammar
from dragoman.find.roles import Roles

_INNER = ("prep", "prt", "dobj", "acomp", "advmod", "dative", "agent", "oprd", "attr", "pobj")
_MODIFIERS = ("amod", "compound", "nmod", "advmod", "npadvmod", "neg", "nummod", "poss")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits, with the tokens of its words, and the support verb (or -1) of a noun."""

    entry: ActEntry
    words: tuple[int, ...]
    support: int = -1


class Matcher:
    """Look-up of a token in the lexicon."""

    def __init__(self, grammar: Grammar, roles: Roles, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parsed = grammar.parsed
        self.roles = roles
        self.lexicon = lexicon

    def kind_of(self, token: int) -> str | None:
        """verb, noun or adj, by tag and place; None for words that carry no act."""
        p = self.parsed
        tag, label = p.tags[token], p.labels[token]
        if label in ("aux", "auxpass"):
            return None
        if tag == "VBG" and any(c < token and p.labels[c] in ("amod", "poss", "compound") for c in p.children[token]):
            return "noun"  # "by Russian shelling"
        if tag.startswith("VB") and label not in ("amod", "compound"):
            return "verb"
        if tag in ("NN", "NNS", "NNP", "NNPS") or (tag == "VBG" and label in ("compound", "dobj", "pobj")):
            return "noun"
        if tag.startswith("JJ") and label in ("acomp", "attr", "ccomp", "conj", "ROOT", "relcl", "advcl", "oprd"):
            return "adj"
        return None

    def best(self, token: int, support: int = -1) -> Match | None:
        """The entry with the most needs met, then the longest wording, then the highest weight; None if none fits."""
        kind = self.kind_of(token)
        if kind is None:
            return None
        entries = self.lexicon.of(kind, self.parsed.lemmas[token])
        if self.parsed.tags[token] in ("VBN", "VBD"):
            entries += self.lexicon.of("adj", self.parsed.lowers[token])  # "was outraged at"
        fitting = [m for e in entries if (m := self._fits(e, token, support)) is not None]
        if not fitting:
            return None
        return max(fitting, key=lambda m: (len(m.entry.rest) + len(m.entry.needs), m.entry.weight, m.entry.id))

    def _fits(self, entry: ActEntry, token: int, support: int) -> Match | None:
        words = self._worded(entry, token)
        if words is None:
            return None
        if not all(self._meets(slot, allowed, entry, token, support) for slot, allowed in entry.needs):
            return None
        if any(self._meets(slot, barred, entry, token, support) for slot, barred in entry.lacks):
            return None
        return Match(entry, words, support)

    def _worded(self, entry: ActEntry, token: int) -> tuple[int, ...] | None:
        """The tokens of the entry's words: the rest of a multiword must hang on the lemma, at most one word between."""
        p = self.parsed
        if not entry.rest:
            return (token,)
        near: dict[str, int] = {}
        for child in p.children[token]:
            if entry.kind == "verb" and self._apart(child, token):
                continue
            near.setdefault(p.lowers[child], child)
            near.setdefault(p.lemmas[child], child)
            if p.labels[child] in _INNER:
                for inner in p.children[child]:
                    near.setdefault(p.lowers[inner], inner)
                    near.setdefault(p.lemmas[inner], inner)
                    if p.labels[inner] in _INNER:
                        for third in p.children[inner]:
                            near.setdefault(p.lowers[third], third)
        found = [near.get(word, -1) for word in entry.rest]
        if -1 in found and len(entry.rest) == 1 and entry.kind == "verb":
            found = [self._stranded(entry.rest[0], token)]
        return tuple(sorted((token, *found))) if -1 not in found else None

    def _apart(self, child: int, verb: int) -> bool:
        """Whether a preposition is no part of what the verb says: "On Friday they agreed", "fired a missile on Tuesday"."""
        p = self.parsed
        if p.labels[child] not in ("prep", "prt"):
            return False
        return (child < verb and p.labels[verb] != "relcl") or self._of_time(child)

    def _of_time(self, prep: int) -> bool:
        p = self.parsed
        of = [c for c in p.children[prep] if p.labels[c] == "pobj"]
        return any(p.entity_labels(t, t + 1) & {"DATE", "TIME"} for t in of)

    def _stranded(self, word: str, token: int) -> int:
        """A preposition right after the verb that the parse hung elsewhere ("called for by", "opted out")."""
        p = self.parsed
        after = token + 1
        there = after < len(p) and p.lowers[after] == word and p.tags[after] in ("IN", "RP", "TO", "RB")
        return after if there and not self._of_time(after) else -1

    def _meets(self, slot: str, allowed: frozenset[str], entry: ActEntry, token: int, support: int) -> bool:
        p = self.parsed
        name, _, reach = slot.partition(".")
        if name == "mod":
            return any(
                p.lemmas[c] in allowed or p.lowers[c] in allowed for c in p.children[token] if p.labels[c] in _MODIFIERS
            )
        if name == "compound":
            before = " ".join(p.lowers[max(0, token - 3) : token])
            lemmas = " ".join(p.lemmas[max(0, token - 3) : token])
            return any(before.endswith(w) or lemmas.endswith(w) for w in allowed)
        if name in ("that", "to", "ing"):
            heads = self.roles.heads(token, name, entry.kind, support) if name == "to" else ()
            return self._complement(name, allowed, token) or any(
                self._is(h, allowed) or ("party" in allowed and self.roles.party(h)) for h in heads
            )
        if name == "second":  # "called it an insult": the object is named, not reached
            return sum(p.labels[c] in ("dobj", "oprd", "attr", "acomp") for c in p.children[token]) > 1
        heads = self.roles.heads(token, name, entry.kind, support)
        if "clause" in allowed and self.grammar.complements(token):
            return True
        if "party" in allowed and any(self.roles.party(h, deep=reach == "any") for h in heads):
            return True
        if "person" in allowed and any(self._person(h) for h in heads):
            return True
        if "named" in allowed and any(m is not None and m.kind == "person" for m in map(self.roles.direct, heads)):
            return True
        if "somewhere" in allowed and any(self._somewhere(h) for h in heads):
            return True
        if "civilians" in allowed and any(self._civilians(h) for h in heads):
            return True
        return any(self._is(h, allowed) for h in heads)

    def _somewhere(self, head: int) -> bool:
        """A place of a state: "held | in Iran"."""
        mention = self.roles.mentions.at(head)
        return mention is not None and bool(mention.parties) and mention.kind in ("name", "metonym")

    def _person(self, head: int) -> bool:
        mention = self.roles.direct(head)
        return (
            mention is not None and mention.kind != "name" and self.parsed.lowers[head] not in ("it", "its", "itself")
        )

    def _civilians(self, head: int) -> bool:
        mention = self.roles.direct(head)
        return mention is not None and any(p.sector in ("CVL", "EDU", "LAB", "AGR") for p in mention.parties)

    def _is(self, head: int, allowed: frozenset[str]) -> bool:
        p = self.parsed
        if p.lemmas[head] in allowed or p.lowers[head] in allowed:
            return True
        return any(
            f"{p.lowers[c]} {p.lemmas[head]}" in allowed
            for c in p.children[head]
            if p.labels[c] in ("compound", "amod")
        )

    def _complement(self, kind: str, allowed: frozenset[str], token: int) -> bool:
        found = [c for c, k in self.grammar.complements(token) if k == kind]
        return bool(found) and ("clause" in allowed or any(self.parsed.lemmas[c] in allowed for c in found))
