"""The OpenAPI description of the JSON API: each call with what it takes and the names that its answer has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from dragoman import __version__
from dragoman.web.judging import FIELDS, KINDS

Json = dict[str, Any]
FILTERS = {
    "a": "a country, by ISO3 code or name", "b": "a second country: both take part", "party": "a country that takes part, where no pair is named",
    "issue": "id of an issue", "type": "PLOVER type", "since": "first day, YYYY-MM-DD", "until": "last day, YYYY-MM-DD",
    "speech": "yes: also what was only said", "least": "least confidence, 0 to 1",
}  # fmt: skip
_PAGE = {"page": "from 1; 50 items a page"}
_LISTED = {"total": "integer", "page": "integer", "pages": "integer", "items": "array"}
# What a judgement is sent with.
POSTED = {
    "kind": f"one of {', '.join(KINDS)}", "claim": "id of the claim, or its beginning", "judgement": "for undo: id of the judgement that is taken back",
    "reason": "what it rests on; confirm alone needs none", "other": "for link: id of the other claim or event",
    **{name: f"for correct: {name}, written as `dragoman judge correct` takes it" for name in FIELDS},
}  # fmt: skip


class Call(NamedTuple):
    """says: what it gives. takes: parameters of the query. gives: names of its answer → kinds of their values; null may stand for a value."""

    says: str
    takes: Mapping[str, str]
    gives: Mapping[str, str]


def _only(*names: str) -> dict[str, str]:
    return {name: FILTERS[name] for name in names}


_SOME = _only("a", "b", "party", "issue", "since", "until", "least")
_JUDGEMENT = {
    "id": "string", "kind": "string", "text_id": "string", "start": "integer", "end": "integer", "words": "string", "claim": "string",
    "what": "string", "facet": "string", "value": "any", "author": "string", "reason": "string", "made": "string", "undone_by": "string",
}  # fmt: skip
CALLS: Mapping[str, Call] = {
    "/api/session": Call("who is there, and the token that what is sent has to carry", {},
                         {"user": "string", "role": "string", "may_judge": "boolean", "token": "string"}),
    "/api/events": Call("events, oldest first, as `dragoman timeline` gives them", {**FILTERS, **_PAGE}, _LISTED),
    "/api/events/{id}": Call("an event with its claims as exported, or one claim", {},
                             {"id": "string", "why": "array", "part_of": "string", "parts": "array", "claims": "array", "judgements": "array"}),
    "/api/documents": Call("documents in order of publication", _PAGE, _LISTED),
    "/api/document": Call("a document with its text, the claims on it, and what was set aside", {"id": "its id"},
                          {"document": "string", "text_id": "string", "text": "string", "copy_of": "string", "claims": "array", "set_aside": "array",
                           "source": "string", "title": "string", "publisher": "string", "published": "string", "moment": "string", "byline": "string",
                           "place": "string", "url": "string", "language": "string", "licence": "string"}),
    "/api/search": Call("claims and documents that have words", {"q": 'words; "…" for a phrase, word* for any ending'}, {"items": "array"}),
    "/api/positions": Call("lines taken, as `dragoman positions --format json`", _SOME,
                           {"positions": "array", "formulas": "array", "notes": "array"}),
    "/api/compare": Call("two documents or two sides of a meeting, as `dragoman compare --format json`",
                         {"left": "id of a document", "right": "id of another", **_only("a", "b"), "on": "day of the meeting, YYYY-MM-DD"},
                         {"left": "string", "right": "string", "documents": "object", "rows": "array", "weights": "array", "notes": "array"}),
    "/api/commitments": Call("commitments, as `dragoman commitments --format json`", _SOME,
                             {"as_of": "string", "notes": "array", "commitments": "array"}),
    "/api/temperature": Call("temperature of a pair, as `dragoman temperature --format json`",
                             {**_only("a", "b", "since", "until", "least"), "unit": "week, month, quarter or year"},
                             {"between": "array", "unit": "string", "method": "string", "spread": "number", "drift": "number", "notes": "array",
                              "periods": "array", "turns": "array", "undated": "array", "events": "array"}),
    "/api/judgements": Call("judgements, oldest first, with those that took them back and the claims that they bind to",
                            {"claim": "id of a claim or event, or its beginning", **_PAGE}, _LISTED),
    "/api/agreement": Call("how far each two reviewers agree", {}, {"items": "array"}),
}  # fmt: skip


def description() -> Json:
    """OpenAPI 3.1."""
    paths: Json = {path: {"get": _described(path, call)} for path, call in CALLS.items()}
    paths["/api/judgements"]["post"] = _judging()
    return {"openapi": "3.1.0", "info": {"title": "Dragoman", "version": __version__}, "paths": paths}


def _described(path: str, call: Call) -> Json:
    parameters = [_parameter("id", "path", "an id, or its beginning")] if "{id}" in path else []
    parameters += [_parameter(name, "query", says) for name, says in call.takes.items()]
    answers = {"200": _answer(call.says, call.gives), **_errors(400, 401, 404)}
    return {"summary": call.says, "parameters": parameters, "responses": answers}


def _parameter(name: str, where: str, says: str) -> Json:
    return {"name": name, "in": where, "required": where == "path", "description": says, "schema": {"type": "string"}}


def _answer(says: str, gives: Mapping[str, str]) -> Json:
    properties = {name: {} if kind == "any" else {"type": [kind, "null"]} for name, kind in gives.items()}
    schema = {"type": "object", "properties": properties, "required": sorted(gives)}
    return {"description": says, "content": {"application/json": {"schema": schema}}}


_SAID = {
    400: "asked wrongly",
    401: "log in first",
    403: "no token, or no reviewer",
    404: "not there",
    413: "too large",
    415: "no JSON",
}


def _errors(*codes: int) -> Json:
    return {str(code): _answer(_SAID[code], {"error": "string"}) for code in codes}


def _judging() -> Json:
    properties = {name: {"type": "string", "description": says} for name, says in POSTED.items()}
    properties["kind"] |= {"enum": list(KINDS)}  # type: ignore[dict-item]
    body = {"type": "object", "properties": properties, "required": ["kind"], "additionalProperties": False}
    token = _parameter("x-csrf-token", "header", "the token of /api/session") | {"required": True}
    return {
        "summary": "makes a judgement; for reviewers",
        "parameters": [token],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"201": _answer("the judgement as it stands", _JUDGEMENT), **_errors(400, 401, 403, 413, 415)},
    }
