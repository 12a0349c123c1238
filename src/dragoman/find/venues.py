"""Where a thing is done is not whom it is done to: the land to which troops are sent, partners of a drill, the forum before which a case is brought."""

from __future__ import annotations

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder, codes, sparing
from dragoman.records.party import Mention

_FORUMS = ("IGO", "UNO")


def without_venues(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act without those to whose land forces are only sent, with whom they exercise, or before whom a case is only brought."""
    if act.type == "MOBILIZE":
        first, last = coder.parsed.subtree(act.trigger)
        inside = [m for m in coder.roles.mentions.items if first <= m.head < last]
        there = (m for m in inside if _sent_there(m, act, coder) or _exercises(m, coder))
        spared = {x.code for m in there for x in m.parties if x.code}
    elif act.type in ("ACCUSE", "CONCEDE") and _is_case(act, coder):
        spared = set(_FORUMS)
    else:
        return act
    kept = tuple(f for f in act.recipients if not codes((f,)) or codes((f,)) - spared)
    return sparing(act, spared, kept, "where it is done, not to whom")


def _sent_there(mention: Mention, act: ActFound, coder: FrameCoder) -> bool:
    """ "Sent a patrol ship to Guyana", "the deployment of troops to Poland". Of 54 acts so worded in the corpus 9 have the land as recipient."""
    p, words = coder.parsed, coder.grammar.words
    prep = p.heads[mention.head]
    if (
        p.labels[mention.head] != "pobj"
        or p.lowers[prep] not in ("to", "in")
        or mention.kind not in ("name", "metonym")
    ):
        return False
    above, over = p.heads[prep], p.heads[p.heads[p.heads[prep]]]  # "the dispatch of 1,500 soldiers to Russia"
    return p.lemmas[act.trigger] in words["sends-forces"] and act.trigger in (above, p.heads[above], over)


def _exercises(mention: Mention, coder: FrameCoder) -> bool:
    """ "For a joint exercise with the South Korean Air Force"."""
    p = coder.parsed
    prep = p.heads[mention.head]
    drill = p.heads[prep]
    with_them = p.labels[mention.head] == "pobj" and p.lowers[prep] in ("with", "alongside")
    return with_them and p.lemmas[drill] in coder.grammar.words["drill"]


def _is_case(act: ActFound, coder: FrameCoder) -> bool:
    p, cases = coder.parsed, coder.grammar.words["case-at-law"]
    return any(p.lemmas[t] in cases for t in (*act.words, act.trigger, *coder.grammar.objects(act.trigger)))
