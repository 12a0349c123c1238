"""Who calls in, who comes and who is kept out: an envoy "was summoned to the ministry", officials are "barred from entering Russia"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_GUEST = "the guest is visiting"


def summoned(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "Was summoned to the Foreign Ministry": by it."""
    p = coder.parsed
    if (
        act.actors
        or p.lemmas[act.trigger] not in coder.grammar.words["calls-in"]
        or not coder.grammar.is_passive(act.trigger)
    ):
        return act
    places = [c for c in p.children[act.trigger] if p.labels[c] == "prep" and p.lowers[c] in ("to", "into")]
    for place in (o for c in places for o in p.children[c] if p.labels[o] == "pobj"):
        found = coder.roles.mentions.at(place)
        if found is None or not all(x.sector == "GOV" and x.code for x in found.parties) or not found.parties:
            continue
        if not {x.code for x in found.parties} & codes(act.recipients):
            return replace(act, actors=(Filler(found, "prep:to"),), why=(*act.why, "by where it is done"))
    return act


def envoy_called(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "The ministry called in the deputy chief of mission at the Japanese embassy": a protest to the envoy's state, by another one."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if p.lemmas[verb] not in g.words["calls-in"] or act.type == "CONSULT" or not g.is_verb(verb):
        return act
    calls = p.lemmas[verb] == "summon" or p.lowers[verb + 1 : verb + 2] == ("in",)
    heads = [t for t in g.objects(verb) if _is_envoy(t, coder)] if calls else []
    envoys = tuple(Filler(m, "obj") for t in heads for m in coder.roles.party(t))
    if len(codes(envoys)) != 1:
        return act
    guessed = act.actors and all(f.mention.kind == "role" and f.mention.weight < 1 for f in act.actors)
    if (
        guessed and codes(act.actors) == codes(envoys) and all(f.mention.weight == 1 for f in envoys)
    ):  # "the Ministry of Foreign Affairs called in the Japanese minister": not Japan's
        against = act.against | frozenset(codes(envoys))
        return replace(
            act, actors=(), recipients=envoys, against=against, why=(*act.why, "of another state than the envoy")
        )
    if act.type == "ACCUSE" and codes(act.recipients) & codes(envoys):
        return act
    actors = tuple(f for f in act.actors if not codes((f,)) & codes(envoys))
    why = (*act.why, "an envoy called in")
    return replace(act, type="ACCUSE", mode="disapprove", actors=actors, recipients=envoys, reciprocal=False, why=why)


def _is_envoy(token: int, coder: FrameCoder) -> bool:
    """Whether a word, what stands beside it or before it tells an envoy."""
    p, envoys = coder.parsed, coder.grammar.words["envoy"]
    mention = coder.roles.mentions.at(token)
    inside = range(mention.first, mention.last) if mention else ()
    beside = [c for c in p.children[token] if p.labels[c] in ("appos", "compound", "nmod")]
    return any(p.lemmas[t] in envoys for t in (token, *inside, *beside))


def shut_out(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "Officials barred from entering Russia": by Russia, and without a word of who else did it."""
    g, p, verb = coder.grammar, coder.parsed, act.trigger
    if p.lemmas[verb] not in g.words["shuts-out"] or g.agent(verb):
        return act
    if not g.is_passive(verb) and (p.tags[verb] not in ("VBD", "VBN") or g.objects(verb)):
        return act
    heads = g.objects(verb) or g.surface_subject(verb)  # "officials banned from China" may be read as a main verb
    kept = tuple(Filler(m, "obj") for h in heads for m in coder.roles.party(h))
    lands = tuple(Filler(m, "prep:from") for h in _behind_from(verb, coder) for m in coder.roles.party(h))
    if not codes(kept) or not codes(lands) or codes(kept) & codes(lands):
        return act
    if codes(act.actors) == codes(lands) and codes(act.recipients) == codes(kept):
        return act
    return replace(act, actors=lands, recipients=kept, reciprocal=False, why=(*act.why, "kept out of its land"))


def _behind_from(verb: int, coder: FrameCoder) -> list[int]:
    """Heads of what somebody is kept from: "from Russia", "from entering Russia", "from travelling to it"."""
    p, g = coder.parsed, coder.grammar
    found: list[int] = []
    for prep in (c for c in p.children[verb] if p.labels[c] == "prep" and p.lowers[c] in ("from", "out")):
        for head in (c for c in p.children[prep] if p.labels[c] in ("pobj", "pcomp")):
            found += p.conjuncts(head) if p.labels[head] == "pobj" else [*g.objects(head), *g.preps(head).get("to", ())]
    return found


def hosted(act: ActFound, coder: FrameCoder) -> ActFound:
    """A visit told by its host: "received the president of Chad" is a visit of Chad's."""
    g = coder.grammar
    if (
        act.type != "CONSULT"
        or act.mode != "visit"
        or coder.parsed.lemmas[act.trigger] not in g.words["receives-guest"]
    ):
        return act
    hosts = tuple(Filler(m, "subj") for h in g.subject(act.trigger) for m in coder.roles.party(h))
    guests = tuple(Filler(m, "obj") for h in g.objects(act.trigger) for m in coder.roles.party(h))
    if not codes(hosts) or not codes(guests) or codes(hosts) & codes(guests):
        return act
    return replace(act, actors=guests, recipients=hosts, reciprocal=False, why=(*act.why, "the guest visits the host"))


def guest_came(act: ActFound, coder: FrameCoder) -> ActFound:
    """A visit that stands before who pays it: "held talks with visiting President Lula" is a visit of Brazil's."""
    p, g = coder.parsed, coder.grammar
    guest = p.heads[act.trigger]
    if act.type != "CONSULT" or p.lowers[act.trigger] != "visiting" or not act.trigger < guest or g.is_verb(guest):
        return act
    came = tuple(Filler(m, "subj") for t in p.conjuncts(guest)[:1] for m in coder.roles.party(t))
    stayed = tuple(f for f in (*act.actors, *act.recipients) if not codes((f,)) & codes(came))
    if not codes(came):
        return act
    return replace(act, actors=came, recipients=stayed, reciprocal=False, sure=True, why=(*act.why, _GUEST))


def met_at(act: ActFound, coder: FrameCoder) -> ActFound:
    """A meeting told as a visit: in the land of one of both the other visits it; as a visit of both elsewhere it is no visit."""
    if act.type != "CONSULT" or act.mode != "visit":
        return act
    sides = (*act.actors, *act.recipients)
    came = tuple(f for f in sides if _visiting(f, coder))
    stayed = tuple(f for f in sides if not codes((f,)) & codes(came))
    if came and codes(stayed):
        return replace(act, actors=came, recipients=stayed, reciprocal=False, sure=True, why=(*act.why, _GUEST))
    if coder.parsed.lemmas[act.head] not in coder.grammar.words["meets"]:
        return act
    there = _where(act, coder)
    hosts, guests = (tuple(f for f in sides if bool(codes((f,)) & there) == host) for host in (True, False))
    if len(codes(hosts)) == 1 and codes(guests) and not codes(hosts) & codes(guests):
        return replace(act, actors=guests, recipients=hosts, reciprocal=False, why=(*act.why, "met in the land of one"))
    elsewhere = there and not there & codes(sides) and len(codes(sides)) > 1
    if not act.reciprocal and not (elsewhere and coder.parsed.lemmas[act.trigger] == "meet"):
        return act
    return replace(
        act, mode=None, actors=sides, recipients=(), reciprocal=True, why=(*act.why, "a meeting of both, no visit")
    )


def _visiting(filler: Filler, coder: FrameCoder) -> bool:
    """ "The visiting Indian prime minister", "visiting President Lula"."""
    p, head = coder.parsed, filler.mention.head
    before = range(max(0, filler.mention.first - 1), head)
    said = [
        t for t in before if p.lowers[t] == "visiting" and p.child(t, "nsubj", "aux") is None
    ]  # not "who is visiting China"
    return bool(said) and p.lemmas[head] != "visit"


def met_elsewhere(act: ActFound, coder: FrameCoder) -> ActFound:
    """A meeting of two or more without the land that it was in: "Wang met Manalo in Vientiane"."""
    if act.type != "CONSULT" or not act.reciprocal:
        return act
    heads = {o for o in _at(act, coder) if coder.parsed.tags[o].startswith("NNP")}
    kept = tuple(f for f in act.actors if f.mention.head not in heads or f.mention.kind not in ("name", "metonym"))
    if kept == act.actors or len(codes(kept)) < 2:
        return act
    return replace(act, actors=kept, why=(*act.why, "without where they met"))


def _at(act: ActFound, coder: FrameCoder) -> list[int]:
    """Heads of the places in which an act is told to be; those behind whom somebody met are of the meeting: "met Olaf Scholz in Paris"."""
    p = coder.parsed
    met = {
        f.mention.head
        for f in (*act.actors, *act.recipients)
        if f.slot in ("obj", "prep:with") and f.mention.kind == "person"
    }
    preps = [c for w in {act.trigger, act.head, *met} for c in p.children[w] if p.lowers[c] in ("in", "at")]
    return [o for c in preps for o in p.children[c] if p.labels[o] == "pobj"]


def _where(act: ActFound, coder: FrameCoder) -> set[str]:
    """Codes of the places in which an act is told to be."""
    found = [coder.roles.mentions.at(o) for o in _at(act, coder)]
    return {x.code for m in found if m is not None for x in m.parties if x.code}
