"""An act whose actor stands on the other side as well: what a state is told to do to itself is mostly done to, or by, another.

"Vučić warned that Serbia would withdraw" threatens somebody else; "President Vučić of Serbia was received" has one Serbian side; men who fire
"after they were attacked" did not attack themselves; in "Manila said a Chinese ship fired at its boats" the boats are Manila's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound, Filler, Utterance
from dragoman.find.acts import FrameCoder, codes
from dragoman.records.party import Mention

# Acts against somebody, whose recipient is seldom the actor's own.
_AGAINST = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE", "MOBILIZE"})
_TOWARDS = _AGAINST | {"REQUEST", "REJECT", "SUPPORT", "AID"}


def apart(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> ActFound:
    """The act with its sides told apart, where the same state stands on both."""
    if act.reciprocal or not codes(act.actors) & codes(act.recipients):
        return act
    act = _not_into_its_own(_suffered(_one_side_only(_of_another_hold(act, coder)), coder))
    act = _without_names(act, coder)
    act = _not_the_teller(act, coder, utterances)
    act = _of_the_speaker(act, coder, utterances)
    act = _not_told_of_itself(act, coder)
    return _not_the_state_itself(act, coder)


def _one_side_only(act: ActFound) -> ActFound:
    """Of two states on one side that another acts on or with, the one that stands on the other side too is only there: "South Korea's military
    said, accusing Pyongyang" accuses nobody else."""
    actors, recipients = codes(act.actors), codes(act.recipients)
    both = actors & recipients
    if act.type not in _TOWARDS or (actors == both) == (recipients == both):
        return act
    if recipients == both:
        kept = tuple(f for f in act.actors if not codes((f,)) <= both)
        return replace(act, actors=kept, why=(*act.why, "no actor who is acted on")) if kept else act
    kept = tuple(_without(f, both) for f in act.recipients if not codes((f,)) <= both)
    return replace(act, recipients=kept, why=(*act.why, "not aimed at the actor too")) if kept else act


def _without(filler: Filler, barred: set[str]) -> Filler:
    """A mention of several without some of them: whose accord Seoul suspends is Pyongyang's in "the inter-Korean accord"."""
    left = tuple(p for p in filler.mention.parties if p.code not in barred)
    return replace(filler, mention=replace(filler.mention, parties=left))


def _not_into_its_own(act: ActFound) -> ActFound:
    """A craft or force that enters a state is not that state's: of the two sides the one that is only guessed falls away ("an aerial vehicle
    entered Latvia", "the violation of its airspace by Russian aircraft")."""
    if act.type != "MOBILIZE":
        return act

    def kept(side: tuple[Filler, ...], other: tuple[Filler, ...]) -> tuple[Filler, ...]:
        named = codes(tuple(f for f in other if not _guessed(f)))
        return tuple(f for f in side if not (_guessed(f) and codes((f,)) & named))

    actors, recipients = kept(act.actors, act.recipients), kept(act.recipients, act.actors)
    if (actors, recipients) == (act.actors, act.recipients):
        return act
    return replace(act, actors=actors, recipients=recipients, why=(*act.why, "not into its own"))


def _of_another_hold(act: ActFound, coder: FrameCoder) -> ActFound:
    """Captives are not of those who hold or free them: "Hamas freed the hostages"."""
    p, own = coder.parsed, codes(act.actors)
    if act.type not in ("ASSAULT", "COERCE", "CONCEDE", "RETREAT"):
        return act
    held = tuple(
        f
        for f in act.recipients
        if p.lemmas[f.mention.head] in coder.grammar.words["captive"] and _guessed(f) and codes((f,)) <= own
    )
    kept = tuple(f for f in act.recipients if f not in held)
    return replace(act, recipients=kept, why=(*act.why, "captives are not of who holds them")) if held else act


def _guessed(filler: Filler) -> bool:
    """Whether its state is no part of its own words."""
    return filler.mention.weight < 1 or filler.mention.kind == "pronoun"


def _suffered(act: ActFound, coder: FrameCoder) -> ActFound:
    """A passive without an agent names who suffers, not who acts."""
    if act.kind != "verb" or not coder.grammar.is_passive(act.trigger) or coder.grammar.agent(act.trigger):
        return act
    subject = set(coder.grammar.surface_subject(act.trigger))
    if not any(f.mention.head in subject for f in act.recipients):
        return act
    kept = tuple(f for f in act.actors if not codes((f,)) & codes(act.recipients) or _court(f))
    return act if kept == act.actors else replace(act, actors=kept, why=(*act.why, "nobody named as agent"))


def _court(filler: Filler) -> bool:
    """ "was sentenced in a Moscow court": by it."""
    return any(p.sector == "JUD" for p in filler.mention.parties)


def _without_names(act: ActFound, coder: FrameCoder) -> ActFound:
    """Without recipients that only tell where an actor is from, and the other way round."""

    def kept(side: tuple[Filler, ...], other: tuple[Filler, ...]) -> tuple[Filler, ...]:
        return tuple(f for f in side if not any(_part_of(f.mention, o.mention, coder) for o in other))

    actors, recipients = kept(act.actors, act.recipients), kept(act.recipients, act.actors)
    return (
        act
        if (actors, recipients) == (act.actors, act.recipients)
        else replace(act, actors=actors, recipients=recipients)
    )


