"""Documents coded on many machines, by Dask distributed: chunks go to the workers of a cluster, each comes back as a Parquet file.

A chunk's name follows from its documents and the run, so that one whose file is there is not coded again, whoever coded it and
whatever was stopped since. Dask gives the chunks of a worker that died to others; a chunk whose workers die again and again is halved
until the document that ends them is found.
"""

from __future__ import annotations

import queue
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from dragoman.library.cluster_task import Answer, Order, code_chunk, let_go
from dragoman.library.coding import Coding
from dragoman.library.workers import Limits, Result
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document
from dragoman.store import chunks

_AHEAD = 2  # chunks for each thread of the cluster that are under way
_LEAST_AHEAD = 4
_WAITING = 4  # times as many may wait for an earlier one
_ROUNDS = 2  # that a document is tried alone in, each of as many deaths as the scheduler allows
_LOOK = 2.0  # seconds between two looks at the cluster
_PATIENCE = 60.0  # seconds without any worker until that is told
_CONNECT = 30.0  # seconds until a scheduler answers
_OLD = 86_400.0  # seconds after which a file that was begun is nobody's any more
_END: list[Document] = []


class ClusterError(Exception):
    """A cluster that cannot be used; `problem` says what was found and the way out. Finished chunks are kept."""

    def __init__(self, code: str, source: str, **values: object) -> None:
        self.problem = Problem(code, source, values=values)
        super().__init__(str(self.problem))


@dataclass(frozen=True, slots=True)
class _Part:
    """Documents of a work that go out together, each with its place in it, under the name of their chunk.

    round: the how manieth time they are tried. suspect: whether its workers died before, alone or with others.
    """

    number: int
    documents: tuple[tuple[int, Document], ...]
    name: str
    round: int = 0
    suspect: bool = False


@dataclass
class _Going:
    """A work that is under way. left: documents of which nothing is known yet. done: parts whose files are there."""

    left: int
    done: list[_Part]


