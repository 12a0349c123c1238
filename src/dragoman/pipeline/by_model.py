"""One document in, its claims out, as a language model proposes them: each held against the text, then assembled as any other claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate import Parses
from dragoman.codebook.places import PlaceMention
from dragoman.encode import Heads, Vectors, load_encoder, load_heads
from dragoman.find.act import ActFound
from dragoman.find.coders.proposed.acceptance import Acceptance, Accepted, Refused
from dragoman.find.coders.proposed.proposal import REASONS, Refusal, proposals_of, proposed_object
from dragoman.find.coders.proposed.request import Request, parts_of, request_for
from dragoman.find.coders.proposed.standing import Ground as Standing
from dragoman.find.coders.proposed.standing import Tokens
from dragoman.find.places import find_places
from dragoman.find.quotes import quotations
from dragoman.find.set_aside import find_set_aside
from dragoman.find.speech import SpeechFound, find_speech, nested
from dragoman.find.speech_parts import Parts
from dragoman.pipeline.assemble import act_claim, linked, speech_claims
from dragoman.pipeline.dating import with_days_of_context
from dragoman.pipeline.ground import Ground, ground_of
from dragoman.pipeline.matters import with_matters
from dragoman.pipeline.one import who
from dragoman.pipeline.options import Options
from dragoman.pipeline.parsing import parsed_by
from dragoman.pipeline.same_act import with_days_told_elsewhere
from dragoman.pipeline.speeches import parties_in
from dragoman.pipeline.tables import Tables, load_tables
from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document, SetAside, Span
from dragoman.resolve.places import where_of

# A model's claims have no calibrated confidence: all have this one, and say so.
CONFIDENCE = 0.5
Ask = Callable[[Request], str]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a document's proposals. refused: those left out, in order. accepted: how many were taken."""

    accepted: int
    refused: tuple[Refusal, ...]


def code_by_model(
    document: Document, options: Options, ask: Ask, parses: Parses | None = None
) -> tuple[Outcome[Coded], Proposed]:
    """The claims of one document. ask: gives a model's answer to a question; what it raises is raised, and nothing of the document is taken.

    Problems: model.rejected. Raises `AnswerError` where an answer has not the form.
    """
    tables = load_tables(options.folder)
    parsed = parsed_by(tables, document.text, options.model, parses)
    if not len(parsed):
        return Outcome(Coded(document, ())), Proposed(0, ())
    places = find_places(parsed, tables.gazetteer)
    seen, heads = Vectors(parsed, load_encoder(options.weights)), load_heads(options.weights)
    speeches = find_speech(parsed, tables.cues)
    mentions = who(parsed, tables, document.reading.published, speeches, document.reading, places, seen, heads)
    aside = find_set_aside(parsed, tables.cues)
    accepted, refused = _proposed(document, parsed, mentions, aside, tables, options, ask)
    found = ground_of(document, parsed, tables, mentions, _speeches(accepted), aside, {})
    claims, problems = _assembled(accepted, found.value, places, tables, seen, heads), found.problems
    if refused:
        counts = Counter(REASONS[one.reason] for one in refused)
        reasons = "; ".join(f"{reason}: {count}" for reason, count in counts.most_common())
        values: dict[str, object] = {"count": len(refused), "reasons": reasons}
        problems = (*problems, Problem("model.rejected", document.reading.source, values=values))
    made = {} if parses is None else parses.new
    return Outcome(Coded(document, claims, aside, made), problems), Proposed(len(accepted), tuple(refused))


def _proposed(
    document: Document, parsed: ParsedText, mentions: Mentions, aside: tuple[SetAside, ...], tables: Tables, options: Options, ask: Ask
) -> tuple[list[Accepted], list[Refusal]]:  # fmt: skip
    words, parts = tables.actors.words, Parts(parsed, tables.cues, quotations(parsed))

    def speaks(source: Tokens) -> bool:
        return any(p.code for m in parties_in(parsed, source, mentions, words) for p in m.parties)

    known = {**tables.plover.international, **tables.actors.countries}
    acceptance = Acceptance(tables.plover, known, aside, parts.kind, speaks)
    accepted: list[Accepted] = []
    refused: list[Refusal] = []
    for part in parts_of(parsed):
        found, malformed = proposals_of(ask(request_for(part, document.reading, options.folder, tables.plover)))
        refused += malformed
        ground = Standing(parsed, part, mentions)
        for one in found:
            try:
                accepted.append(acceptance.accept(one, ground))
            except Refused as why:
                refused.append(Refusal(str(why), proposed_object(one)))
    return accepted, refused


def _speeches(accepted: Sequence[Accepted]) -> tuple[SpeechFound, ...]:
    return nested(sorted((a.found for a in accepted if isinstance(a.found, SpeechFound)), key=lambda s: s.trigger))


def _assembled(
    accepted: Sequence[Accepted], ground: Ground, places: tuple[PlaceMention, ...], tables: Tables, seen: Vectors, heads: Heads
) -> tuple[Claim, ...]:  # fmt: skip
    """Claims with days, places, issues, scores and links, as `pipeline.one` makes them."""
    acts = [(a.found, a.evidence) for a in accepted if isinstance(a.found, ActFound)]
    coded = [
        (
            act,
            _as_proposed(act_claim(act, ground, where_of(ground.parsed, act.trigger, places, tables.gazetteer)), span),
        )
        for act, span in acts
    ]
    dated = with_days_told_elsewhere(coded, ground)
    if heads.knows_days:
        dated = with_days_of_context(dated, ground, seen, heads)
    told = linked(with_matters(dated, ground), speech_claims(ground), ground)
    return tuple(_unsure(claim) for claim in told)


def _as_proposed(claim: Claim, evidence: Span) -> Claim:
    """The claim with the evidence that was proposed; parties' words that lie outside it stand in `also`."""
    parties = (*claim.actor, *claim.recipient)
    outside = (Span(p.start, p.end, p.text) for p in parties if p.start < evidence.start or p.end > evidence.end)
    return replace(claim, evidence=evidence, also=tuple(dict.fromkeys(outside)))


def _unsure(claim: Claim) -> Claim:
    why = ("proposed by a language model; evidence, trigger and parties stand in the text; confidence not calibrated",)
    return replace(claim, confidence=CONFIDENCE, why=(*claim.why, *why))
