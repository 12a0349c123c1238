"""The words that a claim rests on: the smallest stretch that holds the act and its parties' words."""

from __future__ import annotations

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder
from dragoman.records.text import Span

# A party's words farther than this from the act stand in `also`, so that the evidence stays short; code points.
REACH = 160
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
    near: list[tuple[int, int]] = []
    far: list[tuple[int, int]] = []
    lo, hi = p.starts[min(tokens)], p.ends[max(tokens)]
    first, last = p.sentences[p.sentence_index[act.trigger]]
    for filler in (*act.actors, *act.recipients):
        m = filler.mention
        start, end = p.starts[m.first], p.ends[m.last - 1]
        inside = first <= m.first and m.last <= last
        close = inside and max(lo - end, start - hi, 0) <= REACH
        (near if close else far).append((start, end))
    start = min([lo, *(s for s, _ in near)])
    end = max([hi, *(e for _, e in near)])
    also = tuple(Span.of(p.text, s, e) for s, e in dict.fromkeys(far))
    return Span.of(p.text, start, end), also


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
            label not in _WHOLE
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
