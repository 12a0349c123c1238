"""What the store asks of an engine: SQLite's own connection has it, and PostgreSQL's is made to.

SQL is written once, in SQLite's words; `postgres.py` says what differs there. Full-text search differs wholly: `full_text`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

AT_ONCE = 500  # values that one statement names, at most: engines have a limit
Parameters = Sequence[Any] | Mapping[str, Any]
Value = TypeVar("Value")


class Cursor(Protocol):
    """The rows of a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    def fetchone(self) -> Any:
        """The next row as a tuple, or null."""

    def fetchall(self) -> list[Any]:
        """All further rows."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection that runs statements; transactions are begun and ended by statements too."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor:
        """Runs a statement."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Runs a statement for each of several sets of parameters."""

    def close(self) -> None:
        """Lets go of the ledger."""


def in_parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Values for one statement after the other, as many as each may name."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


class FullText(Protocol):
    """An engine's full-text index over evidence and documents. Words are found in any case and without accents."""

    def add_text(self, connection: Connection, no: int, title: str, characters: str) -> None:
        """Adds a Text by its number."""

    def add_claim(self, connection: Connection, no: int, evidence: str) -> None:
        """Adds a claim by its number."""

    def claims(self, connection: Connection, query: str) -> tuple[str, tuple[Any, ...]] | None:
        """A subquery `(no, rank)` of the claims that have the words, lower ranks first, and its parameters; null where none can."""

    def texts(self, connection: Connection, query: str) -> tuple[str, tuple[Any, ...]] | None:
        """As `claims`, of texts."""

    def rebuild(self, connection: Connection) -> None:
        """Makes the index anew."""

    def strays(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """(index, what differs) for each index that is not as texts and claims say."""


def full_text(connection: Connection) -> FullText:
    """The full-text index of the engine of a connection."""
    if isinstance(connection, sqlite3.Connection):
        from dragoman.store.search_index import Fts5

        return Fts5()
    from dragoman.store.postgres_search import Tsvector

    return Tsvector()