class Cluster:
    """A crew (as `workers.Crew`) of many machines.

    address: of its scheduler, `tcp://…`, or the path of a scheduler file. folder: for the chunks' files, made if there is none. tell: is told what
    a person should know meanwhile. Raises ClusterError.
    """

    # Of one chunk: half a minute's to a minute's work for one process.
    documents, characters = 64, 120_000

    def __init__(
        self, coding: Coding, address: str, folder: Path, limits: Limits, tell: Callable[[Problem], None] | None = None
    ) -> None:
        self._address, self._folder, self._tell = address, folder.resolve(), tell
        self._order = Order(coding, coding.run().id, limits, self._folder, f"here-{uuid.uuid4().hex[:12]}")
        self._answers: queue.SimpleQueue[tuple[_Part, Any]] = queue.SimpleQueue()
        self._running: dict[Any, _Part] = {}
        self._suspects: deque[_Part] = deque()
        self._going: dict[int, _Going] = {}
        self._threads, self._looked, self._worked = 0, -_LOOK, time.monotonic()

    # The cluster -----------------------------------------------------------------------------------------------------

    def __enter__(self) -> Cluster:
        self._client: Any = self._connected()  # Dask's classes have no types
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / self._order.sign).touch()
            for path in chunks.under_way(self._folder):
                if time.time() - path.stat().st_mtime > _OLD:
                    path.unlink(missing_ok=True)
        except OSError as error:
            self._client.close()
            raise ClusterError("chunk.unwritable", str(self._folder), reason=error.strerror or str(error)) from error
        return self

    def _connected(self) -> Any:
        try:
            import distributed
            import pyarrow  # noqa: F401 — asked for before any work is done
        except ImportError as error:
            raise ClusterError("cluster.package", self._address, package=error.name) from error
        named = {"address": self._address} if "://" in self._address else {"scheduler_file": self._address}
        if "://" not in self._address and not Path(self._address).is_file():
            raise ClusterError("cluster.unreachable", self._address, reason="there is no such scheduler file")
        connect: Any = distributed.Client
        try:
            return connect(**named, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise ClusterError("cluster.unreachable", self._address, reason=reason) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:  # else what is under way is finished all the same, for the next reading
            with suppress(OSError, TimeoutError):  # the cluster may have gone first
                self._client.run(let_go, self._order.run, on_error="ignore")
            (self._folder / self._order.sign).unlink(missing_ok=True)
        self._client.close()

    def forget(self) -> None:
        """Drops the chunks' files, once all of them are in the ledger."""
        for path in (
            *self._folder.glob(f"*{chunks.ENDING}"),
            *self._folder.glob("*.halved"),
            *self._folder.glob("here-*"),
            *chunks.under_way(self._folder),
        ):
            path.unlink(missing_ok=True)
        with suppress(OSError):  # something else lies there
            self._folder.rmdir()

    @property
    def waiting(self) -> int:
        """Works that may wait for an earlier one."""
        return _WAITING * self._ahead()

    def _ahead(self) -> int:
        """Parts that may be under way at once: as many as keep all threads of the cluster busy, which may grow and shrink."""
        now = time.monotonic()
        if now - self._looked >= _LOOK:
            self._threads, self._looked = sum(self._client.nthreads().values()), now
            if self._threads:
                self._worked = now
            elif now - self._worked > _PATIENCE and self._tell is not None:
                self._worked = float("inf")
                self._tell(Problem("cluster.workers", self._address))
        return max(_LEAST_AHEAD, _AHEAD * self._threads)

    # The work --------------------------------------------------------------------------------------------------------

    def run(self, work: Iterable[Sequence[Document] | None]) -> Iterator[tuple[int, list[Result]]]:
        """As `workers.Crew.run`; works come back whole and in their order. Raises ClusterError."""
        coming = iter(work)
        made, more = 0, True
        while more or self._going:
            first = next(iter(self._going), None)
            if first is not None and not self._going[first].left:
                yield first, self._results(self._going.pop(first))
                continue
            self._next_suspect()
            documents: Sequence[Document] | None = None
            if more and len(self._running) < self._ahead():
                documents = next(coming, _END)
            if documents is _END:
                more = False
            elif documents is not None:
                if documents:
                    self._going[made] = _Going(len(documents), [])
                    self._begin(_part(self._order.run, made, tuple(enumerate(documents))))
                made += 1
            elif self._running:
                self._heed()

    def _results(self, work: _Going) -> list[Result]:
        return [pair for part in work.done for pair in self._told(part)]

    def _path(self, part: _Part) -> Path:
        return self._folder / f"{part.name}{chunks.ENDING}"

    def _told(self, part: _Part) -> list[Result]:
        """What the part's file tells, by places in the work."""
        told = chunks.chunk(self._path(part), self._order.run, part.name)
        return [(part.documents[at][0], outcome) for at, outcome in told]

    def _begin(self, part: _Part) -> None:
        """Counts a part as done where its file is there, halves what was halved before, and sends out all else."""
        if self._is_there(part):
            self._done(part)
        elif self._halved(part).exists():
            self._halve(part)
        elif part.suspect:
            self._suspects.append(part)
        else:
            self._send(part)

    def _is_there(self, part: _Part) -> bool:
        try:
            return len(self._told(part)) == len(part.documents)
        except FileNotFoundError:
            return False
        except chunks.BrokenChunkError as error:  # the disk lost some of it: it is coded again
            if self._tell is not None:
                self._tell(Problem("chunk.broken", str(self._path(part)), values={"reason": str(error)}))
            return False

    def _done(self, part: _Part) -> None:
        going = self._going[part.number]
        going.left -= len(part.documents)
        going.done.append(part)

    def _send(self, part: _Part) -> None:
        documents = tuple(document for _, document in part.documents)
        key = f"dragoman-{part.name}-{part.round}"
        future = self._client.submit(code_chunk, self._order, part.name, documents, key=key, pure=False)
        self._running[future] = part
        future.add_done_callback(lambda done: self._answers.put((part, done)))

    def _heed(self) -> None:
        """Waits for an answer, and does what follows from it."""
        try:
            part, future = self._answers.get(timeout=_LOOK)
        except queue.Empty:
            if self._client.status != "running":
                raise ClusterError("cluster.lost", self._address) from None
            return
        del self._running[future]
        if future.status == "finished":
            self._take(part, future.result())
            self._done(part)
        elif future.status != "error":
            raise ClusterError("cluster.lost", self._address)
        elif type(error := future.exception()).__name__ == "KilledWorker":
            self._died(part)
        else:
            raise ClusterError("cluster.failed", self._address, reason=f"{type(error).__name__}: {error}") from error

    def _take(self, part: _Part, answer: Answer) -> None:
        """Sees to it that the part's file is in place. Raises ClusterError where it cannot be."""
        failed = answer.failed
        if answer.other_run is not None:
            raise ClusterError("cluster.other_run", self._address, found=answer.other_run, expected=self._order.run)
        if answer.data is not None:
            try:
                chunks.put(self._folder, part.name, answer.data)
            except OSError as error:
                failed = error.strerror or str(error)
        if failed is not None:
            raise ClusterError("chunk.unwritable", str(self._folder), reason=failed)

    # What ends its workers -------------------------------------------------------------------------------------------

    def _died(self, part: _Part) -> None:
        """A part's workers died as often as the scheduler allows: it is halved; a single document is tried once more, then set aside."""
        if len(part.documents) > 1:
            self._halved(part).touch()
            self._halve(part)
        elif part.round + 1 < _ROUNDS:
            self._suspects.append(_part(self._order.run, part.number, part.documents, part.round + 1, True))
        else:
            document = part.documents[0][1]
            values: dict[str, object] = {"document": document.reading.document}
            problem = Problem("coding.killed", document.reading.source, values=values)
            told: list[Result] = [(0, Outcome(None, (problem,)))]
            self._take(part, Answer(chunks.chunk_bytes(self._order.run, part.name, [document], told)))
            self._done(part)

    def _halved(self, part: _Part) -> Path:
        """The file that says that a chunk ended its workers, so that a reading that was stopped does not send it out again."""
        return self._folder / f"{part.name}.halved"

    def _halve(self, part: _Part) -> None:
        middle = len(part.documents) // 2
        for documents in (part.documents[:middle], part.documents[middle:]):
            self._begin(_part(self._order.run, part.number, documents, 0, True))

    def _next_suspect(self) -> None:
        """Sends out a suspect when no other is under way, which might end its worker too."""
        if self._suspects and not any(part.suspect for part in self._running.values()):
            self._send(self._suspects.popleft())


def _part(
    run: str, number: int, documents: tuple[tuple[int, Document], ...], round_: int = 0, suspect: bool = False
) -> _Part:
    name = chunks.chunk_id(run, (document for _, document in documents))
    return _Part(number, documents, name, round_, suspect)
