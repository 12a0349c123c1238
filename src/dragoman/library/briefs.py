"""Briefs as the library gives them: built from a dossier, shown in notebooks, written to files."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.codebook.folder import Folder
from dragoman.library.countries import country_names, issue_labels
from dragoman.library.watching import Watch
from dragoman.present.brief import Brief, build_brief
from dragoman.present.plots.picture import Drawing
from dragoman.records.answers import Dossier

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "section", "group", "day", "first", "last", "basis", "text", "event", "event_type", "confidence", "document", "start", "end", "words", "sentence",
)  # fmt: skip
# Ending → format of a file.
ENDINGS = {".md": "markdown", ".json": "json", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}
FORMATS = tuple(dict.fromkeys(ENDINGS.values()))


@dataclass(frozen=True)
class Briefing(Brief):
    """A brief that shows itself in a notebook and is written to files. drawings: the plots that belong to it. watch: of one that is watched, what
    keeps its state. full: of one that is cut to a page, all of it.
    """

    drawings: tuple[Drawing, ...] = ()
    watch: Watch | None = None
    full: Brief | None = None

    def one_page(self) -> Briefing:
        """The lead and the weightiest lines, without plots, with what is left out counted."""
        from dragoman.present.paper import one_page

        return replace(self, **_values(one_page(self)), drawings=(), full=self)

    def to_frame(self) -> pandas.DataFrame:
        """A row for each place that a sentence rests on, columns `COLUMNS`. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of

        return frame_of(list(_rows(self)), COLUMNS)

    def text(self, format: str, evidence: bool = True) -> str:
        """As `markdown`, `json` or `html`. evidence: in Markdown, the sentence under each line. Raises ValueError for another format."""
        if format == "markdown":
            from dragoman.present.markdown import brief_markdown

            return brief_markdown(self, evidence)
        if format == "json":
            import json

            from dragoman.present.brief_json import brief_json

            return json.dumps(brief_json(self), ensure_ascii=False, indent=1) + "\n"
        if format == "html":
            from dragoman.present.brief_html import brief_html

            return brief_html(self, self.drawings)
        raise ValueError(f"{format!r} is no format of text; take markdown, json or html")

    def data(self, format: str, evidence: bool = True) -> bytes:
        """As a file of one of `FORMATS`. Raises ValueError for another one, and ImportError where a format needs a package that is not installed."""
        if format == "docx":
            from dragoman.present.brief_docx import brief_docx

            return brief_docx(self, self.drawings)
        if format == "pdf":
            from dragoman.present.brief_pdf import brief_pdf, one_page_pdf

            return brief_pdf(self, self.drawings) if self.full is None else one_page_pdf(self.full)
        return self.text(format, evidence).encode("utf-8", "replace")

    def save(self, path: str | Path, format: str | None = None) -> None:
        """Writes a file, its format by the ending unless told. Raises as `data`, and OSError."""
        chosen = format or ENDINGS.get(Path(path).suffix.lower())
        if chosen is None:
            raise ValueError(f"{Path(path).name}: the ending tells no format; take {', '.join(ENDINGS)}")
        made = self.data(chosen)
        Path(path).write_bytes(made)

    def _repr_html_(self) -> str:
        from dragoman.present.brief_html import brief_fragment
        from dragoman.present.paper import paper_of

        return brief_fragment(paper_of(self), self.drawings)


def _values(brief: Brief) -> dict[str, Any]:
    return {f.name: getattr(brief, f.name) for f in fields(Brief)}


def _rows(brief: Brief) -> Any:
    for section in brief.sections:
        for group in section.groups:
            for line in group.lines:
                row = line.row
                told = (row.id, row.lead.event_type, row.confidence) if row else (None, None, None)
                for r in line.references:
                    when = (line.day, line.when.first, line.when.last, line.when.basis)
                    at = (r.document, r.start, r.end, r.text, r.sentence)
                    yield dict(zip(COLUMNS, (section.key, group.title, *when, line.text, *told, *at)))


def briefing(dossier: Dossier, codebook: Path | None, drawings: tuple[Drawing, ...] = ()) -> Briefing:
    """The brief of a dossier, with the names that the codebook gives to countries and issues."""
    folder = Folder(codebook)
    made = build_brief(dossier, country_names(folder), issue_labels(folder), folder)
    return Briefing(**_values(made), drawings=drawings)


def watched(dossier: Dossier, codebook: Path | None, watch: Watch) -> Briefing:
    """What is new since the brief that `watch` remembers, or all of it the first time."""
    found = watch.news(dossier)
    if found is None:
        made = briefing(dossier, codebook)
        first = "This is the first watched brief of this question: all of it is new."
        return replace(made, coverage=(first, *made.coverage), watch=watch)
    made = briefing(found.dossier, codebook)
    said = watch.sentence(found, dossier)
    if not found.fresh and not found.changed:
        return replace(
            made, coverage=(said,), sections=(), lead=(), sources=(), left_out=(), problems=(), copies=(), watch=watch
        )
    return replace(made, coverage=(said, *made.coverage), lead=(), watch=watch)
