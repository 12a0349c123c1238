"""Mentions of parties: names, persons, nationalities, people and bodies by role, pronouns and groups."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.actors import Actors
from dragoman.codebook.offices import Offices
from dragoman.codebook.places import PlaceMention
from dragoman.find.mention_bodies import bodies
from dragoman.find.mention_names import locative, modifies, named_in
from dragoman.find.mention_persons import persons
from dragoman.find.mention_roles import roles
from dragoman.find.mention_settled import (
    as_spelled_out,
    branches,
    of_countries_named,
    of_the_other_georgia,
    shortened,
    with_nationality,
)
from dragoman.find.name_limits import of_a_compound, of_somebody
from dragoman.records.parsed import ParsedText, no_owner
from dragoman.records.party import Mention, Mentions, Party

_NO_CITY = {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW"}
_LONGEST_NAME = 10  # tokens of a person's name to either side of one of them
_FAMOUS = 1_000_000  # inhabitants above which a city's name is the city's, whatever the model takes it for


def _surname(parsed: ParsedText, place: PlaceMention, offices: Offices) -> bool:
    """Whether a city's name is the surname of an office-holder whom the text names in full: "Anita Anand"."""
    if place.last - place.first != 1:
        return False
    word = parsed.words[place.first]
    given = {parsed.words[t - 1] for t in range(1, len(parsed)) if parsed.words[t] == word}
    return any(name[:1].isupper() and offices.known(f"{name} {word}") for name in given)


def find_mentions(
    parsed: ParsedText, actors: Actors, offices: Offices, places: tuple[PlaceMention, ...] = ()
) -> Mentions:
    """All mentions that may stand for a party, with the parties that their words alone tell.

    A country or capital in a phrase of place ("in Beijing", "off Yonaguni") has `place` set; "to China", "from Japan" may act.
    places: names of cities and regions, which stand for the state that they are of.
    """
    names = [m for m in named_in(parsed, actors) if not _of_a_holder(parsed, m.first, m.last, offices)]
    places = tuple(p for p in places if not _of_a_holder(parsed, p.first, p.last, offices))
    places = tuple(p for p in places if not _surname(parsed, p, offices))
    names += _cities(parsed, names, places, actors)
    names = branches(parsed, names)
    names = as_spelled_out(parsed, with_nationality(parsed, _as_cities(parsed, names, places, actors)))
    names = of_countries_named(parsed, names, actors)
    names = of_the_other_georgia(parsed, names, actors)
    names += shortened(parsed, names)
    people = persons(parsed, names, actors, offices)
    taken = {t for m in people for t in range(m.first, m.last)}
    names = [
        m
        for m in names
        if not (m.first in taken and m.last - 1 in taken and m.kind == "name" and not m.parties[0].code)
    ]
    owners = [m for m in names if not no_owner(parsed, m.first, m.last, actors.words)]
    by_role = roles(parsed, owners, people, actors)
    names = [m for m in names if not of_somebody(parsed, m.last, actors)]
    inside_people = {m.head for m in people}
    long = {
        t for m in names if m.parties[0].org and m.last - m.first > 1 for t in range(m.first, m.last) if t != m.head
    }
    by_role = [m for m in by_role if m.head not in inside_people | long]
    taken = {t for m in (*names, *people, *by_role) for t in range(m.first, m.last)}
    taken |= {t for p in places for t in range(p.first, p.last)}
    by_role += bodies(parsed, taken, actors)
    held = {m.head for m in (*people, *by_role)}
    names = [m for m in names if m.head not in held or m.kind == "adjective"]
    pronouns = [Mention(t, t + 1, t, "pronoun") for t in range(len(parsed)) if _is_pronoun(parsed, t, actors)]
    pronouns += [
        Mention(t - 1, t + 1, t, "pronoun", why="reciprocal")
        for t in range(1, len(parsed))
        if f"{parsed.lowers[t - 1]} {parsed.lowers[t]}" in actors.words["each-other"]
    ]
    held |= {m.head for m in (*names, *pronouns)}
    crowds = [c for t in range(len(parsed)) if t not in held and (c := _crowd(parsed, t, actors)) is not None]
    held |= {c.head for c in crowds}
    pronouns += [
        Mention(t, t + 1, t, "pronoun", why="some")
        for t in range(len(parsed))
        if t not in held and _some(parsed, t, actors)
    ]
    found = [*names, *people, *by_role, *crowds, *pronouns]
    return Mentions(tuple(sorted(found, key=lambda m: (m.first, -m.last))))


