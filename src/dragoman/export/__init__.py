"""The ledger as files for other programs. A new format is a module here and a row of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.export import documents, jsonl
from dragoman.export.handed import Handed
from dragoman.export.manifest import Written, manifest, write_file

FORMATS: dict[str, Callable[[Handed], Iterator[str]]] = {
    "jsonl": jsonl.lines,
    "documents": documents.lines,
}

__all__ = ["FORMATS", "Handed", "Written", "manifest", "write_file"]
