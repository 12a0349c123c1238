"""What the README and the docs show is run; commands and pages agree."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> Iterator[str]:
    for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == language:
            yield body


def commands(page: Path) -> list[str]:
    """The lines of shell blocks that call `dragoman`, without their comments."""
    lines = [line for body in blocks(page, "sh") for line in body.splitlines()]
    return [line.split("  #")[0].strip() for line in lines if line.startswith("dragoman ")]


@pytest.fixture
def place(tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `examples/` in it."""
    (tmp_path / "examples").symlink_to(examples)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_a_page_run_in_order(page: Path, place: Path) -> None:
    for line in commands(page):
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(line)],
            cwd=place,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{page.name}: {line}\n{done.stderr}"
        assert done.stdout.strip(), f"{page.name}: {line} printed nothing"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_of_a_page_runs(page: Path, place: Path) -> None:
    for body in blocks(page, "python"):
        exec(compile(body, str(page), "exec"), {"__name__": "page"})


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_paths_that_contributing_names_are_there() -> None:
    words = re.findall(
        r"`((?:src|tests|records|cli|store|export|decode)/[\w/.-]+)`", (ROOT / "CONTRIBUTING.md").read_text()
    )
    missing = []
    for word in words:
        path = word if word.startswith(("src", "tests")) else f"src/dragoman/{word}"
        if not re.search(r"NAME|TYPE", path) and not (ROOT / path).exists():
            missing.append(word)
    assert missing == []


def test_the_readme_shows_every_command() -> None:
    from dragoman.cli.app import app

    names = {command.name for command in app.registered_commands}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert names >= {"read", "brief", "timeline", "explain", "search", "export", "check"}
    assert [name for name in names if f"dragoman {name}" not in text] == []


def test_one_version_everywhere() -> None:
    assert f'version = "{dragoman.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## {dragoman.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    first, second = (body.strip() for body in list(blocks(ROOT / "README.md", "sh"))[:2])
    for command in (*re.findall(r"\.venv/bin/([^&]+)", first), *re.findall(r"\.venv/bin/([^&]+)", second)):
        assert command.strip() in script.replace("$work/use/bin/", "").replace("$work/dev/bin/", "").replace('"', "")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
