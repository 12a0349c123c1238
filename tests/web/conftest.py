"""A room over the hostile ledger; each test has its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="THE READING ROOM'S PACKAGES ARE ABSENT: pip install 'dragoman[web]'")
pytest.importorskip("argon2", reason="THE READING ROOM'S PACKAGES ARE ABSENT: pip install 'dragoman[web]'")

from starlette.testclient import TestClient
from web_room import client, make_ledger


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("room"))


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "room.ledger"))


@pytest.fixture
def room(path: Path) -> Iterator[TestClient]:
    with client(path) as found:
        yield found
