"""Reads sources into a ledger: each document once, finished before the next begins."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date
from pathlib import Path

from dragoman.decode import DECODERS, ENDINGS, MAX_MB, Decoded, decode, reads
from dragoman.library.coding import Coding, code_safely
from dragoman.library.meter import Meter
from dragoman.library.withdrawals import Withdrawal
from dragoman.records.coded import Coded
from dragoman.records.given import Given
from dragoman.records.problem import Outcome, Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, text_id
from dragoman.sources import Found, find, open_raw
from dragoman.store import Mark, Store

# Called with the name of each document before it is coded.
Progress = Callable[[str], None]
Tell = Callable[[Problem], None]


@dataclass
class ReadReport:
    """What a reading came to.

    documents: read and coded now; unchanged: here already; resumed: items that an earlier reading, which was stopped, had finished.
    claims: of the documents read now. problems: all, unless they were told one by one; counts: how many there were of each code.
    withdrawn: stories that their agency took back.
    """

    documents: int = 0
    unchanged: int = 0
    resumed: int = 0
    recoded: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    withdrawn: list[Withdrawal] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    tell: Tell | None = None

    def add(self, problems: Iterable[Problem]) -> None:
        """Tells problems, or keeps them."""
        for problem in problems:
            self.counts[problem.code] += 1
            if self.tell is None:
                self.problems.append(problem)
            else:
                self.tell(problem)


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded document with its location in the ledger, or only problems. mark: how far its file has come with it."""

    decoded: Decoded
    location: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Sourcing:
    """How sources are read. columns: our name → that of a table's column or a line's key. marks: how far files had come."""

    max_mb: float = MAX_MB
    columns: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    meter: Meter | None = None


def sources(arguments: Iterable[str], given: Given, asked: Sourcing | None = None) -> Iterator[Source]:
    """The documents that arguments name, decoded one by one, and the problems of what is none."""
    asked, today = asked or Sourcing(), date.today().isoformat()
    for found in find(arguments, ENDINGS, given):
        if isinstance(found, Problem):
            yield Source(Decoded(None, problems=(found,)))
        else:
            yield from _of_file(found, asked, today)


def _of_file(found: Found, asked: Sourcing, today: str) -> Iterator[Source]:
    raw = open_raw(found)
    if isinstance(raw, Problem):
        yield Source(Decoded(None, problems=(raw,)))
        return
    sign = _sign(found, asked)
    before = asked.marks.get(found.location)
    done = before.at if before is not None and before.sign == sign else 0
    with raw.stream as stream:
        if asked.meter is not None:
            asked.meter.opened(stream, found.source)
        try:
            for decoded in decode(
                stream, found.name, found.source, found.given, asked.max_mb, today, asked.columns, done
            ):
                mark = Mark(found.location, sign, decoded.at) if sign and decoded.at else None
                yield Source(decoded, _location(found, decoded), mark)
        except OSError as error:
            reason = error.strerror or str(error)
            yield Source(Decoded(None, problems=(Problem("file.unreadable", found.source, values={"reason": reason}),)))


def _sign(found: Found, asked: Sourcing) -> str:
    """What the items of a file hang on: its bytes, told by size and time, and what is given with it; empty for standard input."""
    try:
        told = Path(found.source).stat()
    except (OSError, ValueError):
        return ""
    values = (told.st_size, told.st_mtime_ns, astuple(found.given), sorted(asked.columns.items()), asked.max_mb)
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:20]


def handed_in(name: str, data: bytes, given: Given, max_mb: float = MAX_MB) -> Iterator[Source]:
    """The documents of one file's bytes; each lies in the ledger by its text, so that handing in the same twice changes nothing.

    Raises ValueError where files that end as `name` does are not read.
    """
    if not reads(name):
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


@dataclass
class Intake:
    """What comes into a store in one reading, and what it came to."""

    store: Store
    run: Run
    report: ReadReport

    def settled(self, item: Source, copies: bool = True) -> bool:
        """Whether nothing is to be coded for an item: no document, one that is here already, or, where `copies`, the copy of one."""
        decoded, document = item.decoded, item.decoded.document
        self.report.add(decoded.problems)
        if document is None:
            self.report.resumed += not decoded.problems
            return True
        if self.store.is_coded(self.run, item.location, document.reading):
            self.report.unchanged += 1
            return True
        return copies and self.copied(item)

    def has_twin(self, given: Reading) -> bool:
        """Whether the run has coded the same Text under the same metadata."""
        return self.store.has_twin(given, self.run)

    def copied(self, item: Source) -> bool:
        """Whether the run has coded the same Text under the same metadata: then the document takes over its claims."""
        document = item.decoded.document
        assert document is not None
        if not self.store.add_twin(document, item.location, item.decoded.problems, self.run):
            return False
        self.report.documents += 1
        return True

    def keep(self, coded: Iterable[tuple[Source, Outcome[Coded | None]]], marks: Iterable[Mark]) -> None:
        """Takes in what was coded, with how far the files have come, in one transaction."""
        kept = []
        for item, outcome in coded:
            self.report.add(outcome.problems)
            if outcome.value is not None and item.decoded.document is not None:
                problems = (*item.decoded.problems, *outcome.problems)
                kept.append((item.decoded.document.reading, item.location, outcome.value, problems))
        self.store.add_all(kept, self.run, marks)
        self.report.documents += len(kept)
        self.report.claims += sum(len(value.claims) for _, _, value, _ in kept)


def read_into(
    store: Store,
    coding: Coding,
    items: Iterable[Source],
    run: Run,
    progress: Progress | None = None,
    report: ReadReport | None = None,
) -> ReadReport:
    """Codes what is new into the store; reading the same twice changes nothing. Raises StoreError."""
    intake = Intake(store, run, report or ReadReport())
    for item in items:
        if intake.settled(item):
            continue
        document = item.decoded.document
        assert document is not None
        if progress:
            progress(document.reading.document)
        outcome = code_safely(coding, document, store.parses)
        intake.keep([(item, outcome)], [item.mark] if item.mark else [])
    return intake.report


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
        report.add(outcome.problems)
        if outcome.value is not None:
            store.add_recoded(stored, outcome.value, outcome.problems, run)
            report.recoded += 1
    current = store.current_run()
    if current is not None and current.id != run.id:
        store.set_current(run.id)
