"""A page of the web, read when a person asks for it: http and https alone, from public addresses alone, within limits, where robots.txt lets us.

What is asked of a name is asked once, every answer must be public, and the connection goes to the address that was looked at, so that a name
cannot mean another address the second time. Each redirection is looked at as the first address was. Nothing is sent that tells who asks.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.records.problem import Problem
from dragoman.sources import wire
from dragoman.sources.wire import AGENT, Answer, Request, WireError

PORTS = {"http": 80, "https": 443}
SECONDS, REDIRECTIONS, ROBOTS_BYTES = 20.0, 5, 500_000
_LONGEST = 2000
_UNFIT = frozenset(map(chr, (*range(33), 127))) | {"\\"}
# IPv6 networks in which an IPv4 address stands: its last 32 bits (RFC 6052).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
# What pages are, by the ending that the decoders know them by.
ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md", "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}  # fmt: skip

Resolve = Callable[[str, int, float], Sequence[str]]  # host, port, seconds → addresses
Exchange = Callable[[Request], Answer]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page. url: where it lay in the end. ending: of its kind, `.html` and the like; encoding: that its server names, or null."""

    url: str
    data: bytes
    ending: str
    encoding: str | None


class AddressError(Exception):
    """A page that is not read. problem: `url.refused`, `url.robots` or `url.failed`, each with its reason."""

    def __init__(self, code: str, url: str, reason: str) -> None:
        super().__init__(reason)
        self.problem = Problem(code, url[:_LONGEST], values={"reason": reason})


def fetch(
    url: str,
    max_bytes: int,
    resolve: Resolve = wire.resolve,
    exchange: Exchange = wire.exchange,
    seconds: float = SECONDS,
) -> Fetched | Problem:
    """The page at `url`, at most `max_bytes` long, within `seconds` in all.

    Problems: url.refused for addresses that are not read, url.robots where robots.txt forbids it, url.failed.
    """
    page = _Page(max_bytes, Asking(monotonic() + seconds, resolve, exchange))
    try:
        return page.fetched(url)
    except AddressError as error:
        return error.problem


@dataclass(frozen=True, slots=True)
class Asking:
    """How servers are asked, until when. until: by the monotonic clock."""

    until: float
    resolve: Resolve
    exchange: Exchange

    def request(
        self, url: str, max_bytes: int, cut: bool = False, headers: Mapping[str, str] = {}, anywhere: bool = False
    ) -> Request:
        """What is asked of whom. anywhere: at any port, in private networks and on this computer too.

        Raises AddressError for an address that is not asked.
        """
        scheme, host, port, path = parts_of(url, any_port=anywhere)
        left = self.until - monotonic()
        if left <= 0:
            raise AddressError("url.failed", url, "it took too long")
        try:
            addresses = self.resolve(host, port, left)
        except WireError as error:
            raise AddressError("url.failed", url, str(error)) from error
        if not addresses:
            raise AddressError("url.failed", url, "its name has no address")
        if not anywhere and not all(map(is_public, addresses)):
            raise AddressError("url.refused", url, "it lies in a private network, or on this computer")
        return Request(scheme, host, port, addresses[0], path, max_bytes, self.until, cut, headers)

    def answer(self, url: str, request: Request) -> Answer:
        """What is answered for `url`. Raises AddressError."""
        try:
            return self.exchange(request)
        except WireError as error:
            raise AddressError("url.failed", url, str(error)) from error


def followed(url: str, ask: Callable[[str], Answer]) -> tuple[str, Answer]:
    """The last address and its answer, after redirections; each address is asked by `ask`. Raises AddressError."""
    first = url
    for _ in range(REDIRECTIONS + 1):
        answer = ask(url)
        onward = answer.header("location")
        if answer.status not in (301, 302, 303, 307, 308) or not onward:
            return url, answer
        further = urljoin(url, onward)
        if urlsplit(url).scheme == "https" and urlsplit(further).scheme == "http":
            raise AddressError("url.refused", url, "it leads from https to http")
        url = further
    raise AddressError("url.refused", first, f"it leads on more than {REDIRECTIONS} times")


