"""Acts and speeches as worded → Claims, with days, places, issues, scores, identities and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.issues import issues_of
from dragoman.find.act import ActFound, Filler
from dragoman.find.coders.confidence import confidence
from dragoman.find.contexts import contexts
from dragoman.find.evidence import evidence
from dragoman.find.not_yet import in_present, to_come
from dragoman.find.quantities import quantities
from dragoman.find.speech import gainsaid
from dragoman.find.times_attach import attach_times
from dragoman.pipeline.act_days import (
    UNREAL,
    days_between,
    is_background,
    misread_as_old,
    of_old,
    published_day,
    when_of,
    years_before,
)
from dragoman.pipeline.ground import Ground
from dragoman.records.claim import Claim, Speech, Where, claim_id
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Party
from dragoman.records.text import Span
from dragoman.records.when import UNKNOWN, When

_AUX_ORDER = ("historical", "future", "hypothetical", "negation")


_DESCRIBES = ("prep", "poss", "amod", "compound", "nmod")


def parties(fillers: tuple[Filler, ...], parsed: ParsedText) -> tuple[Party, ...]:
    """The parties in a role, each once, in order of the text; people and bodies that nothing resolves by their words, without a code.

    A state that only tells whose another party is ("the governments of China and South Korea") is no further one.
    """
    found: dict[tuple[str | None, str, str | None], Party] = {}
    for filler in fillers:
        mention = filler.mention
        if any(_of(mention, other.mention, parsed) for other in fillers):
            continue
        told = mention.parties
        if not told and mention.kind in ("role", "group"):
            told = _unknown(parsed, (mention.first, mention.last))
        for party in told:
            found.setdefault((party.code, party.name, party.sector), party)
    return tuple(found.values())


def _of(one: Mention, other: Mention, parsed: ParsedText) -> bool:
    """Whether a mention describes another that is of all the states that it is of: no person by name but whose lawyer or aide somebody is, nor what is
    joined or apposed to it."""
    if one.kind == "person" and other.kind != "role":
        return False
    token = one.head
    while parsed.heads[token] not in (token, other.head):
        token = parsed.heads[token]
    labels = ("prep", "poss") if one.kind == "person" else _DESCRIBES
    inside = parsed.heads[token] == other.head != one.head and parsed.labels[token] in labels
    known = {p.code for p in one.parties} - {None}
    return inside and bool(known) and known <= {p.code for p in other.parties}


def without_signs(span: Span, signs: Sequence[Span], text: str) -> Span:
    """The span without what numbers the version of a headline at either end of it; as it is where nothing else would stay."""
    start, end = span.start, span.end
    for sign in signs:
        if sign.start <= start < sign.end < end:
            start = sign.end
        elif start < sign.start < end <= sign.end:
            end = sign.start
    return span if (start, end) == (span.start, span.end) else Span.of(text, start, end)


def _each_other(actor: tuple[Party, ...], recipient: tuple[Party, ...]) -> bool:
    """Whether two parties or more stand on both sides ("invited each other")."""
    return len(actor) > 1 and {(p.code, p.name) for p in actor} == {(p.code, p.name) for p in recipient}


def by_its_day(act: ActFound, ground: Ground) -> ActFound:
    """The act as still to come, where the present tense tells it of a later day than the text's: "flies to Maputo on 23 November"."""
    if act.status.aux or not in_present(act, ground.coder):
        return act
    ahead = days_between(ground.document.reading.published, when_of(act, ground).first) or 0
    return to_come(act) if ahead > 0 else act


