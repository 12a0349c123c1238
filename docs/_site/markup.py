"""Pieces of Markdown that generated pages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def plain(value: object) -> str:
    """Text that stands as it is: what Markdown would take for marks is escaped; on one line."""
    return re.sub(r"([\\`*_\[\]<>|#$~])", r"\\\1", " ".join(str(value).split()))


def code(value: object) -> str:
    """As code, in a table's cell too."""
    text = str(value).replace("|", "\\|")
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def codes(values: Iterable[object]) -> str:
    """Several as code, with commas."""
    return ", ".join(map(code, values))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("\n", " ") for cell in line) + " |" for line in lines)


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def page(title: str, *parts: str) -> str:
    """A page of parts that are not empty."""
    return "\n\n".join([f"# {title}", *filter(None, parts)]) + "\n"
