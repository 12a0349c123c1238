"""`dragoman serve`: what it refuses to begin with."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app

pytest.importorskip("argon2", reason="THE READING ROOM'S PACKAGES ARE ABSENT: pip install 'dragoman[web]'")


def test_another_address_demands_users() -> None:
    done = CliRunner().invoke(app, ["serve", "x.ledger", "--host", "0.0.0.0"])
    assert done.exit_code == 2 and "--users" in done.output


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *a: None if name == "uvicorn" else known(name, *a))
    done = CliRunner().invoke(app, ["serve", "x.ledger"])
    assert done.exit_code == 2 and "pip install 'dragoman[web]' (missing: uvicorn)" in done.output


def test_users_are_added_with_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "users.txt"
    arguments = ["serve", "x.ledger", "--users", str(file), "--add-user", "akiko", "--role", "reviewer"]
    done = CliRunner().invoke(app, arguments, input="a long enough password\n")
    assert done.exit_code == 0 and "akiko may come in as reviewer" in done.output
    assert file.read_text().startswith("akiko reviewer $argon2id$")
    assert CliRunner().invoke(app, arguments, input="a long enough password\n").exit_code == 2
