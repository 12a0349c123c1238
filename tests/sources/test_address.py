"""Pages by their addresses: what is asked at all, and of whom. Resolver and transport are stand-ins; no packet leaves."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records.problem import Problem
from dragoman.sources.address import AddressError, Fetched, fetch, is_public, parts_of
from dragoman.sources.wire import Answer, Request, WireError

PUBLIC = "93.184.215.14"
PAGE = Answer(200, {"content-type": "text/html; charset=utf-8"}, b"<p>Japan met China.</p>")
NO_ROBOTS = Answer(404, {}, b"")


class Net:
    """A network of pages, by host and path; keeps what was asked."""

    def __init__(self, pages: Mapping[str, Answer], names: Mapping[str, list[str]] | None = None) -> None:
        self.pages, self.names = pages, names or {}
        self.asked: list[Request] = []

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        return self.names.get(host, [PUBLIC])

    def exchange(self, request: Request) -> Answer:
        self.asked.append(request)
        where = f"{request.scheme}://{request.host}{request.path}"
        return self.pages.get(where, NO_ROBOTS)

    def fetch(self, url: str, max_bytes: int = 10_000) -> Fetched | Problem:
        return fetch(url, max_bytes, self.resolve, self.exchange)


def reason(found: Fetched | Problem) -> tuple[str, object]:
    assert isinstance(found, Problem)
    return found.code, found.values["reason"]


def leads_to(url: str, status: int = 302) -> Answer:
    return Answer(status, {"location": url}, b"")


def test_a_page_is_read_at_the_address_that_was_looked_at() -> None:
    net = Net({"https://news.example/a?b=1": PAGE})
    assert net.fetch("https://news.example/a?b=1") == Fetched("https://news.example/a?b=1", PAGE.body, ".html", "utf-8")
    assert [(one.path, one.address, one.host) for one in net.asked] == [
        ("/robots.txt", PUBLIC, "news.example"), ("/a?b=1", PUBLIC, "news.example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/", "javascript:alert(1)", "//news.example/a", "news.example/a",
     "http://user:pw@news.example/", "http://user@news.example/", "http://news.example:22/", "http://news.example:99999/", "http:///a",
     "http://news.example/a b", "http://news.example/\r\nX: y", "http://news.example\\@evil.example/", "http://[::1", "http://a\u2024%00.example/",
     "http://[fe80::1%25eth0]/", "https://" + "a" * 3000, ""],
)  # fmt: skip
def test_odd_addresses_are_refused_before_anybody_is_asked(url: str) -> None:
    net = Net({})
    assert reason(net.fetch(url))[0] == "url.refused"
    assert net.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
     "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::", "no address"],
)  # fmt: skip
def test_what_is_not_public_is_never_asked(address: str) -> None:
    assert not is_public(address)
    for found in ([address], [PUBLIC, address], [address, PUBLIC]):
        net = Net({"http://inside.example/": PAGE}, {"inside.example": found})
        assert reason(net.fetch("http://inside.example/"))[0] == "url.refused"
        assert net.asked == []


@pytest.mark.parametrize("address", ["8.8.8.8", PUBLIC, "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_asked(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_is_public_is_global_by_the_registries(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(str(address)) and isinstance(address, ipaddress.IPv4Address):
        assert address.is_global and not address.is_loopback and not address.is_link_local


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    ["http://inside.example/", "http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "http://news.example:6379/"],
)
def test_redirections_are_looked_at_as_well(status: int, target: str) -> None:
    names = {"inside.example": ["10.0.0.7"], "127.0.0.1": ["127.0.0.1"], "::1": ["::1"]}
    net = Net({"http://news.example/a": leads_to(target, status)}, names)
    assert reason(net.fetch("http://news.example/a"))[0] == "url.refused"
    assert {one.host for one in net.asked} == {"news.example"}


def test_a_name_that_changes_its_mind_reaches_only_what_was_looked_at() -> None:
    net = Net({"http://turns.example/a": PAGE})
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    found = fetch("http://turns.example/a", 1000, lambda *_: next(answers), net.exchange)
    assert not isinstance(found, Problem) and {one.address for one in net.asked} == {PUBLIC}
    # … and is refused once it means another place.
    assert reason(fetch("http://turns.example/a", 1000, lambda *_: next(answers), net.exchange))[0] == "url.refused"


def test_redirections_end_and_do_not_leave_tls() -> None:
    round_ = Net({"http://news.example/a": leads_to("/a")})
    assert "more than" in str(reason(round_.fetch("http://news.example/a"))[1])
    assert len(round_.asked) < 10
    down = Net({"https://news.example/a": leads_to("http://news.example/b"), "http://news.example/b": PAGE})
    assert "https to http" in str(reason(down.fetch("https://news.example/a"))[1])
    up = Net({"http://news.example/a": leads_to("https://news.example/b"), "https://news.example/b": PAGE})
    found = up.fetch("http://news.example/a")
    assert not isinstance(found, Problem) and found.url == "https://news.example/b"


def test_robots_txt_is_heeded_also_where_a_redirection_leads() -> None:
    closed = Answer(200, {}, b"User-agent: *\nDisallow: /private\n")
    net = Net(
        {"http://news.example/robots.txt": closed, "http://news.example/private/a": PAGE, "http://news.example/a": PAGE}
    )
    assert reason(net.fetch("http://news.example/private/a"))[0] == "url.robots"
    assert isinstance(net.fetch("http://news.example/a"), Fetched)
    by_name = Answer(200, {}, b"User-agent: dragoman\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    moved = Net({"http://old.example/a": leads_to("http://news.example/a"), "http://news.example/robots.txt": by_name})
    assert reason(moved.fetch("http://old.example/a"))[0] == "url.robots"
    assert [one.path for one in moved.asked if one.host == "news.example"] == ["/robots.txt"]


@pytest.mark.parametrize("robots", [Answer(503, {}, b""), WireError("no connection")], ids=["503", "broken"])
def test_without_word_from_robots_txt_nothing_is_read(robots: Answer | WireError) -> None:
    def exchange(request: Request) -> Answer:
        assert request.path == "/robots.txt" and request.cut
        if isinstance(robots, WireError):
            raise robots
        return robots

    assert reason(fetch("http://news.example/a", 1000, lambda *_: [PUBLIC], exchange))[0] == "url.robots"


@pytest.mark.parametrize(
    ("answer", "code"),
    [(Answer(200, {"content-type": "image/png"}, b"x"), "url.refused"), (Answer(200, {}, b"x"), "url.refused"),
     (Answer(404, {"content-type": "text/html"}, b"x"), "url.failed"), (Answer(302, {}, b""), "url.failed")],
)  # fmt: skip
def test_what_is_no_text_or_no_page_is_told(answer: Answer, code: str) -> None:
    assert reason(Net({"http://news.example/a": answer}).fetch("http://news.example/a"))[0] == code


def test_names_without_address_and_time_that_is_over_are_told() -> None:
    net = Net({}, {"gone.example": []})
    assert reason(net.fetch("http://gone.example/")) == ("url.failed", "its name has no address")
    late = fetch("http://news.example/", 1000, net.resolve, net.exchange, seconds=0)
    assert reason(late) == ("url.failed", "it took too long") and net.asked == []


def test_names_are_sent_as_servers_know_them() -> None:
    assert parts_of("HTTPS://Bücher.Example/straße?q=日本 ".strip())[:3] == ("https", "xn--bcher-kva.example", 443)
    assert parts_of("http://news.example/straße?q=日本")[3] == "/stra%C3%9Fe?q=%E6%97%A5%E6%9C%AC"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_refused(words: str) -> None:
    try:
        scheme, host, port, path = parts_of(words)
    except AddressError:
        return
    assert (
        scheme in ("http", "https") and host.isascii() and port in (80, 443) and path.startswith("/") and path.isascii()
    )
    assert not any(c.isspace() for c in host + path)
