"""The claim as exported: one table of its fields, which writer, reader, store and docs go by.

`claim_object` gives the JSON object of a claim as one Reading shows it; `told_claim` reads it back.
`claim_body` and `body_claim` are the part that belongs to the claim alone, as the ledger stores it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dragoman.records.claim import Claim, Quantity, Source, Speech, Where
from dragoman.records.party import Party
from dragoman.records.text import Reading, Span
from dragoman.records.told import ToldBody, ToldClaim
from dragoman.records.when import When

Json = dict[str, Any]


# Parts of a claim ------------------------------------------------------------------------------------------------


def span_object(span: Span) -> Json:
    """`{start, end, text}`."""
    return {"start": span.start, "end": span.end, "text": span.text}


def _span(o: Json) -> Span:
    return Span(o["start"], o["end"], o["text"])


def party_object(p: Party) -> Json:
    """A party with its mention."""
    return {
        "code": p.code,
        "sector": p.sector,
        "org": p.org,
        "name": p.name,
        "office": p.office,
        "wikidata": p.wikidata,
        **span_object(Span(p.start, p.end, p.text)),
        "why": p.why,
    }


def _party(o: Json) -> Party:
    return Party(**o)


def _when_object(w: When) -> Json:
    return {
        "first": w.first,
        "last": w.last,
        "basis": w.basis,
        "text": w.text,
        "start": w.start,
        "end": w.end,
        "timex": w.timex,
    }


def _where_object(w: Where | None) -> Json | None:
    if w is None:
        return None
    return {
        "name": w.name,
        "country": w.country,
        "lat": w.lat,
        "lon": w.lon,
        "geonameid": w.geonameid,
        "text": w.text,
        "start": w.start,
        "end": w.end,
    }


def _quantity_object(q: Quantity) -> Json:
    return {"n": q.n, "of": q.of, "text": q.text, "start": q.start, "end": q.end}


def _source_object(s: Source) -> Json:
    return {"name": s.name, "code": s.code, "text": s.text, "start": s.start, "end": s.end}


def _speech_object(s: Speech | None) -> Json | None:
    if s is None:
        return None
    first = s.speakers[0] if s.speakers else None
    return {
        "kind": s.kind,
        "cue": s.cue,
        "content": [span_object(part) for part in s.content],
        "speaker": {"code": first.code, "name": first.name} if first else None,
        "speakers": [party_object(p) for p in s.speakers],
        "addressee": s.addressee,
        "via": s.via,
    }


def _speech(o: Json | None) -> Speech | None:
    if o is None:
        return None
    return Speech(
        o["kind"],
        o["cue"],
        tuple(map(_span, o["content"])),
        tuple(map(_party, o["speakers"])),
        o["addressee"],
        o["via"],
    )


# The table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the exported claim. `write` gives its JSON from the claim, `read` the claim's value from that JSON."""

    name: str
    says: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _list_of(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: [write(v) for v in values]


def _tuple_of(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple([read(v) for v in values]) if values else ()  # most are empty


def _plain(name: str, says: str) -> Field:
    return Field(name, says, _same, _same)


def _words(name: str, says: str) -> Field:
    return Field(name, says, list, tuple)


def _many(name: str, says: str, write: Callable[[Any], Any], read: Callable[[Any], Any]) -> Field:
    return Field(name, says, _list_of(write), _tuple_of(read))


def _maybe(read: Callable[..., Any]) -> Callable[[Any], Any]:
    return lambda o: None if o is None else read(**o)


BODY: tuple[Field, ...] = (
    Field("evidence", "the smallest span that holds the act and its parties' words", span_object, _span),
    Field("trigger", "the words that name the act or mark the speech", span_object, _span),
    _many("also", "further spans", span_object, _span),
    _plain("event_type", "PLOVER type; null for a speech that is no act itself"),
    _plain("mode", "PLOVER mode, bare name"),
    _words("contexts", "PLOVER contexts"),
    _many("actor", "who acts or speaks", party_object, _party),
    _many("recipient", "who is acted on", party_object, _party),
    _plain("reciprocal", "both sides do it to each other"),
    Field("when", "first and last day, both inclusive", _when_object, lambda o: When(**o)),
    Field("where", "where it happened", _where_object, _maybe(Where)),
    _many("quantities", "numbers with what they count", _quantity_object, lambda o: Quantity(**o)),
    _words("aux", "historical, future, hypothetical, negation"),
    _many("per", "attribution chain, innermost first, the outlet last", _source_object, lambda o: Source(**o)),
    _plain("within", "id of the speech that tells it"),
    _plain("about", "id of the act that this one is about"),
    Field("speech", "what was said, for a speech", _speech_object, _speech),
    _words("issues", "ids of issues"),
    _plain("score", "PLOVER score"),
    _plain("confidence", "0 to 1"),
    _words("why", "rule or model that fired, with its trigger"),
)

_BODY_NAMES = tuple(f.name for f in BODY)
_ALL_NAMES = frozenset(_BODY_NAMES)
# A ledger's claims are read by the hundred thousand: what stands as it is needs no call.
_READ = tuple((f.name, f.read) for f in BODY if f.read is not _same)

READING: tuple[tuple[str, str], ...] = (
    ("id", "hash of text, trigger, type and party spans"),
    ("document", "the input's id, or the file's name"),
    ("text_id", "SHA-256 of the text"),
    ("run", "id of the extraction"),
    ("source", "path or URL"),
    ("publisher", "as given"),
    ("published", "day, as given"),
    ("copy_of", "the earlier document that says the same, or null: those with null stand each once"),
    ("event", "id of the merged event"),
    ("part_of", "id of the event that this event is a part of, or null"),
)

NAMES: tuple[str, ...] = (*(name for name, _ in READING), *(f.name for f in BODY))


# Claims ----------------------------------------------------------------------------------------------------------


def claim_body(claim: Claim) -> Json:
    """The fields that belong to the claim itself, in the table's order."""
    return {f.name: f.write(getattr(claim, f.name)) for f in BODY}


def body_claim(id_: str, document: str, text_id: str, body: Json) -> Claim:
    """The claim of a stored body; fields that an earlier version did not write keep their defaults."""
    values = body.copy() if body.keys() == _ALL_NAMES else {name: body[name] for name in _BODY_NAMES if name in body}
    for name, read in _READ:
        if name in values:
            values[name] = read(values[name])
    return Claim(id=id_, document=document, text_id=text_id, **values)


def _outlet(publisher: str) -> Source:
    return Source(publisher)


def claim_object(told: ToldClaim) -> Json:
    """The JSON object of the design's "The claim, as exported". `per` ends with the outlet where it is known."""
    claim = told.claim
    return body_object(
        ToldBody(claim.id, claim_body(claim), told.reading, told.run, told.event, told.copy_of, part_of=told.part_of)
    )


def body_object(told: ToldBody) -> Json:
    """As `claim_object`, of a claim as stored. Fields that an earlier version did not store are left out."""
    body, reading = told.body, told.reading
    if reading.publisher:
        outlet = _source_object(_outlet(reading.publisher))
        body = {**body, "per": [*(s for s in body["per"] if s != outlet), outlet]}
    return {
        "id": told.id,
        "document": reading.document,
        "text_id": reading.text_id,
        "run": told.run,
        "source": reading.source,
        "publisher": reading.publisher,
        "published": reading.published,
        "copy_of": told.copy_of,
        "event": told.event,
        "part_of": told.part_of,
        **body,
    }


def told_claim(o: Json) -> ToldClaim:
    """The row that an exported object came from, with as much of its Reading as the object holds."""
    claim = body_claim(o["id"], o["document"], o["text_id"], o)
    if o["publisher"]:
        claim = replace(claim, per=tuple(s for s in claim.per if s != _outlet(o["publisher"])))
    reading = Reading(o["document"], o["text_id"], o["source"], o["publisher"], o["published"])
    return ToldClaim(claim, reading, o["run"], o["event"], o["copy_of"], o.get("part_of"))
