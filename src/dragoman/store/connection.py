"""Opens a ledger's SQLite file: pragmas, version, migrations."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.store.errors import BUSY_SECONDS, guarded, problem_code, store_error
from dragoman.store.migrations import MIGRATIONS, migration

# "DRAG" as a number: tells our files from other SQLite files.
APPLICATION_ID = 0x44524147
# Pages of a ledger held in memory at most; keys of copies lie all over their index.
CACHE_KIB = 64 * 1024
RETRY_SECONDS = 0.01
MEMORY = ":memory:"


def connect(path: str, must_exist: bool = False) -> sqlite3.Connection:
    """A connection to the ledger at `path` (or `:memory:`), made or migrated to this version where needed.

    must_exist: a missing file is an error, and a file that cannot be written is opened for reading.
    Raises StoreError: ledger.missing, foreign, newer, damaged, locked, read_only, full.
    """
    if path != MEMORY:
        _check_place(path, must_exist)
    with guarded(path):
        writable = path == MEMORY or _writable(Path(path))
        connection = _open(path) if writable else _open_read_only(path)
        try:
            _prepare(connection, path, writable)
        except BaseException:
            connection.close()
            raise
        return connection


def _check_place(path: str, must_exist: bool) -> None:
    place = Path(path)
    if place.is_dir():
        raise store_error("ledger.foreign", path, reason="it is a folder")
    if place.exists():
        return
    if must_exist:
        raise store_error("ledger.missing", path)
    if not place.parent.is_dir():
        raise store_error("ledger.read_only", path, reason=f"there is no folder {place.parent}")


def _writable(place: Path) -> bool:
    """Whether ledger and journal can be written. A new file in a folder that cannot is an error that SQLite gives."""
    return not place.exists() or (os.access(place, os.W_OK) and os.access(place.parent, os.W_OK))


def _open(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _open_read_only(path: str) -> sqlite3.Connection:
    """Where not even a lock can be written, a ledger at rest is read as it is (`immutable`)."""
    at_rest = "&immutable=1" if not Path(f"{path}-wal").exists() else ""
    uri = f"{Path(path).resolve().as_uri()}?mode=ro{at_rest}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _prepare(connection: sqlite3.Connection, path: str, writable: bool) -> None:
    known = len(MIGRATIONS)
    with _one_look(connection):
        version = _number(connection, "user_version")
        ours = _number(connection, "application_id") == APPLICATION_ID or _is_blank(connection)
    if not ours:
        raise store_error("ledger.foreign", path, reason="it is another program's SQLite file")
    if version > known:
        raise store_error("ledger.newer", path, found=version, known=known)
    if version == known:
        return
    if not writable:
        raise store_error("ledger.read_only", path, reason=f"its version {version} must be brought to {known}")
    _keep_log(connection)
    migrate(connection)


@contextmanager
def _one_look(connection: sqlite3.Connection) -> Iterator[None]:
    """What is read inside is of one moment, whatever another first writer commits meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _keep_log(connection: sqlite3.Connection) -> None:
    """Sets the write-ahead log. SQLite refuses the change at once, without its wait for locks, where another first writer is at it."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if problem_code(error) != "ledger.locked" or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)


def migrate(connection: sqlite3.Connection, to: int = len(MIGRATIONS)) -> None:
    """Applies the migrations that are missing up to version `to`, each with its number in one transaction."""
    for number in range(1, to + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _number(connection, "user_version") < number:
                migration(number).apply(connection)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _is_blank(connection: sqlite3.Connection) -> bool:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]) == 0
