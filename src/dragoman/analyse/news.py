"""What is new in a dossier since an earlier one of the same question."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.records.answers import Dossier, TimelineRow
from dragoman.records.claim import Claim


@dataclass(frozen=True, slots=True)
class News:
    """What an earlier brief did not have. dossier: only the rows with a new or changed claim.

    fresh, changed, gone: ids of claims that came in, that are told otherwise now (day, parties, type, mode of reality), and that are told no more.
    """

    dossier: Dossier
    fresh: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.changed or self.gone)


def rows_in(dossier: Dossier) -> tuple[TimelineRow, ...]:
    """All rows of a dossier, each once."""
    parts = (dossier.happened, dossier.agreed, dossier.other, dossier.background, dossier.unreal, dossier.unsure)
    every = [*(r for part in parts for r in part), *(r for p in dossier.positions for r in p.rows)]
    return tuple({row.id: row for row in every}.values())


def sign(claim: Claim) -> str:
    """What a brief says of a claim, as 12 hex digits: another day, party or mode of reality gives another."""
    parties = sorted(f"{p.code}:{p.name}" for p in (*claim.actor, *claim.recipient))
    said = (claim.event_type, claim.mode, claim.aux, claim.when.first, claim.when.last, claim.when.basis, parties)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def signs(dossier: Dossier) -> dict[str, str]:
    """Claim id → sign, of all that the dossier tells."""
    return {claim.id: sign(claim) for row in rows_in(dossier) for claim in row.claims}


def news(dossier: Dossier, before: Mapping[str, str]) -> News:
    """before: signs of the earlier dossier."""
    now = signs(dossier)
    fresh = tuple(i for i in now if i not in before)
    changed = tuple(i for i, s in now.items() if i in before and before[i] != s)
    gone = tuple(i for i in before if i not in now)
    return News(_only(dossier, {*fresh, *changed}), fresh, changed, gone)


def _only(dossier: Dossier, wanted: set[str]) -> Dossier:
    """The dossier with the rows that have one of the claims; what is left out, set aside or known before is not told again."""

    def kept(rows: Sequence[TimelineRow]) -> tuple[TimelineRow, ...]:
        return tuple(row for row in rows if any(claim.id in wanted for claim in row.claims))

    positions = tuple(replace(p, rows=kept(p.rows)) for p in dossier.positions)
    made = replace(
        dossier,
        happened=kept(dossier.happened),
        agreed=kept(dossier.agreed),
        other=kept(dossier.other),
        background=kept(dossier.background),
        unreal=kept(dossier.unreal),
        unsure=kept(dossier.unsure),
        positions=tuple(p for p in positions if p.rows),
        differences=tuple(d for d in dossier.differences if any(c.id in wanted for c in d.row.claims)),
        set_aside=(),
        left_out={},
        problems=(),
    )
    told = {claim.document for row in rows_in(made) for claim in row.claims}
    readings = tuple(r for r in dossier.readings if r.document in told)
    stories = {d: first for d, first in dossier.stories.items() if d in told}
    return replace(made, readings=readings, stories=stories, claims=sum(len(row.claims) for row in rows_in(made)))
