"""What a participle or passive tells of a noun: "the group targeted by Iran has killed guards", "extradited a businessman wanted for fraud", "was expelled to
the Vatican"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN"})
_KIND = frozenset({"AID", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT"})
# where somebody stands on a side who is only near: the noun itself stands above
_NEARBY = frozenset({"none", "under", "implicit", "weighed"})


def told_of_its_noun(act: ActFound, coder: FrameCoder) -> ActFound:
    """A deed that a participle tells is done to the noun that it goes with: "the group | targeted by Iran"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if (
        act.type not in _DONE_TO
        or act.reciprocal
        or not g.is_verb(verb)
        or p.labels[verb] != "acl"
        or not g.is_passive(verb)
    ):
        return act
    first, last = p.subtree(verb)
    nearby = [f for f in act.recipients if _slot(f) in _NEARBY and not first <= f.mention.head < last]
    if not nearby or len(nearby) < len(act.recipients):
        return act
    noun = p.heads[verb]
    suffer = tuple(Filler(m, "obj") for m in coder.roles.party(noun))
    if not codes(suffer) and p.labels[noun] == "appos":
        suffer = tuple(Filler(m, "obj") for m in coder.roles.party(p.heads[noun]))
    if not codes(suffer) or {f.mention.head for f in suffer} == {f.mention.head for f in act.recipients}:
        return act
    spared = act.spared | frozenset(codes(act.recipients) - codes(suffer))
    return replace(act, recipients=suffer, spared=spared, why=(*act.why, "done to the noun that it goes with"))


