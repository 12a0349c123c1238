"""Encoder and frames together: the encoder decides; the frames complete its roles, and add what it is not sure to be nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import codes

# An act that the frames alone find stands when the encoder gives its word at least this probability of carrying one, or its construction means
# nothing else.
LEAST = 0.03
# A role of at least this probability stands though it makes a party act on its own side ("the minister defended Germany").
SURE = 0.8


def join(
    tuned: Sequence[ActFound],
    framed: Sequence[ActFound],
    weight: Mapping[int, float],
    objects: Mapping[int, Sequence[int]],
) -> list[ActFound]:
    """Acts of both in order of their trigger. framed: composed acts. weight: token → the encoder's probability of an act. objects: verb → its
    objects, which carry the act for the encoder where the verb does for a frame ("imposed measures")."""
    by_word = {w: a for a in framed if a.sure for w in objects.get(a.trigger, ())}  # "gave the plan short shrift"
    by_word |= {w: a for a in framed for w in (*a.words, a.trigger)}
    both = ((act, by_word.get(act.trigger)) for act in tuned)
    found = [_asked_of_others(completed(_worded(act, frame), frame)) for act, frame in both]
    taken = {w for a in found for w in (*a.words, a.trigger)}
    for act in framed:
        words = {*act.words, act.trigger, *objects.get(act.trigger, ())}
        chance = max((weight.get(w, 0.0) for w in words), default=0.0)
        if not words & taken and (chance >= LEAST or act.sure):
            why = (*act.why, f"frames alone; the encoder gives an act here {chance:.2f}")
            found.append(replace(act, chance=chance, why=why))
    return sorted(found, key=lambda a: a.trigger)


def _worded(act: ActFound, frame: ActFound | None) -> ActFound:
    """The act as the rules have it, with the encoder's aux and contexts, where its construction means nothing else."""
    if frame is None or not frame.sure or not frame.actors + frame.recipients:
        return act
    recipients = frame.recipients or _own_people(act, frame)
    refused = act.type == "REJECT" and "negation" in frame.status.aux  # "will never back down"
    if frame.type == act.type or refused:
        why = (*act.why, f"sides by the construction, {frame.rule}")
        mode = frame.mode if frame.type == act.type and frame.mode else act.mode
        sides = replace(act, actors=frame.actors, recipients=recipients, reciprocal=frame.reciprocal, mode=mode)
        aux = act.status.aux - {"negation"} if refused else act.status.aux
        return replace(sides, status=replace(act.status, aux=aux), sure=True, why=why)
    why = (*frame.why, *act.why, f"by the construction: {frame.rule}")
    ahead = frame.status.aux & {"future", "hypothetical"}  # "will lift the ban", read as the ban itself
    status = replace(act.status, aux=act.status.aux | ahead)
    return replace(frame, recipients=recipients, status=status, contexts=act.contexts, decision=act.decision, why=why)


def _own_people(act: ActFound, frame: ActFound) -> tuple[Filler, ...]:
    """Those of the actor's own state to whom it does something, whom the frames do not take for recipients: "parliament overrode the president's veto"."""
    own = bool(act.recipients) and not frame.reciprocal and codes(act.recipients) <= codes(frame.actors)
    return act.recipients if own and not act.reciprocal else ()


def completed(act: ActFound, frame: ActFound | None) -> ActFound:
    """The act with the sides that only the rules' act of the same word and type has."""
    if frame is None or frame.type != act.type or act.reciprocal:
        return act
    if frame.reciprocal and len(codes(frame.actors)) > 1 and len(codes(act.actors) | codes(act.recipients)) < 2:
        why = (*act.why, "both sides by the rules")
        return replace(act, actors=frame.actors, recipients=(), reciprocal=True, why=why)
    if not act.actors and frame.actors and not codes(frame.actors) & codes(act.recipients):
        act = replace(act, actors=frame.actors, why=(*act.why, "actor by the rules"))
    if not act.recipients and frame.recipients and not codes(frame.recipients) & codes(act.actors):
        act = replace(act, recipients=frame.recipients, why=(*act.why, "recipient by the rules"))
    doubted = act.decision is None or min(act.decision.roles, default=0.0) < SURE
    if doubted and act.recipients and codes(act.recipients) <= codes(act.actors) and _faces_another(frame, act):
        act = replace(
            act, recipients=frame.recipients, why=(*act.why, "recipient by the rules, not the actor's own side")
        )
    return act


def _faces_another(frame: ActFound, act: ActFound) -> bool:
    """Whether the rules' act has other parties as recipients than the actors."""
    others = codes(frame.recipients)
    return bool(others) and not others & codes(act.actors)


def _asked_of_others(act: ActFound) -> ActFound:
    """ "Kenya called for the release of Kenyans": a state does not ask this of the people whom it asks it for."""
    own = codes(act.actors)
    if act.type != "REQUEST" or not any(p.sector == "GOV" for f in act.actors for p in f.mention.parties):
        return act
    asked = tuple(f for f in act.recipients if not (_inside_what_is_asked(f) and codes((f,)) <= own))
    return (
        act
        if asked == act.recipients
        else replace(act, recipients=asked, why=(*act.why, "not asked of its own people"))
    )


def _inside_what_is_asked(filler: Filler) -> bool:
    people = all(p.sector in (None, "CVL") for p in filler.mention.parties)
    return filler.slot.startswith("prep:for") and people
