"""Whole inputs from which hostile ones are made, and words that go into them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import re
from functools import cache
from pathlib import Path

from case_notation import read_cases
from decode.archives import record, tarred, zipped
from decode.pages import PAGE
from decode.reading import ENGLISH

# Bytes that break things: ends of lines, of texts and of numbers, marks of formats, letters that turn, hide or look like others.
_TEXT = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        "\0", "\x1b[2J", "\x07", "\r", "\n", "\r\n", "\u2028", "\u0085", "\ufeff", "\ufffe", "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad",
        "\u0430\u0441\u0435", "Jараn", "Сhina", "ﬀ", "İ", "ß", "\u0301" * 40, "\ud800", "\udfff", "\U0010ffff", "日本", "الصين", "１２", "²", "٣",
        '"', '""', "'", "“", "”", "«", "»", "„", "<", ">", "</p>", "<p>", "<div>" * 200, "<!--", "-->", "<![CDATA[", "]]>", "<script>alert(1)</script>",
        "&amp;", "&#0;", "&#xD800;", "&lt;", "<!DOCTYPE x [<!ENTITY a \"aa\">]>", "&a;", "{", "}", "[" * 300, "]", ":", ",", ";", "\t", "|", "\\", "\\u0000",
        "\\ud800", "null", "true", "NaN", "Infinity", "-0", "1e999", "9" * 400, "18446744073709551616", "-1", "0", "2147483648", "%00", "%", "../", "/etc/passwd",
        "=1+1", "@SUM(1)", "' OR 1=1 --", "; DROP TABLE claims", "*", "NEAR(", "^", "text", "id", "published", "2023-02-30", "0000-00-00", "9999-12-31T23:59:60+99:99",
        "last week", "next Friday", "31 February", "the 1990s", "5 BC", "a few days ago", "from 3 to 5 May 2022", "mid-July", "fiscal 2023", "Friday, 4 April 2023",
        "99999999 years ago", "in 0 days", "http://", "https://[::1]/", "file:///", "//", "@", "?", "#", "127.0.0.1", "xn--", "PK\x03\x04", "WARC/1.0\r\n",
        "Content-Length: ", "Transfer-Encoding: chunked", "charset=utf-7", "charset=zlib", "charset=rot13", "charset=idna", "charset=unicode_escape",
    )
)  # fmt: skip
WORDS: tuple[bytes, ...] = (*_TEXT, b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1f\x8b\x08", b"BZh9", b"PAR1", b"\x80")  # fmt: skip

_LINE = {"id": "d1", "text": f"Japan met China. {ENGLISH}", "title": "Talks", "published": "2023-04-02T10:00:00+09:00", "publisher": "AP",
         "url": "https://news.example/a", "place": "Beijing", "language": "en"}  # fmt: skip


def _jsonl() -> bytes:
    other = {"id": "d2", "text": "France met Japan. " * 3, "published": "2023-04-03"}
    return (json.dumps(_LINE) + "\n" + json.dumps(other, ensure_ascii=False) + "\n").encode()


def _csv(delimiter: str) -> bytes:
    rows = [list(_LINE), list(_LINE.values()), ["d2", 'He said "no"\nand left.', "=T", "", "", "", "", "en"]]
    return "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode()


def _feed() -> bytes:
    item = f"<item><title>Talks &amp; more</title><link>https://n.example/1</link><pubDate>Sun, 02 Apr 2023 10:00:00 +0900</pubDate><guid>g1</guid><description>&lt;p&gt;{ENGLISH}&lt;/p&gt;</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><language>en</language>{item}{item}</channel></rss>'.encode()


def _warc() -> bytes:
    page = PAGE.encode()
    plain = record("https://n.example/a", page, more=f"Content-Length: {len(page)}\r\n")
    return plain + record("https://n.example/a", gzip.compress(page), "text/html", more="Content-Encoding: gzip\r\n")


def _parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({name: [value] * 3 for name, value in _LINE.items()}), out)
    return out.getvalue()


def _zip() -> bytes:
    files = {name: of_kind(name)[0] for name in ("a.txt", "b.jsonl", "c.html")}
    return zipped({**files, "d.txt.gz": gzip.compress(ENGLISH.encode())})


def _tar(mode: str) -> bytes:
    return tarred({name: of_kind(name)[0] for name in ("a.txt", "b.jsonl")}, mode)


@cache
def _made(ending: str) -> tuple[bytes, ...]:
    text = f"TOKYO (AP) — {ENGLISH}\n\nJapan met China on Sunday. “We agree,” he said.\n".encode()
    simple = {
        "txt": (text, text.decode().encode("utf-16"), text.decode("utf-8").encode("cp1252", "replace")),
        "html": (PAGE.encode(), b"<meta charset=utf-16>" + PAGE.encode()),
        "": (text, _jsonl()),
        "jsonl": (_jsonl(),), "csv": (_csv(","), _csv(";")), "tsv": (_csv("\t"),),
    }  # fmt: skip
    if ending in simple:
        return simple[ending]
    made = {"xml": _feed, "warc": _warc, "parquet": _parquet, "zip": _zip}
    return (made[ending](),)


def of_kind(name: str) -> list[bytes]:
    """Whole files of a name's ending."""
    kinds = name.split(".")[1:]
    if kinds == ["tar"]:
        return [_tar("w")]
    if kinds == ["tar", "gz"]:
        return [_tar("w:gz")]
    found = list(_made(kinds[0] if kinds else ""))
    if kinds[1:] == ["gz"]:
        return [gzip.compress(one) for one in found]
    return [bz2.compress(one) for one in found] if kinds[1:] == ["bz2"] else found


