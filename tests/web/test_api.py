"""The JSON API: the ids of the exports, every call described."""

from __future__ import annotations

import json

from starlette.testclient import TestClient


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


def test_every_call_is_described_and_answers(room: TestClient) -> None:
    paths = room.get("/api/openapi.json").json()["paths"]
    for path in paths:
        asked = {"a": "JPN", "b": "CHN", "q": "Japan", "id": "plain"}
        answer = room.get(path.replace("{id}", "abcdabcd"), params=asked)
        assert answer.status_code == (404 if "{id}" in path else 200), path
        assert answer.headers["content-type"] == "application/json"
    assert room.get("/api/events?least=7").json()["error"].startswith("'7'")
    assert room.get("/api/temperature").status_code == 400
