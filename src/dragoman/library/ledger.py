"""The ledger as people use it: open, read, ask, check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.decode import MAX_MB
from dragoman.decode.document import document_alone
from dragoman.library import view
from dragoman.library.coding import Coding, Pipeline
from dragoman.library.copies import keep_sketches
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.found import Claims, Hits
from dragoman.library.kept import Kept
from dragoman.library.known import Known, Memory
from dragoman.library.reading import Intake, Progress, ReadReport, Sourcing, read_into, recode, sources
from dragoman.library.withdrawals import heed_withdrawals
from dragoman.records.coded import Selection
from dragoman.records.given import Given
from dragoman.records.judgement import Judgement
from dragoman.records.problem import Outcome, Problem
from dragoman.records.run import Run
from dragoman.records.told import ToldClaim, ToldDocument
from dragoman.store import Asked, Sign, Store, open_store

if TYPE_CHECKING:
    import pandas
    from typing_extensions import Unpack

    from dragoman.analyse.commitments import Ground
    from dragoman.export import Handed, Tally
    from dragoman.library.briefs import Briefing
    from dragoman.library.diff import RunDiff
    from dragoman.library.edits import Judging
    from dragoman.library.explain import Explanation
    from dragoman.library.exporting import Chosen
    from dragoman.library.meter import Meter
    from dragoman.library.panels import Panel
    from dragoman.library.plots import Plot
    from dragoman.library.promised import Promised
    from dragoman.library.samples import Sample
    from dragoman.library.shelves import KeptShelf
    from dragoman.library.stances import Positions
    from dragoman.library.temperatures import Temperature
    from dragoman.library.timelines import Timeline
    from dragoman.library.two_sides import TwoSides
    from dragoman.library.workers import Limits
    from dragoman.records.answers import TimelineRow
    from dragoman.records.data_row import SideBySide


class Ledger:
    """A sourced ledger. Make one with `dragoman.open`. All methods raise StoreError when its file cannot be used."""

    def __init__(self, store: Store, coding: Coding) -> None:
        self._store, self._coding = store, coding
        self._memory = Memory(store, coding.codebook)
        self._kept = Kept(store, coding.codebook)
        self._documents: tuple[Sign, Selection] | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._memory.forget()
        self._kept.forget()
        self._documents = None
        self._store.close()

    @property
    def path(self) -> str:
        """The ledger's file."""
        return self._store.path

    @property
    def store(self) -> Store:
        """The store below."""
        return self._store

    # Reading -----------------------------------------------------------------------------------------------------

    def read(
        self,
        paths: str | Path | Iterable[str | Path],
        published: str | None = None,
        publisher: str | None = None,
        place: str | None = None,
        max_mb: float = MAX_MB,
        progress: Progress | None = None,
        *,
        workers: int = 0,
        limits: Limits | None = None,
        cluster: str | None = None,
        chunks: str | Path | None = None,
        columns: Mapping[str, str] | None = None,
        report: ReadReport | None = None,
        meter: Meter | None = None,
    ) -> ReadReport:
        """Documents and claims of files, folders, patterns or `-` come in; what is here already changes nothing.

        published: `YYYY-MM-DD`, with publisher and place for all documents that do not say it themselves; it wins over
        `sources.toml`. max_mb: limit for one document, 10⁶ bytes. progress: called with a document's name before it
        is coded (with workers, once it is). workers: processes that code, 0 for this one alone; limits: of each document,
        which hold with workers or a cluster only. cluster: a Dask scheduler, `tcp://…` or a scheduler file, whose workers code instead;
        chunks: the folder that keeps what they finish, as Parquet; without it, beside the ledger until it is in the ledger. columns: our name → the column of a table, or key of a line, that it stands under.
        report: counts as they come, and is given back. A reading that was stopped goes on behind what it had finished.
        Raises ValueError when `published` is no day, ClusterError where the cluster cannot be used.
        """
        arguments = [str(paths)] if isinstance(paths, str | Path) else [str(p) for p in paths]
        given = Given(published=view.checked_day(published), publisher=publisher, place=place)
        run, report = self._coding.run(), report or ReadReport()
        marks = self._store.marks(run.id)
        items = sources(arguments, given, Sourcing(max_mb, columns or {}, marks, meter))
        if cluster:
            from dragoman.library.many import read_by_cluster

            intake = Intake(self._store, run, report)
            read_by_cluster(intake, self._coding, cluster, chunks, limits, items, progress)
        elif workers:
            from dragoman.library.bulk import read_by_crew
            from dragoman.library.workers import Crew, Limits

            with Crew(self._coding, workers, limits or Limits(), self._file) as crew:
                read_by_crew(Intake(self._store, run, report), crew, items, progress)
        else:
            read_into(self._store, self._coding, items, run, progress, report)
        recode(self._store, self._coding, run, report, progress)
        self._settle(report)
        self._store.forget_marks(run.id)
        return report

    @property
    def _file(self) -> str | None:
        """The ledger's file, which other processes can look into; null where it is none."""
        return self._store.path if Path(self._store.path).is_file() else None

    def read_data(
        self, name: str, data: bytes, given: Given, max_mb: float = MAX_MB, progress: Progress | None = None
    ) -> ReadReport:
        """As `read`, of the bytes of one file. name: tells its kind by its ending, and is the document's id; it is never opened as a path.

        Raises ValueError when the publication day is no day, or files of this kind are not read.
        """
        from dragoman.library.reading import handed_in

        view.checked_day(given.published)
        run = self._coding.run()
        report = read_into(self._store, self._coding, handed_in(name, data, given, max_mb), run, progress)
        recode(self._store, self._coding, run, report, progress)
        self._settle(report)
        return report

    def _settle(self, report: ReadReport) -> None:
        """What follows from all documents together: stories, reports that were taken back, events."""
        new = keep_sketches(self._store) > 0 or report.documents > 0
        run = self._store.current_run()
        if run is not None and (new or report.recoded):
            report.withdrawn += heed_withdrawals(self._store, run)
        self._merge(new)

    def keep_up(self) -> None:
        """Puts the claims of the current run together as events where that was not done since they came in."""
        self._merge(anew=False)

    def _merge(self, anew: bool) -> None:
        """Puts the claims of the current run together as events, if any came in since the last time, or anew."""
        run = self._store.current_run()
        if run is not None and (anew or not self._store.events_hold(run.id)):
            view.keep_events(self._store, run)
        if run is not None:
            self.keep_rows()

    def keep_rows(self) -> bool:
        """Brings the merged events that the ledger keeps as rows up to what was read and judged; false where that cannot be done now."""
        from dragoman.library.merged_rows import keep_rows

        run = self._store.current_run()
        return run is not None and keep_rows(self._store, run, self._coding.codebook)

    def _alone(self, run: Run) -> Selection:
        """All documents of a run without claims, kept until the ledger changes."""
        from dragoman.library.kept_answers import documents_alone

        sign = self._store.sign(run.id)
        if self._documents is None or self._documents[0] != sign:
            self._documents = (sign, documents_alone(self._store, run))
        return self._documents[1]

    def _has_rows(self, run: Run, min_confidence: float) -> bool:
        """Whether the ledger keeps the merged events of a run as they are now, with claims of a confidence."""
        from dragoman.library.merged_rows import rows_hold

        return min_confidence == MIN_CONFIDENCE and rows_hold(self._store, run, self._coding.codebook)

    def _shelf(self, run: Run | None, min_confidence: float) -> KeptShelf | None:
        """The merged events that the ledger keeps of a run; null where it keeps none."""
        if run is None or not self._has_rows(run, min_confidence):
            return None
        from dragoman.library.shelves import KeptShelf

        return KeptShelf(self._store.merged(run.id))

    # Asking ------------------------------------------------------------------------------------------------------

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        return self._store.runs()

    def run(self, run: str | None = None) -> Run | None:
        """The run called `run`, or the current one; null in a new ledger.

        Raises StoreError for one that is not there.
        """
        return view.chosen_run(self._store, run)

    def claims(self, run: str | None = None, min_confidence: float = MIN_CONFIDENCE) -> Iterator[ToldClaim]:
        """Claims as each Reading tells them, copies marked, judgements applied; in order of publication and text."""
        return view.claims(self._store, self.run(run), min_confidence)

    def documents(self, run: str | None = None) -> Iterator[ToldDocument]:
        """The documents that hold, in order of publication."""
        return view.documents(self._store, self.run(run))

    def selection(self, run: str | None = None) -> Selection:
        """All that answers are made from, each claim once though several copies tell it."""
        made = self._memory.whole(self.run(run)).selection
        return replace(made, texts=dict(made.texts), set_aside=dict(made.set_aside))

    def known(self, run: str | None = None) -> Known:
        """What answers of a run are made from, kept until the ledger changes."""
        return self._memory.whole(self.run(run))

    def state(self, run: Run | None) -> tuple[object, ...]:
        """What answers of a run were made from: it changes with the ledger."""
        return (run.id if run else None, *self._store.counts().values())

    def timeline(
        self,
        between: tuple[str, str] | None = None,
        issue: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        party: str | None = None,
        event_type: str | None = None,
        speech: bool = False,
        run: str | None = None,
    ) -> Timeline:
        """Events oldest first. between: two countries by ISO3 code or name. since, until: `YYYY-MM-DD`, both inclusive.

        party: one country that takes part. speech: also what was only said. Raises ValueError for an unknown country.
        """
        from dragoman.analyse.timeline import chosen
        from dragoman.library.shelves import Wanted
        from dragoman.library.timelines import Timeline

        pair, code = self._pair(between), self._code(party)
        first, last = view.checked_day(since), view.checked_day(until)
        asked = Asked((*(pair or ()), *([code] if code else [])), (), event_type, first, last)
        of = self.run(run)
        if shelf := self._shelf(of, min_confidence):
            wanted = Wanted(pair, code, issue, event_type, first, last, speech)
            return Timeline(shelf.stretch(wanted, slice(0, None)))

        def made() -> tuple[TimelineRow, ...]:
            rows = self._memory.part(of, asked).rows(min_confidence)
            return chosen(rows, pair, code, issue, event_type, first, last, speech)

        question = ("timeline", pair, code, issue, event_type, first, last, speech, min_confidence)
        return Timeline(self._kept.answer(of, question, made))

    def stretch(
        self, cut: slice, newest: bool = False, between: tuple[str, str] | None = None, party: str | None = None, issue: str | None = None,
        event_type: str | None = None, since: str | None = None, until: str | None = None, speech: bool = False,
    ) -> tuple[Timeline, int]:  # fmt: skip
        """A stretch of a timeline, for those who page through it, and how many events the whole has. newest: the last first; those of an
        unknown day come last either way. Raises ValueError as `timeline`.
        """
        from dragoman.library.shelves import Wanted, newest_first
        from dragoman.library.timelines import Timeline

        if shelf := self._shelf(self.run(), MIN_CONFIDENCE):
            days = view.checked_day(since), view.checked_day(until)
            wanted = Wanted(self._pair(between), self._code(party), issue, event_type, *days, speech)
            return Timeline(shelf.stretch(wanted, cut, newest)), shelf.total(wanted)
        rows = self.timeline(between, issue, since, until, party=party, event_type=event_type, speech=speech)
        return Timeline((newest_first(rows) if newest else rows)[cut]), len(rows)

    def brief(
        self,
        between: tuple[str, str] | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        run: str | None = None,
        party: str | None = None,
        issue: str | None = None,
        meeting: str | None = None,
        since_meeting: bool = False,
        plots: bool = False,
        watch: str | Path | None = None,
    ) -> Briefing:
        """The brief on two countries, one party, an issue or a meeting; without any, on the pair that most claims name.

        meeting: its day, or `last`. since_meeting: only what comes after the last meeting of the pair. plots: with drawings, for HTML, DOCX and PDF.
        watch: a file that remembers what was told: only what is new since then, kept there once `briefing.watch.keep()` is called. Raises ValueError
        as `timeline`, for what does not go together, and for a file that is no such state; LookupError where no such meeting is told.
        """
        from dragoman.library.answers import Question, brief

        question = Question(
            self._pair(between), self._code(party), self._issue(issue), view.checked_day(since), view.checked_day(until),
            meeting if meeting in (None, "last") else view.checked_day(meeting), since_meeting, min_confidence,
        )  # fmt: skip
        of, about = self.run(run), question.between or ((question.party,) if question.party else ())
        asked = Asked() if plots else Asked(some=about)

        def made() -> Briefing:
            if of is not None and self._has_rows(of, min_confidence):
                from dragoman.library.kept_answers import of_brief

                codebook = self._coding.codebook
                near, pair = of_brief(
                    self._store, of, codebook, question.between, question.party, question.issue, self._alone(of)
                )
                return brief(near, question, plots, Path(watch) if watch else None, pair)
            happened = self._memory.part(of, asked, min_confidence).happened(min_confidence)
            return brief(happened, question, plots, Path(watch) if watch else None)

        return made() if watch else self._kept.answer(of, ("brief", question, plots), made)

    def plot(
        self,
        kind: str,
        between: tuple[str, str] | None = None,
        party: str | None = None,
        issue: str | None = None,
        unit: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        run: str | None = None,
    ) -> Plot:
        """A plot: `timeline`, `temperature` (of a pair), `matrix` (who acts towards whom) or `issues`.

        unit: week, month, quarter or year, of temperature and issues; null for one that suits. Its `svg` is null where there is too little, and
        `words` say so. Raises ValueError as `timeline`, for an unknown kind, unit or issue.
        """
        from dragoman.library.plots import plot_of

        period = view.checked_day(since), view.checked_day(until)
        asked = self._pair(between), self._code(party), self._issue(issue)
        happened = self._memory.whole(self.run(run)).happened(min_confidence)
        return plot_of(happened, kind, *asked, unit, *period)

    @staticmethod
    def _pair(between: tuple[str, str] | None) -> tuple[str, str] | None:
        from dragoman.library.countries import pair_of

        return pair_of(between) if between else None

    @staticmethod
    def _code(party: str | None) -> str | None:
        from dragoman.library.countries import code_of

        return code_of(party) if party else None

    def _issue(self, issue: str | None) -> str | None:
        """The issue's id. Raises ValueError for an unknown one."""
        from dragoman.codebook.folder import Folder
        from dragoman.library.countries import issue_labels

        if issue is not None and issue not in (known := issue_labels(Folder(self._coding.codebook))):
            raise ValueError(f"{issue!r} is no issue of the codebook; known: {', '.join(sorted(known))}.")
        return issue

    def compare(self, left: str, right: str, run: str | None = None) -> TwoSides:
        """Two documents side by side, by their ids or the beginning of them.

        Raises LookupError for a document that is not here, ValueError for the same one twice.
        """
        from dragoman.library.two_sides import compare_documents

        chosen = self.run(run)

        def made() -> TwoSides:
            texts = view.texts_named(self._store, chosen, (left, right))
            known = self._memory.part(chosen, Asked(texts=texts, whole_texts=True)).selection
            return compare_documents(known, [left], [right], self._coding.codebook, self._store.parses)

        return self._kept.answer(chosen, ("compare", left, right), made)

    def compare_meeting(self, between: tuple[str, str], on: str | None = None, run: str | None = None) -> TwoSides:
        """All reports of one meeting of two countries, by side. on: its day, else the last that both sides report.

        Raises ValueError as `timeline`, LookupError where no report tells of a meeting.
        """
        from dragoman.codebook.folder import Folder
        from dragoman.library.countries import country_names, pair_of
        from dragoman.library.two_sides import MEETING, compare_meeting

        pair, folder = pair_of(between), self._coding.codebook
        called = country_names(Folder(folder))
        names = called[pair[0]][0], called[pair[1]][0]
        day = view.checked_day(on)
        asked, of = Asked(every=pair, event_type=MEETING, whole_texts=True), self.run(run)

        def made() -> TwoSides:
            known = self._memory.part(of, asked).selection
            return compare_meeting(known, pair, day, folder, self._store.parses, names)

        return self._kept.answer(of, ("meeting", pair, day), made)

    def positions(
        self,
        party: str | None = None,
        issue: str | None = None,
        between: tuple[str, str] | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        formulas: bool = True,
        run: str | None = None,
    ) -> Positions:
        """The line that each party takes on each issue, its wording over time, silences and repeated formulas.

        party: one country; between: two. What it is made from is kept until the ledger changes. Raises ValueError as `timeline`, and for an
        unknown issue.
        """
        from dragoman.library.stances import positions_of

        self._issue(issue)
        code, pair = self._code(party), self._pair(between)
        asked = Asked(some=pair or ((code,) if code else ()), whole_texts=True)
        first, last, of = view.checked_day(since), view.checked_day(until), self.run(run)

        def made() -> Positions:
            heard = self._memory.part(of, asked).heard(min_confidence)
            return positions_of(heard, code, issue, pair, first, last, with_formulas=formulas)

        return self._kept.answer(of, ("positions", code, issue, pair, first, last, min_confidence, formulas), made)

    def panel(
        self,
        unit: str = "dyad-month",
        measures: str | Iterable[str] = "counts,quad,score",
        directed: bool = False,
        pairs: Iterable[tuple[str, ...]] | None = None,
        parties: Iterable[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        aux: str | Iterable[str] = "none",
        run: str | None = None,
    ) -> Panel:
        """Events by pair or country and period, with what the ledger covers of each cell.

        unit: `dyad` or `country`, a hyphen, and week, month, quarter or year. measures: of counts, quad and score. pairs, parties: what is
        in it, countries by ISO3 code or name; null for all that an event has. aux: auxiliary modes that events may have, `all` or `none`.
        Raises ValueError for what is unknown among it.
        """
        from dragoman.library.panels import panel_of

        period = view.checked_day(since), view.checked_day(until)
        words = measures if isinstance(measures, str) else tuple(measures)
        modes = aux if isinstance(aux, str) else tuple(aux)
        both = None if pairs is None else tuple(map(tuple, pairs))
        each, of = None if parties is None else tuple(parties), self.run(run)

        def made() -> Panel:
            happened = self._memory.whole(of).happened(min_confidence)
            return panel_of(happened, unit, words, directed, both, each, *period, modes)

        question = ("panel", unit, words, directed, both, each, period, min_confidence, modes)
        return self._kept.answer(of, question, made)

    def temperature(
        self,
        between: tuple[str, str],
        unit: str = "month",
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        run: str | None = None,
    ) -> Temperature:
        """Conflict and cooperation of two countries over time, smoothed, with its uncertainty, coverage and turning points.

        unit: week, month, quarter or year. Raises ValueError as `timeline`, and for an unknown unit.
        """
        from dragoman.library.countries import pair_of
        from dragoman.library.temperatures import temperature_of

        period, pair, of = (view.checked_day(since), view.checked_day(until)), pair_of(between), self.run(run)

        def made() -> Temperature:
            if of is not None and self._has_rows(of, min_confidence):
                from dragoman.library.kept_answers import of_pair

                near = of_pair(self._store, of, self._coding.codebook, pair, self._alone(of))
                return temperature_of(near, pair, unit, *period)
            return temperature_of(self._memory.whole(of).happened(min_confidence), pair, unit, *period)

        return self._kept.answer(of, ("temperature", pair, unit, period, min_confidence), made)

    def sample(
        self,
        by: str | Iterable[str] = "type",
        n: int = 200,
        seed: int = 0,
        proportional: bool = False,
        min_confidence: float = MIN_CONFIDENCE,
        run: str | None = None,
    ) -> Sample:
        """Claims drawn for checking by a person, by strata.

        by: of `dragoman.evaluate.sampling.STRATA`. proportional: shares of the strata as in the ledger, else equal ones. Raises ValueError for
        an unknown stratum, and where there are more strata than `n`.
        """
        from dragoman.library.samples import sample_of

        words = by.split(",") if isinstance(by, str) else list(by)
        known = self._memory.whole(self.run(run)).selection
        return sample_of(known, words, n, seed, proportional, min_confidence, self._coding.codebook)

    def commitments(
        self,
        between: tuple[str, str] | None = None,
        party: str | None = None,
        issue: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        min_confidence: float = MIN_CONFIDENCE,
        run: str | None = None,
    ) -> Promised:
        """Promises, invitations, agreed steps and deadlines, each open, kept, broken or lapsed, with the claims that decide it and doubt.

        between: two countries. party: the country that is bound. since, until: days on which it was made. as_of: the day that statuses hold
        on, by default the last day of publication. What it is made from is kept until the ledger changes. Raises ValueError as `timeline`,
        and for an unknown issue or status.
        """
        from dragoman.analyse.commitments import Wanted, commitments
        from dragoman.library.promised import Promised
        from dragoman.records.commitment import STATUSES

        self._issue(issue)
        if status is not None and status not in STATUSES:
            raise ValueError(f"{status!r} is no status; take one of {', '.join(STATUSES)}.")
        code, pair = self._code(party), self._pair(between)
        days = view.checked_day(since), view.checked_day(until), view.checked_day(as_of)
        wanted = Wanted(pair, code, issue, status, *days)
        of = self.run(run)

        def made() -> Promised:
            found = commitments(self._grounds(of, wanted.codes, min_confidence), wanted)
            return Promised(found.items, found.as_of, found.notes, found.readings, found.texts)

        return self._kept.answer(of, ("commitments", wanted, min_confidence), made)

    def _grounds(self, run: Run | None, codes: set[str], min_confidence: float) -> Ground:
        """What commitments of some parties are made from: all that tells of them, and of those who are bound with them."""
        asked = Asked(some=tuple(sorted(codes)), whole_texts=True)
        known = self._memory.part(run, asked).promised(min_confidence)
        bound = known.bound_with(codes) if codes else codes
        if bound <= codes:
            return known
        asked = Asked(some=tuple(sorted(bound | codes)), whole_texts=True)
        return self._memory.part(run, asked).promised(min_confidence)

    def handed(self, format: str = "jsonl", **chosen: Unpack[Chosen]) -> Handed:
        """What an export in a format of `dragoman.export.FORMATS` is written from; `Chosen` says what may be chosen.

        Raises ValueError for what is unknown among it.
        """
        from dragoman.library.exporting import handed

        return handed(self._store, self._coding.codebook, format, **chosen)

    def export(self, path: str | Path, format: str = "jsonl", **chosen: Unpack[Chosen]) -> Tally:
        """Writes a file in a format, whole or not at all, with `FILE.manifest.json` beside it; says how many rows it has.

        Memory does not grow with the ledger. Raises ValueError as `handed`, OSError, and ImportError where the format needs
        a package that is not installed.
        """
        from dragoman.library.exporting import export

        return export(self._store, self._coding.codebook, format, Path(path), **chosen)[1].tally

    def compare_data(
        self, path: str | Path, format: str, window: int = 1, **chosen: Unpack[Chosen]
    ) -> Outcome[SideBySide]:
        """The ledger's events beside the rows of a file of event data: counts by dyad, month and type, rows that match.

        format: polecat, icews, gdelt, plover, jsonl, csv or parquet. window: days that rows that match may be apart. Problems:
        data.line. Raises ValueError for an unknown format or choice, and `dragoman.export.readers.DataFileError` for a file
        that is not of the format.
        """
        from dragoman.library.comparing import compare_data

        return compare_data(self._store, self._coding.codebook, Path(path), format, window, **chosen)

    def search(self, query: str, limit: int = 20) -> Hits:
        """Claims whose evidence, then documents whose text has the words, best first.

        `"…"` for a phrase, `word*` for endings.
        """
        run = self.run()
        found = list(view.found_claims(self._store, run, query, limit)) if run else []
        return Hits(found + list(self._store.search_documents(query, limit)))

    def explain(self, prefix: str, parse: bool = True) -> list[Explanation]:
        """A claim, or the claims of an event, back to words and rules.

        prefix: the beginning of an id. Raises LookupError.
        """
        from dragoman.library.explain import explain

        return explain(self._store, self.run(), prefix, parse)

    # Keeping -----------------------------------------------------------------------------------------------------

    @property
    def judge(self) -> Judging:
        """Judgements on claims and events: confirm, reject, correct, split, link, undo, list, exchange."""
        from dragoman.library.edits import Judging

        return Judging(self._store, self._coding.codebook)

    def use(self, run: str) -> Run:
        """Makes the run called `run`, or by the beginning of its id, the current one. Raises StoreError for one that is not there."""
        chosen = self.run(run)
        assert chosen is not None
        self._store.set_current(chosen.id)
        self._merge(anew=False)
        return chosen

    def diff(self, one: str, other: str) -> RunDiff:
        """What another run draws from the documents that both have coded: claims gained, lost and changed, field by field.

        Judgements are left out of it. Raises StoreError for a run that is not there.
        """
        from dragoman.library.diff import run_diff

        first, second = self.run(one), self.run(other)
        assert first is not None and second is not None
        return run_diff(self._store, first, second)

    def backup(self, target: str | Path, replace: bool = False) -> dict[str, int]:
        """A whole copy at `target`, also while others write, proved whole; how many rows of each kind it holds."""
        return self._store.backup(target, replace)

    def mend(self) -> None:
        """Makes anew what follows from texts and claims: the full-text index, and the events of the current run with their rows."""
        self._store.rebuild_search()
        run = self._store.current_run()
        if run is not None:
            self._store.merged(run.id).forget()
        self._merge(anew=True)

    def check(self) -> list[Problem]:
        """What is not whole: spans that are not verbatim, broken references, judgements that bind to nothing."""
        with self._store.snapshot():
            found = self._store.check()
            run = self._store.current_run()
            if run is not None and not found:
                found += (self._unbound(one, run) for one in view.unbound(self._store, run))
        return found

    def _unbound(self, one: Judgement, run: Run) -> Problem:
        values: dict[str, object] = {
            "judgement": one.id, "kind": one.kind, "author": one.author, "reason": one.reason,
            "words": one.anchor.trigger.text, "run": run.id,
        }  # fmt: skip
        return Problem("judgement.unbound", self.path, values=values)

    def to_pandas(self, **chosen: Unpack[Chosen]) -> pandas.DataFrame:
        """A row a claim, columns as in the jsonl export, days as dates; `Chosen` says what may be chosen.

        Raises ValueError as `handed`, and ImportError without pandas.
        """
        from dragoman.library.frame import frame

        return frame(self.handed("jsonl", **chosen).claims())


def open(
    path: str | Path,
    codebook: str | Path | None = None,
    model: str | None = None,
    coder: str | None = None,
    must_exist: bool = False,
    coding: Coding | None = None,
) -> Ledger:
    """The ledger at `path`, made on first use; `:memory:` keeps nothing.

    codebook: a folder of your own data over the shipped one. model: another spaCy pipeline. coder: `tuned` (the
    default) or `frames`. coding: another way to
    code. Raises StoreError.
    """
    return Ledger(open_store(path, must_exist), coding or Pipeline(Path(codebook) if codebook else None, model, coder))


def extract(
    text: str,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    place: str | None = None,
    coding: Coding | None = None,
) -> Claims:
    """The claims of one text, without a ledger. Raises ValueError when `published` is no day."""
    given = Given(published=view.checked_day(published), title=title, publisher=publisher, place=place)
    outcome = (coding or Pipeline()).code(document_alone(text, given))
    return Claims(outcome.value.claims)
