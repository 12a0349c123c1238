"""The commands as a person or a script calls them, over a stand-in for coding; the real one is tried in test_docs."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dragoman.cli
from calling import Done, Run
from dragoman import __version__
from stand_in import StandIn

TEXT = "Japan met China on Sunday. China met France. [bold]Photo: AP\x1b[2J"
COMMANDS = (
    "read",
    "brief",
    "timeline",
    "compare",
    "positions",
    "explain",
    "search",
    "export",
    "compare-data",
    "check",
    "codebook",
    "evaluate",
)


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the command line in a folder of its own, with a stand-in for the coding."""
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    return called


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    assert run("read", "in", "--ledger", "l.ledger", "--published", "2023-04-02", "--publisher", "AP").code == 0
    return tmp_path / "l.ledger"


def test_help_names_every_command_and_each_has_an_example(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for command in COMMANDS:
        assert f" {command} " in done.out
    for command in COMMANDS[:-2]:
        assert f"dragoman {command}" in run(command, "--help").out
    for kind in ("seeds", "times", "statements", "relations"):
        assert f"dragoman evaluate {kind}" in run("evaluate", kind, "--help").out
    assert "dragoman codebook import" in run("codebook", "import", "--help").out


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.out.splitlines()[0], done.err) == (0, f"dragoman {__version__}", "")


def test_read_says_what_came_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("read", "a.txt", "--ledger", "l.ledger", "--published", "2023-04-02")
    assert done == Done(0, "l.ledger: 1 documents read, 2 claims.\n", "")
    assert run("read", "a.txt", "-l", "l.ledger", "--published", "2023-04-02").out == (
        "l.ledger: 0 documents read, 0 claims, 1 documents unchanged.\n"
    )


def test_each_bad_input_is_one_line_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "program.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "latin.txt").write_bytes("Japan met China. Déjà vu.".encode("latin-1"))
    (tmp_path / "german.txt").write_text("Der chinesische Außenminister traf am Sonntag in Peking seinen Amtskollegen.")
    (tmp_path / "large.txt").write_text("Japan met China. " * 4_000_000)
    (tmp_path / "folder").mkdir()
    names = ["gone.txt", "folder", "program.txt", "latin.txt", "empty.txt", "german.txt", "large.txt", "good.txt"]
    done = run("read", *names, "--ledger", "l.ledger", "--published", "2023-04-02")
    assert done.code == 1
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [
        "gone.txt file.missing", "folder folder.empty", "program.txt file.binary", "latin.txt encoding.fallback",
        "empty.txt file.empty", "german.txt language.other", "large.txt file.too_large",
    ]  # fmt: skip
    assert done.out == "l.ledger: 2 documents read, 3 claims.\n"
    undated = run("read", "good.txt", "--ledger", "m.ledger")
    assert undated.code == 1 and undated.err == (
        "good.txt published.missing: has no publication day; days such as “last week” stay unknown. "
        "Give --published YYYY-MM-DD or a sources.toml.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("read", "a.txt"), "--ledger"),
        (("read", "a.txt", "--ledger", "l.ledger", "--published", "soon"), "no day"),
        (("brief",), None),
        (("brief", "a.txt", "--ledger", "l.ledger"), "one of the two"),
        (("brief", "--ledger", "none.ledger"), "ledger.missing"),
        (("brief", "--ledger", "l.ledger", "--between", "JPN", "Atlantis"), "Atlantis"),
        (("brief", "--ledger", "l.ledger", "--since", "2023-13-01"), "no day"),
        (("export", "none.ledger"), "ledger.missing"),
        (("export", "l.ledger", "--format", "xml"), "jsonl"),
        (("export", "l.ledger", "--run", "nothing"), "run.unknown"),
        (("export", "l.ledger", "--output", "no/such/folder.jsonl"), "No such file"),
        (("explain", "l.ledger", "zzzz"), "No claim or event"),
        (("timeline", "l.ledger", "--party", "Atlantis"), "Atlantis"),
        (("evaluate", "times", "none.jsonl"), "none.jsonl"),
        (("codebook", "import", "a.txt"), "--output"),
        (("codebook", "import", "a.txt", "--output", "in", "--kind", "verbs"), "verbs"),
        (("nothing",), "nothing"),
    ],
)
def test_wrong_use(run: Run, ledger: Path, arguments: tuple[str, ...], says: str | None) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert says is None or says in " ".join(done.err.replace("│", " ").split())
    assert "Traceback" not in done.err


