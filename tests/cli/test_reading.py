"""What a person sees of a long reading: its pace, and its problems, told as they come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from dragoman.cli import options
from dragoman.cli.output import Teller
from dragoman.cli.reading import Pace
from dragoman.library.meter import Meter
from dragoman.library.reading import ReadReport
from dragoman.records.problem import Problem


def test_the_pace_of_a_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 300)
    (tmp_path / "b.txt").write_text("b" * 700)
    report, meter, clock = ReadReport(), Meter([str(tmp_path)]), [0.0]
    pace = Pace(report, meter, lambda: clock[0])
    assert pace.line() == "0 documents · 0 %"
    for name, documents in (("a.txt", 1), ("b.txt", 120)):
        stream = (tmp_path / name).open("rb")
        meter.opened(stream, str(tmp_path / name))
        stream.read()
        report.documents, clock[0] = documents, clock[0] + 30
        if name == "a.txt":
            report.add([Problem("file.empty", "x")])
            assert pace.line("a.txt") == "1 document · 0.0/s · 30 % · about 70 s left · 1 problem · a.txt"
    assert pace.line() == "120 documents · 2.0/s · 100 % · 1 problem"


def test_of_standard_input_no_share_can_be_told() -> None:
    assert Meter(["-"]).share is None


def test_problems_of_a_kind_are_told_up_to_a_number_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.jsonl"
    with Teller(file) as teller:
        for n in range(25):
            teller(Problem("published.missing", f"in/{n}.txt"))
            teller(Problem("published.missing", f"in/{n}.txt"))
        teller(Problem("file.empty", "in/x.txt"))
        teller.rest()
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 22 and told[0].startswith("in/0.txt published.missing: has no publication day")
    assert told[-2:] == [
        "in/x.txt file.empty: is empty. Nothing was read from it.",
        f"… published.missing: 10 more like these; see {file}.",
    ]
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert len(rows) == 51 and rows[-1]["code"] == "file.empty" and rows[-1]["source"] == "in/x.txt"


def test_names_of_columns() -> None:
    assert options.columns("text=body, published=the date") == {"text": "body", "published": "the date"}
    assert options.columns(None) == {}
    for wrong in ("body", "text=", "words=body"):
        with pytest.raises(typer.BadParameter, match="is no NAME=COLUMN"):
            options.columns(wrong)