def _part_of(name: Mention, whole: Mention, coder: FrameCoder) -> bool:
    """Whether one names the country of the other: "Serbia" of "the president of Serbia"."""
    p = coder.parsed
    prep = p.heads[name.head]
    same = {x.code for x in name.parties} == {x.code for x in whole.parties}
    return same and name.kind in ("name", "metonym") and p.lowers[prep] == "of" and p.heads[prep] == whole.head


def _not_the_teller(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> ActFound:
    """ "Okada told Wang that Japan's restrictions were aimed at nobody": they are not aimed at Okada."""
    own = codes(act.actors)
    tellers = [m for u in _covering(act, coder, utterances) for m in u.speakers]
    kept = tuple(f for f in act.recipients if not (f.mention in tellers and codes((f,)) <= own))
    return (
        act if kept == act.recipients else replace(act, recipients=kept, why=(*act.why, "not done to who tells of it"))
    )


def _covering(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> list[Utterance]:
    """What is said with the act's trigger in it and somebody who says it."""
    start, end = coder.parsed.starts[act.trigger], coder.parsed.ends[act.trigger]
    return [u for u in utterances if u.covers(start, end) and u.speakers]


def _of_the_speaker(act: ActFound, coder: FrameCoder, utterances: Sequence[Utterance]) -> ActFound:
    """ "X said that Y had attacked its bases": they are X's."""
    if act.type not in _AGAINST:
        return act
    said = _covering(act, coder, utterances)
    if not said:
        return act
    own = codes(act.actors)
    parties = tuple(p for m in said[0].speakers for p in m.parties if p.code)
    if not parties or {p.code for p in parties} & own or any(p.sector == "JRN" for p in parties):
        return act

    def turned(f: Filler) -> Filler:
        if not f.mention.parties or not codes((f,)) <= own or not _possessed(f.mention, coder):
            return f
        party, teller = f.mention.parties[0], parties[0]
        why = f"“{party.text}”: of {teller.name}, who says so"
        found = replace(party, code=teller.code, name=party.text, office=None, org=None, wikidata=None, why=why)
        return Filler(replace(f.mention, parties=(found,)), f.slot)

    recipients = tuple(map(turned, act.recipients))
    return act if recipients == act.recipients else replace(act, recipients=recipients)


def _not_told_of_itself(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "Expressed the gratitude of the Syrian Government", "we condemn them", "promised to forward the request to the agency": not aimed at
    the actor's own side."""
    own = codes(act.actors)
    p = coder.parsed

    def kept(f: Filler) -> bool:
        if not codes((f,)) <= own:
            return True
        head = f.mention.head
        prep = p.heads[head]
        if f.mention.kind == "pronoun" and p.labels[head] == "dobj":
            return not any(p.lowers[a.mention.head] in ("we", "i") for a in act.actors)
        if p.labels[head] != "pobj":
            return True
        if p.lowers[prep] == "of" and p.tags[p.heads[prep]].startswith("NN"):
            return not (act.type in ("SUPPORT", "CONCEDE") and p.heads[prep] in (act.trigger, act.head))
        return not (act.type == "AGREE" and p.lemmas[p.heads[prep]] in coder.grammar.words["passes-on"])

    recipients = tuple(f for f in act.recipients if kept(f))
    if recipients == act.recipients:
        return act
    return replace(act, recipients=recipients, why=(*act.why, "not aimed at the actor's own side"))


def _possessed(mention: Mention, coder: FrameCoder) -> bool:
    """Whether "its", "their" or the like stands in it."""
    return "PRP$" in coder.parsed.tags[mention.first : mention.last]


def _not_the_state_itself(act: ActFound, coder: FrameCoder) -> ActFound:
    """A government does not act on its own state as such, unless it stands up for it."""
    if act.type == "SUPPORT" or not all(of_state(f) or _officer(f) for f in act.actors):
        return act
    own = codes(act.actors)
    human = act.type in ("REQUEST", "ACCUSE", "REJECT") and any(
        f.mention.kind == "person" or _human(f, coder) for f in act.actors
    )
    kept = tuple(
        f for f in act.recipients if not (codes((f,)) <= own and _of_the_state(f)) or (human and _human(f, coder))
    )
    return (
        act
        if kept == act.recipients
        else replace(act, recipients=kept, why=(*act.why, "not done to the actor's own state"))
    )


def _human(filler: Filler, coder: FrameCoder) -> bool:
    """Whether an officer or "him" is meant, whom the head of a government asks or blames as others do."""
    words, head = coder.grammar.words, filler.mention.head
    return coder.parsed.lemmas[head] in words["office"] or coder.parsed.lowers[head] in words["him"]


def _of_the_state(filler: Filler) -> bool:
    """Whether the state as such is acted on, its land, or its government ("the islands", "the Hungarian government")."""
    m = filler.mention
    land = m.kind == "role" and all(p.sector in (None, "GOV") and not p.org for p in m.parties)
    return m.kind != "person" and (of_state(filler) or land)


def _officer(filler: Filler) -> bool:
    """Whether a body or officer of a government is named: "the ambassador", "the Russian side"."""
    return filler.mention.kind == "role" and all(p.sector == "GOV" and not p.org for p in filler.mention.parties)


def of_state(filler: Filler) -> bool:
    """Whether a state or its government is named as such, no body or person of it."""
    m = filler.mention
    return m.kind in ("name", "metonym", "person", "pronoun") and all(
        p.sector in (None, "GOV") and not p.org for p in m.parties
    )
