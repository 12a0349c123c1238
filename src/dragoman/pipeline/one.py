"""One document in, its claims out: every stage in order, each a function from plain values to plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.annotate import Parses
from dragoman.codebook.places import PlaceMention
from dragoman.encode import Heads, Vectors, load_encoder, load_heads
from dragoman.find.act import ActFound, Utterance
from dragoman.find.acts import VERBAL, FrameCoder
from dragoman.find.answered import answered, answered_rather
from dragoman.find.between import shrine_visit, talks_between
from dragoman.find.both_sides import to_both_sides
from dragoman.find.bystanders import (
    aimed_against,
    not_at_the_teller,
    performed,
    untargeted,
    with_joined_adjectives,
    without_aside,
    without_bystanders,
    without_favoured,
    without_hearers,
    without_joined_verbs,
    without_land_around,
    without_press,
    without_tellers,
    without_time_clauses,
    without_told_of_subject,
    without_topics,
    without_what_follows,
)
from dragoman.find.coders.aimed import aimed
from dragoman.find.coders.implicit import Case, OpenSides, filled
from dragoman.find.coders.joint import completed, join
from dragoman.find.coders.placing import Weighing, placed, weighings
from dragoman.find.coders.tuned import TunedCoder
from dragoman.find.compose import compose, without_doubles
from dragoman.find.content import conditional, ready_to, told_once, without_threatened
from dragoman.find.counterpart import with_counterparts
from dragoman.find.derived import Derivation
from dragoman.find.disputed import faced
from dragoman.find.doers import apologised_for, handed, not_by_the_place, not_the_blamer, thanked_for
from dragoman.find.drawn import drawn
from dragoman.find.exchanges import drilled, exchanged, severed
from dragoman.find.followers import with_followers
from dragoman.find.headline_clauses import without_other_clause
from dragoman.find.held import by_who_holds
from dragoman.find.hosts import envoy_called, guest_came, hosted, met_at, met_elsewhere, shut_out, summoned
from dragoman.find.items import itemised
from dragoman.find.lands import by_the_land
from dragoman.find.mentions import find_mentions
from dragoman.find.no_deeds import no_deed, whole_words, without_scene
from dragoman.find.not_yet import not_yet, planned, refused
from dragoman.find.others_of import without_whose
from dragoman.find.own_people import brought_home, kidnapped, ordered_own
from dragoman.find.own_side import apart
from dragoman.find.participles import (
    by_the_judge,
    launched_at_defender,
    not_wanted_by_who_hands_over,
    sent_away,
    told_of_its_noun,
)
from dragoman.find.places import find_places
from dragoman.find.retorts import defied, retorted
from dragoman.find.sayings import instead, said_acts
from dragoman.find.set_aside import find_set_aside
from dragoman.find.sides import between_known
from dragoman.find.speech import find_speech
from dragoman.find.unsaid import blamed
from dragoman.find.venues import without_venues
from dragoman.find.victims import as_victim, befallen, side_by_side, without_protected, without_victim
from dragoman.pipeline.assemble import act_claim, by_its_day, linked, speech_claims
from dragoman.pipeline.dating import Days, Undated, with_days_of_context
from dragoman.pipeline.ground import Ground, ground_of
from dragoman.pipeline.matters import with_matters
from dragoman.pipeline.options import Options, run_of
from dragoman.pipeline.parsing import parsed_by
from dragoman.pipeline.same_act import ActClaim, dated_together, said_when_they_met, with_days_told_elsewhere
from dragoman.pipeline.speeches import Voices, voices
from dragoman.pipeline.tables import Tables, load_tables
from dragoman.records.coded import Coded
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions
from dragoman.records.problem import Outcome
from dragoman.records.text import Document, Reading, SetAside
from dragoman.resolve.coreference import SpeakerRange, resolve_references
from dragoman.resolve.officeholders import with_officeholders
from dragoman.resolve.origin import origin_of
from dragoman.resolve.parties import resolve_parties
from dragoman.resolve.places import where_of
from dragoman.resolve.referents import cases, refer
from dragoman.resolve.setting import Setting, Speaking
from dragoman.resolve.strangers import with_strangers

__all__ = ["Options", "code_document", "code_with_acts", "run_of"]


def code_document(document: Document, options: Options | None = None, parses: Parses | None = None) -> Outcome[Coded]:
    """The claims of one document in order of its text, what was set aside, and the problems met.

    parses: paragraphs parsed before, of other documents; the claims are the same without them.
    """
    return code_with_acts(document, options, parses)[0]


def code_with_acts(
    document: Document, options: Options | None = None, parses: Parses | None = None
) -> tuple[Outcome[Coded], dict[str, ActFound]]:
    """As `code_document`, with claim id → the act as worded."""
    options = options or Options()
    tables = load_tables(options.folder)
    parsed = _parsed(document, options, tables, parses)
    if not len(parsed):
        return Outcome(Coded(document, ())), {}
    made = {} if parses is None else parses.new
    w = _worded(document, parsed, tables, options)
    ground = w.ground.value
    claims = _dated_by_rules(w)
    if w.seen is not None and w.heads is not None and w.heads.knows_days:
        claims = with_days_of_context(claims, ground, w.seen, w.heads)
    claims = dated_together(claims)
    kept = [s for s in speech_claims(ground) if not any(x.span.start <= s.trigger.start < x.span.end for x in w.aside)]
    kept = said_when_they_met(kept, claims, ground)
    told = linked(with_matters(claims, ground), kept, ground)
    return Outcome(Coded(document, told, w.aside, made), w.ground.problems), {claim.id: act for act, claim in claims}


def _parsed(document: Document, options: Options, tables: Tables, parses: Parses | None = None) -> ParsedText:
    return parsed_by(tables, document.text, options.model, parses)


@dataclass(frozen=True)
class _Worded:
    """Acts as the sentences word them, the sides that these leave open, and what both are found on."""

    acts: list[ActFound]
    sides: OpenSides | None
    ground: Outcome[Ground]
    aside: tuple[SetAside, ...]
    places: tuple[PlaceMention, ...]
    seen: Vectors | None
    heads: Heads | None


def _worded(document: Document, parsed: ParsedText, tables: Tables, options: Options) -> _Worded:
    aside = find_set_aside(parsed, tables.cues)
    speeches = find_speech(parsed, tables.cues)
    places = find_places(parsed, tables.gazetteer)
    seen = None if options.coder == "frames" else Vectors(parsed, load_encoder(options.weights))
    heads = None if seen is None else load_heads(options.weights)
    reading = document.reading
    mentions, setting = resolved(parsed, tables, reading.published, speeches, reading, places, seen, heads)
    calibration = {} if heads is None else heads.labels.calibration
    home = setting.origin.home.code if setting.origin.home else None
    ground = ground_of(document, parsed, tables, mentions, speeches, aside, calibration, home)
    coder, heard = ground.value.coder, ground.value.voices
    countries = tables.actors.countries
    acts = [faced(a, parsed, places, countries) for a in code_acts(coder, heard, tables, seen, heads)]
    sides = None if seen is None else OpenSides(acts, parsed, mentions, heard.utterances, setting.signs)
    return _Worded(acts, sides, ground, aside, places, seen, heads)


def _dated_by_rules(w: _Worded) -> list[ActClaim]:
    """The acts that stand, with their claims, on the days that rules give them."""
    ground, acts = w.ground.value, w.acts
    if w.sides is not None and w.seen is not None and w.heads is not None and w.heads.knows_implicit:
        acts = filled(acts, w.sides.cases(), ground.parsed, w.seen, w.heads)
        acts = placed(acts, w.sides, w.seen, w.heads) if w.heads.knows_places else acts
        acts = answered_rather(acts, ground.coder, ground.tables.answers)
        acts = to_both_sides([not_at_the_teller(a, ground.coder, ground.voices.utterances) for a in acts], ground.coder)
    acts = [untargeted(a, ground.coder) for a in acts if between_known(a) and not _inside(a, ground.parsed, w.aside)]
    acts = [by_its_day(a, ground) for a in acts]
    claims = [
        (a, act_claim(a, ground, where_of(ground.parsed, a.trigger, w.places, ground.tables.gazetteer))) for a in acts
    ]
    return with_days_told_elsewhere(claims, ground)


def _for_training(document: Document) -> tuple[_Worded, Vectors]:
    """A document worded with what ships, and the encoder's vectors of it."""
    options = Options()
    tables = load_tables(options.folder)
    w = _worded(document, _parsed(document, options, tables), tables, options)
    assert w.seen is not None
    return w, w.seen


