"""The tense in which an expression of time stands: that of the verb it goes with."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText

_VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}
_PAST, _PRESENT = {"VBD"}, {"VBP", "VBZ"}
_FUTURE_MODALS = {"will", "'ll", "shall", "would", "wo", "may", "might", "could", "can", "should", "must", "ca", "'d"}


def tense_of(parsed: ParsedText, token: int) -> str | None:
    """`past`, `present` or `future` of the nearest verb above `token`; null without one.

    An infinitive is future ("agreed to meet on Friday"), and so is a progressive ("is meeting on Friday").
    A participle takes the tense of its auxiliaries, else of the verb above it; one alone in a noun phrase is past.
    """
    node, steps = token, 0
    while steps < 60:
        steps += 1
        if parsed.tags[node] in _VERBS and (parsed.poses[node] in {"VERB", "AUX"}):
            tense = _own(parsed, node)
            if tense is not None:
                return tense
        if parsed.heads[node] == node:
            return None
        node = parsed.heads[node]
    return None


def _own(parsed: ParsedText, verb: int) -> str | None:
    """The tense that a verb shows itself or by its auxiliaries; null for a bare participle with a verb above."""
    helpers = [c for c in parsed.children[verb] if parsed.labels[c] in {"aux", "auxpass"} and c < verb]
    words = [parsed.lowers[c] for c in helpers]
    if any(w in _FUTURE_MODALS for w in words):
        perfect = any(parsed.lemmas[c] == "have" for c in helpers)
        return "past" if perfect else "future"
    if any(parsed.tags[c] == "TO" for c in helpers):
        return "past" if any(parsed.lemmas[c] == "have" for c in helpers) else _infinitive(parsed, verb)
    if any(parsed.lemmas[c] == "have" for c in helpers):
        return "past"
    tags = [parsed.tags[c] for c in helpers] or [parsed.tags[verb]]
    if _PAST & set(tags):
        future = "go" in {parsed.lemmas[verb]} and any(parsed.labels[c] == "xcomp" for c in parsed.children[verb])
        return None if future else "past"
    if parsed.tags[verb] == "VBG" and set(tags) & _PRESENT:
        return "future"
    if set(tags) & _PRESENT:
        return "present"
    if parsed.tags[verb] == "VBN" and parsed.labels[verb] in {"acl", "amod", "relcl"}:
        future = parsed.lemmas[verb] in {"schedule", "plan", "slate", "expect", "set", "propose"}
        return "future" if future else "past"
    return None


def _infinitive(parsed: ParsedText, verb: int) -> str:
    """An infinitive looks ahead, save one that a past happening brought about ("managed to reach on Friday")."""
    head = parsed.heads[verb]
    done = {
        "manage",
        "begin",
        "start",
        "continue",
        "fail",
        "help",
        "come",
        "go",
        "use",
        "seem",
        "appear",
        "get",
        "have",
    }
    return "past" if parsed.tags[head] == "VBD" and parsed.lemmas[head] in done else "future"