@dataclass
class _Page:
    """One page on its way, with the robots.txt of the sites that it leads over."""

    max_bytes: int
    asking: Asking

    def fetched(self, url: str) -> Fetched:
        """Raises AddressError."""
        seen_robots: dict[str, RobotFileParser] = {}

        def allowed(one: str) -> None:
            site = "{0.scheme}://{0.netloc}".format(urlsplit(one))
            if site not in seen_robots:
                seen_robots[site] = self._robots(site)
            if not seen_robots[site].can_fetch(AGENT.split("/")[0], one):
                raise AddressError("url.robots", one, "its robots.txt asks programs not to read it")

        last, answer = self._follow(url, self.max_bytes, allowed)
        if answer.status != 200:
            raise AddressError("url.failed", last, f"the server answers {answer.status}")
        kind, _, rest = answer.header("content-type").partition(";")
        ending = ENDINGS.get(kind.strip().lower())
        if ending is None:
            raise AddressError(
                "url.refused", last, f"it is {kind.strip()[:60] or 'of no kind that is told'}, and no text"
            )
        encoding = next(
            (p.split("=", 1)[1].strip(" \"'") for p in rest.split(";") if p.strip().lower().startswith("charset=")),
            None,
        )
        return Fetched(last, answer.body, ending, encoding)

    def _robots(self, site: str) -> RobotFileParser:
        """What a site's robots.txt allows, by RFC 9309: all where it has none, nothing where it cannot be had."""
        rules = RobotFileParser()
        try:
            _, answer = self._follow(f"{site}/robots.txt", ROBOTS_BYTES, lambda _: None, cut=True)
        except AddressError as error:
            if error.problem.code == "url.refused":
                raise
            raise AddressError(
                "url.robots", site, "its robots.txt cannot be had, so that it may not be read"
            ) from error
        if answer.status >= 500:
            raise AddressError(
                "url.robots", site, f"its robots.txt answers {answer.status}, so that it may not be read"
            )
        lines = answer.body.decode("utf-8", "replace").splitlines() if answer.status == 200 else []
        rules.parse(lines)
        return rules

    def _follow(
        self, url: str, max_bytes: int, allowed: Callable[[str], None], cut: bool = False
    ) -> tuple[str, Answer]:
        """The last address and its answer, after redirections; `allowed` raises for one that may not be asked."""

        def ask(one: str) -> Answer:
            request = self.asking.request(one, max_bytes, cut)
            allowed(one)
            return self.asking.answer(one, request)

        return followed(url, ask)


def parts_of(url: str, any_port: bool = False) -> tuple[str, str, int, str]:
    """Scheme, host, port, and path with query, of an address that may be asked. Raises AddressError."""
    if len(url) > _LONGEST or any(c in _UNFIT for c in url):
        raise AddressError("url.refused", url, "it is no well-formed address")
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as error:
        raise AddressError("url.refused", url, "it is no well-formed address") from error
    scheme = split.scheme.lower()
    if scheme not in PORTS:
        raise AddressError("url.refused", url, "only http and https are read")
    if split.username is not None or split.password is not None:
        raise AddressError("url.refused", url, "it carries a name or password")
    if not any_port and port not in (None, *PORTS.values()):
        raise AddressError("url.refused", url, f"port {port} is not asked; pages lie at 80 and 443")
    try:
        host = (
            (split.hostname or "").encode("idna").decode("ascii")
            if ":" not in (split.hostname or "")
            else str(split.hostname)
        )
    except UnicodeError as error:
        raise AddressError("url.refused", url, "its name is none") from error
    if not host or "%" in host:
        raise AddressError("url.refused", url, "it names no host")
    path = quote(split.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(split.query, safe='/%:@!$&()*+,;=~-._?')}" if split.query else ""
    )
    return scheme, host, port or PORTS[scheme], path


def is_loopback(host: str) -> bool:
    """Whether a host is this computer by its very name or address; nothing is asked of a name server."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, shared, reserved or multicast, nor a way to one."""
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address):
        inner = [one.ipv4_mapped, one.sixtofour, *(one.teredo or ())]
        if one in _TRANSLATED:
            inner.append(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
        if any(v4 is not None and not is_public(str(v4)) for v4 in inner):
            return False
        if one.ipv4_mapped is not None or one in _TRANSLATED:
            return True
        if one.is_site_local:
            return False
    return one.is_global and not one.is_multicast and not one.is_reserved
