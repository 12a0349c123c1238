"""Where an act happened: the place that its own words give, apart from places that it only speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.places import Gazetteer, PlaceMention, load_gazetteer
from dragoman.records.claim import Where
from dragoman.records.parsed import ParsedText

_VERB_TAGS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}
_NOUN_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_CLAUSES = {
    "ROOT",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "xcomp",
    "conj",
    "pcomp",
    "parataxis",
    "csubj",
    "csubjpass",
    "dep",
}
_FINENESS = {"venue": 0, "city": 1, "island": 2, "disputed": 2, "region": 3, "territory": 3, "sea": 4, "country": 5}
_OBJECTS = {"dobj", "pobj", "nsubj", "nsubjpass", "dative", "attr"}
_FAR = 12  # tokens behind a verb of saying, where a place is more often that of what is said
_NO = 99


def where_of(
    parsed: ParsedText, trigger: int, mentions: Sequence[PlaceMention], gazetteer: Gazetteer | None = None
) -> Where | None:
    """The place where the act with the trigger token happened, or null where its words give none.

    Taken are a place phrase of the trigger's clause or noun ("met in Vientiane", "talks at Camp David"), the goal of a
    visit or sending, the object of a verb that acts on a place ("visited Tokyo"), a name before the noun ("the Geneva
    talks"), and what a clause lends to a participle or to a verb joined to it. Not taken: places inside what is said or
    discussed ("warned about stability in the Taiwan Strait"), beyond another verb, datelines and bylines.
    The finer place wins ("in Vientiane, Laos"). A disputed place comes under all its names and without a country.
    """
    reader = _Reader(parsed, (gazetteer or load_gazetteer()).lists)
    sentence = parsed.sentence_index[trigger]
    best: tuple[int, int, int, int] | None = None
    for index, mention in enumerate(mentions):
        if parsed.sentence_index[mention.first] != sentence:
            continue
        rank = reader.rank(trigger, mention)
        fine = _FINENESS.get(mention.place.kind, 3) if mention.place else 1
        key = (rank, fine, abs(mention.head - trigger), index)
        if rank < _NO and (best is None or key < best):
            best = key
    return _where(parsed, mentions[best[3]]) if best else None


def _where(parsed: ParsedText, mention: PlaceMention) -> Where:
    span = parsed.span(mention.first, mention.last)
    place = mention.place
    if place is None:
        return Where(mention.name, mention.country, text=span.text, start=span.start, end=span.end)
    return Where(place.name, place.country, place.lat, place.lon, place.geonameid, span.text, span.start, span.end)


class _Reader:
    def __init__(self, parsed: ParsedText, lists: dict[str, frozenset[str]]) -> None:
        self.parsed = parsed
        self.lists = lists

    def rank(self, trigger: int, mention: PlaceMention) -> int:
        """How well the mention places the trigger; `_NO` if not."""
        if mention.how == "named" or mention.first <= trigger < mention.last or self._of_topic(trigger, mention):
            return _NO
        if self.parsed.tags[trigger] in _NOUN_TAGS:
            return min(self._noun(trigger, mention), self._carried(trigger, mention))
        own = self._own(trigger, mention)
        return own if own < _NO else self._inherited(trigger, mention, 0)

    def path(self, token: int, top: int) -> list[int] | None:
        """Tokens above `token` and below `top`, upwards; null if `top` is not above it."""
        found: list[int] = []
        node = token
        while node != top:
            parent = self.parsed.heads[node]
            if parent == node or len(found) > 60:
                return None
            if node != token:
                found.append(node)
            node = parent
        return found

    def _own(self, verb: int, mention: PlaceMention) -> int:
        """Rank of a place in the clause of a verb."""
        between = self.path(mention.head, verb)
        if between is None or mention.how == "modifier":
            return _NO
        nouns = [t for t in between if self.parsed.tags[t] in _NOUN_TAGS or self.parsed.labels[t] in _OBJECTS]
        if any(self._clause(t) for t in between):
            return self._staged(mention, nouns, between)
        if mention.how == "object":
            return 0 if not between else _NO
        if self._says(verb):
            return self._of_speech(verb, nouns, mention)
        if not nouns:
            return 0
        top = nouns[-1]
        carries = self.parsed.lemmas[verb] in self.lists["carrying"]
        if mention.how == "to" and not (carries and self.parsed.labels[top] == "dobj"):
            return _NO
        if any(self._topic(n) for n in nouns):
            return _NO
        label = self.parsed.labels[top]
        if label == "pobj":
            return 1
        if label in {"dobj", "dative", "attr", "oprd"}:
            return 2
        if label in {"nsubj", "nsubjpass"}:
            return 4
        return 3

    def _of_speech(self, verb: int, nouns: list[int], mention: PlaceMention) -> int:
        """Rank for a verb of saying: its own adjunct, or talks that it is part of; what is said has places of its own."""
        parsed = self.parsed
        if any(parsed.lowers[n] in self.lists["margins"] for n in nouns):
            return 1
        if nouns:
            top, prep = nouns[-1], parsed.heads[nouns[-1]]
            held = parsed.lowers[top] in self.lists["staged"] | self.lists["margins"] | self.lists["place_nouns"]
            where = parsed.labels[top] == "pobj" and parsed.heads[prep] == verb
            return 1 if held and where and parsed.lowers[prep] in {"in", "on", "at", "during"} else _NO
        if mention.head < verb:
            return 0
        if mention.head - verb > _FAR:
            return _NO
        told = [c for c in parsed.children[verb] if verb < c < mention.head and parsed.labels[c] == "prep"]
        return _NO if any(parsed.lowers[c] in {"on", "for", "about", "over", "regarding"} for c in told) else 0

    def _of_topic(self, trigger: int, mention: PlaceMention) -> bool:
        """ "views on the situation in Gaza": the place right behind such a noun is the situation's, however it was parsed."""
        noun = mention.head - 1
        if noun < 0 or noun == trigger or self.parsed.lemmas[noun] not in self.lists["situations"]:
            return False
        node = noun
        for _ in range(8):
            above = self.parsed.heads[node]
            if above == node or (above == trigger and self.parsed.labels[node] == "dobj"):
                return above == trigger and self.parsed.tags[trigger] in _VERB_TAGS and self._says(trigger)
            if self.parsed.labels[node] == "pobj" and self.parsed.lowers[above] in self.lists["about"]:
                return True
            node = above
        return False

    def _staged(self, mention: PlaceMention, nouns: list[int], between: list[int]) -> int:
        """ "met on the sidelines of a gathering hosted by ASEAN in Laos": the gathering's place is the meeting's."""
        prep = between[-1]
        staged = mention.how == "at" and any(self.parsed.lowers[n] in self.lists["staged"] for n in nouns)
        inside = self.parsed.lowers[prep] in {"on", "at", "during", "in"} and self.parsed.labels[prep] == "prep"
        verbs = [t for t in between if self._clause(t)]
        return 5 if staged and inside and len(verbs) == 1 and self.parsed.labels[verbs[0]] in {"acl", "relcl"} else _NO

    def _noun(self, noun: int, mention: PlaceMention) -> int:
        """Rank of a place in a noun's own phrase."""
        between = self.path(mention.head, noun)
        if between is None:
            return _NO
        inner = [t for t in between if self.parsed.tags[t] in _NOUN_TAGS]
        if any(self._topic(t) for t in inner):
            return _NO
        if any(self._clause(t) for t in between):
            verbs = [t for t in between if self._clause(t)]
            return 4 if len(verbs) == 1 and self.parsed.labels[verbs[0]] == "acl" and not inner else _NO
        if mention.how == "modifier":
            city = mention.place is not None and mention.place.kind not in {"country"}
            possessive = self.parsed.labels[mention.head] == "poss"
            return 1 if city and not possessive and not between else _NO
        if mention.how == "object":
            return _NO
        return min(len(inner), 3)

    def _carried(self, noun: int, mention: PlaceMention) -> int:
        """Rank for a noun whose verb only carries it ("held talks in Beijing"), or that is an adjunct of the clause."""
        verb = self.parsed.heads[noun]
        carries = self.parsed.lemmas[verb] in self.lists["carrying"]
        if (
            self.parsed.labels[noun] in {"dobj", "nsubj", "nsubjpass", "attr"}
            and carries
            and mention.how in {"at", "to"}
        ):
            own = self._own(verb, mention)
            return own + 1 if own < _NO else self._inherited(verb, mention, 0)
        return _NO

    def _inherited(self, verb: int, mention: PlaceMention, depth: int) -> int:
        """Rank of a place in a clause that lends it: to a participle, an "and" with the same subject, an infinitive."""
        parsed = self.parsed
        label, parent = parsed.labels[verb], parsed.heads[verb]
        if depth > 3 or parent == verb:
            return self._joined(verb, mention)
        if label == "pcomp":
            parent = parsed.heads[parent]
        if parsed.tags[parent] not in _VERB_TAGS:
            return _NO
        participle = parsed.tags[verb] == "VBG" and label in {"advcl", "pcomp"}
        same = label == "conj" and parsed.child(verb, "nsubj", "nsubjpass") is None
        behind = label == "xcomp" and mention.first > verb
        if not (participle or same or behind):
            return self._joined(verb, mention)
        own = self._own(parent, mention)
        rank = own if own < _NO else self._inherited(parent, mention, depth + 1)
        return rank + 10 if rank < 3 or 10 <= rank < _NO else self._joined(verb, mention)

    def _joined(self, verb: int, mention: PlaceMention) -> int:
        """From the last of verbs joined by "and" to the first, where no comma parts them."""
        parsed = self.parsed
        for child in parsed.children[verb]:
            if parsed.labels[child] == "conj" and parsed.tags[child] in _VERB_TAGS and mention.how == "at":
                parted = any(parsed.words[t] == "," for t in range(verb + 1, child))
                if parsed.child(child, "nsubj", "nsubjpass") is None and not parted:
                    own = self._own(child, mention)
                    if own < 2:
                        return own + 20
        return _NO

    def _clause(self, token: int) -> bool:
        return self.parsed.tags[token] in _VERB_TAGS and self.parsed.labels[token] in _CLAUSES

    def _says(self, verb: int) -> bool:
        """Whether a verb says something, by itself or with its object ("sent greetings", "exchanged views")."""
        thing = self.parsed.child(verb, "dobj")
        message = thing is not None and self.parsed.lemmas[thing] in self.lists["messages"]
        return message or self.parsed.lemmas[verb] in self.lists["saying"]

    def _topic(self, noun: int) -> bool:
        """Whether a noun stands behind "about", "for" …, so that its place is what is spoken of."""
        above = self.parsed.heads[noun]
        if self.parsed.labels[noun] != "pobj" or self.parsed.lowers[above] not in self.lists["about"]:
            return False
        word, over = self.parsed.lowers[above], self.parsed.lowers[self.parsed.heads[above]]
        if word == "on":
            return self.parsed.lowers[noun] not in self.lists["margins"]
        return not (word in {"of", "with", "from", "to"} and over in self.lists["staged"])
