"""What can go wrong with a ledger's file, each as one clear line with the way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.records.problem import Problem

BUSY_SECONDS = 20
CODES: dict[int, str] = (
    {
        sqlite3.SQLITE_BUSY: "ledger.locked",
        sqlite3.SQLITE_LOCKED: "ledger.locked",
        sqlite3.SQLITE_READONLY: "ledger.read_only",
        sqlite3.SQLITE_CANTOPEN: "ledger.read_only",
        sqlite3.SQLITE_PERM: "ledger.read_only",
        sqlite3.SQLITE_FULL: "ledger.full",
        sqlite3.SQLITE_IOERR: "ledger.io",
        sqlite3.SQLITE_CORRUPT: "ledger.damaged",
        sqlite3.SQLITE_NOTADB: "ledger.foreign",
    }
    if hasattr(sqlite3, "SQLITE_BUSY")
    else {}
)
# Python 3.10 has no error codes; SQLite's messages are stable.
MESSAGES: tuple[tuple[str, str], ...] = (
    ("is locked", "ledger.locked"),
    ("readonly", "ledger.read_only"),
    ("unable to open", "ledger.read_only"),
    ("disk is full", "ledger.full"),
    ("disk I/O error", "ledger.io"),
    ("malformed", "ledger.damaged"),
    ("not a database", "ledger.foreign"),
)


class StoreError(Exception):
    """A ledger that cannot be opened, read or written; `problem` names the file, what was found and the way out."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def store_error(code: str, path: str, **values: object) -> StoreError:
    """The error of a code of the catalogue for the ledger at `path`."""
    return StoreError(Problem(code, path, values=values))


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Turns SQLite's errors inside the block into StoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise store_error(problem_code(error), path, reason=str(error), seconds=BUSY_SECONDS) from error


def problem_code(error: sqlite3.DatabaseError) -> str:
    """The catalogue's code of what SQLite says."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None and number & 0xFF in CODES:
        return CODES[number & 0xFF]
    return next((code for sign, code in MESSAGES if sign in str(error)), "ledger.failed")
