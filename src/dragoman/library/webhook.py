"""New claims sent to an address that a person named: a JSON object by POST, signed where there is a secret, tried again later where it fails."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman import __version__
from dragoman.records.claim_json import claim_object
from dragoman.records.told import ToldClaim
from dragoman.sources.address import AddressError, is_loopback, parts_of
from dragoman.sources.wire import AGENT

SECRET = "DRAGOMAN_WEBHOOK_SECRET"
SIGNATURE = "X-Dragoman-Signature"
AT_ONCE, WAITING, SECONDS = 200, 10_000, 20.0  # claims in one message; claims that wait at most; time for one exchange


class WebhookError(ValueError):
    """An address that nothing is sent to; its message says why."""


@dataclass
class Webhook:
    """Raises WebhookError for an address that is not https, unless it is this computer. secret: of the signature, an HMAC with SHA-256 over
    the body in hex digits. What an address holds beside its `host` is never printed, since it may be a key.
    """

    url: str
    secret: str | None = None
    _waiting: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        try:
            self._scheme, self.host, self._port, self._path = parts_of(self.url, any_port=True)
        except AddressError as error:
            raise WebhookError(f"{error}; write the webhook's address as in https://desk.example.org/hook") from error
        if self._scheme == "http" and not is_loopback(self.host):
            raise WebhookError(f"{self.host} would get the claims in the clear; use https")

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
        headers = {"Content-Type": "application/json", "User-Agent": AGENT}
        if self.secret:
            headers[SIGNATURE] = "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        connection = (
            http.client.HTTPSConnection(self.host, self._port, timeout=SECONDS, context=ssl.create_default_context())
            if self._scheme == "https"
            else http.client.HTTPConnection(self.host, self._port, timeout=SECONDS)
        )
        try:
            connection.request("POST", self._path, body, headers)
            answer = connection.getresponse()
            answer.read(65_536)
        except (OSError, http.client.HTTPException) as error:
            return f"{self.host} cannot be reached ({type(error).__name__})"
        finally:
            connection.close()
        return None if 200 <= answer.status < 300 else f"{self.host} answers {answer.status}"