def undated(document: Document) -> tuple[list[ActClaim], list[Undated], Ground, Vectors]:
    """The acts and claims of a document with the days that rules give, and those that nothing in their sentences dates, for training."""
    w, seen = _for_training(document)
    claims = _dated_by_rules(w)
    return claims, Days(claims, w.ground.value, seen).cases(), w.ground.value, seen


def open_sides(document: Document) -> tuple[list[ActFound], list[Case], ParsedText, Vectors]:
    """The acts of a document as its sentences word them, and the sides that these leave open, for training."""
    w, seen = _for_training(document)
    assert w.sides is not None
    return w.acts, w.sides.cases(), w.ground.value.parsed, seen


def weighed_sides(document: Document) -> tuple[list[ActFound], list[Weighing], ParsedText]:
    """The acts of a document with the sides filled that its sentences leave open, and both sides of each to be weighed, for training."""
    w, seen = _for_training(document)
    parsed = w.ground.value.parsed
    assert w.sides is not None and w.heads is not None
    acts = filled(w.acts, w.sides.cases(), parsed, seen, w.heads)
    return acts, weighings(acts, w.sides, seen, w.heads), parsed


def who(
    parsed: ParsedText,
    tables: Tables,
    published: str | None,
    speeches: tuple[object, ...],
    reading: Reading | None = None,
    places: tuple[PlaceMention, ...] | None = None,
    seen: Vectors | None = None,
    heads: Heads | None = None,
) -> Mentions:
    """All party mentions of a text, resolved by their own words, then by what they refer to, then by whose affairs are told.

    seen, heads: the tuned encoder, which has the last word on mentions in doubt.
    """
    return resolved(parsed, tables, published, speeches, reading, places, seen, heads)[0]


