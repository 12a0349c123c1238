"""What an act's word and an expression of time show by themselves: tense, quotation marks, what stands above, how long and how long ago."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText
from dragoman.records.when import TimeExpression

_SPANS = {"day", "week", "month", "year"}
VERBAL = ("VB", "MD")  # how the tags of verbs begin
TENSES = ("past", "past-perfect", "perfect", "present", "modal", "infinitive", "gerund", "participle", "noun", "other")


def tense(p: ParsedText, token: int) -> str:
    """One of TENSES, as a word and its auxiliaries show it."""
    tag = p.tags[token]
    if not tag.startswith(VERBAL):
        return "noun" if tag.startswith("NN") else "other"
    helpers = [c for c in p.children[token] if p.labels[c] in ("aux", "auxpass") and c < token]
    lowers, tags = {p.lowers[c] for c in helpers}, {p.tags[c] for c in helpers}
    if "MD" in tags:
        return "modal"
    if "TO" in tags:
        return "infinitive"
    if lowers & {"had", "'d"}:
        return "past-perfect"
    if lowers & {"has", "have", "'ve"}:
        return "perfect"
    if "VBD" in tags or (tag == "VBD" and not helpers):
        return "past"
    if tags & {"VBZ", "VBP"} or tag in ("VBZ", "VBP"):
        return "present"
    return {"VBG": "gerund", "VBN": "participle", "VB": "infinitive"}.get(tag, "other")


def quoted(p: ParsedText) -> list[bool]:
    """For each token whether an odd number of quotation marks stands before it in its paragraph."""
    found: list[bool] = []
    for first, last in p.paragraphs:
        inside = False
        for token in range(first, last):
            if p.words[token] in {'"', "“", "”", "``", "''"}:
                inside = not inside
            found.append(inside)
    return found


def above(p: ParsedText, token: int) -> list[int]:
    """The tokens above one, upwards."""
    found: list[int] = []
    while p.heads[token] != token and len(found) < 60:
        token = p.heads[token]
        found.append(token)
    return found


def verb_above(p: ParsedText, token: int) -> int:
    return next((t for t in [token, *above(p, token)] if p.tags[t].startswith(VERBAL)), token)


def grain(length: int) -> str:
    return next(
        (name for name, most in (("day", 1), ("week", 8), ("month", 31), ("year", 366)) if length < most), "longer"
    )


def distance(days: int) -> str:
    """From the last day of an expression to publication."""
    if days < 0:
        return "ahead"
    limits = (("on-publication", 1), ("day-before", 2), ("week-before", 8), ("month-before", 32), ("year-before", 366))
    return next((name for name, most in limits if days < most), "older")


def can_date(expression: TimeExpression) -> bool:
    """Whether the words tell a day or period at all, not how often or how long."""
    keys = {k for k, _ in expression.value}
    return expression.kind != "SET" and not keys & {"joined", "ref"}


def names_only(p: ParsedText, expression: TimeExpression) -> bool:
    """Whether a year is part of what something is called, and dates nothing but that: "suspended the 2002 friendship treaty"."""
    alone = expression.last - expression.first == 1 and p.tags[expression.first] == "CD"
    return alone and p.labels[expression.head] in ("nummod", "compound", "amod", "nmod")


def apart_by_time(p: ParsedText, token: int, deep: bool = False) -> int | None:
    """The head of the clause that a token stands in, which is so much before or after what it hangs on: "days after Pyongyang | accused Seoul"; null where
    there is none. deep: also where it stands in what that clause says: "a day after Delhi announced that both | had agreed"."""
    for node in [token, *above(p, token)]:
        marks = [c for c in p.children[node] if p.labels[c] == "mark" and p.lowers[c] in ("after", "before")]
        spans = [c for c in p.children[node] if p.labels[c] in ("npadvmod", "advmod") and p.lemmas[c] in _SPANS]
        if marks and (spans or any(m and p.lemmas[m - 1] in _SPANS for m in marks)):
            return node
        if p.labels[node] in ("relcl", "acl", "ccomp") and not deep:
            return None  # "a guard | they had detained for nine days"
    return None
