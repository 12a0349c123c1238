"""Chunks: what was coded of some documents, as a Parquet file that is whole or not there.

A row is a document: its metadata and Text, its claims with the columns that analyses ask for and the whole body beside them, what was
set aside, the problems, the parses by which copies need not be parsed again, and the sketch by which they are known. Other programs read the files as they are
(docs/scale.md); a ledger takes over what it finds in them. Written by pyarrow (`pip install 'dragoman[cluster]'`).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.likeness import StoredSketch
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document, Reading, SetAside, Span
from dragoman.store import rows

if TYPE_CHECKING:
    import pyarrow

ENDING = ".parquet"
_UNDER_WAY = ".part"  # what a file is called until it is whole
_RUN, _CHUNK = b"dragoman.run", b"dragoman.chunk"
_READING = tuple(field.name for field in fields(Reading))

Told = tuple[int, Outcome[Coded | None]]  # a document's place, and what it gave


class BrokenChunkError(Exception):
    """A file that is no chunk, or no longer whole."""


def chunk_id(run: str, documents: Iterable[Document]) -> str:
    """The name of these documents, in this order, as a run codes them: 128 bits as hexadecimal. It hangs on nothing else."""
    digest = hashlib.sha256(run.encode())
    for document in documents:
        told = json.dumps(astuple(document.reading), ensure_ascii=True)
        digest.update(f"\n{told}".encode())
    return digest.hexdigest()[:32]


def chunk_bytes(run: str, name: str, given: Sequence[Document], told: Iterable[Told]) -> bytes:
    """The Parquet file of what documents gave. given: the documents by their places, as they were decoded."""
    import pyarrow
    from pyarrow import parquet

    schema = _schema().with_metadata({_RUN: run.encode(), _CHUNK: name.encode()})
    made = [_row(place, given[place], outcome) for place, outcome in sorted(told, key=lambda one: one[0])]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(made, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    """The chunk's file, whole: its bytes are on the disk before it has its name. Raises OSError, and leaves nothing behind then."""
    path = folder / f"{name}{ENDING}"
    part = folder / f"{name}.{uuid.uuid4().hex[:8]}{_UNDER_WAY}"
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def chunk(path: Path, run: str, name: str) -> list[Told]:
    """What a chunk's documents gave, by their places. Raises BrokenChunkError, and FileNotFoundError where there is none."""
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(path, partitioning=None)
        known = table.schema.metadata or {}
        if (known.get(_RUN), known.get(_CHUNK)) != (run.encode(), name.encode()):
            raise BrokenChunkError("it is of another run, or of other documents")
        return [_told(row) for row in table.to_pylist()]
    except FileNotFoundError:
        raise
    except (pyarrow.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise BrokenChunkError(" ".join(str(error).split())) from error


def under_way(folder: Path) -> Iterator[Path]:
    """Files that were begun, by whoever is at work or was stopped."""
    return folder.glob(f"*{_UNDER_WAY}")


# Records ⇄ rows ------------------------------------------------------------------------------------------------------


def _row(place: int, given: Document, outcome: Outcome[Coded | None]) -> dict[str, Any]:
    coded = outcome.value
    document = given if coded is None else coded.document
    return {
        "number": place,
        **{name: getattr(document.reading, name) for name in _READING},
        "text": document.text,
        "coded": coded is not None,
        "claims": [_claim_row(claim) for claim in coded.claims] if coded else [],
        "set_aside": [_aside_row(aside) for aside in coded.set_aside] if coded else [],
        "problems": [_problem_row(problem) for problem in outcome.problems],
        "parses": [{"sign": sign, "body": body} for sign, body in coded.parses.items()] if coded else [],
        "sketch": _sketch_row(coded.sketch) if coded else None,
    }


def _told(row: dict[str, Any]) -> Told:
    problems = tuple(
        Problem(p["code"], p["source"], p["start"], p["end"], json.loads(p["values"])) for p in row["problems"]
    )
    if not row["coded"]:
        return row["number"], Outcome(None, problems)
    reading, text = Reading(**{name: row[name] for name in _READING}), row["text"]
    claims = tuple(rows.claim_of(c["id"], reading.document, reading.text_id, c["body"], None) for c in row["claims"])
    aside = tuple(
        SetAside(Span(a["start"], a["end"], text[a["start"] : a["end"]]), a["reason"], a["why"])
        for a in row["set_aside"]
    )
    parses = {p["sign"]: p["body"] for p in row["parses"]}
    sketch = _sketch(row["sketch"])
    return row["number"], Outcome(Coded(Document(reading, text), claims, aside, parses, sketch), problems)


def _sketch_row(sketch: tuple[int, StoredSketch] | None) -> dict[str, Any] | None:
    if sketch is None:
        return None
    scheme, made = sketch
    return {"scheme": scheme, "words": made.words, "version": made.version, "body": made.body, "keys": list(made.keys)}


def _sketch(row: dict[str, Any] | None) -> tuple[int, StoredSketch] | None:
    if row is None:
        return None
    return row["scheme"], StoredSketch(row["words"], row["version"], row["body"], tuple(row["keys"]))


def _claim_row(claim: Claim) -> dict[str, Any]:
    sides = rows.codes_of(claim)
    return {
        "id": claim.id,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "contexts": list(claim.contexts),
        **{side: sorted(code for code, at in sides if at == side) for side in ("actor", "recipient", "speaker")},
        "first": claim.when.first,
        "last": claim.when.last,
        "basis": claim.when.basis,
        "country": claim.where.country if claim.where else None,
        "aux": list(claim.aux),
        "issues": list(claim.issues),
        "score": claim.score,
        "confidence": claim.confidence,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "evidence": claim.evidence.text,
        "body": rows.body_text(claim),
    }


def _aside_row(aside: SetAside) -> dict[str, Any]:
    return {"start": aside.span.start, "end": aside.span.end, "reason": aside.reason, "why": aside.why}


def _problem_row(problem: Problem) -> dict[str, Any]:
    values = json.dumps(problem.values, default=str)
    return {
        "code": problem.code,
        "source": problem.source,
        "start": problem.start,
        "end": problem.end,
        "values": values,
    }


@lru_cache(maxsize=1)
def _schema() -> pyarrow.Schema:
    import pyarrow

    text, whole, real, words = pyarrow.string(), pyarrow.int32(), pyarrow.float64(), pyarrow.list_(pyarrow.string())
    kinds = {
        "contexts": words, "actor": words, "recipient": words, "speaker": words, "aux": words, "issues": words, "score": real,
        "confidence": real, "start": whole, "end": whole,
    }  # fmt: skip
    columns = ("id", "event_type", "mode", "contexts", "actor", "recipient", "speaker", "first", "last", "basis", "country",
               "aux", "issues", "score", "confidence", "start", "end", "evidence", "body")  # fmt: skip
    claim = pyarrow.struct([(name, kinds.get(name, text)) for name in columns])
    aside = pyarrow.struct([("start", whole), ("end", whole), ("reason", text), ("why", text)])
    problem = pyarrow.struct([("code", text), ("source", text), ("start", whole), ("end", whole), ("values", text)])
    parse = pyarrow.struct([("sign", text), ("body", pyarrow.binary())])
    sketch = pyarrow.struct(
        [
            ("scheme", whole),
            ("words", whole),
            ("version", whole),
            ("body", pyarrow.binary()),
            ("keys", pyarrow.list_(pyarrow.int64())),
        ]
    )
    return pyarrow.schema(
        [
            ("number", whole),
            *((name, text) for name in _READING),
            ("text", text),
            ("coded", pyarrow.bool_()),
            ("claims", pyarrow.list_(claim)),
            ("set_aside", pyarrow.list_(aside)),
            ("problems", pyarrow.list_(problem)),
            ("parses", pyarrow.list_(parse)),
            ("sketch", sketch),
        ]
    )
