from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.library import Ledger
from export import by_hand, made_ledger


@pytest.fixture(scope="session")
def hand_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_hand.ledger(tmp_path_factory.mktemp("hand") / "l.ledger")


@pytest.fixture(scope="session")
def hand(hand_path: Path) -> Iterator[Ledger]:
    with dragoman.open(hand_path, must_exist=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def made_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "l.ledger"
    made_ledger.made_ledger(path, 400).close()
    return path


@pytest.fixture(scope="session")
def made(made_path: Path) -> Iterator[Ledger]:
    with dragoman.open(made_path, must_exist=True) as opened:
        yield opened
