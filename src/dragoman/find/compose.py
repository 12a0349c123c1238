"""From acts as found to acts that count: what embeds what, PLOVER's rules of composition, modes, doubles out."""

from __future__ import annotations

import itertools
from dataclasses import replace

from dragoman.codebook.acts import Lexicon
from dragoman.find.act import ActFound, Filler, Status
from dragoman.find.acts import VERBAL, FrameCoder, codes
from dragoman.records.parsed import ParsedText

# auxiliary_rules of plover.yaml: a future act that a plain type expresses takes that type.
_FUTURE = {"AID": "AGREE", "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "RETREAT": "CONCEDE"}
_CONTENT_MODES = ("REQUEST", "REJECT", "THREATEN", "AGREE")
_CONFLICT = ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "THREATEN", "PROTEST")
# What embeds an act without anybody claiming it: dropped, unless a modal, a condition or a modifier says "possible".
_IRREAL = {"request", "threaten", "purpose", "obligation", "topic", "possible"}


def compose(acts: list[ActFound], coder: FrameCoder, lexicon: Lexicon) -> list[ActFound]:
    """Acts that stand as claims of their own, in order of their trigger."""
    by_word = {w: a for a in acts for w in a.words}
    inner: dict[int, list[ActFound]] = {}
    kept = []
    empty = set()
    for act in acts:
        outer = by_word.get(act.status.under) if act.status.under >= 0 else None
        if outer is not None and outer.trigger != act.trigger:
            inner.setdefault(outer.trigger, []).append(act)
            if _feared(act):
                kept.append(act)
                continue
            if outer.type == "AGREE" and act.type in _CONFLICT and act.status.embedding == "commit":
                empty.add(
                    outer.trigger
                )  # "seeks to sever ties" is no promise to cooperate: the act ahead stands itself
                kept.append(act)
                continue
            if not _stands_inside(act, outer):
                continue
        elif act.status.embedding in _IRREAL and not _feared(act):
            continue
        kept.append(act)
    settled = [_settle(a, inner.get(a.trigger, []), coder, lexicon) for a in kept if a.trigger not in empty]
    return without_doubles([a for a in settled if a.actors or _suffered(a, coder, lexicon)], coder)


def _suffered(act: ActFound, coder: FrameCoder, lexicon: Lexicon) -> bool:
    """An assault whose doer nobody names: "six Yemeni soldiers were killed in bombings"; not a death by accident."""
    if act.type != "ASSAULT" or not codes(act.recipients) or act.status.embedding or act.status.aux:
        return False
    p = coder.parsed
    violent = lexicon.classes.get("violence", frozenset())
    first, last = p.sentences[p.sentence_index[act.trigger]]
    return act.kind == "verb" and any(p.lemmas[t] in violent for t in range(first, last))


def _stands_inside(act: ActFound, outer: ActFound) -> bool:
    """Whether an embedded act is told as one of its own: only denials of a fact ("denied that it had attacked")."""
    return act.status.embedding == "deny" and outer.type in ("REJECT",) and bool(act.actors)


def _feared(act: ActFound) -> bool:
    """ "worried about a potential Chinese invasion of Taiwan": a possible act with doer and victim is worth its hypothetical claim."""
    return act.status.embedding == "threaten" and act.kind == "noun" and bool(act.actors) and bool(act.recipients)


def _settle(act: ActFound, inner: list[ActFound], coder: FrameCoder, lexicon: Lexicon) -> ActFound:
    act = _by_embedding(act)
    act = _by_inner(act, inner)
    act = _recipient_from_inner(act, inner)
    mode = act.mode or _mode(act, inner, coder.parsed, lexicon)
    return replace(act, mode=mode)


