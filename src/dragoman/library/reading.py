"""Reads sources into a ledger: each document once, finished before the next begins."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.decode import DECODERS, MAX_MB, Decoded, decode
from dragoman.library.coding import Coding, code_safely
from dragoman.library.withdrawals import Withdrawal
from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, text_id
from dragoman.sources import Found, find, open_raw
from dragoman.store import Store

# Called with the name of each document before it is coded.
Progress = Callable[[str], None]


@dataclass
class ReadReport:
    """What a reading came to.

    documents: read and coded now; unchanged: here already. claims: of the documents read now. withdrawn: stories that their agency took back.
    """

    documents: int = 0
    unchanged: int = 0
    recoded: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    withdrawn: list[Withdrawal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded document with its location in the ledger, or only problems."""

    decoded: Decoded
    location: str = ""


def sources(arguments: Iterable[str], given: Given, max_mb: float = MAX_MB) -> Iterator[Source]:
    """The documents that arguments name, decoded one by one, and the problems of what is none."""
    today = date.today().isoformat()
    for found in find(arguments, DECODERS.keys(), given):
        if isinstance(found, Problem):
            yield Source(Decoded(None, problems=(found,)))
            continue
        raw = open_raw(found)
        if isinstance(raw, Problem):
            yield Source(Decoded(None, problems=(raw,)))
            continue
        with raw.stream as stream:
            try:
                for decoded in decode(stream, found.name, found.source, found.given, max_mb, today):
                    yield Source(decoded, _location(found, decoded))
            except OSError as error:
                reason = error.strerror or str(error)
                yield Source(
                    Decoded(None, problems=(Problem("file.unreadable", found.source, values={"reason": reason}),))
                )


def handed_in(name: str, data: bytes, given: Given, max_mb: float = MAX_MB) -> Iterator[Source]:
    """The documents of one file's bytes; each lies in the ledger by its text, so that handing in the same twice changes nothing.

    Raises ValueError where files that end as `name` does are not read.
    """
    if not any(name.endswith(ending) for ending in DECODERS):
        raise ValueError(f"{name!r} is of a kind that is not read; hand in {', '.join(sorted(DECODERS))}")
    for decoded in decode(io.BytesIO(data), name, name, given, max_mb, date.today().isoformat()):
        text = decoded.document.text if decoded.document else ""
        yield Source(decoded, f"handed-in:{text_id(text)}{decoded.part}")


def _location(found: Found, decoded: Decoded) -> str:
    """Where a document lies, the same whenever it is read again; from standard input it is its text that tells it."""
    part = decoded.part
    if found.location == "-" and not part and decoded.document:
        part = f"#{text_id(decoded.document.text)}"
    return found.location + part


def read_into(
    store: Store, coding: Coding, items: Iterable[Source], run: Run, progress: Progress | None = None
) -> ReadReport:
    """Codes what is new into the store; reading the same twice changes nothing. Raises StoreError."""
    report = ReadReport()
    for item in items:
        document = item.decoded.document
        report.problems.extend(item.decoded.problems)
        if document is None:
            continue
        if store.is_coded(run, item.location, document.reading):
            report.unchanged += 1
            continue
        if progress:
            progress(document.reading.document)
        if store.add_twin(document, item.location, item.decoded.problems, run):
            report.documents += 1
            continue
        outcome = code_safely(coding, document, store.parses)
        report.problems.extend(outcome.problems)
        if outcome.value is not None:
            problems = (*item.decoded.problems, *outcome.problems)
            store.add(document.reading, item.location, outcome.value, problems, run)
            report.documents += 1
            report.claims += len(outcome.value.claims)
    return report


def recode(store: Store, coding: Coding, run: Run, report: ReadReport, progress: Progress | None = None) -> None:
    """Brings the ledger's other documents to this run, then makes it the current one. Raises StoreError.

    Killed on the way, the run before stays current, and the next reading goes on where this one stopped. A document
    that this run cannot code has no claims in it; its problem is reported, and it is tried again at the next reading.
    """
    if run.id not in {known.id for known in store.runs()}:
        return
    for stored in store.not_coded(run.id):
        if progress:
            progress(stored.reading.document)
        document = Document(stored.reading, store.text(stored.reading.text_id))
        outcome = code_safely(coding, document, store.parses)
        report.problems.extend(outcome.problems)
        if outcome.value is not None:
            store.add_recoded(stored, outcome.value, outcome.problems, run)
            report.recoded += 1
    current = store.current_run()
    if current is not None and current.id != run.id:
        store.set_current(run.id)
