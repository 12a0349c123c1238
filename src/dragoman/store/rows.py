"""Rows of the ledger ⇄ records."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import astuple, dataclass
from typing import Any, NamedTuple

import orjson

from dragoman.records.claim import Claim
from dragoman.records.claim_json import body_claim, claim_body
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Reading, SetAside, Span

READING_COLUMNS = (
    "r.document, t.id, r.source, r.publisher, r.published, r.place, r.title, r.byline, r.url, r.language, r.licence, "
    "r.moment"
)
RUN_COLUMNS = "id, program, codebook, model, coder, options, started"


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A Reading with its number in the ledger, and where it lies."""

    no: int
    reading: Reading
    location: str


class ListedReading(NamedTuple):
    """A Reading as lists show and choose it, with its number in the ledger."""

    no: int
    document: str
    title: str | None
    publisher: str | None
    text_id: str


def packed(characters: str) -> bytes:
    """Characters as the ledger keeps them."""
    return zlib.compress(characters.encode("utf-8", "surrogatepass"))


def unpacked(blob: bytes) -> str:
    """The characters of `packed`."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def given_sign(reading: Reading) -> str:
    """A digest of all that a Reading says but its source: the same file under another path is no new Reading."""
    values = astuple(reading)
    values = values if reading.moment else values[:-1]  # as before the time was kept
    return hashlib.sha256(json.dumps([*values[:2], *values[3:]]).encode()).hexdigest()[:20]


def reading_of(row: tuple[Any, ...]) -> Reading:
    """The Reading of a row of READING_COLUMNS."""
    return Reading(*row)


def stored_of(row: tuple[Any, ...]) -> StoredReading:
    """The Reading of a row of its number, its location and READING_COLUMNS."""
    return StoredReading(row[0], reading_of(row[2:]), row[1])


def run_of_row(row: tuple[Any, ...]) -> Run:
    """The Run of a row of RUN_COLUMNS."""
    id_, program, codebook, model, coder, options, started = row
    return Run(id_, program, codebook, model, coder, tuple(json.loads(options)), started)


def body_text(claim: Claim) -> str:
    """The claim's own fields as JSON text."""
    return json.dumps(claim_body(claim), ensure_ascii=False, separators=(",", ":"))


def changes_text(stored: str, told: str) -> str | None:
    """The fields of body `told` that differ from body `stored`, as JSON text; null if none does."""
    if stored == told:
        return None
    before, after = json.loads(stored), json.loads(told)
    return json.dumps({k: v for k, v in after.items() if before.get(k) != v}, ensure_ascii=False, separators=(",", ":"))


def claim_of(id_: str, document: str, text_id: str, body: str, changes: str | None) -> Claim:
    """The claim of a stored body as a Reading tells it."""
    fields = orjson.loads(body)
    if changes:
        fields.update(orjson.loads(changes))
    return body_claim(id_, document, text_id, fields)


def codes_of(claim: Claim) -> set[tuple[str, str]]:
    """(code, side) of all parties: `actor`, `recipient`, `speaker`."""
    sides = (
        ("actor", claim.actor),
        ("recipient", claim.recipient),
        ("speaker", claim.speech.speakers if claim.speech else ()),
    )
    return {(party.code, side) for side, parties in sides for party in parties if party.code}


def problem_of(row: tuple[Any, ...]) -> Problem:
    """The Problem of a row `code, source, start, end, values`."""
    return Problem(row[0], row[1], row[2], row[3], json.loads(row[4]))


def set_aside_of(row: tuple[Any, ...], text: str) -> SetAside:
    """The part of `text` that a row `start, end, reason, why` sets aside."""
    start, end, reason, why = row
    return SetAside(Span(start, end, text[start:end]), reason, why)