def _by_embedding(act: ActFound) -> ActFound:
    """PLOVER's composition: a future coop act is AGREE, a refused one REJECT, a future retreat CONCEDE."""
    aux = act.status.aux
    if act.status.embedding == "refuse" and act.type not in ("REJECT",):
        rest = Status(aux - {"negation"}, act.status.under, act.status.embedding)
        return replace(
            act, type="REJECT", mode=_refused_mode(act), status=rest, why=(*act.why, f"{act.type} refused → REJECT")
        )
    if "future" in aux and "negation" not in aux and "hypothetical" not in aux and act.type in _FUTURE:
        rest = Status(aux - {"future"}, act.status.under, act.status.embedding)
        return replace(
            act,
            type=_FUTURE[act.type],
            mode=None,
            status=rest,
            why=(*act.why, f"future {act.type} → {_FUTURE[act.type]}"),
        )
    return act


def _refused_mode(act: ActFound) -> str | None:
    return {"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "CONCEDE": "yield", "RETREAT": "yield"}.get(
        act.type
    )


def _by_inner(act: ActFound, inner: list[ActFound]) -> ActFound:
    """ "agreed to lift the ban" is CONCEDE; "agreed to cooperate" stays AGREE."""
    types = {a.type for a in inner if a.status.embedding == "commit"}
    if act.type == "AGREE" and types and types <= {"CONCEDE", "RETREAT"}:
        return replace(act, type="CONCEDE", mode=None, why=(*act.why, "promised concession → CONCEDE"))
    return act


def _recipient_from_inner(act: ActFound, inner: list[ActFound]) -> ActFound:
    """Without a recipient of its own, an act of words takes the doer of what it speaks of, else who suffers it there."""
    if act.recipients or act.reciprocal or act.type not in VERBAL:
        return act
    if all(f.slot in ("with", "between", "among") for f in act.actors):
        return act  # "an agreement has been reached with Oman": the one named is the other side
    own = codes(act.actors)
    for role in ("actors", "recipients"):
        for other in inner:
            fillers: tuple[Filler, ...] = getattr(other, role)
            if fillers and (there := codes(fillers)) and not there <= own:
                found = tuple(Filler(f.mention, f"inner {role}") for f in fillers if codes([f]) - own)
                return replace(act, recipients=found, why=(*act.why, f"recipient from “{other.rule}” inside it"))
    return act


def _mode(act: ActFound, inner: list[ActFound], parsed: ParsedText, lexicon: Lexicon) -> str | None:
    modes = lexicon.modes.get(act.type, {})
    if not modes:
        return None
    if act.type in _CONTENT_MODES:
        words = [parsed.lemmas[t] for t in act.content] + [parsed.lemmas[a.trigger] for a in inner]
    else:
        first, last = parsed.subtree(act.trigger)
        support = [w for w in act.words if w != act.trigger]
        tokens = list(range(first, last)) + [t for w in support for t in range(*parsed.subtree(w))]
        words = [parsed.lemmas[t] for t in tokens]
        words += [f"{parsed.lowers[a]} {parsed.lemmas[b]}" for a, b in itertools.pairwise(tokens) if b == a + 1]
    for word in words:
        for mode, listed in modes.items():
            if word in listed:
                return mode
    return None


_NEAR = 4  # words between a verb and the noun that says the same, for both to carry the act: "reaffirmed its continued support"


def without_doubles(acts: list[ActFound], coder: FrameCoder) -> list[ActFound]:
    """One act where verb and noun say the same ("imposed sanctions"), or one sentence tells one meeting twice."""
    kept: list[ActFound] = []
    for act in sorted(acts, key=lambda a: (-_rank(a), a.trigger)):
        place = next((n for n, other in enumerate(kept) if _same(act, other, coder)), -1)
        if place < 0:
            kept.append(act)
        elif _governs(kept[place], act, coder) and 0 < act.trigger - max(kept[place].words) <= _NEAR:
            words = tuple(sorted({*kept[place].words, act.trigger}))
            kept[place] = replace(act if _surer(act, kept[place]) else kept[place], words=words)
    kept.sort(key=lambda a: a.trigger)
    for n, act in enumerate(kept):
        shared = {w for a in kept[:n] if _apart(a, act, coder) for w in a.words}
        kept[n] = replace(act, words=tuple(w for w in act.words if w not in shared))
    return kept


