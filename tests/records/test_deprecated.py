"""What is old: warned of, named in the docs, and gone when it was said to go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman import __version__
from dragoman.records.deprecated import OLD, DragomanDeprecationWarning, deprecated

DOCS = Path(__file__).resolve().parents[2] / "docs" / "versioning.md"


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


@pytest.mark.parametrize("name", OLD)
def test_each_warns_with_what_to_write_instead(name: str) -> None:
    with pytest.warns(DragomanDeprecationWarning, match=re.escape(OLD[name].instead)) as told:
        deprecated(name, 1)
    assert told[0].filename == __file__


@pytest.mark.parametrize("name", OLD)
def test_each_is_in_the_docs_and_gone_in_time(name: str) -> None:
    old = OLD[name]
    assert number(old.since) <= number(__version__) < number(old.until)
    assert f"| `{name}` | `{old.instead}` | {old.since} | {old.until} |" in DOCS.read_text(encoding="utf-8")
