"""The JSON API: the ids of the exports, every call described and as described, judgements made by those who may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.web.settings import User
from web_room import client, log_in

ASKED = {
    "/api/events/{id}": {}, "/api/document": {"id": "plain"}, "/api/search": {"q": "Japan"}, "/api/compare": {"left": "plain", "right": "again"},
    "/api/temperature": {"a": "JPN", "b": "CHN"}, "/api/events": {"a": "JPN", "b": "CHN"},
}  # fmt: skip
KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def claim_of(room: TestClient, number: int = 0) -> str:
    event = room.get("/api/events?a=JPN&b=CHN").json()["items"][number]["event"]
    return str(room.get(f"/api/events/{event}").json()["claims"][0]["id"])


def send(room: TestClient, token: str | None = None, **fields: object) -> Any:
    headers = {"x-csrf-token": token if token is not None else room.get("/api/session").json()["token"]}
    return room.post("/api/judgements", json=fields, headers=headers)


def meets(answer: Any, schema: Any) -> None:
    """The answer has just the names of the schema, each with a value of its kind."""
    assert set(answer) == set(schema["properties"]) == set(schema["required"])
    for name, kind in schema["properties"].items():
        kinds = [KINDS[one] for one in kind.get("type", ()) if one != "null"]
        assert not kinds or answer[name] is None or isinstance(answer[name], kinds[0]), name


def test_events_and_claims_have_the_ids_of_exports(room: TestClient) -> None:
    exported = {one["id"]: one for one in map(json.loads, room.get("/export/file?format=jsonl").text.splitlines())}
    page = room.get("/api/events?a=JPN&b=CHN").json()
    assert page["total"] == len(page["items"]) > 0
    event = room.get(f"/api/events/{page['items'][0]['event']}").json()
    for claim in event["claims"]:
        assert exported[claim["id"]]["evidence"] == claim["evidence"] and exported[claim["id"]]["event"] == event["id"]


def test_documents_come_with_text_and_claims(room: TestClient) -> None:
    listed = room.get("/api/documents").json()
    assert "plain" in {one["document"] for one in listed["items"]}
    one = room.get("/api/document?id=plain").json()
    assert [c["evidence"]["text"] for c in one["claims"]] == ["Japan met China", "France met China"]
    assert all(
        one["text"][c["evidence"]["start"] : c["evidence"]["end"]] == c["evidence"]["text"] for c in one["claims"]
    )
    assert one["set_aside"][0]["reason"] == "photo-credit"


def test_every_call_answers_as_it_is_described(room: TestClient) -> None:
    paths = room.get("/api/openapi.json").json()["paths"]
    assert len(paths) >= 12
    for path, calls in paths.items():
        call = calls["get"]
        answer = room.get(path.replace("{id}", claim_of(room)), params=ASKED.get(path, {}))
        assert answer.status_code == 200, (path, answer.text)
        meets(answer.json(), call["responses"]["200"]["content"]["application/json"]["schema"])
        assert {one["name"] for one in call["parameters"]} >= set(ASKED.get(path, {}))
    assert room.get("/api/events/abcdabcd").status_code == 404
    assert room.get("/api/events?least=7").json()["error"].startswith("'7'")
    for odd in (
        "/api/temperature",
        "/api/compare",
        "/api/compare?left=plain&right=plain",
        "/api/positions?issue=nope",
        "/api/judgements?claim=zz",
    ):
        assert room.get(odd).status_code == 400, odd
        assert set(room.get(odd).json()) == {"error"}
    assert room.get("/api/compare?left=plain&right=nowhere").status_code == 404


def test_positions_and_comparisons_have_words_at_places(room: TestClient) -> None:
    text = {one: room.get(f"/api/document?id={one}").json()["text"] for one in ("plain", "again")}
    made = room.get("/api/compare?left=plain&right=again").json()
    points = [point for row in made["rows"] for side in ("left", "right") for point in row[side]]
    assert points and all(text[p["document"]][p["start"] : p["end"]] == p["text"] for p in points)
    assert room.get("/api/positions?a=JPN").json()["notes"]


def test_a_judgement_is_made_read_and_taken_back(room: TestClient, path: Path) -> None:
    claim = claim_of(room)
    described = room.get("/api/openapi.json").json()["paths"]["/api/judgements"]["post"]
    made = send(room, kind="correct", claim=claim, event_type="REJECT", when="2023-03-31", reason="Readout")
    assert made.status_code == 201
    meets(made.json(), described["responses"]["201"]["content"]["application/json"]["schema"])
    assert made.json()["author"] == "tester" and made.json()["value"]["event_type"] == "REJECT"
    assert send(room, kind="undo", judgement=made.json()["id"], reason="It is there").status_code == 201
    listed = room.get(f"/api/judgements?claim={claim}").json()["items"]
    assert [(one["kind"], bool(one["undone_by"]), one["binds_to"]) for one in listed] == [
        ("correct", True, claim), ("undo", False, claim),
    ]  # fmt: skip
    assert room.get("/api/judgements").json()["total"] == 2
    exported = [json.loads(line)["id"] for line in room.get("/judgements.jsonl").text.splitlines()]
    assert exported == [one["id"] for one in listed]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"kind": "bless"}, 400), ({"kind": "reject"}, 400), ({"kind": "confirm", "claim": "ffffffff"}, 400), ({"kind": "confirm", "claim": "../x"}, 400),
     ({"kind": "confirm", "author": "somebody else"}, 400), ({"kind": "confirm", "made": "1999-01-01"}, 400), ({"kind": ["confirm"]}, 400),
     ({"kind": "confirm", "claim": {"$ne": ""}}, 400), ({}, 400)],
)  # fmt: skip
def test_odd_judgements_are_refused(room: TestClient, fields: dict[str, object], status: int) -> None:
    sent = {"claim": claim_of(room), **fields}
    assert send(room, **sent).status_code == status
    assert room.get("/api/judgements").json()["total"] == 0


def test_judging_needs_json_and_the_token_of_the_visit(room: TestClient) -> None:
    claim, token = claim_of(room), room.get("/api/session").json()["token"]
    for wrong in ("", "0" * 64, token[:-1]):
        assert send(room, wrong, kind="confirm", claim=claim).status_code == 403
    plain = {"kind": "confirm", "claim": claim, "token": token}
    assert room.post("/api/judgements", data=plain, headers={"x-csrf-token": token}).status_code == 415
    for body in (b"{", b"[]", b"null", b'{"kind": 1}', b"\xff", b"[" * 100_000):
        answer = room.post(
            "/api/judgements", content=body, headers={"x-csrf-token": token, "content-type": "application/json"}
        )
        assert answer.status_code == 400, body[:20]
    elsewhere = {"x-csrf-token": token, "origin": "https://evil.example"}
    assert room.post("/api/judgements", json={"kind": "confirm", "claim": claim}, headers=elsewhere).status_code == 403
    assert room.get("/api/judgements").json()["total"] == 0


def test_readers_and_rooms_that_are_read_only_do_not_judge(path: Path, users: dict[str, User]) -> None:
    with client(path, read_only=True) as room:
        assert room.get("/api/session").json()["may_judge"] is False
        assert send(room, kind="confirm", claim=claim_of(room)).status_code == 403
    with client(path, users) as room:
        assert room.get("/api/judgements").status_code == 401
        log_in(room, "rin")
        assert room.get("/api/session").json() | {"token": ""} == {
            "user": "rin",
            "role": "reader",
            "may_judge": False,
            "token": "",
        }
        assert send(room, kind="confirm", claim=claim_of(room)).status_code == 403
        assert room.get("/api/judgements").json()["total"] == 0


def test_two_reviewers_agreement_is_told(path: Path, users: dict[str, User]) -> None:
    both = {**users, "mei": User("mei", "reviewer", users["vera"].hashed)}
    with client(path, both) as one, client(path, both) as other:
        assert log_in(one, "vera") == log_in(other, "mei") == 303
        claim = claim_of(one)
        assert send(one, kind="confirm", claim=claim).status_code == 201
        assert send(other, kind="reject", claim=claim, reason="Not so").status_code == 201
        (told,) = other.get("/api/agreement").json()["items"]
        assert (told["both"], told["agreed"], told["differ"]) == (1, 0, [claim])
        assert {told["one"], told["other"]} == {"vera", "mei"}
