"""`dragoman watch`: folders and feeds on this computer, and what is told of them, over a stand-in for coding."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import dragoman
from calling import Run
from dragoman.export.choice import Choice
from dragoman.library.rounds import Rounds
from dragoman.library.webhook import Webhook, WebhookError
from dragoman.records.problem import Problem
from dragoman.sources.changes import RESTING, Changes
from dragoman.sources.feed_address import FeedAddress, FeedBytes
from dragoman.sources.wire import Answer, Request
from stand_in import StandIn

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>"""
ITEM = "<item><guid>{id}</guid><title>{title}</title><pubDate>Sun, 02 Apr 2023 10:00:00 GMT</pubDate><description>{text}</description></item>"


class Server:
    """What a server on this computer answers, and what it was asked: (method, path, headers, body)."""

    def __init__(self) -> None:
        self.feed, self.etag, self.status = FEED.format(items=""), '"1"', 200
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.address = ""


@contextmanager
def serving() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def _note(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))

        def do_GET(self) -> None:
            self._note()
            if self.headers.get("If-None-Match") == told.etag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(told.status)
            self.send_header("ETag", told.etag)
            self.end_headers()
            self.wfile.write(told.feed.encode())

        def do_POST(self) -> None:
            self._note()
            self.send_response(told.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as told:
        yield told


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    monkeypatch.setenv("DRAGOMAN_CONFIG", "")
    return called


def put(path: Path, text: str) -> None:
    """A file that has lain still long enough."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    then = time.time() - 10 * RESTING
    os.utime(path, (then, then))


def test_new_files_are_told_once(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", "Japan met China on Sunday.")
    args = ("watch", "in", "--ledger", "l.ledger", "--once", "--published", "2023-04-02", "--publisher", "AP")
    first = run(*args)
    assert first.code == 0
    head, claim, words = first.out.splitlines()
    assert head == "1 new document: 1 new claim."
    assert claim.startswith("2023-04-02 CONSULT JPN:GOV ↔ CHN:GOV ")
    assert words == "    “Japan met China”, AP"
    assert run(*args).out == ""
    put(tmp_path / "in" / "b.txt", "China met France.")
    assert "CHN:GOV ↔ FRA:GOV" in run(*args).out


def test_the_feed_of_new_claims_grows_at_its_head(run: Run, tmp_path: Path) -> None:
    args = ("watch", "in", "--ledger", "l.ledger", "--once", "--published", "2023-04-02", "--atom", "new.atom")
    put(tmp_path / "in" / "a.txt", "Japan met China on Sunday.")
    assert run(*args).code == 0
    put(tmp_path / "in" / "b.txt", "China met France & <Japan>.\x0b")
    assert run(*args).code == 0
    root = ET.fromstring((tmp_path / "new.atom").read_text())
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert titles == ["2023-04-02 CONSULT CHN:GOV ↔ FRA:GOV", "2023-04-02 CONSULT JPN:GOV ↔ CHN:GOV"]
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 2 and all(id_ and id_.startswith("urn:uuid:") for id_ in ids)


def test_a_file_that_is_no_feed_is_left_alone(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", "Japan met China.")
    (tmp_path / "notes.txt").write_text("mine")
    done = run("watch", "in", "--ledger", "l.ledger", "--once", "--atom", "notes.txt")
    assert done.code == 2 and "name another file" in " ".join(done.err.split())
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_only_what_is_chosen_is_told(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", "Japan met China. China met France.")
    done = run("watch", "in", "--ledger", "l.ledger", "--once", "--between", "China", "FRA", "--format", "jsonl")
    assert [json.loads(line)["evidence"]["text"] for line in done.out.splitlines()] == ["China met France"]
    assert run("watch", "in", "--ledger", "l.ledger", "--once", "--issue", "nothing").code == 2


def test_a_feed_is_read_and_asked_again_only_for_changes(server: Server, tmp_path: Path) -> None:
    server.feed = FEED.format(items=ITEM.format(id="1", title="Talks", text="Japan met China."))
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        rounds = Rounds(ledger, [f"{server.address}/news.rss"], Choice())
        first = rounds.take()
        assert [(t.reading.document, t.reading.publisher, t.reading.published) for t in first.claims] == [
            ("1", "Wire", "2023-04-02")
        ]
        assert rounds.take().documents == 0
        assert server.asked[1][2]["if-none-match"] == '"1"'
        items = [
            ITEM.format(id="1", title="Talks", text="Japan met China."),
            ITEM.format(id="2", title="More", text="China met France."),
        ]
        server.feed, server.etag = FEED.format(items="".join(items)), '"2"'
        assert [t.claim.evidence.text for t in rounds.take().claims] == ["China met France"]


def test_a_report_that_says_the_same_again_is_counted_not_told(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", "Japan met China on Sunday.")
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        rounds = Rounds(ledger, [str(tmp_path / "in")], Choice())
        assert len(rounds.take().claims) == 1
        put(tmp_path / "in" / "b.txt", "Japan met China on Sunday.")
        again = rounds.take()
        assert (again.documents, again.claims, again.repeated) == (1, (), 1)


def test_problems_that_stay_are_told_once(server: Server, tmp_path: Path) -> None:
    server.status = 500
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        rounds = Rounds(ledger, [f"{server.address}/news.rss", str(tmp_path / "none")], Choice())
        assert sorted(problem.code for problem in rounds.take().problems) == ["file.missing", "url.failed"]
        assert rounds.take().problems == ()


def test_a_file_that_is_being_written_waits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Japan met")
    now = (tmp_path / "a.txt").stat().st_mtime
    changes = Changes((str(tmp_path),), (".txt",), lambda: now + 0.2)
    assert changes.look() == ([], [])
    changes.now = lambda: now + 1.2
    assert changes.look() == ([str(tmp_path / "a.txt")], [])
    assert changes.look() == ([], [])


def test_a_feed_that_leads_to_an_inner_network_is_not_followed() -> None:
    def exchange(request: Request) -> Answer:
        return Answer(302, {"location": "http://10.0.0.1/secret"}, b"")

    feed = FeedAddress(
        "http://feeds.example.org/a.rss",
        lambda host, *_: ["10.0.0.1" if host[0].isdigit() else "93.184.216.34"],
        exchange,
    )
    found = feed.ask(1000)
    assert isinstance(found, Problem) and found.code == "url.refused" and "private network" in str(found)


def test_a_feed_that_leads_on_and_on_is_refused_by_the_address_that_was_named() -> None:
    def exchange(request: Request) -> Answer:
        return Answer(302, {"location": f"{request.path}/on"}, b"")

    found = FeedAddress("http://a.example.org/a.rss", lambda *_: ["93.184.216.34"], exchange).ask(1000)
    assert isinstance(found, Problem) and found.code == "url.refused" and "more than 5 times" in str(found)
    assert found.source == "http://a.example.org/a.rss"


def test_a_feed_that_moved_is_followed_and_named_by_its_address() -> None:
    asked: list[str] = []

    def exchange(request: Request) -> Answer:
        asked.append(request.host)
        return (
            Answer(301, {"location": "https://b.example.org/x"}, b"") if len(asked) == 1 else Answer(200, {}, b"<rss/>")
        )

    feed = FeedAddress("http://a.example.org/news/world.rss", lambda *_: ["93.184.216.34"], exchange)
    assert feed.ask(1000) == FeedBytes("a.example.org_news_world.rss.xml", b"<rss/>")
    assert asked == ["a.example.org", "b.example.org"]


def test_a_webhook_gets_the_claims_signed(
    run: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_WEBHOOK_SECRET", "key")
    put(tmp_path / "in" / "a.txt", "Japan met China.")
    named = ("--published", "2023-04-02", "--webhook", f"{server.address}/hook?token=t")
    assert run("watch", "in", "--ledger", "l.ledger", "--once", *named).code == 0
    ((method, path, headers, body),) = server.asked
    assert (method, path, headers["content-type"]) == ("POST", "/hook?token=t", "application/json")
    assert [claim["evidence"]["text"] for claim in json.loads(body)["claims"]] == ["Japan met China"]
    assert headers["x-dragoman-signature"] == "sha256=" + hmac.new(b"key", body, hashlib.sha256).hexdigest()


def test_what_a_webhook_did_not_take_waits_and_its_address_is_not_printed(
    run: Run, server: Server, tmp_path: Path
) -> None:
    server.status = 503
    put(tmp_path / "in" / "a.txt", "Japan met China.")
    done = run("watch", "in", "--ledger", "l.ledger", "--once", "--webhook", f"{server.address}/hook?token=secret")
    assert done.code == 1 and "127.0.0.1 answers 503; 1 claims wait" in done.err and "secret" not in done.err
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        hook = Webhook(f"{server.address}/hook")
        assert hook.send(list(ledger.claims())) == "127.0.0.1 answers 503" and hook.waiting == 1
        server.status = 200
        assert hook.send([]) is None and hook.waiting == 0


def test_a_webhook_with_a_name_or_password_is_refused_without_printing_it() -> None:
    with pytest.raises(WebhookError, match="carries a name or password") as refused:
        Webhook("https://ann:secret@desk.example.org/hook")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://desk.example.org/hook", "ftp://desk.example.org", "hook"])
def test_nothing_is_sent_in_the_clear(url: str) -> None:
    with pytest.raises(WebhookError):
        Webhook(url)


def test_wrong_use(run: Run) -> None:
    assert "cannot be watched" in run("watch", "-", "--ledger", "l.ledger").err
    assert "60 seconds" in run("watch", "https://example.org/a.rss", "--ledger", "l.ledger", "--every", "5").err
    assert "60 seconds" in run("watch", "http://localhost.example.org/a", "--ledger", "l.ledger", "--every", "5").err
    assert run("watch", "in", "--ledger", "l.ledger", "--webhook", "http://desk.example.org/").code == 2
