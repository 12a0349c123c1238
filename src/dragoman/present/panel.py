"""A panel as rows of plain values: a row a cell, and a row an event of a cell. Names of columns suit pandas, R and Stata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.present.event import event_head
from dragoman.records.answers import TimelineRow
from dragoman.records.panel import Cell, Panel

_AHEAD = ("period", "period_start", "period_end", "covered", "documents", "sources", "documents_all", "sources_all")
EVENT = (
    "event", "first", "last", "basis", "event_type", "mode", "score", "confidence", "reports", "document", "start", "end", "evidence",
)  # fmt: skip


def panel_columns(panel: Panel) -> tuple[str, ...]:
    """Names of the columns of `panel_rows`."""
    return (*panel.keys, *_AHEAD, *panel.measures)


def panel_rows(panel: Panel) -> Iterator[dict[str, Any]]:
    """A row a cell. covered: 1 or 0. documents, sources: that name the cell's parties; …_all: all of the period.

    Measures are null where nothing is covered and no event is known.
    """
    for cell in panel.cells:
        yield {**_place(panel, cell), **dict(zip(panel.measures, cell.values))}


def _place(panel: Panel, cell: Cell) -> dict[str, Any]:
    held = (
        cell.period.name,
        cell.period.first,
        cell.period.last,
        int(cell.covered.documents > 0),
        *cell.covered,
        *cell.whole,
    )
    return {**dict(zip(panel.keys, cell.key)), **dict(zip(_AHEAD, held))}


def event_columns(panel: Panel) -> tuple[str, ...]:
    """Names of the columns of `event_rows`."""
    return (*panel.keys, "period", *EVENT)


def event_rows(panel: Panel) -> Iterator[dict[str, Any]]:
    """A row for each event of each cell, with the words that it rests on: of a mutual act in a directed panel, one each way."""
    for cell in panel.cells:
        for row in cell.events:
            yield {**dict(zip(panel.keys, cell.key)), "period": cell.period.name, **event_values(row)}


def event_values(row: TimelineRow) -> dict[str, Any]:
    """An event under `EVENT`. reports: documents that tell it. start, end: code points of the evidence."""
    lead = row.lead
    return {
        **event_head(row),
        "score": lead.score,
        "confidence": round(row.confidence, 3),
        "reports": row.documents,
        "document": lead.document,
        "start": lead.evidence.start,
        "end": lead.evidence.end,
        "evidence": " ".join(lead.evidence.text.split()),
    }


def panel_objects(panel: Panel) -> list[dict[str, Any]]:
    """As `panel_rows`, each with the ids of its events."""
    return [{**row, "event_ids": [e.id for e in cell.events]} for row, cell in zip(panel_rows(panel), panel.cells)]
