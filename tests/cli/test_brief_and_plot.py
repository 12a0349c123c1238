"""`brief` in all its forms and `plot`, as a person or a script calls them, over a stand-in for coding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calling import Done, Run
from stand_in import StandIn

FIRST = "Japan met China in Tokyo on Sunday."
SECOND = "Japan met China in Osaka on Sunday. China met Japan again."


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)

    def call(*arguments: str) -> Done:
        done = called(*arguments)
        return done._replace(err=" ".join(done.err.replace("│", " ").split()))

    assert call("read", "first.txt", "--ledger", "l.ledger", "--published", "2023-04-02")[0] == 0
    return call


BRIEF = ("brief", "--ledger", "l.ledger", "--between", "JPN", "CHN")


@pytest.mark.parametrize("ending", ["md", "json", "html", "docx", "pdf"])
def test_a_file_has_the_format_of_its_ending(run: Run, ending: str, tmp_path: Path) -> None:
    code, out, err = run(*BRIEF, "--output", f"b.{ending}", "--one-page")
    assert (code, err) == (0, "") and out.startswith(f"b.{ending}: ")
    data = (tmp_path / f"b.{ending}").read_bytes()
    assert data.startswith({"md": b"# ", "json": b"{", "html": b"<!doctype", "docx": b"PK", "pdf": b"%PDF"}[ending])


def test_html_goes_to_the_screen_and_files_need_a_name(run: Run) -> None:
    assert run(*BRIEF, "--format", "html")[1].startswith("<!doctype html>")
    for arguments, says in (
        (("--format", "pdf"), "name a file with --output"),
        (("--output", "b.odt"), "the ending tells no format"),
        (("--output", "b.txt", "--format", "terminal"), "take markdown"),
        (("--output", "none/b.md"), "No such file"),
    ):
        code, _, err = run(*BRIEF, *arguments)
        assert code == 2 and says in err.replace("│ ", "").replace(" │", "")


def test_a_party_an_issue_and_a_meeting(run: Run) -> None:
    assert json.loads(run("brief", "--ledger", "l.ledger", "--party", "Japan", "--format", "json")[1])["party"] == "JPN"
    assert "No claim tells of Taiwan." in run("brief", "--ledger", "l.ledger", "--issue", "taiwan")[1]
    code, out, _ = run(*BRIEF, "--meeting", "last")
    assert code == 0 and "the meeting of 2 April 2023" in out
    code, _, err = run(*BRIEF, "--meeting", "2020-01-01")
    assert code == 1 and "No report tells of a meeting of JPN and CHN on 2020-01-01" in err
    code, out, _ = run(*BRIEF, "--since-last-meeting")
    assert code == 0 and "The last meeting told" in out and "nothing after it is covered" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--party", "Japan"), "not both"),
        (("--meeting", "last", "--since", "2020-01-01"), "its own day"),
        (("--since-last-meeting", "--since", "2020-01-01"), "not both"),
        (("--since", "2021-01-01", "--until", "2020-01-01"), "before it begins"),
        (("--issue", "nonsense"), "no issue"),
        (("--state", "x.json"), "--watch"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, _, err = run(*BRIEF, *arguments)
    assert code == 2 and says in err


def test_a_pair_without_claims_and_a_period_before_the_first_report_are_said_plainly(run: Run) -> None:
    code, out, err = run("brief", "--ledger", "l.ledger", "--between", "FJI", "TON")
    assert (code, err) == (0, "") and "No claim tells of Fiji and Tonga." in out
    code, out, _ = run(*BRIEF, "--until", "2020-01-01")
    assert code == 0 and "The period ends before the first report (2 April 2023): nothing of it is covered." in out


def test_watch_tells_once_what_is_new(run: Run, tmp_path: Path) -> None:
    assert "all of it is new" in run(*BRIEF, "--watch")[1]
    assert run(*BRIEF, "--watch")[1].splitlines()[1].startswith("Nothing new since the brief of ")
    assert run("read", "second.txt", "--ledger", "l.ledger", "--published", "2023-05-02")[0] == 0
    again = run(*BRIEF, "--watch")[1]
    assert "new claim" in again and "1 further report came in." in again
    assert "second.txt" in again and "first.txt" not in again
    assert "Nothing new" in run(*BRIEF, "--watch")[1]
    assert "all of it is new" in run("brief", "--ledger", "l.ledger", "--party", "JPN", "--watch")[1]
    (tmp_path / "l.ledger.watch.json").write_text('{"version": 1}')
    code, _, err = run(*BRIEF, "--watch")
    assert code == 2 and "holds no state of watched briefs" in err.replace("│ ", "").replace(" │", "")
    code, _, err = run("brief", "first.txt", "--watch")
    assert code == 2 and "Only a brief of a ledger is watched" in err


def test_plots_are_written_or_it_is_said_why_not(run: Run, tmp_path: Path) -> None:
    code, _, err = run("plot", "l.ledger", "--out", "t.svg")
    assert code == 1 and "No timeline is drawn: 1 event of a known day." in err and not (tmp_path / "t.svg").exists()
    run("read", "second.txt", "--ledger", "l.ledger", "--published", "2023-05-02")
    code, out, _ = run("plot", "l.ledger", "--kind", "matrix", "--out", "m.svg")
    assert code == 0 and out.startswith("m.svg: ") and (tmp_path / "m.svg").read_text().startswith("<svg")
    assert run("plot", "l.ledger", "--kind", "timeline", "--between", "JPN", "CHN", "--out", "t.png")[0] == 0
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
    for arguments, says in (
        (("--out", "t.gif"), "a plot is saved as"),
        (("--kind", "temperature", "--out", "t.svg"), "Name two countries"),
        (("--kind", "issues", "--unit", "decade", "--out", "t.svg"), "no unit"),
        (("--kind", "pie", "--out", "t.svg"), "pie"),
    ):
        code, _, err = run("plot", "l.ledger", *arguments)
        assert code == 2 and says in err
