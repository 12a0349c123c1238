"""The brief as Markdown (CommonMark)."""

from __future__ import annotations

import re

from dragoman.present.brief import Brief, Section
from dragoman.present.lines import Line, cited
from dragoman.present.terminal import source_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+|~!&$-])")
_PLAIN = re.compile(r"\\([()-])")


def brief_markdown(brief: Brief, evidence: bool = False) -> str:
    """The brief as Markdown that ends in a line break; with `evidence`, the sentences as quotations under each line."""
    parts = [f"# {escaped(brief.title)}", " ".join(escaped(s) for s in brief.coverage)]
    parts += ["## In short\n\n" + "\n".join(_line(line, evidence) for line in brief.lead)] if brief.lead else []
    parts += [_section(section, evidence) for section in brief.sections]
    if brief.sources:
        listed = "\n".join(f"- {escaped(f'{label}: {source_words(r, label)}')}" for label, r in brief.sources)
        parts.append(f"## Sources\n\n{listed}")
    parts += [escaped(s) for s in (*brief.left_out, *brief.problems)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, evidence: bool) -> str:
    parts = [f"## {escaped(section.title)}"]
    if section.note:
        parts.append(f"*{escaped(section.note)}*")
    for group in section.groups:
        if group.title:
            parts.append(f"### {escaped(group.title)}")
        parts.append("\n".join(_line(line, evidence) for line in group.lines))
    return "\n\n".join(parts)


def _line(line: Line, evidence: bool) -> str:
    day = f"**{escaped(line.day[:1].upper() + line.day[1:])}:** " if line.day else ""
    words = f"- {day}{escaped(line.text)} \\[{escaped(cited(line.references))}\\]"
    if evidence:
        words += "".join(f"\n  > {escaped(str(r))}: {escaped(r.sentence)}\n" for r in line.references)
    return words


def escaped(words: str) -> str:
    """The words on one line, as Markdown shows them unchanged: marks, HTML and line openings escaped."""
    flat = _PLAIN.sub(r"\1", _SPECIAL.sub(r"\\\1", " ".join(words.split())))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^-", r"\\-", flat))
