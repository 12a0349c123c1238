"""`compare` and `positions` as a person or a script calls them, over a stand-in for coding; points are cut from real parses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calling import Run
from stand_in import StandIn

LEFT = """Japan met China in Tokyo on Sunday.

The Japanese minister protested against ships off the Senkaku Islands. He demanded the release of five Japanese nationals who are detained.

Both ministers agreed to hold an economic dialogue in May."""
RIGHT = """On Sunday, China met Japan in Tokyo.

The Chinese minister stressed that Diaoyu Dao is inherent territory and that the patrols of its ships are lawful.

The two sides decided to hold a new round of the economic dialogue in May. He spoke of old poems."""


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    (tmp_path / "left.txt").write_text(LEFT)
    (tmp_path / "right.txt").write_text(RIGHT)
    return called


@pytest.fixture
def ledger(run: Run) -> str:
    publisher = "Ministry of Foreign Affairs of {}"
    for name, state in (("left.txt", "Japan"), ("right.txt", "China")):
        arguments = ("--published", "2023-04-02", "--publisher", publisher.format(state))
        assert run("read", name, "--ledger", "l.ledger", *arguments)[0] == 0
    return "l.ledger"


def test_each_point_of_two_files_stands_in_one_row_with_verbatim_words(run: Run) -> None:
    code, out, _ = run("compare", "left.txt", "right.txt", "--published", "2023-04-02", "--format", "json")
    made = json.loads(out)
    texts = {"left.txt": LEFT, "right.txt": RIGHT}
    assert code == 0
    points = [p for row in made["rows"] for side in ("left", "right") for p in row[side]]
    assert all(texts[p["document"]][p["start"] : p["end"]] == p["text"] for p in points)
    assert len({(p["document"], p["start"]) for p in points}) == len(points) >= 8
    marks = [(m["kind"], m["left"]["text"], m["right"]["text"]) for row in made["rows"] for m in row["marks"]]
    assert ("name", "Senkaku Islands", "Diaoyu Dao") in marks
    assert sum(w["left"]["words"] for w in made["weights"]) == pytest.approx(1, abs=0.01)


def test_what_is_printed_ends_with_its_place(run: Run) -> None:
    shown = {"terminal": ("Order and weight", "not raised"), "markdown": ("right.txt 0–36", "Diaoyu Dao", "| topic |")}
    for form, words in shown.items():
        code, out, _ = run("compare", "left.txt", "right.txt", "--published", "2023-04-02", "--format", form)
        assert code == 0
        assert [w for w in words if w not in out] == [], form


def test_a_meeting_is_compared_by_the_sides_that_publish(run: Run, ledger: str) -> None:
    code, out, _ = run("compare", "--ledger", ledger, "--between", "Japan", "China", "--format", "json")
    made = json.loads(out)
    assert (code, made["left"], made["right"]) == (0, "Japan", "China")
    assert [d["document"] for d in made["documents"]["left"]] == ["left.txt"]
    assert run("compare", "--ledger", ledger, "left", "right")[0] == 0


def test_wrong_use_and_what_is_not_there_are_said_in_one_line(run: Run, ledger: str) -> None:
    assert run("compare", "left.txt")[0] == 2
    assert run("compare", "--between", "Japan", "China")[0] == 2
    for arguments, words in (
        (("left.txt", "left.txt"), "the files gave 1"),
        (("--ledger", ledger, "left", "nowhere"), "no document 'nowhere'"),
        (("--ledger", ledger, "left", "left"), "stands on both sides"),
        (("--ledger", ledger, "--between", "France", "China"), "No report tells of a meeting"),
        (("--ledger", ledger, "--between", "Japan", "China", "--on", "2020-01-01"), "on 2020-01-01"),
    ):
        code, out, err = run("compare", *arguments)
        assert (code, out) == (1, ""), arguments
        assert words in err.splitlines()[-1] and "Traceback" not in err


def test_a_side_without_a_report_is_called_silent(run: Run) -> None:
    publisher = "Ministry of Foreign Affairs of Japan"
    assert run("read", "left.txt", "--ledger", "l", "--published", "2023-04-02", "--publisher", publisher)[0] == 0
    code, out, _ = run("compare", "--ledger", "l", "--between", "Japan", "China")
    assert code == 0
    assert "China: no report of its own" in " ".join(out.split())


def test_positions_say_what_is_missing(run: Run, ledger: str) -> None:
    code, out, _ = run("positions", ledger, "--party", "France")
    assert code == 0
    assert "FRA: no statement in what is asked for; it speaks or acts in 0 reports" in " ".join(out.split())
    _, out, _ = run("positions", ledger, "--between", "Japan", "China", "--until", "2020-01-01")
    assert "The period ends before the first report (2023-04-02)" in " ".join(out.split())
    assert run("positions", ledger, "--issue", "weather")[0] == 2
    assert run("positions", ledger, "--party", "JPN", "--between", "JPN", "CHN")[0] == 2
    code, out, _ = run("positions", ledger, "--party", "CHN", "--format", "csv")
    assert (code, out.splitlines()) == (0, ["issue,party,line,day,by,words,document,start,end,claim,against,for"])
