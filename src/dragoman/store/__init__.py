"""The ledger's store: SQLite in one file. Texts, readings, claims and judgements are only added."""

from dragoman.records.likeness import StoredSketch
from dragoman.store.choosing import Asked, Choice, Sign
from dragoman.store.errors import StoreError
from dragoman.store.journal import Mark
from dragoman.store.merged import Entry, Shown, Sought
from dragoman.store.merged_rows import MergedRows
from dragoman.store.rows import ListedReading, StoredReading
from dragoman.store.search import Hit
from dragoman.store.sqlite import Store, open_store

__all__ = [
    "Asked", "Choice", "Entry", "Hit", "ListedReading", "Mark", "MergedRows", "Shown", "Sign", "Sought", "Store", "StoreError", "StoredReading",
    "StoredSketch", "open_store",
]  # fmt: skip
