"""Values that a person gives to a claim's fields, read from a short form or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from dragoman.judge.fields import CORRECTABLE, FieldError, Json, Known, check_fields, ends_of, shown
from dragoman.records.claim import Claim
from dragoman.records.claim_json import claim_body, party_object
from dragoman.records.party import Party

NONE = "none"
_PARTY = re.compile(r"(?P<code>[^:@]*)(?::(?P<sector>[^:@]*))?(?:@(?P<words>.*))?", re.DOTALL)


def correction(claim: Claim, text: str, wanted: Mapping[str, Any], known: Known, ids: frozenset[str]) -> Json:
    """Field → whole value of a correction, with what follows from it: mode and score from the type, speakers from the actor.

    wanted: field → short form ("AGREE", "JPN:GOV", "2023-04-02..2023-04-05", "none"), JSON text, or a JSON value. text: characters
    of the claim's Text. Raises FieldError.
    """
    if not wanted:
        raise FieldError("nothing to correct: name a field and its value, as in event_type=AGREE")
    fields: Json = {}
    for name, value in wanted.items():
        if name not in CORRECTABLE:
            raise FieldError(f"{name!r} is no field that can be corrected; take of {', '.join(CORRECTABLE)}")
        fields[name] = _value(name, value, claim, text, known)
    _follow(fields, claim, known)
    check_fields(fields, text, known, claim)
    missing = [i for i in (fields.get("within"), fields.get("about")) if i and i not in ids]
    if missing:
        raise FieldError(f"{missing[0]!r} is no claim of the same document")
    return fields


# Short forms -----------------------------------------------------------------------------------------------------


def _value(name: str, value: Any, claim: Claim, text: str, known: Known) -> Any:
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except json.JSONDecodeError as error:
            raise FieldError(f"{name}: {value!r} is not JSON: {error}") from error
    if name in ("actor", "recipient"):
        return _parties(name, value, claim, text, known)
    if not isinstance(value, str):
        return value
    short = value.strip()
    if name == "event_type":
        return None if short.lower() == NONE else short.upper()
    if name in ("mode", "within", "about"):
        return None if short.lower() == NONE else short
    if name in ("contexts", "aux", "issues"):
        return [] if short.lower() == NONE else [part.strip() for part in short.split(",") if part.strip()]
    if name == "when":
        return _when(short, claim)
    if name == "where":
        return _where(short, known)
    if name == "reciprocal":
        return _yes_or_no(name, short)
    if name == "score":
        return _number(name, short)
    if short.lower() == NONE and name in ("also", "quantities", "per"):
        return []
    raise FieldError(f"{name}: give its whole value as JSON, in the form of an exported claim; {value!r} is none")


def _yes_or_no(name: str, value: str) -> bool:
    if value.lower() not in ("yes", "no", "true", "false"):
        raise FieldError(f"{name}: {value!r} is neither yes nor no")
    return value.lower() in ("yes", "true")


def _number(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise FieldError(f"{name}: {value!r} is no number") from error


def _when(value: str, claim: Claim) -> Json:
    """Days from a day, month or year, or two of them with `..` between; the words that told the day stay beside it."""
    old = claim.when
    words = {"text": old.text, "start": old.start, "end": old.end, "timex": None}
    if value.lower() in ("unknown", NONE):
        return {"first": None, "last": None, "basis": "unknown", **words}
    first, _, last = value.partition("..")
    begin, end = ends_of(first.strip())[0], ends_of((last or first).strip())[1]
    if end < begin:
        raise FieldError(f"when: {value!r} ends before it begins")
    return {"first": begin, "last": end, "basis": "stated", **words}


def _where(value: str, known: Known) -> Json | None:
    if value.lower() == NONE:
        return None
    place = known.place_of(value)
    if place is None:
        raise FieldError(f"where: {value!r} is no place of the gazetteer; give its whole value as JSON")
    return place


def _parties(name: str, value: Any, claim: Claim, text: str, known: Known) -> list[Json]:
    """Parties from `CODE:SECTOR@words`, several with commas between, or objects with at least a code or name."""
    if isinstance(value, str):
        if value.strip().lower() in (NONE, ""):
            return []
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, list):
        raise FieldError(f"{name}: {shown(value)} is no list of parties")
    old: tuple[Party, ...] = getattr(claim, name)
    return [_party(name, one, n, old, claim, text, known) for n, one in enumerate(value)]


def _party(name: str, one: Any, n: int, old: tuple[Party, ...], claim: Claim, text: str, known: Known) -> Json:
    before = old[n] if n < len(old) else None
    given: Json = dict(one) if isinstance(one, dict) else _short_party(name, str(one), known)
    words = given.pop("words", None) or given.get("text")
    if {"text", "start", "end"} <= given.keys():
        at = {key: given[key] for key in ("start", "end", "text")}
    elif words:
        at = _nearest(name, words, text, claim)
    elif before is not None:
        at = {"start": before.start, "end": before.end, "text": before.text}
    else:
        raise FieldError(f"{name}: {shown(one)} needs its words in the document, as in JPN:GOV@Tokyo")
    code = given.get("code")
    same = next((p for p in old if p.code == code and (p.start, p.end) == (at["start"], at["end"])), None)
    known_as = party_object(same) if same else {"name": known.codes.get(code or "", at["text"])}
    blank = dict.fromkeys(("code", "sector", "org", "name", "office", "wikidata"))
    return {**blank, **known_as, "why": "", **{k: v for k, v in given.items() if k != "text"}, **at}


def _short_party(name: str, value: str, known: Known) -> Json:
    match = _PARTY.fullmatch(value)
    assert match is not None
    try:
        code = known.code_of(match["code"].strip()) if match["code"].strip().upper() not in known.codes else None
    except ValueError as error:
        raise FieldError(f"{name}: {error}") from error
    given: Json = {"code": code or match["code"].strip().upper()}
    if match["sector"] is not None:
        given["sector"] = match["sector"].strip().upper() or None
    if match["words"]:
        given["words"] = match["words"]
    return given


def _nearest(name: str, words: str, text: str, claim: Claim) -> Json:
    """The place of the words that is nearest to the claim's evidence."""
    places = [m.start() for m in re.finditer(re.escape(words), text)]
    if not places:
        raise FieldError(f"{name}: the document has no words {words!r}")
    start = min(places, key=lambda p: (abs(p - claim.evidence.start), p))
    return {"start": start, "end": start + len(words), "text": words}


def _follow(fields: Json, claim: Claim, known: Known) -> None:
    """Adds what follows: a mode that the new type does not have goes, the score is that of type and mode, speakers are actors."""
    body = claim_body(claim)
    if "event_type" in fields or "mode" in fields:
        type_ = fields.get("event_type", body["event_type"])
        if not isinstance(type_, str | None):
            return
        modes = known.plover.types[type_].modes if type_ is not None and type_ in known.plover.types else {}
        if "mode" not in fields and body["mode"] is not None and body["mode"] not in modes:
            fields["mode"] = None
        mode = fields.get("mode", body["mode"])
        if (
            "score" not in fields
            and isinstance(mode, str | None)
            and (type_ is None or (type_ in known.plover.types and (mode is None or mode in modes)))
        ):
            fields["score"] = None if type_ is None else known.plover.score_of(type_, mode)
    if "actor" in fields and claim.speech is not None and claim.event_type is None and "speech" not in fields:
        first = fields["actor"][0] if fields["actor"] else None
        speaker = {"code": first["code"], "name": first["name"]} if first else None
        fields["speech"] = {**body["speech"], "speaker": speaker, "speakers": fields["actor"]}
