"""Issues that a claim's own words leave unsaid: of its sentence, of the matter that it takes up, of the exchange that it goes on with."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.issues import issues_of
from dragoman.find.act import ActFound
from dragoman.pipeline.ground import Ground
from dragoman.records.claim import Claim

# How many sentences back "the measure" or an exchange of the same countries reaches.
_REACH = 3


def with_matters(acts: list[tuple[ActFound, Claim]], ground: Ground) -> list[tuple[ActFound, Claim]]:
    """The acts and claims in order of their trigger, those without an issue given the one that the text settles."""
    done: list[tuple[ActFound, Claim]] = []
    worded = sorted(((a, c) for a, c in acts if c.issues), key=lambda pair: pair[0].trigger)  # only these are taken up
    for act, claim in sorted(acts, key=lambda pair: pair[0].trigger):
        if not claim.issues:
            before = [(a, c) for a, c in worded if a.trigger < act.trigger]
            found = (
                _taken_up(act, claim, before, ground)
                or _of_sentence(act, ground)
                or _going_on(act, claim, before, ground)
            )
            claim = replace(claim, issues=found)
        done.append((act, claim))
    return done


def _of_sentence(act: ActFound, ground: Ground) -> tuple[str, ...]:
    p = ground.parsed
    first, last = p.sentences[p.sentence_index[act.trigger]]
    return issues_of(ground.tables.issues, p, first, last)


def _taken_up(act: ActFound, claim: Claim, before: list[tuple[ActFound, Claim]], ground: Ground) -> tuple[str, ...]:
    """ "The measure targets nobody": the issue told of last, in this sentence or shortly before."""
    return _last(act, before, ground) if _points_back(claim, ground) and not _of_sentence(act, ground) else ()


def _points_back(claim: Claim, ground: Ground) -> bool:
    p, words = ground.parsed, ground.tables.matters
    first, last = p.tokens_between(claim.evidence.start, claim.evidence.end)
    return any(
        p.lemmas[token] in words["matter"]
        and any(p.lowers[c] in words["pointing"] for c in p.children[token] if c < token)
        for token in range(first, last)
        if p.tags[token].startswith("N")
    )


def _going_on(act: ActFound, claim: Claim, before: list[tuple[ActFound, Claim]], ground: Ground) -> tuple[str, ...]:
    """The issue of the last act between the same countries in the same paragraph."""
    codes = _codes(claim)
    same = [
        (a, c)
        for a, c in before
        if len(codes) > 1
        and _codes(c) == codes
        and ground.parsed.paragraph_index[a.trigger] == ground.parsed.paragraph_index[act.trigger]
    ]
    return _last(act, same, ground)


def _last(act: ActFound, before: list[tuple[ActFound, Claim]], ground: Ground) -> tuple[str, ...]:
    sentences = ground.parsed.sentence_index
    for other, claim in reversed(before):
        if sentences[act.trigger] - sentences[other.trigger] > _REACH:
            return ()
        if claim.issues:
            return claim.issues
    return ()


def _codes(claim: Claim) -> set[str]:
    return {p.code for p in (*claim.actor, *claim.recipient) if p.code}
