"""A sheet: an answer as tables whose every cell names the words it rests on; on a terminal, as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.present.excerpt import clean
from dragoman.present.lines import LABEL_LENGTH, Reference, cited
from dragoman.present.markdown import escaped
from dragoman.present.terminal import source_words
from dragoman.records.text import Reading

_EMPTY = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words with their references. marked: words inside `text` to be shown as what opposes the other side."""

    text: str
    references: tuple[Reference, ...] = ()
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A table under a heading. key: fixed id. rows: as many cells each as columns."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """notes: sentences under the title. sources: (label, reading) for the references."""

    title: str
    notes: tuple[str, ...]
    blocks: tuple[Block, ...]
    sources: tuple[tuple[str, Reading], ...]


class Referrer:
    """Makes references; documents with long ids are numbered."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._labels = {
            r.document: r.document if len(r.document) <= LABEL_LENGTH else str(n) for n, r in enumerate(readings, 1)
        }
        self._readings = {r.document: r for r in readings}

    def __call__(self, document: str, start: int, end: int, words: str, sentence: str = "") -> Reference:
        """The reference to `[start, end)` of a document. sentence: the words around, or none."""
        text_id = self._readings[document].text_id
        return Reference(self._labels[document], document, text_id, start, end, words, sentence or words)

    def sources(self, documents: Iterable[str]) -> tuple[tuple[str, Reading], ...]:
        """(label, reading) of documents, each once, in their order."""
        return tuple((self._labels[d], self._readings[d]) for d in dict.fromkeys(documents))


def render_sheet(sheet: Sheet, console: Console, evidence: bool = False) -> None:
    """Prints the sheet; with `evidence`, under each row the sentences that its words stand in."""
    console.print(Text(sheet.title, style="bold"))
    for note in sheet.notes:
        console.print(Text(clean(note)))
    for block in sheet.blocks:
        console.print()
        heading = Text(block.title, style="bold underline")
        heading.append(f"  {block.note}" if block.note else "", style="not bold not underline dim")
        console.print(heading)
        console.print(Padding(_table(block, evidence), (0, 0, 0, 2)))
    if sheet.sources:
        console.print()
        console.print(Text("Sources", style="bold underline"))
    for label, reading in sheet.sources:
        console.print(Padding(Text(f"{label}: {source_words(reading, label)}"), (0, 0, 0, 2)))


def _table(block: Block, evidence: bool) -> Table:
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(block.columns), header_style="bold")
    shares = [max(8, *(len(row[n].text) for row in block.rows)) if block.rows else 8 for n in range(len(block.columns))]
    for name, share in zip(block.columns, shares):
        made.add_column(name, overflow="fold", ratio=None if share < 24 else 1, no_wrap=share < 24)
    made.expand = any(share >= 24 for share in shares)
    for row in block.rows:
        made.add_row(*(_shown(cell, evidence) for cell in row))
    return made


def _shown(cell: Cell, evidence: bool) -> Text:
    made = Text(clean(cell.text) or _EMPTY)
    for words in cell.marked:
        made.highlight_words([clean(words)], style="bold red")
    if cell.references:
        made.append(f" [{cited(cell.references)}]", style="dim")
    if evidence:
        for reference in cell.references:
            made.append(f"\n{reference}: ", style="dim")
            made.append(clean(reference.sentence), style="italic")
    return made


def sheet_markdown(sheet: Sheet, evidence: bool = False) -> str:
    """The sheet as Markdown with tables; with `evidence`, the sentences as quotations under each table."""
    parts = [f"# {escaped(sheet.title)}", *(escaped(note) for note in sheet.notes)]
    for block in sheet.blocks:
        parts.append(f"## {escaped(block.title)}")
        parts += [f"*{escaped(block.note)}*"] if block.note else []
        head = "| " + " | ".join(escaped(c) for c in block.columns) + " |"
        rule = "|" + " --- |" * len(block.columns)
        rows = ["| " + " | ".join(_markdown(cell) for cell in row) + " |" for row in block.rows]
        parts.append("\n".join([head, rule, *rows]))
        if evidence:
            quoted = dict.fromkeys(r for row in block.rows for cell in row for r in cell.references)
            parts += [f"> {escaped(str(r))}: {escaped(r.sentence)}" for r in quoted]
    if sheet.sources:
        listed = "\n".join(f"- {escaped(f'{label}: {source_words(r, label)}')}" for label, r in sheet.sources)
        parts.append(f"## Sources\n\n{listed}")
    return "\n\n".join(parts) + "\n"


def _markdown(cell: Cell) -> str:
    text = escaped(clean(cell.text)) or _EMPTY
    for words in dict.fromkeys(cell.marked):
        text = text.replace(escaped(clean(words)), f"**{escaped(clean(words))}**", 1)
    return text + (f" \\[{escaped(cited(cell.references))}\\]" if cell.references else "")


def sheet_html(sheet: Sheet) -> str:
    """The sheet as an HTML fragment, for notebooks; everything from texts is escaped."""
    parts = [f"<h3>{escape(sheet.title)}</h3>", *(f"<p>{escape(note)}</p>" for note in sheet.notes)]
    for block in sheet.blocks:
        head = "".join(f"<th>{escape(c)}</th>" for c in block.columns)
        rows = "".join(f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
        note = f"<p><em>{escape(block.note)}</em></p>" if block.note else ""
        parts.append(
            f"<h4>{escape(block.title)}</h4>{note}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )
    listed = "".join(f"<li>{escape(f'{label}: {source_words(r, label)}')}</li>" for label, r in sheet.sources)
    return "\n".join([*parts, f"<ul>{listed}</ul>"])


def _html(cell: Cell) -> str:
    text = escape(clean(cell.text)) or _EMPTY
    for words in dict.fromkeys(cell.marked):
        text = text.replace(escape(clean(words)), f"<mark>{escape(clean(words))}</mark>", 1)
    return text + (f" <small>[{escape(cited(cell.references))}]</small>" if cell.references else "")
