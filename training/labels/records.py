"""Blocks as the corpus publishes them: one JSON object a sentence."""

from __future__ import annotations

from typing import Any

from notation import Block, Event, Side, Words

FIELDS = ("text", "before", "doc", "title", "publisher", "source", "licence", "published")


def words_object(words: Words) -> dict[str, Any]:
    """`{start, end, text}`."""
    return {"start": words.start, "end": words.end, "text": words.text}


def side_object(side: Side) -> dict[str, Any]:
    """`{start, end, text, code, sector, org}`."""
    return {**words_object(side.words), "code": side.code, "sector": side.sector, "org": side.org}


def event_object(event: Event) -> dict[str, Any]:
    """An event as the corpus gives it; `mode` is the first of `modes`."""
    return {
        "trigger": words_object(event.trigger),
        "type": event.type,
        "mode": event.modes[0] if event.modes else None,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "actor": [side_object(s) for s in event.actor],
        "recipient": [side_object(s) for s in event.recipient],
        "reciprocal": event.reciprocal,
        "aux": list(event.aux),
    }


def record(block: Block, sentence: dict[str, Any], reader: str) -> dict[str, Any]:
    """The corpus's record of one sentence as one reader labelled it."""
    notes = [*block.notes, *(f"{e.trigger.text}: {e.hard}" for e in block.events if e.hard)]
    return {
        "id": block.id,
        **{name: sentence.get(name) for name in FIELDS},
        "reader": reader,
        "events": [event_object(e) for e in sorted(block.events, key=lambda e: e.trigger.start)],
        "none": [[words_object(a), words_object(b)] for a, b in block.none],
        "hard": "; ".join(notes) or None,
    }
