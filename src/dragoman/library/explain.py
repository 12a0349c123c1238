"""From a claim back to its words: sentence, rule, trigger, who was taken for whom and why, and the parse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.library import view
from dragoman.records.event import Event
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
    events that are parts of it.
    """

    told: ToldClaim
    around: Span
    words: tuple[Word, ...]
    event: Event
    parts: tuple[str, ...] = ()


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
    event = store.event(run.id, id_) or Event(id_, (id_,))
    wanted = event.claims if event.id == id_ else (id_,)
    told = [view.claim_as_seen(store, run, store.tellers(run.id, one)[one], one) for one in wanted]
    parts = tuple(store.parts_of(run.id, event.id))
    return [replace(_explained(store, one, parse, event), parts=parts) for one in told if one is not None]


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
