"""Mentions of parties: names, persons, nationalities, people and bodies by role, pronouns and groups."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

import ahocorasick_rs

from dragoman.codebook.actors import Actor, Actors
from dragoman.codebook.offices import Offices
from dragoman.codebook.places import PlaceMention
from dragoman.find.mention_bodies import bodies
from dragoman.find.mention_persons import persons
from dragoman.find.mention_roles import roles
from dragoman.records.parsed import ParsedText, no_owner
from dragoman.records.party import Mention, Mentions, Party

_NO_CITY = {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "NORP", "EVENT", "LAW"}
_LONGEST_NAME = 10  # tokens of a person's name to either side of one of them
_FAMOUS = 1_000_000  # inhabitants above which a city's name is the city's, whatever the model takes it for


@lru_cache(maxsize=4)
def _automaton(words: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(words))


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
    names = [m for m in _names(parsed, actors) if not _of_a_holder(parsed, m.first, m.last, offices)]
    places = tuple(p for p in places if not _of_a_holder(parsed, p.first, p.last, offices))
    places = tuple(p for p in places if not _surname(parsed, p, offices))
    names += _cities(parsed, names, places, actors)
    names = _branches(parsed, names)
    names = _as_spelled_out(parsed, _with_nationality(parsed, _as_cities(parsed, names, places, actors)))
    names = _of_countries_named(parsed, names, actors)
    names += _shortened(parsed, names)
    people = persons(parsed, names, actors, offices)
    taken = {t for m in people for t in range(m.first, m.last)}
    names = [
        m
        for m in names
        if not (m.first in taken and m.last - 1 in taken and m.kind == "name" and not m.parties[0].code)
    ]
    owners = [m for m in names if not no_owner(parsed, m.first, m.last, actors.words)]
    by_role = roles(parsed, owners, people, actors)
    names = [m for m in names if not _of_somebody(parsed, m.last, actors)]
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
    pronouns += [
        Mention(t, t + 1, t, "pronoun", why="some")
        for t in range(len(parsed))
        if t not in held and _some(parsed, t, actors)
    ]
    found = [*names, *people, *by_role, *pronouns]
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
        if _of_a_compound(parsed, place.first, place.last, actors):
            continue
        labels = parsed.entity_labels(place.first, place.last)
        doubted = labels & _NO_CITY and not (place.how in ("at", "to") and labels == {"NORP"})
        if doubted and not place.place.capital and place.place.population < _FAMOUS:
            continue
        state, span = actors.countries[code], parsed.span(place.first, place.last)
        head = parsed.head_of(place.first, place.last)
        kind = "adjective" if _modifies(parsed, head) else "name"
        why = f"{place.name} is a place in {state.name}"
        party = Party(code, state.name, span.text, span.start, span.end, wikidata=state.wikidata, why=why)
        at = place.how == "at" or _locative(parsed, head, actors)
        found.append(Mention(place.first, place.last, head, kind, (party,), place=at, why=why))
    return found


def _branches(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
    """The names, a body's with its branch's country in it: "Amnesty International Norway" is no Norway."""
    countries = {m.first: m for m in names if m.kind in ("name", "adjective") and not m.parties[0].org}
    found, inside = [], set()
    for m in names:
        branch = countries.get(m.last)
        tied = branch is not None and parsed.heads[m.head] == branch.head and parsed.tags[m.head].startswith("NNP")
        if branch is not None and tied and m.parties[0].org and parsed.tags[branch.head].startswith("NNP"):
            inside.add(branch.first)
            m = replace(m, last=branch.last, head=branch.head)
        found.append(m)
    return [m for m in found if m.first not in inside]


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
        local = _modifies(parsed, m.head) and parsed.lemmas[parsed.heads[m.head]] in actors.words["of-a-city"]
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


def _names(parsed: ParsedText, actors: Actors) -> list[Mention]:
    words = tuple(actors.names)
    text = parsed.text.replace("’", "'")
    by_start = {s: t for t, s in enumerate(parsed.starts)}
    by_end = {e: t for t, e in enumerate(parsed.ends)}
    whole = []  # names that end where words do, the longest first of those that begin together
    for pattern, start, end in _automaton(words).find_matches_as_indexes(text, overlapping=True):
        first, last = by_start.get(start), by_end.get(end)
        if (first is None) != (last is None) and (inside := _inside(parsed, start, end, first, last)):
            first, last = inside  # "U.S.-EU": one token, two names
        if last is None and text[end - 1 : end] == ".":
            last = by_end.get(end - 1)  # "U.S." at the end of a sentence may lose its last point
        if first is not None and last is not None and first <= last:
            whole.append((start, -end, first, last, pattern))
    found, past = [], 0
    whole.sort()
    for n, (start, minus_end, first, last, pattern) in enumerate(whole):
        if start < past or _cut_by_longer(n, whole):
            continue  # inside a longer name, or up to within one: "China's Taiwan" in "China's Taiwan Affairs Office"
        past = -minus_end
        mention = _named(parsed, first, last + 1, actors, words[pattern])
        if mention is not None:
            found.append(mention)
    return found


def _cut_by_longer(n: int, names: list[tuple[int, int, int, int, int]]) -> bool:
    """Whether a name, of those in order, ends within a longer one that begins after it."""
    start, end = names[n][0], -names[n][1]
    inside = takewhile(lambda name: name[0] < end, (names[m] for m in range(n + 1, len(names))))
    return any(start < s < end < -minus_end and -minus_end - s > end - start for s, minus_end, *_ in inside)


def _inside(parsed: ParsedText, start: int, end: int, first: int | None, last: int | None) -> tuple[int, int] | None:
    """The token that a name is one side of a hyphen of."""
    token = first if first is not None else last
    if token is None or not parsed.starts[token] <= start < end <= parsed.ends[token]:
        return None
    edge = parsed.text[end : end + 1] if first is not None else parsed.text[start - 1 : start]
    return (token, token) if edge and edge in "-–/" else None


def _with_nationality(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
    """ "the Libyan House of Representatives": a body of the country beside it, whatever country has one of that name."""
    before = {m.last: m for m in names if m.kind in ("adjective", "name") and not m.parties[0].org}
    after = {m.first: m for m in names if m.kind == "name" and not m.parties[0].org}
    done = []
    for m in names:
        owner = before.get(m.first) or (before.get(m.first - 1) if parsed.lowers[m.first - 1] in ("'s", "’s") else None)
        party = m.parties[0]
        if owner is None and parsed.lowers[m.last : m.last + 1] == ("of",):
            owner = after.get(m.last + 1) or after.get(m.last + 2)
        if owner is not None and party.org and party.code != owner.parties[0].code and party.sector:
            code = owner.parties[0].code
            party = replace(
                party, code=code, name=party.text, org=None, wikidata=None, why=f"of {owner.parties[0].name}"
            )
            m = replace(m, parties=(party,), kind="role", why=party.why)
        done.append(m)
    return done


def _of_countries_named(parsed: ParsedText, names: list[Mention], actors: Actors) -> list[Mention]:
    """Without bodies of a name that many countries have, where the text never names the country of the table."""
    shared = actors.words["shared-agency"]
    named = {m.parties[0].code for m in names if not m.parties[0].org}
    return [
        m
        for m in names
        if not m.parties[0].org
        or m.parties[0].code in named
        or parsed.span(m.first, m.last).text.lower().replace("’", "'") not in shared
    ]


def _as_spelled_out(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
    """Letters that the text explains ("Syrian Democratic Forces (SDF)") stand for what stands before them, not for another body."""
    meant: dict[str, Party | None] = {}
    by_end = {m.last: m for m in names}
    for token in range(2, len(parsed) - 1):
        letters = parsed.words[token]
        if parsed.words[token - 1] == "(" and parsed.words[token + 1] == ")" and letters.isupper() and len(letters) > 1:
            spelled = by_end.get(token - 1)
            if spelled is not None and spelled.parties[0].org:
                meant.setdefault(letters, spelled.parties[0])
            elif _initials(parsed, token - 1, len(letters)) == letters:
                meant.setdefault(letters, None)
    done = []
    for m in names:
        letters = parsed.words[m.first]
        if m.last - m.first > 1 or letters not in meant:
            done.append(m)
        elif (party := meant[letters]) is not None:
            own = m.parties[0]
            kept = replace(party, text=own.text, start=own.start, end=own.end)
            done.append(replace(m, parties=(kept,)) if party.org != own.org else m)
        elif m.parties[0].org is None:
            done.append(m)
    return done


def _shortened(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
    """Letters that no table knows, for the name of the text whose words begin with them: "RSF" after "Rapid Support Forces"."""
    taken = {t for m in names for t in range(m.first, m.last)}
    spelled: dict[str, Mention] = {}
    for m in names:
        letters = "".join(w[0] for w in parsed.words[m.first : m.last] if w[0].isupper())
        if m.kind == "name" and len(letters) > 2:
            spelled.setdefault(letters, m)
    found = _last_words(parsed, names, taken)
    for token, word in enumerate(parsed.words):
        if token not in taken and (name := spelled.get(word)) is not None and name.first < token:
            own, span = name.parties[0], parsed.span(token, token + 1)
            why = f"“{word}” is short for {own.text}"
            party = replace(own, text=word, start=span.start, end=span.end, why=why)
            found.append(Mention(token, token + 1, token, "name", (party,), why=why))
    return found


def _last_words(parsed: ParsedText, names: list[Mention], taken: set[int]) -> list[Mention]:
    """A body by the last word of its name, named in full before: "the Front" after "Moro Islamic Liberation Front"."""
    called: dict[str, Mention] = {}
    found = []
    by_last = {m.last - 1: m for m in names if m.kind == "name" and m.parties[0].org and m.last - m.first > 1}
    for token, word in enumerate(parsed.words):
        if token in by_last:
            called[word] = by_last[token]
        name = called.get(word)
        if name is None or token in taken or not _alone(parsed, token):
            continue
        own, span = name.parties[0], parsed.span(token, token + 1)
        why = f"“{word}” is short for {own.text}"
        party = replace(own, text=word, start=span.start, end=span.end, why=why)
        found.append(Mention(token, token + 1, token, "name", (party,), why=why))
    return found


def _alone(parsed: ParsedText, token: int) -> bool:
    """Whether a capitalised word stands behind "the" and goes into no longer name: not "the Council of Europe", "the Front National"."""
    if not token or parsed.lowers[token - 1] != "the" or not parsed.tags[token].startswith("NNP"):
        return False
    after = (*parsed.tags[token + 1 : token + 3], "", "")
    return not after[0].startswith(("NNP", "JJ")) and (
        parsed.lowers[token + 1 : token + 2] != ("of",) or after[1] == "VBG"
    )


def _initials(parsed: ParsedText, last: int, size: int) -> str:
    return "".join(w[0] for w in parsed.words[max(0, last - size) : last])


def _named(parsed: ParsedText, first: int, last: int, actors: Actors, word: str) -> Mention | None:
    candidates = actors.names[word]
    if candidates[0].kind == "nothing" or _ordinary(parsed, first, last, candidates[0]):
        return None
    after = parsed.lowers[last] if last < len(parsed) else ""
    if after in actors.words["not-after-name"] and parsed.words[last][0].isupper():
        return None
    if _of_a_compound(parsed, first, last, actors):
        return None
    if candidates[0].kind == "organisation" and _of_a_longer_name(parsed, first, last, actors):
        return None
    head = parsed.head_of(first, last)
    if _in_person(parsed, first, last, candidates) or _a_surname(parsed, first, last, actors):
        return None
    if parsed.lowers[head] in actors.words["platform"] and _posted_there(parsed, head, actors):
        return None
    actor = _fitting(parsed, head, candidates)
    span = parsed.span(first, last)
    kind = {
        "country": "name",
        "organisation": "name",
        "people": "role",
        "metonym": "metonym",
        "adjective": "adjective",
        "region": "name",
    }[actor.kind]
    if actor.kind in ("adjective", "country", "region") and (
        _modifies(parsed, head) or _of_somebody(parsed, last, actors)
    ):
        kind = "adjective"
    sector = actor.sector
    if actor.kind == "adjective" and not _modifies(parsed, head):
        kind, sector = "role", "CVL"  # "Japanese detained in China"
    place = kind in ("name", "metonym") and actor.kind != "organisation" and _locative(parsed, head, actors)
    place = place or (actor.kind == "metonym" and _held_there(parsed, head, actors))
    if actor.kind == "metonym" and place:
        sector = None
    why = f"“{word}” is {actor.name}" if word != actor.name else ""
    party = Party(actor.code, actor.name, span.text, span.start, span.end, sector, actor.org, None, actor.wikidata, why)
    return Mention(first, last, head, kind, (party,), place=place, why=why)


def _held_there(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """ "the Cairo summit", "a Kabul bombing": a capital before what takes place there."""
    return (
        parsed.labels[head] in ("compound", "nmod") and parsed.lemmas[parsed.heads[head]] in actors.words["held-there"]
    )


def _of_a_compound(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """ "New Jersey", "pro-Beijing", "Iranian-backed": the name is part of a word that names somebody or something else."""
    if first > 0 and parsed.words[first - 1] in ("New", "Little") and parsed.labels[first - 1] == "compound":
        return True
    words = parsed.lowers
    if first > 1 and words[first - 1] == "-":
        described = parsed.lemmas[parsed.heads[parsed.head_of(first, last)]]
        against = words[first - 2] in actors.words["against-prefix"] and (
            described in actors.agents or described in actors.heads
        )
        if against or words[first - 2] in actors.words["aligned-prefix"]:
            return True  # "an anti-Beijing lawmaker", but "anti-Beijing protests"
    if last + 1 >= len(parsed) or words[last] != "-":
        return False
    made = words[last + 1] in actors.words["made-suffix"]
    return words[last + 1] in actors.words["aligned-suffix"] or (made and _strikes(parsed, last + 1, actors))


def _strikes(parsed: ParsedText, made: int, actors: Actors) -> bool:
    """ "Iranian-made drones": whoever uses a weapon acts, not who made it; "Chinese-made cars" are a state's goods."""
    return parsed.lemmas[parsed.heads[made]] in actors.words["weapon"] | actors.words["arm"]