@cache
def case_texts() -> tuple[str, ...]:
    """The texts of the cases."""
    paths = sorted((Path(__file__).resolve().parents[1] / "cases").glob("**/*.case"))
    return tuple(case.text.strip() for path in paths for case in read_cases(path))


def times() -> list[bytes]:
    """Texts with days in them, behind two bytes that choose the day of publication."""
    texts = [t for t in case_texts() if re.search(r"\d|day|week|year|month", t)][:200]
    return [b"\x38\x00" + text.encode()[:400] for text in texts]


def quotations() -> list[bytes]:
    """Texts with quotation marks."""
    return [text.encode()[:600] for text in case_texts() if "“" in text or '"' in text][:200]


def given_days() -> list[bytes]:
    """Days and moments in the forms that are read."""
    return [
        b"2023-04-02",
        b"2023-04-02T23:30:00+09:00",
        b"2023-04-02 10:00Z",
        b"20230402",
        b"2023-04-02T23:59:59.999-1130",
    ]


def addresses() -> list[bytes]:
    """An address, a robots.txt and a page."""
    robots = b"User-agent: *\nDisallow: /private\nAllow: /private/a"
    return [
        b"https://news.example/a?b=1\n" + robots + b"\n\ntext/html; charset=utf-8               /b\n<p>x",
        "http://bücher.example:80/ä\nUser-agent: dragoman\nDisallow: /*.pdf$\n\ntext/plain".encode(),
    ]


def side_files() -> list[bytes]:
    """Metadata of a folder."""
    return [b'["a.txt"]\npublished = 2023-04-02\npublisher = "AP"\nplace = "Beijing"\n["b.txt"]\ntitle = """x"""\n']


def dictionaries() -> list[bytes]:
    """Actors and agents."""
    return [
        b"FUMIO_KISHIDA_ [JPNGOV >20211004]  ; x\n+F._KISHIDA\n\t[JPNELI 000101-20211003]\n<!-- remark -->\nCHINA_ [CHN]\n",
        b"!MINISTER! = MINISTER, SECRETARY\nPRIME_!MINISTER! [~GOV]\nPOLICE {POLICEMEN} [~COP]\n",
    ]


def event_data() -> list[bytes]:
    """A letter that chooses the format, then lines."""
    tabs = b"\t".join(b"x" for _ in range(61))
    return [bytes([n]) + tabs + b"\n" + tabs.replace(b"x", b"2023-04-02") for n in range(7)] + [
        b"\4" + _jsonl(),
        b"\5" + _csv(","),
    ]


def answers() -> list[bytes]:
    """An answer as the ledger keeps it."""
    from dragoman.records.packed import packed
    from dragoman.records.text import Span

    return [packed((1, Span(0, 3, "abc"), ["x", None, 2.5], {"a": (True,)}, frozenset({"b"})))]


def queries() -> list[bytes]:
    """Searches."""
    return [b'met "in Geneva" jap*', b"Japan AND (China OR NOT x) NEAR/2", "日本 会談".encode()]


def judgements() -> list[bytes]:
    """Judgements as `judge export` writes them."""
    import dragoman
    from dragoman.records.given import Given
    from stand_in import StandIn

    ledger = dragoman.open(":memory:", coding=StandIn())
    ledger.read_data("plain.txt", b"Japan met China in Geneva.", Given(published="2023-04-02"))
    (claim,) = [told.claim.id for told in ledger.claims()]
    ledger.judge.confirm(claim, "", "Ann")
    ledger.judge.correct(claim, "it says so", "Ann", event_type="AID")
    ledger.judge.reject(claim, "no", "Bea")
    return [(json.dumps(one) + "\n").encode() for one in ledger.judge.export()]


def forms() -> list[bytes]:
    """A letter that chooses the page, the id; the query; the form."""
    query = b"a=JPN&b=China&since=2020-01-01&until=2024-12-31&type=CONSULT&least=0.1&page=1&party=CHN&id=plain&q=met&issue=taiwan&format=csv"
    form = b"text=Japan+met+China.&title=T&published=2023-04-02&kind=reject&claim=abcd&reason=no&back=queue&id=x"
    sent = json.dumps(
        {"kind": "correct", "claim": "abcd", "reason": "x", "event_type": "AID", "when": "2023-04-02"}
    ).encode()
    return [bytes([n]) + b"abcd\n" + query + b"\n" + (sent if n % 2 else form) for n in range(40)]


def headers() -> list[bytes]:
    """Names and values."""
    return [
        b"cookie: dragoman_8017=abc; x=y\naccept: */*\nx-csrf-token: 00\norigin: https://evil.example\ncontent-length: 5\nsec-fetch-site: cross-site"
    ]
