"""What hostile input is given to: each reader, days, quotations, addresses, judgements, the store and the web forms.

A target takes any bytes. It raises only where a promise is broken: what a stranger sends ends in documents, answers or problems.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from dragoman.decode import decode
from dragoman.records.given import Given, day_of, moment_of
from dragoman.records.text import text_id
from fuzz import seeds
from unparsed import unparsed

_MAX_MB = 0.2


@dataclass(frozen=True)
class Target:
    """seeds: whole inputs from which others are made. share: of all inputs, in proportion to the others; what is fast gets more."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    share: int


def _letters(data: bytes) -> str:
    return data.decode("utf-8", "replace")


# Readers -------------------------------------------------------------------------------------------------------------


def _reader(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        for one in decode(io.BytesIO(data), name, f"in/{name}", Given(), _MAX_MB, "2024-01-01"):
            assert one.document is not None or one.problems
            assert all(str(problem) for problem in one.problems)
            if one.document is not None:
                text = one.document.text
                assert text.strip() and one.document.reading.text_id == text_id(text)
                assert not any("\ud800" <= c <= "\udfff" for c in text)

    return run


def side_file(data: bytes) -> None:
    """`sources.toml`."""
    from dragoman.sources.side_file import read_side_file

    place = _folder() / "sources.toml"
    place.write_bytes(data)
    found = read_side_file(place.parent)
    assert all(str(problem) for problem in found.problems)


@cache
def _folder() -> Path:
    return Path(mkdtemp(prefix="dragoman-fuzz-"))


# Days, quotations ----------------------------------------------------------------------------------------------------


def days(data: bytes) -> None:
    """Expressions of time and the days that they mean."""
    from dragoman.codebook.times import load_times
    from dragoman.find.times import find_times
    from dragoman.resolve.days import resolve_days, timex_rows

    times, text = load_times(), _letters(data[2:])
    published = date.fromordinal(1 + int.from_bytes(data[:2], "big") * 50).isoformat() if data[:2] > b"\0\1" else None
    parsed = unparsed(text)
    found = find_times(parsed, times)
    assert all(e.text == text[e.start : e.end] for e in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    whens = resolve_days(parsed, found, published, times)
    for when in whens.value:
        assert (when.first is None) == (when.last is None) == (when.basis == "unknown")
        assert when.first is None or when.first <= (when.last or "")
    assert all(start < end and value for start, end, value in timex_rows(found, whens.value))


def quotes(data: bytes) -> None:
    """Quotations and paragraphs."""
    from dragoman.annotate.paragraphs import paragraphs
    from dragoman.find.quotes import quotations

    text = _letters(data)
    ranges = paragraphs(text, ("TOKYO", "BEIJING"))
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ranges))
    found = quotations(unparsed(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))


def given_days(data: bytes) -> None:
    """Publication days and moments as files give them."""
    told = _letters(data)
    day, moment = day_of(told), moment_of(told)
    assert day is None or date.fromisoformat(day).isoformat() == day
    assert moment is None or len(moment) >= 19


# Addresses and what servers answer -----------------------------------------------------------------------------------


def address(data: bytes) -> None:
    """A page asked for by its address; what the server says is hostile too. No packet leaves."""
    from dragoman.records.problem import Problem
    from dragoman.sources.address import fetch
    from dragoman.sources.wire import Answer, Request, WireError

    url, _, rest = data.partition(b"\n")
    robots, _, page = rest.partition(b"\n\n")
    asked: list[Request] = []

    def exchange(request: Request) -> Answer:
        asked.append(request)
        assert request.address == "93.184.215.14" and request.port in (80, 443)
        if len(page) % 7 == 6:
            raise WireError("broken off")
        if request.path == "/robots.txt":
            return Answer(200 + len(robots) % 5 * 50, {}, robots)
        head = {"content-type": page[:40].decode("latin-1"), "location": page[40:120].decode("latin-1")}
        return Answer(200 + len(page) % 3 * 101, head, page)

    found = fetch(_letters(url), 1000, lambda *_: ["93.184.215.14"], exchange, seconds=5.0)
    assert len(asked) < 40 and (not isinstance(found, Problem) or str(found))


# Dictionaries, event data, judgements --------------------------------------------------------------------------------


def dictionaries(data: bytes) -> None:
    """Dictionaries in the form of PETRARCH."""
    from dragoman.codebook.petrarch.actors import read_actors
    from dragoman.codebook.petrarch.agents import read_agents

    lines = _letters(data).splitlines()
    for read in (read_actors, read_agents):
        found = read(lines, "in.txt")
        assert all(str(problem) for problem in found[2])


def event_data(data: bytes) -> None:
    """Event data of others, in each format."""
    from dragoman.codebook.folder import Folder
    from dragoman.export.readers import READERS, DataFileError
    from dragoman.records.problem import Problem

    formats = [name for name in READERS if name != "parquet"]
    kind = formats[data[0] % len(formats)] if data else "csv"
    place, problems = _folder() / "data.txt", list[Problem]()
    place.write_bytes(data[1:])
    try:
        for _ in READERS[kind](place, Folder(), problems):
            pass
    except DataFileError as error:
        problems.append(error.problem)
    assert all(str(problem) for problem in problems)


def packed(data: bytes) -> None:
    """Answers that a ledger keeps: bytes that are none make nothing but a ValueError."""
    from dragoman.records.packed import unpacked

    with contextlib.suppress(ValueError):
        unpacked(data)


