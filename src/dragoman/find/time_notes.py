"""What the words around an expression say of its value: a span that reaches back, a fiscal year's country, a cue of tense."""

from __future__ import annotations

from dragoman.find.time_checks import Match
from dragoman.find.time_grammar import Keys

_SUPERLATIVES = {"JJS", "RBS"}
_REACH = 14  # tokens before "in eight months" within which "first" or "most" decides that it reaches back


def noted(match: Match, kind: str, keys: Keys, head: int) -> tuple[str, Keys]:
    """The kind and keys of an expression with what its sentence adds."""
    if kind == "DURATION" and keys.get("lead") in {"in", "over"}:
        keys["way"] = "first_in" if _reaches_back(match) else "in"
    elif kind == "DURATION" and keys.get("lead") == "within":
        keys["way"] = "within"
    elif _coming(match, keys):
        keys = {k: v for k, v in keys.items() if k not in {"offset", "anchor"}} | {"way": "next", "n": 1}
    if keys.get("fiscal"):
        keys |= _fiscal(match)
    cue = _cue(match, keys)
    if cue:
        keys["cue"] = cue
    return kind, keys


def _coming(match: Match, keys: Keys) -> bool:
    """Whether "the next year" is the twelve months to come: "over the next year", "within the next month"."""
    if keys.get("unit") not in {"week", "month", "year", "decade"} or keys.keys() & {"part", "month", "weekday"}:
        return False
    words = match.atoms.plains[match.first : match.last]
    return (
        keys.get("offset") == 1 and keys.get("lead") in {"over", "within", "in", "for"} and words[:2] == ("the", "next")
    )


def _reaches_back(match: Match) -> bool:
    """Whether "in eight months" means the months up to now: "their first talks in eight months", "has not met in years"."""
    parsed, token = match.parsed, match.atoms.tokens[match.first]
    start = parsed.sentences[parsed.sentence_index[token]][0]
    before = range(max(start, token - _REACH), token)
    if any(parsed.lowers[t] in match.times.lists["firsts"] or parsed.tags[t] in _SUPERLATIVES for t in before):
        return True
    negated = any(parsed.labels[t] == "neg" or parsed.lowers[t] in {"no", "never"} for t in before)
    return negated and any(parsed.lemmas[t] == "have" or parsed.tags[t] == "VBD" for t in before)


def _fiscal(match: Match) -> Keys:
    """The month in which the fiscal year begins, when its sentence names one country whose rule is known."""
    parsed = match.parsed
    first, last = parsed.sentences[parsed.sentence_index[match.atoms.tokens[match.first]]]
    words = {parsed.lowers[t].rstrip(".") for t in range(first, last)}
    rules = {match.times.fiscal[w] for w in words if w in match.times.fiscal}
    if len(rules) != 1:
        return {}
    month, shift = rules.pop()
    return {"fiscal_month": month, "fiscal_shift": shift}


def _cue(match: Match, keys: Keys) -> str:
    """`future` or `past` where the words next to a time before a noun say so: "ahead of Saturday's summit"."""
    lists = match.times.lists
    near = {match.before(), match.after()}
    coming = {match.before(), *({match.after()} - lists["not_behind"])}
    if keys.get("bound") == "before" or coming & lists["future_cues"]:
        return "future"
    for back in (1, 2, 3):
        word = match.before(back)
        if back > 1 and match.before(back - 1) in lists["day_parts"]:
            continue  # "before dawn on Saturday"
        if word in {"ahead", "before", "prior", "upcoming"}:
            return "future"
        if word in {"after", "following"}:
            return "past"
    if keys.get("bound") == "after" or near & (lists["past_cues"] - {"after", "following"}):
        return "past"
    return ""
