"""From a claim back to its words: sentence, rule, trigger, who was taken for whom and why, and the parse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.judge import taken_back
from dragoman.judge.binding import claims_by_text, target
from dragoman.library import view
from dragoman.records.event import Event
from dragoman.records.judgement import Judgement
from dragoman.records.parsed import ParsedText
from dragoman.records.run import Run
from dragoman.records.text import Span
from dragoman.records.told import ToldClaim
from dragoman.store import Store

PARAGRAPH = "\n"


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the parse with its head's words."""

    text: str
    tag: str
    label: str
    head: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim with what it rests on.

    around: the sentence (or paragraph) that holds the evidence. event: the claims that were put together with it; parts: ids of the
    events that are parts of it. judgements: those on the claim and on its place in the event, oldest first, with the ones that were
    taken back. rejected: by a judgement that stands, so that no answer has it; then `told` is as it was coded.
    """

    told: ToldClaim
    around: Span
    words: tuple[Word, ...]
    event: Event
    judgements: tuple[Judged, ...] = ()
    rejected: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, and the one that took it back, or null."""

    judgement: Judgement
    undone: Judgement | None


def explain(store: Store, run: Run | None, prefix: str, parse: bool) -> list[Explanation]:
    """The claim whose id begins with `prefix`, or all claims of the event whose id does.

    An event has the id of its earliest claim: the claim is meant unless others were put together with it.
    Raises LookupError when none or several ids begin so.
    """
    found = store.tellers(run.id, prefix) if run and prefix else {}
    if run is None or len(found) != 1:
        many = (
            f"{len(found)} ids begin with {prefix!r}: {', '.join(i[:12] for i in list(found)[:6])} …; give more of it."
        )
        none = f"No claim or event of {store.path} has an id that begins with {prefix!r}; timeline and export show ids."
        raise LookupError(many if found else none)
    (id_,) = found
    event = _event(store, run, id_)
    wanted = event.claims if event.id == id_ else (id_,)
    made = store.judgements()
    on = _by_claim(store, run, made)
    parts = tuple(store.parts_of(run.id, event.id))
    told = [_one(store, run, claim, parse, event, tuple(on.get(claim, ()))) for claim in wanted]
    return [replace(one, parts=parts) for one in told]


def _event(store: Store, run: Run, claim: str) -> Event:
    """The event of a claim, merged now where it is not kept up to date."""
    if store.events_hold(run.id):
        return store.event(run.id, claim) or Event(claim, (claim,))
    found = (event for event in view.merged(store, run) if claim in event.claims)
    return next(found, Event(claim, (claim,)))


def _by_claim(store: Store, run: Run, made: tuple[Judgement, ...]) -> dict[str, list[Judged]]:
    """Judgements by the claims that they bind to: also those that they link, or part from others."""
    gone = taken_back(made)
    by_text = claims_by_text(
        view.judged_claims(store, run, made), (a.text_id for one in made for a in view.anchors(one))
    )
    found: dict[str, list[Judged]] = {}
    for one in made:
        targets = (target(anchor, by_text[anchor.text_id]) for anchor in view.anchors(one))
        for claim in dict.fromkeys(t.id for t in targets if t is not None):
            found.setdefault(claim, []).append(Judged(one, gone.get(one.id)))
    return found


def _one(store: Store, run: Run, claim: str, parse: bool, event: Event, on: tuple[Judged, ...]) -> Explanation:
    stored = store.tellers(run.id, claim)[claim]
    seen = view.claim_as_seen(store, run, stored, claim)
    raw = seen or next(told for told in store.told(run.id, stored) if told.claim.id == claim)
    return replace(_explained(store, raw, parse, event), judgements=on, rejected=seen is None)


def _explained(store: Store, told: ToldClaim, parse: bool, event: Event) -> Explanation:
    text = store.text(told.claim.text_id)
    evidence = told.claim.evidence
    if not parse:
        start = text.rfind(PARAGRAPH, 0, evidence.start) + 1
        end = text.find(PARAGRAPH, evidence.end)
        return Explanation(told, Span.of(text, start, len(text) if end < 0 else end), (), event)
    from dragoman.annotate import annotate

    parsed = annotate(text)
    first, last = parsed.tokens_between(evidence.start, evidence.end)
    sentences = [s for s in parsed.sentences if s[0] < last and first < s[1]]
    if not sentences:
        return Explanation(told, evidence, (), event)
    around = parsed.span(sentences[0][0], sentences[-1][1])
    words = tuple(_word(parsed, token) for s in sentences for token in range(*s))
    return Explanation(told, around, words, event)


def _word(parsed: ParsedText, token: int) -> Word:
    head = parsed.heads[token]
    return Word(
        parsed.words[token], parsed.tags[token], parsed.labels[token], "" if head == token else parsed.words[head]
    )
