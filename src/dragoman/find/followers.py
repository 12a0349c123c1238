"""Who does as another has done: "Estonia closed its consulate, and Latvia followed suit", "Kuwait and Bahrain did the same"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound, Filler, Status
from dragoman.find.acts import FrameCoder, codes

_REACH = 1  # sentences before
_NEAR = 4  # words from the verb in which its phrase ends


def with_followers(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, and those of who followed suit, in order of their trigger."""
    p = coder.parsed
    found = list(acts)
    for verb in range(len(p)):
        words = _follows(verb, coder)
        if not words:
            continue
        actors = tuple(Filler(m, "subj") for h in coder.grammar.subject(verb) for m in coder.roles.party(h))
        model = _model(verb, codes(actors), found, coder)
        if model is None:
            continue
        found = [a for a in found if a.trigger not in words]
        modality = coder.modality.status(verb)
        recipients = tuple(f for f in model.recipients if not codes((f,)) & codes(actors))
        found.append(
            replace(
                model, trigger=verb, words=words, kind="derived", actors=actors, recipients=recipients, head=verb, rule="derived:followed",
                status=Status(modality.aux, modality.under, modality.embedding), decision=None, contexts=None, weight=0.8, sure=True,
                content=(), implied=1.0, why=(f"as “{p.words[model.trigger]}” before it",),
            )
        )  # fmt: skip
    return sorted(found, key=lambda a: a.trigger)


def _follows(verb: int, coder: FrameCoder) -> tuple[int, ...]:
    """The words of "followed suit", "did much the same", "did likewise"; empty for another verb."""
    p, g = coder.parsed, coder.grammar
    if not g.is_verb(verb) and p.poses[verb] != "AUX":
        return ()
    for phrase in g.words["follows-suit"]:
        first, *rest = phrase.split()
        behind = range(verb + 1, min(verb + _NEAR, len(p)))
        last = next((t for t in behind if p.lowers[t] == rest[-1]), None)
        if p.lemmas[verb] == first and last is not None:
            return (verb, *range(verb + 1, last + 1))
    return ()


def _model(verb: int, own: set[str], acts: Sequence[ActFound], coder: FrameCoder) -> ActFound | None:
    """The last deed told before it, by others, that is as real."""
    p = coder.parsed
    here = p.sentence_index[verb]
    before = [
        a
        for a in acts
        if a.trigger < verb and here - p.sentence_index[a.trigger] <= _REACH and not a.reciprocal and codes(a.actors)
    ]
    before = [a for a in before if own and not codes(a.actors) & own and "negation" not in a.status.aux]
    led = [a for a in before if p.labels[a.head] in ("ROOT", "conj", "ccomp") and a.kind == "verb"]
    return (led or before)[-1] if before else None
