"""Lists of claims and of hits of a search that show themselves in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dragoman.records.claim import Claim
from dragoman.records.in_html import claims_html, evidence_html, table_html
from dragoman.store import Hit

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "id",
    "event_type",
    "mode",
    "actor",
    "recipient",
    "first",
    "last",
    "basis",
    "aux",
    "issues",
    "evidence",
    "start",
    "end",
    "confidence",
)


class Claims(list[Claim]):
    """Claims of one text."""

    def to_frame(self) -> pandas.DataFrame:
        """A row a claim, columns `COLUMNS`; lists joined by `; `. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of

        return frame_of([_row(one) for one in self], COLUMNS)

    def _repr_html_(self) -> str:
        return claims_html(self)


class Hits(list[Hit]):
    """What a search found: claims, then documents."""

    def _repr_html_(self) -> str:
        rows = [
            (
                f"<code>{escape(hit.claim.id[:10])}</code>" if hit.claim else "document",
                evidence_html(hit.claim) if hit.claim else escape(hit.span.text),
                escape(f"{hit.reading.document} {hit.span.start}–{hit.span.end}"),
                escape(" · ".join(filter(None, (hit.reading.publisher, hit.reading.published)))),
            )
            for hit in self
        ]
        return table_html(("claim", "words", "stands at", "published"), rows, "Nothing has these words.")


def _row(one: Claim) -> dict[str, object]:
    sides = {role: "; ".join(p.code or p.name for p in getattr(one, role)) for role in ("actor", "recipient")}
    when = {"first": one.when.first, "last": one.when.last, "basis": one.when.basis}
    words = {"evidence": one.evidence.text, "start": one.evidence.start, "end": one.evidence.end}
    lists = {"aux": "; ".join(one.aux), "issues": "; ".join(one.issues)}
    return {
        "id": one.id, "event_type": one.event_type, "mode": one.mode, **sides, **when, **lists, **words, "confidence": one.confidence
    }  # fmt: skip
