"""Panels as the library gives them: what they are made from is computed once a ledger's state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.analyse.coverage import Coverage, coverage
from dragoman.analyse.panel import MEASURES, Asked, panel, parse_unit
from dragoman.analyse.rows import rows_of
from dragoman.codebook.actors import load_actors
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.records import panel as records
from dragoman.records.answers import TimelineRow
from dragoman.records.coded import Selection

if TYPE_CHECKING:
    import pandas

# What names a state in a text, for coverage: its own names and its people's, not firms, papers or cities.
_NAMING = frozenset({"country", "adjective", "people"})
AUX = ("historical", "future", "hypothetical", "negation")


class Panel(records.Panel):
    """A panel that shows itself in a notebook and is written to files."""

    def to_frame(self) -> pandas.DataFrame:
        """A row a cell, days as dates. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of
        from dragoman.present.panel import panel_columns, panel_rows

        return _dated(frame_of(list(panel_rows(self)), panel_columns(self)), ("period_start", "period_end"))

    def events_frame(self) -> pandas.DataFrame:
        """A row for each event of each cell, with the words that it rests on. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of
        from dragoman.present.panel import event_columns, event_rows

        return _dated(frame_of(list(event_rows(self)), event_columns(self)), ("first", "last"))

    def write(self, path: str | Path, events: str | Path | None = None) -> None:
        """Writes the cells, and to `events` the events behind them: CSV, Parquet or JSON by the ending.

        Raises ValueError for another ending, OSError, and ImportError for Parquet without pyarrow.
        """
        from dragoman.library.rows_file import checked_ending, write_rows
        from dragoman.present.panel import panel_columns, panel_objects, panel_rows

        rows = panel_objects(self) if checked_ending(Path(path)) == ".json" else panel_rows(self)
        if events is not None:
            self.write_events(events)
        write_rows(Path(path), rows, panel_columns(self))

    def write_events(self, path: str | Path) -> None:
        """Writes the events behind the cells. Raises as `write`."""
        from dragoman.library.rows_file import write_rows
        from dragoman.present.panel import event_columns, event_rows

        write_rows(Path(path), event_rows(self), event_columns(self))

    def _repr_html_(self) -> str:
        from html import escape

        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return notes + str(self.to_frame()._repr_html_())


@dataclass
class Happened:
    """What panels and temperatures of one state of a ledger are made from, each made when it is first asked for."""

    selection: Selection
    codebook: Path | None = None
    min_confidence: float = 0.0
    _rows: tuple[TimelineRow, ...] | None = None  # where they are known already
    _coverage: Coverage | None = field(default=None)

    def rows(self) -> tuple[TimelineRow, ...]:
        """Merged events, oldest first."""
        if self._rows is None:
            self._rows = rows_of(self.selection, self.min_confidence)
        return self._rows

    def coverage(self) -> Coverage:
        """What was published when, and whom it names."""
        if self._coverage is None:
            self._coverage = coverage(self.selection, state_names(Folder(self.codebook)))
        return self._coverage


def state_names(folder: Folder) -> dict[str, str]:
    """Word → code, of words that name a state or its people; of a word with several meanings, the first."""
    actors = load_actors(folder)
    found = {actor.name: code for code, actor in actors.countries.items()}
    for word, meanings in actors.names.items():
        if meanings[0].kind in _NAMING and meanings[0].code in actors.countries:
            found.setdefault(word, meanings[0].code)
    return found


def panel_of(
    happened: Happened,
    unit: str,
    measures: Sequence[str] | str = MEASURES,
    directed: bool = False,
    pairs: Iterable[Sequence[str]] | None = None,
    parties: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    aux: Iterable[str] | str = (),
) -> Panel:
    """The panel asked for. Raises ValueError for an unknown unit, measure, country or auxiliary mode."""
    from dragoman.library.countries import code_of, pair_of

    of, step = parse_unit(unit)
    both = tuple(pair_of(tuple(p)) for p in pairs) if pairs is not None else None
    if both is not None and of == "country":
        raise ValueError("a panel of countries has no pairs; name parties")
    if since and until and since > until:
        raise ValueError(f"the period ends ({until}) before it begins ({since})")
    asked = Asked(
        of, step, checked_measures(measures), directed, both,
        tuple(dict.fromkeys(code_of(p) for p in parties)) if parties is not None else None,
        since, until, checked_aux(aux),
    )  # fmt: skip
    made = panel(happened.rows(), happened.coverage(), load_plover(Folder(happened.codebook)), asked)
    return Panel(made.of, made.step, made.directed, made.keys, made.measures, made.cells, made.notes)


def checked_measures(measures: Sequence[str] | str) -> tuple[str, ...]:
    """Measures, given as words or joined by commas. Raises ValueError for an unknown one."""
    words = measures.split(",") if isinstance(measures, str) else measures
    asked = tuple(dict.fromkeys(m.strip() for m in words if m.strip()))
    unknown = [m for m in asked if m not in MEASURES]
    if unknown or not asked:
        raise ValueError(f"{', '.join(unknown) or 'nothing'!r} is no measure; take of {', '.join(MEASURES)}")
    return asked


def checked_aux(aux: Iterable[str] | str) -> frozenset[str]:
    """Auxiliary modes that events may have: `all`, `none` or modes, joined by commas. Raises ValueError."""
    asked = frozenset(a.strip() for a in (aux.split(",") if isinstance(aux, str) else aux)) - {"", "none"}
    asked = frozenset(AUX) if asked == {"all"} else asked
    unknown = sorted(asked - set(AUX))
    if unknown:
        raise ValueError(f"{', '.join(unknown)!r} is no auxiliary mode; take all, none, or of {', '.join(AUX)}")
    return asked


def _dated(frame: pandas.DataFrame, columns: Iterable[str]) -> pandas.DataFrame:
    import pandas

    for column in columns:
        frame[column] = pandas.to_datetime(frame[column])
    return frame
