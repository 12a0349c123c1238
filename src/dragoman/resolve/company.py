"""Who acts together in a sentence: the parties of its main subject, those joined to it, and whom it meets or speaks with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.records.listing import listed_after
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions, Party

_SUBJECTS = ("nsubj", "nsubjpass")
_TOGETHER = ("with", "between", "among", "alongside")


def company(
    parsed: ParsedText, mentions: Sequence[Mention], sentence: int, persons: bool, talks: Collection[str] = ()
) -> tuple[Party, ...]:
    """The parties that act together in a sentence, one a country; empty where fewer than two do.

    mentions: those of the sentence that are settled. persons: only people in office are wanted ("the leaders"). talks: nouns of meetings and calls.
    """
    by_head = {m.head: m for m in mentions if m.parties and parsed.sentence_index[m.head] == sentence}
    found: dict[str, Party] = {}
    for head in _together(parsed, sentence, talks):
        mention = by_head.get(head)
        if mention is None or mention.place:
            continue
        if persons and not _persons(mention) and parsed.lemmas[head] != "counterpart":
            continue
        others = listed_after(parsed, Mentions(tuple(mentions)), mention)
        for party in (x for m in (mention, *others) for x in m.parties):
            if party.code is not None:
                found.setdefault(party.code, party)
    return tuple(found.values()) if len(found) > 1 else ()


def joined_here(
    parsed: ParsedText, mentions: Sequence[Mention], sentence: int, meets: Collection[str]
) -> tuple[Party, ...]:
    """The parties that a sentence joins: as subjects of one clause, with whom they meet or talk, and who is met; one a country, empty where it is not two.

    mentions: those of the sentence that are settled. meets: verbs whose object is met.
    """
    by_head = {m.head: m for m in mentions if m.parties and not m.place}
    first, last = parsed.sentences[sentence]
    for token in range(first, last):
        if parsed.labels[token] not in _SUBJECTS:
            continue
        verb = parsed.heads[token]
        heads = [*parsed.conjuncts(token), *_with_whom(parsed, verb, parsed.lemmas[verb] in meets)]
        found = {p.code: p for h in heads if h in by_head for p in by_head[h].parties if p.code}
        if len(found) == 2:
            return tuple(found.values())
    return ()


def _with_whom(parsed: ParsedText, verb: int, meets: bool) -> list[int]:
    """Heads of whom the subject of a verb does something with: "met X", "spoke with X", "held talks with X"."""
    objects = [
        t for c in parsed.children[verb] if parsed.labels[c] in ("dobj", "nsubjpass") for t in parsed.conjuncts(c)
    ]
    preps = [c for t in (verb, *objects) for c in parsed.children[t] if parsed.lowers[c] in _TOGETHER]
    found = [t for c in preps for o in parsed.children[c] if parsed.labels[o] == "pobj" for t in parsed.conjuncts(o)]
    return found + (objects if meets else [])


def _persons(mention: Mention) -> bool:
    officials = all(p.sector in ("GOV", "MIL", "LEG", "ELI") for p in mention.parties)
    return officials and (mention.kind in ("person", "pronoun", "group") or any(p.office for p in mention.parties))


def _together(parsed: ParsedText, sentence: int, talks: Collection[str] = ()) -> list[int]:
    """Heads of the main clause's subject with what is joined to it, then of its companions ("met with", "met X", "in a call with X, said")."""
    first, last = parsed.sentences[sentence]
    subjects: list[int] = []
    others: list[int] = []
    for token in range(first, last):
        if parsed.labels[token] in _SUBJECTS and _told(parsed, parsed.heads[token]):
            subjects += parsed.conjuncts(token)
            others += _companions(parsed, parsed.heads[token])
            others += [h for talk in _talks_of(parsed, parsed.heads[token], talks) for h in _companions(parsed, talk)]
        elif parsed.labels[token] == "ROOT" and parsed.tags[token].startswith("N"):
            others += _companions(parsed, token)  # a title: "Readout of X's Call with Y"
    return subjects + others


def _talks_of(parsed: ParsedText, verb: int, talks: Collection[str]) -> list[int]:
    """Heads of the meetings and calls in which somebody says or does something: "in a phone call with him, Araghchi said"."""
    preps = [
        c for c in parsed.children[verb] if parsed.labels[c] == "prep" and parsed.lowers[c] in ("in", "during", "at")
    ]
    return [o for c in preps for o in parsed.children[c] if parsed.labels[o] == "pobj" and parsed.lemmas[o] in talks]


def _told(parsed: ParsedText, verb: int) -> bool:
    """Whether the verb heads what the sentence tells: its main clause or, with who says so behind it, the clause before ("They met, the ministry said")."""
    above = parsed.heads[verb]
    if (
        parsed.labels[verb] == "ccomp"
        and verb < above
        and not any(parsed.labels[c] == "mark" for c in parsed.children[verb])
    ):
        return main_clause(parsed, above)
    return main_clause(parsed, verb)


def main_clause(parsed: ParsedText, verb: int) -> bool:
    """Whether the verb heads the sentence, or is joined to the one that does."""
    while parsed.labels[verb] == "conj" and parsed.heads[verb] != verb:
        verb = parsed.heads[verb]
    return parsed.labels[verb] == "ROOT"


def co_arguments(parsed: ParsedText, token: int) -> set[int]:
    """Heads of what stands beside a word in its clause, and so is another: the objects of its verb for a subject, the subject for an object."""
    p, verb = parsed, parsed.heads[token]
    if p.labels[token] in _SUBJECTS:
        beside = [c for c in p.children[verb] if p.labels[c] in ("dobj", "dative", "prep", "agent")]
        objects = [
            o
            for c in beside
            for o in ([c] if p.labels[c] == "dobj" else p.children[c])
            if p.labels[o] in ("dobj", "pobj")
        ]
        return {t for o in objects for t in p.conjuncts(o)}
    if p.labels[token] == "pobj":
        verb = p.heads[verb]
    elif p.labels[token] not in ("dobj", "dative"):
        return set()
    return {t for c in p.children[verb] if p.labels[c] in _SUBJECTS for t in p.conjuncts(c)}


def _companions(parsed: ParsedText, verb: int) -> list[int]:
    found = []
    for child in parsed.children[verb]:
        if parsed.labels[child] == "prep" and parsed.lowers[child] in _TOGETHER:
            found += [t for c in parsed.children[child] if parsed.labels[c] == "pobj" for t in parsed.conjuncts(c)]
        elif parsed.labels[child] in ("dobj", "dative") and parsed.tags[child] not in ("IN", "TO"):
            found += parsed.conjuncts(child)
    return found