def act_claim(act: ActFound, ground: Ground, where: Where | None) -> Claim:
    """The claim of one act; links to other claims are set by `linked`."""
    text_id, p = ground.document.reading.text_id, ground.parsed
    span, also = evidence(act, ground.coder)
    span = without_signs(span, ground.signs, p.text)
    actor, recipient = parties(act.actors, p), parties(act.recipients, p)
    reciprocal = act.reciprocal or _each_other(actor, recipient)
    if reciprocal:
        sides = {
            (x.code, x.name, x.sector): x for x in reversed((*actor, *recipient))
        }  # "accused each other" names both twice
        actor, recipient = tuple(reversed(sides.values())), ()
    trigger = (
        p.span(min(act.words), max(act.words) + 1)
        if max(act.words) - min(act.words) < 6
        else p.span(act.trigger, act.trigger + 1)
    )
    aux = set(act.status.aux) - ({"historical"} if misread_as_old(act, ground) else set())
    when = when_of(act, ground)
    old = is_background(when, ground.document.reading.published) or (when is UNKNOWN and of_old(act, ground))
    if old or (when.first is None and years_before(act, ground)):
        aux.add("historical")
    if aux & UNREAL and when.basis == "published":
        when = UNKNOWN
    spans = [(x.start, x.end) for x in (*actor, *recipient)]
    plover = ground.tables.plover
    return Claim(
        id=claim_id(text_id, trigger, act.type, spans),
        document=ground.document.reading.document,
        text_id=text_id,
        evidence=span,
        trigger=trigger,
        event_type=act.type,
        mode=act.mode,
        contexts=act.contexts
        if act.contexts is not None
        else contexts(p, span.start, span.end, act.type, act.mode, ground.tables.lexicon),
        actor=actor,
        recipient=recipient,
        reciprocal=reciprocal,
        when=when,
        where=where,
        quantities=quantities(p, span.start, span.end),
        aux=tuple(a for a in _AUX_ORDER if a in aux),
        per=ground.voices.chain(p.starts[act.trigger], p.ends[act.trigger]),
        issues=_issues(span, ground),
        score=plover.score_of(act.type, [act.mode] if act.mode else []),
        confidence=confidence(act, ground.calibration),
        also=also,
        why=_why(act, ground, when),
    )


def _why(act: ActFound, ground: Ground, when: When) -> tuple[str, ...]:
    p = ground.parsed
    lines = [
        f"{act.rule}: " + " ".join(p.words[w] for w in act.words) + f" [{p.starts[act.trigger]},{p.ends[act.trigger]})"
    ]
    for role, fillers in (("actor", act.actors), ("recipient", act.recipients)):
        for f in fillers:
            lines.append(
                f"{role} from {f.slot}: “{p.span(f.mention.first, f.mention.last).text}”"
                + (f" ({f.mention.why})" if f.mention.why else "")
            )
    if act.status.embedding:
        lines.append(f"stands under “{p.words[act.status.under]}” ({act.status.embedding})")
    lines += act.why
    lines.append(f"day {when.basis}" + (f" from “{when.text}”" if when.text else ""))
    return tuple(lines)


def _issues(span: Span, ground: Ground) -> tuple[str, ...]:
    first, last = ground.parsed.tokens_between(span.start, span.end)
    return issues_of(ground.tables.issues, ground.parsed, first, last)


def _at_large(mention: Mention) -> bool:
    """ "Told reporters": the press of no state that the text says."""
    return mention.kind == "role" and mention.weight < 1 and all(x.sector == "JRN" for x in mention.parties)


