"""Plots as the library gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.analyse.news import rows_in
from dragoman.analyse.panel import score_of
from dragoman.analyse.periods import STEPS, periods, placed
from dragoman.analyse.timeline import in_period
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.library.countries import country_names, issue_labels
from dragoman.library.panels import Happened
from dragoman.library.temperatures import temperature_of
from dragoman.present.plots.issues import draw_issues
from dragoman.present.plots.matrix import draw_matrix
from dragoman.present.plots.picture import Drawing
from dragoman.present.plots.temperature import draw_temperature
from dragoman.present.plots.timeline import draw_timeline
from dragoman.records.answers import Dossier, TimelineRow

KINDS = ("timeline", "temperature", "matrix", "issues")
ENDINGS = (".svg", ".png")
# Days up to which a period of a plot is a month, and a quarter.
_MONTHS, _QUARTERS = 800, 2600


class NothingToDrawError(ValueError):
    """There is too little for a picture; the message says what there is."""


class Plot(Drawing):
    """A plot that shows itself in a notebook and is written to files."""

    def png(self, zoom: float = 2.0) -> bytes:
        """In pixels. zoom: pixels a unit, of which a plot has 480 across. Raises NothingToDrawError, and ImportError without resvg."""
        from dragoman.present.plots.png import png

        return png(self._drawn(), zoom)

    def save(self, path: str | Path) -> None:
        """Writes SVG or PNG by the ending. Raises ValueError for another ending, as `png`, and OSError."""
        ending = Path(path).suffix.lower()
        if ending not in ENDINGS:
            raise ValueError(f"{Path(path).name}: a plot is saved as {' or '.join(ENDINGS)}")
        made = self.png() if ending == ".png" else self._drawn().encode()
        Path(path).write_bytes(made)

    def _drawn(self) -> str:
        if self.svg is None:
            raise NothingToDrawError(self.words)
        return self.svg

    def _repr_html_(self) -> str:
        from html import escape

        return (self.svg or "") + f"<p>{escape(self.words)}</p>"


@dataclass(frozen=True)
class Named:
    """What a plot is about, with the names for it."""

    codebook: Path | None
    between: tuple[str, str] | None = None
    party: str | None = None
    issue: str | None = None

    def title(self) -> str:
        """In words, as "Japan – China, Taiwan"."""
        called = country_names(Folder(self.codebook))
        who = " – ".join(called.get(c, (c,))[0] for c in self.between or ([self.party] if self.party else []))
        issue = issue_labels(Folder(self.codebook)).get(self.issue, self.issue) if self.issue else ""
        return ", ".join(part for part in (who, issue) if part) or "All parties"

    def countries(self) -> dict[str, str]:
        """Code → name."""
        return {code: known[0] for code, known in country_names(Folder(self.codebook)).items()}


def plot_of(
    happened: Happened,
    kind: str,
    between: tuple[str, str] | None = None,
    party: str | None = None,
    issue: str | None = None,
    unit: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Plot:
    """The plot asked for. unit: of temperature and issues; null for one that suits the period. Raises ValueError for an unknown kind or unit, and
    for a temperature without a pair.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no plot; take one of {', '.join(KINDS)}")
    if unit is not None and unit not in STEPS:
        raise ValueError(f"{unit!r} is no unit; take one of {', '.join(STEPS)}")
    if since and until and since > until:
        raise ValueError(f"the period ends ({until}) before it begins ({since})")
    named = Named(happened.codebook, between, party, issue)
    rows = [r for r in happened.rows() if _asked(r, between, party, issue) and in_period(r.when, since, until)]
    if kind == "temperature":
        if between is None:
            raise ValueError("a temperature is one of two countries; name them with between")
        made = _temperature(happened, named, unit or _unit(rows), since, until)
    else:
        made = _drawing(rows, kind, named, unit or _unit(rows))
    return Plot(made.key, made.title, made.svg, made.words)


def drawings_of(dossier: Dossier, happened: Happened) -> tuple[Drawing, ...]:
    """The plots that belong to a brief, of the rows that it tells: a timeline; of a pair its temperature, else who acts towards whom; issues."""
    outside = {r.id for r in (*dossier.other, *dossier.background, *dossier.unreal)}
    rows = [r for r in rows_in(dossier) if r.id not in outside]
    if not rows or dossier.meeting:
        return ()
    named = Named(happened.codebook, dossier.between, dossier.party, dossier.issue)
    unit = _unit(rows)
    found = [_drawing(rows, "timeline", named, unit)]
    if dossier.between and not dossier.issue:
        found.append(_temperature(happened, named, unit, dossier.since, dossier.until))
    else:
        found.append(_drawing(rows, "matrix", named, unit))
    return (*found, *(() if dossier.issue else (_drawing(rows, "issues", named, unit),)))


def _asked(row: TimelineRow, between: tuple[str, str] | None, party: str | None, issue: str | None) -> bool:
    near = between is None or set(between) <= row.parties
    return near and (party is None or party in row.parties) and (issue is None or issue in row.issues)


def _temperature(happened: Happened, named: Named, unit: str, since: str | None, until: str | None) -> Drawing:
    if named.between is None:
        raise ValueError("a temperature is one of two countries")
    return draw_temperature(temperature_of(happened, named.between, unit, since, until), named.countries())


def _drawing(rows: Sequence[TimelineRow], kind: str, named: Named, unit: str) -> Drawing:
    plover = load_plover(Folder(named.codebook))
    if kind == "timeline":
        return draw_timeline(rows, {code: t.quad for code, t in plover.types.items()}, named.title())
    if kind == "matrix":
        scores = {r.id: score_of(r, plover) for r in rows if r.lead.event_type}
        return draw_matrix(rows, scores, named.countries(), named.title())
    at = {r.id: p for r in rows if r.issues and not r.aux and (p := placed(r.when, unit))}
    first, last = (pick((p.first for p in at.values()), default=None) for pick in (min, max))
    grid = periods(first, last, unit) if first and last else ()
    labels = issue_labels(Folder(named.codebook))
    return draw_issues(rows, grid, {i: p.name for i, p in at.items()}, labels, named.title())


def _unit(rows: Iterable[TimelineRow]) -> str:
    """Month, quarter or year, by how long the rows last."""
    days = [date.fromisoformat(day).toordinal() for r in rows for day in (r.when.first, r.when.last) if day]
    span = max(days) - min(days) if days else 0
    return "month" if span <= _MONTHS else "quarter" if span <= _QUARTERS else "year"
