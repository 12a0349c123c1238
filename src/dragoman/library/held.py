"""A ledger for those who ask many times: selection and rows kept until the ledger changes, documents with all that stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from dragoman.analyse.dyads import directed_pairs
from dragoman.analyse.timeline import chosen
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.judge import Standing
from dragoman.library import view
from dragoman.library.countries import country_names, issue_labels
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.ledger import Ledger
from dragoman.present.brief import Brief
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.run import Run
from dragoman.records.text import Reading, SetAside
from dragoman.records.told import ToldClaim
from dragoman.store import StoredReading


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
    """A claim that nobody has judged, in its event. doubt: 0–1, see `Held.queue`."""

    claim: Claim
    event: str
    doubt: float
    reports: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """Who acts on whom. codes: the busiest first. counts: (actor, recipient) → events; scores: → mean PLOVER score."""

    codes: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    scores: dict[tuple[str, str], float]
    left_out: int


class Held:
    """Answers of one ledger, as the commands give them. All methods raise StoreError when its file cannot be used."""

    def __init__(self, ledger: Ledger, folder: Folder = Folder()) -> None:  # noqa: B008
        self.ledger, self.folder = ledger, folder
        self.names = {code: known[0] for code, known in country_names(folder).items()}
        self.issues = dict(issue_labels(folder))
        self.plover = load_plover(folder)
        self._state: tuple[object, ...] = ()
        self._stored: dict[str, StoredReading] = {}
        self._events: dict[str, str] = {}

    def run(self) -> Run | None:
        """The current run; what was kept from before a change is let go."""
        run = self.ledger.run()
        state = self.ledger.state(run)
        if state != self._state:
            self._state, self._stored, self._events = state, {}, {}
        return run

    def selection(self) -> Selection:
        """All that answers are made from."""
        return self.ledger.known().selection

    def rows(self, min_confidence: float = MIN_CONFIDENCE) -> tuple[TimelineRow, ...]:
        """All rows, oldest first."""
        return self.ledger.known().rows(min_confidence)

    def timeline(
        self,
        between: tuple[str, str] | None = None,
        party: str | None = None,
        issue: str | None = None,
        event_type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        speech: bool = False,
        min_confidence: float = MIN_CONFIDENCE,
    ) -> tuple[TimelineRow, ...]:
        """As `Ledger.timeline`, of codes and days that were checked."""
        return chosen(self.rows(min_confidence), between, party, issue, event_type, since, until, speech)

    def brief(
        self, between: tuple[str, str] | None, since: str | None, until: str | None, min_confidence: float
    ) -> Brief:
        """As `Ledger.brief`."""
        return self.ledger.brief(between, since, until, min_confidence)

    def busiest_pair(self) -> tuple[str, str] | None:
        """The pair that most events have; null where none has two parties with a code."""
        found = self.traffic(self.rows(), 2)
        both: dict[tuple[str, str], int] = {}
        for (one, other), count in found.counts.items():
            pair = (min(one, other), max(one, other))
            both[pair] = both.get(pair, 0) + count
        return max(both, key=lambda pair: (both[pair], pair), default=None)

    def traffic(self, rows: Sequence[TimelineRow], most: int) -> Traffic:
        """Who acts on whom in the rows, each event once a pair, of the `most` busiest parties; all counts, also of the others."""
        counts: dict[tuple[str, str], int] = {}
        sums: dict[tuple[str, str], float] = {}
        for row in rows:
            for pair in directed_pairs(row, self.plover):
                counts[pair] = counts.get(pair, 0) + 1
                sums[pair] = sums.get(pair, 0.0) + (row.lead.score or 0.0)
        busy: dict[str, int] = {}
        for pair, count in counts.items():
            for code in pair:
                busy[code] = busy.get(code, 0) + count
        codes = sorted(busy, key=lambda code: (-busy[code], code))
        means = {pair: sums[pair] / count for pair, count in counts.items()}
        return Traffic(tuple(codes[:most]), counts, means, max(0, len(codes) - most))

    def event_of(self, claim: str) -> str:
        """The id of the event that a claim is in, or the claim's own."""
        self.run()
        if not self._events:
            self._events = {one: event.id for event in self.selection().events for one in event.claims}
        return self._events.get(claim, claim)

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

    def queue(self, rows: Sequence[TimelineRow]) -> list[Doubtful]:
        """The claims of rows that nobody has judged, the most doubtful first.

        Doubt is the entropy of the calibrated confidence in bits: 1 where it is even odds, 0 where it is sure.
        """
        judged = {one.claim for one in self.ledger.judge.history() if one.undone is None and one.claim}
        found = [
            Doubtful(claim, row.id, entropy(claim.confidence), row.documents)
            for row in rows
            for claim in row.claims
            if claim.id not in judged
        ]
        return sorted(found, key=lambda one: (-one.doubt, one.claim.id))


def entropy(probability: float) -> float:
    """Bits of a coin that falls so with a probability, 0–1."""
    return -sum(p * log2(p) for p in (probability, 1 - probability) if 0 < p < 1)
