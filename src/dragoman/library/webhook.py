"""New claims sent to an address that a person named: a JSON object by POST, signed where there is a secret, tried again later where it fails."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import json
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from dragoman import __version__
from dragoman.records.claim_json import claim_object
from dragoman.records.told import ToldClaim

SECRET = "DRAGOMAN_WEBHOOK_SECRET"
SIGNATURE = "X-Dragoman-Signature"
AT_ONCE, WAITING, SECONDS = 200, 10_000, 20.0  # claims in one message; claims that wait at most; time for one exchange


class WebhookError(ValueError):
    """An address that nothing is sent to; its message says why."""


@dataclass
class Webhook:
    """Raises WebhookError for an address that is not https, unless it is this computer. secret: of the signature, an HMAC with SHA-256 over
    the body in hex digits. What an address holds beside its host is never printed, since it may be a key.
    """

    url: str
    secret: str | None = None
    _waiting: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        split = urlsplit(self.url)
        if split.scheme not in ("http", "https") or not split.hostname:
            raise WebhookError("write the webhook's address with https://")
        if split.scheme == "http" and not _loopback(split.hostname):
            raise WebhookError(f"{split.hostname} would get the claims in the clear; use https")

    @property
    def host(self) -> str:
        """The host that is sent to."""
        return str(urlsplit(self.url).hostname)

    @property
    def waiting(self) -> int:
        """Claims that were not sent yet."""
        return len(self._waiting)

    def send(self, claims: Sequence[ToldClaim]) -> str | None:
        """Sends these and those that wait, in the order in which they came; what went wrong, or null. What is not sent waits for the next call."""
        self._waiting += [claim_object(told) for told in claims]
        del self._waiting[:-WAITING]
        while self._waiting:
            part = self._waiting[:AT_ONCE]
            if (wrong := self._post(part)) is not None:
                return wrong
            del self._waiting[: len(part)]
        return None

    def _post(self, claims: list[dict[str, Any]]) -> str | None:
        body = json.dumps({"program": f"dragoman {__version__}", "claims": claims}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "User-Agent": f"dragoman/{__version__}"}
        if self.secret:
            headers[SIGNATURE] = "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        split = urlsplit(self.url)
        connection = (
            http.client.HTTPSConnection(self.host, split.port, timeout=SECONDS, context=ssl.create_default_context())
            if split.scheme == "https"
            else http.client.HTTPConnection(self.host, split.port, timeout=SECONDS)
        )
        try:
            connection.request("POST", (split.path or "/") + (f"?{split.query}" if split.query else ""), body, headers)
            answer = connection.getresponse()
            answer.read(65_536)
        except (OSError, http.client.HTTPException) as error:
            return f"{self.host} cannot be reached ({type(error).__name__})"
        finally:
            connection.close()
        return None if 200 <= answer.status < 300 else f"{self.host} answers {answer.status}"


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
