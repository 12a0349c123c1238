"""Who suffers: not blamed for what was done to them ("alleged that Navalny was poisoned"), and not who does it ("a schoolboy stabbing", "killed by
enemy fire")."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder, codes, sparing

_HARM = frozenset({"ASSAULT", "COERCE"})


def without_victim(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act without recipients that suffer what it alleges."""
    if act.type != "ACCUSE":
        return act
    suffering = {f for f in act.recipients if _suffers(f.mention.head, act.trigger, coder)}
    hit = {f for f in act.recipients if _hit(f.mention.head, act.trigger, coder)}
    kept = tuple(f for f in act.recipients if f not in suffering | hit)
    return sparing(act, codes(tuple(hit)) - codes(kept), kept, "not blamed: who suffered it")


def _hit(head: int, trigger: int, coder: FrameCoder) -> bool:
    """Whether a word is below "on" or "against" behind a deed that is blamed: "condemned the strike on Odesa", "protested against tariffs on steel"; or below "of" behind one
    that is done to what "of" tells: "condemned the invasion of Ukraine"."""
    p, node = coder.parsed, head
    for _ in range(7):
        above = p.heads[node]
        if above in (node, trigger):
            return False
        if p.labels[node] in ("acl", "relcl") and p.lemmas[node] in coder.grammar.words["carries-out"]:
            return False  # "the attack on a base | carried out by the rebels"
        suffered = p.lowers[node] == "of" and p.lemmas[above] in coder.grammar.words["deed-done-to"]
        if suffered or (p.labels[node] == "prep" and p.lowers[node] in ("on", "against", "upon")):
            top = above
            while p.heads[top] not in (top, trigger):
                top = p.heads[top]
            deed = suffered or p.lemmas[above] in coder.grammar.words["deed-against"]
            return deed and p.heads[top] == trigger != above
        node = above
    return False


def without_protected(act: ActFound, coder: FrameCoder) -> ActFound:
    """A threat without those of whom it says that nothing may be done to them: "will take measures should Chinese companies be treated unfairly"."""
    if act.type != "THREATEN":
        return act
    kept = tuple(f for f in act.recipients if not _shielded(f.mention.head, coder))
    return sparing(act, codes(act.recipients) - codes(kept), kept, "not against those whom it shields")


def _shielded(head: int, coder: FrameCoder) -> bool:
    """Whether a word is in the passive subject of a condition."""
    p, node = coder.parsed, head
    while p.labels[node] in ("poss", "pobj", "prep", "compound", "amod", "conj") and p.heads[node] != node:
        node = p.heads[node]
    verb = p.heads[node]
    still = any(p.labels[c] == "xcomp" and p.child(c, "auxpass") is not None for c in p.children[verb])
    if p.labels[node] != "nsubjpass" and not (p.labels[node] == "nsubj" and still):
        return False
    marks = {p.lowers[c] for c in p.children[verb] if p.labels[c] in ("mark", "advmod")}
    inverted = any(p.lowers[c] == "should" and c < node for c in p.children[verb])
    return inverted or bool(marks & {"if", "once", "whenever"})


def as_victim(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act done to the civilian whose word stands right before it, as in headlines: "raises schoolboy stabbing", "after the tourist kidnapping"."""
    p = coder.parsed
    if act.type not in _HARM or act.reciprocal or p.tags[act.trigger] not in ("NN", "NNS", "VBG"):
        return act
    suffering = tuple(
        f
        for f in act.actors
        if f.mention.last == act.trigger
        and f.mention.kind == "role"
        and p.tags[f.mention.head] == "NN"
        and all(x.sector == "CVL" for x in f.mention.parties)
    )
    if not suffering:
        return act
    others = tuple(f for f in act.actors if f not in suffering)
    recipients = act.recipients or suffering
    return replace(act, actors=others, recipients=recipients, why=(*act.why, "done to whom the word before names"))


def side_by_side(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who fights alongside another fights a third: "Rwandan soldiers are fighting alongside the rebels"."""
    p = coder.parsed
    preps = [c for c in p.children[act.trigger] if p.lowers[c] in ("alongside", "beside")]
    beside = {t for c in preps for o in p.children[c] if p.labels[o] == "pobj" for t in p.conjuncts(o)}
    sides = [t for t in coder.grammar.preps(act.trigger).get("on", ()) if p.lemmas[t] == "side"]
    beside |= {t for side in sides for h in coder.grammar.preps(side).get("of", ()) for t in p.conjuncts(h)}
    if act.type not in _HARM or not {f.mention.head for f in (*act.actors, *act.recipients)} & beside:
        return act
    kept = tuple(f for f in act.recipients if f.mention.head not in beside)
    why = (*act.why, "side by side, against others")
    return replace(act, recipients=kept, reciprocal=False, why=why)


def befallen(act: ActFound, coder: FrameCoder) -> ActFound:
    """A deed behind the "by" of a passive is done to the passive's subject, not by it too: "soldiers were killed by Azerbaijani fire"."""
    p = coder.parsed
    prep = p.heads[act.trigger]
    by = p.labels[act.trigger] == "pobj" and p.labels[prep] == "agent"
    verb = p.heads[prep] if by else act.trigger
    if (
        act.type not in _HARM
        or not act.reciprocal
        or not coder.grammar.is_passive(verb)
        or not coder.grammar.agent(verb)
    ):
        return act
    struck = {t for h in coder.grammar.objects(verb) for t in (h, *p.conjuncts(h))}
    suffering = tuple(f for f in act.actors if f.mention.head in struck)
    others = tuple(f for f in act.actors if f not in suffering)
    if not suffering or not others:
        return act
    why = (*act.why, "done to the passive's subject")
    return replace(act, actors=others, recipients=suffering, reciprocal=False, why=why)


def _suffers(head: int, trigger: int, coder: FrameCoder) -> bool:
    """Whether a word is the subject of a passive of harm in the clause that the trigger tells."""
    p = coder.parsed
    verb = p.heads[head]
    harmful = {e.type for e in coder.lexicon.entries.get(("verb", p.lemmas[verb]), ())} & _HARM
    return p.labels[head] == "nsubjpass" and p.labels[verb] == "ccomp" and p.heads[verb] == trigger and bool(harmful)
