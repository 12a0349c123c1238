"""The ledger's store: SQLite in one file. Texts, readings, claims and judgements are only added."""

from dragoman.records.likeness import StoredSketch
from dragoman.store.choosing import Asked, Choice
from dragoman.store.errors import StoreError
from dragoman.store.journal import Mark
from dragoman.store.rows import StoredReading
from dragoman.store.search import Hit
from dragoman.store.sqlite import Store, open_store

__all__ = ["Asked", "Choice", "Hit", "Mark", "Store", "StoreError", "StoredReading", "StoredSketch", "open_store"]
