"""A room over the hostile ledger; each test has its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="THE READING ROOM'S PACKAGES ARE ABSENT: pip install 'dragoman[web]'")
pytest.importorskip("argon2", reason="THE READING ROOM'S PACKAGES ARE ABSENT: pip install 'dragoman[web]'")

from starlette.testclient import TestClient

from dragoman.web.settings import READER, REVIEWER, User
from dragoman.web.users import add_user, load_users
from web_room import PASSWORD, client, make_ledger, open_ledger, settings_of
from web_serving import CHROMIUM, served


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


@pytest.fixture(scope="session")
def users(tmp_path_factory: pytest.TempPathFactory) -> dict[str, User]:
    file = tmp_path_factory.mktemp("users") / "users.txt"
    add_user(file, "rin", READER, PASSWORD)
    add_user(file, "vera", REVIEWER, PASSWORD)
    assert file.stat().st_mode & 0o77 == 0
    return load_users(file)


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the ledger of hostile documents."""
    path = Path(shutil.copy(made, tmp_path_factory.mktemp("served") / "room.ledger"))
    with served(settings_of(path), lambda: open_ledger(path)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()
