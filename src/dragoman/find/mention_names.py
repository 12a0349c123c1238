"""Mentions by name: what the table of names holds, as a name in its sentence."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

import ahocorasick_rs

from dragoman.codebook.actors import Actor, Actors
from dragoman.find.name_limits import nobody, of_somebody
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Party


@lru_cache(maxsize=4)
def _automaton(words: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(words))


def named_in(parsed: ParsedText, actors: Actors) -> list[Mention]:
    """All mentions by a name of the table, in order of the text, none inside a longer one."""
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


def _named(parsed: ParsedText, first: int, last: int, actors: Actors, word: str) -> Mention | None:
    candidates = actors.names[word]
    if candidates[0].kind == "nothing" or _ordinary(parsed, first, last, candidates[0]):
        return None
    after = parsed.lowers[last] if last < len(parsed) else ""
    if after in actors.words["not-after-name"] and parsed.words[last][0].isupper():
        return None
    if nobody(parsed, first, last, candidates, actors):
        return None
    head = parsed.head_of(first, last)
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
        modifies(parsed, head) or of_somebody(parsed, last, actors)
    ):
        kind = "adjective"
    sector = actor.sector
    if actor.kind == "adjective" and not modifies(parsed, head):
        kind, sector = "role", "CVL"  # "Japanese detained in China"
    place = kind in ("name", "metonym") and actor.kind != "organisation" and locative(parsed, head, actors)
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


def _fitting(parsed: ParsedText, head: int, candidates: tuple[Actor, ...]) -> Actor:
    """Among what a word may stand for, the one its place in the sentence allows."""
    if len(candidates) == 1:
        return candidates[0]
    kinds = {a.kind: a for a in reversed(candidates)}
    if "adjective" in kinds and ("country" in kinds):
        return kinds["adjective"] if modifies(parsed, head) else kinds["country"]
    if "metonym" in kinds and "country" in kinds:
        return kinds["country"]
    return candidates[0]


def modifies(parsed: ParsedText, head: int) -> bool:
    """Whether a name stands before what it describes: "Chinese and Russian ships", "a Kabul court"."""
    label = parsed.labels[head]
    if label in ("amod", "compound", "nmod", "npadvmod"):
        return True
    if label == "conj":
        return parsed.tags[head].startswith("JJ") and modifies(parsed, parsed.heads[head])
    return False


def locative(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether a name stands behind a preposition of place: "in Beijing or Shanghai"."""
    node = head
    while parsed.labels[node] in ("conj", "appos") and parsed.heads[node] != node:
        node = parsed.heads[node]
    if parsed.labels[node] != "pobj":
        return False
    return parsed.lowers[parsed.heads[node]] in actors.words["locative"]
