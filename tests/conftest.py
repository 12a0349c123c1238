"""Options of the test run, and what several folders of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expectations of case files")
    parser.addoption("--pin-floors", action="store_true", help="raise floors.json to the figures measured now")
    parser.addoption("--lower", action="store_true", help="with --pin-floors: lower them too")


@pytest.fixture
def examples() -> Path:
    """The folder of the two example texts, which source distributions do not hold."""
    folder = ROOT / "examples"
    if not (folder / "sources.toml").exists():
        pytest.skip("examples/ IS ABSENT: the two texts are not part of a source distribution")
    return folder
