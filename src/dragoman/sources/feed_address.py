"""A feed of the web that a person named to be watched: asked again only for what changed since the last time (RFC 9110, conditional requests)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urljoin, urlsplit

from dragoman.records.problem import Problem
from dragoman.sources import wire
from dragoman.sources.address import REDIRECTIONS, SECONDS, AddressError, Exchange, Resolve, is_public, parts_of
from dragoman.sources.wire import Answer, Request, WireError

KINDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class FeedBytes:
    """A feed as it came. name: a file's name for it, told by its address."""

    name: str
    data: bytes


@dataclass
class FeedAddress:
    """An address, and what its server said of the last answer. Where it lies is the person's choice, this computer or an inner network too;
    where it leads on to another server, that one must be public.
    """

    url: str
    resolve: Resolve = wire.resolve
    exchange: Exchange = wire.exchange
    _since: Mapping[str, str] = field(default_factory=dict)

    def ask(self, max_bytes: int, seconds: float = SECONDS) -> FeedBytes | Problem | None:
        """The feed, or null where nothing changed. Problems: url.refused, url.failed."""
        try:
            answer = self._follow(max_bytes, monotonic() + seconds)
        except AddressError as error:
            return error.problem
        if answer.status == 304:
            return None
        if answer.status != 200:
            return AddressError("url.failed", self.url, f"the server answers {answer.status}").problem
        told = {"if-none-match": answer.header("etag"), "if-modified-since": answer.header("last-modified")}
        self._since = {name: value for name, value in told.items() if value}
        split = urlsplit(self.url)
        return FeedBytes(
            f"{split.hostname}{split.path.rstrip('/').replace('/', '_')}".removesuffix(".xml") + ".xml", answer.body
        )

    def _follow(self, max_bytes: int, until: float) -> Answer:
        """Raises AddressError."""
        url = self.url
        for _ in range(REDIRECTIONS + 1):
            answer = self._exchanged(url, max_bytes, until)
            onward = answer.header("location")
            if answer.status not in _MOVED or not onward:
                return answer
            further = urljoin(url, onward)
            if urlsplit(url).scheme == "https" and urlsplit(further).scheme == "http":
                raise AddressError("url.refused", url, "it leads from https to http")
            url = further
        raise AddressError("url.refused", self.url, f"it leads on more than {REDIRECTIONS} times")

    def _exchanged(self, url: str, max_bytes: int, until: float) -> Answer:
        named = urlsplit(url)[:2] == urlsplit(self.url)[:2]
        scheme, host, port, path = parts_of(url, any_port=named)
        try:
            addresses = self.resolve(host, port, max(until - monotonic(), 0.01))
            if not addresses:
                raise AddressError("url.failed", url, "its name has no address")
            if not named and not all(map(is_public, addresses)):
                raise AddressError("url.refused", url, "it leads to a private network, or to this computer")
            told = {"Accept": KINDS, **(self._since if named else {})}
            return self.exchange(Request(scheme, host, port, addresses[0], path, max_bytes, until, headers=told))
        except WireError as error:
            raise AddressError("url.failed", url, str(error)) from error