def test_export_to_standard_output_and_to_a_file(run: Run, ledger: Path, tmp_path: Path) -> None:
    done = run("export", ledger, "--format", "jsonl")
    claims = [json.loads(line) for line in done.out.splitlines()]
    assert [claim["evidence"]["text"] for claim in claims] == ["Japan met China", "China met France"]
    assert claims[0]["per"] == [{"name": "AP", "code": None, "text": None, "start": None, "end": None}]
    done = run("export", ledger, "--format", "documents", "--output", "d.jsonl")
    assert done.out == "d.jsonl: 1 rows; manifest d.jsonl.manifest.json.\n"
    assert json.loads((tmp_path / "d.jsonl").read_text())["text"] == TEXT


def test_timeline_for_people_and_programs(run: Run, ledger: Path) -> None:
    table = run("timeline", ledger, "--between", "Japan", "China")
    assert table.code == 0 and "\x1b" not in table.out
    assert "2023-04-02" in table.out and "CONSULT" in table.out and "JPN" in table.out and "FRA" not in table.out
    rows = json.loads(run("timeline", ledger, "--format", "json").out)
    assert [(row["first"], row["event_type"], row["documents"]) for row in rows] == [("2023-04-02", "CONSULT", 1)] * 2
    read = list(csv.DictReader(io.StringIO(run("timeline", ledger, "--format", "csv").out)))
    assert [row["evidence"] for row in read] == [row["evidence"] for row in rows]


def test_csv_cells_that_a_spreadsheet_would_run_are_text(capsys: pytest.CaptureFixture[str]) -> None:
    from dragoman.cli.output import csv_out

    csv_out([dict(zip("abcdef", ("=1+1", "-2", -2.5, ["@a", "b"], "a=b", None)))], "abcdef")
    assert capsys.readouterr().out == "a,b,c,d,e,f,changed_cells\n'=1+1,-2,-2.5,'@a; b,a=b,,a; d\n"
    csv_out([{"a": "x"}], "a")
    assert capsys.readouterr().out == "a\nx\n"


def test_search(run: Run, ledger: Path) -> None:
    found = json.loads(run("search", ledger, "met", "France", "--format", "json").out)
    assert (found[0]["kind"], found[0]["text"]) == ("claim", "China met France")
    assert run("search", ledger, "zebra").out == "Nothing found.\n"
    shown = run("search", ledger, "photo").out
    assert "\x1b" not in shown and "[bold]Photo" in shown


def test_explain_leads_back_to_words_and_rule(run: Run, ledger: Path) -> None:
    claim = json.loads(run("export", ledger).out.splitlines()[0])
    shown = run("explain", ledger, claim["id"][:7], "--no-parse").out
    assert "»Japan met China« on Sunday." in shown and "\x1b" not in shown
    for words in ("'met' [6,9)", "'Japan' [0,5) is Japan (JPN:GOV)", "2023-04-02 (published)", "stand-in: met"):
        assert words in shown
    read = json.loads(run("explain", ledger, claim["id"], "--no-parse", "--json").out)
    assert read[0]["claim"]["id"] == claim["id"] and read[0]["sentence"]["text"].startswith("Japan met China")


def test_check(run: Run, ledger: Path) -> None:
    done = run("check", ledger)
    assert done == Done(0, f"{ledger}: whole; 1 texts, 1 readings, 2 claims, 2 events, 0 judgements, 1 runs.\n", "")
    assert run("check", ledger, "--format", "json").out == "[]\n"
    import sqlite3

    connection = sqlite3.connect(ledger)
    connection.execute("UPDATE claims SET body = replace(body, 'Japan met', 'China met')")
    connection.commit()
    connection.close()
    done = run("check", ledger)
    assert done.code == 1 and "check.span" in done.err and "1 problems" in done.out


