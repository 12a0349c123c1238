from __future__ import annotations

import base64
import gzip
import hashlib

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from decode.archives import record
from decode.pages import PAGE
from decode.reading import ENGLISH, codes, names, read, texts
from dragoman.records.given import Given


def page(n: int) -> bytes:
    return PAGE.replace("Ministers agree", f"Ministers agree {n}").encode()


URLS = [f"https://m.example/{n}" for n in range(3)]
RECORDS = [record(url, page(n)) for n, url in enumerate(URLS)]
INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def test_pages_of_an_archive_with_their_addresses() -> None:
    found = read(INFO + b"".join(RECORDS), "c.warc", Given())
    assert names(found) == URLS and codes(found) == []
    assert [text.splitlines()[0] for text in texts(found)] == [f"Ministers agree {n}" for n in range(3)]
    first = found[0].document
    assert first is not None and (first.reading.url, first.reading.published) == (URLS[0], "2023-04-02")
    assert [one.part for one in found] == [f"#{url}" for url in URLS]


def test_packed_record_by_record() -> None:
    assert names(read(b"".join(map(gzip.compress, RECORDS)), "c.warc.gz")) == URLS


@pytest.mark.parametrize("left", [1, 9, 60, 200])
def test_a_cut_gzip_is_told_and_its_last_record_left_out(left: int) -> None:
    packed = b"".join(map(gzip.compress, RECORDS))
    found = read(packed[:-left], "c.warc.gz", Given())
    assert names(found)[:2] == URLS[:2] and "archive.cut" in codes(found)
    assert all(one.document is None or one.document.text.endswith("later this year.") for one in found)


def test_a_cut_record_is_told() -> None:
    found = read(b"".join(RECORDS)[:-300], "c.warc")
    assert (names(found), codes(found)) == (URLS[:2], ["warc.cut"])


def test_a_record_whose_bytes_were_changed_is_told() -> None:
    changed = RECORDS[1].replace(b"Beijing", b"Nanjing")
    found = read(RECORDS[0] + changed + RECORDS[2], "c.warc")
    assert (names(found), codes(found)) == ([URLS[0], URLS[2]], ["warc.digest"])
    assert str(found[1].problems[0]).startswith(
        f"in/c.warc#{URLS[1]} warc.digest: is a record whose digest does not hold"
    )


def test_bodies_in_chunks_and_packed_by_the_server() -> None:
    packed = gzip.compress(page(7))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    more = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    digest = base64.b32encode(hashlib.sha1(chunks).digest()).decode()
    found = read(record(URLS[0], chunks, more=more, digest=digest), "c.warc")
    assert (len(texts(found)), codes(found)) == (1, [])
    # archives that undid the codings often keep the headers
    assert len(texts(read(record(URLS[0], page(7), more=more), "c.warc"))) == 1


def test_a_body_that_unpacks_beyond_measure() -> None:
    more = "Content-Encoding: gzip\r\n"
    found = read(record(URLS[0], gzip.compress(b"a" * 50_000_000), more=more), "c.warc", max_mb=1)
    assert codes(found) == ["file.too_large"]


def test_other_records_are_counted() -> None:
    others = record(URLS[0], b"x", "image/png") + record(URLS[1], b"gone", status="404 Not Found")
    text = record(URLS[2], ENGLISH.encode(), "text/plain")
    found = read(others + text, "c.warc")
    assert texts(found) == [ENGLISH] and codes(found) == ["warc.skipped"]
    assert "image/png (1), status 404 (1)" in str(found[-1].problems[0])


def test_what_is_no_archive() -> None:
    assert codes(read(b"hello there", "c.warc")) in (["warc.none"], ["warc.broken"])


@settings(deadline=None, max_examples=60)
@for_all(st.binary(max_size=100), st.integers(0, sum(map(len, RECORDS))))
def test_any_bytes_end_in_documents_and_problems(data: bytes, at: int) -> None:
    whole = b"".join(RECORDS)
    for archive in (data, whole[:at] + data + whole[at:]):
        assert all(one.document is not None or one.problems for one in read(archive, "c.warc"))
