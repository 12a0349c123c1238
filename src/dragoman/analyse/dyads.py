"""Who stands across from whom in an event: ordered and unordered pairs of codes."""

from __future__ import annotations

from dragoman.codebook.plover import Plover
from dragoman.records.answers import TimelineRow

# Codes that stand for many bodies at once, so that a pair with one of them is no pair of two parties.
GATHERED = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})


def directed_pairs(row: TimelineRow, plover: Plover) -> tuple[tuple[str, str], ...]:
    """(actor, recipient) by code, each once; a mutual act goes both ways, parties that act together on a third are no pair.

    Acts inside one country and parties without a code, or with one of `GATHERED`, have no pair.
    """
    actors, recipients = codes(row, "actor"), codes(row, "recipient")
    mutual = row.lead.reciprocal or _together(row, plover)
    if recipients:
        found = [(a, b) for a in actors for b in recipients]
        found += [(b, a) for a, b in found] if row.lead.reciprocal else []
    else:
        found = [(a, b) for a in actors for b in actors] if mutual else []
    return tuple(dict.fromkeys((a, b) for a, b in found if a != b))


def pairs(row: TimelineRow, plover: Plover) -> tuple[tuple[str, str], ...]:
    """Unordered pairs, codes of each in order of the alphabet."""
    return tuple(dict.fromkeys((min(p), max(p)) for p in directed_pairs(row, plover)))


def codes(row: TimelineRow, role: str) -> tuple[str, ...]:
    """Codes of the actors or recipients, each once."""
    found = row.actor if role == "actor" else row.recipient
    return tuple(dict.fromkeys(p.code for p in found if p.code and p.code not in GATHERED))


def _together(row: TimelineRow, plover: Plover) -> bool:
    """Whether the type has no initiator when no recipient is told."""
    known = plover.types.get(row.lead.event_type or "")
    return known is not None and known.symmetry != "directional"
