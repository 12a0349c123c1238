"""Offices without a name ("the Japanese foreign minister"): who held them on the day."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.actors import Actors
from dragoman.codebook.offices import Offices
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions
from dragoman.resolve.parties import MINISTERIAL


def with_officeholders(
    parsed: ParsedText, mentions: Mentions, actors: Actors, offices: Offices, day: str | None
) -> Mentions:
    """The mentions with the holder on the day of each office that a role of one country names; none where that is not settled."""
    if day is None:
        return mentions
    return Mentions(tuple(_held(parsed, m, actors, offices, day) if m.kind == "role" else m for m in mentions.items))


def _held(parsed: ParsedText, mention: Mention, actors: Actors, offices: Offices, day: str) -> Mention:
    if len(mention.parties) != 1 or mention.parties[0].code is None or mention.parties[0].office:
        return mention
    party = mention.parties[0]
    cls, former = _class_of(parsed, mention, actors)
    if cls is None or any(parsed.lowers[t] in actors.words["other-holder"] for t in range(mention.first, mention.head)):
        return mention
    if former:
        return replace(mention, parties=(replace(party, sector="ELI"),))
    if cls not in MINISTERIAL or parsed.tags[mention.head] not in ("NN", "NNP"):
        return mention
    if cls in ("head_of_state", "head_of_government") and _of_a_body(parsed, mention, actors):
        return mention
    term = offices.holder_of(party.code or "", cls, day)
    if term is None:
        return mention
    why = f"{term.person} held the office {term.office} on {day}"
    found = replace(party, name=term.person, office=term.office, wikidata=term.wikidata, sector="GOV", why=why)
    return replace(mention, parties=(found,), why=why)


def _of_a_body(parsed: ParsedText, mention: Mention, actors: Actors) -> bool:
    """ "The president of the Russian Academy of Sciences": the head of a body, not of the state that its name holds."""
    for prep in parsed.children[mention.head]:
        if prep < mention.head or parsed.lowers[prep] != "of":
            continue
        body = parsed.child(prep, "pobj")
        if body is not None and parsed.lemmas[body].lower() not in actors.words["of-the-state"]:
            named = " ".join(parsed.words[parsed.subtree(body)[0] : body + 1]).removeprefix("the ")
            known = actors.names.get(named) or actors.names.get(parsed.words[body])
            return parsed.tags[body].startswith("N") and (known is None or known[0].kind == "organisation")
    return False


def _class_of(parsed: ParsedText, mention: Mention, actors: Actors) -> tuple[str | None, bool]:
    """The class of office that the words name, and whether they say that it is over."""
    before = [parsed.lowers[t] for t in range(mention.first, mention.head)]
    former = any(w in actors.former for w in before)
    for size in range(6, 0, -1):
        first = mention.head - size + 1
        if first < mention.first:
            continue
        cls = actors.titles.get(" ".join(parsed.lowers[first : mention.head + 1]))
        if cls:
            return (
                (None, False) if any(w in actors.lesser for w in before) and cls != "vice_president" else (cls, former)
            )
    return None, former
