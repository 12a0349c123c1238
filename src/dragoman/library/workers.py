"""Documents coded by several processes: each in one of them, under limits of time and memory, whatever becomes of that process.

The processes are those of an executor of `concurrent.futures`. A document that ends its process is told from the others by the note
that each process keeps of what it is on, is tried twice more alone, and is set aside with its problem; the others go on.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dragoman.library.beside import THREADS
from dragoman.library.coding import Coding, code_safely
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document

if TYPE_CHECKING:
    from dragoman.annotate import LookUp

# Characters that a document may have for the time limit to hold as it is; longer ones have more time in proportion.
USUAL = 10_000
_AHEAD = 2  # pieces of work for each process that are prepared
_TRIES = 2  # of a document alone: once a process may be killed by chance
_GIVE_UP = 3  # processes that ended one after another before they had begun a document
_END: list[Document] = []  # there is no further work
_LOOK = 0.2  # seconds between two looks at a process's memory


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: for a document of up to USUAL characters. memory_mb: of the process that codes it, 10⁶ bytes. Null for none."""

    seconds: float | None = 300.0
    memory_mb: float | None = 4_000.0


def limits_of(seconds: float | None, memory_mb: float | None) -> Limits:
    """Limits as a person gives them: null for the usual ones, 0 for none."""
    usual = Limits()
    return Limits(
        usual.seconds if seconds is None else seconds or None,
        usual.memory_mb if memory_mb is None else memory_mb or None,
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Documents that are coded together. number: of the work that it is of. alone: the how manieth time one is tried with no other beside
    it, after its process ended; 0 for all others.
    """

    number: int
    documents: tuple[tuple[int, Document], ...]  # each with its place in the work
    alone: int = 0


Result = tuple[int, Outcome[Coded | None]]  # the place of a document in its work


@dataclass
class Crew:
    """Processes that code. ledger: whose parses they look up, or null.

    documents, characters: how much is one work, at most: enough that handing it over costs nothing, few enough that little is lost with a process.
    waiting: works that may wait for an earlier one.
    """

    coding: Coding
    count: int
    limits: Limits
    ledger: str | None = None
    documents: int = 16
    characters: int = 60_000
    waiting: int = 64
    _executor: Executor | None = None
    _notes: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="dragoman-")
    )
    _environment: dict[str, str | None] = field(default_factory=dict)
    _failed: int = 0
    _others: set[object] = field(default_factory=set)

    def __enter__(self) -> Crew:
        self._others = set(multiprocessing.active_children())
        # A process takes one core: several threads in each would only wait for each other.
        self._environment = {name: os.environ.get(name) for name in THREADS}
        os.environ.update(dict.fromkeys(THREADS, "1"))
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for name, value in self._environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        if kind is not None:  # what is under way is wanted no more
            for process in set(multiprocessing.active_children()) - self._others:
                process.terminate()
        self._stop()
        self._notes.cleanup()

    def run_id(self) -> str:
        """Id of the run that a process makes of the coding with what is installed here, which need not be where the coding comes from."""
        return self._processes().submit(_run_id, self.coding).result()

    def run(self, work: Iterable[Sequence[Document] | None]) -> Iterator[tuple[int, list[Result]]]:
        """For each piece of the works, numbered as they come, what its documents gave, as soon as it is there. All pieces of a work have come
        once all its places have. No more works are taken than there are processes for; a null means that none is to be had for now.
        """
        coming = iter(work)
        waiting: deque[Piece] = deque()
        running: dict[Future[list[Result]], Piece] = {}
        number, more = 0, True
        while more or waiting or running:
            while more and len(running) + len(waiting) < _AHEAD * self.count:
                documents = next(coming, _END)
                if documents is None:
                    break
                more = documents is not _END
                if more and documents:
                    waiting.append(Piece(number, tuple(enumerate(documents))))
                number += 1
            self._begin(waiting, running)
            if not running:
                continue
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = [future for future in done if isinstance(future.exception(), BrokenProcessPool)]
            for future in done:
                if future not in broken:
                    self._failed = 0
                    yield running.pop(future).number, future.result()
            if broken:
                yield from self._mended(waiting, running)

    def _begin(self, waiting: deque[Piece], running: dict[Future[list[Result]], Piece]) -> None:
        """Hands pieces to the processes; one that is tried alone waits until no other runs, and the others wait for it."""
        while waiting and not any(piece.alone for piece in running.values()):
            if waiting[0].alone and running:
                break
            piece = waiting.popleft()
            executor = self._processes()
            note = str(Path(self._notes.name) / f"{piece.number}-{piece.documents[0][0]}")
            try:
                future = executor.submit(_code, self.coding, piece, self.limits, self.ledger, note)
            except BrokenProcessPool:
                waiting.appendleft(piece)
                if not running:
                    self._stop()
                    self._count_failure()
                break
            running[future] = piece

    def _processes(self) -> Executor:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.count, context, initializer=_bound)
        return self._executor

    def _mended(
        self, waiting: deque[Piece], running: dict[Future[list[Result]], Piece]
    ) -> Iterator[tuple[int, list[Result]]]:
        """After a process has ended: what was finished all the same, the document that ended it set aside, all others to be coded again."""
        self._stop()
        begun = 0
        for future, piece in list(running.items()):
            del running[future]
            if future.done() and future.exception() is None:
                yield piece.number, future.result()
                continue
            note = _Note(Path(self._notes.name) / f"{piece.number}-{piece.documents[0][0]}")
            at = note.at()
            if at is None:
                waiting.appendleft(piece)
                continue
            begun += 1
            reason = note.reason() or ("killed" if piece.alone >= _TRIES else None)
            yield from self._parted(piece, at, reason, waiting)
        if begun:
            self._failed = 0
        else:
            self._count_failure()

    def _count_failure(self) -> None:
        self._failed += 1
        if self._failed >= _GIVE_UP:
            raise RuntimeError("the processes that code end before they have begun; try with --workers 1")

    def _parted(
        self, piece: Piece, at: int, reason: str | None, waiting: deque[Piece]
    ) -> Iterator[tuple[int, list[Result]]]:
        """The piece without the document at `at`, which is set aside for the reason, or tried alone where none is known."""
        rest = tuple(pair for n, pair in enumerate(piece.documents) if n != at)
        if rest:
            waiting.append(Piece(piece.number, rest))
        place, document = piece.documents[at]
        if reason is None:
            waiting.appendleft(Piece(piece.number, (piece.documents[at],), piece.alone + 1))
            return
        values: dict[str, object] = {
            "document": document.reading.document,
            "seconds": round(_seconds(self.limits, document) or 0),
            "megabytes": round(self.limits.memory_mb or 0),
        }
        problem = Problem(f"coding.{reason}", document.reading.source, values=values)
        yield piece.number, [(place, Outcome(None, (problem,)))]

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


@dataclass(frozen=True)
class _Note:
    """What a process keeps of the piece that it is on: the document's number in it, and why it ended, if it knows."""

    path: Path

    def on(self, at: int) -> None:
        """The process begins a document."""
        self.path.write_text(str(at))

    def off(self) -> None:
        """The process has finished the piece."""
        self.path.unlink(missing_ok=True)

    def at(self) -> int | None:
        """The document that the process was on when it ended; null where it had not begun."""
        try:
            return int(self.path.read_text())
        except (OSError, ValueError):
            return None

    def ends(self, reason: str) -> None:
        """The process is about to end itself."""
        self._why.write_text(reason)

    @property
    def _why(self) -> Path:
        return self.path.with_suffix(".why")

    @property
    def trace(self) -> Path:
        """Where the process writes what it was doing when its time was up."""
        return self.path.with_suffix(".trace")

    def reason(self) -> str | None:
        """`slow`, `large`, or null where the process did not end itself. What told it is forgotten."""
        slow = self.trace.exists() and "Timeout" in self.trace.read_text(errors="replace")
        large = self._why.exists()
        for path in (self.path, self.trace, self._why):
            path.unlink(missing_ok=True)
        return "large" if large else "slow" if slow else None


# In the processes ----------------------------------------------------------------------------------------------------


def _bound() -> None:
    """Binds a new process to the one that began it: interrupts are for that one, and it does not live on without it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def leave() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=leave, daemon=True).start()


def _run_id(coding: Coding) -> str:
    return _same(coding).run().id


def _code(coding: Coding, piece: Piece, limits: Limits, ledger: str | None, note_path: str) -> list[Result]:
    """What the documents of a piece give."""
    note, look_up = _Note(Path(note_path)), _look_up(ledger)
    same = _same(coding)
    found: list[Result] = []
    with note.trace.open("w") as trace:
        for n, (place, document) in enumerate(piece.documents):
            note.on(n)
            with _Limited(limits, document, note, trace):
                found.append((place, code_safely(same, document, look_up)))
    note.trace.unlink(missing_ok=True)
    note.off()
    return _sketched(found)


def _sketched(found: list[Result]) -> list[Result]:
    """What documents gave, with the sketches by which copies are known: they are made here, so that the process that reads need not."""
    from dragoman.library.copies import with_sketches

    made = iter(with_sketches([outcome.value for _, outcome in found if outcome.value is not None]))
    return [(at, one if one.value is None else Outcome(next(made), one.problems)) for at, one in found]


_CODING: list[Coding] = []


def _same(coding: Coding) -> Coding:
    """The coding that the process began with: what it has loaded is loaded once."""
    if not _CODING:
        _CODING.append(coding)
    return _CODING[0]


@lru_cache(maxsize=1)
def _look_up(ledger: str | None) -> LookUp | None:
    """Finds parses in the ledger, through a connection of the process's own."""
    if ledger is None:
        return lambda signs: {}
    from dragoman.store import open_store

    return open_store(ledger, must_exist=True).parses


def _seconds(limits: Limits, document: Document) -> float | None:
    """The time that a document has."""
    return None if limits.seconds is None else limits.seconds * max(1.0, len(document.text) / USUAL)


class _Limited:
    """Ends the process when a document takes longer, or more memory, than it may.

    Time is watched by a thread of the interpreter's that needs no lock of it, so that it ends what never lets go of the lock.
    """

    def __init__(self, limits: Limits, document: Document, note: _Note, trace: TextIO) -> None:
        self._seconds = _seconds(limits, document)
        self._most, self._note, self._trace = limits.memory_mb, note, trace
        self._done = threading.Event()

    def __enter__(self) -> None:
        if self._seconds is not None:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._trace)
        if self._most is not None and _memory_mb() is not None:
            threading.Thread(target=self._watch, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._seconds is not None:
            faulthandler.cancel_dump_traceback_later()

    def _watch(self) -> None:
        while not self._done.wait(_LOOK):
            used = _memory_mb()
            if used is not None and self._most is not None and used > self._most:
                self._note.ends("large")
                os._exit(1)


def _memory_mb() -> float | None:
    """Resident memory of this process in 10⁶ bytes; null where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
