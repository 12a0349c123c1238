"""Rows of a labelled set or of predictions: JSON, one object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def json_rows(path: Path, take: Callable[[dict[str, Any]], T], form: str) -> Iterator[T]:
    """What `take` makes of each row of a JSONL file; blank lines are passed over.

    form: what a row should be, for the message. Raises ValueError that names file and line where a line is no object, or
    `take` does not find what it needs (KeyError, TypeError, ValueError).
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}:{number}: not JSON: {error}") from error
            if not isinstance(row, dict):
                raise ValueError(f"{path}:{number}: not {form}: no object")
            try:
                yield take(row)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number}: not {form}: {_said(error)}") from error


def _said(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)