def resolved(
    parsed: ParsedText,
    tables: Tables,
    published: str | None,
    speeches: tuple[object, ...],
    reading: Reading | None,
    places: tuple[PlaceMention, ...] | None,
    seen: Vectors | None,
    heads: Heads | None,
) -> tuple[Mentions, Setting]:
    """As `who`, with whose affairs the sentences tell."""
    plain, settled, setting = by_rules(parsed, tables, published, speeches, reading, places)
    if seen is None or heads is None:
        return settled, setting
    return refer(parsed, settled, cases(parsed, plain, settled, setting), seen, heads), setting


def by_rules(
    parsed: ParsedText,
    tables: Tables,
    published: str | None,
    speeches: tuple[object, ...],
    reading: Reading | None = None,
    places: tuple[PlaceMention, ...] | None = None,
) -> tuple[Mentions, Mentions, Setting]:
    """All party mentions of a text by their own words alone and as the rules settle them, and whose affairs its sentences tell."""
    plain, setting = named_parties(parsed, tables, published, speeches, reading, places)
    named = with_strangers(plain, setting)
    settled = resolve_references(
        parsed, named, tables.actors.words, _speakers(parsed, speeches, named, tables), setting
    )
    # once more with speakers that are pronouns or roles ("he said: 'We …'")
    speakers = _speakers(parsed, speeches, settled, tables)
    settled = resolve_references(parsed, named, tables.actors.words, speakers, setting)
    return plain, with_officeholders(parsed, settled, tables.actors, tables.offices_on(published), published), setting


