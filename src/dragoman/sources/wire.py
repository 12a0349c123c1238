"""One exchange with a web server at an address that was looked at: TLS checked, no cookies, nothing compressed, cut off at its limits."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field
from time import monotonic

from dragoman import __version__

AGENT = f"dragoman/{__version__}"
_CHUNK = 65_536


class WireError(Exception):
    """An exchange that failed; its message says why, for people."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of whom. address: the IP address that is connected to; host: the name that TLS and the server are told.

    until: when it has to be over, by the monotonic clock. cut: whether what is longer than `max_bytes` is cut off, and not refused.
    headers: what else is told.
    """

    scheme: str
    host: str
    port: int
    address: str
    path: str
    max_bytes: int
    until: float
    cut: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. headers: by names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """A header's value, or nothing."""
        return self.headers.get(name, "")


def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
    """All addresses of a name, in the system's order, asked once. Raises WireError, also where it takes longer than `seconds`."""
    found: Future[list[str]] = Future()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.set_result(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            found.set_exception(WireError(f"its name cannot be found ({getattr(error, 'strerror', None) or error})"))

    threading.Thread(target=ask, daemon=True).start()
    try:
        return found.result(seconds)
    except LateError as error:
        raise WireError("its name was not found in time") from error


def exchange(request: Request) -> Answer:
    """Asks, and reads the answer. Raises WireError."""
    left = request.until - monotonic()
    if left <= 0:
        raise WireError("it took too long")
    try:
        plain = socket.create_connection((request.address, request.port), timeout=left)
    except OSError as error:
        raise WireError(f"no connection ({error.strerror or error})") from error
    # What drips in slowly never meets a socket's own time limit, so that the line is cut when the time is over.
    over = threading.Timer(max(request.until - monotonic(), 0.01), _cut, (plain,))
    over.daemon = True
    over.start()
    try:
        return _spoken(plain, request)
    except ssl.SSLError as error:
        raise WireError(f"its TLS cannot be trusted ({error.reason or error})") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        says = (
            "it took too long" if monotonic() >= request.until else f"the exchange broke off ({type(error).__name__})"
        )
        raise WireError(says) from error
    finally:
        over.cancel()
        plain.close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()


def _spoken(plain: socket.socket, request: Request) -> Answer:
    line: socket.socket = plain
    if request.scheme == "https":
        line = ssl.create_default_context().wrap_socket(plain, server_hostname=request.host)
    connection = http.client.HTTPConnection(request.host, request.port)
    connection.sock = line
    try:
        headers = {
            "User-Agent": AGENT,
            "Accept": "text/html, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **request.headers,
        }
        connection.request("GET", request.path, headers=headers)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        if told.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise WireError("it comes compressed, which was not asked for")
        body = bytearray()
        while chunk := answer.read(min(_CHUNK, request.max_bytes + 1 - len(body))):
            body += chunk
            if len(body) > request.max_bytes:
                if not request.cut:
                    raise WireError(f"it is larger than {request.max_bytes / 1e6:g} MB")
                break
        if monotonic() >= request.until:
            raise WireError("it took too long")
        return Answer(answer.status, told, bytes(body[: request.max_bytes]))
    finally:
        connection.close()