def test_brief_of_files_and_of_a_ledger(run: Run, ledger: Path) -> None:
    of_files = run("brief", "in", "--published", "2023-04-02", "--between", "Japan", "China")
    assert of_files.code == 0 and "Japan" in of_files.out and "\x1b" not in of_files.out
    of_ledger = json.loads(run("brief", "--ledger", ledger, "--between", "JPN", "CHN", "--format", "json").out)
    assert of_ledger["between"] == ["JPN", "CHN"]
    assert run("brief", "--ledger", ledger, "--format", "markdown").out.startswith("# ")
    nothing = run("brief", "gone.txt")
    assert nothing.code == 1 and nothing.out == "" and "file.missing" in nothing.err


def test_another_run_by_another_model(run: Run, ledger: Path) -> None:
    done = run("read", "in", "--ledger", ledger, "--published", "2023-04-02", "--publisher", "AP", "--model", "2")
    assert done.code == 0
    ids = {json.loads(line)["run"] for line in run("export", ledger).out.splitlines()}
    assert ids == {"run2"}
    assert {json.loads(line)["run"] for line in run("export", ledger, "--run", "run1").out.splitlines()} == {"run1"}


def test_a_bug_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("dragoman.library.ledger.read_into", broken)
    monkeypatch.setattr(sys, "argv", ["dragoman", "read", "a.txt", "--ledger", "l.ledger"])
    with pytest.raises(RuntimeError, match="a bug"):
        dragoman.cli.main()


# As a process of its own -----------------------------------------------------------------------------------------


def test_dictionaries_become_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("QVIST_PARTY_ [HUNPTY]\nANN_QVISTEN_\n\t[HUNGOV >010101]\n")
    done = run("codebook", "import", "d.txt", "--output", "own")
    assert done == Done(
        0, "own: 1 spelling of names, 1 person, 0 agents, 0 no party; 2 entries taken, 0 known already.\n", ""
    )
    assert (tmp_path / "own" / "names.tsv").read_text().startswith("name\tcode\t")
    again = run("codebook", "import", "d.txt", "--output", "own")
    assert again.code == 2 and "--replace" in again.err


def test_of_many_lines_like_it_the_first_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("".join(f"QVIST{chr(65 + n)}_\n" for n in range(13)) + "PARTY_ [HUNPTY]\n")
    done = run("codebook", "import", "d.txt", "--output", "own")
    assert done.code == 1 and len(done.err.splitlines()) == 11
    assert done.err.splitlines()[-1] == "petrarch.no_code: 3 more; all of them stand in own/report.txt."
    assert (tmp_path / "own" / "report.txt").read_text().count("petrarch.no_code") == 13
    (tmp_path / "e.txt").write_text("nothing here\n")
    nothing = run("codebook", "import", "e.txt", "--output", "none")
    assert nothing.code == 1 and nothing.out == "none: nothing was taken, and nothing written.\n"


COMMAND = [sys.executable, "-m", "dragoman"]


def test_help_comes_fast() -> None:
    """Within half a second, or on a slower machine within twice what the library for its looks takes alone."""
    best = min(_seconds([*COMMAND, "--help"]) for _ in range(5))
    looks = min(_seconds([sys.executable, "-c", "import typer.rich_utils"]) for _ in range(3))
    assert best < max(0.5, 2 * looks), (best, looks)


def _seconds(command: list[str]) -> float:
    """Processor time of the child, so that other work beside it does not count; by the clock where that is not told."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, capture_output=True, check=True)
    after = os.times()
    if os.name == "nt":
        return time.perf_counter() - start
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_a_reader_who_leaves_is_no_error(ledger: Path) -> None:
    with subprocess.Popen([*COMMAND, "export", ledger], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="signals as on Unix")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    command = [*COMMAND, "read", "-", "--ledger", str(tmp_path / "l.ledger")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        deadline = time.monotonic() + 20
        while not (tmp_path / "l.ledger").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(2)  # until it waits for its input
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
