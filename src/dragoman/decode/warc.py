"""Web archives (WARC): the pages among their records, by fastwarc, each checked for its length and digests."""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from typing import Any, BinaryIO, cast

from dragoman.decode import html, plain
from dragoman.decode.document import PASSED, Decoded, Input, package_missing
from dragoman.decode.html import MARKUP
from dragoman.decode.seen import Seen
from dragoman.records.given import Given
from dragoman.records.problem import Problem

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)


def decode(given_to: Input) -> Iterator[Decoded]:
    """A document for each response (of status 200), resource or conversion that holds a page or plain text, read as the caller goes on.

    The day on which a page was fetched is none on which it was published, but no page was published later. Records of other kinds are
    counted. Problems: warc.*, package.missing, file.too_large, those of `html.decode` and `plain.decode`, with the record's address.
    """
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        yield package_missing(given_to.source, "Web archives", "fastwarc")
        return
    records = _Records(given_to)
    try:
        for record in ArchiveIterator(cast(BinaryIO, _Forward(given_to.stream)), parse_http=False):
            yield from records.of(record)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # what fastwarc raises has many names, some beside Exception
        yield Decoded(None, problems=(Problem("warc.broken", given_to.source, values={"reason": str(error)[:200]}),))
        return
    if not records.number:
        yield Decoded(None, problems=(Problem("warc.none", given_to.source),))
    elif records.others:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in records.others.most_common(8))
        values = {"count": records.others.total(), "kinds": kinds}
        yield Decoded(None, problems=(Problem("warc.skipped", given_to.source, values=dict(values)),))


class _Forward:
    """A stream that can only be read on: fastwarc goes back in what has a `seek`, and a stream of an archive only seems to have one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        """As of a file."""
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """As of a file."""
        return self._at


@dataclass(frozen=True)
class _Body:
    """What a record holds. kind: its media type. charset: as its server gave it."""

    kind: str
    body: bytes
    charset: str | None


class _Records:
    """The records of one archive. number: how many there were; others: kinds that hold no page."""

    def __init__(self, given_to: Input) -> None:
        self._given_to = given_to
        self._addresses = Seen()
        self.number = 0
        self.others: Counter[str] = Counter()

    def of(self, record: Any) -> Iterator[Decoded]:
        """The record's document, if it may hold one."""
        self.number += 1
        told = {str(name).lower(): str(value) for name, value in record.headers.items()}
        kind = told.get("warc-type", "unknown").lower()
        if kind not in ("response", "resource", "conversion"):
            if kind not in ("warcinfo", "request", "metadata"):  # what an archive says of itself
                self.others[kind] += 1
            return
        given_to = self._given_to
        address = (told.get("warc-target-uri") or told.get("warc-record-id") or f"{given_to.name}:{self.number}").strip(
            "<> "
        )
        new = self._addresses.add(address)
        part = f"{given_to.part}#{address}" + ("" if new else f"@{self.number}")
        if given_to.place.passed():
            yield PASSED
            return
        source = f"{given_to.source}#{address}"
        block = self._block(record, told, source)
        made = block if isinstance(block, Problem) else self._made(block, told, source)
        if isinstance(made, Problem):
            yield Decoded(None, part, (made,))
        elif made is not None:
            own = Given(url=address if "://" in address else None)
            today = min(filter(None, (given_to.today, told.get("warc-date", "")[:10])), default=None)
            inner = replace(
                given_to, stream=io.BytesIO(made.body), name=address, source=source, given=given_to.given.over(own), part=part,
                today=today,
            )  # fmt: skip
            yield plain.read(inner) if made.kind in _TEXTS else html.page(inner, made.body, made.charset)

    def _block(self, record: Any, told: Mapping[str, str], source: str) -> bytes | Problem:
        """The record's bytes, all there and as they were written."""
        expected = int(record.content_length)
        if expected > MARKUP * self._given_to.limit:
            return self._given_to.too_large(expected, source)
        block = bytes(record.reader.read())
        if len(block) != expected:
            return Problem("warc.cut", source, values={"found": len(block), "expected": expected})
        return block if _holds(told.get("warc-block-digest"), block) else Problem("warc.digest", source)

    def _made(self, block: bytes, told: Mapping[str, str], source: str) -> _Body | Problem | None:
        """What the record holds as its server meant it; null, and counted, where that is neither page nor text."""
        body, headers, media = block, Message(), told.get("content-type", "")
        if media.replace(" ", "").lower().startswith("application/http"):
            head, _, body = block.partition(b"\r\n\r\n")
            status, _, lines = head.partition(b"\r\n")
            headers = message_from_bytes(lines + b"\r\n\r\n")
            media = str(headers.get("Content-Type", ""))
            code = status.split(b" ")[1:2]
            if code != [b"200"]:
                self.others["status " + b"".join(code).decode("ascii", "replace")] += 1
                return None
        kind = (media or told.get("warc-identified-payload-type") or "no type").partition(";")[0].strip().lower()
        if kind not in (*_PAGES, *_TEXTS):
            self.others[kind] += 1
            return None
        if not _holds(told.get("warc-payload-digest"), body):
            return Problem("warc.digest", source)
        most = MARKUP * self._given_to.limit
        try:
            meant = _decoded(
                body, str(headers.get("Transfer-Encoding", "")), str(headers.get("Content-Encoding", "")), most
            )
        except (zlib.error, ValueError) as error:
            return Problem("warc.encoding", source, values={"reason": str(error)[:200]})
        if len(meant) > most:
            return self._given_to.too_large(len(meant), source)
        return _Body(kind, meant, headers.get_content_charset() if media else None)


def _holds(told: str | None, data: bytes) -> bool:
    """Whether a digest (`sha1:` and base 32 or 16) is that of the bytes; one of a kind that is not known is not held against them."""
    name, _, value = (told or "").strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha512") or not value:
        return True
    made = hashlib.new(name, data, usedforsecurity=False).digest()
    return value.rstrip("=").upper() in (base64.b32encode(made).decode().rstrip("="), made.hex().upper())


def _decoded(body: bytes, transfer: str, content: str, most: int) -> bytes:
    """A body without the codings of its transfer and content, up to one byte more than `most`. Raises ValueError, zlib.error."""
    if "chunked" in transfer.lower():
        body = _dechunked(body)
    for coding in reversed([c.strip().lower() for c in content.split(",") if c.strip()]):
        if coding in ("gzip", "x-gzip", "deflate"):
            body = _inflated(body, coding, most)
        elif coding != "identity":
            raise ValueError(f"content coding {coding!r} is not known")
    return body


def _inflated(body: bytes, coding: str, most: int) -> bytes:
    if "gzip" in coding:
        if body[:2] != b"\x1f\x8b":
            return body  # archives that undid the coding often keep the header
        return zlib.decompressobj(31).decompress(body, most + 1)
    try:
        return zlib.decompressobj().decompress(body, most + 1)
    except zlib.error:
        return zlib.decompressobj(-15).decompress(body, most + 1)  # as some servers mean "deflate"


def _dechunked(body: bytes) -> bytes:
    """The chunks of a body joined; a body without them as it is, since archives that joined them often keep the header."""
    found: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end > at else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(body):
            return body if not found else b"".join(found)
        if size == 0:
            return b"".join(found)
        found.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
