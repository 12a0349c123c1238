"""Reports that their agency took back: the program rejects what they claim, by judgements that can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from dragoman.library.copies import Versions, versions
from dragoman.merge.versions import WITHDRAWN
from dragoman.records.claim import Claim
from dragoman.records.judgement import Anchor, Judgement, new_judgement
from dragoman.records.run import Run
from dragoman.store import Store

AUTHOR = "dragoman"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """notice: the document that takes a story back. documents: those that it takes back, in order. claims: how many were rejected now."""

    notice: str
    documents: tuple[str, ...]
    claims: int

    def __str__(self) -> str:
        back = ", ".join(self.documents)
        return f"{self.notice} takes back {back}: {self.claims} claims rejected; see `dragoman judge list`, and `dragoman judge undo` to take that back."


def heed_withdrawals(store: Store, run: Run) -> list[Withdrawal]:
    """Rejects the claims of stories that a notice takes back, and the notice's own; each claim once, so that what a person undoes stays.

    A notice holds for the documents of its story that come before it and are not known to be of another publisher. Raises StoreError.
    """
    withdrawing = {text_id for text_id, (_, version) in store.sizes().items() if version == WITHDRAWN}
    if not withdrawing:
        return []
    known = versions(store, run, near_only=True)
    made = {_sign(one) for one in store.judgements() if one.author == AUTHOR}
    notices = [p for p, one in enumerate(known.held) if one.reading.text_id in withdrawing]
    found = [_heed(store, run, known, place, made) for place in notices]
    return [one for one in found if one.claims]


def _sign(judgement: Judgement) -> tuple[str, int, int, str | None]:
    at = judgement.anchor
    return at.text_id, at.trigger.start, at.trigger.end, at.what


def _heed(
    store: Store, run: Run, known: Versions, place: int, made: set[tuple[str, int, int, str | None]]
) -> Withdrawal:
    notice = known.held[place].reading
    back = [
        m for m in known.members(place) if m <= place and known.held[m].reading.publisher in (notice.publisher, None)
    ]
    count = 0
    for member in back:
        for told in store.told(run.id, known.held[member]):
            judgement = _rejection(told.claim, notice.document)
            if _sign(judgement) not in made:
                made.add(_sign(judgement))
                store.add_judgement(judgement)
                count += 1
    return Withdrawal(notice.document, tuple(known.held[m].reading.document for m in back if m != place), count)


def _rejection(claim: Claim, notice: str) -> Judgement:
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return new_judgement("reject", Anchor.of(claim), None, AUTHOR, f"taken back by its agency: {notice}", now)
