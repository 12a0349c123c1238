"""Copies a ledger while it is in use, and proves the copy before it gets its name."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from dragoman.store import checks, reading
from dragoman.store.connection import connect
from dragoman.store.errors import guarded, store_error

PART = ".part"
# What SQLite keeps beside a ledger while it is open.
BESIDE = ("-wal", "-shm", "-journal")


def backup(source: sqlite3.Connection, path: str, target: Path, replace: bool) -> dict[str, int]:
    """Copies the ledger at `path` to `target`; what the copy holds. Raises StoreError: backup.exists, backup.broken, ledger.*."""
    if target.exists() and (not replace or _same(target, path)):
        raise store_error("backup.same" if _same(target, path) else "backup.exists", str(target))
    part = target.with_name(target.name + PART)
    _remove(part)
    try:
        counts = _copied(source, part)
        with guarded(str(target)):
            # Left of an earlier file of this name, they would be taken for the copy's own.
            for beside in BESIDE:
                target.with_name(target.name + beside).unlink(missing_ok=True)
            part.replace(target)
    except OSError as error:
        raise store_error("ledger.read_only", str(target), reason=error.strerror or str(error)) from error
    finally:
        _remove(part)
    return counts


def _copied(source: sqlite3.Connection, part: Path) -> dict[str, int]:
    with guarded(str(part)), closing(connect(str(part))) as copy:
        source.backup(copy)
        # One file that can be carried away: nothing is left in a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
        problems = list(checks.check(copy, str(part)))
        if problems:
            raise store_error("backup.broken", str(part), count=len(problems), first=str(problems[0]))
        return reading.counts(copy)


def _same(target: Path, path: str) -> bool:
    return Path(path).exists() and target.exists() and target.samefile(path)


def _remove(part: Path) -> None:
    for beside in ("", *BESIDE):
        with suppress(OSError):
            part.with_name(part.name + beside).unlink(missing_ok=True)
