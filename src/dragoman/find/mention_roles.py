"""People and bodies named by what they are: "Chinese coast guard ships", "some Tokyo officials", "the two ministers"."""

from __future__ import annotations

from dragoman.codebook.actors import LONGEST_AGENT, Actors
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Party

_MODIFIERS = ("amod", "compound", "poss", "nmod")
# Prepositions that tie a body to its country or employer: "people of Ukraine", "officials in Tokyo", "an executive at Astellas".
_TIES = {"of": 0, "from": 1, "at": 2, "with": 3, "in": 4, "for": 5}
_LOOSE = 6  # of a nationality before what stands behind the preposition: "a guard at the Russian embassy"
_THE = ("the", "these", "those")
_STANDING = ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent", "conj", "poss", "appos", "attr", "ROOT")


def roles(parsed: ParsedText, names: list[Mention], people: list[Mention], actors: Actors) -> list[Mention]:
    """Mentions by role: resolved where their phrase names a country or body, else left for coreference."""
    by_head = {m.head: m for m in names}
    claimed = {t for m in people for t in range(m.first, m.last)}
    found = []
    for token in range(len(parsed)):
        if token in claimed or not _is_noun(parsed, token, actors) or _of_a_name(parsed, by_head.get(token)):
            continue
        sector = agent_sector(parsed, token, actors)
        unsettled = any(
            parsed.lemmas[token] in actors.words[name] for name in ("singular-place", "plural-side", "companion")
        )
        if sector is None and not unsettled:
            continue
        if parsed.labels[token] in ("compound", "amod", "nmod"):
            if sector and _owns(parsed, token, actors):
                found.append(Mention(token, token + 1, token, "role", why=f"sector={sector}"))
            continue
        mention = _role(parsed, token, sector, by_head, actors)
        if mention is not None:
            found.append(mention)
    return found + _bare_pairs(parsed, actors) + _compass(parsed, actors)


