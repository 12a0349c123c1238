"""Proposals held against text and codebook: an act or a speech as worded, or the reason why it is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dragoman.codebook.plover import Plover
from dragoman.find.act import ActFound, Filler, Status
from dragoman.find.coders.proposed.proposal import Named, Proposal
from dragoman.find.coders.proposed.standing import Ground, Tokens, head_of
from dragoman.find.speech import SpeechFound
from dragoman.records.text import SetAside, Span

# Tokens of a trigger; code points of evidence.
MOST_TRIGGER, MOST_EVIDENCE = 6, 900
SLOT = "model"


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """A proposal that is left out; its argument is one of `proposal.REASONS`."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An act or a speech as worded, and its evidence."""

    found: ActFound | SpeechFound
    evidence: Span


@dataclass
class Acceptance:
    """Holds proposals of one document against it. kind: `direct`, `mixed` or `indirect` of what is said. aside: parts that no claim is drawn from.

    known: every code of the codebook. speaks: whether a source's words resolve to a party that speaks.
    """

    plover: Plover
    known: Mapping[str, object]
    aside: tuple[SetAside, ...]
    kind: Callable[[list[Span]], str]
    speaks: Callable[[Tokens], bool]
    _taken: set[tuple[object, ...]] = field(default_factory=set)

    def accept(self, one: Proposal, ground: Ground) -> Accepted:
        """The proposal as worded in the text. Raises Refused."""
        self._check_codes(one)
        evidence, trigger = self._place(one, ground)
        start = ground.parsed.starts[trigger[0]]
        if any(x.span.start <= start < x.span.end for x in self.aside):
            raise Refused("aside")
        made = self._speech if one.kind == "speech" else self._act
        return Accepted(made(one, ground, evidence, trigger), evidence)

    def _check_codes(self, one: Proposal) -> None:
        if (one.event_type is None) != (one.kind == "speech"):
            raise Refused("type")
        if one.event_type is not None and one.event_type not in self.plover.types:
            raise Refused("type")
        if one.mode is not None and (one.event_type is None or one.mode not in self.plover.modes_of(one.event_type)):
            raise Refused("mode")
        if any(aux not in self.plover.auxiliary for aux in one.aux):
            raise Refused("aux")
        if not (one.actor if one.kind == "speech" else (*one.actor, *one.recipient)):
            raise Refused("nobody")

    def _place(self, one: Proposal, ground: Ground) -> tuple[Span, Tokens]:
        """Evidence and trigger: of words that stand several times, the first place that no like proposal has taken."""
        if len(one.evidence) > MOST_EVIDENCE:
            raise Refused("evidence")
        why = "evidence"
        for first, last in ground.stretches(one.evidence):
            span = ground.parsed.span(first, last)
            why = "trigger" if why == "evidence" else why
            for trigger in ground.stretches(one.trigger, span):
                key = (one.kind, one.event_type, trigger, one.actor, one.recipient)
                why = "twice"
                if trigger[1] - trigger[0] <= MOST_TRIGGER and key not in self._taken:
                    self._taken.add(key)
                    return span, trigger
        raise Refused(why)

    def _filler(self, named: Named, ground: Ground, evidence: Span) -> Filler:
        tokens = ground.nearest(named.text, evidence)
        if tokens is None:
            raise Refused("party")
        mention = ground.mention(tokens)
        if mention is None:
            raise Refused("unresolved")
        codes = {party.code for party in mention.parties}
        if named.code is not None and (named.code not in self.known or named.code not in codes):
            raise Refused("code")
        return Filler(mention, SLOT)

    def _act(self, one: Proposal, ground: Ground, evidence: Span, trigger: Tokens) -> ActFound:
        assert one.event_type is not None
        actors = tuple(self._filler(named, ground, evidence) for named in one.actor)
        recipients = tuple(self._filler(named, ground, evidence) for named in one.recipient)
        head = head_of(ground.parsed, trigger)
        kind = "verb" if ground.parsed.tags[head].startswith("VB") else "noun"
        return ActFound(
            head, tuple(range(*trigger)), kind, one.event_type, one.mode, actors, recipients, one.reciprocal, Status(frozenset(one.aux)),
            SLOT, head,
        )  # fmt: skip

    def _speech(self, one: Proposal, ground: Ground, evidence: Span, trigger: Tokens) -> SpeechFound:
        for named in (*one.actor, *one.recipient):
            self._filler(named, ground, evidence)
        source = ground.nearest(one.actor[0].text, evidence)
        if source is None or not self.speaks(source):
            raise Refused("unresolved")
        content = []
        for words in one.content:
            tokens = next(ground.stretches(words, evidence), None)
            if tokens is None:
                raise Refused("content")
            content.append(ground.parsed.span(*tokens))
        if not content:
            raise Refused("content")
        content.sort(key=lambda span: span.start)
        addressee = ground.nearest(one.recipient[0].text, evidence) if one.recipient else None
        return SpeechFound(
            source, trigger, head_of(ground.parsed, trigger), tuple(content), self.kind(content), addressee
        )
