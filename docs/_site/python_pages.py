"""Pages on what `import dragoman` gives, from signatures and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable
from typing import Any

from markup import page

import dragoman
from dragoman.codebook.folder import CodebookError
from dragoman.library.briefs import Briefing
from dragoman.library.edits import JudgementError, Judging
from dragoman.library.reading import ReadReport
from dragoman.records import claim, text
from dragoman.records.answers import TimelineRow
from dragoman.records.judgement import Judgement
from dragoman.records.party import Party
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.when import When
from dragoman.store import StoreError

RECORDS = (
    claim.Claim,
    Party,
    When,
    text.Span,
    TimelineRow,
    text.Reading,
    Judgement,
    Run,
    ReadReport,
    Problem,
    Briefing,
)
ERRORS = (StoreError, CodebookError, JudgementError)


def pages() -> dict[str, str]:
    """Name → page."""
    return {
        "functions": page(
            "Functions", *(_member("dragoman", name, getattr(dragoman, name)) for name in ("open", "extract"))
        ),
        "ledger": page("Ledger", _docstring(dragoman.Ledger), *_methods("ledger", dragoman.Ledger)),
        "judging": page("Judging: ledger.judge", _docstring(Judging), *_methods("ledger.judge", Judging)),
        "records": page("Records", "Frozen values that answers are made of.", *map(_record, RECORDS)),
        "errors": page("Errors", *(f"## {one.__name__}\n\n{_docstring(one)}" for one in ERRORS)),
    }


def _methods(owner: str, kind: type) -> list[str]:
    """The public methods and properties of a class, in the order of its source."""
    return [
        _member(owner, name, value.fget if isinstance(value, property) else value, isinstance(value, property))
        for name, value in vars(kind).items()
        if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
    ]


def _member(owner: str, name: str, function: Callable[..., Any], attribute: bool = False) -> str:
    told = f"{owner}.{name}" if attribute else f"{owner}.{name}{_signature(function)}"
    returns = inspect.signature(function).return_annotation
    if attribute and returns is not inspect.Signature.empty:
        told += f": {returns}"
    return f"## {name}\n\n```text\n{told}\n```\n\n{_docstring(function)}"


def _signature(function: Callable[..., Any]) -> str:
    """The signature without `self`, a line for each parameter where it is long."""
    signature = inspect.signature(function)
    parameters = [p for name, p in signature.parameters.items() if name != "self"]
    whole = str(signature.replace(parameters=parameters))
    if len(whole) < 90:
        return whole
    lines = []
    for before, parameter in zip([None, *parameters], parameters):
        starts = parameter.kind is parameter.KEYWORD_ONLY and (
            before is None or before.kind is not parameter.KEYWORD_ONLY
        )
        lines += ["    *,"] if starts else []
        lines.append(f"    {parameter},")
    returns = signature.return_annotation
    return "(\n" + "\n".join(lines) + "\n)" + (f" -> {returns}" if returns is not inspect.Signature.empty else "")


def _record(kind: type) -> str:
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    lines = "\n".join(f"{f.name}: {f.type}" for f in fields if not f.name.startswith("_"))
    return f"## {kind.__name__}\n\n{_docstring(kind)}" + (f"\n\n```text\n{lines}\n```" if lines else "")


def _docstring(thing: Any) -> str:
    """The docstring as Markdown: an indented stretch becomes a block of code, all else stands as it is but for what Markdown would take for marks."""
    parts = []
    for part in re.split(r"\n\s*\n", inspect.getdoc(thing) or ""):
        if all(line.startswith("    ") for line in part.splitlines()):
            parts.append("```text\n" + inspect.cleandoc(part) + "\n```")
        else:
            parts.append(
                "".join(
                    p if p.startswith("`") else re.sub(r"([\\*_<>\[\]|])", r"\\\1", p)
                    for p in re.split(r"(`[^`]*`)", part)
                )
            )
    return "\n\n".join(parts)
