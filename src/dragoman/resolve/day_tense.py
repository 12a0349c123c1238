"""The tense in which an expression of time stands: that of the verb it goes with."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText

_VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}
_PAST, _PRESENT = {"VBD"}, {"VBP", "VBZ"}
_DUE = {"due", "set", "scheduled", "slated"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_FUTURE_MODALS = {"will", "'ll", "shall", "would", "wo", "may", "might", "could", "can", "should", "must", "ca", "'d"}


def tense_of(
    parsed: ParsedText, token: int, looking_ahead: frozenset[str] = frozenset(), sets_out: frozenset[str] | None = None
) -> tuple[str | None, bool]:
    """`past`, `present` or `future` of the nearest verb above `token` (null without one), and whether no noun is between.

    An infinitive is future where its verb looks ahead ("agreed to meet on Friday"; looking_ahead: lemmas), and past behind
    another past verb ("voted to lift it on Saturday"), as is the purpose of what is done at once ("fired to disperse them on Saturday"; sets_out: lemmas of
    verbs whose purpose may lie days after, null to take all for such). A participle takes the tense of its auxiliaries, else of the verb
    above it; one alone in a noun phrase is past.
    """
    node, firm = token, True
    for _ in range(60):
        if parsed.tags[node] in _VERBS and parsed.poses[node] in {"VERB", "AUX"}:
            tense = _own(parsed, node, looking_ahead, sets_out)
            if tense is not None:
                return tense, firm and not _present_perfect(parsed, node) and not _with_to(parsed, node)
        elif node != token and parsed.tags[node] in _NOUNS:
            firm = False
        if parsed.heads[node] == node:
            break
        node = parsed.heads[node]
    return None, firm


def _with_to(parsed: ParsedText, verb: int) -> bool:
    return any(parsed.tags[c] == "TO" for c in parsed.children[verb] if c < verb)


def _present_perfect(parsed: ParsedText, verb: int) -> bool:
    return any(
        parsed.labels[c] == "aux" and parsed.lowers[c] in {"has", "have"} for c in parsed.children[verb] if c < verb
    )


def _own(
    parsed: ParsedText, verb: int, looking_ahead: frozenset[str], sets_out: frozenset[str] | None = None
) -> str | None:
    """The tense that a verb shows itself or by its auxiliaries; null for a bare participle with a verb above."""
    helpers = [c for c in parsed.children[verb] if parsed.labels[c] in {"aux", "auxpass"} and c < verb]
    words = [parsed.lowers[c] for c in helpers]
    if any(w in _FUTURE_MODALS for w in words):
        perfect = any(parsed.lemmas[c] == "have" for c in helpers)
        return "past" if perfect else "future"
    if any(parsed.tags[c] == "TO" for c in helpers):
        perfect = any(parsed.lemmas[c] == "have" for c in helpers)
        return "past" if perfect else _infinitive(parsed, verb, looking_ahead, sets_out)
    if any(parsed.lemmas[c] == "have" for c in helpers):
        return "past"
    tags = [parsed.tags[c] for c in helpers] or [parsed.tags[verb]]
    if _PAST & set(tags):
        future = "go" in {parsed.lemmas[verb]} and any(parsed.labels[c] == "xcomp" for c in parsed.children[verb])
        return None if future else "past"
    if parsed.tags[verb] == "VBG" and set(tags) & _PRESENT:
        return "future"
    if set(tags) & _PRESENT:
        ahead = any(parsed.labels[c] in ("acomp", "oprd") and parsed.lowers[c] in _DUE for c in parsed.children[verb])
        return "future" if ahead else "present"  # "is due in Kathmandu on the 17th"
    if parsed.tags[verb] == "VBN" and parsed.labels[verb] in {"acl", "amod", "relcl"}:
        future = parsed.lemmas[verb] in {"schedule", "plan", "slate", "expect", "set", "propose"}
        return "future" if future else "past"
    return None


def _infinitive(
    parsed: ParsedText, verb: int, looking_ahead: frozenset[str], sets_out: frozenset[str] | None = None
) -> str:
    """An infinitive looks ahead, save behind a past verb that does not: "managed", "voted", "refused to", "was allowed to"."""
    head = parsed.heads[verb]
    was = any(parsed.tags[c] == "VBD" for c in parsed.children[head] if parsed.labels[c] in {"aux", "auxpass"})
    if parsed.labels[verb] == "advcl" and sets_out is not None and parsed.tags[head] == "VBD" and head < verb:
        return "future" if parsed.lemmas[head] in sets_out | looking_ahead else "past"
    if (
        parsed.labels[verb] not in ("xcomp", "ccomp")
        or not (parsed.tags[head] == "VBD" or was)
        or parsed.lemmas[head] == "be"
    ):
        return "future"
    return "future" if parsed.lemmas[head] in looking_ahead else "past"
