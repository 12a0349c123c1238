"""What is done to a state's own: its people brought home, its forces ordered; and people seized by gunmen, whom no law arrests."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder, codes


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
