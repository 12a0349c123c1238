from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store import Store

sys.path.insert(0, str(Path(__file__).parent))
from backends import BACKENDS


@pytest.fixture(params=BACKENDS, ids=lambda backend: backend.scheme)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with request.param.fresh(tmp_path) as fresh:
        yield fresh
