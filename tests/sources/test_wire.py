"""One exchange with a server of this computer's own address: limits, TLS, what is sent."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dragoman.sources.wire import AGENT, Request, WireError, exchange, resolve

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: a=b\r\n"


class Server:
    """Answers one connection after the other with parts of bytes, waiting before each; keeps what it was sent."""

    def __init__(self, parts: list[bytes], wait: float = 0.0, tls: ssl.SSLContext | None = None) -> None:
        self.parts, self.wait, self.tls = parts, wait, tls
        self.heard: list[bytes] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        try:
            line, _ = self.socket.accept()
            line.settimeout(5)
            if self.tls is not None:
                line = self.tls.wrap_socket(line, server_side=True)
            with line:
                self.heard.append(line.recv(4000))
                for part in self.parts:
                    time.sleep(self.wait)
                    line.sendall(part)
        except OSError:
            pass


@contextmanager
def served(parts: list[bytes], wait: float = 0.0, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(parts, wait, tls)
    server.thread.start()
    try:
        yield server
    finally:
        server.socket.close()
        server.thread.join(5)


def asking(
    server: Server, seconds: float = 5.0, max_bytes: int = 1000, scheme: str = "http", cut: bool = False
) -> Request:
    return Request(
        scheme, "news.example", server.port, "127.0.0.1", "/a?b=1", max_bytes, time.monotonic() + seconds, cut
    )


def test_what_is_sent_tells_nothing_of_who_asks() -> None:
    with served([HEAD + b"Content-Length: 5\r\n\r\nhello"]) as server:
        answer = exchange(asking(server))
    assert (answer.status, answer.header("content-type"), answer.body) == (200, "text/plain", b"hello")
    head = server.heard[0].decode()
    assert head.startswith("GET /a?b=1 HTTP/1.1\r\n") and f"User-Agent: {AGENT}" in head and "identity" in head
    assert "Host: news.example" in head and not any(word in head for word in ("Cookie", "Referer", "Authorization"))


@pytest.mark.parametrize(
    "parts",
    [[HEAD + b"Content-Length: 5000\r\n\r\n", b"x" * 5000], [HEAD + b"\r\n", b"x" * 5000], [HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"FFF\r\n" + b"x" * 4095 + b"\r\n0\r\n\r\n"]],
    ids=["length", "close", "chunked"],
)  # fmt: skip
def test_what_is_too_large_is_not_kept(parts: list[bytes]) -> None:
    with served(parts) as server, pytest.raises(WireError, match="larger than"):
        exchange(asking(server))
    with served(parts) as server:
        assert exchange(asking(server, cut=True)).body == b"x" * 1000


@pytest.mark.parametrize(
    "parts", [[bytes([c]) for c in HEAD * 3], [HEAD + b"Content-Length: 500\r\n\r\n", *[b"x"] * 500], [b""] * 60], ids=["head", "body", "silence"]
)  # fmt: skip
def test_what_drips_in_is_cut_off(parts: list[bytes]) -> None:
    began = time.monotonic()
    with served(parts, wait=0.1) as server:
        with pytest.raises(WireError, match="too long"):
            exchange(asking(server, seconds=0.7))
        assert time.monotonic() - began < 3
        server.socket.close()
        server.parts.clear()


def test_compressed_answers_are_refused() -> None:
    packed = HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"
    with served([packed]) as server, pytest.raises(WireError, match="compressed"):
        exchange(asking(server))


@pytest.mark.parametrize(
    "parts",
    [[b"no http at all\r\n\r\n"], [b""], [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n"]],
    ids=["words", "nothing", "headers"],
)
def test_what_is_no_http_is_told(parts: list[bytes]) -> None:
    with served(parts) as server, pytest.raises(WireError):
        exchange(asking(server))


def test_tls_is_checked(tmp_path: Path) -> None:
    with served([HEAD + b"Content-Length: 5\r\n\r\nhello"]) as server, pytest.raises(WireError):
        exchange(asking(server, scheme="https"))  # a server that speaks none
    openssl = shutil.which("openssl")
    assert openssl, "openssl is needed to make a certificate that nobody signed"
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    call = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=news.example"]  # fmt: skip
    subprocess.run(call, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with served([HEAD + b"\r\nhello"], tls=context) as server, pytest.raises(WireError, match="TLS cannot be trusted"):
        exchange(asking(server, scheme="https"))
    assert server.heard == []


def test_nobody_there_and_names_of_nobody_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(WireError, match="no connection"):
        exchange(Request("http", "x", port, "127.0.0.1", "/", 10, time.monotonic() + 2))
    assert resolve("127.0.0.1", 80, 2.0) == ["127.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1) or [])
    with pytest.raises(WireError, match="not found in time"):
        resolve("slow.example", 80, 0.1)
