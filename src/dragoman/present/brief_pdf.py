"""The brief as PDF, by ReportLab (`pip install 'dragoman[documents]'`)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from dragoman.present.brief import Brief
from dragoman.present.excerpt import clean
from dragoman.present.fonts import font_files
from dragoman.present.paper import Item, Note, Paper, one_page, paper_of, short_notes
from dragoman.present.plots.picture import Drawing
from dragoman.present.plots.png import png

# Widths of a picture and of the edges of an A4 page, in points.
_WIDE, _EDGE = 380.0, 48.0
_FACE, _BOLD = "Brief", "Brief-Bold"
# Faces for characters that the first lacks; PDF readers bring their letters with them.
_HAN, _KANA, _HANGUL = "STSong-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium"
_MISSING = "\u25af"
# Of the brief on one page: what is tried before a line is left out: sizes of type, parts of the full one, and the most characters of a note.
_TRIED = ((1.0, 320), (0.94, 320), (0.88, 320), (0.88, 240), (0.88, 160))
_SMALL_EDGE = 36.0


def brief_pdf(brief: Brief, drawings: Sequence[Drawing] = ()) -> bytes:
    """The file's bytes; the same brief gives the same bytes. Raises ImportError with the way out when ReportLab or resvg is not installed."""
    return _set(paper_of(brief), drawings, 1.0)[0]


def one_page_pdf(brief: Brief) -> bytes:
    """The short form of a full brief on one page: in smaller type, and then with fewer lines, as far as it takes. Raises as `brief_pdf`."""
    fewer = 0
    while True:
        short = one_page(brief, fewer)
        for size, most in _TRIED:
            data, pages = _set(short_notes(paper_of(short), most), (), size)
            if pages == 1:
                return data
        if not short.sections:
            return data
        fewer += 1


def _set(paper: Paper, drawings: Sequence[Drawing], size: float) -> tuple[bytes, int]:
    """The file's bytes, and its pages. size: of type, 1 is full."""
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate
    except ImportError as error:
        raise ImportError("a PDF needs ReportLab: pip install 'dragoman[documents]'") from error
    out, setter = io.BytesIO(), _Setter(size)
    edge = _EDGE if size == 1.0 else _SMALL_EDGE
    edges = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), edge)
    made = SimpleDocTemplate(out, pagesize=A4, title=clean(paper.title), author="", invariant=1, **edges)
    made.build(list(_flow(paper, drawings, setter, small=size < 1.0)), onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue(), made.page


def _foot(canvas: Any, page: Any) -> None:
    canvas.saveState()
    canvas.setFont(_FACE, 8)
    canvas.drawRightString(page.pagesize[0] - _EDGE, _EDGE / 2, str(page.page))
    canvas.restoreState()


def _flow(paper: Paper, drawings: Sequence[Drawing], setter: _Setter, small: bool) -> Iterable[Any]:
    """small: sources in the type of notes."""
    yield setter.words("title", setter.safe(paper.title))
    yield setter.words("about", setter.safe(" ".join(paper.opening)))
    for place, part in enumerate(paper.parts):
        yield setter.words("section" if part.level == 2 else "group", setter.safe(part.title))
        if part.note:
            yield setter.words("about", setter.safe(part.note))
        yield from (setter.words("item", setter.item(item), "•") for item in part.items)
        if place == 0:
            yield from setter.figures(drawings)
    if not paper.parts:
        yield from setter.figures(drawings)
    if paper.notes:
        yield setter.words("section", "Evidence")
    yield from (setter.words("note", setter.note(note)) for note in paper.notes)
    if paper.sources:
        yield setter.words("section", "Sources")
    yield from (
        setter.words("note", setter.safe(words)) if small else setter.words("item", setter.safe(words), "•")
        for words, _ in paper.sources
    )
    yield from (setter.words("about", setter.safe(words)) for words in paper.tail)


class _Setter:
    """Sets words in the faces that there are, in a size of type; 1 is full."""

    def __init__(self, part: float) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont

        files = font_files()
        faces = [TTFont(name, str(path)) for name, path in zip((_FACE, _BOLD), files)]
        for face in (*faces, *(UnicodeCIDFont(name) for name in (_HAN, _KANA, _HANGUL))):
            pdfmetrics.registerFont(face)
        pdfmetrics.registerFontFamily(_FACE, normal=_FACE, bold=_BOLD, italic=_FACE, boldItalic=_BOLD)
        self._known = frozenset(faces[0].face.charToGlyph)
        sizes = {
            "title": (15, 5, 0),
            "section": (11.5, 3, 7),
            "group": (9.5, 2, 4),
            "about": (8.5, 4, 0),
            "item": (9.2, 2, 0),
            "note": (7.5, 1.5, 0),
        }
        self._styles = {
            name: ParagraphStyle(
                name, fontName=_BOLD if name in ("title", "section", "group") else _FACE, fontSize=size * part, leading=size * part * 1.28,
                spaceAfter=after * part, spaceBefore=before * part, leftIndent=12 if name == "item" else 0, keepWithNext=name in ("section", "group"), splitLongWords=1,
            )
            for name, (size, after, before) in sizes.items()
        }  # fmt: skip

    def words(self, style: str, markup: str, bullet: str | None = None) -> Any:
        """A paragraph. markup: escaped words with ReportLab's tags."""
        from reportlab.platypus import Paragraph

        return Paragraph(markup, self._styles[style], bulletText=bullet)

    def item(self, item: Item) -> str:
        """Markup of a sentence with the numbers of its notes."""
        day = f"<b>{self.safe(item.day)}:</b> " if item.day else ""
        numbers = f" <super size=7>{', '.join(map(str, item.notes))}</super>" if item.notes else ""
        return f"{day}{self.safe(item.text)}{numbers}"

    def note(self, note: Note) -> str:
        """Markup of a note, its words in bold."""
        before, after = self.safe(note.before), self.safe(note.after)
        gap = " " * note.before[-1:].isspace(), " " * note.after[:1].isspace()
        return (
            f"{note.number} &nbsp;{self.safe(note.at)}: {before}{gap[0]}<b>{self.safe(note.words)}</b>{gap[1]}{after}"
        )

    def figures(self, drawings: Sequence[Drawing]) -> Iterable[Any]:
        """Pictures with what they show."""
        from reportlab.lib.utils import ImageReader
        from reportlab.platypus import Image

        for drawing in drawings:
            if drawing.svg is not None:
                data = png(drawing.svg, 3.0)
                wide, high = ImageReader(io.BytesIO(data)).getSize()
                yield Image(io.BytesIO(data), width=_WIDE, height=_WIDE * high / wide, hAlign="LEFT")
            yield self.words("about", self.safe(drawing.words))

    def safe(self, words: str) -> str:
        """Escaped words; characters that the face lacks in one that has them, or as an empty frame."""
        parts: list[tuple[str, str]] = []
        for letter in clean(words):
            face = _FACE if ord(letter) in self._known or letter.isspace() else _face_of(letter)
            shown = letter if face else _MISSING
            face = face or _FACE
            if parts and parts[-1][0] == face:
                parts[-1] = (face, parts[-1][1] + shown)
            else:
                parts.append((face, shown))
        return "".join(
            escape(text) if face == _FACE else f'<font name="{face}">{escape(text)}</font>' for face, text in parts
        )


def _face_of(letter: str) -> str | None:
    code = ord(letter)
    if 0x3040 <= code <= 0x30FF:
        return _KANA
    if 0xAC00 <= code <= 0xD7A3:
        return _HANGUL
    return _HAN if 0x2E80 <= code <= 0x9FFF or 0xFF00 <= code <= 0xFFEF else None
