"""Mentions by name as the names around settle them: a branch's country, a body beside a nationality, letters that the text spells out, short ends of names."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.actors import Actors
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Party


def branches(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
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


def with_nationality(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
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


def of_countries_named(parsed: ParsedText, names: list[Mention], actors: Actors) -> list[Mention]:
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


def of_the_other_georgia(parsed: ParsedText, names: list[Mention], actors: Actors) -> list[Mention]:
    """Georgia as the American state, in a text that has words of that one and none of the country."""
    told = set(parsed.lowers)
    near = sorted(told & actors.words["american-georgia"])
    if not near or told & actors.words["caucasian-georgia"]:
        return names
    state = actors.countries["USA"]

    def settled(m: Mention) -> Mention:
        if parsed.lowers[m.head] != "georgia" or m.parties[0].code != "GEO":
            return m
        party = replace(
            m.parties[0], code=state.code, name=state.name, wikidata=None, why=f"the American state, by “{near[0]}”"
        )
        return replace(m, parties=(party,), why=party.why)

    return [settled(m) for m in names]


def as_spelled_out(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
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


def shortened(parsed: ParsedText, names: list[Mention]) -> list[Mention]:
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
            found.append(_short_for(parsed, token, name))
    return found


def _short_for(parsed: ParsedText, token: int, name: Mention) -> Mention:
    """The mention of one word, of whom the longer name is."""
    own, span = name.parties[0], parsed.span(token, token + 1)
    why = f"“{span.text}” is short for {own.text}"
    party = replace(own, text=span.text, start=span.start, end=span.end, why=why)
    return Mention(token, token + 1, token, "name", (party,), why=why)


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
        found.append(_short_for(parsed, token, name))
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
