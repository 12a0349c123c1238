"""`dragoman demo`: the worked example's ledger made, gone on with, and found again."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli.app import app
from dragoman.cli.demo import ITEMS, home
from dragoman.records.coded import Coded
from dragoman.records.given import Given
from dragoman.records.problem import Outcome
from dragoman.records.text import Document
from stand_in import StandIn

pytest.importorskip("argon2", reason="THE READING ROOM'S PACKAGES ARE ABSENT: pip install 'dragoman[web]'")


class Quick(StandIn):
    """Finds nothing in any document."""

    def code(self, document: Document, look_up: object = None) -> Outcome[Coded]:
        self.coded.append(document.reading.document)
        return Outcome(Coded(document, (), ()))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Codes by the stand-in; what it codes."""
    coding = Quick(dragoman.__version__)
    opened = dragoman.open
    monkeypatch.setattr(dragoman, "open", lambda path: opened(path, coding=coding))
    return coding.coded


def test_the_ledger_is_made_once(tmp_path: Path, quick: list[str]) -> None:
    path = tmp_path / "new" / "demo.ledger"
    arguments = ["demo", "--ledger", str(path), "--build-only"]
    done = CliRunner().invoke(app, arguments)
    ids = [json.loads(line)["id"] for line in files("dragoman.worked").joinpath(ITEMS).read_text("utf-8").splitlines()]
    assert done.exit_code == 0 and f"{len(ids)} documents" in done.stdout and "LICENSES.md" in done.stdout
    assert quick == ids and f"0 of {len(ids)} texts" in done.stderr
    again = CliRunner().invoke(app, arguments)
    assert again.exit_code == 0 and quick == ids and again.stderr == ""


def test_what_was_stopped_goes_on(tmp_path: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "demo.ledger"
    arguments = ["demo", "--ledger", str(path), "--build-only"]
    code = Quick.code

    def stopped(self: Quick, *given: object) -> object:
        if len(self.coded) == 30:
            raise KeyboardInterrupt
        return code(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Quick, "code", stopped)
        assert CliRunner().invoke(app, arguments).exit_code != 0
    first = list(quick)
    assert len(first) == 30
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert len(quick) == len(set(quick)) > 100 and quick[:30] == first


def test_a_ledger_of_other_documents_is_left_alone(tmp_path: Path, quick: list[str]) -> None:
    path = tmp_path / "mine.ledger"
    with dragoman.open(path) as ledger:
        ledger.read_data("mine.txt", b"Japan met China.", Given())
    done = CliRunner().invoke(app, ["demo", "--ledger", str(path), "--build-only"])
    assert done.exit_code == 2 and "holds other documents (mine.txt)" in done.stderr
    assert quick == ["mine.txt"]


def test_it_is_kept_among_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home() == tmp_path / "dragoman"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert home() == Path.home() / ".local" / "share" / "dragoman"
