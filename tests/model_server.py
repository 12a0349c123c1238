"""A language model's endpoint of our own: speaks the chat protocol on the loopback address and answers what a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass
class Say:
    """One response. text: what the model says. status, headers, body: of another kind of response. more: further fields of the message."""

    text: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    more: Json = field(default_factory=dict)

    def data(self) -> bytes:
        if self.body is not None:
            return self.body
        if self.status != 200:
            return json.dumps({"error": {"message": "no"}}).encode()
        message = {"role": "assistant", "content": self.text, **self.more}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
        return json.dumps(
            {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
        ).encode()


@dataclass
class Served:
    """A running server. asked: bodies of requests; headers: theirs."""

    address: str
    asked: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def users(self) -> list[str]:
        """What was said by the user in each request."""
        return [one["messages"][1]["content"] for one in self.asked]


@contextmanager
def serving(answer: Callable[[Json], Say | str]) -> Iterator[Served]:
    """A server whose answers `answer` gives, of the request's body."""
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            served.asked.append(body)
            served.headers.append({name.lower(): value for name, value in self.headers.items()})
            said = answer(body)
            say = Say(said) if isinstance(said, str) else said
            data = say.data()
            self.send_response(say.status)
            for name, value in {
                "content-type": "application/json",
                "content-length": str(len(data)),
                **say.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def act(evidence: str, trigger: str, event_type: str, actor: list[str], recipient: list[str] = [], **more: Any) -> Json:  # noqa: B006
    """A proposed act. actor, recipient: words, or `words=CODE`."""
    plain: Json = {"kind": "act", "mode": None, "aux": [], "reciprocal": False, "content": []}
    sides = {"actor": [_party(one) for one in actor], "recipient": [_party(one) for one in recipient]}
    return {**plain, "evidence": evidence, "trigger": trigger, "event_type": event_type, **sides, **more}


def speech(evidence: str, cue: str, actor: list[str], content: list[str]) -> Json:
    """A proposed speech."""
    return {**act(evidence, cue, "", actor), "kind": "speech", "event_type": None, "content": content}


def answer_of(*claims: Any) -> str:
    """An answer with claims."""
    return json.dumps({"claims": list(claims)}, ensure_ascii=False)


def _party(words: str) -> Json:
    text, _, code = words.partition("=")
    return {"text": text, "code": code or None}
