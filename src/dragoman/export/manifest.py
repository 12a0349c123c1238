"""Writes an export's file whole or not at all, with a manifest beside it: what it holds, from which run and inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from dragoman import __version__
from dragoman.export.handed import Handed


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: rows, and SHA-256 of its bytes."""

    path: Path
    rows: int
    sha256: str


@contextmanager
def beside(path: Path, ending: str = ".part") -> Iterator[Path]:
    """A file beside `path` to write to, put in its place at the end, so that no half of a file is taken for one. Raises OSError."""
    part = path.with_name(path.name + ending)
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_file(path: Path, lines: Iterable[str]) -> Written:
    """Writes the lines to `path`. Raises OSError."""
    digest, rows = hashlib.sha256(), 0
    with beside(path) as part, part.open("wb") as out:
        for line in lines:
            data = line.encode("utf-8") + b"\n"
            digest.update(data)
            out.write(data)
            rows += 1
    return Written(path, rows, digest.hexdigest())


def write_whole(path: Path, write: Callable[[Path], object]) -> Written:
    """As `write_file`, for a format that writes a file itself. rows: 0, since only the format knows. Raises OSError."""
    digest = hashlib.sha256()
    with beside(path) as part:
        write(part)
        with part.open("rb") as made:
            while block := made.read(1 << 20):
                digest.update(block)
    return Written(path, 0, digest.hexdigest())


def manifest(written: Written, format_: str, handed: Handed) -> Path:
    """Writes `FILE.manifest.json` beside the file and gives its path; inputs are written one by one. Raises OSError."""
    path = written.path.with_name(written.path.name + ".manifest.json")
    content = {
        "file": written.path.name,
        "format": format_,
        "rows": handed.tally.rows,
        "left_out": dict(sorted(handed.tally.left_out.items())),
        "sha256": written.sha256,
        "written": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "program": f"dragoman {__version__}",
        "ledger": handed.ledger,
        "run": asdict(handed.run) if handed.run else None,
        "codebook": handed.folder.digest(),
        "options": handed.options,
    }
    head = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    with beside(path) as part, part.open("w", encoding="utf-8") as out:
        out.write(f'{head},\n "inputs": [')
        for number, (reading, copy_of) in enumerate(handed.readings()):
            said = {"document": reading.document, "source": reading.source, "published": reading.published,
                    "publisher": reading.publisher, "text_id": reading.text_id, "copy_of": copy_of}  # fmt: skip
            out.write(("," if number else "") + "\n  " + json.dumps(said, ensure_ascii=False))
        out.write("\n ]\n}\n")
    return path
