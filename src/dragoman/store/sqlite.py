"""The store, on whichever engine: what the library asks of a ledger, every error as StoreError."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from dragoman.records.coded import Coded
from dragoman.records.event import Event
from dragoman.records.judgement import Judgement
from dragoman.records.likeness import Likeness, StoredSketch
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, SetAside
from dragoman.records.told import ToldClaim
from dragoman.store import checks, choosing, copies, journal, keeping, postgres, reading, search, streaming, writing
from dragoman.store.backup import backup
from dragoman.store.choosing import Asked, Choice, Sign
from dragoman.store.connection import MEMORY, connect
from dragoman.store.copies import Compare
from dragoman.store.engine import Connection, full_text
from dragoman.store.errors import BUSY_SECONDS, StoreError, guarded, store_error
from dragoman.store.journal import Mark
from dragoman.store.merged_rows import MergedRows
from dragoman.store.reading import CURRENT_RUN, MERGED
from dragoman.store.rows import ListedReading, StoredReading
from dragoman.store.search import Hit
from dragoman.store.streaming import CodedReading, StoredBody, StoredEvent


def open_store(path: str | Path, must_exist: bool = False) -> Store:
    """The store at `path`, made if there is none: a file, `:memory:`, which keeps nothing, or a `postgresql://` address.

    Raises StoreError.
    """
    name = str(path)
    if postgres.is_address(name):
        return Store(postgres.shown(name), postgres.connect(name, must_exist), name)
    return Store(name, connect(name, must_exist), name)


class Store:
    """A ledger's file, open. All methods raise StoreError, with the file and the way out."""

    def __init__(self, path: str, connection: Connection, address: str) -> None:
        self.path = path
        self._connection, self._address = connection, address

    def again(self) -> Store:
        """The same ledger opened anew, also after this store was closed."""
        return open_store(self._address, must_exist=True)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    # Writing -----------------------------------------------------------------------------------------------------

    def add(self, given: Reading, location: str, coded: Coded, problems: Sequence[Problem], run: Run) -> None:
        """A coded document, all of it or nothing.

        given: its Reading as decoded. The first run becomes the current one.
        """
        self.add_all([(given, location, coded, problems)], run)

    def add_all(
        self,
        documents: Iterable[tuple[Reading, str, Coded, Sequence[Problem]]],
        run: Run,
        marks: Iterable[Mark] = (),
    ) -> None:
        """Coded documents, each as of `add`, and how far the reading of their files has come: all of it or nothing."""
        with guarded(self.path), writing.transaction(self._connection) as connection:
            run_no = writing.run_no(connection, run)
            for given, location, coded, problems in documents:
                reading_no = writing.add_reading(connection, given, location, coded.document)
                writing.add_coded(connection, reading_no, run_no, coded, problems)
            if reading.setting(connection, CURRENT_RUN) is None:
                writing.set_setting(connection, CURRENT_RUN, run.id)
            journal.set_marks(connection, run.id, marks)

    def marks(self, run: str) -> dict[str, Mark]:
        """Location → how far a reading that was stopped had come in the file there."""
        with guarded(self.path):
            return journal.marks(self._connection, run)

    def forget_marks(self, run: str) -> None:
        """The reading is finished: the next one looks at everything again."""
        with guarded(self.path):
            if journal.marks(self._connection, run):
                with writing.transaction(self._connection) as connection:
                    journal.forget(connection, run)

    def add_twin(self, given: Document, location: str, problems: Sequence[Problem], run: Run) -> bool:
        """A document whose Text the run has coded under the same metadata takes over its claims.

        False if there is none.
        """
        with guarded(self.path):
            twin = reading.twin(self._connection, run.id, given.reading)
            if twin is None:
                return False
            with writing.transaction(self._connection) as connection:
                reading_no = writing.add_reading(connection, given.reading, location, given)
                writing.copy_coded(connection, reading_no, writing.run_no(connection, run), twin, problems)
        return True

    def has_twin(self, given: Reading, run: Run) -> bool:
        """Whether the run has coded a document of the same Text under the same metadata."""
        with guarded(self.path):
            return reading.twin(self._connection, run.id, given) is not None

    def add_recoded(self, stored: StoredReading, coded: Coded, problems: Sequence[Problem], run: Run) -> None:
        """The claims that another run draws from a Reading that is here already."""
        with guarded(self.path), writing.transaction(self._connection) as connection:
            writing.add_coded(connection, stored.no, writing.run_no(connection, run), coded, problems)

    def set_current(self, run: str) -> None:
        """Marks the run that answers are drawn from."""
        with guarded(self.path), writing.transaction(self._connection) as connection:
            writing.set_setting(connection, CURRENT_RUN, run)

    def state(self, run: str) -> str:
        """What the run holds now, as far as its events depend on it: ask before merging, and give it to `set_events`."""
        with guarded(self.path):
            return reading.state(self._connection, self._run_no(run))

    def set_events(self, run: str, events: Iterable[Event], state: str | None = None) -> None:
        """The events of a run in place of those before.

        state: as it was before the merging began; what others added since then is still to be merged. Where another writer has
        merged all that is there, theirs stay.
        """
        with guarded(self.path), writing.transaction(self._connection) as connection:
            number = self._run_no(run)
            now = reading.state(connection, number)
            if state not in (None, now) and reading.setting(connection, f"{MERGED} {run}") == now:
                return
            writing.replace_events(connection, number, events)
            writing.set_setting(connection, f"{MERGED} {run}", now if state is None else state)

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Judgements as new rows, all or none; known ones stay as they are. How many were new."""
        with guarded(self.path), writing.transaction(self._connection) as connection:
            return sum(writing.add_judgement(connection, judgement) for judgement in judgements)

    def add_judgement(self, judgement: Judgement) -> None:
        """A judgement as a new row."""
        self.add_judgements([judgement])

    def add_sketches(self, scheme: int, sketches: Mapping[str, StoredSketch], compare: Compare) -> None:
        """Sketches of texts by their id, with their likeness to the texts here that share keys with them; texts that have one keep it."""
        with guarded(self.path), writing.transaction(self._connection) as connection:
            for text_id in copies.unsketched(connection, scheme, list(sketches)):
                copies.add_sketch(connection, text_id, scheme, sketches[text_id], compare)

    # Reading -----------------------------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside the block is of one moment, whatever others write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with guarded(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def without_sketch(self, scheme: int, limit: int) -> list[str]:
        """Ids of up to `limit` texts that have no sketch of this scheme."""
        with guarded(self.path):
            return copies.without_sketch(self._connection, scheme, limit)

    def likenesses(self) -> dict[tuple[str, str], Likeness]:
        """(text id, text id) → how the two are copies of each other, each pair once."""
        with guarded(self.path):
            return dict(copies.likenesses(self._connection))

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Text id → (words, place among the versions of a day), of the texts that are copies of others."""
        with guarded(self.path):
            return copies.sizes(self._connection)

    def parses(self, signs: Sequence[str]) -> dict[str, bytes]:
        """Sign → parse of a paragraph, of those that are known."""
        with guarded(self.path):
            return copies.parses(self._connection, signs)

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        with guarded(self.path):
            return reading.runs(self._connection)

    def current_run(self) -> Run | None:
        """The run that answers are drawn from; null in a new ledger."""
        with guarded(self.path):
            current = reading.setting(self._connection, CURRENT_RUN)
            return next((run for run in reading.runs(self._connection) if run.id == current), None)

    def is_coded(self, run: Run, location: str, given: Reading) -> bool:
        """Whether `location` was read as it is given, and coded by the run."""
        with guarded(self.path):
            return reading.is_coded(self._connection, run.id, location, given)

    def readings(self, run: str | None = None) -> Iterator[StoredReading]:
        """The Readings that hold, in order of publication; those that the run has coded, or all."""
        with guarded(self.path):
            yield from reading.readings(self._connection, None if run is None else self._run_no(run))

    def listed_readings(self, run: str) -> list[ListedReading]:
        """The Readings that hold and that the run has coded, in order of publication, with no more than lists show."""
        with guarded(self.path):
            return reading.listed(self._connection, self._run_no(run))

    def reading_named(self, run: str, document: str) -> StoredReading | None:
        """The first Reading of a document's whole name that holds and that the run has coded, or null."""
        with guarded(self.path):
            return reading.named(self._connection, self._run_no(run), document)

    def not_coded(self, run: str) -> list[StoredReading]:
        """The Readings that hold and that the run has not coded."""
        with guarded(self.path):
            return reading.not_coded(self._connection, self._run_no(run))

    def text(self, text_id: str) -> str:
        """The characters of a Text. Raises KeyError."""
        with guarded(self.path):
            return reading.text(self._connection, text_id)

    def told(
        self, run: str, stored: StoredReading, copy_of: str | None = None, only: Container[str] | None = None
    ) -> Iterator[ToldClaim]:
        """The claims that one Reading tells in a run, in order of the text, each with its event. only: ids of those that are wanted."""
        with guarded(self.path):
            yield from reading.told(self._connection, self._run_no(run), run, stored, copy_of, only)

    def tellers(self, run: str, prefix: str) -> dict[str, StoredReading]:
        """The claims of a run whose id begins with `prefix`, each with the first of the Readings that tell it."""
        with guarded(self.path):
            return reading.tellers(self._connection, self._run_no(run), prefix)

    def event(self, run: str, claim: str) -> Event | None:
        """The event that a claim was put into, or null."""
        with guarded(self.path):
            return reading.event(self._connection, self._run_no(run), claim)

    def set_aside(self, run: str, stored: StoredReading, text: str) -> tuple[SetAside, ...]:
        """What the run set aside of a Reading's Text."""
        with guarded(self.path):
            return reading.set_aside(self._connection, self._run_no(run), stored, text)

    def problems(self, run: str) -> tuple[Problem, ...]:
        """The problems that the run met in the Readings that hold."""
        with guarded(self.path):
            return reading.problems(self._connection, self._run_no(run))

    def events(self, run: str) -> tuple[Event, ...] | None:
        """The events of a run; null where claims came in since they were merged."""
        with guarded(self.path):
            if not self.events_hold(run):
                return None
            return tuple(reading.events(self._connection, self._run_no(run)))

    def parts_of(self, run: str, event: str) -> list[str]:
        """Ids of the events of a run that are parts of one."""
        with guarded(self.path):
            return reading.parts_of(self._connection, self._run_no(run), event)

    def coded_readings(self, run: str) -> Iterator[CodedReading]:
        """The Readings that hold and that the run coded, in order of publication, one in memory at a time."""
        with guarded(self.path):
            yield from streaming.coded_readings(self._connection, self._run_no(run))

    def reading_numbered(self, no: int) -> StoredReading:
        """The Reading with a number that `coded_readings` gave."""
        with guarded(self.path):
            return streaming.reading_numbered(self._connection, no)

    def bodies(self, run: str, reading_no: int) -> Iterator[StoredBody]:
        """The claims that one Reading tells in a run, in order of the text, as stored."""
        with guarded(self.path):
            yield from streaming.bodies(self._connection, self._run_no(run), reading_no)

    def stream_events(self, run: str, merged: Iterable[Event] | None = None) -> Iterator[StoredEvent]:
        """The events of a run with their claims as stored, one in memory at a time.

        merged: the events, where those that the ledger holds are out of date.
        """
        with guarded(self.path):
            number = self._run_no(run)
            if merged is None:
                yield from streaming.events(self._connection, number)
            else:
                plain = ((event.id, event.claims) for event in merged)
                yield from streaming.events_of(self._connection, number, plain)

    def choice(self, run: str, asked: Asked) -> Choice | None:
        """The events and claims of a run that an answer can need; null where claims came in since the events were merged."""
        with guarded(self.path):
            if not self.events_hold(run):
                return None
            return choosing.choice(self._connection, self._run_no(run), asked)

    def text_counts(self, run: str, least: float) -> dict[str, tuple[int, int]]:
        """Text id → how many claims of the run its first Reading tells, with at least a confidence, and below it."""
        with guarded(self.path):
            return choosing.text_counts(self._connection, self._run_no(run), least)

    def sign(self, run: str) -> Sign:
        """Changes whenever what answers from a run are made from does."""
        with guarded(self.path):
            merged = reading.setting(self._connection, f"{MERGED} {run}")
            return choosing.sign(self._connection, self._run_no(run), merged)

    def kept_answer(self, question: str, state: str) -> bytes | None:
        """What `keep_answer` kept for a question in this state, or null."""
        with guarded(self.path):
            return keeping.answer(self._connection, question, state)

    def keep_answer(self, run: str, question: str, state: str, body: bytes) -> None:
        """Keeps the answer to a question from a run, unless the ledger has changed since it was in `state`, as `str(sign(run))` tells.

        Raises StoreError where it cannot be written, at once where another program is writing.
        """
        with guarded(self.path), self._without_waiting(), writing.transaction(self._connection, True) as connection:
            if str(self.sign(run)) == state:
                keeping.keep(connection, question, state, body)

    def merged(self, run: str) -> MergedRows:
        """The merged events of a run that are kept as rows."""
        return MergedRows(self.path, self._connection, self._run_no(run))

    @contextmanager
    def _without_waiting(self) -> Iterator[None]:
        """SQLite gives up at once where another program is writing; a server's writers are waited for."""
        if not isinstance(self._connection, sqlite3.Connection):
            yield
            return
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")

    @property
    def keeps(self) -> bool:
        """Whether what is written outlives the program, and nothing that is read now is of one moment alone."""
        return self.path != MEMORY and not self._connection.in_transaction

    def events_hold(self, run: str) -> bool:
        """Whether the events of a run are up to date; no where claims came in since they were merged."""
        with guarded(self.path):
            number = self._run_no(run)
            merged = reading.setting(self._connection, f"{MERGED} {run}")
            return merged == reading.state(self._connection, number)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        with guarded(self.path):
            return reading.judgements(self._connection)

    def search_claims(self, run: str, query: str, limit: int) -> Iterator[Hit]:
        """Claims whose evidence has the words of `query`, best first."""
        with guarded(self.path):
            yield from search.claims(self._connection, self._run_no(run), query, limit)

    def search_documents(self, query: str, limit: int) -> Iterator[Hit]:
        """Documents whose title or text has the words of `query`, best first."""
        with guarded(self.path):
            yield from search.documents(self._connection, query, limit)

    def check(self) -> list[Problem]:
        """What is not whole: pages, keys, texts, spans, references, events, the full-text index."""
        with guarded(self.path):
            return list(checks.check(self._connection, self.path))

    def rebuild_search(self) -> None:
        """Makes the full-text index anew from texts and claims."""
        with guarded(self.path), writing.transaction(self._connection) as connection:
            full_text(connection).rebuild(connection)

    def counts(self) -> dict[str, int]:
        """How many texts, readings, claims, events, judgements and runs there are."""
        with guarded(self.path):
            return reading.counts(self._connection)

    def counts_of(self, run: str) -> dict[str, int]:
        """How many documents that hold a run has coded, and how many claims and events it has."""
        with guarded(self.path):
            return reading.counts_of(self._connection, self._run_no(run))

    def backup(self, target: str | Path, replace: bool = False) -> dict[str, int]:
        """A whole copy at `target`, also while others write, proved whole before it gets its name; what it holds.

        replace: a file that is there may be written over. Raises StoreError, also where the copy is not whole.
        """
        if not isinstance(self._connection, sqlite3.Connection):
            raise store_error("backup.server", self.path)
        return backup(self._connection, self.path, Path(target), replace)

    def _run_no(self, run: str) -> int:
        number = reading.run_no(self._connection, run)
        if number is None:
            raise self.unknown_run(run)
        return number

    def unknown_run(self, run: str) -> StoreError:
        """The error that says which runs there are."""
        known = ", ".join(one.id for one in self.runs()) or "none"
        return store_error("run.unknown", self.path, run=run, runs=known)
