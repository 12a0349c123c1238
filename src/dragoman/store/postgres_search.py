"""Full-text search by PostgreSQL's tsvector, with words folded here, so that a search finds the same as with SQLite."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from dragoman.store import rows
from dragoman.store.engine import Connection
from dragoman.store.search import phrases

# A tsvector keeps no places beyond 16,383; a longer text is indexed in parts, which overlap so that a phrase is in one of them.
WORDS_A_PART = 16_000
OVERLAP = 50
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> list[str]:
    """The words of a text in lower case and without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(plain.lower())


def _parts(words: list[str]) -> list[str]:
    return [" ".join(words[at : at + WORDS_A_PART]) for at in range(0, max(1, len(words)), WORDS_A_PART - OVERLAP)]


class Tsvector:
    """As `engine.FullText`."""

    def add_text(self, connection: Connection, no: int, title: str, characters: str) -> None:
        """Adds a Text by its number."""
        # The mark between title and text is in no query, so that no phrase goes across it.
        for part, words in enumerate(_parts([*folded(title), "titleend", *folded(characters)])):
            connection.execute("INSERT INTO text_search VALUES (?, ?, to_tsvector('simple', ?))", (no, part, words))

    def add_claim(self, connection: Connection, no: int, evidence: str) -> None:
        """Adds a claim by its number."""
        connection.execute(
            "INSERT INTO claim_search VALUES (?, to_tsvector('simple', ?))", (no, " ".join(folded(evidence)))
        )

    def claims(self, connection: Connection, query: str) -> tuple[str, tuple[Any, ...]] | None:
        """As `engine.FullText.claims`."""
        asked = _terms(query)
        whole = " & ".join(asked)
        ranked = "SELECT claim AS no, -ts_rank(words, CAST(? AS tsquery)) AS rank FROM claim_search WHERE words @@ CAST(? AS tsquery)"
        return (ranked, (whole, whole)) if asked else None

    def texts(self, connection: Connection, query: str) -> tuple[str, tuple[Any, ...]] | None:
        """As `engine.FullText.texts`: each term may be in another part of a long text."""
        asked = _terms(query)
        held = " AND ".join("text IN (SELECT text FROM text_search WHERE words @@ CAST(? AS tsquery))" for _ in asked)
        ranked = "SELECT text AS no, -max(ts_rank(words, CAST(? AS tsquery))) AS rank FROM text_search"
        return (f"{ranked} WHERE {held} GROUP BY text", (" | ".join(asked), *asked)) if asked else None

    def rebuild(self, connection: Connection) -> None:
        """Empties the indexes and fills them again."""
        for table in ("text_search", "claim_search"):
            connection.execute(f"DELETE FROM {table}")
        for no, title, characters in _texts(connection):
            self.add_text(connection, no, title, characters)
        for no, evidence in _claims(connection):
            self.add_claim(connection, no, evidence)

    def strays(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """(index, what differs): texts and claims whose words are not in the index, or others."""
        query = "SELECT count(*) FROM text_search WHERE text = ? AND part = ? AND words = to_tsvector('simple', ?)"
        wrong = {
            no for no, title, characters in _texts(connection)
            for part, words in enumerate(_parts([*folded(title), "titleend", *folded(characters)]))
            if connection.execute(query, (no, part, words)).fetchone()[0] != 1
        }  # fmt: skip
        if wrong:
            yield "text_search", f"{len(wrong)} rows, as row {min(wrong)}"
        query = "SELECT count(*) FROM claim_search WHERE claim = ? AND words = to_tsvector('simple', ?)"
        claims = {
            no for no, evidence in _claims(connection)
            if connection.execute(query, (no, " ".join(folded(evidence)))).fetchone()[0] != 1
        }  # fmt: skip
        if claims:
            yield "claim_search", f"{len(claims)} rows, as row {min(claims)}"


def _terms(query: str) -> list[str]:
    """What is asked, a term of a tsquery each."""
    found = []
    for words, any_end in phrases(query):
        plain = folded(" ".join(words))
        if plain:
            found.append("(" + " <-> ".join(f"'{w}'" + (":*" if any_end and n == len(plain) - 1 else "") for n, w in enumerate(plain)) + ")")  # fmt: skip
    return found


def _texts(connection: Connection) -> Iterator[tuple[int, str, str]]:
    query = """SELECT t.no, t.characters, (SELECT r.title FROM readings r WHERE r.text = t.no ORDER BY r.no LIMIT 1)
               FROM texts t ORDER BY t.no"""
    for no, blob, title in connection.execute(query):
        yield no, title or "", rows.unpacked(blob)


def _claims(connection: Connection) -> Iterator[tuple[int, str]]:
    for no, body in connection.execute("SELECT no, body FROM claims ORDER BY no"):
        yield no, json.loads(body)["evidence"]["text"]
