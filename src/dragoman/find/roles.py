"""Which parties fill a slot of a verb, noun or adjective."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.codebook.acts import Lexicon
from dragoman.find.act import Filler
from dragoman.find.grammar import Grammar
from dragoman.records.listing import listed_after
from dragoman.records.party import Mention, Mentions

_NOUN_LABELS = ("poss", "amod", "compound", "nmod", "npadvmod")
# Prepositions whose object may name the party that a phrase is about, nearest first.
_DEEP = (
    "of",
    "by",
    "from",
    "against",
    "with",
    "between",
    "to",
    "toward",
    "towards",
    "for",
    "on",
    "over",
    "in",
    "at",
    "about",
    "regarding",
)
Barred = Callable[[Mention, str], bool]


def _nothing_barred(mention: Mention, slot: str) -> bool:
    return False


class Roles:
    """Slots (see codebook/en/acts/README.md) → mentions, over one parse and its mentions."""

    def __init__(self, grammar: Grammar, mentions: Mentions, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.parsed = grammar.parsed
        self.mentions = mentions
        self.lexicon = lexicon

    # From a head token to the parties that its phrase names --------------------------------------------------

    def direct(self, head: int) -> Mention | None:
        """The mention that `head` heads, if it may act (not a place)."""
        mention = self.mentions.at(head)
        return mention if mention is not None and not mention.place else None

    def modifiers(self, head: int, barred: Barred = _nothing_barred) -> list[Mention]:
        """Possessors, nationalities and country names that modify `head`, nearest the front first; without barred ones."""
        p = self.parsed
        found = []
        for child in p.children[head]:
            if p.labels[child] in _NOUN_LABELS:
                for token in (t for c in p.conjuncts(child) for t in (*self._hyphened(c), c)):
                    mention = self.mentions.at(token)
                    if mention is not None and mention.parties:
                        kin = mention.kind in ("person", "pronoun") and self._is_kin(
                            head
                        )  # "tortured her son": not her
                        found += [] if kin or barred(mention, ".any") else [mention]
                    elif p.labels[child] in ("poss", "compound", "amod", "nmod") and mention is None:
                        found += self.modifiers(token, barred)
        return found

    def _is_kin(self, noun: int) -> bool:
        return self.parsed.lemmas[noun] in self.lexicon.classes.get("kin", frozenset())

    def party(
        self, head: int, deep: bool = False, by_modifier: bool = True, barred: Barred = _nothing_barred
    ) -> list[Mention]:
        """Mentions that the phrase under `head` names: itself; else its modifiers; with `deep`, inside its prepositions."""
        own = self.direct(head)
        if own is not None and (own.parties or own.kind != "pronoun"):
            return [own, *listed_after(self.parsed, self.mentions, own)] if own.parties else []
        if own is not None:
            return []
        counted = self.parsed.lemmas[head] in self.lexicon.classes.get("part-of", frozenset())
        if counted and (found := self._named(self.grammar.preps(head).get("of", ()), barred)):
            return found  # "thousands of Serbs"
        if by_modifier and (found := self.modifiers(head, barred)):
            return found
        if deep and self.grammar.is_verb(head):
            return self._under(head, barred, 0)  # "apologized for downing a Russian helicopter over Armenian territory"
        if deep:
            return self._inside(head, barred)
        return []

    def _inside(self, head: int, barred: Barred, depth: int = 0) -> list[Mention]:
        """Mentions in what hangs on a noun: its prepositions in order of `_DEEP`, then its infinitive ("commitment to help Kenya")."""
        p, preps = self.parsed, self.grammar.preps(head)
        groups = [preps.get(name, ()) for name in _DEEP]
        groups.append(tuple(c for c in p.children[head] if p.labels[c] == "acl" and p.tags[c] == "VB"))
        for tokens in groups:
            if found := self._named(tokens, barred):
                return found
            for token in tokens:
                if found := self.modifiers(token, barred):
                    return found
                if depth < 3 and (found := self._under(token, barred, depth)):
                    return found
        return []

    def _named(self, tokens: tuple[int, ...], barred: Barred) -> list[Mention]:
        """Mentions that the tokens head, joined ones together: "applications by Finland and Sweden"."""
        found = [m for t in tokens if (m := self.mentions.at(t)) is not None and m.parties]
        return [m for m in found if not barred(m, ".any")]

    def _under(self, token: int, barred: Barred, depth: int) -> list[Mention]:
        """Of a verb what its objects name, of a noun what hangs on it."""
        objects = self.grammar.objects(token) if self.grammar.is_verb(token) else ()
        for noun in objects:
            mention = self.mentions.at(noun)
            if mention is not None and mention.parties and not barred(mention, ".any"):
                return [mention]
            if found := self.modifiers(noun, barred) or self._inside(noun, barred, depth + 1):
                return found
        return self._inside(token, barred, depth + 1)

    # From a slot to head tokens --------------------------------------------------------------------------------

    def heads(self, token: int, slot: str, kind: str, support: int = -1) -> tuple[int, ...]:
        """Head tokens that stand in `slot` of `token`. support: the support verb of a noun, or -1."""
        g, p = self.grammar, self.parsed
        if slot == "subj":
            if kind == "verb":
                return g.subject(token)
            if kind == "adj":
                return g.surface_subject(token) or g.subject(p.heads[token])
            return g.subject(support) if support >= 0 else ()
        if slot == "obj":
            return g.objects(token if kind == "verb" else support) if kind == "verb" or support >= 0 else ()
        if slot == "iobj":
            return self._dative(token if kind == "verb" else support)
        if slot in ("poss", "nat"):
            own = [
                c
                for c in p.children[token]
                if p.labels[c] in _NOUN_LABELS and (slot == "nat") != (p.labels[c] == "poss")
            ]
            return tuple(c for o in own for c in (*self._hyphened(o), o))
        if slot in ("xsubj", "content"):
            return tuple(c for c, _ in g.complements(token))
        return self._prepositional(token, slot, kind, support)

    def _hyphened(self, token: int) -> list[int]:
        """The first of two names with a hyphen between, which hangs on the second: "the Turkish-Libyan agreement"."""
        p = self.parsed
        return [c for c in p.children[token] if c == token - 2 and p.words[token - 1] in "-–" and c >= 0]

    def _dative(self, token: int) -> tuple[int, ...]:
        if token < 0:
            return ()
        p = self.parsed
        bare = [
            t
            for c in p.children[token]
            if p.labels[c] == "dative" and p.tags[c] not in ("IN", "TO")
            for t in p.conjuncts(c)
        ]
        return tuple(bare) or self.grammar.preps(token).get("to", ())

    def _prepositional(self, token: int, slot: str, kind: str, support: int) -> tuple[int, ...]:
        g = self.grammar
        found = list(g.preps(token).get(slot, ()))
        if kind == "verb" and not found:
            for inner in g.objects(token):
                found += g.preps(inner).get(slot, ())
        if kind == "noun" and not found and support >= 0 and slot != "of":
            found += g.preps(support).get(slot, ())
        if kind == "adj" and not found:
            found += g.preps(self.parsed.heads[token]).get(slot, ())
        return tuple(found)

    # From slots to fillers -------------------------------------------------------------------------------------

    def fill(
        self,
        token: int,
        slots: Iterable[str],
        kind: str,
        support: int = -1,
        every: bool = False,
        barred: Barred = _nothing_barred,
    ) -> list[Filler]:
        """Fillers of the first slot that has any; with `every`, of all slots. barred: mentions to pass over, by mention and slot."""
        found: list[Filler] = []
        for slot in slots:
            name, _, reach = slot.partition(".")
            here = [Filler(m, slot) for m in self._mentions(token, name, reach == "any", kind, support, barred)]
            direct = set(self.heads(token, name, kind, support)) if reach else set()
            here = [f for f in here if not barred(f.mention, f"{name}.direct" if f.mention.head in direct else slot)]
            found += [f for f in here if all(f.mention is not x.mention for x in found)]
            if found and not every:
                return found
        return found

    def _mentions(self, token: int, slot: str, deep: bool, kind: str, support: int, barred: Barred) -> list[Mention]:
        if slot == "content":
            return self._in_complements(token)
        if slot == "xsubj":
            heads = self.grammar.objects(token) or tuple(
                s for c, _ in self.grammar.complements(token) for s in self.grammar.subject(c)
            )
            return [m for h in heads for m in self.party(h)]
        found = []
        for head in self._wielders(self.heads(token, slot, kind, support), slot):
            if slot in ("poss", "nat"):
                mention = self.mentions.at(head)
                found += [mention] if mention is not None and mention.parties and not mention.place else []
            elif slot in ("subj", "by"):
                # "Chinese growth slowed": the growth is no party; "the Chinese side said" is a mention of its own
                here = self.party(head, deep=deep, by_modifier=deep or self._acts_for(head), barred=barred)
                found += [m for m in here if not m.place]  # "a Kabul car bombing killed five"
            else:
                found += self.party(head, deep=deep, barred=barred)
        return found

    def _wielders(self, heads: tuple[int, ...], slot: str) -> tuple[int, ...]:
        """For weapons as subjects, who launched or owns them, where the clause tells."""
        if slot != "subj":
            return heads
        tools = self.lexicon.classes.get("instrument", frozenset())
        found: list[int] = []
        for head in heads:
            tool = self.parsed.lemmas[head] in tools and self.parsed.labels[head] == "dobj" and not self.modifiers(head)
            found += (self.grammar.owner(head) or (head,)) if tool else (head,)
        return tuple(found)

    def _acts_for(self, head: int) -> bool:
        """Whether a noun in subject place may lend its possessor: institutions and acts of a party, not its features."""
        return self.parsed.lemmas[head] in self.lexicon.classes.get("acts-for", frozenset())

    def _in_complements(self, token: int) -> list[Mention]:
        found = []
        for head, _ in self.grammar.complements(token):
            first, last = self.parsed.subtree(head)
            inside = [m for m in self.mentions.within(first, last) if m.parties and m.kind != "pronoun"]
            whole = [
                m for m in inside if not any(o is not m and o.first <= m.first and m.last <= o.last for o in inside)
            ]
            found += [m for m in whole if not self._aside(m.head, head)]
        return found

    def _aside(self, token: int, top: int) -> bool:
        """Whether a mention stands in an apposition or a relative clause, so that nothing is done to it."""
        p = self.parsed
        while token != top and p.heads[token] != token:
            if p.labels[token] in ("appos", "relcl", "parataxis"):
                return True
            token = p.heads[token]
        return False
