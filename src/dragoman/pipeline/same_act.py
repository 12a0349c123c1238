"""Days told elsewhere: of the same act told twice, of the deed that a word stands under, of what a paragraph has told just before."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.times_attach import reacted_to
from dragoman.pipeline.ground import Ground
from dragoman.records.claim import Claim

_HEADING = 40  # tokens; a longer first paragraph is none
_REACH = 6  # sentences over which talks go on
_TALKS = "CONSULT"
_SAID = ("AGREE", "REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN", "COOPERATE")  # acts of words, as talks end in
_STEM = 5  # letters that a verb and its noun share
_LEAD = 2  # sentences below a heading that tell it again
_NARRATED = 2  # sentences over which a told day goes on

ActClaim = tuple[ActFound, Claim]
TOLD_AGAIN = "told again at"  # of a heading's act: the same act in the text below has the day


def dated_together(claims: list[ActClaim]) -> list[ActClaim]:
    """Acts and claims; what is joined to another act is of its day."""
    of = {act.trigger: claim for act, claim in claims}
    found = []
    for act, claim in claims:
        if (first := of.get(act.joined)) is not None:
            told = (set(claim.aux) - {"historical"}) | (set(first.aux) & {"historical"})
            aux = tuple(a for a in dict.fromkeys((*first.aux, *claim.aux)) if a in told)
            claim = replace(claim, when=first.when, aux=aux, why=(*claim.why[:-1], first.why[-1]))
        found.append((act, claim))
    return found


def said_when_they_met(speeches: list[Claim], acts: list[ActClaim], ground: Ground) -> list[Claim]:
    """The speeches; one without a day of its own by somebody who met others, told among what was said there, is of the day when they met."""
    told = sorted(
        (
            c
            for _, c in acts
            if not c.aux and c.when.first and c.when.first == c.when.last and c.when.basis != "published"
        ),
        key=lambda c: c.trigger.start,
    )
    met = [(c.when.first, _names(c)) for c in told if c.event_type == _TALKS]

    def dated(speech: Claim) -> Claim:
        if speech.when.basis != "published":
            return speech
        who, here = {x.name for x in speech.actor if x.office}, ground.parsed.sentence_index[_token(speech, ground)]
        for act in reversed([c for c in told if c.trigger.start < speech.trigger.start]):
            if here - ground.parsed.sentence_index[_token(act, ground)] > _REACH:
                return speech
            if act.event_type in (*_SAID, _TALKS) and who & {x.name for x in act.actor}:
                there = any(day == act.when.first and who & names for day, names in met)
                why = (*speech.why[:-1], f"day when they met, as of “{act.trigger.text}”")
                return replace(speech, when=act.when, why=why) if there else speech
        return speech

    return [dated(speech) for speech in speeches]


def _names(claim: Claim) -> set[str]:
    return {x.name for x in (*claim.actor, *claim.recipient)}


def with_days_told_elsewhere(claims: list[ActClaim], ground: Ground) -> list[ActClaim]:
    """Acts and claims; one without a day of its own takes that of the same act, where the text gives it.

    In the heading: of the first act below of the same type and the same states ("Readout of the President's Call with the
    Prime Minister", then "… spoke yesterday"), or else of the first act of the story that one of its states has part in. Of talks: of the talks of the same states some sentences before ("met on
    Friday … The two discussed"), unless they are to come, or never were; so what those who met say and agree together. Of a noun: of the same deed
    told by its verb ("resigned on Friday … his resignation"). Of a noun or participle: of the deed that it stands
    under ("On Friday a court sentenced him to prison"). Of a deed in the simple past: of the one told just before it in its
    paragraph ("On Friday police entered the house. They arrested two men").
    """
    end = _heading_end(ground)
    dated = [c for _, c in claims if c.evidence.start >= end and c.when.text is not None and c.when.first is not None]
    found = []
    for act, claim in claims:
        same, again = None, False
        if claim.when.basis == "published":
            heading = claim.evidence.start < end
            same = _below(claim, dated) if heading else _before(act, claim, dated, ground)
            again = heading and same is not None and _near_the_heading(claim, same, ground)
            same = _lead(claim, dated, ground) if heading and same is None else same
        if same is None and claim.when.basis == "published" and not claim.aux and claim.evidence.start >= end:
            same = _above(act, dated, ground) or _just_before(act, claim, dated, ground)
        found.append((act, _dated(claim, same, TOLD_AGAIN if again else "told at") if same else claim))
    return found


def _near_the_heading(heading: Claim, below: Claim, ground: Ground) -> bool:
    """Whether a heading's act is told again in the lead, or by the same word: not "slaps a tariff", "suspended exports in April"."""
    p = ground.parsed
    one, other = _token(heading, ground), _token(below, ground)
    lead = p.sentence_index[other] - p.sentence_index[one] <= _LEAD
    return lead or p.lemmas[one][:_STEM].lower() == p.lemmas[other][:_STEM].lower()


def _token(claim: Claim, ground: Ground) -> int:
    return ground.parsed.tokens_between(claim.trigger.start, claim.trigger.end)[0]


def _above(act: ActFound, dated: list[Claim], ground: Ground) -> Claim | None:
    p, node = ground.parsed, act.trigger
    if not p.tags[node].startswith(("NN", "VBG")):
        return None
    by_token = {_token(c, ground): c for c in dated if not c.aux}
    while p.heads[node] != node:
        node = p.heads[node]
        if node in by_token:
            return None if reacted_to(p, act.trigger, node) else by_token[node]
        if p.tags[node].startswith(("VB", "MD")):
            return None
    return None


def _just_before(act: ActFound, claim: Claim, dated: list[Claim], ground: Ground) -> Claim | None:
    """Words answer a deed on a day of their own: "shelled the village on Sunday. France condemned it" does not say when."""
    p, published = ground.parsed, ground.document.reading.published
    if not _simple_past(act.trigger, ground):
        return None
    said = claim.event_type in _SAID
    for other in reversed([c for c in dated if not c.aux and c.when.first == c.when.last]):
        if said and other.event_type not in (*_SAID, _TALKS):
            continue
        token = _token(other, ground)
        gone = p.sentence_index[act.trigger] - p.sentence_index[token]
        here = p.paragraph_index[token] == p.paragraph_index[act.trigger]
        if 0 < gone <= _NARRATED and here and _simple_past(token, ground) and str(other.when.first) <= str(published):
            return other
    return None


def _simple_past(token: int, ground: Ground) -> bool:
    """A verb in the simple past of the main clause, active or passive."""
    p = ground.parsed
    main = p.labels[token] in ("ROOT", "conj", "ccomp")
    finite = p.tags[token] == "VBD" or any(
        p.tags[c] == "VBD" and p.lemmas[c] == "be" for c in p.children[token] if p.labels[c] == "auxpass"
    )
    return main and finite


def _below(claim: Claim, dated: list[Claim]) -> Claim | None:
    return next((c for c in dated if c.event_type == claim.event_type and _same(claim, c) and c.aux == claim.aux), None)


def _lead(claim: Claim, dated: list[Claim], ground: Ground) -> Claim | None:
    """The act that the story opens with, if it has a day of its own and the heading's actor, or its recipient, has part in it."""
    published = str(ground.document.reading.published)
    opens = next((c for c in dated if ground.parsed.paragraph_index[_token(c, ground)] <= 2), None)
    if (
        claim.aux
        or opens is None
        or opens.aux
        or opens.when.first != opens.when.last
        or str(opens.when.first) > published
    ):
        return None
    return opens if _states(claim) & {p.code for p in opens.actor if p.code} else None


def _before(act: ActFound, claim: Claim, dated: list[Claim], ground: Ground) -> Claim | None:
    if claim.aux:
        return None
    index = ground.parsed.sentence_index
    for other in reversed([c for c in dated if c.trigger.end <= claim.trigger.start]):
        token = _token(other, ground)
        gone = index[act.trigger] - index[token]
        if not 0 < gone <= _REACH or other.when.first != other.when.last or other.aux:
            continue
        if (other.event_type == _TALKS and _of_those_who_met(act, claim, other, ground)) or _named_deed(
            act, claim, token, other, ground
        ):
            return other
    return None


def _of_those_who_met(act: ActFound, claim: Claim, talks: Claim, ground: Ground) -> bool:
    """Whether an act is the talks told of, or what all who met say or agree in them: "They called on Turkey to halt"."""
    if claim.event_type == _TALKS:
        return _states(talks) == _states(claim)
    together = {p.code for p in claim.actor if p.code}
    return (
        claim.event_type in _SAID
        and len(together) > 1
        and together == _states(talks)
        and _simple_past(act.trigger, ground)
    )


def _named_deed(act: ActFound, claim: Claim, token: int, other: Claim, ground: Ground) -> bool:
    """Whether a noun names the deed that a verb told: "resigned", then "the resignation"."""
    p = ground.parsed
    if (
        not p.tags[act.trigger].startswith("NN")
        or not p.tags[token].startswith("VB")
        or claim.event_type != other.event_type
    ):
        return False
    return p.lemmas[act.trigger][:_STEM].lower() == p.lemmas[token][:_STEM].lower() and _states(claim) <= _states(other)


def _dated(claim: Claim, same: Claim, told: str) -> Claim:
    why = f"day {same.when.basis} from “{same.when.text}”, {told} {same.evidence.start}"
    return replace(claim, when=same.when, why=(*claim.why[:-1], why))


def _same(heading: Claim, below: Claim) -> bool:
    """Whether two acts share their states; a heading may name fewer than the story, but two at least."""
    a, b = _states(heading), _states(below)
    return a == b or (len(a & b) >= 2 and (a <= b or b <= a))


def _states(claim: Claim) -> frozenset[str | None]:
    return frozenset(p.code for p in (*claim.actor, *claim.recipient))


def _heading_end(ground: Ground) -> int:
    """Where the heading that opens a text ends; 0 where it opens with none."""
    parsed = ground.parsed
    if len(parsed.paragraphs) < 2:
        return 0
    first, last = parsed.paragraphs[0]
    heading = last - first <= _HEADING and not parsed.closed(last)
    return parsed.ends[last - 1] if heading else 0
