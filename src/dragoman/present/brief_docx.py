"""The brief as a Word document, by python-docx (`pip install 'dragoman[documents]'`)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dragoman.present.brief import Brief
from dragoman.present.excerpt import clean
from dragoman.present.paper import Item, Note, paper_of
from dragoman.present.plots.picture import Drawing
from dragoman.present.plots.png import png

if TYPE_CHECKING:
    from docx.document import Document

_WIDE = 5.0  # inches


def brief_docx(brief: Brief, drawings: Sequence[Drawing] = ()) -> bytes:
    """The file's bytes. Raises ImportError with the way out when python-docx or resvg is not installed."""
    try:
        import docx
    except ImportError as error:
        raise ImportError("a DOCX file needs python-docx: pip install 'dragoman[documents]'") from error
    paper = paper_of(brief)
    made: Document = docx.Document()
    made.core_properties.title = _plain(paper.title)
    made.core_properties.author = ""
    made.add_heading(_plain(paper.title), 0)
    made.add_paragraph(_plain(" ".join(paper.opening)))
    for place, part in enumerate(paper.parts):
        made.add_heading(_plain(part.title), part.level - 1)
        if part.note:
            made.add_paragraph().add_run(_plain(part.note)).italic = True
        for item in part.items:
            _item(made.add_paragraph(style="List Bullet"), item)
        if place == 0:
            _figures(made, drawings)
    if not paper.parts:
        _figures(made, drawings)
    if paper.notes:
        made.add_heading("Evidence", 1)
    for note in paper.notes:
        _note(made.add_paragraph(), note)
    if paper.sources:
        made.add_heading("Sources", 1)
    for words, _ in paper.sources:
        made.add_paragraph(_plain(words), style="List Bullet")
    for words in paper.tail:
        made.add_paragraph(_plain(words))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _item(paragraph: Any, item: Item) -> None:
    if item.day:
        paragraph.add_run(f"{_plain(item.day)}: ").bold = True
    paragraph.add_run(_plain(item.text))
    if item.notes:
        paragraph.add_run(f" [{', '.join(map(str, item.notes))}]").font.superscript = True


def _note(paragraph: Any, note: Note) -> None:
    """Number and place, then the words in bold within their sentence."""
    from docx.shared import Pt

    paragraph.add_run(f"[{note.number}] {_plain(note.at)}: ").italic = True
    for words, bold in ((note.before, False), (note.words, True), (note.after, False)):
        if words:
            ends = (" " * words[:1].isspace(), " " * words[-1:].isspace())
            run = paragraph.add_run(f"{ends[0]}{_plain(words)}{ends[1]}")
            run.bold = bold
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _figures(made: Document, drawings: Sequence[Drawing]) -> None:
    from docx.shared import Inches

    for drawing in drawings:
        if drawing.svg is not None:
            made.add_picture(io.BytesIO(png(drawing.svg, 3.0)), width=Inches(_WIDE))
        made.add_paragraph().add_run(_plain(drawing.words)).italic = True


def _plain(words: str) -> str:
    """Words that XML can hold: no control characters, no lone surrogates."""
    return "".join(c for c in clean(words) if not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF))
