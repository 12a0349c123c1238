"""The words that a claim rests on: the smallest stretch that holds the act and its parties' words."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder
from dragoman.records.text import Span

# A party's words farther than this from the act stand in `also`, so that the evidence stays short; code points.
REACH = 160
_CLAUSE = 20  # tokens of a clause that still belongs to the evidence
_PARTS = 4
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_BEFORE_NOUN = {"poss", "compound", "amod", "nmod", "nummod", "det"}
_CONDITION = {"if", "unless", "until", "provided"}
_LEFT_OUT = {"relcl", "advcl", "parataxis", "cc", "punct", "conj", "dep", "ccomp"}
_WHOLE = {
    "dobj",
    "prep",
    "xcomp",
    "agent",
    "nsubjpass",
    "nsubj",
    "prt",
    "dative",
    "attr",
    "acomp",
    "oprd",
    "ccomp",
    "advmod",
    "aux",
    "auxpass",
    "neg",
    "npadvmod",
}


def evidence(act: ActFound, coder: FrameCoder) -> tuple[Span, tuple[Span, ...]]:
    """The evidence and further spans (parties named too far off, or in another clause)."""
    p = coder.parsed
    tokens = set(act.words)
    joined = p.conjuncts(act.trigger) if act.rule == "derived:demand" else []  # "should not interfere and undermine …"
    for word in (*act.words, *joined):
        tokens |= _phrase(word, coder, act)
    tokens = _before_the_next(tokens, act, coder)
    near: list[tuple[int, int]] = []
    far: list[tuple[int, int]] = []
    lo, hi = p.starts[min(tokens)], p.ends[max(tokens)]
    first, last = p.sentences[p.sentence_index[act.trigger]]
    for filler in (*act.actors, *act.recipients):
        m = filler.mention
        start, end = p.starts[m.first], p.ends[m.last - 1]
        inside = first <= m.first and m.last <= last
        close = (
            inside and max(lo - end, start - hi, 0) <= REACH and not _joined_between(max(tokens), m.first, act, coder)
        )
        close = close and not (act.joined >= 0 and end <= lo)
        (near if close else far).append((start, end))
    start = min([lo, *(s for s, _ in near)])
    end = max([hi, *(e for _, e in near)])
    end = p.ends[_last(p.tokens_between(lo, end)[1] - 1, act, coder)] if act.until < 0 else end
    also = tuple(Span.of(p.text, s, e) for s, e in dict.fromkeys(far))
    return Span.of(p.text, start, end), also


def _before_the_next(tokens: set[int], act: ActFound, coder: FrameCoder) -> set[int]:
    """The tokens before those of an act that is joined to it: "agreed to resume talks | and to open a hotline"."""
    if act.until < 0:
        return tokens
    p, last = coder.parsed, act.until - 1
    while last > act.trigger and (p.poses[last] in ("PUNCT", "CCONJ") or p.labels[last] == "cc"):
        last -= 1
    return {t for t in tokens if t <= last} | {act.trigger}


def _joined_between(last: int, party: int, act: ActFound, coder: FrameCoder) -> bool:
    """Whether a clause that is joined to the act's begins before a party behind it: "declined the request and | said the family would sue"."""
    p = coder.parsed
    return any(
        p.labels[t] == "conj" and p.tags[t] in _FINITE and not p.subtree(t)[0] <= act.trigger < p.subtree(t)[1]
        for t in range(last + 1, party)
    )


def _last(token: int, act: ActFound, coder: FrameCoder) -> int:
    """The last token of the phrase that `token` stands in: beyond a name before its noun ("respects to Indonesia | 's fallen soldiers"), a subject
    before its verb ("if talks with Turkey | fail"), a clause that no comma sets off ("the understanding | that its demands be met") and a
    condition ("| if talks fail").
    """
    p = coder.parsed
    for _ in range(_PARTS):
        ahead = _head_ahead(token, act, coder)
        clause = next((c for c in (token + 1, *_over(token + 1, coder)) if _bound_to(c, token, coder)), None)
        end = max(_without_clauses(ahead, coder)) if ahead is not None else token
        end = p.subtree(clause)[1] - 1 if ahead is None and clause is not None else end
        if not token < end <= token + _CLAUSE:
            break
        token = end
    return token


