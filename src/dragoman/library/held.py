"""A ledger for those who ask many times: selection and rows kept until the ledger changes, documents with all that stands on them."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dragoman.analyse.rows import rows_of
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.judge.agreement import Agreement
from dragoman.library import gathered, view
from dragoman.library.copies import Versions, versions
from dragoman.library.countries import country_names, issue_labels
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.edits import Listed
from dragoman.library.ledger import Ledger
from dragoman.library.row_facts import Facts, facts_of
from dragoman.library.shelves import HeldShelf, KeptShelf, Shelf, Wanted
from dragoman.present.brief import Brief
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.run import Run
from dragoman.records.text import Reading, SetAside
from dragoman.records.told import ToldClaim
from dragoman.store import Choice, ListedReading

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
        self._kept = False

    def run(self) -> Run | None:
        """The current run; what was kept from before a change is let go."""
        run = self.ledger.run()
        state = self.ledger.store.sign(run.id) if run else None
        if state != self._state:
            self._state = state
            self._made.clear()
            self._kept = self.ledger.keep_rows()
            if self._kept:
                self._facts.clear()
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
        run = self.run()
        if run is None:
            return None
        chosen = Choice((event,), {claim.id: claim.text_id for claim in claims})
        made = view.chosen_selection(self.ledger.store, run, chosen, self._versions())
        only = replace(made, claims=tuple(claims), events=(event,))
        return next(iter(rows_of(only)), None)

    def _versions(self) -> Versions:
        """The documents that hold, with their stories."""
        run = self.run()
        assert run is not None
        return self.once("versions", lambda: versions(self.ledger.store, run))

    def _shelf(self, min_confidence: float) -> Shelf:
        run = self.run()
        if run is not None and self._kept and min_confidence == MIN_CONFIDENCE:
            return KeptShelf(self.ledger.store.merged(run.id))
        return self.once(("shelf", min_confidence), lambda: HeldShelf(self._facts_of(min_confidence).values()))

    def _facts_of(self, min_confidence: float) -> dict[str, Facts]:
        def make() -> dict[str, Facts]:
            before = self._facts.pop(min_confidence, None)
            if len(self._facts) > 2:
                self._facts.clear()
            self._facts[min_confidence] = facts_of(self.rows(min_confidence), self.plover, before)
            return self._facts[min_confidence]

        return self.once(("facts", min_confidence), make)

    def sizes(self) -> dict[str, int]:
        """How many texts, readings, claims, events, judgements and runs the ledger has."""
        return self.once("sizes", self.ledger.store.counts)

    def total(self, wanted: Wanted) -> int:
        """How many events meet what is asked."""
        return self.once(("total", wanted), lambda: self._shelf(wanted.min_confidence).total(wanted))

    def timeline(
        self, wanted: Wanted, cut: slice, newest: bool = False, spot: str | None = None
    ) -> tuple[TimelineRow, ...]:
        """A stretch of the events that meet what is asked, oldest or newest first, those of an unknown day last. spot: only those of one of the places of `scenes`, by its key."""
        return self._shelf(wanted.min_confidence).stretch(wanted, cut, newest, spot)

    def latest(self, wanted: Wanted, most: int) -> tuple[TimelineRow, ...]:
        """The last events of known day, newest first."""
        return self._shelf(wanted.min_confidence).latest(wanted, most)

    def counts(self, wanted: Wanted) -> tuple[Counter[str], Counter[str | None]]:
        """How many events touch each issue, and are of each type."""
        return self._shelf(wanted.min_confidence).counts(wanted)

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

    def years(self, wanted: Wanted, pair: tuple[str, str]) -> list[tuple[str, float, int]]:
        """(year, mean PLOVER score, events) of what happened between two, of the events that are told as plain fact, by the year of their first day, in order."""
        return self._shelf(wanted.min_confidence).years(wanted, pair)

    def traffic(self, wanted: Wanted, most: int) -> gathered.Traffic:
        """Who acts on whom, each event once a pair; codes of the `most` busiest parties, counts of all."""
        return self.once(("traffic", wanted, most), lambda: self._shelf(wanted.min_confidence).traffic(wanted, most))

    def scenes(self, wanted: Wanted) -> gathered.Scenes:
        """Where events happened: at the place that the claim which stands for the event names, else the first claim that names one."""
        return self.once(("scenes", wanted), lambda: self._shelf(wanted.min_confidence).scenes(wanted))

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

    def listed(self, query: str = "", publisher: str = "") -> tuple[ListedReading, ...]:
        """The documents that hold, in order of publication, each name once; those of a publisher, and those whose name or title has `query` in any case."""
        every = self.once("listed", self._listed)
        low = query.casefold()
        return tuple(
            one
            for one in every
            if (not publisher or one.publisher == publisher)
            and (not low or low in one.document.casefold() or low in (one.title or "").casefold())
        )

    def _listed(self) -> tuple[ListedReading, ...]:
        run, found = self.run(), dict[str, ListedReading]()
        for one in self.ledger.store.listed_readings(run.id) if run else ():
            found.setdefault(one.document, one)
        return tuple(found.values())

    def readings(self, listed: Sequence[ListedReading]) -> tuple[Reading, ...]:
        """What is known of some documents."""
        return tuple(self.ledger.store.reading_numbered(one.no).reading for one in listed)

    def claims_on(self, listed: Sequence[ListedReading]) -> dict[str, int]:
        """Document → how many claims it is the first to tell, of those that tell some."""
        run = self.run()
        if run is None or not self._kept:
            counts = self.once("claims on", lambda: Counter(claim.document for claim in self.selection().claims))
            return {one.document: counts[one.document] for one in listed if counts[one.document]}
        known, places = self._versions(), self._places()
        own = {one.document: one.text_id for one in listed if known.exact(places[one.no]) is None}
        counts = Counter(self.ledger.store.merged(run.id).claims_of_texts(list(own.values())))
        return {document: counts[text] for document, text in own.items() if counts[text]}

    def stories_of(self, listed: Sequence[ListedReading]) -> dict[str, str]:
        """Document → the earliest of its story, of those that are copies or later versions."""
        known, places = self._versions(), self._places()
        return {one.document: first for one in listed if (first := known.earliest(places[one.no])) is not None}

    def problems(self) -> tuple[str, ...]:
        """Messages on what was met on the way in."""
        run = self.run()
        return self.once("problems", lambda: tuple(map(str, self.ledger.store.problems(run.id))) if run else ())

    def document(self, id_: str) -> Page:
        """A document by its whole id. Raises LookupError where the ledger has none of it."""
        run = self.run()
        stored = self.ledger.store.reading_named(run.id, id_) if run else None
        if stored is None or run is None:
            raise LookupError(f"There is no document {id_!r}.")
        store = self.ledger.store
        text = store.text(stored.reading.text_id)
        claims = view.claims_as_seen(store, run, stored)
        aside = store.set_aside(run.id, stored, text)
        return Page(stored.reading, text, claims, aside, self._story_of(stored.no))

    def _story_of(self, no: int) -> str | None:
        """The earliest document of a document's story, where it is a copy or a later version."""
        return self._versions().earliest(self._places()[no])

    def _places(self) -> dict[int, int]:
        """Number of a document's Reading → its place among the documents that hold."""
        known = self._versions()
        return self.once("places", lambda: {one.no: place for place, one in enumerate(known.held)})

    def queue(self, wanted: Wanted, number: int) -> Doubtful | None:
        """Of the claims that nobody has judged the `number`th, from 1, the most doubtful first; the last where there are fewer; null for none.

        Doubt is the entropy of the calibrated confidence in bits: 1 where it is even odds, 0 where it is sure.
        """
        judged = self.once("judged", self._judged)
        found = self._shelf(wanted.min_confidence).doubts(wanted, judged, number)
        if not found.first:
            return None
        bits, id_ = found.first[-1]
        return Doubtful(id_, self.event_of(id_), -bits, found.waiting)

    def second_opinions(self, wanted: Wanted, number: int, author: str) -> Doubtful | None:
        """As `queue`, of the claims that others have judged and `author` has not, in order of their ids.

        Those that were rejected are among them where nothing is asked for but a confidence.
        """
        others = {claim for claim, authors in self.once("judged", self._judged).items() if author not in authors}
        if wanted != Wanted(min_confidence=wanted.min_confidence):
            others &= self._shelf(wanted.min_confidence).among(wanted, others)
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
