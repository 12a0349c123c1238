"""The brief as one HTML file that asks nothing of the network: no script, plots inline, evidence escaped; light, dark and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dragoman.present.brief import Brief
from dragoman.present.excerpt import clean
from dragoman.present.paper import Item, Note, Paper, Part, paper_of
from dragoman.present.plots.picture import Drawing

# Nothing may be fetched or run, whatever a document's words would do if an escape failed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--ground:#fff;--faint:#5c6570;--rule:#d4d8dd;--mark:#fff1b8}
@media (prefers-color-scheme:dark){:root{--ink:#e5e7ea;--ground:#15181c;--faint:#a2a9b2;--rule:#3a4048;--mark:#5a4a10}
svg .ink{fill:#e5e7ea}svg line.ink{stroke:#9aa1aa}svg .faint{stroke:#3a4048}svg .ground{fill:#15181c}svg .cell{fill:#20242a}}
body{margin:0 auto;max-width:46rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:1.8rem;border-bottom:1px solid var(--rule)}h3{font-size:1rem;margin-bottom:.2rem}
ul{padding-left:1.2rem}li{margin:.35rem 0}.about,.how,footer,figcaption{color:var(--faint);font-size:.9rem}
sup a{text-decoration:none;padding:0 .1em}a{color:inherit}.notes{font-size:.85rem}.at{color:var(--faint);font-family:ui-monospace,monospace;font-size:.85em}
mark{background:var(--mark);color:inherit}:target{outline:2px solid var(--faint)}figure{margin:1.2rem 0}svg{display:block;width:100%;max-width:40rem;height:auto}
@media print{:root{--ink:#000;--ground:#fff;--faint:#444;--rule:#999;--mark:#eee}body{max-width:none;padding:0;font-size:10pt}svg{max-width:13cm}
figure,li{break-inside:avoid}h2,h3{break-after:avoid}@page{margin:2cm}}
"""


def brief_html(brief: Brief, drawings: Sequence[Drawing] = ()) -> str:
    """The whole file. drawings: plots that belong to it; one that could not be drawn says why."""
    paper = paper_of(brief)
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{_safe(paper.title)}</title><style>{_STYLE}</style>"
    )
    body = brief_fragment(paper, drawings)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def brief_fragment(paper: Paper, drawings: Sequence[Drawing] = ()) -> str:
    """What stands in the body; notebooks show it by itself."""
    lead = [p for p in paper.parts[:1] if p.title == "In short"]
    parts = [
        f"<h1>{_safe(paper.title)}</h1>",
        f'<p class="about">{_safe(" ".join(paper.opening))}</p>',
        *(_part(p) for p in lead),
        *(_figure(d) for d in drawings),
        *(_part(p) for p in paper.parts[len(lead) :]),
        *_notes(paper.notes),
        *_sources(paper),
    ]
    tail = "".join(f"<p>{_safe(s)}</p>" for s in paper.tail)
    return "\n".join([*parts, f"<footer>{tail}</footer>" if tail else ""])


def _part(part: Part) -> str:
    how = f'<p class="how">{_safe(part.note)}</p>' if part.note else ""
    items = "".join(f"<li>{_item(item)}</li>" for item in part.items)
    return f"<h{part.level}>{_safe(part.title)}</h{part.level}>{how}" + (f"<ul>{items}</ul>" if items else "")


def _item(item: Item) -> str:
    day = f"<strong>{_safe(item.day)}:</strong> " if item.day else ""
    numbers = ", ".join(f'<a href="#n{n}">{n}</a>' for n in item.notes)
    return f"{day}{_safe(item.text)}<sup>{numbers}</sup>"


def _figure(drawing: Drawing) -> str:
    if drawing.svg is None:
        return f'<p class="how">{_safe(drawing.words)}</p>'
    return f"<figure>{drawing.svg}<figcaption>{_safe(drawing.words)}</figcaption></figure>"


def _notes(notes: Sequence[Note]) -> Iterable[str]:
    if notes:
        listed = "".join(
            f'<li id="n{n.number}"><span class="at">{_safe(n.at)}</span> {_safe(n.before)}<mark>{_safe(n.words)}</mark>{_safe(n.after)}</li>'
            for n in notes
        )
        yield f'<h2>Evidence</h2><p class="how">Document, first and last character, and the words (marked) in their sentence.</p><ol class="notes">{listed}</ol>'


def _sources(paper: Paper) -> Iterable[str]:
    if paper.sources:
        listed = "".join(f"<li>{_source(words, url)}</li>" for words, url in paper.sources)
        yield f"<h2>Sources</h2><ul>{listed}</ul>"


def _source(words: str, url: str | None) -> str:
    if url is None:
        return _safe(words)
    return f'{_safe(words)} <a href="{escape(url, quote=True)}" rel="noopener noreferrer nofollow">open</a>'


def _safe(words: str) -> str:
    """Words without control characters and marks of writing direction, escaped; spaces at both ends stay one."""
    flat = clean(words)
    ends = " " if words[:1].isspace() and flat else "", " " if words[-1:].isspace() and flat else ""
    return ends[0] + escape(flat, quote=True) + ends[1]
