"""Judgements by pages: each round trip ends where the commands see it; documents handed in."""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.testclient import TestClient

from dragoman.sources.address import fetch
from dragoman.sources.wire import Answer, Request
from dragoman.web.settings import Fetch, User
from web_room import client, log_in, open_ledger, token_of


def claim_of(room: TestClient, path: str = "/review") -> str:
    found = re.search(r'<article class="claim[^"]*" id="c-([0-9a-f]{20})"', room.get(path).text)
    assert found
    return found[1]


def judge(room: TestClient, **fields: str) -> str:
    """Sends a judgement; where it leads."""
    answer = room.post("/judge", data={"token": token_of(room.get("/review").text), **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_confirming_takes_the_claim_off_the_queue(room: TestClient, path: Path) -> None:
    claim = claim_of(room)
    before = re.search(r"(\d+) claims that nobody", room.get("/review").text)
    back = judge(room, kind="confirm", claim=claim, back="queue")
    assert back.startswith("/review?")
    page = room.get(back).text
    after = re.search(r"(\d+) claims that nobody", page)
    assert before and after and int(after[1]) == int(before[1]) - 1 and "Undo" in page
    with open_ledger(path) as ledger:
        ((one),) = ledger.judge.history()
        assert (one.judgement.kind, one.judgement.author, one.claim) == ("confirm", "tester", claim)


def test_rejecting_needs_a_reason_and_undo_brings_it_back(room: TestClient) -> None:
    claim = claim_of(room)
    token = token_of(room.get("/review").text)
    refused = room.post("/judge", data={"token": token, "kind": "reject", "claim": claim})
    assert refused.status_code == 400 and "needs a reason" in refused.text
    event = judge(room, kind="reject", claim=claim, reason="He is quoted <b>only</b>").split("#")[0]
    page = room.get(event).text
    assert "rejected" in page and "He is quoted &lt;b&gt;only&lt;/b&gt;" in page
    made = json.loads(room.get("/judgements.jsonl").text.splitlines()[0])["id"]
    assert judge(room, kind="undo", judgement=made, reason="It is there", back="history").startswith("/judgements?")
    assert "taken back by tester" in room.get(event).text


def test_correcting_sets_type_parties_and_day(room: TestClient, path: Path) -> None:
    claim = claim_of(room, "/review?since=2023-04-01&until=2023-04-30")
    judge(
        room, kind="correct", claim=claim, event_type="REJECT", recipient="FRA:MIL", when="2023-03-31", reason="Readout"
    )
    with open_ledger(path) as ledger:
        seen = next(told.claim for told in ledger.claims() if told.claim.id == claim)
    assert (seen.event_type, seen.when.first, seen.recipient[0].code, seen.recipient[0].sector, seen.confidence) == (
        "REJECT", "2023-03-31", "FRA", "MIL", 1.0,
    )  # fmt: skip
    token = token_of(room.get("/review").text)
    wrong = room.post(
        "/judge", data={"token": token, "kind": "correct", "claim": claim, "event_type": "DANCE", "reason": "x"}
    )
    assert wrong.status_code == 400 and "no PLOVER type" in wrong.text


def test_linking_and_splitting_change_events(room: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        first, second = ledger.selection().events[:2]
    one, other = first.claims[0], second.claims[0]
    page = room.get(judge(room, kind="link", claim=one, other=other, reason="One meeting").split("#")[0]).text
    assert f'id="c-{one}"' in page and f'id="c-{other}"' in page and "linked by tester" in page
    judge(room, kind="split", claim=other, reason="Another day")
    with open_ledger(path) as ledger:
        assert not any({one, other} <= set(event.claims) for event in ledger.selection().events)


def test_odd_judgements_are_refused(room: TestClient) -> None:
    token, claim = token_of(room.get("/review").text), claim_of(room)
    for fields in ({"kind": "bless", "claim": claim}, {"kind": "confirm", "claim": "../x"}, {"kind": "undo", "judgement": "ffff", "reason": "x"},
                   {"kind": "confirm", "claim": "ffffffff"}, {"kind": "link", "claim": claim, "other": "", "reason": "x"}):  # fmt: skip
        assert room.post("/judge", data={"token": token, **fields}).status_code == 400


def test_two_reviewers_are_told_apart_and_compared(path: Path, users: dict[str, User]) -> None:
    both = {**users, "mei": User("mei", "reviewer", users["vera"].hashed)}
    with client(path, both) as one, client(path, both) as other:
        assert log_in(one, "vera") == log_in(other, "mei") == 303
        claim = claim_of(one)
        assert claim_of(other) == claim
        judge(one, kind="confirm", claim=claim)
        judge(other, kind="reject", claim=claim, reason="Not so")
        page = other.get("/judgements").text
        assert "1 claims judged by both, 0 alike" in page and claim[:8] in page


def test_labelled_data_has_text_and_both_readings(room: TestClient) -> None:
    claim = claim_of(room)
    judge(room, kind="correct", claim=claim, event_type="REJECT", reason="r")
    (one,) = map(json.loads, room.get("/labelled.jsonl").text.splitlines())
    assert (one["verdict"], one["claim"], one["author"]) == ("correct", claim, "tester")
    assert one["coded"]["event_type"] == "CONSULT" and one["judged"]["event_type"] == "REJECT"
    at = one["coded"]["trigger"]
    assert one["text"][at["start"] - one["start"] : at["end"] - one["start"]] == at["text"] == "met"


def test_pasted_and_uploaded_documents_are_read(room: TestClient) -> None:
    token = token_of(room.get("/add").text)
    text = "France met Japan <script>alert(9)</script> in a long and plain English sentence."
    page = room.post("/add", data={"token": token, "text": text, "title": "../../etc/x", "published": "2024-05-05"})
    assert page.status_code == 200 and "1 read with 1 claims" in page.text
    again = room.post("/add", data={"token": token, "text": text, "title": "../../etc/x", "published": "2024-05-05"})
    assert "1 unchanged" in again.text
    file = {"file": ("..\\..\\up.jsonl", b'{"id": "u1", "text": "China met France in Paris on a cold day."}')}
    assert "1 read with 1 claims" in room.post("/add", data={"token": token}, files=file).text
    assert "2024-05-05" in room.get("/sources?q=etc").text and room.get("/document?id=u1").status_code == 200
    odd = {"file": ("x.exe", b"MZ")}
    assert room.post("/add", data={"token": token}, files=odd).status_code == 400
    assert room.post("/add", data={"token": token}).status_code == 400
    assert room.post("/add", data={"token": token, "text": text, "published": "soon"}).status_code == 400


PAGE = Answer(
    200, {"content-type": "text/plain; charset=iso-8859-1"}, "Café talks: Japan met China in Geneva.".encode("latin-1")
)


def by_address(pages: dict[str, Answer], asked: list[str]) -> Fetch:
    """Reads pages by a stand-in for the network; `asked` keeps whom it was asked for."""

    def exchange(request: Request) -> Answer:
        asked.append(request.host + request.path)
        return pages.get(request.host + request.path, Answer(404, {}, b""))

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        return ["10.1.2.3"] if host.endswith("inside.example") else ["93.184.215.14"]

    return lambda url, most: fetch(url, most, resolve, exchange)


def test_a_page_is_added_by_its_address_where_that_is_allowed(path: Path) -> None:
    asked: list[str] = []
    with client(path, fetch=by_address({"news.example/a/b.txt": PAGE}, asked)) as room:
        token = token_of(room.get("/add").text)
        page = room.post(
            "/add", data={"token": token, "address": "https://news.example/a/b.txt", "published": "2024-05-05"}
        )
        assert page.status_code == 200 and "1 read with 1 claims" in page.text
        assert asked == ["news.example/robots.txt", "news.example/a/b.txt"]
        read = room.get("/document?id=news.example_a_b.txt").text
        assert "Café talks" in read and 'href="https://news.example/a/b.txt"' in read
        for wrong, says in (
            ("http://inside.example/", "private network"),
            ("file:///etc/passwd", "only http and https"),
            ("https://news.example/no", "404"),
        ):
            answer = room.post("/add", data={"token": token, "address": wrong})
            assert answer.status_code == 400 and says in answer.text
    assert not any("inside" in one for one in asked)


def test_nothing_is_fetched_where_it_is_not_allowed(room: TestClient, path: Path, users: dict[str, User]) -> None:
    assert 'name="address"' not in room.get("/add").text
    token = token_of(room.get("/add").text)
    assert room.post("/add", data={"token": token, "address": "https://news.example/a"}).status_code == 403
    asked: list[str] = []
    with client(path, users, fetch=by_address({"news.example/a": PAGE}, asked)) as reader:
        log_in(reader, "rin")
        token = token_of(reader.get("/").text)
        assert reader.post("/add", data={"token": token, "address": "https://news.example/a"}).status_code == 403
    assert asked == []