def launched_at_defender(act: ActFound, coder: FrameCoder) -> ActFound:
    """What was shot down had been launched at who shot it down, unless another target is named: "Ukraine shot down 23 drones | launched by Russia"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if (
        p.labels[verb] not in ("acl", "relcl")
        or p.lemmas[verb] not in g.words["sends-up"]
        or act.type not in ("ASSAULT", "MOBILIZE")
    ):
        return act
    noun = p.heads[verb]
    above = g.clause_head(p.heads[noun])  # "20 of 30 drones"
    if p.lemmas[noun] not in g.words["launched"] or p.lemmas[above] not in g.words["shoots-down"]:
        return act
    first, last = p.subtree(verb)
    if any(first <= f.mention.head < last for f in act.recipients):
        return act
    defends = g.agent(above) if g.is_passive(above) else g.subject(above)
    at = tuple(Filler(m, "subj") for h in defends for m in coder.roles.party(h))
    if not codes(at) or codes(at) & codes(act.actors):
        return act
    why = (*act.why, "launched at who shot it down")
    return replace(
        act,
        type="ASSAULT",
        mode=act.mode if act.type == "ASSAULT" else "heavy-weapons",
        recipients=at,
        reciprocal=False,
        why=why,
    )


def not_wanted_by_who_hands_over(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who hands somebody over is not who wants them: "France extradited a businessman | wanted for fraud"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if p.labels[verb] not in ("acl", "relcl", "ccomp") or act.type not in ("THREATEN", "ACCUSE") or g.agent(verb):
        return act
    above = (
        p.heads[verb] if p.labels[verb] == "ccomp" else p.heads[p.heads[verb]]
    )  # the parse may take "wanted" for a finite verb
    if p.lemmas[above] not in g.words["hands-over"]:
        return act
    hands = set(g.subject(above))
    kept = tuple(f for f in act.actors if f.mention.head not in hands)
    if kept == act.actors:
        return act
    against = act.against | frozenset(codes(act.actors) - codes(kept))
    return replace(act, actors=kept, against=against, why=(*act.why, "not by who hands them over"))


def sent_away(act: ActFound, coder: FrameCoder) -> ActFound:
    """Where somebody is sent to does not send them: "was expelled | to the Vatican"."""
    p = coder.parsed
    if act.type not in ("COERCE", "SANCTION") or p.lemmas[act.trigger] not in coder.grammar.words["sends-away"]:
        return act
    goals = {t for c in p.children[act.trigger] if p.lowers[c] == "to" for o in p.children[c] for t in p.conjuncts(o)}
    kept = tuple(f for f in act.actors if f.mention.head not in goals)
    if kept == act.actors:
        return act
    against = act.against | frozenset(codes(act.actors) - codes(kept))
    return replace(act, actors=kept, against=against, why=(*act.why, "where they are sent"))


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


def kidnapped(act: ActFound, coder: FrameCoder) -> ActFound:
    """People seized by gunmen or rebels are kidnapped, not arrested: "was seized by armed men at his farm"."""
    p, g = coder.parsed, coder.grammar
    if act.type != "COERCE" or not g.is_verb(act.trigger) or p.lemmas[act.trigger] not in g.words["takes-hold"]:
        return act
    armed = bool(act.actors) and all(x.sector in ("UAF", "REB", "CRM") for f in act.actors for x in f.mention.parties)
    people = bool(act.recipients) and all(
        f.mention.kind in ("person", "pronoun")
        or (f.mention.kind == "role" and all(x.sector for x in f.mention.parties))
        for f in act.recipients
    )
    if not (armed and people) or not any(f.mention.parties for f in act.actors):
        return act
    return replace(act, type="ASSAULT", mode="abduct", why=(*act.why, "people seized by gunmen"))


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


def by_the_judge(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who executes or pardons the convicted has them convicted, not their own state: "the Saudi ministry executed two Pakistanis | convicted of smuggling"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if (
        p.labels[verb] != "acl"
        or not g.is_passive(verb)
        or g.agent(verb)
        or act.type not in ("SANCTION", "COERCE", "ACCUSE")
    ):
        return act
    if not codes(act.actors) or codes(act.actors) != codes(act.recipients):
        return act
    above = p.heads[p.heads[verb]]
    doers = (
        tuple(Filler(m, "under") for t in g.subject(above) for m in coder.roles.party(t)) if g.is_verb(above) else ()
    )
    if p.lemmas[above] not in g.words["has-in-hand"] or not codes(doers) or codes(doers) & codes(act.recipients):
        return act
    return replace(act, actors=doers, why=(*act.why, "by who has them in hand"))


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
    if kept == act.actors or act.reciprocal:
        return act
    against = act.against | frozenset(codes(act.actors) - codes(kept))
    return replace(act, actors=kept, against=against, why=(*act.why, "not by who blames it"))


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
        taken = p.lowers[prep] == "from" and p.lemmas[act.trigger] in ("abduction", "kidnapping", "seizure", "kidnap")
        return named and (p.lowers[prep] in ("in", "at", "near", "outside") or taken)

    kept = tuple(f for f in act.actors if not place(f))
    if kept == act.actors:
        return act
    against = act.against | frozenset(codes(act.actors) - codes(kept))
    return replace(act, actors=kept, against=against, why=(*act.why, "where it was, not who did it"))


def brought_home(act: ActFound, coder: FrameCoder) -> ActFound:
    """A state that brings its own people home helps them: "repatriated its citizens from Minsk"."""
    own = bool(act.recipients) and codes(act.recipients) <= codes(act.actors)
    if (
        act.type != "COERCE"
        or act.mode != "deport"
        or coder.parsed.lemmas[act.trigger] not in coder.grammar.words["brings-home"]
        or not own
    ):
        return act
    return replace(act, type="AID", mode=None, why=(*act.why, "its own people brought home"))


def ordered_own(act: ActFound, coder: FrameCoder) -> bool:
    """Whether a government only orders its own forces: "ordered the army to resume operations"."""
    p = coder.parsed
    if act.type != "REQUEST" or p.lemmas[act.trigger] not in coder.grammar.words["orders"] or not act.recipients:
        return False
    forces = all(x.sector in ("MIL", "COP") for f in act.recipients for x in f.mention.parties)
    court = any(x.sector == "JUD" for f in act.actors for x in f.mention.parties)
    return forces and not court and codes(act.recipients) <= codes(act.actors)


def _slot(filler: Filler) -> str:
    return filler.slot.split(":")[0].split(".")[0]
