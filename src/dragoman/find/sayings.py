"""What a fixed expression makes of what is said with it: "talks are out of the question, Chad said" refuses, "Riga is dragging its feet" blames."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codebook.sayings import Saying, Sayings
from dragoman.find.act import ActFound, Filler, Status, Utterance
from dragoman.find.acts import FrameCoder, codes

_SURE = 0.75
_AT_SOMEBODY = ("ACCUSE", "REQUEST")


def said_acts(coder: FrameCoder, utterances: list[Utterance], sayings: Sayings) -> list[ActFound]:
    """The acts of those who say a saying, in order of their trigger."""
    found = {a.trigger: a for u in utterances if u.speakers for a in _of(u, coder, sayings)}
    return [found[trigger] for trigger in sorted(found)]


def instead(acts: list[ActFound], said: list[ActFound]) -> list[ActFound]:
    """The acts, with those that sayings make in place of what one of their words, or their clause, would be alone; an act of the same type that one of
    their words surely tells already stays."""

    def same(act: ActFound, saying: ActFound) -> bool:
        sides = codes(act.actors) == codes(saying.actors) and codes(act.recipients) == codes(saying.recipients)
        return act.type == saying.type and act.trigger in saying.words and sides and act.weight >= _SURE

    def told(act: ActFound) -> bool:
        return any(act.trigger in (*a.words, a.head) or (act.type, act.head) == (a.type, a.head) for a in left)

    left = [a for a in said if not any(same(act, a) for act in acts)]
    return sorted([a for a in acts if not told(a)] + left, key=lambda a: a.trigger)


def _of(u: Utterance, coder: FrameCoder, sayings: Sayings) -> Iterator[ActFound]:
    p = coder.parsed
    for start, end in u.content:
        token, last = p.tokens_between(start, end)
        while token < last:
            until = min(last, p.sentences[p.sentence_index[token]][1])
            match = sayings.at(p, token, until)
            if match is not None and (act := _act(*match, u, coder)) is not None:
                yield act
                token = match[1][-1]
            token += 1


def _act(saying: Saying, words: tuple[int, ...], u: Utterance, coder: FrameCoder) -> ActFound | None:
    p, g = coder.parsed, coder.grammar
    trigger = next((w for w in words if p.heads[w] not in words or p.heads[w] == w), words[0])
    clause = g.clause_head(trigger)
    own = codes([Filler(m, "") for m in u.speakers])
    undone = [c for c in p.children[clause] if p.labels[c] == "neg" and c not in words]
    if not own or undone or (saying.type == "ACCUSE" and coder.modality.status(clause).aux - {"negation"}):
        return None
    others = _others(saying, words, clause, u, coder)
    if others is None or codes(others) & own or (saying.type in _AT_SOMEBODY and not codes(others)):
        return None
    speakers = tuple(Filler(m, "speaker") for m in u.speakers if m.parties)
    return ActFound(
        trigger, words, "derived", saying.type, saying.mode, speakers, tuple(others), False, Status(),
        "derived:saying", clause, (), 0.85, sure=True,
    )  # fmt: skip


def _others(
    saying: Saying, words: tuple[int, ...], clause: int, u: Utterance, coder: FrameCoder
) -> list[Filler] | None:
    """Whom a saying is about; null where it must be about somebody who does not stand there."""
    p, roles = coder.parsed, coder.roles
    own = codes([Filler(m, "") for m in u.speakers])
    ruled = {o for o in p.children[words[-1]] if p.labels[o] == "pobj"}
    inside = [Filler(m, "inside") for m in roles.mentions.within(words[0], words[-1]) if m.parties]
    inside += [Filler(m, "inside") for o in ruled for m in roles.party(o)]
    subject = [Filler(m, "subj") for h in coder.grammar.subject(clause) for m in roles.party(h)]
    if saying.who == "inside":
        return [f for f in inside if codes([f])] or None
    if saying.who == "subject":
        before = roles.mentions.at(words[0] - 1)  # where the verb is taken for a noun
        subject += [Filler(before, "subj")] if before is not None and not subject else []
        named = [f for f in subject if codes([f])]
        return named if named or saying.type == "THREATEN" else None
    clauses = ("ccomp", "advcl", "acl", "relcl")
    below = [
        c for t in {clause, p.heads[clause], *words} for c in p.children[t] if p.labels[c] in clauses and c != clause
    ]
    under = [Filler(m, "subj") for c in below for h in coder.grammar.subject(c) for m in roles.party(h)]
    objects = [p.subtree(o) for o in coder.grammar.objects(clause)]
    about = [Filler(m, "obj") for first, last in objects for m in roles.mentions.within(first, last)]
    about = [f for f in about if codes([f]) - own]
    for some in (inside, subject, [Filler(m, "addressee") for m in u.addressees], about[:1], under):
        if left := [f for f in some if codes([f]) - own]:
            return left
    if any(roles.mentions.at(o) is not None for o in ruled):
        return []  # "stood with its ally", whoever that is
    start, end = next(x for x in u.content if x[0] <= p.starts[words[0]] < x[1])
    first, last = p.tokens_between(start, end)
    near = [Filler(m, "of") for m in roles.mentions.within(first, last) if m not in u.speakers and m.parties]
    left = [f for f in near if codes([f]) and not codes([f]) & own]
    return left[:1] if len(codes(left)) == 1 else []
