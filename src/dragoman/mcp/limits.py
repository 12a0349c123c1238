"""Limits on what an answer holds, so that it fits into an assistant's context."""

from __future__ import annotations

from typing import TypeVar

from dragoman.mcp.shapes import Answer, Quoted
from dragoman.records.text import Span

# Characters of one quotation; of an answer as JSON; of a page of a document.
WORDS, WHOLE, PAGE = 600, 40_000, 12_000
# Items of a list in one answer: unless asked otherwise, and at most. Of a list inside an item.
ITEMS, MOST, INNER = 20, 50, 5
# Characters that an argument may have; of a draft that is checked.
ARGUMENT, DRAFT = 300, 20_000
# An id of the ledger, or its beginning.
ID = "[0-9a-f]{4,64}"

Made = TypeVar("Made", bound=Answer)


def quoted(document: str, span: Span) -> Quoted:
    """The words of a span, cut where they are long."""
    return Quoted(
        document=document,
        start=span.start,
        end=span.end,
        text=span.text[:WORDS],
        left_out=max(0, len(span.text) - WORDS),
    )


def fitted(answer: Made, listed: str) -> Made:
    """The answer with as many of the items under `listed` as fit; `next` says where to go on, and a note that it does.

    An item that is too large by itself stays alone.
    """
    items = getattr(answer, listed)
    sizes = [len(item.model_dump_json()) for item in items]
    room = WHOLE - (len(answer.model_dump_json()) - sum(sizes))
    kept = 0
    while kept < len(items) and (kept == 0 or sizes[kept] <= room):
        room -= sizes[kept]
        kept += 1
    end = answer.offset + kept
    more = end < answer.total
    notes = answer.notes + (
        [f"Shown: {answer.offset + 1}–{end} of {answer.total}; go on with offset={end}."] if more else []
    )
    return answer.model_copy(update={listed: items[:kept], "next": end if more else None, "notes": notes})
