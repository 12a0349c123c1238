"""What a language model is asked of a text: instructions and codebook, the document as fenced data, and the form of the answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.plover import Plover
from dragoman.records.parsed import ParsedText
from dragoman.records.text import Reading, Span

# Code points of a document that are asked of at once; parts end with a paragraph where one ends before.
PART = 6000
KINDS = ("act", "speech")


@dataclass(frozen=True, slots=True)
class Request:
    """One question. system, user: the two messages. schema: of the answer. sign: SHA-256 of all of it, by which its answer is kept."""

    system: str
    user: str
    schema: dict[str, Any]
    sign: str


def request_for(part: Span, reading: Reading, folder: Folder, plover: Plover) -> Request:
    """The question about one part of one document. Nothing of any other document is in it."""
    system, schema = _system(folder, plover), answer_schema(plover)
    known = {
        "publisher": reading.publisher,
        "published": reading.published,
        "place": reading.place,
        "title": reading.title,
    }
    # A text cannot hold a hash of itself, so that nothing in it can close the fence.
    fence = hashlib.sha256(part.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    told = json.dumps({name: value for name, value in known.items() if value}, ensure_ascii=False)
    user = f"Known of the document: {told}\n<<<{fence}\n{part.text}\n{fence}>>>"
    whole = json.dumps([system, user, schema], sort_keys=True)
    return Request(system, user, schema, hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest())


def prompt_digest(folder: Folder, plover: Plover) -> str:
    """Of instructions, codebook and form of the answer, for the record of a run; 12 hex digits."""
    whole = json.dumps([_system(folder, plover), answer_schema(plover), PART], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def parts_of(parsed: ParsedText) -> Iterator[Span]:
    """The text in parts of whole paragraphs, in order; a paragraph that is longer than a part stands alone."""
    start = end = 0
    for first, last in parsed.paragraphs:
        stop = parsed.ends[last - 1]
        if end > start and stop - start > PART:
            yield Span.of(parsed.text, start, end)
            start = parsed.starts[first]
        end = stop
    if end > start:
        yield Span.of(parsed.text, start, end)


def answer_schema(plover: Plover) -> dict[str, Any]:
    """JSON Schema of an answer: `{"claims": [...]}`; all fields are required, as structured output wants it."""
    party = _object({"text": {"type": "string"}, "code": {"type": ["string", "null"]}})
    modes = sorted({mode for kind in plover.types.values() for mode in kind.modes})
    claim = _object(
        {
            "kind": {"type": "string", "enum": list(KINDS)},
            "evidence": {"type": "string"},
            "trigger": {"type": "string"},
            "event_type": {"type": ["string", "null"], "enum": [*plover.types, None]},
            "mode": {"type": ["string", "null"], "enum": [*modes, None]},
            "aux": {"type": "array", "items": {"type": "string", "enum": list(plover.auxiliary)}},
            "reciprocal": {"type": "boolean"},
            "actor": {"type": "array", "items": party},
            "recipient": {"type": "array", "items": party},
            "content": {"type": "array", "items": {"type": "string"}},
        }
    )
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _system(folder: Folder, plover: Plover) -> str:
    return f"{_instructions(folder)}\nEvent types, with their modes:\n{_types(plover)}\nCodes that are no states: {_bodies(plover)}"


@lru_cache(maxsize=2)
def _instructions(folder: Folder) -> str:
    """A user's own folder wins. Raises CodebookError."""
    found = folder.yaml("en/model-coder.yaml")
    if not found or not isinstance(found[-1], dict) or not isinstance(found[-1].get("instructions"), str):
        raise CodebookError("en/model-coder.yaml: must be a mapping with the text `instructions`.")
    return str(found[-1]["instructions"])


def _types(plover: Plover) -> str:
    return "\n".join(
        f"{code}: {kind.definition}"
        + "".join(f"\n  mode {mode.code}: {mode.definition}" for mode in kind.modes.values())
        for code, kind in plover.types.items()
    )


def _bodies(plover: Plover) -> str:
    return "; ".join(f"{code} {name}" for code, name in plover.international.items())
