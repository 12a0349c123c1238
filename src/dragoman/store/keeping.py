"""Answers that took long, kept in the ledger: every writing transaction but their own lets go of all of them (`writing.transaction`)."""

from __future__ import annotations

import zlib

from dragoman.store.engine import Connection

# Bytes of answers kept at once; the oldest go first.
MOST = 64 * 1024 * 1024


def answer(connection: Connection, question: str, state: str) -> bytes | None:
    """The answer to a question that was made from this state of the ledger, or null; also where its bytes are damaged."""
    row = connection.execute("SELECT body FROM answers WHERE question = ? AND state = ?", (question, state)).fetchone()
    try:
        return zlib.decompress(row[0]) if row else None
    except zlib.error:
        return None


def keep(connection: Connection, question: str, state: str, body: bytes) -> None:
    """Keeps an answer, inside a transaction; one that is larger than all that may be kept is not."""
    small = zlib.compress(body, 1)
    connection.execute("DELETE FROM answers WHERE question = ?", (question,))
    if len(small) > MOST:
        return
    connection.execute("INSERT INTO answers (question, state, body) VALUES (?, ?, ?)", (question, state, small))
    total = 0
    for no, size in connection.execute("SELECT no, length(body) FROM answers ORDER BY no DESC").fetchall():
        total += size
        if total > MOST:
            connection.execute("DELETE FROM answers WHERE no = ?", (no,))
