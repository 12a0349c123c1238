"""What answers on a pair, a party or an issue are made from, out of the rows that the ledger keeps: no claim of the run is read for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.analyse.coverage import Coverage, covered
from dragoman.analyse.dossier import chief_of
from dragoman.library import view
from dragoman.library.copies import versions
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.merged_rows import opened
from dragoman.library.panels import Happened
from dragoman.records.answers import TimelineRow
from dragoman.records.coded import Selection
from dragoman.records.run import Run
from dragoman.store import Choice, MergedRows, Sought, Store


@dataclass
class KeptHappened(Happened):
    """As `Happened`, of the rows that may be of interest. kept: where names are looked up. codes: whom coverage can be asked about."""

    kept: MergedRows | None = None
    codes: tuple[str, ...] = ()

    def coverage(self) -> Coverage:
        """As `Happened`, of `codes` alone."""
        if self._coverage is None:
            assert self.kept is not None
            named = self.kept.naming(self.codes)
            self._coverage = covered(self.selection.readings, self.selection.stories, named)
        return self._coverage


def of_pair(store: Store, run: Run, codebook: Path | None, pair: tuple[str, str], alone: Selection) -> KeptHappened:
    """What a temperature is made from: the events in which both take part. alone: as `documents_alone` gives it."""
    kept = store.merged(run.id)
    rows = opened(kept.page(Sought(pair)))
    return _happened(codebook, kept, rows, pair, alone)


def of_brief(
    store: Store,
    run: Run,
    codebook: Path | None,
    between: tuple[str, str] | None,
    party: str | None,
    issue: str | None,
    alone: Selection,
) -> tuple[KeptHappened, tuple[str, str] | None]:
    """What a brief is made from, and the pair that it is on: the one asked for, or the chief one where nothing is."""
    kept = store.merged(run.id)
    pair = between or (None if party or issue else _chief_pair(kept))
    if pair:
        rows = opened(kept.bodies(kept.near_pair(*pair)))
    else:
        rows = opened(kept.page(Sought((party,) if party else (), issue, speech=True)))
    return _happened(codebook, kept, rows, pair or ((party,) if party else ()), alone), pair


def _chief_pair(kept: MergedRows) -> tuple[str, str] | None:
    every = Sought(speech=True)
    codes: dict[int, tuple[list[str], int]] = {}
    for one in kept.facets(every, "party"):
        codes.setdefault(one.no, ([], one.sure))[0].append(one.value)
    acts: Counter[str] = Counter()
    for one in kept.facets(every, "actor"):
        code, times = one.value.split(" ")
        acts[code] += int(times)
    return chief_of(list(codes.values()), acts)


def _happened(
    codebook: Path | None, kept: MergedRows, rows: tuple[TimelineRow, ...], codes: tuple[str, ...], alone: Selection
) -> KeptHappened:
    sure, unsure = kept.totals()
    others = sure - sum(len(row.claims) for row in rows), unsure
    selection = replace(alone, others=others)
    return KeptHappened(selection, codebook, MIN_CONFIDENCE, rows, None, kept, codes)


def documents_alone(store: Store, run: Run) -> Selection:
    """A selection with all documents and their stories, and no claims."""
    with store.snapshot():
        return view.chosen_selection(store, run, Choice((), {}), versions(store, run))
