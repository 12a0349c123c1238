"""Where the words of a name stand for nobody: inside a longer word or name, in a person's name, as the place where something is posted."""

from __future__ import annotations

from dragoman.codebook.actors import Actor, Actors
from dragoman.records.parsed import ParsedText, hyphened


def nobody(parsed: ParsedText, first: int, last: int, candidates: tuple[Actor, ...], actors: Actors) -> bool:
    """Whether the tokens `[first, last)` stand for none of those whose name they are."""
    return (
        of_a_compound(parsed, first, last, actors)
        or _of_a_continent(parsed, first, last, actors)
        or (candidates[0].kind == "organisation" and _of_a_longer_name(parsed, first, last, actors))
        or _in_person(parsed, first, last, candidates)
        or _a_surname(parsed, first, last, actors)
        or _of_one_named(parsed, first, last, candidates, actors)
        or _a_given_name(parsed, first, last, actors)
        or _posted_there(parsed, parsed.head_of(first, last), actors)
    )


def _of_a_continent(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """Whether "European" is of the continent's states, and not of the union: "European leaders", but "European tariffs"."""
    if last - first > 1 or parsed.words[first] != "European":
        return False
    noun = parsed.heads[first]
    while parsed.labels[noun] in ("compound", "amod", "nmod") and parsed.heads[noun] > noun:
        noun = parsed.heads[noun]
    part = first > 0 and parsed.tags[first - 1].startswith(("JJ", "HYPH", "NNP"))  # "Eastern European wine"
    return part or parsed.labels[first] != "amod" or parsed.lemmas[noun] not in actors.words["of-the-union"]


def of_a_compound(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """ "New Jersey", "pro-Beijing", "Iranian-backed": the name is part of a word that names somebody or something else."""
    if first > 0 and parsed.words[first - 1] in ("New", "Little") and parsed.labels[first - 1] == "compound":
        return True
    before, after = hyphened(parsed, first, last)
    if before in actors.words["aligned-prefix"]:
        return True
    if before in actors.words["against-prefix"]:  # "an anti-Beijing lawmaker", but "anti-Beijing protests"
        described = parsed.lemmas[parsed.heads[parsed.head_of(first, last)]]
        if described in actors.agents or described in actors.heads:
            return True
    made = after in actors.words["made-suffix"]
    return after in actors.words["aligned-suffix"] or (made and _strikes(parsed, last + 1, actors))


def _strikes(parsed: ParsedText, made: int, actors: Actors) -> bool:
    """ "Iranian-made drones": whoever uses a weapon acts, not who made it; "Chinese-made cars" are a state's goods."""
    return parsed.lemmas[parsed.heads[made]] in actors.words["weapon"] | actors.words["arm"]


def of_somebody(parsed: ParsedText, last: int, actors: Actors) -> bool:
    """ "Beijing-based", "Greek-owned": the name only tells whose the one after it is."""
    return hyphened(parsed, last, last)[1] in actors.words["of-suffix"]


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
    ruler = _behind_a_title(parsed, first, actors) and actors.names[parsed.words[first]][0].kind != "adjective"
    return polite or ruler or parsed.lowers[before] in actors.words["given-name"]


def _of_one_named(parsed: ParsedText, first: int, last: int, candidates: tuple[Actor, ...], actors: Actors) -> bool:
    """Whether a town's name is the surname of somebody named in full before: "Maldonado", after "Hector Maldonado"."""
    if last - first > 1 or candidates[0].kind != "region" or not parsed.tags[first].startswith("NNP"):
        return False
    word = parsed.words[first]
    return any(
        parsed.words[t] == word and parsed.lowers[t - 1] in actors.words["given-name"] and parsed.words[t - 1].istitle()
        for t in range(1, first)
    )


def _a_given_name(parsed: ParsedText, first: int, last: int, actors: Actors) -> bool:
    """Whether a name of one word stands between somebody's title and surname: "Colonel Israel Rivera"."""
    if last - first > 1 or last >= len(parsed) or not parsed.tags[last].startswith("NNP"):
        return False
    body = parsed.lowers[last] in actors.agents or parsed.lowers[last] in actors.heads
    return _behind_a_title(parsed, first, actors) and parsed.words[last].istitle() and not body


def _behind_a_title(parsed: ParsedText, first: int, actors: Actors) -> bool:
    before = first - 1
    return before >= 0 and parsed.words[before][0].isupper() and parsed.lowers[before] in actors.words["ruler-title"]


def _posted_there(parsed: ParsedText, head: int, actors: Actors) -> bool:
    """Whether it is a platform that is where something is said ("wrote on Twitter", "a Facebook post"), and not what is told of ("banned TikTok")."""
    if parsed.lowers[head] not in actors.words["platform"]:
        return False
    node = head
    while parsed.labels[node] in ("conj", "appos") and parsed.heads[node] != node:
        node = parsed.heads[node]
    above = parsed.heads[node]
    if parsed.labels[node] == "pobj":
        barred = parsed.lemmas[parsed.heads[above]] in actors.words["barring-noun"]
        return not barred and parsed.lowers[above] not in ("by", "against", "with")
    return parsed.labels[node] not in ("nsubj", "nsubjpass", "dobj", "poss", "dative")
