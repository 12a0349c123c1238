"""The ledger as files for other programs. A new format is a module here and a row of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.export import csv_table, documents, gdelt, icews, jsonl, network, parquet, plover, polecat
from dragoman.export.choice import AUX, NEVER_REAL, Choice
from dragoman.export.handed import Handed, Tally
from dragoman.export.manifest import Written, beside, manifest, write_file, write_whole

_REAL: frozenset[str] = frozenset()
_UNREAL = frozenset(AUX) - {NEVER_REAL}
_ALL = frozenset(AUX)


@dataclass(frozen=True, slots=True)
class Format:
    """A format. Called with what is handed, it gives the file's lines; one without lines is written by `write`.

    says: what a row is, for help. aux: the auxiliary modes that it takes unless others are asked for; most: those that it
    ever takes.
    """

    says: str
    lines: Callable[[Handed], Iterator[str]] | None = None
    write: Callable[[Handed, Path], None] | None = None
    aux: frozenset[str] = _ALL
    most: frozenset[str] = _ALL

    def __call__(self, handed: Handed) -> Iterator[str]:
        """The lines, without their breaks. Raises ValueError for a format that has none."""
        if self.lines is None:
            raise ValueError("this format has no lines; write it to a file")
        return self.lines(handed)


FORMATS: dict[str, Format] = {
    "jsonl": Format("a claim a line, with evidence, parties, days, sources", jsonl.lines),
    "documents": Format("a document a line, with the text that all spans are cut from", documents.lines),
    "csv": Format("a claim a row, flat", csv_table.lines),
    "parquet": Format("the same table, typed; for DuckDB, pandas, R", write=parquet.write),
    "plover": Format("PLOVER JSONL, a claim of an act a line", plover.lines),
    "polecat": Format("POLECAT, 40 columns, an event and type a row", polecat.lines, aux=_REAL, most=_UNREAL),
    "icews": Format("ICEWS, 20 columns, a pair a row, CAMEO codes", icews.lines, aux=_REAL, most=_UNREAL),
    "gdelt": Format("GDELT 2 events, 61 columns, a pair a row, CAMEO codes", gdelt.lines, aux=_REAL, most=_UNREAL),
    "gdelt-mentions": Format("GDELT 2 mentions, 16 columns", gdelt.mention_lines, aux=_REAL, most=_UNREAL),
    "graphml": Format("who acts on whom, an edge for each pair and type", network.graphml_lines),
    "gexf": Format("the same network, for Gephi", network.gexf_lines),
}

__all__ = [
    "FORMATS",
    "Choice",
    "Format",
    "Handed",
    "Tally",
    "Written",
    "beside",
    "manifest",
    "write_file",
    "write_whole",
]