# The store -----------------------------------------------------------------------------------------------------------


class _Held:
    """A ledger in memory that is made anew now and then."""

    def __init__(self, every: int) -> None:
        self._every, self._count, self.ledger = every, 0, None

    def get(self) -> tuple[Any, bool]:
        """The ledger, and whether this is its last use."""
        import dragoman
        from stand_in import StandIn

        if self.ledger is None or self._count >= self._every:
            self._count, self.ledger = 0, dragoman.open(":memory:", coding=StandIn())
            self.ledger.read_data("plain.txt", b"Japan met China in Geneva.", Given(published="2023-04-02"))
        self._count += 1
        return self.ledger, self._count == self._every


_HELD, _JUDGED = _Held(40), _Held(2000)


def store(data: bytes) -> None:
    """Documents with hostile metadata in, searches, and every export of what is there."""
    from dragoman.export import FORMATS

    ledger, last = _HELD.get()
    ledger.read_data("in.jsonl", data, Given())
    for hit in (*ledger.search(_letters(data[:60])), *ledger.search(_letters(data[-40:]))):
        assert hit.span.text is not None
    if last:
        assert ledger.check() == []
        for name, format_ in FORMATS.items():
            if format_.lines is not None:
                for line in format_(ledger.handed(name)):
                    line.encode("utf-8")
        ledger.timeline()


def search(data: bytes) -> None:
    """Queries, in whose words nothing is syntax but quotes and stars."""
    ledger, _ = _JUDGED.get()
    for hit in ledger.search(_letters(data)):
        assert hit.span.end >= hit.span.start


def judgements(data: bytes) -> None:
    """Judgements that another reviewer sent."""
    ledger, _ = _JUDGED.get()
    taken = ledger.judge.take(_letters(data).splitlines(), "in.jsonl")
    assert taken.problems == () or all(str(problem) for problem in taken.problems)
    if not taken.problems and taken.new:
        assert all(json.dumps(one) for one in ledger.judge.export())
        assert not [problem for problem in ledger.check() if problem.code != "judgement.unbound"]
        _JUDGED.ledger = None


# The web -------------------------------------------------------------------------------------------------------------


@cache
def _room() -> tuple[Any, str]:
    from web_room import client, make_ledger, token_of

    room = client(make_ledger(_folder())).__enter__()
    return room, token_of(room.get("/add").text)


def web(data: bytes) -> None:
    """Addresses, headers and forms of the reading room: line by line path, query, host or cookie, then the form."""
    from urllib.parse import quote_from_bytes

    from dragoman.web.pages import ROUTES

    room, token = _room()
    first, _, rest = data.partition(b"\n")
    query, _, form = rest.partition(b"\n")
    method, path, _ = ROUTES[first[0] % len(ROUTES)] if first else ROUTES[0]
    path = path.replace("{id}", quote_from_bytes(first[1:30], safe="") or "abcd").replace("{kind}", "x")
    raw = quote_from_bytes(query, safe="&=+%;[]")
    headers = {"x-csrf-token": token, "content-type": "application/x-www-form-urlencoded"}
    if path.startswith("/api/"):
        headers["content-type"] = "application/json"
    if path == "/logout":
        return
    answer = room.request(method, f"{path}?{raw}", headers=headers, content=form if method == "POST" else None)
    assert answer.status_code < 500, (answer.status_code, answer.text[:300])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script>alert" not in answer.text or not answer.headers["content-type"].startswith("text/html")


def guard(data: bytes) -> None:
    """Raw headers: a name, a value, on each line."""
    room, _ = _room()
    pairs = [line.partition(b":")[::2] for line in data.split(b"\n")[:20]]
    headers = [(n.strip().decode("latin-1"), v.strip().decode("latin-1")) for n, v in pairs if n.strip()]
    sendable = [
        (n, v.replace("\r", "").replace("\0", ""))
        for n, v in headers
        if n.replace("-", "").isalnum() and n.isascii() and v.isascii()
    ]
    answer = room.get("/static/style.css", headers=[("host", "127.0.0.1:8017"), *sendable])
    assert answer.status_code < 500


TARGETS: dict[str, Target] = {
    **{
        f"read {name}": Target(_reader(name), lambda name=name: seeds.of_kind(name), share)  # type: ignore[misc]
        for name, share in {
            "a.txt": 40, "a.html": 6, "a.jsonl": 60, "a.csv": 60, "a.tsv": 20, "a.xml": 40, "a.warc": 20, "a.warc.gz": 10,
            "a.parquet": 10, "a.zip": 20, "a.tar": 20, "a.tar.gz": 10, "a.jsonl.bz2": 10, "a": 40,
        }.items()
    },
    "sources.toml": Target(side_file, seeds.side_files, 30),
    "days": Target(days, seeds.times, 160),
    "quotations": Target(quotes, seeds.quotations, 150),
    "publication days": Target(given_days, seeds.given_days, 120),
    "addresses": Target(address, seeds.addresses, 60),
    "dictionaries": Target(dictionaries, seeds.dictionaries, 40),
    "event data": Target(event_data, seeds.event_data, 4),
    "kept answers": Target(packed, seeds.answers, 40),
    "store": Target(store, lambda: seeds.of_kind("a.jsonl"), 4),
    "search": Target(search, seeds.queries, 6),
    "judgements": Target(judgements, seeds.judgements, 10),
    "web": Target(web, seeds.forms, 4),
    "headers": Target(guard, seeds.headers, 6),
}  # fmt: skip
