"""The documents of a ledger, one by one: listed, and each with the claims that stand on it, without reading the others."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.library import view
from dragoman.library.ledger import Ledger
from dragoman.records.text import Reading
from dragoman.records.told import ToldClaim
from dragoman.store import StoredReading


@dataclass(frozen=True, slots=True)
class Told:
    """A document with its Text and the claims that stand on it, judgements applied, in order of the text."""

    reading: Reading
    text: str
    claims: tuple[ToldClaim, ...]


class Shelf:
    """Documents of one ledger's current run. All methods raise StoreError when its file cannot be used."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._state: object = None
        self._stored: dict[str, StoredReading] = {}

    def documents(self) -> tuple[Reading, ...]:
        """The documents that hold, in order of publication."""
        return tuple(stored.reading for stored in self._held().values())

    def document(self, name: str) -> Told:
        """A document by its id, or the beginning of it. Raises LookupError where there is none, or there are several."""
        held = self._held()
        stored = held.get(name)
        if stored is None:
            near = [one for one in held if name and one.startswith(name)]
            if len(near) != 1:
                many = f"{len(near)} documents have an id that begins with {name!r}: {', '.join(near[:5])}; give more of it."
                raise LookupError(many if near else f"There is no document {name!r}; `documents` lists them.")
            stored = held[near[0]]
        run, store = self.ledger.run(), self.ledger.store
        assert run is not None
        return Told(stored.reading, store.text(stored.reading.text_id), view.claims_as_seen(store, run, stored))

    def _held(self) -> dict[str, StoredReading]:
        run = self.ledger.run()
        state = self.ledger.store.sign(run.id) if run else None
        if state != self._state:
            self._state, self._stored = state, {}
            for stored in self.ledger.store.readings(run.id) if run else ():
                self._stored.setdefault(stored.reading.document, stored)
        return self._stored
