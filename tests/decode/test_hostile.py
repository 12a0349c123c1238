"""Bombs, endless lines, marks that turn the reading direction, letters that look like others: each costs its document, not the run.

Each is read in a process of its own that may take 1 GB and 10 s of the processor.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from decode.archives import record, zipped
from decode.pages import PAGE
from decode.reading import ENGLISH, codes, names, read, texts

GIGABYTE = 1_000_000_000
# Reads a name from a stream that is made as it is read, and says what came of it.
READER = r"""
import io, json, pathlib, re, resource, sys
from dragoman.decode import decode
from dragoman.records.given import Given

class Endless(io.RawIOBase):
    # `start`, then `piece` again and again until there are `size` bytes, then `end`.
    def __init__(self, start, piece, size, end):
        self.start, self.piece, self.size, self.end, self.at = start, piece, size, end, 0
    def readable(self):
        return True
    def readinto(self, buffer):
        whole = self.size + len(self.start) + len(self.end)
        if self.at >= whole:
            return 0
        if self.at < len(self.start):
            data = self.start[self.at : self.at + len(buffer)]
        elif self.at < len(self.start) + self.size:
            left = len(self.start) + self.size - self.at
            place = (self.at - len(self.start)) % len(self.piece)
            data = (self.piece[place:] + self.piece * (len(buffer) // len(self.piece) + 1))[: min(len(buffer), left)]
        else:
            data = self.end[self.at - len(self.start) - self.size :][: len(buffer)]
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)

name, start, piece, size, end = json.loads(sys.argv[1])
stream = io.BufferedReader(Endless(*(x.encode("latin-1") for x in (start, piece)), size, end.encode("latin-1")), 1 << 20)
codes = [p.code for one in decode(stream, name, name, Given()) for p in one.problems]
used = resource.getrusage(resource.RUSAGE_SELF)
# On Linux a process begins with the maximum of the one that started it, but not in what the kernel says of its own memory.
status = pathlib.Path("/proc/self/status")
own = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
memory = int(own[1]) * 1024 if own else used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([codes, memory, used.ru_utime]))
"""


def endless(name: str, start: str, piece: str, size: int = GIGABYTE, end: str = "") -> list[str]:
    """The problems of a stream that is made as it is read."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", READER, json.dumps([name, start, piece, size, end])]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    found, memory, seconds = json.loads(done.stdout)
    assert memory < GIGABYTE and seconds < 10, (found, memory, seconds)
    return list(found)


LINE = '{"id": "a", "text": "'