def named_parties(
    parsed: ParsedText,
    tables: Tables,
    published: str | None,
    speeches: tuple[object, ...],
    reading: Reading | None = None,
    places: tuple[PlaceMention, ...] | None = None,
) -> tuple[Mentions, Setting]:
    """All party mentions of a text as far as their own words resolve them, and whose affairs its sentences tell."""
    if places is None:
        places = find_places(parsed, tables.gazetteer)
    offices = tables.offices_on(published)
    found = find_mentions(parsed, tables.actors, offices, places)
    named = resolve_parties(parsed, found, tables.actors, offices, published)
    named = with_officeholders(parsed, named, tables.actors, offices, published)
    origin = origin_of(reading, tables.actors, offices, parsed.text)
    speaking = [
        Speaking(s.start, s.end, tuple(p.code for p in s.speakers if p.code))
        for s in _speakers(parsed, speeches, named, tables)
    ]
    return named, Setting(parsed, named, tables.actors, origin, tables.whose, tables.names, speaking)


def _speakers(
    parsed: ParsedText, speeches: tuple[object, ...], mentions: Mentions, tables: Tables
) -> tuple[SpeakerRange, ...]:
    heard = voices(parsed, speeches, mentions, tables.actors.words)  # type: ignore[arg-type]
    return tuple(
        SpeakerRange(
            s, e, tuple(p for m in u.speakers for p in m.parties), tuple(p for m in u.addressees for p in m.parties)
        )
        for u in heard.utterances
        for s, e in u.content
    )


def code_acts(
    coder: FrameCoder, heard: Voices, tables: Tables, seen: Vectors | None, heads: Heads | None
) -> list[ActFound]:
    """Acts that stand as claims: by the tuned coder, without `seen` by the frames alone, and those that lie in how something is said."""
    utterances = list(heard.utterances)
    framed = plain_acts(coder, tables, seen, heads)
    derived = compose(Derivation(coder, utterances, tables.derived).acts(), coder, tables.lexicon)
    said = {a.trigger: a for a in derived}
    framed = [completed(a, said.get(a.trigger)) for a in framed if not _rather(said.get(a.trigger), a)]
    taken = {w for a in framed for w in a.words}
    acts = framed + [a for a in derived if a.trigger not in taken and not _told_already(a, framed, coder)]
    whole = sorted((_of_its_own(a, coder, utterances) for a in exchanged(acts, coder)), key=lambda a: a.trigger)
    acts = [_between(a, coder, utterances) for a in whole if not performed(a, coder)]
    acts = with_followers(instead(acts, said_acts(coder, utterances, tables.sayings)), coder)
    acts = [
        planned(refused(_as_asked(a, coder), coder), coder)
        for a in retorted(with_counterparts(acts, utterances, coder.parsed), coder)
    ]
    acts = [defied(a, coder) for a in acts if not (ordered_own(a, coder) or shrine_visit(a, coder))]
    acts = told_once([conditional(a, coder) for a in ready_to(without_threatened(acts, coder), coder)], coder)
    return itemised(answered(by_who_holds(acts, coder), coder, tables.answers), coder)


def _of_its_own(act: ActFound, coder: FrameCoder, utterances: list[Utterance]) -> ActFound:
    """The act without those who are only named beside it."""
    steps = (aimed_against, as_victim, befallen, side_by_side, without_bystanders, without_topics, without_hearers)
    for step in (
        without_whose,
        without_other_clause,
        *steps,
        without_told_of_subject,
        without_favoured,
        without_aside,
        without_joined_verbs,
        without_time_clauses,
        without_what_follows,
        without_land_around,
        with_joined_adjectives,
    ):
        act = step(act, coder)
    return without_tellers(without_press(act, utterances, coder), coder, utterances)


