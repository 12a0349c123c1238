"""Parts of selections and answers that are read from the ledger when they are first asked for: texts, and what was set aside of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from dragoman.library.copies import Versions
from dragoman.records.folded import folded_space
from dragoman.records.run import Run
from dragoman.records.text import SetAside
from dragoman.store import Store


class Texts(Mapping[str, str]):
    """Text id → characters. read: gives those of one."""

    def __init__(self, read: Callable[[str], str], ids: Iterable[str]) -> None:
        self._read, self._ids = read, dict.fromkeys(ids)
        self._held: dict[str, str] = {}

    def __getitem__(self, text_id: str) -> str:
        if text_id not in self._ids:
            raise KeyError(text_id)
        if text_id not in self._held:
            self._held[text_id] = self._read(text_id)
        return self._held[text_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class NamedTexts(Mapping[str, str]):
    """Name → characters of Texts, read from the ledger when they are first asked for, also after it was closed.

    again: opens the ledger. ids: name → text id.
    """

    def __init__(self, again: Callable[[], Store], ids: Mapping[str, str]) -> None:
        self._again, self._ids = again, ids
        self._held: dict[str, str] = {}
        self._store: Store | None = None

    def __getitem__(self, name: str) -> str:
        text_id = self._ids[name]
        if text_id not in self._held:
            self._store = self._store or self._again()
            self._held[text_id] = self._store.text(text_id)
        return self._held[text_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class SetAsides(Mapping[str, tuple[SetAside, ...]]):
    """Parts set aside by document; those of exact copies, and what later versions of a story repeat, stand once."""

    def __init__(self, store: Store, run: Run, known: Versions, texts: Mapping[str, str]) -> None:
        self._store, self._run, self._known, self._texts = store, run, known, texts
        self._held: dict[str, tuple[SetAside, ...]] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Document → its places, of those that are no exact copies."""
        found: dict[str, list[int]] = {}
        for place, stored in enumerate(self._known.held):
            if self._known.exact(place) is None:
                found.setdefault(stored.reading.document, []).append(place)
        return found

    def __getitem__(self, document: str) -> tuple[SetAside, ...]:
        if document not in self._held:
            for place in self._places[document]:
                self._hold(place)
        return self._held[document]

    def _hold(self, place: int) -> None:
        """Finds what was set aside of all documents of a story, in order of publication."""
        told: set[str] = set()
        for member in self._known.members(place):
            if self._known.exact(member) is None:
                stored = self._known.held[member]
                parts = self._store.set_aside(self._run.id, stored, self._texts[stored.reading.text_id])
                self._held[stored.reading.document] = tuple(s for s in parts if folded_space(s.span.text) not in told)
                told |= {folded_space(s.span.text) for s in parts}

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
