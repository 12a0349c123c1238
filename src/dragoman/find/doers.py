"""Who has done a deed, where others stand nearer: who is thanked for it, not who blames it, nor the place where it was; who is handed a note receives it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import AROUND_PLACE, ActFound, Filler
from dragoman.find.acts import FrameCoder, codes, not_by

_KIND = frozenset({"AID", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT"})


def handed(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who is handed something receives it: "the ambassador was handed a note of protest"."""
    p, g = coder.parsed, coder.grammar
    verb = p.heads[act.trigger]
    if p.labels[act.trigger] in ("pobj", "compound"):  # "a note of protest", "a protest note"
        verb = p.heads[p.heads[verb]] if p.labels[act.trigger] == "pobj" else p.heads[verb]
    if act.type != "ACCUSE" or not g.is_verb(verb) or p.lemmas[verb] not in g.words["hands"] or not g.is_passive(verb):
        return act
    if p.child(verb, "dobj", "oprd") is None:
        return act
    receives = {t for c in p.children[verb] if p.labels[c] == "nsubjpass" for t in p.conjuncts(c)}
    got = tuple(f for f in act.actors if f.mention.head in receives or f.mention.kind == "pronoun")
    if not got or g.agent(verb):
        return act
    others = tuple(f for f in (*act.actors, *act.recipients) if f not in got and not codes((f,)) & codes(got))
    against = act.against | frozenset(codes(got))
    return replace(act, actors=others, recipients=got, against=against, why=(*act.why, "who is handed it receives it"))


def thanked_for(act: ActFound, coder: FrameCoder) -> ActFound:
    """What somebody is thanked for they did for who thanks them: "thanked China for building the grid and for donating vaccine"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    while p.labels[verb] == "conj" and p.heads[verb] != verb and p.tags[verb] == "VBG":
        verb = p.heads[verb]
    prep = p.heads[verb]
    while p.labels[prep] == "conj" and p.heads[prep] != prep:
        prep = p.heads[prep]
    above = p.heads[prep]
    if (
        p.labels[verb] != "pcomp"
        or p.lowers[prep] != "for"
        or p.lemmas[above] not in g.words["thanks"]
        or act.type not in _KIND
    ):
        return act
    doers = tuple(Filler(m, "obj") for t in g.objects(above) for m in coder.roles.party(t))
    thanking = tuple(Filler(m, "subj") for t in g.subject(above) for m in coder.roles.party(t))
    if not codes(doers) or codes(doers) & codes(thanking):
        return act
    others = tuple(f for f in act.recipients if not codes((f,)) & (codes(doers) | codes(thanking)))
    recipients = others or (thanking if p.lemmas[above] == "thank" else ())
    return replace(act, actors=doers, recipients=recipients, reciprocal=False, why=(*act.why, "by who is thanked"))


def apologised_for(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who apologises for a deed has done it, to whom they apologise: "apologised to Tonga for seizing its boat"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    prep = p.heads[verb]
    above = p.heads[prep]
    sorry = p.lemmas[above] in g.words["apologises"] and p.lowers[prep] == "for"
    if p.labels[verb] != "pcomp" or not sorry or act.reciprocal:
        return act
    heads = g.subject(above) if g.is_verb(above) else g.owner(above)
    doers = tuple(Filler(m, "subj") for t in heads for m in coder.roles.party(t))
    asked = tuple(Filler(m, "iobj") for t in g.preps(above).get("to", ()) for m in coder.roles.party(t))
    if not codes(doers) or codes(doers) == codes(act.actors):
        return act
    others = tuple(f for f in act.recipients if not codes((f,)) & codes(doers)) or asked
    return replace(act, actors=doers, recipients=others, why=(*act.why, "by who apologises for it"))


def not_the_blamer(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who protests against a deed has not done it: "protested against the abduction of a businessman"."""
    p, g = coder.parsed, coder.grammar
    if act.kind != "noun" or act.type not in ("ASSAULT", "COERCE", "SANCTION", "ACCUSE") or not act.actors:
        return act
    node = act.trigger
    for _ in range(3):
        above = p.heads[node]
        if g.is_verb(above):
            break
        node = above
    verb = p.heads[node]
    if not g.is_verb(verb) or p.lemmas[verb] not in g.words["blames"] or verb == act.trigger:
        return act
    blamers = set(g.subject(verb))
    kept = tuple(f for f in act.actors if f.mention.head not in blamers)
    return act if act.reciprocal else not_by(act, kept, "not by who blames it")


def not_by_the_place(act: ActFound, coder: FrameCoder) -> ActFound:
    """Where an attack was is not who did it: "the attack on the embassy | in Mogadishu"."""
    p = coder.parsed
    if act.type != "ASSAULT" or act.kind != "noun" or act.reciprocal or len(codes(act.actors)) != 1:
        return act
    if not codes(act.recipients) - codes(act.actors):
        return act

    def place(filler: Filler) -> bool:
        prep = p.heads[filler.mention.head]
        named = filler.mention.kind in ("name", "metonym") and p.labels[filler.mention.head] == "pobj"
        taken = p.lowers[prep] == "from" and p.lemmas[act.trigger] in coder.grammar.words["takes-away"]
        return named and (p.lowers[prep] in AROUND_PLACE or taken)

    kept = tuple(f for f in act.actors if not place(f))
    return not_by(act, kept, "where it was, not who did it")
