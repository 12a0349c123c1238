"""Two clauses of a headline: "Bangladesh moves refugees as Nepal probes fraud" tells two things, each of its own parties."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_JOINS = frozenset({"as", "while"})
_LEAST = 2  # words of a clause


def without_other_clause(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act without those whom only the other clause of its headline names."""
    split = _split(act.trigger, coder)
    if split is None:
        return act
    first, at, last = split
    inside = range(at, last) if act.trigger > at else range(first, at)
    outside = range(first, at) if act.trigger > at else range(at, last)

    def other(filler: Filler) -> bool:
        return filler.mention.head in outside and filler.mention.kind != "pronoun"

    actors, recipients = (tuple(f for f in side if not other(f)) for side in (act.actors, act.recipients))
    if (actors, recipients) == (act.actors, act.recipients):
        return act
    named = {x.code for m in coder.roles.mentions.items if m.head in inside for x in m.parties if x.code}
    gone = (codes(act.actors) | codes(act.recipients)) - codes(actors) - codes(recipients) - named
    reciprocal = act.reciprocal and len(codes(actors) | codes(recipients)) > 1
    why = (*act.why, "without whom the headline's other clause names")
    return replace(
        act,
        actors=actors,
        recipients=recipients,
        reciprocal=reciprocal,
        against=act.against | frozenset(gone),
        spared=act.spared | frozenset(gone),
        why=why,
    )


def _split(token: int, coder: FrameCoder) -> tuple[int, int, int] | None:
    """First token, that of the joining word, and the end of a headline of two finite clauses."""
    p = coder.parsed
    first, last = p.sentences[p.sentence_index[token]]
    if p.closed(last) or last - first > 30:
        return None
    for at in range(first + _LEAST, last - _LEAST):
        if p.lowers[at] not in _JOINS or p.lowers[at - 1] in ("such", "same", "as", "described", "known"):
            continue
        finite = (
            any(p.tags[t] in ("VBZ", "VBP", "VBD") for t in part) for part in (range(first, at), range(at + 1, last))
        )
        if p.tags[at + 1].startswith(("NN", "JJ")) and all(finite):
            return first, at, last
    return None
