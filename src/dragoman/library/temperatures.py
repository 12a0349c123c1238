"""Temperatures as the library gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.analyse.periods import STEPS
from dragoman.analyse.temperature import temperature
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.library.panels import Happened
from dragoman.records import temperature as records

if TYPE_CHECKING:
    import pandas

    from dragoman.present.plots.picture import Drawing


class Temperature(records.Temperature):
    """A temperature that shows itself in a notebook."""

    def to_frame(self) -> pandas.DataFrame:
        """A row a period, days as dates, ids of its events joined by `; `. Raises ImportError without pandas."""
        import importlib

        from dragoman.library.tables import frame_of
        from dragoman.present.temperature import COLUMNS, degree_rows

        frame = frame_of(list(degree_rows(self)), COLUMNS)
        for column in ("period_start", "period_end"):
            frame[column] = importlib.import_module("pandas").to_datetime(frame[column])
        return frame

    def drawing(self) -> Drawing:
        """A plot: level with its interval, single events, turns, and the documents beneath; in words where there is too little."""
        from dragoman.present.plots.temperature import draw_temperature

        return draw_temperature(self)

    def svg(self) -> str:
        """The plot as SVG. Raises ValueError, with what there is, where there is too little to draw."""
        made = self.drawing()
        if made.svg is None:
            raise ValueError(made.words)
        return made.svg

    def _repr_html_(self) -> str:
        from html import escape

        return "".join(f"<p>{escape(note)}</p>" for note in self.notes) + (self.drawing().svg or "")


def temperature_of(
    happened: Happened, between: tuple[str, str], unit: str, since: str | None = None, until: str | None = None
) -> Temperature:
    """The temperature asked for. Raises ValueError for an unknown unit, and a period that ends before it begins."""
    if unit not in STEPS:
        raise ValueError(f"{unit!r} is no unit; take one of {', '.join(STEPS)}")
    if since and until and since > until:
        raise ValueError(f"the period ends ({until}) before it begins ({since})")
    plover = load_plover(Folder(happened.codebook))
    made = temperature(happened.rows(), happened.coverage(), plover, between, unit, since, until)
    return Temperature(
        made.between,
        made.step,
        made.degrees,
        made.turns,
        made.spread,
        made.drift,
        made.undated,
        made.scores,
        made.notes,
    )
