"""Answers of a language model, kept in a file of their own by model and question, so that a reading that goes on asks nothing twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_TABLE = """CREATE TABLE IF NOT EXISTS answers (sign TEXT PRIMARY KEY, model TEXT NOT NULL, answer TEXT NOT NULL, tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"""


class AnswersError(Exception):
    """A file that cannot keep answers; its message names it, and the way out."""


class Answers:
    """Kept answers. path: a SQLite file, made on first use; null keeps them in memory alone."""

    def __init__(self, path: Path | None = None) -> None:
        try:
            self._connection = sqlite3.connect(":memory:" if path is None else path)
            self._connection.execute(_TABLE)
        except sqlite3.Error as error:
            raise AnswersError(
                f"{path}: answers cannot be kept there ({error}); name another --model-answers."
            ) from error

    def get(self, sign: str) -> str | None:
        """The answer to the question with a sign, or null."""
        row = self._connection.execute("SELECT answer FROM answers WHERE sign = ?", (sign,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, sign: str, model: str, answer: str, tokens: tuple[int, int]) -> None:
        """Keeps an answer, at once."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO answers (sign, model, answer, tokens_in, tokens_out) VALUES (?, ?, ?, ?, ?)",
                (sign, model, answer, *tokens),
            )

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()
