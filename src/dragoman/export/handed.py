"""What a format is handed: iterators over the ledger, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.records.run import Run
from dragoman.records.told import ToldClaim, ToldDocument


@dataclass(frozen=True)
class Handed:
    """claims, documents: each call starts anew.

    run: whose claims they are. options: what they were chosen by, in words.
    """

    claims: Callable[[], Iterator[ToldClaim]]
    documents: Callable[[], Iterator[ToldDocument]]
    run: Run | None
    ledger: str
    options: dict[str, object] = field(default_factory=dict)