def _between(act: ActFound, coder: FrameCoder, utterances: list[Utterance]) -> ActFound:
    """The act with each party on the side where it stands."""
    act = blamed(act, coder, utterances)
    for step in (
        drilled,
        severed,
        summoned,
        envoy_called,
        shut_out,
        hosted,
        guest_came,
        met_at,
        met_elsewhere,
        without_victim,
        without_protected,
        without_venues,
        drawn,
        told_of_its_noun,
        launched_at_defender,
        not_wanted_by_who_hands_over,
        sent_away,
        handed,
        kidnapped,
        brought_home,
        talks_between,
        thanked_for,
        apologised_for,
        by_the_judge,
        not_the_blamer,
        not_by_the_place,
        by_the_land,
    ):
        act = step(act, coder)
    return apart(act, coder, utterances)


def _rather(said: ActFound | None, act: ActFound) -> bool:
    """Whether what lies in how something is said stands for an act of another type: the encoder holds that for none, or the words mean nothing else."""
    if said is None or said.type == act.type or act.decision is None:
        return False
    return said.sure or act.weight < 0.5


def _as_asked(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act as hypothetical where a question asks whether it is so or it is not ruled out, and as not done in what is denied or where it takes back a
    refusal."""
    under = act.status.under
    if under >= 0 and under != act.trigger and coder.modality.not_refused(under):
        why = (*act.why, "not ruled out")
        return replace(act, status=replace(act.status, aux=frozenset({"hypothetical"})), why=why)
    if act.type == "REJECT" and coder.modality.not_refused(act.trigger) and "negation" not in act.status.aux:
        status = replace(act.status, aux=act.status.aux | {"negation"})
        return replace(act, status=status, why=(*act.why, "no refusal"))
    beside = (
        act.type in VERBAL and coder.parsed.labels[act.trigger] == "conj"
    )  # "denied that it had fired and accused the army"
    if coder.modality.denied(act.trigger) and not beside and "negation" not in act.status.aux:
        return replace(act, status=replace(act.status, aux=act.status.aux | {"negation"}), why=(*act.why, "denied"))
    if act.status.aux or not coder.modality.asked(act.trigger):
        return not_yet(act, coder)
    status = replace(act.status, aux=frozenset({"hypothetical"}))
    return replace(act, status=status, why=(*act.why, "only asked about"))


def plain_acts(coder: FrameCoder, tables: Tables, seen: Vectors | None, heads: Heads | None) -> list[ActFound]:
    """Acts of encoder and frames together; without the encoder, of the frames."""
    found = coder.acts()
    framed = compose(found, coder, tables.lexicon)
    if seen is None or heads is None:
        return _deeds(framed, coder)
    tuned = TunedCoder(coder, found, seen, heads)
    objects = {a.trigger: coder.grammar.objects(a.trigger) for a in framed}
    joined = join(tuned.acts(), framed, tuned.weight, objects)
    return without_doubles([aimed(a, coder) for a in _deeds(joined, coder)], coder)


def _deeds(acts: list[ActFound], coder: FrameCoder) -> list[ActFound]:
    """Those acts that somebody did, without the places where they were."""
    return whole_words([without_scene(a, coder) for a in acts if not no_deed(a, coder)], coder)


def _told_already(act: ActFound, framed: list[ActFound], coder: FrameCoder) -> bool:
    """Whether the word above a derived meeting's cue, or one joined to it, tells the meeting itself ("met … and told")."""
    p = coder.parsed
    above = {act.trigger, p.heads[act.trigger], *p.conjuncts(p.heads[act.trigger])}
    return act.type == "CONSULT" and any(a.type == "CONSULT" and a.trigger in above for a in framed)


def _inside(act: ActFound, parsed: ParsedText, aside: tuple[SetAside, ...]) -> bool:
    return any(x.span.start <= parsed.starts[act.trigger] < x.span.end for x in aside)
