"""Whether an act has the sides that a claim of it needs."""

from __future__ import annotations

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import codes

# Meetings that need no second side named: "the G7 summit", "mediated by Oman".
_OPEN_MODES = ("multilateral", "third-party")
_WITH = ("with", "between", "among", "of")


def between_known(act: ActFound) -> bool:
    """Whether some side is of a known country or body, a meeting has two sides, a visit a goal, a pact its own maker."""
    if not codes(act.actors) | codes(act.recipients):
        return False
    sides = {(p.code, p.name) for f in (*act.actors, *act.recipients) for p in f.mention.parties}
    if act.type == "CONSULT" and act.mode not in _OPEN_MODES:
        press = {
            (p.code, p.name) for f in (*act.actors, *act.recipients) for p in f.mention.parties if p.sector == "JRN"
        }
        return len(sides - press) > 1
    return len(sides) > 1 or not _named_as_other(act.actors)


def _named_as_other(actors: tuple[Filler, ...]) -> bool:
    """ "a treaty with Iran", "talks between": the only side named is the other one."""
    return bool(actors) and all(f.slot.partition(".")[0] in _WITH for f in actors)
