"""What answers from one state of a run are made from, kept in the process until the ledger changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dragoman.judge import Standing
from dragoman.library import view
from dragoman.records.answers import TimelineRow
from dragoman.records.coded import Selection
from dragoman.records.judgement import Judgement
from dragoman.records.run import Run
from dragoman.store import Asked, Store

if TYPE_CHECKING:
    from dragoman.analyse.commitments import Ground
    from dragoman.library.after_judging import Change
    from dragoman.library.panels import Happened
    from dragoman.library.stances import Heard

# Selections kept at once: a whole run's, and those of the last questions on parts of it.
KEPT = 4
Made = TypeVar("Made")


class Known:
    """A selection and what is made from it, each when it is first asked for."""

    def __init__(self, selection: Selection, codebook: Path | None) -> None:
        self.selection, self._codebook = selection, codebook
        self._made: dict[Hashable, object] = {}

    def rows(self, min_confidence: float) -> tuple[TimelineRow, ...]:
        """Merged events, oldest first."""
        from dragoman.analyse.rows import rows_of

        return self._once(("rows", min_confidence), lambda: rows_of(self.selection, min_confidence))

    def heard(self, min_confidence: float) -> Heard:
        """What positions are made from."""
        from dragoman.library.stances import Heard

        return self._once(("heard", min_confidence), lambda: Heard(self.selection, self._codebook, min_confidence))

    def happened(self, min_confidence: float) -> Happened:
        """What panels and temperatures are made from."""
        from dragoman.library.panels import Happened

        def make() -> Happened:
            return Happened(self.selection, self._codebook, min_confidence, self.rows(min_confidence))

        return self._once(("happened", min_confidence), make)

    def promised(self, min_confidence: float) -> Ground:
        """What commitments are made from."""
        from dragoman.library.promised import promised_in

        return self._once(
            ("promised", min_confidence), lambda: promised_in(self.selection, self._codebook, min_confidence)
        )

    def after(self, change: Change) -> Known:
        """What is known under other judgements: the selection and rows brought up to it, all else made again when it is asked for."""
        from dragoman.library.after_judging import rows_after, selection_after

        made = Known(selection_after(self.selection, change), self._codebook)
        for key, rows in self._made.items():
            if isinstance(key, tuple) and key[0] == "rows":
                made._made[key] = rows_after(rows, made.selection, change, key[1])  # type: ignore[arg-type]
        return made

    def _once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        found: Made = self._made[key]  # type: ignore[assignment]
        return found


class Memory:
    """What is known of a ledger's runs: whole ones, and parts that single questions needed."""

    def __init__(self, store: Store, codebook: Path | None) -> None:
        self._store, self._codebook = store, codebook
        self._held: dict[_Key, Known] = {}
        self._standing: tuple[object, dict[str, Judgement]] = (None, {})

    def whole(self, run: Run | None) -> Known:
        """All of a run."""
        return self._of(run, None, None)

    def part(self, run: Run | None, asked: Asked, counted: float | None = None) -> Known:
        """As much of a run as an answer can need; all of it, where that is known already. counted: a confidence by which the other claims are counted."""
        whole = self._held.get(self._key(run, None, None))
        return whole or (self.whole(run) if asked.is_all else self._of(run, asked, counted))

    def forget(self) -> None:
        """Lets go of all."""
        self._held.clear()

    def _key(self, run: Run | None, asked: Asked | None, counted: float | None) -> _Key:
        """Judgements count by which of them stand, so that what is taken back leads to what was known before."""
        if run is None:
            return _Key(None, frozenset(), asked, counted)
        sign = self._store.sign(run.id)
        if self._standing[0] != sign:
            standing = Standing.of(self._store.judgements()).judgements
            self._standing = (sign, {one.id: one for one in standing})
        return _Key(sign.without_judgements(), frozenset(self._standing[1]), asked, counted)

    def _of(self, run: Run | None, asked: Asked | None, counted: float | None) -> Known:
        key = self._key(run, asked, counted)
        if key not in self._held:
            made = self._after_judging(run, key) or Known(
                view.selection(self._store, run, asked, counted), self._codebook
            )
            while len(self._held) >= KEPT:
                del self._held[next(iter(self._held))]
            self._held[key] = made
        found = self._held.pop(key)
        self._held[key] = found  # the last one asked for goes last
        return found

    def _after_judging(self, run: Run | None, key: _Key) -> Known | None:
        """All of a run brought up to its judgements from what was known under others; null where nothing near is known."""
        from dragoman.library.after_judging import change_of

        near = [k for k in self._held if k == replace(key, standing=k.standing)] if key.asked is None else []
        if not near or run is None or not self._store.events_hold(run.id):
            return None
        before = min(near, key=lambda k: len(k.standing ^ key.standing))
        was = {one.id: one for one in self._store.judgements() if one.id in before.standing}
        change = change_of(self._store, self._held[before].selection, was, self._standing[1])
        return self._held[before].after(change) if change else None


@dataclass(frozen=True)
class _Key:
    """Of what state something is known. sign: of all but judgements. standing: ids of the judgements that stand."""

    sign: Hashable
    standing: frozenset[str]
    asked: Asked | None
    counted: float | None
