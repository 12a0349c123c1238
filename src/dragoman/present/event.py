"""What every table of events says of one first."""

from __future__ import annotations

from typing import Any

from dragoman.records.answers import TimelineRow


def event_head(row: TimelineRow) -> dict[str, Any]:
    """Id under `event`, days with their basis, type and mode."""
    return {
        "event": row.id,
        "first": row.when.first,
        "last": row.when.last,
        "basis": row.when.basis,
        "event_type": row.lead.event_type,
        "mode": row.lead.mode,
    }