def _cities(
    parsed: ParsedText, names: list[Mention], places: tuple[PlaceMention, ...], actors: Actors
) -> list[Mention]:
    """Places that the names of states and regions do not hold, for the states that they lie in."""
    taken = {t for m in names for t in range(m.first, m.last)}
    found = []
    for place in places:
        code = actors.coded(place.country)
        if code not in actors.countries or place.place is None or taken & set(range(place.first, place.last)):
            continue
        if of_a_compound(parsed, place.first, place.last, actors):
            continue
        labels = parsed.entity_labels(place.first, place.last)
        doubted = labels & _NO_CITY and not (place.how in ("at", "to") and labels == {"NORP"})
        if doubted and not place.place.capital and place.place.population < _FAMOUS:
            continue
        state, span = actors.countries[code], parsed.span(place.first, place.last)
        head = parsed.head_of(place.first, place.last)
        kind = "adjective" if modifies(parsed, head) else "name"
        why = f"{place.name} is a place in {state.name}"
        party = Party(code, state.name, span.text, span.start, span.end, wikidata=state.wikidata, why=why)
        at = place.how == "at" or locative(parsed, head, actors)
        found.append(Mention(place.first, place.last, head, kind, (party,), place=at, why=why))
    return found


def _as_cities(
    parsed: ParsedText, names: list[Mention], places: tuple[PlaceMention, ...], actors: Actors
) -> list[Mention]:
    """The names, the seat of a union of states for its own state where it is a city: "in Brussels", "Brussels police", "the Brussels bombings"."""
    found, there = [], {p.first: p for p in places}
    for m in names:
        place, party = there.get(m.first), m.parties[0]
        code = actors.coded(place.country) if place is not None else None
        if m.kind not in ("metonym", "adjective") or party.code in actors.countries or code not in actors.countries:
            found.append(m)
            continue
        local = modifies(parsed, m.head) and parsed.lemmas[parsed.heads[m.head]] in actors.words["of-a-city"]
        if m.place or local:
            state = actors.countries[code or ""]
            why = f"{party.text} is a place in {state.name}"
            party = replace(
                party, code=state.code, name=state.name, sector=None, org=None, wikidata=state.wikidata, why=why
            )
            m = replace(m, parties=(party,), why=why)
        found.append(m)
    return found


def _is_pronoun(parsed: ParsedText, token: int, actors: Actors) -> bool:
    return (
        parsed.lowers[token] in actors.words["pronoun"]
        and parsed.tags[token] in ("PRP", "PRP$")
        and parsed.words[token] != "US"
    )


def _crowd(parsed: ParsedText, token: int, actors: Actors) -> Mention | None:
    """ "Thousands marched", "tens of thousands rallied": people, told by number alone."""
    if parsed.lowers[token] not in actors.words["crowd-number"] or parsed.labels[token] != "nsubj":
        return None
    if parsed.lemmas[parsed.heads[token]] not in actors.words["crowd-verb"]:
        return None
    first, last = parsed.subtree(token)
    inside = {parsed.lowers[t] for t in range(token + 1, last)} - {"of"}
    if not inside <= actors.words["crowd-number"]:
        return None  # "thousands of Serbs"
    return Mention(first, last, token, "role", why="sector=CVL")


def _some(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """ "Those freed", "others", "Eight were arrested": some of people told of, without a noun."""
    if parsed.labels[token] not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return False
    if any(parsed.lowers[c] == "of" for c in parsed.children[token]):
        return False  # "Thousands of Serbs"
    if parsed.tags[token] == "CD":
        word = parsed.lowers[token]
        year = word.isdigit() and len(word) == 4
        known = any(parsed.lowers[c] in ("the", "these", "those") for c in parsed.children[token])  # "accused the nine"
        harmed = parsed.labels[token] == "dobj" and parsed.lemmas[parsed.heads[token]] in actors.words["harms"]
        stands = parsed.labels[token] in ("nsubj", "nsubjpass") or known or harmed  # "killing 14"
        return stands and not year and parsed.poses[token] != "SYM"
    return parsed.lowers[token] in actors.words["some"]


def _of_a_holder(parsed: ParsedText, first: int, last: int, offices: Offices) -> bool:
    """Whether a name of one word is part of the full name of somebody who holds or held an office: "Wellington Koo"."""
    if last - first != 1 or not parsed.words[first][0].isupper():
        return False
    begin, end = _name_around(parsed, first)
    return any(
        offices.known(" ".join(parsed.words[a:b]).replace(" - ", "-"))
        for a in range(begin, first + 1)
        for b in range(last, end + 1)
        if b - a > 1 and parsed.words[a][0].isupper() and parsed.words[b - 1][0].isupper()
    )


def _name_around(parsed: ParsedText, token: int) -> tuple[int, int]:
    """The words around that may be of one name with it, at most `_LONGEST_NAME` to each side."""
    sentence = parsed.sentence_index[token]

    def joins(at: int) -> bool:
        inside = 0 <= at < len(parsed) and parsed.sentence_index[at] == sentence and abs(at - token) <= _LONGEST_NAME
        if not inside:
            return False
        word = parsed.words[at]
        return word[0].isupper() or word == "-" or (word.isalpha() and len(word) <= 3)  # "al", "y", "bin"

    begin, end = token, token + 1
    while joins(begin - 1):
        begin -= 1
    while joins(end):
        end += 1
    return begin, end
