"""What a format is handed: iterators over the ledger, so that memory does not grow with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.codebook.folder import Folder
from dragoman.export.choice import Choice
from dragoman.records.run import Run
from dragoman.records.text import Reading
from dragoman.records.told import ToldBody, ToldDocument


@dataclass(slots=True)
class Tally:
    """What came of one writing: rows, and how many of what were left out, by reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Handed:
    """claims, events, documents, readings: each call starts anew.

    claims: those chosen, as each Reading tells them, copies marked. events: id of an event and its chosen claims, earliest
    first, copies left out; events without one are not given. readings: (Reading, the document it copies). text: the
    characters of a Text by its id. run: whose claims they are. folder: the codebook that codes of other formats come
    from. choice: what claims were chosen by. tally: of this writing; it starts at nothing.
    older_codes, host_rows: as `dragoman.export.cameo` explains them. raw: cells of CSV stay as they are.
    """

    claims: Callable[[], Iterator[ToldBody]]
    events: Callable[[], Iterator[tuple[str, tuple[ToldBody, ...]]]]
    documents: Callable[[], Iterator[ToldDocument]]
    readings: Callable[[], Iterator[tuple[Reading, str | None]]]
    text: Callable[[str], str]
    run: Run | None
    ledger: str
    choice: Choice = field(default_factory=Choice)
    folder: Folder = field(default_factory=Folder)
    older_codes: bool = False
    host_rows: bool = False
    raw: bool = False
    tally: Tally = field(default_factory=Tally)

    @property
    def options(self) -> dict[str, object]:
        """What the rows were chosen and made by, in words."""
        said = self.choice.in_words()
        for name in ("older_codes", "host_rows", "raw"):
            if getattr(self, name):
                said[name] = True
        return said
