"""Writes an export's file whole or not at all, with a manifest beside it: what it holds, from which run and inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from dragoman.export.handed import Handed


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: rows, and SHA-256 of its bytes."""

    path: Path
    rows: int
    sha256: str


def write_file(path: Path, lines: Iterable[str]) -> Written:
    """Writes the lines to `path` by way of a file beside it, so that no half of an export is taken for one.

    Raises OSError.
    """
    part = path.with_name(path.name + ".part")
    digest, rows = hashlib.sha256(), 0
    try:
        with part.open("wb") as out:
            for line in lines:
                data = line.encode("utf-8") + b"\n"
                digest.update(data)
                out.write(data)
                rows += 1
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Written(path, rows, digest.hexdigest())


def manifest(written: Written, format_: str, handed: Handed) -> Path:
    """Writes `FILE.manifest.json` beside the file and gives its path. Raises OSError."""
    path = written.path.with_name(written.path.name + ".manifest.json")
    content = {
        "file": written.path.name,
        "format": format_,
        "rows": written.rows,
        "sha256": written.sha256,
        "written": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "ledger": handed.ledger,
        "run": asdict(handed.run) if handed.run else None,
        "options": handed.options,
        "inputs": [
            {"document": t.reading.document, "source": t.reading.source, "published": t.reading.published,
             "publisher": t.reading.publisher, "text_id": t.reading.text_id, "copy_of": t.copy_of}
            for t in handed.documents()
        ],
    }  # fmt: skip
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
