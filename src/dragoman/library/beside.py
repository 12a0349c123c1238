"""One piece of work done for many things, by several processes beside each other."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import tee
from typing import TypeVar

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_AT_ONCE = 8  # things handed to a process together

T = TypeVar("T")
U = TypeVar("U")


def done(work: Callable[[T], U], things: Iterable[T], workers: int = 1) -> Iterator[tuple[T, U]]:
    """Each thing, in order, with what `work`, a function of a module, gives for it. workers: processes, 1 for this one alone.

    What `work` raises is raised where its thing comes.
    """
    if workers <= 1:
        yield from ((thing, work(thing)) for thing in things)
        return
    given, kept = tee(things)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_one_core) as pool:
        yield from zip(kept, pool.map(work, given, chunksize=_AT_ONCE))


def _one_core() -> None:
    """A process takes one core: several threads in each would only wait for each other."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
