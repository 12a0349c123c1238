"""What people expect of any command: completion, a man page, a look that fits, pipes, `doctor`, `--version`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from calling import Run
from dragoman import __version__
from dragoman.cli import completion
from dragoman.cli.described import described
from dragoman.cli.man_page import man_page
from dragoman.library import health
from stand_in import StandIn

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
CALL = [sys.executable, "-c", "import sys; sys.argv[0] = 'dragoman'; from dragoman.cli import main; main()"]


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    monkeypatch.setenv("DRAGOMAN_CONFIG", "")
    return called


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> str:
    (tmp_path / "a.txt").write_text("Japan met China on Sunday. China met France.")
    assert run("read", "a.txt", "--ledger", "l.ledger", "--published", "2023-04-02").code == 0
    return "l.ledger"


def test_the_version_is_the_first_line_and_models_follow_by_digest(run: Run) -> None:
    first, *rest = run("--version").out.splitlines()
    assert first == f"dragoman {__version__}"
    assert [line.split()[0] for line in rest] == ["encoder", "parser", "codebook", "python"]
    assert re.fullmatch(r"encoder minilm sha256:[0-9a-f]{12}", rest[0])


def test_shells_complete_commands_and_values() -> None:
    def completed(words: str, place: int) -> list[str]:
        told = {**os.environ, "_DRAGOMAN_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}
        return subprocess.run(CALL, env=told, capture_output=True, text=True, check=False).stdout.split()

    assert completed("dragoman time", 1) == ["timeline"]
    assert completed("dragoman timeline l.ledger --issue ta", 4) == ["taiwan", "takeshima-dokdo"]


def test_values_that_complete() -> None:
    assert completion.countries("JP") == [("JPN", "Japan")]
    assert ("CHN", "China") in completion.countries("chin")
    assert completion.types("CONSULT,AG") == ["CONSULT,AGREE"]
    assert list(completion.coders("f")) == ["frames"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_scripts_of_shells(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0 and "dragoman" in done.out and f"complete_{shell}" in done.out


def test_the_bash_script_is_one(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "dragoman.bash"
    script.write_text(run("completion", "bash").out)
    told = subprocess.run(
        ["bash", "-c", f"source {script} && complete -p dragoman"], capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "complete -o default -F _dragoman_completion dragoman"


def test_the_man_page_has_every_command_and_option(run: Run) -> None:
    page = run("manual").out
    assert page == man_page() and page.startswith(".TH DRAGOMAN 1")
    for top in described():
        for command in top.all():
            assert f".SS {command.usage}".replace("-", "\\-") in page
            for option in command.options:
                assert option.names[-1].replace("-", "\\-") in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff IS NOT INSTALLED: the man page was not set")
def test_groff_sets_the_man_page_without_warnings(tmp_path: Path) -> None:
    done = subprocess.run(
        ["groff", "-k", "-man", "-ww", "-Tutf8", "-z"], input=man_page(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_pipes_get_no_colour_unless_it_is_asked_for(run: Run, ledger: str) -> None:
    assert "\x1b[" not in run("timeline", ledger).out
    assert "\x1b[" in run("--colour", "always", "timeline", ledger).out
    assert "\x1b[3" not in run("--colour", "never", "timeline", ledger).out


def test_no_color_wins_over_force_color(run: Run, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("timeline", ledger).out


def test_the_width_that_is_told_holds(run: Run, ledger: str) -> None:
    wide = run("--width", "200", "brief", "--ledger", ledger, "--between", "JPN", "CHN").out
    narrow = run("--width", "60", "brief", "--ledger", ledger, "--between", "JPN", "CHN").out
    assert max(map(len, narrow.splitlines())) <= 60 < max(map(len, wide.splitlines()))
    assert run("--width", "10", "runs", ledger).code == 2


@pytest.mark.parametrize("command", ["--help", "manual"])
def test_a_reader_who_leaves_is_met_with_silence(command: str) -> None:
    told = subprocess.Popen([*CALL, command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert told.stdout is not None and told.stderr is not None
    told.stdout.close()
    assert told.stderr.read() == b""
    told.wait()


def test_doctor_tells_what_is_there_and_the_way_to_mend(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_coding", lambda: health.Finding("coding", "ok", ""))
    found = {one["name"]: one for one in json.loads(run("doctor", "--format", "json").out)}
    assert {"python", "sqlite", "encoder", "parser", "codebook", "coding", "disk"} <= found.keys()
    assert found["encoder"]["state"] == found["sqlite"]["state"] == "ok"


def test_doctor_names_what_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "_coding", lambda: health.Finding("coding", "ok", ""))
    monkeypatch.setattr("dragoman.annotate.model.DEFAULT_DIGEST", "0" * 64)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "issues.yaml").write_text("- {label: no id}\n")
    done = run("--width", "200", "doctor", "--codebook", "mine")
    assert done.code == 1 and "2 wrong" in done.out
    assert "not the one that this version was measured with" in done.out and "pip install --force-reinstall" in done.out
    assert "needs an id" in done.out


def test_every_extra_is_for_something_or_of_the_workshop() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert extras.keys() == health.USES.keys() | health.WORKSHOP


def test_absent_extras_come_with_the_command_that_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        "numpy>=1",
        "starlette>=0.4; extra == 'web'",
        "pytest; extra == 'dev'",
        "no-such-package>=1; extra == 'web'",
    ]
    monkeypatch.setattr(health, "requires", lambda name: asked)
    assert list(health._extras()) == [
        health.Finding("[web]", "absent", "serve, demo: no no-such-package", "pip install 'dragoman[web]'")
    ]
    assert [one.says for one in health._packages()] == ["1 as asked for"]
