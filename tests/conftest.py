"""Options of the test run, and what several folders of tests share."""

from __future__ import annotations

import os

# Before numpy is loaded: processes side by side wait for each other's threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluate.floors import Measured, compare, measured, pin, read_floors

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "goldsets" / "floors.json"


def pytest_configure() -> None:
    """A run that a shell put into the background ignores Ctrl-C, and so would every program that the tests start and interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """What writes files runs in one process."""
    if config.getoption("--accept") or config.getoption("--pin-floors"):
        config.option.numprocesses = 0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expectations of case files")
    parser.addoption("--pin-floors", action="store_true", help="raise floors.json to the figures measured now")
    parser.addoption("--lower", action="store_true", help="with --pin-floors: lower them too")


@pytest.fixture(scope="session")
def cores() -> int:
    """How many processes may code."""
    return os.cpu_count() or 1


@pytest.fixture
def examples() -> Path:
    """The folder of the two example texts, which source distributions do not hold."""
    folder = ROOT / "examples"
    if not (folder / "sources.toml").exists():
        pytest.skip("examples/ IS ABSENT: the two texts are not part of a source distribution")
    return folder


@pytest.fixture
def keeps_floors(request: pytest.FixtureRequest) -> Callable[..., Measured]:
    """Measures a report and holds its figures against the floors of their name, which `--pin-floors` raises first; gives what was measured."""

    def check(name: str, report: Mapping[str, Any], noise: float = 0.0) -> Measured:
        now = measured(report)
        if request.config.getoption("--pin-floors"):
            pin(FLOORS, name, now, noise=noise, lower=request.config.getoption("--lower"))
        floors, forgiven = read_floors(FLOORS, name)
        compared = compare(floors, now, forgiven)
        assert not compared.lower, f"\n{compared}"
        return now

    return check