def speech_claims(ground: Ground) -> list[Claim]:
    """One claim a speech; its act, where the speaking is itself one, is joined by `linked`."""
    claims = []
    p, text_id = ground.parsed, ground.document.reading.text_id
    for index, (found, u) in enumerate(zip(ground.voices.found, ground.voices.utterances)):
        if not found.content or (found.source is None and not u.speakers) or found.continuing:
            continue  # "It is hoped that …" in a readout: what it asks is claimed, no further speech is
        if gainsaid(found.trigger, p, ground.tables.cues):
            continue
        speakers = tuple(dict.fromkeys(party for m in u.speakers for party in m.parties)) or _unknown(p, found.source)
        cue = p.span(*found.cue)
        start = min([cue.start, found.content[0].start, *([p.starts[found.source[0]]] if found.source else [])])
        end = max([cue.end, found.content[-1].end, *([p.ends[found.source[1] - 1]] if found.source else [])])
        addressee = p.span(*found.addressee).text if found.addressee else None
        via = p.span(*found.via).text if found.via else None
        first, last = p.tokens_between(found.content[0].start, found.content[-1].end)
        issues = issues_of(ground.tables.issues, p, first, last) or _issues(Span.of(p.text, start, end), ground)
        codes = {x.code for x in speakers if x.code}
        outer = ground.voices.chain(start, min(end, found.content[0].start + 1)) if found.parent is not None else ()
        when = _speech_when(found.trigger, ground)
        claims.append(
            Claim(
                id=claim_id(
                    text_id,
                    cue,
                    "speech",
                    [(x.start, x.end) for x in speakers] + [(found.content[0].start, found.content[0].end)],
                ),
                document=ground.document.reading.document,
                text_id=text_id,
                evidence=Span.of(p.text, start, end),
                trigger=cue,
                event_type=None,
                actor=speakers,
                recipient=tuple(dict.fromkeys(x for m in u.addressees if not _at_large(m) for x in m.parties)),
                when=when,
                per=tuple(dict.fromkeys((*ground.voices._links(index), *outer))),
                speech=Speech(found.kind, cue.text, found.content, speakers, addressee, via),
                issues=issues,
                confidence=0.85 if codes else 0.6,
                why=(f"speech: cue “{cue.text}”", f"day {when.basis}"),
            )
        )
    return claims


def _unknown(parsed: ParsedText, source: tuple[int, int] | None) -> tuple[Party, ...]:
    if source is None:
        return ()
    span = parsed.span(*source)
    return (Party(None, span.text, span.text, span.start, span.end, why="not in the codebook"),)


def _speech_when(trigger: int, ground: Ground) -> When:
    index = attach_times(ground.parsed, trigger, ground.times, ground.whens)
    return ground.whens[index] if index is not None and ground.whens[index].first else published_day(ground)


def linked(acts: list[tuple[ActFound, Claim]], speeches: list[Claim], ground: Ground) -> tuple[Claim, ...]:
    """All claims in order of the text, `within` and `about` set; a speech that is itself an act is one claim."""
    p = ground.parsed
    by_trigger = {a.trigger: c for a, c in acts}
    joined = _joined(acts, speeches)
    done = []
    for act, claim in acts:
        start, end = p.starts[act.trigger], p.ends[act.trigger]
        holders = [
            s
            for s in speeches
            if any(c.start <= start and end <= c.end for c in (s.speech.content if s.speech else ()))
        ]
        holders.sort(key=lambda s: s.evidence.end - s.evidence.start)
        within = next((joined.get(h.id, h.id) for h in holders if joined.get(h.id, h.id) != claim.id), None)
        about = _about(act, by_trigger, ground)
        speech = next((s.speech for s in speeches if joined.get(s.id) == claim.id), None)
        done.append(replace(claim, within=within, about=about.id if about else None, speech=speech))
    done += [s for s in speeches if s.id not in joined]
    unique = {c.id: c for c in reversed(done)}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.id)))


def _joined(acts: list[tuple[ActFound, Claim]], speeches: list[Claim]) -> dict[str, str]:
    """Speech claims whose cue is the word of an act of the same speaker → that act's claim."""
    found: dict[str, str] = {}
    for _, claim in acts:
        for speech in speeches:
            said = speech.trigger.overlaps(claim.trigger)
            same = {x.code for x in speech.actor} & {x.code for x in claim.actor}
            if said and same and claim.event_type != "CONSULT" and claim.id not in found.values():
                found[speech.id] = claim.id
    return found


def _about(act: ActFound, by_trigger: dict[int, Claim], ground: Ground) -> Claim | None:
    """The act that this one is about: its object or complement ("welcomed" → "the establishment of a hotline")."""
    for trigger, claim in by_trigger.items():
        if trigger in act.words:
            continue
        governed = ground.coder.grammar.governor(trigger)
        if governed is not None and governed[0] in act.words:
            return claim
    return None