def _head_ahead(token: int, act: ActFound, coder: FrameCoder) -> int | None:
    """The noun behind a token that stands before it, or the verb behind a subject that ends there; not one that the act hangs on (", Hayashi | said")."""
    p = coder.parsed
    for node in (token, *_over(token, coder)):
        head = p.heads[node]
        if head > token:
            named = p.labels[node] in _BEFORE_NOUN and node == token
            first, last = p.subtree(head)
            subject = p.labels[node] in ("nsubj", "nsubjpass") and not first <= act.trigger < last
            return head if named or subject else None
    return None


def _over(token: int, coder: FrameCoder) -> Iterator[int]:
    """What a token hangs on, and what that hangs on, up to the root."""
    p = coder.parsed
    while token < len(p) and p.heads[token] != token:
        token = p.heads[token]
        yield token


def _bound_to(clause: int, last: int, coder: FrameCoder) -> bool:
    """Whether a clause begins right behind `last` and belongs to what ends there."""
    p = coder.parsed
    if clause >= len(p) or p.subtree(clause)[0] != last + 1:
        return False
    if p.labels[clause] == "advcl":
        return any(p.labels[c] == "mark" and p.lowers[c] in _CONDITION for c in p.children[clause])
    return p.labels[clause] in ("relcl", "acl", "ccomp") and p.heads[clause] <= last


def _phrase(word: int, coder: FrameCoder, act: ActFound) -> set[int]:
    """Tokens of the word's own phrase: its complements and adjuncts, without other clauses hung on it."""
    p, g = coder.parsed, coder.grammar
    found = {word}
    verbal = g.is_verb(word)
    for child in p.children[word]:
        label = p.labels[child]
        if label == "prep" and p.lowers[child] == "according":
            continue
        if verbal and (
            (label not in _WHOLE and not _what_is_asked(child, act, coder))
            or (
                label == "ccomp"
                and act.rule != "derived:address"
                and act.type not in ("REQUEST", "THREATEN", "ACCUSE", "REJECT", "AGREE", "SUPPORT")
            )
        ):
            continue
        if verbal and label in ("nsubj", "nsubjpass") and not _names(child, act, coder):
            continue
        if not verbal and label in _LEFT_OUT:
            continue
        found |= _without_clauses(child, coder)
    return found


def _what_is_asked(clause: int, act: ActFound, coder: FrameCoder) -> bool:
    """ "Calls on China | to fulfil its responsibilities": an infinitive that no comma sets off, where the act asks for something."""
    p = coder.parsed
    opens = p.subtree(clause)[0]
    asks = act.type in ("REQUEST", "THREATEN", "AGREE") and p.labels[clause] == "advcl"
    return asks and coder.grammar.to_infinitive(clause) and opens > act.trigger and p.words[opens - 1] != ","


def _names(subject: int, act: ActFound, coder: FrameCoder) -> bool:
    """Whether the subject's phrase holds one of the act's parties, or is what the act befalls."""
    first, last = coder.parsed.subtree(subject)
    held = any(first <= f.mention.first < last for f in (*act.actors, *act.recipients))
    return held or coder.grammar.is_passive(coder.parsed.heads[subject])


def _without_clauses(token: int, coder: FrameCoder) -> set[int]:
    p = coder.parsed
    found = {token}
    for child in p.children[token]:
        if p.labels[child] in ("relcl", "advcl", "parataxis") or (
            p.labels[child] == "prep" and p.lowers[child] == "according"
        ):
            continue
        found |= _without_clauses(child, coder)
    return found