def _of_somebody(parsed: ParsedText, last: int, actors: Actors) -> bool:
    """ "Beijing-based", "Greek-owned": the name only tells whose the one after it is."""
    after = parsed.lowers[last : last + 2]
    return len(after) == 2 and after[0] == "-" and after[1] in actors.words["of-suffix"]


def _of_a_longer_name(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """ "National Security Council": a body's name that is the end of another's, of a state's own."""
    before = first - 1
    return (
        last - first > 1
        and before >= 0
        and parsed.lowers[before] in actors.words["own-body"]
        and parsed.tags[before].startswith("NNP")
        and parsed.sentence_index[before] == parsed.sentence_index[first]
    )


def _ordinary(parsed: ParsedText, first: int, last: int, actor: Actor) -> bool:
    """A word that only looks like the name, by its tag: "us", "Target" at a sentence's start; a state's name is one whatever its tag ("Belize")."""
    word = parsed.words[first]
    if last - first > 1 or (actor.kind == "country" and word != "US"):
        return False
    if word == "US":
        return parsed.tags[first] == "PRP"
    return (
        parsed.tags[first] in ("VB", "VBD", "VBP", "VBZ", "MD", "IN", "DT") and not word.isupper() and "." not in word
    )


def _in_person(parsed: ParsedText, first: int, last: int, candidates: tuple[Actor, ...]) -> bool:
    """Whether a place's name is a person's: "Chad Wolf", "Steven Jordan"."""
    if last - first > 1 or candidates[0].kind not in ("country", "region", "metonym"):
        return False
    if first and parsed.lowers[first - 1] in ("of", "in", "the", "to", "from", "with"):
        return False
    for a, b, label in parsed.entities:
        if label == "PERSON" and a <= first and last <= b and b - a > 1:
            rest = [t for t in range(a, b) if t != first]
            beside = (first + 1 < b and parsed.tags[first + 1] == "NNP") or (
                first > a and parsed.tags[first - 1] == "NNP"
            )
            return beside and all(parsed.tags[t].startswith("NNP") or parsed.words[t] in ".-" for t in rest)
    return False


def _a_surname(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """Whether a name of one word ends somebody's, right behind a given name ("Sameh Saudi's wife"), or a title that no city bears ("President Lagos")."""
    before, after = first - 1, parsed.tags[last : last + 1]
    if (
        last - first > 1
        or before < 0
        or not parsed.tags[before].startswith("NNP")
        or not parsed.words[before].istitle()
    ):
        return False
    if (after and after[0].startswith(("N", "JJ"))) or parsed.words[before] in actors.names:
        return False
    polite = bool({parsed.lowers[before], parsed.lowers[before].rstrip(".")} & actors.polite)
    ruler = (
        parsed.lowers[before] in actors.words["ruler-title"]
        and actors.names[parsed.words[first]][0].kind != "adjective"
    )
    return polite or ruler or parsed.lowers[before] in actors.words["given-name"]


def _posted_there(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether a platform is where something is said ("wrote on Twitter", "a Facebook post"), and not what is told of ("banned TikTok")."""
    node = head
    while parsed.labels[node] in ("conj", "appos") and parsed.heads[node] != node:
        node = parsed.heads[node]
    above = parsed.heads[node]
    if parsed.labels[node] == "pobj":
        barred = parsed.lemmas[parsed.heads[above]] in actors.words["barring-noun"]
        return not barred and parsed.lowers[above] not in ("by", "against", "with")
    return parsed.labels[node] not in ("nsubj", "nsubjpass", "dobj", "poss", "dative")


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


def _fitting(parsed: ParsedText, head: int, candidates: tuple[Actor, ...]) -> Actor:
    """Among what a word may stand for, the one its place in the sentence allows."""
    if len(candidates) == 1:
        return candidates[0]
    kinds = {a.kind: a for a in reversed(candidates)}
    if "adjective" in kinds and ("country" in kinds):
        return kinds["adjective"] if _modifies(parsed, head) else kinds["country"]
    if "metonym" in kinds and "country" in kinds:
        return kinds["country"]
    return candidates[0]


def _modifies(parsed: ParsedText, head: int) -> bool:
    label = parsed.labels[head]
    if label in ("amod", "compound", "nmod", "npadvmod"):
        return True
    if label == "conj":
        return parsed.tags[head].startswith("JJ") and _modifies(parsed, parsed.heads[head])
    return False


def _locative(parsed: ParsedText, head: int, actors: Actors) -> bool:
    node = head
    while parsed.labels[node] in ("conj", "appos") and parsed.heads[node] != node:
        node = parsed.heads[node]
    if parsed.labels[node] != "pobj":
        return False
    return parsed.lowers[parsed.heads[node]] in actors.words["locative"]
