"""Attacks on the reading room: on its pages as a program sends them, and on its server as bytes. All on this computer's own address."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from dragoman.web.pages import ROUTES
from dragoman.web.settings import User
from web.test_pages import strict
from web_room import HOSTILE, PASSWORD, client, log_in, open_ledger, token_of

QUOTES = ["' OR '1'='1", "'; DROP TABLE claims; --", "\" UNION SELECT characters FROM texts --", "1) OR 1=1", "%' ESCAPE '", "\0", "NEAR(a b)", '"', "a* OR b*", "{x}"]  # fmt: skip
GETS = [path.replace("{id}", "abcd").replace("{kind}", "x") for method, path, _ in ROUTES if method == "GET"]


def whole(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
            if name != "answers"
        }


# Words that would be code ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", QUOTES)
def test_words_never_reach_the_database_as_code(room: TestClient, path: Path, words: str) -> None:
    before = whole(path)
    fields = (
        "a",
        "b",
        "party",
        "issue",
        "type",
        "since",
        "until",
        "least",
        "page",
        "q",
        "id",
        "text",
        "done",
        "format",
        "second",
        "speech",
        "unit",
    )
    for address in GETS:
        answer = room.get(address, params=dict.fromkeys(fields, words))
        assert answer.status_code in (200, 400, 404), (address, answer.status_code)
        assert "sqlite" not in answer.text.lower() and "syntax error" not in answer.text.lower()
    token = token_of(room.get("/add").text)
    sent = {
        "token": token,
        "kind": "correct",
        "claim": words,
        "reason": words,
        "event_type": words,
        "actor": words,
        "when": words,
        "back": words,
    }
    assert room.post("/judge", data=sent).status_code in (400, 404)
    assert whole(path) == before


def test_a_search_for_all_is_a_search_for_its_words(room: TestClient) -> None:
    assert "Japan met China" not in re.sub(r"<[^>]+>", "", room.get("/search", params={"q": "zzz' OR '1'='1"}).text)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_come_back_as_words_in_every_field(room: TestClient, words: str) -> None:
    """What a form or address held is shown again, and is text there."""
    for address in GETS:
        answer = room.get(
            address, params=dict.fromkeys(("a", "b", "q", "issue", "since", "id", "next", "type", "done"), words)
        )
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert strict(answer.text).wrong == [], address
    sent = {
        "token": token_of(room.get("/add").text),
        "text": f"Japan met China. {words}",
        **dict.fromkeys(("title", "publisher", "place", "id"), words),
    }
    assert strict(room.post("/add", data=sent).text).wrong == []


# More than was asked for -------------------------------------------------------------------------------------------


def test_fields_that_nobody_offered_change_nothing(path: Path, users: dict[str, User]) -> None:
    """A form cannot say who judges, when, under what id, or that a reader reviews."""
    with client(path, users) as room:
        log_in(room, "vera")
        claim = re.search(r'name="claim" value="([0-9a-f]+)"', room.get("/review").text)
        assert claim
        sent = {"token": token_of(room.get("/review").text), "kind": "confirm", "claim": claim[1], "author": "root", "made": "1999-01-01", "id": "f" * 16,
                "role": "reviewer", "user": "rin", "score": "10", "confidence": "0", "text_id": "0", "run": "none", "value": "{}"}  # fmt: skip
        assert room.post("/judge", data=sent).status_code == 303
    with open_ledger(path) as ledger:
        (made,) = ledger.judge.export()
        assert made["author"] == "vera" and not made["made"].startswith("1999") and made["id"] != "f" * 16
    with client(path, users) as room:
        token = token_of(room.get("/login").text)
        room.post("/login", data={"name": "rin", "password": PASSWORD, "role": "reviewer", "token": token})
        assert (
            room.post(
                "/judge", data={"token": token_of(room.get("/").text), "role": "reviewer", "kind": "confirm"}
            ).status_code
            == 403
        )


def test_a_program_cannot_send_other_than_words(room: TestClient) -> None:
    token = token_of(room.get("/add").text)
    headers = {"x-csrf-token": token, "content-type": "application/json"}
    posts = [route for method, route, _ in ROUTES if method == "POST" and route.startswith("/api/")]
    for body in (
        '{"kind": {"$ne": 1}}',
        '{"kind": ["confirm"]}',
        "[" * 100_000,
        "null",
        '{"kind": 1e999}',
        '{"claim": "a", "claim": "b"}',
        "\xff",
    ):
        for route in posts:
            assert room.post(route, content=body.encode("latin-1"), headers=headers).status_code in (400, 404)


def test_a_session_that_was_planted_is_worth_nothing(path: Path, users: dict[str, User]) -> None:
    planted = "A" * 43
    with client(path, users) as room:
        room.cookies.set("dragoman_8017", planted, domain="127.0.0.1")
        log_in(room, "vera")
        assert room.cookies["dragoman_8017"] != planted
        with client(path, users) as thief:
            thief.cookies.set("dragoman_8017", planted, domain="127.0.0.1")
            assert thief.get("/timeline").status_code == 303


def test_guessing_is_slowed_by_name_and_by_address(
    path: Path, users: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.sessions.FIRST_WAIT", 600.0)
    with client(path, users) as room:
        tried = [log_in(room, f"name{n}", "guess one two") for n in range(7)]
    assert tried[-1] == 429 and tried.count(401) <= 6


# The server as bytes -----------------------------------------------------------------------------------------------


def said(address: str, data: bytes) -> bytes:
    """All that the server answers to bytes on one connection until it is silent or closes."""
    split = urlsplit(address)
    heard = bytearray()
    place = (split.hostname or "", split.port or 0)
    with socket.create_connection(place, timeout=30) as line, suppress(TimeoutError, ConnectionError):
        line.sendall(data)
        while piece := line.recv(65_536):
            heard += piece
            line.settimeout(1.5)
    return bytes(heard)


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 5\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: chunked\r\nContent-Length: 5", b"Content-Length: 5\r\nContent-Length: 60",
     b"Transfer-Encoding: xchunked", b"Transfer-Encoding : chunked", b"Transfer-Encoding: chunked, identity", b"Content-Length: +5", b"Content-Length: 0x5",
     b"Content-Length: 5 5", b"X: y\r\n Content-Length: 60", b"Content-Length: -1", b"Transfer-Encoding:\x0bchunked"],
)  # fmt: skip
def test_no_request_hides_in_another(address: str, head: bytes) -> None:
    """Where two readings of a message's length are possible, a second request must not come out of its body."""
    host = urlsplit(address).netloc.encode()
    hidden = b"GET /static/icon.svg HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    body = b"0\r\n\r\n" + hidden
    heard = said(address, b"POST /add HTTP/1.1\r\nHost: " + host + b"\r\n" + head + b"\r\n\r\n" + body)
    assert b"image/svg+xml" not in heard or (heard.count(b"HTTP/1.1 ") == 2 and heard.startswith(b"HTTP/1.1 4")), heard[
        :300
    ]
    statuses = re.findall(rb"HTTP/1.1 (\d+)", heard)
    assert statuses and statuses[0][:1] == b"4", heard[:300]


