"""Promises to pay back: "vowed to respond in kind", "Moscow vows reply", "this will not go unanswered" threaten; "promised to respond to the letter" does not.

So does a readiness for measures if something is not done: "ready to consider further measures should the demand not be met".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder

# A promise, or what the coder may take "it will not go unanswered" for; what is done to somebody stays what it is.
_WORDS = frozenset({"AGREE", "REJECT", "SUPPORT", "CONSULT", "ACCUSE"})


def retorted(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, as threats where what is promised is to pay back."""
    p, words = coder.parsed, coder.grammar.words
    threats = {a.trigger for a in acts if _pays_back(a, coder)}
    found = []
    for act in acts:
        if act.trigger in threats:
            status = replace(act.status, aux=act.status.aux - {"future", "negation"})
            why = (*act.why, "a promise to pay back")
            found.append(replace(act, type="THREATEN", mode=None, contexts=None, status=status, why=why))
        elif not (p.lowers[act.trigger] in words["unanswered"] and p.heads[act.trigger] in threats):
            found.append(act)
    return found


def defied(act: ActFound, coder: FrameCoder) -> ActFound:
    """A vow not to give in, as a refusal: "vowed that the government would not yield to the gangs"."""
    p, g = coder.parsed, coder.grammar
    if act.type not in ("THREATEN", "AGREE") or p.lemmas[act.trigger] not in g.words["promises"]:
        return act
    for clause, _ in g.complements(act.trigger):
        denied = any(p.labels[c] == "neg" or p.lowers[c] == "never" for c in p.children[clause])
        if denied and p.lemmas[clause] in g.words["gives-in"]:
            return replace(act, type="REJECT", mode="yield", contexts=None, why=(*act.why, "vowed not to give in"))
    return act


def _pays_back(act: ActFound, coder: FrameCoder) -> bool:
    if act.type not in _WORDS:
        return False
    if _unanswered(act.trigger, coder) or (act.type == "AGREE" and _unless(act.trigger, coder)):
        return True
    return "negation" not in act.status.aux and _promised(act, coder)


def _unless(token: int, coder: FrameCoder) -> bool:
    """Whether measures are held ready for the case that something is not done: "further measures should the demand not be met"."""
    p, g = coder.parsed, coder.grammar
    things = [t for c, _ in g.complements(token) for t in g.objects(c)]
    if not any(p.lemmas[t] in g.words["held-ready"] for t in things):
        return False
    last = p.sentences[p.sentence_index[token]][1]
    for node in (t for t in range(token, last) if p.labels[t] == "advcl"):
        below = {p.lowers[c] for c in p.children[node]}
        if "unless" in below or (below & {"if", "should"} and below & {"not", "n't", "no"}):
            return True
    return False


def _promised(act: ActFound, coder: FrameCoder) -> bool:
    """Whether a verb of promising has paying back as what it promises, or the act is the paying back that is promised or will come."""
    p, g, words = coder.parsed, coder.grammar, coder.grammar.words
    above = p.heads[act.trigger]
    if _repays(act.trigger, coder):
        ahead = p.lemmas[above] in words["retort-promise"] or any(p.tags[c] == "MD" for c in p.children[act.trigger])
        return ahead and _hostile(act.trigger, coder)
    if p.lemmas[act.trigger] not in words["retort-promise"]:
        return False
    verbs = [c for c, _ in g.complements(act.trigger) if _repays(c, coder)]
    nouns = [t for t in g.objects(act.trigger) if p.lemmas[t] in words["retort-noun"]]
    return any(_hostile(t, coder) for t in (*verbs, *nouns))


def _repays(verb: int, coder: FrameCoder) -> bool:
    p, words = coder.parsed, coder.grammar.words
    back = p.lemmas[verb] in words["retort-back"] and any(p.lowers[c] == "back" for c in p.children[verb])
    answerable = p.lemmas[verb] == "hold" and any(p.lowers[c] in words["answerable"] for c in p.children[verb])
    return back or answerable or p.lemmas[verb] in words["retort-verb"]


def _hostile(token: int, coder: FrameCoder) -> bool:
    """Not "respond to the request", "reply soon", "a positive answer"."""
    p, g, words = coder.parsed, coder.grammar, coder.grammar.words
    told = {p.lemmas[t] for heads in g.preps(token).values() for t in heads}
    told |= {p.lemmas[t] for t in g.objects(token)} if g.is_verb(token) else set()
    told |= {p.lowers[c] for c in p.children[token] if p.labels[c] in ("amod", "advmod")}
    if p.labels[token] == "conj":  # "received proposals and would respond within days"
        told |= {p.lemmas[t] for o in g.objects(p.heads[token]) for t in (o, *_inside(o, coder))}
    return not told & words["retort-benign"]


def _inside(noun: int, coder: FrameCoder) -> tuple[int, ...]:
    """What stands behind the "of" of a noun: "a package of proposals"."""
    return tuple(coder.grammar.preps(noun).get("of", ()))


def _unanswered(trigger: int, coder: FrameCoder) -> bool:
    """ "will not go unanswered", "would not be left without a response"."""
    p, g, words = coder.parsed, coder.grammar, coder.grammar.words
    if not any(p.labels[c] == "neg" or p.lowers[c] in ("never", "nor") for c in p.children[trigger]):
        return False
    if any(p.lowers[c] in words["unanswered"] for c in p.children[trigger]):
        return True
    return any(p.lemmas[t] in words["retort-noun"] for t in g.preps(trigger).get("without", ()))
