"""What the README and the docs show is run; commands and pages agree."""

from __future__ import annotations

import operator
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman
from store.backends import empty_postgres

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
NAMED = operator.attrgetter("name")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, language: str) -> Iterator[str]:
    for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == language:
            yield body


# What installs the program is tried by .ci/run, not here.
INSTALLS = re.compile(r"^(?:python3? -m venv|\S*pip\d? |pipx |uvx? |podman |docker )", re.MULTILINE)


def scripts(page: Path) -> list[str]:
    """The shell blocks of a page that can run: all but those that install the program."""
    return [body for body in blocks(page, "sh") if not INSTALLS.search(body)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of a process that runs commands (docs_server.py)."""
    path = tmp_path_factory.mktemp("docs") / "socket"
    told = {**os.environ, "PYTHONPATH": str(Path(dragoman.__file__).parents[1])}
    command = [sys.executable, str(ROOT / "tests" / "docs_server.py"), str(path)]
    with subprocess.Popen(command, env=told, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stdout.readline() == b"ready\n"
        yield path
        running.terminate()


@pytest.fixture
def place(server: Path, tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `examples/` in it, where `dragoman` is this one (docs_command.py)."""
    (tmp_path / "examples").symlink_to(examples)
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "dragoman"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -E "{ROOT / "tests" / "docs_command.py"}" "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DRAGOMAN_DOCS_PLACE", str(tmp_path))
    monkeypatch.setenv("DRAGOMAN_DOCS_SOCKET", str(server))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if scripts(p) or list(blocks(p, "python"))], ids=NAMED)
def test_examples_of_a_page_run_in_order(page: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shell and Python, as they stand on the page, each in the state that those before it left."""
    if "postgresql://" in "".join(scripts(page)):
        monkeypatch.setenv("DRAGOMAN_DOCS_SERVER", empty_postgres())
    (place / "session.sh").write_text("")
    for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            exec(compile(body, str(page), "exec"), {"__name__": "page"})
        elif kind == "sh" and not INSTALLS.search(body):
            _run(page, body, place)
    silent = place / "silent"
    assert not silent.exists(), f"{page.name}: printed nothing: {silent.read_text()}"


def _run(page: Path, body: str, place: Path) -> None:
    """One block, with the variables that blocks before it set; serving commands end once they answered."""
    state = place / "variables"
    script = f"set -eo pipefail\n[ -f {state} ] && . {state}\n{body}\ndeclare -p | grep -E '^declare -- [a-z]' > {state} || true\n"
    done = subprocess.run(
        ["bash", "-c", script], cwd=place, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{page.name}:\n{body}\n{done.stdout[-2000:]}\n{done.stderr}"


def test_what_is_shown_and_not_run_is_little() -> None:
    """Commands in blocks of text are those that no test can run: they name other machines, or ids of a reader's own ledger."""
    shown = [
        f"{page.name}: {line}"
        for page in PAGES
        for body in blocks(page, "text")
        for line in body.splitlines()
        if line.startswith("dragoman ")
        and not re.search(r"https?://|--host|\.example\.org|--users|^dragoman judge", line)
    ]
    assert shown == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=NAMED)
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
