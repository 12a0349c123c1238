"""Whom an answer is aimed at: "Seoul rejected the accusation", "Washington condemned the launch", "Rwanda denies backing the rebels".

The noun stands for a deed told before; who did that is who is answered. A denial answers whoever has accused the one who denies, and what is said of
a report or a draft is said to whoever has brought it ("rejected the report", after "a UN report").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.find.act import NEARBY, ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_REACH = 3  # sentences before, in which a deed of a fitting type is what the noun stands for
_SAME_WORD = 12  # and in which one is that the noun's own word tells: "the extradition", after "extradited"
_STEM = 5  # letters that a verb and its noun share
_LEAD = 2  # sentences of a text, headline and first, that tell what "the decision" is in what follows
_DOERS = 3  # more are no party that is answered
_ANSWERS = frozenset({"REJECT", "ACCUSE", "SUPPORT", "THREATEN"})
_OBJECTS = ("dobj", "nsubjpass")
_ABOUT = ("at", "against", "over", "about", "to")  # "lashed out at the interference", "objected to the ruling"
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_LISTS = frozenset({"denials", "papers", "any-deed"})
# where somebody stands on a side who is only named near: another answers for the deed
_NEARBY = NEARBY | {"answered", "counterpart"}
# who may answer what their own government has done
_NOT_THE_STATE = frozenset(
    {"CVL", "BUS", "OPP", "SOC", "PTY", "REB", "JRN", "REL", "LAB", "EDU", "LEG", "UAF", "AGR", "HLH", "ELI"}
)
_ALSO = frozenset({"also", "too", "likewise", "similarly"})


def answered(acts: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]) -> list[ActFound]:
    """The acts in order of their trigger, those that answer a deed told before with its doer as recipient.

    answers: nouns that stand for a deed by its type, and as `denials` the verbs of denying, as `papers` nouns of what somebody has brought, as
    `any-deed` nouns that stand for whatever was done, as of en/answers.yaml.
    """
    found: list[ActFound] = []
    for act in acts:
        open_ = act.type in _ANSWERS and not act.reciprocal and not act.recipients
        found.append(_aimed(act, found, coder, answers) if open_ else act)
    return found


def answered_rather(
    acts: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]
) -> list[ActFound]:
    """As `answered`, once all sides are filled: also where who is only named near stands as recipient of what is said of "the ruling"."""
    found: list[ActFound] = []
    for act in acts:
        nearby = act.type in _ANSWERS and not act.reciprocal and not act.sure
        nearby &= all(f.place in _NEARBY for f in act.recipients)
        found.append(_aimed(act, found, coder, answers) if nearby and _things(act, coder) else act)
    return found


def _aimed(
    act: ActFound, before: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]
) -> ActFound:
    """The act with whoever it answers, if somebody is found."""
    own = _own(act)
    if not codes(act.actors):
        return act
    for noun in _things(act, coder):
        if (source := _source(noun, own, coder, answers)) is not None:
            why = f"recipient by whose it is: “{coder.parsed.span(source.mention.first, source.mention.last).text}”"
            return replace(act, recipients=(source,), why=(*act.why, why), implied=1.0)
    if (joined := _joined(act, before, coder, answers)) is not None:
        why = f"recipient as of “{coder.parsed.words[joined.trigger]}”, which it joins"
        return replace(
            act, recipients=tuple(Filler(f.mention, "answered") for f in joined.recipients), why=(*act.why, why)
        )
    by = _deed(act, own, before, coder, answers)
    if by is None or codes(by.actors) == codes(act.recipients):
        return act
    why = f"recipient by what it answers: “{coder.parsed.words[by.trigger]}”"
    return replace(act, recipients=tuple(Filler(f.mention, "answered") for f in by.actors), why=(*act.why, why))


def _own(act: ActFound) -> set[str]:
    """Codes of the states for which the actors speak."""
    return {x.code for f in act.actors for x in f.mention.parties if x.code and x.sector not in _NOT_THE_STATE}


def _joined(
    act: ActFound, before: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]
) -> ActFound | None:
    """The answer of the same kind that this one joins: "Iraq also denounced the attack", after "Syria condemned an Israeli airstrike"."""
    p, own = coder.parsed, codes(act.actors)
    if not any(p.lowers[c] in _ALSO for c in p.children[act.trigger]):
        return None
    types = {t for n in _things(act, coder) for t, nouns in answers.items() if p.lemmas[n] in nouns}
    for one in reversed(before) if types else ():
        about = {p.lemmas[n] for n in coder.grammar.objects(one.trigger)}
        alike = any(about & answers[t] for t in types - _LISTS)
        if one.type == act.type and alike and codes(one.recipients) - own and not codes(one.actors) & own:
            return one
    return None


def _things(act: ActFound, coder: FrameCoder) -> list[int]:
    """Definite nouns that the act is about and that name nobody themselves: "condemned the ruling", not "condemned the ruling of the Cairo court"."""
    p = coder.parsed
    found = [c for c in p.children[act.trigger] if p.labels[c] in _OBJECTS]
    preps = coder.grammar.preps(act.trigger)
    found += [h for name in _ABOUT for h in preps.get(name, ())] if act.type in ("ACCUSE", "REJECT") else []
    if act.type == "THREATEN":  # "vowed that the attack would not go unanswered"
        found += [s for c, _ in coder.grammar.complements(act.trigger) for s in coder.grammar.surface_subject(c)]
    definite = [n for n in found if any(p.lowers[c] in _DEFINITE for c in p.children[n])]
    return [n for n in definite if not any(coder.roles.mentions.at(t) for t in range(*p.subtree(n)))]


def _source(noun: int, own: set[str], coder: FrameCoder, answers: Mapping[str, frozenset[str]]) -> Filler | None:
    """Whose the report is of which "the report" speaks, by the nearest one before that says so."""
    p = coder.parsed
    if p.lemmas[noun] not in answers["papers"]:
        return None
    for token in range(noun - 1, -1, -1):
        if p.sentence_index[noun] - p.sentence_index[token] > _REACH:
            return None
        if p.lemmas[token] != p.lemmas[noun] or token == noun:
            continue
        owners = coder.roles.fill(token, ("poss", "nat", "by", "from"), "noun")
        if owners and codes(owners) and not codes(owners) & own:
            return Filler(owners[0].mention, "answered")
    return None


def _deed(
    act: ActFound, own: set[str], before: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]
) -> ActFound | None:
    """The deed that an act answers: the nearest one that the noun's own word tells, else one of a fitting type, of those aimed at the act's actor first."""
    p, here = coder.parsed, coder.parsed.sentence_index[act.trigger]
    done = [one for one in reversed(before) if _by_another(one, own)]
    away = {one.trigger: here - p.sentence_index[one.trigger] for one in done}
    objects = [c for c in p.children[act.trigger] if p.labels[c] in _OBJECTS]
    for noun in _things(act, coder) or objects:
        types = frozenset(t for t, nouns in answers.items() if p.lemmas[noun] in nouns) - _LISTS
        if not types or not any(p.lowers[c] in _DEFINITE for c in p.children[noun]):
            continue
        told = [a for a in done if away[a.trigger] <= _SAME_WORD and _same_word(a, noun, coder)]
        fitting = [a for a in done if a.type in types and away[a.trigger] <= _REACH]
        if p.lemmas[noun] in answers["any-deed"]:
            lead = [a for a in done if a.type in types and p.sentence_index[a.trigger] < _LEAD]
            last = [a for a in fitting if away[a.trigger] <= 1 and a.type != "AGREE"]
            fitting = [*_aimed_at(own, fitting), *last, *lead, *fitting]
            return next(iter(fitting), None)
        return next(iter([*_aimed_at(own, told), *told, *_aimed_at(own, fitting), *fitting]), None)
    if act.type == "REJECT" and p.lemmas[act.trigger] in answers["denials"]:
        accused = [a for a in done if a.type == "ACCUSE" and away[a.trigger] <= _REACH]
        return next(iter(_aimed_at(own, accused)), None)
    return None


def _aimed_at(own: set[str], acts: Sequence[ActFound]) -> list[ActFound]:
    return [a for a in acts if codes(a.recipients) & own]


def _same_word(act: ActFound, noun: int, coder: FrameCoder) -> bool:
    p = coder.parsed
    return any(p.lemmas[w][:_STEM].lower() == p.lemmas[noun][:_STEM].lower() for w in act.words)


def _by_another(act: ActFound, own: set[str]) -> bool:
    """Whether others did it, few enough to be answered."""
    doers = codes(act.actors)
    return 0 < len(doers) <= _DOERS and not doers & own and not act.status.aux & {"negation", "hypothetical"}
