"""The merged events of one run as the library asks for them, every error as StoreError."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from dragoman.store import merged, reading, writing
from dragoman.store.engine import Connection
from dragoman.store.errors import guarded
from dragoman.store.merged import Entry, Facet, Sought

# The ledger's own note of what its rows were made from.
NOTE = "merged rows"


class MergedRows:
    """Rows of a run. All methods raise StoreError."""

    def __init__(self, path: str, connection: Connection, run: int) -> None:
        self._path, self._connection, self._run = path, connection, run

    @property
    def note(self) -> str | None:
        """What `keep` noted last, or null."""
        with guarded(self._path):
            return reading.setting(self._connection, NOTE)

    def keep(
        self, gone: Collection[str], entries: Iterable[Entry], note: str | None, holds: Callable[[], bool]
    ) -> bool:
        """Rows in place of those of the events `gone`, and the note of what they were made from; false, and nothing, where `holds` says no then."""
        with guarded(self._path), writing.transaction(self._connection, True) as connection:
            if not holds():
                return False
            merged.replace(connection, self._run, gone, entries)
            if note is not None:
                writing.set_setting(connection, NOTE, note)
        return True

    def forget(self) -> None:
        """No row is left, of any run."""
        with guarded(self._path), writing.transaction(self._connection, True) as connection:
            connection.execute("DELETE FROM settings WHERE name = ?", (NOTE,))
            merged.forget_all(connection)

    def signs(self) -> dict[str, str]:
        """Event → sign of what its row was made from."""
        with guarded(self._path):
            return merged.signs(self._connection, self._run)

    def members(self) -> Iterator[tuple[str, str | None, str, str]]:
        """(event, event that it is a part of, claim, id of the claim's Text) of all claims, event after event."""
        with guarded(self._path):
            yield from merged.members(self._connection, self._run)

    def touched_since(self, coded: int, readings: int, judgements: int, sketches: int) -> set[str] | None:
        """Ids of the Texts that were read, judged, or told otherwise since a state; null where all may be."""
        with guarded(self._path):
            return merged.touched_since(self._connection, self._run, coded, readings, judgements, sketches)

    def pairs(self, sought: Sought) -> list[tuple[str, int, float]]:
        """("ACTOR RECIPIENT", events, sum of their scores) of the rows that are sought, in order of the first event of each."""
        with guarded(self._path):
            return merged.pairs(self._connection, self._run, sought)

    def spots(self, sought: Sought) -> list[tuple[str | None, int, float, str | None, str | None, int]]:
        """(place, events, sum of their scores, first and last day, number of the first event) of the rows that are sought, in order of these."""
        with guarded(self._path):
            return merged.spots(self._connection, self._run, sought)

    def years(self, sought: Sought, pairs: tuple[str, str]) -> list[tuple[str, float, int]]:
        """(year, mean score, events) of the rows that are sought, that count in a year's mean and have one of two pairs ("ACTOR RECIPIENT"), in order."""
        with guarded(self._path):
            return merged.years(self._connection, self._run, sought, pairs)

    def types(self, sought: Sought) -> list[tuple[str | None, int]]:
        """(type, events) of the rows that are sought, in order of the first event of each."""
        with guarded(self._path):
            return merged.types(self._connection, self._run, sought)

    def count(self, sought: Sought) -> int:
        """How many rows are sought."""
        with guarded(self._path):
            return merged.count(self._connection, self._run, sought)

    def page(self, sought: Sought, offset: int = 0, limit: int | None = None, newest: bool = False) -> list[bytes]:
        """Bodies of a stretch of the rows that are sought, oldest or newest first; those of an unknown day last. limit: null for all."""
        with guarded(self._path):
            return merged.page(self._connection, self._run, sought, offset, limit, newest)

    def bodies(self, numbers: Sequence[int]) -> list[bytes]:
        """Bodies of rows by their numbers, in that order."""
        with guarded(self._path):
            return merged.bodies(self._connection, numbers)

    def facets(self, sought: Sought, kind: str) -> list[Facet]:
        """All facets of a kind (`party`, `actor`, `pair`, `issue`) of the rows that are sought, in their order."""
        with guarded(self._path):
            return merged.facets(self._connection, self._run, sought, kind)

    def doubts(self, sought: Sought, limit: int) -> list[tuple[float, str]]:
        """(doubt, claim) of the rows that are sought, the least number first: at most so many."""
        with guarded(self._path):
            return merged.doubts(self._connection, self._run, sought, limit)

    def sure(self, sought: Sought) -> int:
        """How many claims are shown in the rows that are sought."""
        with guarded(self._path):
            return merged.sure(self._connection, self._run, sought)

    def among(self, sought: Sought, claims: Collection[str]) -> set[str]:
        """Of some claims those that are shown in the rows that are sought."""
        with guarded(self._path):
            return merged.among(self._connection, self._run, sought, claims)

    def totals(self) -> tuple[int, int]:
        """How many claims are shown, and are not sure enough."""
        with guarded(self._path):
            return merged.totals(self._connection, self._run)

    def claims_of_texts(self, texts: Sequence[str]) -> dict[str, int]:
        """Text id → how many claims stand on it, of those texts that have some."""
        with guarded(self._path):
            return merged.claims_of_texts(self._connection, self._run, texts)

    def near_pair(self, one: str, other: str) -> list[int]:
        """Numbers of the rows in which two codes take part, and of those with a claim of a Text in which an event names both, in their order."""
        with guarded(self._path):
            return merged.near_pair(self._connection, self._run, one, other)

    def naming(self, codes: Sequence[str]) -> dict[str, set[str]]:
        """Text id → those of the codes that its words or its claims name."""
        with guarded(self._path):
            return merged.naming(self._connection, self._run, codes)

    def unnamed(self, limit: int) -> list[str]:
        """Ids of up to so many Texts that were not looked through for names of countries."""
        with guarded(self._path):
            return merged.unnamed(self._connection, self._run, limit)

    def add_names(self, names: Mapping[str, Collection[str]]) -> None:
        """The codes of the countries that Texts name by their words."""
        with guarded(self._path), writing.transaction(self._connection, True) as connection:
            merged.add_names(connection, names)
