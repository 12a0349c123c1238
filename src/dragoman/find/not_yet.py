"""What the words around an act say is not done: "is close to signing", "was expected to ask", "a bill that would ban", "any contact"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder

_UP = ("xcomp", "pcomp", "acl", "dobj", "pobj", "prep")  # from an act to the word that says how far it is
_REACH = 4
_OFFERED = frozenset({"CONCEDE", "CONSULT", "AID", "COOPERATE", "RETREAT", "SUPPORT", "AGREE"})
_MODES = {"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "CONCEDE": "yield", "RETREAT": "yield"}


def refused(act: ActFound, coder: FrameCoder) -> ActFound:
    """What somebody says they will not do, as refused: "would not apologise", "will not hand over the airport"."""
    p, verb = coder.parsed, act.trigger
    if act.type not in _OFFERED or "negation" not in act.status.aux or not coder.grammar.is_verb(verb):
        return act
    below = [c for c in p.children[verb] if c < verb]
    willing = any(p.tags[c] == "MD" and p.lemmas[c] in ("will", "would", "wo", "'ll") for c in below)
    if not willing or not any(p.labels[c] == "neg" or p.lowers[c] == "never" for c in below):
        return act
    status = replace(act.status, aux=act.status.aux - {"negation", "future"})
    return replace(act, type="REJECT", mode=_MODES.get(act.type), status=status, why=(*act.why, f"{act.type} refused"))


_PLANNED = {"AID": "AGREE", "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "RETREAT": "CONCEDE"}
_ATTRIBUTE = ("amod", "compound")
_HOLDS_AHEAD = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST"})  # what is said now of what is to come


def planned(act: ActFound, coder: FrameCoder) -> ActFound:
    """What a headline says is to be done ("Japan, Vietnam to sign LNG deal"), and what is done when something planned is ("will sign it when he visits
    Hanoi"), as still to come; what is done once another does its part ("will lift the ban once Canberra withdraws its complaint") as supposed."""
    p = coder.parsed
    if p.labels[act.trigger] in _ATTRIBUTE and p.tags[act.trigger] == "VBN" and "negation" in act.status.aux:
        # "without having met | detained leader Aung San Suu Kyi"
        status = replace(act.status, aux=act.status.aux - {"negation"})
        return replace(act, status=status, why=(*act.why, "told of its noun as a fact"))
    if act.status.aux:
        return act
    aux = "future" if _headline_plan(act, coder) or _shares_will(act, coder) else _when_it_comes(act, coder)
    if aux is None:
        return act
    if aux == "future":
        return to_come(act)
    return replace(
        act, status=replace(act.status, aux=frozenset({aux})), why=(*act.why, f"{aux} by the words around it")
    )


def in_present(act: ActFound, coder: FrameCoder) -> bool:
    """Whether the present tense tells it, of an act that may be planned: "flies to Maputo", "is sending"."""
    p, g = coder.parsed, coder.grammar
    verb = act.trigger if g.is_verb(act.trigger) else p.heads[act.trigger]
    if act.type not in _PLANNED or (verb != act.trigger and p.labels[act.trigger] not in ("dobj", "nsubj")):
        return False
    helps = [c for c in p.children[verb] if p.labels[c] == "aux"]
    if p.tags[verb] in ("VBZ", "VBP"):
        return not helps
    return p.tags[verb] == "VBG" and any(p.lemmas[c] == "be" and p.tags[c] in ("VBZ", "VBP") for c in helps)


def to_come(act: ActFound) -> ActFound:
    """The act as one that is still to come."""
    if act.type in _HOLDS_AHEAD:
        return act
    if act.type in _PLANNED:
        kind = _PLANNED[act.type]
        return replace(act, type=kind, mode=None, why=(*act.why, f"planned {act.type} → {kind}"))
    why = (*act.why, "future by the words around it")
    return replace(act, status=replace(act.status, aux=frozenset({"future"})), why=why)


def _headline_plan(act: ActFound, coder: FrameCoder) -> bool:
    """Whether a headline's only verb is an infinitive with a subject of its own."""
    p, g = coder.parsed, coder.grammar
    verb = act.trigger if g.is_verb(act.trigger) else act.head
    first, last = p.sentences[p.sentence_index[verb]]
    if p.closed(last) or not g.to_infinitive(verb):
        return False
    finite = any(p.tags[t] in ("VBZ", "VBD", "VBP", "MD") for t in range(first, last))
    above = p.heads[verb]  # "Turkey to send troops", read as a name and what it is to send
    named = p.labels[verb] in ("relcl", "acl") and p.labels[above] == "ROOT" and p.tags[above].startswith("NN")
    whole = named or (p.labels[verb] == "ROOT" and p.child(verb, "nsubj") is not None)
    return whole and not finite and (act.trigger == verb or p.heads[act.trigger] == verb)


def _shares_will(act: ActFound, coder: FrameCoder) -> bool:
    """Whether a bare verb is joined to one that will be done: "will travel to Suva on Wednesday and | sign a statement"."""
    p, verb = coder.parsed, act.trigger
    if p.tags[verb] != "VB" or p.labels[verb] != "conj" or p.child(verb, "aux", "nsubj") is not None:
        return False
    while p.labels[verb] == "conj" and p.heads[verb] != verb:
        verb = p.heads[verb]
    return coder.grammar.has_modal(verb, ("will", "shall", "'ll")) and p.child(verb, "neg") is None


def _when_it_comes(act: ActFound, coder: FrameCoder) -> str | None:
    """How real the clause of a verb in the present is that a plan hangs on."""
    p, verb = coder.parsed, act.trigger
    if (
        p.tags[verb] not in ("VBZ", "VBP")
        or p.labels[verb] not in ("advcl", "relcl")
        or not coder.grammar.is_verb(verb)
    ):
        return None
    marks = {p.lowers[c] for c in p.children[verb] if p.labels[c] in ("mark", "advmod") and c < verb}
    if not marks & {"when", "once", "until", "unless", "if", "before", "after"}:
        return None
    node = p.heads[verb]
    for _ in range(4):
        if coder.grammar.has_modal(node, ("will", "would", "shall")) or p.lemmas[node] in coder.grammar.words["plans"]:
            return "future" if marks & {"when", "before", "after"} else "hypothetical"
        if p.heads[node] == node or p.labels[node] not in ("xcomp", "ccomp", "conj"):
            return None
        node = p.heads[node]
    return None


def not_yet(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act as future or hypothetical, where it has no auxiliary mode and such words stand above it."""
    if act.status.aux:
        return act
    aux = _ahead(act, coder) or _proposed(act, coder) or _of_any(act, coder)
    if aux is None:
        return act
    return replace(
        act, status=replace(act.status, aux=frozenset({aux})), why=(*act.why, f"{aux} by the words around it")
    )


def _ahead(act: ActFound, coder: FrameCoder) -> str | None:
    """ "Close to signing", "due to meet", "nearing a deal", "on the verge of attacking"."""
    p, words, node = coder.parsed, coder.grammar.words, act.head if act.kind == "verb" else act.trigger
    if act.kind != "verb" and p.lemmas[p.heads[node]] not in words["almost-there"]:
        node = p.heads[node]
        if node not in act.words:
            return None  # "is expected to criticise the ban"
    for _ in range(_REACH):
        above = p.heads[node]
        if above == node or p.labels[node] not in _UP:
            return None
        # a meeting that is planned is an agreement to meet, but a deal that is near is none yet
        listed = words["almost-there"] if act.type == "AGREE" else words["almost-there"] | words["ahead-of-it"]
        if p.lowers[above] in listed:
            return "future" if _of_a_clause(above, coder) else None
        node = above
    return None


def _of_a_clause(word: int, coder: FrameCoder) -> bool:
    """Whether the word is said of a subject: "is close to", "was expected to", "are nearing"; not "as expected"."""
    p = coder.parsed
    verb = p.heads[word] if p.labels[word] in ("acomp", "attr", "oprd", "pobj") else word
    verb = p.heads[verb] if p.labels[word] == "pobj" else verb
    return p.child(verb, "nsubj", "nsubjpass", "auxpass", "aux") is not None or p.labels[word] in ("acl", "relcl")


def _proposed(act: ActFound, coder: FrameCoder) -> str | None:
    """ "A bill that would impose sanctions", "a mechanism that could restore them"."""
    p, verb = coder.parsed, act.head
    if p.labels[verb] == "conj":
        verb = p.heads[verb]
    if p.labels[verb] != "relcl" or p.lemmas[p.heads[verb]] not in coder.grammar.words["proposal"]:
        return None
    modal = any(p.labels[c] == "aux" and p.lowers[c] in ("would", "could", "may", "might") for c in p.children[verb])
    return "hypothetical" if modal else None


def _of_any(act: ActFound, coder: FrameCoder) -> str | None:
    """ "Opposed to any form of contact": of all that may come, no one that was."""
    p, node = coder.parsed, act.trigger
    if act.kind != "noun":
        return None
    for _ in range(3):
        if any(p.labels[c] == "det" and p.lowers[c] == "any" for c in p.children[node]):
            return "hypothetical"
        above = p.heads[p.heads[node]]
        if p.labels[node] != "pobj" or p.lemmas[above] not in coder.grammar.words["kind-of"]:
            return None
        node = above
    return None
