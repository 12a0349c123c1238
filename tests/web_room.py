"""A reading room over a small ledger with hostile documents, for tests of the pages."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from starlette.testclient import TestClient

import dragoman
from dragoman.library import Ledger
from dragoman.web.app import build
from dragoman.web.settings import Settings, User, hosts_of
from stand_in import StandIn

HOSTILE = [
    "<script>alert('x1')</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg/onload=alert(3)>',
    "'-alert(4)-'",
    "</mark></p><iframe src=//evil.example></iframe>",
    "{{ 7 * 7 }}{% raw %}",
    '<a href="javascript:alert(5)">x</a>',
    "<style>*{display:none}</style>",
    "&lt;b&gt; &#x3c;script&#x3e;",
    "\u202eesrever\u202c \u2066isolated",
    "<!--",
    "]]><![CDATA[",
]
DOCUMENTS = [
    {"id": "plain", "text": "Japan met China in Geneva.\nFrance met China on Friday.\nPhoto: AP", "title": "Talks in Geneva", "published": "2023-04-02", "publisher": "AP"},
    {"id": "again", "text": "Officials said that Japan met China and France met Japan too.", "published": "2023-04-03", "publisher": "Kyodo", "url": "https://news.example/again"},
    *(
        {
            "id": f"bad-{n} {words}",
            "title": f"Title {words}",
            "text": f"Before {words} came.\nJapan met China {words} and China met France {words}.",
            "published": "2024-01-0" + str(n % 9 + 1),
            "publisher": f"Paper {words}",
            "place": words,
            "byline": words,
            "url": "javascript:alert(6)" if n % 2 else "https://evil.example/\"onmouseover=alert(7)",
        }
        for n, words in enumerate(HOSTILE)
    ),
    {"id": "cjk", "text": "日本と中国は会談した。Japan met China.\nاجتمع الوزيران. China met Japan.", "title": "日中会談", "language": "en", "published": "2024-02-01"},
]  # fmt: skip
PASSWORD = "correct horse battery"
PORT = 8017
BASE = f"http://127.0.0.1:{PORT}"


def make_ledger(folder: Path) -> Path:
    """A ledger of `DOCUMENTS`, read by the stand-in coder."""
    source, path = folder / "documents.jsonl", folder / "room.ledger"
    source.write_text("\n".join(json.dumps(one) for one in DOCUMENTS), encoding="utf-8")
    with open_ledger(path) as ledger:
        report = ledger.read(source)
    assert report.documents == len(DOCUMENTS), report.problems
    return path


def open_ledger(path: Path) -> Ledger:
    return dragoman.open(path, coding=StandIn())


def settings_of(path: Path, users: dict[str, User] | None = None, **more: object) -> Settings:
    return Settings(str(path), hosts_of([], PORT), users or {}, author="tester", port=PORT, **more)  # type: ignore[arg-type]


def client(path: Path, users: dict[str, User] | None = None, **more: object) -> TestClient:
    """A browser without scripts that stands on this computer; one that begins to serve, so use it in `with`."""
    app = build(settings_of(path, users, **more), lambda: open_ledger(path))
    return TestClient(app, base_url=BASE, raise_server_exceptions=True, follow_redirects=False)


def token_of(page: str) -> str:
    """The token in the first form of a page that has one."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert found, "the page has no form with a token"
    return found[1]


def links_of(page: str) -> list[str]:
    """Addresses that a page leads to, on this server."""
    found = (html.unescape(one) for one in re.findall(r'(?:href|action)="([^"]*)"', page))
    return [one for one in dict.fromkeys(found) if one.startswith("/")]


def log_in(room: TestClient, name: str, password: str = PASSWORD) -> int:
    token = token_of(room.get("/login").text)
    return room.post("/login", data={"name": name, "password": password, "token": token}).status_code
