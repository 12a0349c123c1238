"""No list of the codebook is named twice in a file, since the second would take the first one's place without a word."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

FOLDER = Path(str(resources.files("dragoman.codebook")))


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_each_list_is_named_once(path: Path) -> None:
    for part in re.split(r"^---$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        named = Counter(re.findall(r"^([^\s#:]+):", part, flags=re.MULTILINE))
        assert [name for name, times in named.items() if times > 1] == []
