"""Bytes → characters: UTF-8, else a fallback that is reported."""

from __future__ import annotations

import re

from dragoman.records.problem import Outcome, Problem

SURROGATE = re.compile("[\ud800-\udfff]")


def characters(data: bytes, source: str) -> Outcome[str]:
    """The text that the bytes hold; a byte-order mark is dropped, line ends stay. Problems: encoding.fallback.

    UTF-16 is read where its mark says so. Bytes that are no UTF-8 are read as Windows-1252, or as Latin-1 where that
    does not define them; but where most letters beyond ASCII are good UTF-8, only the broken ones become U+FFFD.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _fallback(data.decode("utf-16", "replace"), 0, "UTF-16", source)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Outcome(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        byte = error.start
    patched = data.decode("utf-8", "replace")
    broken = patched.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(patched) - len(patched.encode("ascii", "ignore")) - patched.count("\ufffd")
    if good > broken:
        return _fallback(patched, byte, f"UTF-8 with U+FFFD for {broken} broken places", source)
    for encoding, name in (("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            return _fallback(data.decode(encoding), byte, name, source)
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 defines every byte")


def _fallback(text: str, byte: int, encoding: str, source: str) -> Outcome[str]:
    return Outcome(text, (Problem("encoding.fallback", source, values={"byte": byte, "encoding": encoding}),))


def without_surrogates(text: str, source: str) -> Outcome[str]:
    """`text` with each lone surrogate (JSON escapes can make them) as U+FFFD. Problems: encoding.surrogates."""
    mended, count = SURROGATE.subn("\ufffd", text)
    if not count:
        return Outcome(text)
    return Outcome(mended, (Problem("encoding.surrogates", source, values={"count": count}),))
