"""A feed of the web that a person named to be watched: asked again only for what changed since the last time (RFC 9110, conditional requests)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from dragoman.records.problem import Problem
from dragoman.sources import wire
from dragoman.sources.address import SECONDS, AddressError, Asking, Exchange, Resolve, followed
from dragoman.sources.wire import Answer

KINDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"


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
        """The answer, after redirections. Raises AddressError."""
        asking = Asking(until, self.resolve, self.exchange)

        def ask(url: str) -> Answer:
            named = urlsplit(url)[:2] == urlsplit(self.url)[:2]
            told = {"Accept": KINDS, **(self._since if named else {})}
            return asking.answer(url, asking.request(url, max_bytes, headers=told, anywhere=named))

        return followed(self.url, ask)[1]
