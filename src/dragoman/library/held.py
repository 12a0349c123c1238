"""A ledger for those who ask many times: selection and rows kept until the ledger changes, documents with all that stands on them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TypeVar

from dragoman.analyse.rows import rows_of
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.judge import Standing
from dragoman.judge.agreement import Agreement
from dragoman.library import gathered, view
from dragoman.library.countries import country_names, issue_labels
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.edits import Listed
from dragoman.library.ledger import Ledger
from dragoman.library.row_facts import Facts, chosen_facts, facts_of
from dragoman.present.brief import Brief
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.run import Run
from dragoman.records.text import Reading, SetAside
from dragoman.records.told import ToldClaim
from dragoman.store import StoredReading

# Answers that are kept until the ledger changes, those asked for last.
_KEPT = 48
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Page:
    """A document as people read it: its Text, the claims that stand on it in order of the text, the parts set aside.

    copy_of: the earliest document of its story, where it is a copy or a later version.
    """

    reading: Reading
    text: str
    claims: tuple[ToldClaim, ...]
    set_aside: tuple[SetAside, ...]
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A claim that is to be judged, by ids, in its event. doubt: 0–1, see `Held.queue`. waiting: how many such claims there are."""

    claim: str
    event: str
    doubt: float
    waiting: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rows are asked for, of codes and days that were checked; as `Ledger.timeline`."""

    between: tuple[str, str] | None = None
    party: str | None = None
    issue: str | None = None
    event_type: str | None = None
    since: str | None = None
    until: str | None = None
    speech: bool = False
    min_confidence: float = MIN_CONFIDENCE


class Held:
    """Answers of one ledger, as the commands give them. All methods raise StoreError when its file cannot be used."""

    def __init__(self, ledger: Ledger, folder: Folder = Folder()) -> None:  # noqa: B008
        self.ledger, self.folder = ledger, folder
        self.names = {code: known[0] for code, known in country_names(folder).items()}
        self.issues = dict(issue_labels(folder))
        self.plover = load_plover(folder)
        self._state: tuple[object, ...] | None = None
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._facts: dict[float, dict[str, Facts]] = {}
        self._stored: dict[str, StoredReading] = {}

    def run(self) -> Run | None:
        """The current run; what was kept from before a change is let go."""
        run = self.ledger.run()
        state = self.ledger.store.sign(run.id) if run else None
        if state != self._state:
            self._state = state
            self._made.clear()
            self._stored.clear()
        return run

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once until the ledger changes."""
        self.run()
        if key not in self._made:
            while len(self._made) >= _KEPT:
                self._made.popitem(last=False)
            self._made[key] = make()
        self._made.move_to_end(key)
        found: Made = self._made[key]  # type: ignore[assignment]
        return found

    def selection(self) -> Selection:
        """All that answers are made from."""
        return self.ledger.known().selection

    def rows(self, min_confidence: float = MIN_CONFIDENCE) -> tuple[TimelineRow, ...]:
        """All rows, oldest first."""
        return self.ledger.known().rows(min_confidence)

    def row_of(self, event: Event, claims: Sequence[Claim]) -> TimelineRow | None:
        """The row of an event with those of its claims that stand, whatever their confidence; null where none does."""
        only = replace(self.selection(), claims=tuple(claims), events=(event,))
        return next(iter(rows_of(only)), None)

    def _facts_of(self, min_confidence: float) -> dict[str, Facts]:
        def make() -> dict[str, Facts]:
            before = self._facts.pop(min_confidence, None)
            if len(self._facts) > 2:
                self._facts.clear()
            self._facts[min_confidence] = facts_of(self.rows(min_confidence), self.plover, before)
            return self._facts[min_confidence]

        return self.once(("facts", min_confidence), make)

    def _chosen(self, wanted: Wanted) -> tuple[Facts, ...]:
        def make() -> tuple[Facts, ...]:
            every = self._facts_of(wanted.min_confidence).values()
            return tuple(
                chosen_facts(
                    every, wanted.between, wanted.party, wanted.issue, wanted.event_type, wanted.since, wanted.until, wanted.speech
                )
            )  # fmt: skip

        return self.once(("chosen", wanted), make)

    def timeline(self, wanted: Wanted) -> tuple[TimelineRow, ...]:
        """As `Ledger.timeline`, of codes and days that were checked."""
        return self.once(("rows", wanted), lambda: tuple(one.row for one in self._chosen(wanted)))

    def brief(
        self, between: tuple[str, str] | None, since: str | None, until: str | None, min_confidence: float
    ) -> Brief:
        """As `Ledger.brief`."""
        key = ("brief", between, since, until, min_confidence)
        return self.once(key, lambda: self.ledger.brief(between, since, until, min_confidence))

    def busiest_pair(self) -> tuple[str, str] | None:
        """The pair that most events have; null where none has two parties with a code."""
        both: dict[tuple[str, str], int] = {}
        for (one, other), count in self.traffic(Wanted(), 2).counts.items():
            pair = (min(one, other), max(one, other))
            both[pair] = both.get(pair, 0) + count
        return max(both, key=lambda pair: (both[pair], pair), default=None)

    def traffic(self, wanted: Wanted, most: int) -> gathered.Traffic:
        """Who acts on whom, each event once a pair; codes of the `most` busiest parties, counts of all."""
        return self.once(("traffic", wanted, most), lambda: gathered.traffic(self._chosen(wanted), most))

    def scenes(self, wanted: Wanted) -> gathered.Scenes:
        """Where events happened: at the place that the claim which stands for the event names, else the first claim that names one."""
        return self.once(("scenes", wanted), lambda: gathered.scenes(one.row for one in self._chosen(wanted)))

    def event_of(self, claim: str) -> str:
        """The id of the event that a claim is in, or the claim's own."""
        run = self.run()
        if run is None:
            return claim
        if self.ledger.store.events_hold(run.id):
            found = self.ledger.store.event(run.id, claim)
            return found.id if found else claim
        made = self.once("events", lambda: {one: event.id for event in self.selection().events for one in event.claims})
        return made.get(claim, claim)

    def documents(self) -> tuple[Reading, ...]:
        """The documents that hold, in order of publication."""
        return tuple(stored.reading for stored in self._held().values())

    def document(self, id_: str) -> Page:
        """A document by its whole id. Raises LookupError where the ledger has none of it."""
        run, stored = self.run(), self._held().get(id_)
        if stored is None or run is None:
            raise LookupError(f"There is no document {id_!r}.")
        store = self.ledger.store
        text = store.text(stored.reading.text_id)
        claims = view.seen(store.told(run.id, stored), Standing.of(store.judgements()))
        ordered = sorted(claims, key=lambda one: (one.claim.evidence.start, one.claim.evidence.end, one.claim.id))
        aside = store.set_aside(run.id, stored, text)
        return Page(stored.reading, text, tuple(ordered), aside, self.selection().stories.get(id_))

    def _held(self) -> dict[str, StoredReading]:
        run = self.run()
        if not self._stored and run is not None:
            for stored in self.ledger.store.readings(run.id):
                self._stored.setdefault(stored.reading.document, stored)
        return self._stored

    def queue(self, wanted: Wanted, number: int) -> Doubtful | None:
        """Of the claims that nobody has judged the `number`th, from 1, the most doubtful first; the last where there are fewer; null for none.

        Doubt is the entropy of the calibrated confidence in bits: 1 where it is even odds, 0 where it is sure.
        """
        judged = self.once("judged", self._judged)
        waiting = [pair for one in self._chosen(wanted) for pair in one.doubts if pair[1] not in judged]
        if not waiting:
            return None
        bits, id_ = nsmallest(min(number, len(waiting)), waiting)[-1]
        return Doubtful(id_, self.event_of(id_), -bits, len(waiting))

    def second_opinions(self, wanted: Wanted, number: int, author: str) -> Doubtful | None:
        """As `queue`, of the claims that others have judged and `author` has not, in order of their ids.

        Those that were rejected are among them where nothing is asked for but a confidence.
        """
        others = {claim for claim, authors in self.once("judged", self._judged).items() if author not in authors}
        if wanted != Wanted(min_confidence=wanted.min_confidence):
            others &= {id_ for one in self._chosen(wanted) for _, id_ in one.doubts}
        if not others:
            return None
        id_ = sorted(others)[min(number, len(others)) - 1]
        return Doubtful(id_, self.event_of(id_), 0.0, len(others))

    def _judged(self) -> dict[str, set[str]]:
        """Claim → who has judged it."""
        found: dict[str, set[str]] = {}
        for one in self.history():
            if one.claim and one.undone is None and one.judgement.kind != "undo":
                found.setdefault(one.claim, set()).add(one.judgement.author)
        return found

    def history(self) -> tuple[Listed, ...]:
        """All judgements, oldest first."""
        return self.once("history", lambda: tuple(self.ledger.judge.history()))

    def agreement(self) -> tuple[Agreement, ...]:
        """How far each two reviewers agree."""
        return self.once("agreement", self.ledger.judge.agreement)
