"""Dragoman: a sourced ledger of what states and their officials say and do to each other.

    ledger = dragoman.open("relations.ledger")
    ledger.read("examples/")
    for row in ledger.timeline(between=("JPN", "CHN")): ...
    claims = dragoman.extract("Qin warned Tokyo …", published="2023-04-02")

Importing this is light: parts are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dragoman.library import Ledger, extract, open
    from dragoman.records.claim import Claim
    from dragoman.store import StoreError

_PLACES = {
    "Claim": "dragoman.records.claim",
    "Ledger": "dragoman.library",
    "StoreError": "dragoman.store",
    "extract": "dragoman.library",
    "open": "dragoman.library",
}

__all__ = ["Claim", "Ledger", "StoreError", "__version__", "extract", "open"]


def __getattr__(name: str) -> object:
    """A public name, from the module where it stands."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
