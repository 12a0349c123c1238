"""YAML files read: as they stand, or from `parsed.json`, made of them when the package is built, where it is still true to them.

This module imports nothing of the package, since the build runs it alone.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import yaml

NAME = "parsed.json"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `on`, `off`, `yes` and `no` as the words that they are; YAML 1.1 takes them for true and false."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {
        first: [(tag, sign) for tag, sign in signs if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, signs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(path: Path, root: Path) -> Any:
    """The document of a YAML file below `root`. Raises yaml.YAMLError, UnicodeDecodeError."""
    data = path.read_bytes()
    known = _parsed(root).get(path.relative_to(root).as_posix())
    if known is not None and known[0] == _digest(data):
        return json.loads(known[1])
    return yaml.load(data.decode("utf-8"), Loader=Loader)


def write(root: Path) -> None:
    """Writes `parsed.json`: name → digest of the file and its document as JSON; files whose document JSON cannot hold are left out."""
    found = {}
    for path in sorted(root.rglob("*.yaml")):
        data = path.read_bytes()
        document = yaml.load(data.decode("utf-8"), Loader=Loader)
        try:
            text = json.dumps(document, ensure_ascii=False)
        except TypeError:
            continue
        if json.loads(text) == document:
            found[path.relative_to(root).as_posix()] = (_digest(data), text)
    (root / NAME).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


@lru_cache(maxsize=4)
def _parsed(root: Path) -> dict[str, tuple[str, str]]:
    try:
        found: dict[str, tuple[str, str]] = json.loads((root / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
