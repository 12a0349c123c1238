"""An OpenAI-compatible endpoint: one question, one answer. No tools are offered, redirects are not followed, the key is never shown."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from dragoman.find.coders.proposed.request import Request
from dragoman.library.language_model.limits import Spent

# Bytes of an answer; code points of what it says. More is refused while it comes in.
MOST_BYTES, MOST_ANSWER = 8_000_000, 1_000_000
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}
_LONGEST_WAIT = 60.0
HIDDEN = "•••"


class EndpointError(Exception):
    """No answer that can be used; its message says why, without the key."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, and the tokens that it counted."""

    text: str
    tokens_in: int
    tokens_out: int


def checked_address(url: str, has_key: bool) -> str:
    """The address without a trailing slash. Raises ValueError for what is none, holds a password, or would send a key in the clear."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no http or https address; it looks like http://127.0.0.1:11434/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("the address holds more than scheme, host, port and path; a key belongs into the environment")
    if parts.scheme == "http" and has_key and parts.hostname not in _LOOPBACK:
        raise ValueError("http would send the key in the clear; take https, or an endpoint on this computer")
    return url.rstrip("/")


@dataclass
class Endpoint:
    """address: checked. model: its name there. key: or null where none is needed. spent: counts and limits."""

    address: str
    model: str
    key: str | None
    spent: Spent
    _form: int = 0
    _client: Any = field(default=None, repr=False)

    def ask(self, request: Request) -> Reply:
        """The answer, tried again where it failed in passing. Raises EndpointError and LimitReachedError."""
        tries = 0
        while True:
            self.spent.before_asking()
            try:
                return self._once(request)
            except _Passing as error:
                tries += 1
                if tries > self.spent.limits.retries:
                    raise EndpointError(self.hidden(str(error))) from None
                self.spent.sleep(min(_LONGEST_WAIT, error.wait if error.wait is not None else 2.0 ** (tries - 1)))

    def hidden(self, words: str) -> str:
        """Words without the key."""
        return words.replace(self.key, HIDDEN) if self.key else words

    def close(self) -> None:
        """Lets go of connections."""
        if self._client is not None:
            self._client.close()

    def _once(self, request: Request) -> Reply:
        import openai

        try:
            data = self._fetched(request)
        except openai.APIStatusError as error:
            status = error.status_code
            if status in (400, 422) and self._form + 1 < len(_forms(request)):
                self._form += 1  # an endpoint that does not know this way of asking for JSON
                raise _Passing(f"status {status}", 0.0) from None
            if status in _AGAIN:
                raise _Passing(f"status {status}", _wait(error.response.headers.get("retry-after"))) from None
            raise EndpointError(self.hidden(f"status {status}")) from None
        except openai.APIConnectionError as error:
            raise _Passing(
                f"{type(error).__name__}: no connection, or no answer in {self.spent.limits.timeout:g} s"
            ) from None
        except openai.OpenAIError as error:
            raise EndpointError(type(error).__name__) from None
        return self._reply(data, request)

    def _fetched(self, request: Request) -> bytes:
        """The body of the response. Raises openai's errors, and EndpointError where it is too large."""
        import openai

        if self._client is None:
            plain = openai.DefaultHttpxClient(follow_redirects=False, timeout=self.spent.limits.timeout)
            self._client = openai.OpenAI(
                base_url=self.address, api_key=self.key or "none", max_retries=0, timeout=self.spent.limits.timeout, http_client=plain
            )  # fmt: skip
            # Variables of the environment may name those of another account.
            self._client.organization = self._client.project = None
        messages = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
        answers = self._client.chat.completions.with_streaming_response
        ends = time.monotonic() + 2 * self.spent.limits.timeout
        body = bytearray()
        with answers.create(model=self.model, messages=messages, **_forms(request)[self._form]) as response:
            if response.status_code != 200:
                raise EndpointError(f"status {response.status_code}")
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    raise EndpointError(f"the answer is larger than {MOST_BYTES // 1_000_000} MB")
                if time.monotonic() > ends:
                    raise EndpointError("the answer does not come to an end")
        return bytes(body)

    def _reply(self, data: bytes, request: Request) -> Reply:
        """What the first choice says; calls of tools, and whatever else an answer holds, are left alone."""
        try:
            value = json.loads(data)
            text = value["choices"][0]["message"]["content"]
            usage = value.get("usage") or {}
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise _Passing("the response is none of the chat protocol") from None
        if not isinstance(text, str) or len(text) > MOST_ANSWER:
            raise _Passing("the response holds no text of a sound length")
        asked = _count(usage, "prompt_tokens", len(request.system) + len(request.user))
        said = _count(usage, "completion_tokens", len(text))
        self.spent.tokens_in += asked
        self.spent.tokens_out += said
        return Reply(self.hidden(text), asked, said)


class _Passing(Exception):  # noqa: N818 - tried again
    """A failure that may pass. wait: seconds that the endpoint asks for, or null."""

    def __init__(self, says: str, wait: float | None = None) -> None:
        super().__init__(says)
        self.wait = wait


def _forms(request: Request) -> tuple[dict[str, Any], ...]:
    """Ways to ask for JSON, the strictest first; the last one asks for none, and the answer is checked all the same."""
    schema = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": request.schema}}
    return (
        {"response_format": schema, "temperature": 0},
        {"response_format": schema},
        {"response_format": {"type": "json_object"}},
        {},
    )


def _count(usage: Any, name: str, characters: int) -> int:
    """Tokens as told; else one for each four characters."""
    value = usage.get(name) if isinstance(usage, dict) else None
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000_000:
        return value
    return -(-characters // 4)


def _wait(header: str | None) -> float | None:
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return min(_LONGEST_WAIT, seconds) if seconds >= 0 else None
