"""Ledgers that assistants ask: the two example texts, coded by the frames, read once a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dragoman

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (EXAMPLES / "sources.toml").exists():
        pytest.skip("examples/ IS ABSENT: the two texts are not part of a source distribution")
    path = tmp_path_factory.mktemp("assistants") / "relations.ledger"
    with dragoman.open(path, coder="frames") as ledger:
        ledger.read(EXAMPLES)
    return path


@pytest.fixture
def path(coded: Path, tmp_path: Path) -> Path:
    """A ledger of one test's own."""
    return Path(shutil.copy(coded, tmp_path / "relations.ledger"))
