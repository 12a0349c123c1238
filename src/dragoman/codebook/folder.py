"""Where codebook data is read from: the shipped folder, with a user's own folder laid over it."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook import parsed_yaml

SHIPPED = Path(__file__).parent


class CodebookError(ValueError):
    """Codebook data that cannot be used: the file, the entry and the way out stand in its message."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The shipped data, and a user's own folder (`--codebook DIR`) whose files of the same name add to it."""

    overlay: Path | None = None

    def paths(self, name: str) -> list[Path]:
        """The files called `name` (a path inside a codebook folder): the shipped one, then the user's."""
        roots = [SHIPPED, *([self.overlay] if self.overlay else [])]
        return [root / name for root in roots if (root / name).is_file()]

    def yaml(self, name: str) -> list[Any]:
        """The documents of each YAML file called `name`, shipped first. Raises CodebookError with file and line."""
        found = []
        for path in self.paths(name):
            root = SHIPPED if path.is_relative_to(SHIPPED) else path.parent
            try:
                found.append(parsed_yaml.read(path, root))
            except yaml.YAMLError as error:
                raise CodebookError(f"{path}: not valid YAML: {error}") from error
        return [one for one in found if one is not None]

    def entries(self, name: str) -> list[dict[str, Any]]:
        """The entries of YAML files that hold a list each, joined. Raises CodebookError."""
        joined: list[dict[str, Any]] = []
        for document, path in zip(self.yaml(name), self.paths(name)):
            if not isinstance(document, list) or not all(isinstance(e, dict) for e in document):
                raise CodebookError(f"{path}: must be a list of entries, each with its keys.")
            joined.extend(document)
        return joined

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """Rows of tab-separated files (`.tsv`, or `.tsv.gz`) with a header line and no quoting."""
        for path in self.paths(name):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            head, *lines = data.decode("utf-8").replace("\r\n", "\n").split("\n")
            keys = head.split("\t")
            for line in filter(None, lines):
                cells = line.split("\t")
                yield dict(zip(keys, cells if len(cells) >= len(keys) else [*cells, *[""] * (len(keys) - len(cells))]))

    def digest(self) -> str:
        """SHA-256 over all data files, for the record of a run; 16 hex digits."""
        total = hashlib.sha256()
        for root in [SHIPPED, *([self.overlay] if self.overlay else [])]:
            for path in sorted(p for p in root.rglob("*") if p.suffix in {".yaml", ".tsv", ".gz"}):
                total.update(path.relative_to(root).as_posix().encode())
                total.update(path.read_bytes())
        return total.hexdigest()[:16]


def party_codes(folder: Folder) -> dict[str, str]:
    """ISO3 code of a state or territory → its party code, where they differ (Kosovo, dependencies)."""
    return {k: str(v) for document in folder.yaml("party-codes.yaml") for k, v in document.items()}
