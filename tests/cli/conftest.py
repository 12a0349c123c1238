"""The command line called in the test's own process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dragoman.cli
from calling import Done, Run


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the command line in a folder of its own. What it sets of the look goes with the test."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)

    def call(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            dragoman.cli.main()
        out, err = capsys.readouterr()
        return Done(ended.value.code or 0, out, err)

    return call
