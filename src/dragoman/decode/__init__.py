"""Bytes → Documents, by kind of file. A new kind is a module here and a row of `DECODERS`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from dragoman.decode import containers, feed, html, jsonl, parquet, plain, sniff, table, warc
from dragoman.decode.containers import DEEPEST, Unpacked
from dragoman.decode.document import MAX_MB, Decoded, Input, Place
from dragoman.records.given import Given
from dragoman.records.problem import Problem

DECODERS: dict[str, Callable[[Input], Iterator[Decoded]]] = {
    ".txt": plain.decode,
    ".text": plain.decode,
    ".md": plain.decode,
    ".jsonl": jsonl.decode,
    ".ndjson": jsonl.decode,
    ".csv": table.decode,
    ".tsv": table.decode,
    ".parquet": parquet.decode,
    ".html": html.decode,
    ".htm": html.decode,
    ".xhtml": html.decode,
    ".rss": feed.decode,
    ".atom": feed.decode,
    ".rdf": feed.decode,
    ".xml": feed.decode,
    ".warc": warc.decode,
}
Unpack = Callable[[Input], Iterator[tuple[Input, Unpacked] | Problem]]
CONTAINERS: dict[str, Unpack] = {
    ".gz": containers.single,
    ".bz2": containers.single,
    ".tgz": containers.single,
    ".zip": containers.zipped,
    ".tar": containers.tarred,
}
PACKED = (".gz", ".bz2")
# Every ending that is read from folders: kinds, kinds packed, archives.
ENDINGS = frozenset(
    (*DECODERS, ".zip", ".tar", ".tgz", *(f"{kind}{packed}" for kind in (*DECODERS, ".tar") for packed in PACKED))
)
# Kinds whose items tell themselves that they are cut; of others the last may be half a document where a stream breaks.
_TELL = (jsonl.decode, warc.decode)


def decode(
    stream: BinaryIO,
    name: str,
    source: str,
    given: Given,
    max_mb: float = MAX_MB,
    today: str | None = None,
    columns: Mapping[str, str] | None = None,
    done: int = 0,
) -> Iterator[Decoded]:
    """The documents that a file holds, one by one as they are read, with their problems.

    The kind is told by the name's ending; what has none, or an unknown one, is JSON lines if it begins so, else text.
    today: `YYYY-MM-DD`, against which a publication day is in the future; not checked when null. columns: our name → the column of a
    table, or key of a line, that it stands under. done: items from the start that need not be read again; they come without a document.
    """
    return _decode(Input(stream, name, source, given, max_mb, today, "", columns or {}, Place(done)), 0)


def reads(name: str) -> bool:
    """Whether files called so are read from folders and archives."""
    return any(name.lower().endswith(ending) for ending in ENDINGS)


def _decode(given_to: Input, depth: int) -> Iterator[Decoded]:
    unpack = CONTAINERS.get(_ending(given_to.name))
    if unpack is not None:
        yield from _unpacked(given_to, unpack, depth)
        return
    for decoded in _items(given_to):
        yield replace(decoded, at=given_to.place.count)


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _items(given_to: Input) -> Iterator[Decoded]:
    decoder = DECODERS.get(_ending(given_to.name))
    if decoder is None:
        stream, lines = sniff.json_lines(given_to.stream)
        decoder = jsonl.decode if lines else plain.decode
        given_to = replace(given_to, stream=stream)
    return decoder(given_to)


def _unpacked(given_to: Input, unpack: Unpack, depth: int) -> Iterator[Decoded]:
    """The documents of what lies inside an archive, or of the one file that is packed."""
    if depth >= DEEPEST:
        yield Decoded(None, problems=(Problem("archive.deep", given_to.source, values={"most": DEEPEST}),))
        return
    if depth == 0:
        given_to.place.packed = containers.size_of(given_to.stream)
    skipped: Counter[str] = Counter()
    read = cut = bomb = False
    for member in unpack(given_to):
        if isinstance(member, Problem):
            if not (cut and member.code == "archive.cut"):
                yield Decoded(None, problems=(member,))
            read = True
            continue
        inner, unpacked = member
        if unpack is not containers.single and not reads(inner.name):
            if not PurePath(inner.name).name.startswith(".") and "__MACOSX" not in PurePath(inner.name).parts:
                skipped[_ending(inner.name) or "no ending"] += 1
            continue
        read = True
        for decoded in _whole(inner, unpacked, depth + 1):
            codes = {problem.code for problem in decoded.problems}
            cut, bomb = cut or "archive.cut" in codes, bomb or "archive.bomb" in codes
            yield decoded
        if bomb:
            return  # what comes behind it may be made alike
    if skipped:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(skipped.items()))
        values = {"count": skipped.total(), "kinds": kinds}
        yield Decoded(None, problems=(Problem("archive.skipped", given_to.source, values=dict(values)),))
    if not read:
        yield Decoded(None, problems=(Problem("archive.empty", given_to.source),))


def _whole(inner: Input, unpacked: Unpacked, depth: int) -> Iterator[Decoded]:
    """The documents of a file that is unpacked; where it breaks, without the last one, which may be cut, and with the reason."""
    tells = DECODERS.get(_ending(inner.name)) in _TELL or _ending(inner.name) in CONTAINERS
    held: Decoded | None = None
    cut = False
    for decoded in _decode(inner, depth):
        cut |= any(problem.code == "archive.cut" for problem in decoded.problems)
        if held is not None:
            yield held
        held = decoded
    problem = unpacked.problem
    if held is not None:
        empty = {p.code for p in held.problems} == {"file.empty"}
        if problem is None or not (empty or (held.document is not None and not tells)):
            yield held
    if problem is not None and not (cut and problem.code == "archive.cut"):
        yield Decoded(None, inner.part, (problem,), held.at if held else 0)


__all__ = ["DECODERS", "ENDINGS", "MAX_MB", "Decoded", "decode", "reads"]
