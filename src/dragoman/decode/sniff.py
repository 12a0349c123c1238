"""What kind of bytes these are, told from their beginning."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

BEGINNING = 65_536
SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "a zip archive, as .docx and .xlsx are"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh9", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "rich text"),
)
WIDE = (b"\xff\xfe", b"\xfe\xff")
# C0 controls that stand in texts: tab, line feed, vertical tab, form feed, carriage return, escape.
CONTROLS = bytes(b for b in range(32) if b not in (9, 10, 11, 12, 13, 27)) + b"\x7f"
FEW, SHARE = 3, 0.01


def binary_sign(data: bytes) -> str | None:
    """Why the bytes are no text, in words, or null: a known first sign, or more than 1 % (and 3) control characters."""
    for sign, kind in SIGNS:
        if data.startswith(sign):
            return f"it begins as {kind}"
    if data.startswith(WIDE):
        return None
    beginning = data[:BEGINNING]
    controls = len(beginning) - len(beginning.translate(None, CONTROLS))
    if controls > max(FEW, SHARE * len(beginning)):
        return f"{controls} control characters in its first {len(beginning)} bytes"
    return None


def json_lines(stream: BinaryIO) -> tuple[BinaryIO, bool]:
    """A stream that starts where the given one did, and whether it begins with a JSON object that has a "text"."""
    buffered = stream if hasattr(stream, "peek") else cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream)))
    start = buffered.peek(BEGINNING)[:BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip()  # type: ignore[attr-defined]
    line = start.partition(b"\n")[0]
    return buffered, line.startswith(b"{") and b'"text"' in line