@pytest.mark.parametrize(
    "request_", [b"GET / HTTP/1.1\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                 b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
                 b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20_000 + b"\r\n", b"CONNECT evil.example:80 HTTP/1.1\r\nHost: x\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ids=["no-host", "absolute", "two-hosts", "version", "tls", "long-line", "many-headers", "connect", "http2"],
)  # fmt: skip
def test_odd_requests_get_no_page(address: str, request_: bytes) -> None:
    heard = said(address, request_)
    assert not heard or re.match(rb"HTTP/1.1 (4|5)\d\d", heard), heard[:200]
    assert b"Traceback" not in heard
    host = urlsplit(address).netloc.encode()
    assert said(
        address, b"GET /static/icon.svg HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    ).startswith(b"HTTP/1.1 200")


def test_slow_requests_keep_nobody_else_waiting(address: str) -> None:
    """A hundred connections that send a byte now and then; another browser is answered at once meanwhile."""
    split, stop = urlsplit(address), threading.Event()
    lines = [socket.create_connection((split.hostname or "", split.port or 0), timeout=5) for _ in range(100)]
    try:
        for n, line in enumerate(lines):
            head = (
                b"GET / HTTP/1.1\r\nHost: x\r\n"
                if n % 2
                else b"POST /add HTTP/1.1\r\nHost: " + split.netloc.encode() + b"\r\nContent-Length: 1000\r\n\r\na"
            )
            line.sendall(head)

        def drip() -> None:
            for _ in range(300):
                for line in lines:
                    with suppress(OSError):
                        line.send(b"a")
                if stop.wait(0.1):
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        for _ in range(5):
            heard = said(
                address,
                b"GET /static/icon.svg HTTP/1.1\r\nHost: " + split.netloc.encode() + b"\r\nConnection: close\r\n\r\n",
            )
            assert heard.startswith(b"HTTP/1.1 200")
        stop.set()
        thread.join(5)
    finally:
        for line in lines:
            line.close()


def test_what_drips_into_a_form_is_cut_off(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.guard.BODY_SECONDS", 0.5)
    split = urlsplit(address)
    with socket.create_connection((split.hostname or "", split.port or 0), timeout=10) as line:
        line.sendall(
            b"POST /add HTTP/1.1\r\nHost: "
            + split.netloc.encode()
            + b"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ntext=a"
        )
        heard = line.recv(4000)
    assert re.match(rb"HTTP/1.1 4\d\d", heard), heard[:100]


def test_headers_bind_the_browser_also_where_the_page_is_refused(room: TestClient) -> None:
    for address, headers in (
        ("/", {"host": "evil.example"}),
        ("/nowhere", {}),
        ("/static/../x", {}),
        ("/api/claims", {}),
        ("/export/file?format=csv", {}),
    ):
        found = room.get(address, headers=headers).headers
        assert found["content-security-policy"].startswith("default-src 'none'") and found["x-frame-options"] == "DENY"
        assert found["referrer-policy"] == "same-origin" and found["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in found and "access-control-allow-origin" not in found
    assert json.dumps(dict(found))