def _surer(act: ActFound, verb: ActFound) -> bool:
    """Whether the tuned coder holds the noun for the act more than its verb, and names nobody as its owner: "granted asylum"."""
    decided = act.decision is not None and verb.decision is not None and act.weight > verb.weight
    alike = (
        act.type == verb.type
        and codes(act.actors) == codes(verb.actors)
        and codes(act.recipients) == codes(verb.recipients)
    )
    return decided and alike and not any(f.slot.split(":")[0] in ("poss", "nat", "by") for f in act.actors)


def _apart(one: ActFound, other: ActFound, coder: FrameCoder) -> bool:
    """Whether two nouns of one verb have an object each: "announced the expulsion of two envoys and the recall of its own"."""
    p, (first, last) = coder.parsed, sorted((one.trigger, other.trigger))
    if not one.kind == other.kind == "noun" or first == last or p.sentence_index[first] != p.sentence_index[last]:
        return False
    return last in p.conjuncts(first) and coder.of_its_own(first) and coder.of_its_own(last)


def _rank(act: ActFound) -> float:
    """What the tuned coder decided on stands before what the frames alone find."""
    return (
        (act.decision is not None) * 10
        + len(codes(act.actors) | codes(act.recipients))
        + (act.kind == "verb") * 0.5
        + act.weight
        + len(act.words) * 0.1
    )


def _same(act: ActFound, other: ActFound, coder: FrameCoder) -> bool:
    p = coder.parsed
    if _apart(act, other, coder):
        return False
    if set(act.words) & set(other.words):
        return True
    if p.sentence_index[act.trigger] != p.sentence_index[other.trigger] or act.type != other.type:
        return False
    if act.status.aux != other.status.aux:
        return False
    mine, theirs = codes(act.actors) | codes(act.recipients), codes(other.actors) | codes(other.recipients)
    if not mine <= theirs:
        return False
    if act.decision is None and other.decision is not None and _governs(act, other, coder):
        return True
    if act.type == "CONSULT" and _one_clause(act, other, coder):
        return True
    return _governs(other, act, coder) or _one_charge(act, other, coder)


def _one_charge(act: ActFound, other: ActFound, coder: FrameCoder) -> bool:
    """Whether two words tell what was used in one charge: "used water cannon and tear gas", "fire tear gas"."""
    p, means = coder.parsed, coder.grammar.words["riot-gear"]
    first, last = sorted((act.trigger, other.trigger))
    listed = last in p.conjuncts(first) and {p.lemmas[first], p.lemmas[last]} <= means
    used = last - first <= _NEAR and p.lemmas[last] in means and p.lemmas[first] in coder.grammar.words["uses-gear"]
    return listed or used


def _one_clause(act: ActFound, other: ActFound, coder: FrameCoder) -> bool:
    """Two words for one meeting: no relative clause or quotation lies between them."""
    p = coder.parsed
    barrier = {"relcl", "ccomp", "acl"}
    for token, stop in ((act.trigger, other.trigger), (other.trigger, act.trigger)):
        node = token
        while p.heads[node] != node:
            if node == stop:
                return True
            if p.labels[node] in barrier:
                return False
            node = p.heads[node]
    return True


def _governs(outer: ActFound, act: ActFound, coder: FrameCoder) -> bool:
    """Whether the act's noun is the object of the other's verb, or its complement: "launched an attack", "gave 300 million euros in aid"."""
    governed = coder.grammar.governor(act.trigger)
    money = coder.lexicon.classes["money"] | coder.grammar.words["load"]
    while governed is not None and coder.parsed.lemmas[governed[0]] in money and not coder.grammar.is_verb(governed[0]):
        governed = coder.grammar.governor(governed[0])
    return governed is not None and governed[0] in outer.words and act.kind == "noun"
