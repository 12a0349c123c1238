"""The timeline as a table on a terminal, as JSON rows and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.present.days import day_words
from dragoman.present.event import event_head
from dragoman.present.excerpt import clean, clip
from dragoman.present.parties import Namer, listing
from dragoman.records.answers import TimelineRow
from dragoman.records.party import codes_of
from dragoman.records.spreadsheet import neutral_rows

COLUMNS = (
    "event", "first", "last", "basis", "event_type", "mode", "aux", "actor", "recipient", "issues",
    "told_by", "publishers", "documents", "copies", "sides", "confidence", "references", "evidence",
)  # fmt: skip


def timeline_rows(rows: Iterable[TimelineRow]) -> list[dict[str, Any]]:
    """Rows as plain values under `COLUMNS`; lists stay lists. references: `document start–end`, code points.

    told_by: PLOVER codes of the sides that are its sources; sides: how many.
    """
    return [_values(row) for row in rows]


def _values(row: TimelineRow) -> dict[str, Any]:
    lead = row.lead
    return {
        **event_head(row),
        "aux": list(row.aux),
        "actor": codes_of(row.actor),
        "recipient": codes_of(row.recipient),
        "issues": list(row.issues),
        "told_by": list(row.tellers),
        "publishers": list(row.publishers),
        "documents": row.documents,
        "copies": list(row.copies),
        "sides": len(row.tellers),
        "confidence": row.confidence,
        "references": [f"{c.document} {c.evidence.start}–{c.evidence.end}" for c in row.claims],
        "evidence": clean(lead.evidence.text),
    }


def timeline_csv(rows: Iterable[TimelineRow]) -> str:
    """The rows as CSV (RFC 4180) with a header; lists are joined by "; ".

    A cell that a spreadsheet would take for a formula is led by an apostrophe, which a last column then tells.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    head, made = neutral_rows(([_cell(values[c]) for c in COLUMNS] for values in timeline_rows(rows)), COLUMNS)
    writer.writerow(head)
    writer.writerows(made)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def render_timeline(rows: Sequence[TimelineRow], console: Console, namer: Namer) -> None:
    """Print the rows as a table: day, what, who, how many reports and sides, words and where they stand."""
    if not rows:
        console.print(Text("No event meets what was asked."))
        return
    table = Table(show_lines=False, pad_edge=False, box=None, header_style="bold")
    for name, least in (("Day", 12), ("Event", 9), ("Who", 14), ("Reports", 7), ("Words", 24)):
        table.add_column(name, overflow="fold", min_width=least)
    for row in rows:
        table.add_row(*_cells(row, namer))
    console.print(table, highlight=False)


def _cells(row: TimelineRow, namer: Namer) -> list[Text]:
    lead = row.lead
    kind = lead.event_type or "said"
    mode = f"\n{lead.mode}" if lead.mode else ""
    aux = f"\n{', '.join(row.aux)}" if row.aux else ""
    who = listing(list(dict.fromkeys(namer.country(p.code) if p.code else namer.party(p) for p in row.actor)))
    to = list(dict.fromkeys(namer.country(p.code) if p.code else namer.party(p) for p in row.recipient))
    sides = f"\ntold by {', '.join(row.tellers)}" if row.tellers else ""
    copies = f" + {len(row.copies)} cop{'y' if len(row.copies) == 1 else 'ies'}" if row.copies else ""
    words = Text(f"“{clip(lead.evidence.text, 24, namer.phrasing)}” ")
    words.append(f"{lead.document} {lead.evidence.start}–{lead.evidence.end}", style="dim")
    return [
        Text(day_words(row.when)),
        Text(f"{kind}{mode}{aux}"),
        Text(f"{who} → {listing(to)}" if to else who),
        Text(f"{row.documents}{copies}{sides}"),
        words,
    ]