def _is_noun(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """A noun, or a participle or adjective that stands for people: "arrested the accused", "the wounded were flown out", "a militant attack"."""
    if parsed.tags[token].startswith("N"):
        return True
    if parsed.tags[token] == "JJ" and parsed.labels[token] in ("amod", "compound", "nmod"):
        return parsed.lowers[token] in actors.words["owning-adjective"]
    alone = parsed.tags[token] in ("VBN", "VBD", "JJ") and parsed.labels[token] in _STANDING
    return alone and any(parsed.labels[c] == "det" and parsed.lowers[c] in _THE for c in parsed.children[token])


def _of_a_name(parsed: ParsedText, name: Mention | None) -> bool:
    """Whether a word is the head of a name: of a proper noun, or of several words ("the Islamic State group")."""
    return name is not None and (parsed.tags[name.head].startswith("NNP") or name.last - name.first > 1)


def _bare_pairs(parsed: ParsedText, actors: Actors) -> list[Mention]:
    """ "The two discussed …", "Both denied it", "Each says that …": a number or determiner that stands for those named."""
    found = [
        Mention(token, token + 1, token, "group", why="sector=GOV")
        for token in range(len(parsed))
        if parsed.lowers[token] in ("both", "neither", "each")
        and parsed.labels[token] in ("nsubj", "nsubjpass", "dobj", "pobj")
        and not any(parsed.labels[c] in ("prep", "relcl", "cc") for c in parsed.children[token])
    ]
    numbers = {"two"} | {n for k in range(3, 8) for n in actors.words[f"count-{k}"]}
    for token in range(1, len(parsed)):
        bare = parsed.lowers[token] in numbers and parsed.lowers[token - 1] in ("the", "these", "both", "all")
        if bare and parsed.labels[token] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
            found.append(Mention(token - 1, token + 1, token, "group", why="sector=GOV"))
    return found


def _compass(parsed: ParsedText, actors: Actors) -> list[Mention]:
    """ "The North", "South's": a state by its side of the compass, if the text names it; "the two Koreas"."""
    found = []
    for token in range(1, len(parsed)):
        lower = parsed.lowers[token]
        side = parsed.words[token][0].isupper() and f"the-{lower}" in actors.words and parsed.lowers[token - 1] == "the"
        if (
            side
            and parsed.labels[token] in _STANDING
            and not any(c > token and parsed.lowers[c] == "of" for c in parsed.children[token])
        ):
            found.append(Mention(token - 1, token + 1, token, "role", why="compass"))
        elif f"both-{lower}" not in actors.words:
            continue
        elif parsed.heads[token] == token + 1 and parsed.lemmas[token + 1] in actors.words["state-noun"]:
            if parsed.tags[token + 1] not in ("NNS", "NNPS"):
                continue  # "the Baltic state" is one of them
            found.append(Mention(token, token + 2, token + 1, "group", why="compass"))  # "the Baltic states"
        elif parsed.tags[token] in ("NNPS", "NNS"):
            found.append(Mention(token, token + 1, token, "group", why="compass"))
    return found


def _owns(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """Whether a noun before another tells whose it is: "police raid", "rebel ambushes", but "police officers"."""
    head = parsed.heads[token]
    lower = parsed.lowers[token]
    owns = lower in actors.words["owning-noun"] or lower in actors.words["owning-adjective"]
    names = parsed.tags[token].startswith("NNP") or parsed.tags[head].startswith("NNP")
    agent = parsed.lemmas[head] in actors.agents or parsed.lemmas[head] in actors.heads
    return not names and not agent and head > token and owns


def agent_sector(parsed: ParsedText, token: int, actors: Actors) -> str | None:
    """Sector of the longest phrase of agents.yaml that ends in `token`; None where it is none."""
    for size in range(LONGEST_AGENT, 0, -1):
        first = token - size + 1
        if first < 0:
            continue
        words = list(parsed.lowers[first : token + 1])
        for last in (parsed.lemmas[token], words[-1]):
            sector = actors.agents.get(" ".join([*words[:-1], last]).replace(" - ", "-"))
            sector = sector if size > 1 else _by_complement(parsed, token, actors) or sector
            if size == 1 and (told := _by_modifier(parsed, token, actors)):
                return told
            if sector:
                return sector
    return None


def _by_complement(parsed: ParsedText, token: int, actors: Actors) -> str | None:
    """The sector of "heads of state", "members of parliament"."""
    if token + 2 >= len(parsed) or parsed.lowers[token + 1] != "of":
        return None
    return actors.agents.get(f"{parsed.lemmas[token]} of {parsed.lowers[token + 2]}")


def _by_modifier(parsed: ParsedText, token: int, actors: Actors) -> str | None:
    """The sector that a word before a general noun tells: "military officials", "coast guard ships"."""
    found = None
    for child in parsed.children[token]:
        if child > token or parsed.labels[child] not in _MODIFIERS:
            continue
        two = f"{parsed.lowers[child - 1]} {parsed.lowers[child]}" if child else ""
        words = (two, parsed.lowers[child], parsed.lemmas[child])
        if parsed.lemmas[token] in actors.heads:
            found = next((actors.modifiers[w] for w in words if w in actors.modifiers), found)
        elif parsed.labels[child] == "compound" and parsed.lemmas[token] in actors.agents:
            found = next((actors.agents[w] for w in words if w in actors.agents), found)
    return found


def _other_parties(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """ "The opposition parties", "two political parties": no sides of a matter."""
    before = {parsed.lowers[c] for c in parsed.children[token] if parsed.labels[c] in ("amod", "compound", "nmod")}
    return parsed.lemmas[token] == "party" and bool(before - actors.words["party-to-it"])


def _role(
    parsed: ParsedText, token: int, sector: str | None, by_head: dict[int, Mention], actors: Actors
) -> Mention | None:
    first, last = _phrase(parsed, token)
    ties = _countries(parsed, token, by_head, actors)
    span = parsed.span(first, last)
    plural = parsed.tags[token] in ("NNS", "NNPS")
    lemma = parsed.lemmas[token]
    beside = lemma in actors.words["companion"] and any(
        parsed.labels[c] == "amod" and c in by_head for c in parsed.children[token]
    )
    if ties and lemma in actors.words["relational"] and not beside:
        return None
    if beside:
        sector = sector or "GOV"
    if ties and any(parsed.lowers[c] in actors.words["of-others"] for c in parsed.children[token]):
        return None
    if ties and sector is None:
        return None
    if ties:
        parties = tuple(
            Party(
                p.code,
                _name(p, span.text, sector),
                span.text,
                span.start,
                span.end,
                sector or p.sector,
                p.org if sector is None else None,
                wikidata=None,
                why=f"{p.name} by “{p.text}”",
            )
            for p in ties
        )
        kind = "group" if len({p.code for p in parties}) > 1 else "role"
        return Mention(first, last, token, kind, parties, why=parties[0].why)
    if _unnamed(parsed, token, actors):
        return None
    if lemma in actors.words["of-a-thing"] and parsed.lowers[token + 1 : token + 2] == ("of",):
        return None  # "the movement of goods"
    people = parsed.lowers[token] == "people"  # "two people" are two persons, no two nations
    each = any(parsed.lowers[c] in ("each", "either", "neither") for c in parsed.children[token])
    several = (plural and not people and _definite(parsed, token) and not _counted(parsed, token, actors)) or (
        each and not plural
    )
    sides = plural and _sides_of_a_dispute(parsed, token, actors)
    if (
        parsed.lemmas[token] in actors.words["plural-side"]
        and (sides or (several and not _other_parties(parsed, token, actors)))
        and parsed.labels[token] != "compound"
    ):
        return Mention(first, last, token, "group", why=f"sector={sector or ''}")
    if _definite(parsed, token) or (sector and _stands(parsed, token, actors)):
        return Mention(first, last, token, "role", why=f"sector={sector or ''}")
    return None


def _unnamed(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """ "Two people familiar with the matter": who tells, of no state."""
    after = parsed.lowers[token + 1 : token + 2]
    return parsed.lemmas[token] in actors.words["telling"] and any(w in actors.words["unnamed"] for w in after)


def _counted(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """ "Two diplomats said": some of many, where "the two diplomats" were told of before."""
    before = [c for c in parsed.children[token] if c < token]
    bare = all(parsed.labels[c] not in ("det", "poss", "predet") for c in before)
    return bare and parsed.lemmas[token] in actors.words["told-again"]


def _sides_of_a_dispute(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """ "All parties", "the parties concerned": those who dispute, no political parties."""
    beside = {parsed.lowers[c] for c in parsed.children[token]}
    return parsed.lemmas[token] in ("party", "side") and bool(beside & actors.words["disputing"])


def _stands(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """Whether a noun without article stands for people or a body in its sentence."""
    if parsed.labels[token] not in _STANDING:
        return False
    lemma, proper = parsed.lemmas[token], parsed.tags[token].startswith("NNP")
    if token and f"{parsed.lowers[token - 1]} {lemma}" in actors.agents:
        return True  # "a human rights group"
    return proper or lemma not in actors.words["only-definite"] or parsed.tags[token] == "NNS"


def _name(party: Party, words: str, sector: str | None) -> str:
    return words if sector else party.name


def _phrase(parsed: ParsedText, token: int) -> tuple[int, int]:
    """The noun with its modifiers, and the tie after it; without relative clauses and long adjuncts."""
    first = token
    for child in parsed.children[token]:
        if child < token and parsed.labels[child] in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "quantmod",
            "predet",
            "advmod",
        ):
            first = min(first, parsed.subtree(child)[0])
    while first < token and parsed.labels[first] == "punct":
        first += 1
    last = token + 1
    for child in parsed.children[token]:
        # "Ministry of Foreign Affairs": a proper name runs on through its "of"
        if child == token + 1 and parsed.lowers[child] == "of" and parsed.tags[token].startswith("NNP"):
            begin, end = parsed.subtree(child)
            if all(
                parsed.words[t][0].isupper() or parsed.lowers[t] in ("of", "and", "the", "for", ",")
                for t in range(begin, end)
            ):
                last = end
    return first, last


def _definite(parsed: ParsedText, token: int) -> bool:
    return any(
        parsed.lowers[c] in ("the", "both", "two", "this", "that", "these", "its", "his", "her", "their", "three")
        for c in parsed.children[token]
        if c < token
    )


def _countries(parsed: ParsedText, token: int, by_head: dict[int, Mention], actors: Actors) -> list[Party]:
    """The parties whose people or body the noun names: a nationality, a possessor, a country or employer after "of", "at", "in".

    "Its embassy in Baghdad" is not of Iraq: what a possessive owns, what is posted abroad, what is international, and several of whom each state has
    one ("foreign ministers in Cairo"), is not of where it stands.
    """
    found: list[Party] = []
    for child in parsed.children[token]:
        if parsed.labels[child] in _MODIFIERS:
            for node in parsed.conjuncts(child):
                if node in by_head and by_head[node].parties:
                    found += by_head[node].parties
                elif parsed.labels[child] in ("compound", "poss") or parsed.lowers[child] in actors.words["of-suffix"]:
                    found += [
                        p
                        for c in parsed.children[node]
                        if c in by_head and parsed.labels[c] in (*_MODIFIERS, "npadvmod", "advmod")
                        for p in by_head[c].parties
                    ]
    found = found or _seats(parsed, token, by_head, actors)
    found = found or _adjacent(parsed, token, by_head)
    if found:
        return _each_once(found)
    owned = any(
        parsed.labels[c] == "poss" or parsed.lowers[c] in actors.words["of-many"] for c in parsed.children[token]
    )
    several = parsed.tags[token] in ("NNS", "NNPS") and parsed.lemmas[token] in actors.words["one-a-state"]
    elsewhere = owned or several or parsed.lemmas[token] in actors.words["posted"]
    where = {"in", "at"} if elsewhere else set()
    if parsed.lemmas[token] in actors.words["own-people"] and (owned or _fetched(parsed, token, actors)):
        where |= {"from", "in", "at"}  # "evacuated 300 citizens from Tunisia"
    ties: list[tuple[int, Party]] = []
    after = token + 1  # "three workers from Nepal": whatever the parse hangs "from" on
    origin = (after,) if after < len(parsed) and parsed.lowers[after] == "from" else ()
    for child in dict.fromkeys((*parsed.children[token], *origin)):
        tie = parsed.labels[child] == "prep" and parsed.lowers[child] in _TIES and parsed.lowers[child] not in where
        if tie and child > token:
            told = _tied(parsed, child, by_head, actors)
            together = parsed.tags[token] in ("NNS", "NNPS") and any(rank < _LOOSE for rank, _ in told)
            ties += [(_TIES[parsed.lowers[child]] if together else rank, p) for rank, p in told]
    ties += [(0, p) for p in _seated(parsed, token, by_head, actors)]
    best = min((rank for rank, _ in ties), default=9)
    return _each_once([p for rank, p in ties if rank == best])


def _fetched(parsed: ParsedText, token: int, actors: Actors) -> bool:
    """Whether a word is the object of a verb of bringing people home."""
    while parsed.labels[token] in ("pobj", "prep", "conj") and parsed.heads[token] != token:
        token = parsed.heads[token]
    return (
        parsed.labels[token] in ("dobj", "nsubjpass") and parsed.lemmas[parsed.heads[token]] in actors.words["fetches"]
    )


def _tied(parsed: ParsedText, prep: int, by_head: dict[int, Mention], actors: Actors) -> list[tuple[int, Party]]:
    """The parties behind a preposition and those joined to it ("the governors of Osh and of the Tajik province"), and how closely each is tied."""
    found = []
    word = parsed.lowers[prep]
    preps = [n for n in parsed.conjuncts(prep) if parsed.lowers[n] == word]
    for node in (
        n for a in preps for c in parsed.children[a] if parsed.labels[c] == "pobj" for n in parsed.conjuncts(c)
    ):
        if node in by_head and by_head[node].kind in ("name", "metonym"):
            found += [(_TIES[word], p) for p in by_head[node].parties]
        elif parsed.lowers[node] in actors.words["portfolio"] and word in ("of", "for"):
            found += [(0, p) for p in _behind(parsed, node, by_head)]  # "Minister of Foreign Affairs of Syria"
        elif word in ("at", "of", "with", "for"):
            found += [(_LOOSE, p) for c in parsed.children[node] if c in by_head for p in by_head[c].parties]
    return found


def _behind(parsed: ParsedText, node: int, by_head: dict[int, Mention]) -> list[Party]:
    """The states named behind "of" below a word."""
    preps = [c for c in parsed.children[node] if parsed.labels[c] == "prep" and parsed.lowers[c] == "of"]
    nouns = [n for c in preps for n in parsed.children[c] if parsed.labels[n] == "pobj" and n in by_head]
    return [p for n in nouns if by_head[n].kind in ("name", "metonym") for p in by_head[n].parties]


def _seated(parsed: ParsedText, token: int, by_head: dict[int, Mention], actors: Actors) -> list[Party]:
    """The states of "companies based in China", "a firm registered in Cyprus"."""
    words = [c for c in parsed.children[token] if c > token and parsed.labels[c] == "acl"]
    words = [c for c in words if parsed.lowers[c] in actors.words["of-suffix"]]
    preps = [t for c in words for t in parsed.children[c] if parsed.lowers[t] in ("in", "at")]
    nouns = [n for t in preps for o in parsed.children[t] if parsed.labels[o] == "pobj" for n in parsed.conjuncts(o)]
    return [p for n in nouns if n in by_head and by_head[n].kind in ("name", "metonym") for p in by_head[n].parties]


def _seats(parsed: ParsedText, token: int, by_head: dict[int, Mention], actors: Actors) -> list[Party]:
    """The state of "Denmark-based retailer Salling Group", where the seat hangs on the word beside the name."""
    beside = [c for c in parsed.children[token] if parsed.labels[c] in ("compound", "nmod") and c < token]
    seats = [s for c in beside for s in parsed.children[c] if parsed.lowers[s] in actors.words["of-suffix"]]
    return [p for s in seats for c in parsed.children[s] if c in by_head for p in by_head[c].parties]


def _adjacent(parsed: ParsedText, token: int, by_head: dict[int, Mention]) -> list[Party]:
    """The nationality among the words right before a noun, where the parse has hung it elsewhere."""
    for node in range(token - 1, max(-1, token - 4), -1):
        mention = by_head.get(node)
        if mention is not None and mention.kind == "adjective" and mention.parties:
            return list(mention.parties)
        if mention is not None or not parsed.tags[node].startswith(("JJ", "NN", "VBN")):
            return []
    return []


def _each_once(parties: list[Party]) -> list[Party]:
    return list({p.code: p for p in reversed(parties)}.values())[::-1]
