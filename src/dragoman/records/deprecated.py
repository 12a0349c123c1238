"""What still works and will not for ever: since when, until when, and what stands in its place (docs/versioning.md)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass


class DragomanDeprecationWarning(FutureWarning):
    """Something that a later version will no longer do. A FutureWarning, since those who call the program see it too."""


@dataclass(frozen=True, slots=True)
class Old:
    """since: the version that began to warn. until: the first one without it. instead: what to write."""

    since: str
    until: str
    instead: str


OLD = {
    "dragoman diff --json": Old("0.1.0", "0.3.0", "dragoman diff --format json"),
}


def deprecated(name: str, depth: int = 2) -> None:
    """Warns of a name of `OLD`. depth: callers between this and the one who wrote it. Raises KeyError for a name that does not stand there."""
    old = OLD[name]
    says = f"{name} goes with version {old.until}; write {old.instead}."
    warnings.warn(says, DragomanDeprecationWarning, stacklevel=depth + 1)
