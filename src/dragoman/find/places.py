"""Names of places in a text, which place each is, and how grammar ties it to what happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.codebook.places import LONGEST, Gazetteer, Place, PlaceMention, folded, key_of
from dragoman.records.parsed import ParsedText

_NAME_TAGS = {"NNP", "NNPS"}
_CARRIED_LABELS = {"compound", "nmod", "poss", "amod"}
_SEEN, _FAMOUS = 100_000, 1_000_000  # inhabitants under which the model too must see a place, or no person
_LARGE, _FAR_LARGER, _KNOWN = 300_000, 5, 50_000  # inhabitants; how many times those of the next city of the name


def find_places(parsed: ParsedText, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All names of places, in order, none over another; those that locate nothing have `how` `named`.

    A name that several places share is the one whose country stands behind it ("Hyderabad, Pakistan"), else one in a
    country that the text names, else a capital or a city far larger than the next; else its place is null. Names of
    persons and of bodies (Beijing Times) are left out. A name that the parser's model takes for a place, not in the
    gazetteer, is kept in place phrases with a null place.
    """
    finder = _Finder(parsed, gazetteer)
    return tuple(finder.mention(first, last, places) for first, last, places in finder.names())


class _Finder:
    def __init__(self, parsed: ParsedText, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.gazetteer = gazetteer
        self.lists = gazetteer.lists
        self.labels = {t: label for a, b, label in parsed.entities for t in range(a, b)}
        self.persons = {parsed.lowers[t] for a, b, label in parsed.entities if label == "PERSON" for t in range(a, b)}
        self.found = list(self._matches())
        no_places = self.lists["not_places"] | self.lists["staged"]
        self.inside = {
            t
            for first, last, places in self.found
            if places and parsed.lowers[last - 1] not in no_places
            for t in range(first, last)
        }
        self.countries = self._named_countries()

    def names(self) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
        """First and last token and candidates of each name that is a place here."""
        for first, last, places in self.found:
            if self._is_place(first, last, places):
                yield first, last, places

    def mention(self, first: int, last: int, places: tuple[Place, ...]) -> PlaceMention:
        """A name with its place and its tie."""
        noun = self._noun(first, last)
        head, how, preposition = self._tie(noun, places)
        place, country = self._chosen(last, places)
        name = place.name if place else self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last - 1]]
        return PlaceMention(first, last, head, how, preposition, name, place, country)

    def _matches(self) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
        at, words, lowers = 0, self.parsed.words, self.parsed.lowers
        index = self.parsed.sentence_index
        while at < len(words):
            first = folded(lowers[at]).partition("-")[0].partition("'")[0]
            if (words[at][0].isupper() or words[at][0].islower()) and first in self.gazetteer.firsts:
                match = next(
                    (
                        (last, places)
                        for last in range(min(at + LONGEST, len(words)), at, -1)
                        if index[last - 1] == index[at]
                        and self._capital(at, last)
                        and (places := self._look_up(at, last))
                    ),
                    None,
                )
                if match is not None:
                    yield at, *match
                    at = match[0]
                    continue
            entity = self._entity(at)
            if entity is not None:
                yield at, entity, ()
                at = entity
                continue
            at += 1

    def _look_up(self, first: int, last: int) -> tuple[Place, ...]:
        return self.gazetteer.look_up(self.parsed.text[self.parsed.starts[first] : self.parsed.ends[last - 1]])

    def _capital(self, first: int, last: int) -> bool:
        """Whether the name is written as one: a capital in its last word, or its first."""
        return self.parsed.words[last - 1][:1].isupper() or self.parsed.words[first][:1].isupper()

    def _entity(self, at: int) -> int | None:
        """The end of a name of a place by the model's guess that begins here, outside the gazetteer."""
        for first, last, label in self.parsed.entities:
            if first > at:
                return None
            if first == at and label in {"GPE", "LOC", "FAC"} and self._may_be_place(at, last):
                return last if self.parsed.words[at][:1].isupper() and at + 1 <= last else None
        return None

    def _may_be_place(self, first: int, last: int) -> bool:
        """Whether a name outside the gazetteer can be a place: no abbreviation, and no part of a person's name in the text."""
        word = self.parsed.words[last - 1]
        plain = word.isalpha() and not (word.isupper() and len(word) < 6)
        return plain and self.parsed.tags[last - 1] in _NAME_TAGS and self.parsed.lowers[last - 1] not in self.persons

    def _named_countries(self) -> Counter[str]:
        """Countries that the text names, by name or adjective, and how often."""
        found = Counter(self.gazetteer.adjectives[w] for w in self.parsed.lowers if w in self.gazetteer.adjectives)
        for _, _, places in self.found:
            if places and places[0].country and (places[0].kind != "city" or places[0].capital):
                found[places[0].country] += 1
        return found

    def _behind_given_name(self, at: int, places: tuple[Place, ...]) -> bool:
        """ "Crystal Munoz was convicted": a name before it, and no place phrase around it."""
        p = self.parsed
        before = at - 1
        named = (
            before >= 0 and p.labels[before] == "compound" and p.heads[before] == at and not self._well_known(before)
        )
        given = named and p.tags[before] == "NNP" and p.words[before].istitle() and p.words[before].isalpha()
        return given and self._tie(at, places)[1] != "at"

    def _well_known(self, token: int) -> bool:
        """Whether the token is in the name of a country, region or large city."""
        over = (places for first, last, places in self.found if first <= token < last and places)
        return any(places[0].kind != "city" or places[0].population >= _LARGE for places in over)

    def _is_place(self, first: int, last: int, places: tuple[Place, ...]) -> bool:
        parsed = self.parsed
        if not places:
            return self._tie(self._noun(first, last), ())[1] == "at"
        if parsed.tags[last - 1] not in {*_NAME_TAGS, "NN", "NNS", "JJ"}:
            return False
        city = places[0].kind == "city"
        chained = last + 1 < len(parsed) and parsed.words[last] == "," and self._country_at(last + 1) is not None
        if last - first == 1 and city and parsed.lowers[first] in self.lists["not_places"] and not chained:
            return False
        if city and not chained and not places[0].capital:
            if last - first == 1 and self._behind_given_name(first, places):
                return False
            labels = {self.labels.get(t, "") for t in range(first, last)}
            there = not labels & {"PERSON", "DATE", "ORG"} and self._located(first, last, places)
            if places[0].population < _SEEN and not labels & {"GPE", "LOC", "FAC"} and not there:
                return False
            if places[0].population < _FAMOUS and labels & {"PERSON", "DATE", "NORP"} and not there:
                return False
        return not self._part_of_name(first, last, city)

    def _located(self, first: int, last: int, places: tuple[Place, ...]) -> bool:
        """Whether grammar makes a name a place, whatever the model takes it for, and the text names a country that has one of it, or a people at
        most was seen in a name that but one country has: "in Andijan"."""
        people = {self.labels.get(t, "") for t in range(first, last)} == {"NORP"}
        home = any(place.country in self.countries for place in places) or (
            people and len({place.country for place in places}) == 1
        )
        return home and self._tie(self._noun(first, last), places)[1] in ("at", "to")

    def _part_of_name(self, first: int, last: int, city: bool) -> bool:
        """Whether the words stand inside a longer name: "Paris Hilton", "Bank of China", "Beijing Times"."""
        parsed = self.parsed
        before, after = first - 1, last
        same = parsed.sentence_index
        if after < len(parsed) and same[after] == same[first] and parsed.tags[after] in _NAME_TAGS:
            inside = parsed.labels[last - 1] in {"compound", "nmod"} and parsed.heads[last - 1] >= after
            known = self.lists["place_nouns"] | self.lists["staged"]
            if inside and not {parsed.lowers[after], parsed.lowers[parsed.heads[last - 1]]} & known:
                return self.labels.get(after) in {"PERSON", "ORG", "FAC", "WORK_OF_ART", "PRODUCT"} or city
        led = before >= 0 and same[before] == same[first] and parsed.tags[before] in _NAME_TAGS
        if led and parsed.labels[before] == "compound" and parsed.heads[before] == last - 1:
            if parsed.lowers[last - 1] in self.lists["place_nouns"]:
                return city
            return self.labels.get(before) in {"PERSON", "ORG"} or (city and self.labels.get(first) == "PERSON")
        return False

    def _noun(self, first: int, last: int) -> int:
        for token in range(last - 1, first - 1, -1):
            if not first <= self.parsed.heads[token] < last:
                return token
        return last - 1

    def _tie(self, noun: int, places: tuple[Place, ...]) -> tuple[int, str, str]:
        """The token, kind and word of the tie of a noun to the rest, over chains ("in the city of X", "in Y's X region")."""
        parsed, node = self.parsed, noun
        for _ in range(8):
            label, head = parsed.labels[node], parsed.heads[node]
            if label == "pobj":
                word = parsed.lowers[head]
                above = parsed.heads[head]
                if word == "of" and parsed.lowers[above] in self.lists["place_nouns"]:
                    node = above
                    continue
                if node == noun and parsed.lowers[head + 1] == "particular":
                    return head, "named", word
                if word in self.lists["locative"] or (
                    places and places[0].kind in self.gazetteer.locative_kinds.get(word, ())
                ):
                    return head, "at", word
                if word in self.lists["reaching_prepositions"] and self._reaches(head):
                    return head, "to", word
                return head, "named", word
            if label in {"appos", "conj"} and head != node:
                node = head
                continue
            if label in _CARRIED_LABELS and head != node:
                state = (
                    bool(places) and places[0].kind == "country" and parsed.lowers[head] in self.lists["foreign_sites"]
                )
                if (parsed.lowers[head] in self.lists["place_nouns"] and not state) or head in self.inside:
                    node = head
                    continue
                return node, "modifier", ""
            if label == "dobj":
                return node, "object" if parsed.lemmas[head] in self.lists["reached"] else "named", ""
            if label == "npadvmod":
                return node, "at" if node != noun else "named", ""
            return node, "named", ""
        return noun, "named", ""

    def _reaches(self, prep: int) -> bool:
        above = self.parsed.heads[prep]
        return self.parsed.lemmas[above] in self.lists["reaching"]

    def _chosen(self, last: int, places: tuple[Place, ...]) -> tuple[Place | None, str | None]:
        """The place among those of the name, and the country that it lies in."""
        chained = (
            last + 1 < len(self.parsed)
            and self.parsed.words[last] == ","
            and not (places and places[0].kind == "country")
        )
        behind = self._country_at(last + 1) if chained and not self._goes_on(last + 1) else None
        if behind is not None:
            inside = [p for p in places if p.country == behind and p.kind != "country"]
            return (inside[0] if inside else None), behind
        if not places:
            return None, None
        if places[0].kind != "city":
            return places[0], places[0].country
        near = [p for p in places if self.countries[p.country or ""]]
        largest = places[0]
        second = max((p.population for p in places[1:]), default=0)
        if largest.capital or (largest.population >= _LARGE and largest.population >= _FAR_LARGER * second):
            return largest, largest.country
        if near:
            best = max(near, key=lambda p: (p.population >= _KNOWN, self.countries[p.country or ""], p.population))
            return best, best.country
        if largest.population >= _KNOWN and largest.population >= _FAR_LARGER * second:
            return largest, largest.country
        return None, None

    def _goes_on(self, token: int) -> bool:
        """Whether a country behind a comma is what the sentence goes on with: "near Bam, Iran said", "near Bam, Iran's army said"."""
        p = self.parsed
        while p.labels[token] in ("compound", "amod", "nmod") and p.heads[token] > token:
            token = p.heads[token]
        owned = p.labels[token] == "poss" and p.labels[p.heads[token]] != "appos"
        return owned or p.labels[token] in ("nsubj", "nsubjpass")

    def _country_at(self, token: int) -> str | None:
        """The country of the country or region whose name begins at a token."""
        for first, _, places in self.found:
            if first == token and places:
                return next((p.country for p in places if p.kind != "city" or p.capital), None)
            if first > token:
                break
        return None


__all__ = ["find_places", "key_of"]
