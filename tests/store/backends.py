"""The engines that every test of the store runs on. An engine states how a fresh, empty store is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.store import Store, open_store


@dataclass(frozen=True)
class Backend:
    """scheme: how it is named. fresh: an empty store below a folder of its own."""

    scheme: str
    fresh: Callable[[Path], Store]


BACKENDS = (Backend("sqlite", lambda folder: open_store(folder / "test.ledger")),)
