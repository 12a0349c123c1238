"""Expressions of time in a text: spans and what their words say, before any day is known."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.times import Rule, Times
from dragoman.find.time_checks import CHECKS, Match
from dragoman.find.time_grammar import ENDS, Atoms, Keys, Matcher, atoms_of
from dragoman.find.time_notes import noted
from dragoman.records.parsed import ParsedText
from dragoman.records.when import TimeExpression


@dataclass(frozen=True, slots=True)
class _Lead:
    first: int  # atom where the leading words begin
    token: int  # the token of the preposition, by which the expression is attached; -1 without one
    keys: Keys


def find_times(parsed: ParsedText, times: Times) -> tuple[TimeExpression, ...]:
    """All expressions of time, in order, none over another.

    A span holds a leading preposition and a possessive ending ("on Friday", "Saturday’s"); `value` keeps the bare
    expression as `bare_start` and `bare_end`. The longest match from the left wins; a match that fails its check
    (a name, a number that is no year) gives way to the next shorter one.
    """
    atoms = atoms_of(parsed)
    matcher = Matcher(times, atoms)
    found: list[TimeExpression] = []
    at, free = 0, 0
    old_era = sum(word in {"bc", "bce"} for word in atoms.plains) >= 3
    count = len(atoms)
    while at < count:
        match = _longest(parsed, times, matcher, at, old_era)
        if match is None:
            at += 1
            continue
        if not _is_name(match):
            found.append(_expression(parsed, times, match, free))
        at = free = match.last
    return tuple(found)


def _longest(parsed: ParsedText, times: Times, matcher: Matcher, at: int, old_era: bool) -> Match | None:
    candidates = sorted(matcher.at(at), key=lambda c: -c[0])
    for end, rule, keys in candidates:
        match = Match(parsed, times, matcher.atoms, at, end, rule, keys, old_era)
        if all(CHECKS[name](match) for name in rule.check.split()):
            return match
    return None


def _is_name(match: Match) -> bool:
    """Whether a day of the year is the name of the body or place behind it: "the March 23 Movement"."""
    behind = match.listed(match.after(), "named_for_a_day") and match.capital(match.last)
    return behind and {"month", "day"} <= match.keys.keys()


def _expression(parsed: ParsedText, times: Times, match: Match, free: int) -> TimeExpression:
    atoms = match.atoms
    last = match.last
    possessive = last < len(atoms) and atoms.plains[last] == "'s" and atoms.glued(last)
    modifier = possessive or _modifies(parsed, atoms.tokens[match.first], atoms.tokens[last - 1])
    lead = _Lead(match.first, -1, {}) if modifier else _lead(times, match, free)
    end = atoms.ends[last if possessive else last - 1]
    bare = atoms.ends[last - 1]
    start = atoms.starts[lead.first]
    first_token = atoms.tokens[lead.first]
    last_token = atoms.tokens[last if possessive else last - 1] + 1
    inner = atoms.tokens[match.first]
    head = lead.token if lead.token >= 0 else _head(parsed, inner, last_token)
    keys: Keys = {**match.keys, **lead.keys}
    if modifier:
        keys["modifier"] = 1
    for side in ENDS:
        if f"{side}_first" in keys:
            keys[f"{side}_start"] = atoms.starts[int(keys.pop(f"{side}_first"))]
            keys[f"{side}_end"] = atoms.ends[int(keys.pop(f"{side}_last")) - 1]
    kind, keys = noted(match, kind=match.rule.kind, keys=keys, head=head)
    keys |= {"bare_start": atoms.starts[match.first], "bare_end": bare}
    text = parsed.text[start:end]
    return TimeExpression(first_token, last_token, start, end, text, head, kind, tuple(keys.items()))


def _lead(times: Times, match: Match, free: int) -> _Lead:
    """The preposition before a match, if its keys do not say already what it is (a range has its own)."""
    atoms, first = match.atoms, match.first
    if atoms.plains[first] in {"from", "between", "in", "on"} or "set" in match.keys or "joined" in match.keys:
        return _Lead(first, atoms.tokens[first] if atoms.plains[first] != "a" and _leads(match) else -1, {})
    if match.rule.kind == "DATE" and "ref" in match.keys:
        return _Lead(first, -1, {})
    lasting = match.rule.kind == "DURATION"
    for words, keys in times.leads:
        if lasting and words[-1] not in times.lists["duration_leads"]:
            continue
        start = first - len(words)
        if start < free or atoms.plains[start:first] != words or atoms.paragraphs[start] != atoms.paragraphs[first]:
            continue
        token = next((atoms.tokens[a] for a in range(first - 1, start - 1, -1) if atoms.plains[a] not in {"the"}), -1)
        return _Lead(start, token, dict(keys))
    return _Lead(first, -1, {})


def _modifies(parsed: ParsedText, first: int, last: int) -> bool:
    """Whether the expression stands before the noun that it modifies ("Friday talks"), so that a preposition is the noun's."""
    head = parsed.heads[last]
    return (
        head == last + 1
        and parsed.labels[last] in {"compound", "nmod", "amod", "nummod"}
        and parsed.tags[head] in {"NN", "NNS"}
    )


def _leads(match: Match) -> bool:
    return match.parsed.tags[match.atoms.tokens[match.first]] in {"IN", "TO", "RP"}


def _head(parsed: ParsedText, first: int, last: int) -> int:
    """The token of `[first, last)` whose own head lies outside; the first of several."""
    for token in range(first, last):
        if parsed.tags[token] != "POS" and not first <= parsed.heads[token] < last:
            return token
    return next((t for t in range(first, last) if parsed.heads[t] == t), first)


__all__ = ["Atoms", "Rule", "find_times"]