@pytest.mark.skipif(os.name == "nt", reason="MEMORY IS MEASURED AS ON UNIX ONLY")
@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("a.txt", "", ["file.too_large"]),
        ("a.jsonl", LINE, ["file.too_large"]),
        ("a.csv", 'id,text\nd1,"', ["table.bad"]),
        ("a.csv", "", ["table.columns"]),
        ("a.html", "<p>", ["file.too_large"]),
        ("a", LINE, ["file.too_large"]),
        ("a.tsv", "id\ttext\nd1\t", ["file.too_large"]),
    ],
    ids=["text", "jsonl", "quoted-cell", "no-line-ends", "page", "told-by-its-beginning", "cell"],
)
@pytest.mark.parametrize("size", [GIGABYTE // 10, pytest.param(GIGABYTE, marks=pytest.mark.nightly)])
def test_a_line_of_a_gigabyte_costs_its_document(name: str, start: str, expected: list[str], size: int) -> None:
    found = endless(name, start, "aa aaa aaaa ", size)
    assert [code for code in found if code not in ("published.missing", "table.no_id")] == expected or found[
        -1
    ] in expected


@pytest.mark.skipif(os.name == "nt", reason="MEMORY IS MEASURED AS ON UNIX ONLY")
@pytest.mark.parametrize(
    ("name", "start", "piece", "size"),
    [
        ("a.xml", "<rss><channel><item><description>", "word ", 50_000_000),
        ("a.xml", "<rss><channel>", "<item>", 30_000_000),
        ("a.xml", "<rss><channel><item ", 'a="b" ', 30_000_000),
        ("a.xml", "<rss><channel><item>", "<a/>", 60_000_000),
        ("a.xml", "<rss><channel>", "<a/>", 60_000_000),
        ("a.xml", "<rss><channel><item>", "<a b='", 30_000_000),
        ("a.warc", "WARC/1.0\r\n", "X-Name: value\r\n", 30_000_000),
        ("a.warc", "", "words without end ", 30_000_000),
        ("a.jsonl", LINE + '"} ', "[", 1_000_000),
        ("a.html", "", "<div>", 3_000_000),
        ("a.html", "<table>", "<tr><td>x<table>", 3_000_000),
        ("a.html", "<p>", "<!--", 3_000_000),
        ("a.html", "<p", " a", 3_000_000),
    ],
    ids=[
        "feed-text",
        "feed-depth",
        "feed-attributes",
        "feed-elements",
        "feed-outside",
        "feed-open-tags",
        "warc-head",
        "no-warc",
        "jsonl-depth",
        "page-depth",
        "tables",
        "comments",
        "attributes",
    ],
)
def test_what_is_deep_or_endless_costs_no_more_than_the_file(name: str, start: str, piece: str, size: int) -> None:
    assert endless(name, start, piece, size)


def test_entities_of_a_page_are_not_spelled_out() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    for name in ("a.html", "a.xhtml"):
        found = read(
            (bomb + PAGE.removeprefix("<!DOCTYPE html>").replace("They met", "&l8; &f; They met")).encode(), name
        )
        assert all("haha" not in text and "root:" not in text for text in texts(found))


def _warc(body: bytes, coding: str) -> bytes:
    return record("https://n.example/a", body, "text/html", more=f"Content-Encoding: {coding}\r\n")


def test_bodies_that_unpack_beyond_measure_are_left() -> None:
    page = PAGE.encode() + b" " * 60_000_000
    for coding, body in (
        ("gzip", gzip.compress(page)),
        ("deflate", zlib.compress(page)),
        ("gzip, gzip", gzip.compress(gzip.compress(page))),
    ):
        assert "file.too_large" in codes(read(_warc(body, coding), "a.warc")), coding


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br"])
def test_codings_that_are_not_undone_are_told_and_never_opened(coding: str) -> None:
    """A brotli bomb of 30 bytes unpacks to gigabytes: no reader of ours opens one."""
    found = read(_warc(b"\x8b\xff\xff\x8f\x03\x00" * 5, coding), "a.warc")
    assert codes(found) == ["warc.encoding"] and coding.split(", ")[-1] in str(found[0].problems[0])


@pytest.mark.parametrize(
    "words",
    ["Japan\u202e tem \u202cChina", "\u2066Japan\u2069 met\u200f China", "Jараn met Сhina", "Ja\u00adpan m\u200bet Chi\u2060na", "Japan\0 met China", "J\u0301apan\u0301 met China",
     "ﬁve ＪＡＰＡＮ ｍｅｔ", "\x1b[31mJapan\x1b[0m met China", "\ufeffJapan met\ufeff China", "🇯🇵 met 🇨🇳", "Japan\u2028met\u2029China", "Japan\x85met\x0bChina\x0c"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_every_character_of_a_text_is_kept(words: str, name: str) -> None:
    """What turns the direction, hides or looks like other letters is evidence: it is stored as it is, and shown as what it is."""
    text = f"{ENGLISH} {words} {ENGLISH}"
    data = {"a.txt": text, "a.jsonl": json.dumps({"id": "d", "text": text}), "a.csv": f'id,text\nd,"{text}"\n'}[name]
    (kept,) = texts(read(data.encode(), name))
    assert kept == (text.replace("\0", "\ufffd") if name == "a.csv" else text)


@pytest.mark.parametrize("other", ["cp1252", "utf-16", "shift_jis", "gb18030", "koi8-r", "cp437"])
def test_mixed_encodings_end_in_one_text(other: str) -> None:
    half = f"{ENGLISH} “Schröder – Zürich” ".encode()
    foreign = "Größe".encode(other, "replace")
    for data in (half + foreign, foreign + half, half * 3 + foreign + half):
        found = read(data, "a.txt")
        assert len(found) == 1 and (names(found) == ["a.txt"] or codes(found))
        assert all("Zürich" in text or "encoding.fallback" in codes(found) for text in texts(found))


def test_a_name_in_an_archive_is_never_a_path(tmp_path: Path) -> None:
    data = zipped(dict.fromkeys(("../../evil.txt", "/etc/evil.txt", "a\\..\\evil.txt", "C:evil.txt"), ENGLISH.encode()))
    before = sorted(tmp_path.parent.iterdir())
    assert len(names(read(data, "t.zip"))) == 4 and sorted(tmp_path.parent.iterdir()) == before
