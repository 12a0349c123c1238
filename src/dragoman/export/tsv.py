"""Cells of tab-separated files without quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BREAKS = re.compile("[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def cell(value: object, missing: str = "") -> str:
    """A value as text; tabs and line breaks inside it become one space, null becomes `missing`."""
    if value is None:
        return missing
    text = value if isinstance(value, str) else str(value)
    return text if text.isprintable() else _BREAKS.sub(" ", text).replace("\x00", "")


def line(values: Sequence[object], missing: str = "") -> str:
    """Values as a line, without its end."""
    plain = "\t".join([missing if v is None else v if v.__class__ is str else str(v) for v in values])
    if plain.count("\t") == len(values) - 1 and plain.replace("\t", "").isprintable():
        return plain
    return "\t".join([cell(value, missing) for value in values])


def joined(values: Iterable[object], separator: str, missing: str) -> str:
    """Several values of one cell, each missing one written as such; `missing` where there are none.

    What would part a value in two becomes a comma.
    """
    sign, instead = separator.strip(), ";" if separator.strip() == "," else ","
    cells = [cell(value, missing).replace(sign, instead) for value in values]
    return separator.join(cells) if cells else missing
