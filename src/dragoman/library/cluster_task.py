"""What the workers of a cluster run: documents coded by processes of their own, and put down as a chunk's file.

A worker's thread has a crew of one process (`workers.Crew`), which keeps the limits of each document and outlives what ends that process, just as on one
machine; the worker itself stays small and answers its scheduler at all times.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.library.coding import Coding
from dragoman.library.workers import Crew, Limits
from dragoman.records.text import Document
from dragoman.store import chunks


@dataclass(frozen=True, slots=True)
class Order:
    """How all chunks of a reading are coded. run: id of the run that must come of it. folder: where their files lie, on the machine that reads.
    sign: a file of that folder, by which a worker knows that it is its own folder too.
    """

    coding: Coding
    run: str
    limits: Limits
    folder: Path
    sign: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a chunk. data: its file's bytes where the worker does not see the folder, else null: it is in place.

    other_run: the run that the worker's program, codebook or model make of it, for which nothing was coded. failed: why its file could not be written.
    """

    data: bytes | None = None
    other_run: str | None = None
    failed: str | None = None


def code_chunk(order: Order, name: str, documents: Sequence[Document]) -> Answer:
    """Codes a chunk and puts its file in place, or hands it over. Raises RuntimeError where no process can code here."""
    crew, run = _crew(order)
    if run != order.run:
        return Answer(other_run=run)
    told = [pair for _, results in crew.run([documents]) for pair in results]
    data = chunks.chunk_bytes(order.run, name, documents, told)
    if not (order.folder / order.sign).exists():
        return Answer(data=data)
    try:
        chunks.put(order.folder, name, data)
    except OSError as error:
        return Answer(failed=error.strerror or str(error))
    return Answer()


def let_go(run: str) -> None:
    """Ends the processes that code for a run."""
    with _LOCK:
        for thread, mine in list(_CREWS.items()):
            if mine.by[0] == run:
                del _CREWS[thread]
                mine.crew.__exit__(None)


@dataclass(frozen=True, slots=True)
class _Mine:
    """A thread's crew. by: what it is for. run: id of the run that its processes make."""

    by: tuple[str, Limits]
    crew: Crew
    run: str


_LOCK = threading.Lock()
_CREWS: dict[int, _Mine] = {}  # thread → its crew, kept with what it has loaded


def _crew(order: Order) -> tuple[Crew, str]:
    """This thread's crew, and the id of the run that it makes."""
    by, thread = (order.run, order.limits), threading.get_ident()
    with _LOCK:
        known = _CREWS.get(thread)
        if known is not None and known.by == by:
            return known.crew, known.run
        if known is not None:
            del _CREWS[thread]
            known.crew.__exit__(None)
        # Dask's workers are processes that may not have processes of their own; these end with theirs (`workers`).
        multiprocessing.current_process().daemon = False
        crew = Crew(order.coding, 1, order.limits).__enter__()
    made = crew.run_id()
    with _LOCK:
        _CREWS[thread] = _Mine(by, crew, made)
    return crew, made
