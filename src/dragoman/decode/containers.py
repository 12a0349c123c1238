"""Files of files: gzip, zip and tar → what lies inside, one at a time, never more than a sane measure of it."""

from __future__ import annotations

import bz2
import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, cast

from dragoman.decode.document import Input, Place
from dragoman.records.problem import Problem

# Texts grow by 3 to 10 when unpacked, logs by up to 100; what grows by more and is large is made to harm.
MOST_GROWTH, FREE = 250, 100_000_000
DEEPEST = 3  # archives in archives
IN_MEMORY = 64_000_000  # bytes of an archive that can only be read from a file and lies in another
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)
# What the readers of archives raise besides on bytes that are made to mislead them.
_MISLED = (OSError, ValueError, RuntimeError, NotImplementedError, OverflowError, struct.error)
# Other methods may ask for any amount of memory.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)


class Unpacked(io.RawIOBase):
    """What is unpacked from a stream, until it breaks or has grown beyond measure: then it ends, and `problem` says why.

    place: of the file that was named; what is unpacked of it, at any depth, is counted together there.
    """

    def __init__(self, stream: BinaryIO, source: str, place: Place) -> None:
        self._stream, self._source, self._place = stream, source, place
        self.problem: Problem | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As in io.RawIOBase; 0 once there is a problem."""
        if self.problem is not None:
            return 0
        try:
            # What was unpacked before a break is given: `read` would lose it.
            data = self._stream.read1(len(buffer))  # type: ignore[attr-defined]
        except _BROKEN as error:
            self.problem = broken(self._source, error)
            return 0
        except _MISLED as error:
            self.problem = Problem("archive.broken", self._source, values={"reason": str(error)[:200]})
            return 0
        place = self._place
        place.unpacked += len(data)
        if place.unpacked > FREE and (place.packed is None or place.unpacked > MOST_GROWTH * place.packed):
            values = {"megabytes": round(place.unpacked / 1e6), "size": place.packed or 0}
            self.problem = Problem("archive.bomb", self._source, values=dict(values))
            return 0
        buffer[: len(data)] = data
        return len(data)


def broken(source: str, error: Exception) -> Problem:
    """The problem of an archive that ends too soon, or is none."""
    cut = isinstance(error, EOFError) or "end" in str(error).lower() or "truncated" in str(error).lower()
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return Problem("archive.cut" if cut else "archive.broken", source, values={"reason": reason})


def _stream(unpacked: Unpacked) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(unpacked, 1 << 16))


def size_of(stream: BinaryIO) -> int | None:
    """Bytes of a stream that is a file; its place stays."""
    if not stream.seekable():
        return None
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return size


def single(given_to: Input) -> Iterator[tuple[Input, Unpacked]]:
    """The one file that is packed in a .gz or .bz2, called as that without the ending."""
    path = PurePath(given_to.name)
    ending = path.suffix.lower()
    packed = given_to.stream
    stream = bz2.BZ2File(packed) if ending == ".bz2" else gzip.GzipFile(fileobj=packed)
    unpacked = Unpacked(cast(BinaryIO, stream), given_to.source, given_to.place)
    name = given_to.name[: -len(ending)] + (".tar" if ending == ".tgz" else "")
    yield replace(given_to, stream=_stream(unpacked), name=name), unpacked


def in_memory(stream: BinaryIO) -> BinaryIO | None:
    """The stream as one that can be read from any place; null where it is no file and too large to be held."""
    if stream.seekable():
        return stream
    data = stream.read(IN_MEMORY + 1)
    return None if len(data) > IN_MEMORY else io.BytesIO(data)


def zipped(given_to: Input) -> Iterator[tuple[Input, Unpacked] | Problem]:
    """The files in a zip archive, in its order."""
    stream = in_memory(given_to.stream)
    if stream is None:
        yield Problem("archive.nested", given_to.source)
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist():
                if member.is_dir():
                    continue
                if member.flag_bits & 1 or member.compress_type not in _METHODS:
                    yield Problem("archive.locked", f"{given_to.source}/{member.filename}")
                    continue
                with archive.open(member) as inner:
                    unpacked = Unpacked(cast(BinaryIO, inner), f"{given_to.source}/{member.filename}", given_to.place)
                    yield _inside(given_to, member.filename, unpacked), unpacked
    except (*_BROKEN, *_MISLED) as error:
        yield broken(given_to.source, error)


def tarred(given_to: Input) -> Iterator[tuple[Input, Unpacked] | Problem]:
    """The files in a tar archive, in its order; links and devices are passed over."""
    try:
        with tarfile.open(fileobj=given_to.stream, mode="r|") as archive:
            for member in archive:
                inner = archive.extractfile(member) if member.isreg() else None
                if inner is None:
                    continue
                unpacked = Unpacked(cast(BinaryIO, inner), f"{given_to.source}/{member.name}", given_to.place)
                yield _inside(given_to, member.name, unpacked), unpacked
                archive.members = []  # type: ignore[attr-defined]  # else it keeps every member that it has passed
    except (*_BROKEN, *_MISLED) as error:
        yield broken(given_to.source, error)


def _inside(given_to: Input, name: str, unpacked: Unpacked) -> Input:
    source = f"{given_to.source}/{name}"
    return replace(given_to, stream=_stream(unpacked), name=name, source=source, part=f"{given_to.part}#{name}")
