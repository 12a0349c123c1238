"""`panel`, `sample` and `temperature` as a person or a script calls them, over a stand-in for coding."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import dragoman
import dragoman.cli
from calling import Run
from stand_in import StandIn

TEXTS = {"a.txt": ("Japan met China.", "2023-01-05"), "b.txt": ("China met Japan. Japan met France.", "2023-02-07"),
         "c.txt": ("Japan and China did nothing.", "2023-03-01")}  # fmt: skip


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr("dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1"))
    return called


@pytest.fixture
def ledger(run: Run) -> str:
    for name, (text, day) in TEXTS.items():
        Path(name).write_text(text)
        run("read", name, "--ledger", "l.ledger", "--published", day, "--publisher", name[0])
    return "l.ledger"


def test_a_panel_of_a_pair_with_the_events_behind_it(run: Run, ledger: str) -> None:
    code, out, err = run("panel", ledger, "--pairs", "JPN-CHN,FRA-CHN", "--events", "e.csv", "--measure", "quad,score")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    told = [(r["country1"], r["country2"], r["period"], r["covered"], r["events"], r["score_sum"]) for r in rows]
    assert told[:3] == [
        ("CHN", "FRA", "2023-01", "0", "", ""),
        ("CHN", "FRA", "2023-02", "1", "0", "0"),
        ("CHN", "FRA", "2023-03", "0", "", ""),
    ]
    assert told[3:] == [
        ("CHN", "JPN", "2023-01", "1", "1", "1.0"),
        ("CHN", "JPN", "2023-02", "1", "1", "1.0"),
        ("CHN", "JPN", "2023-03", "1", "0", "0"),
    ]
    events = list(csv.DictReader(Path("e.csv").read_text().splitlines()))
    assert [e["evidence"] for e in events] == ["Japan met China", "China met Japan"]
    assert "2 true zeros" in err and "2 cells that nothing covers" in err


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_a_panel_is_written_by_the_ending_of_its_file(run: Run, ledger: str, ending: str) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    arguments = ("--unit", "country-quarter", "--directed", "--parties", "Japan", "--output", f"p.{ending}")
    assert run("panel", ledger, *arguments)[0] == 0
    found = getattr(pandas, f"read_{ending}")(f"p.{ending}")
    assert list(found["role"]) == ["actor", "recipient"]
    assert list(found["events"]) == [2, 1]


def test_the_library_gives_the_same_panel_as_a_frame(run: Run, ledger: str) -> None:
    pytest.importorskip("pandas")
    with dragoman.open(ledger) as opened:
        made = opened.panel("dyad-year", pairs=[("Japan", "China")])
        frame, events = made.to_frame(), made.events_frame()
    assert list(frame["events"]) == [2] == [len(events)]
    assert str(frame["period_start"].dtype).startswith("datetime64")
    assert "true zeros" in made._repr_html_()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--unit", "dyad-day"), "is no unit"),
        (("--measure", "mood"), "is no measure"),
        (("--pairs", "JPN"), "is no pair"),
        (("--pairs", "JPN-Atlantis"), "is no country"),
        (("--unit", "country-week", "--pairs", "JPN-CHN"), "has no pairs"),
        (("--output", "p.xlsx"), "ends in none of"),
        (("--since", "2024-01-01", "--until", "2023-01-01"), "before it begins"),
        (("--aux", "dreamt"), "is no auxiliary mode"),
    ],
)
def test_wrong_use_of_a_panel_is_told(run: Run, ledger: str, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run("panel", ledger, *arguments)
    assert (code, out) == (2, "")
    assert says in " ".join(err.replace("│", " ").split())


def test_a_temperature_in_every_form(run: Run, ledger: str) -> None:
    arguments = ("temperature", ledger, "--between", "Japan", "China")
    code, out, _ = run(*arguments, "--events", "--plot", "t.svg")
    assert code == 0
    assert "3 of 3 documents name both JPN and CHN" in out and "carry no level" in out and "“China met Japan”" in out
    assert Path("t.svg").read_text().startswith("<svg")
    made = json.loads(run("temperature", "--ledger", ledger, *arguments[2:], "--format", "json")[1])
    ids = [e["event"] for e in made["events"]]
    assert [p["event_ids"] for p in made["periods"]] == [[ids[0]], [ids[1]], []]
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv")[1])))
    assert [(r["period"], r["documents"], r["score_mean"]) for r in rows][-1] == ("2023-03", "1", "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--between", "France", "China"), "No event between FRA and CHN"),
        (("--between", "JPN", "CHN", "--since", "2001-01-01", "--until", "2001-12-31"), "ends before the first report"),
        (("--between", "JPN", "USA"), "0 of 3 documents name both JPN and USA"),
    ],
)
def test_nothing_to_tell_is_told_without_a_plot(run: Run, ledger: str, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run("temperature", ledger, *arguments, "--plot", "t.svg")
    assert code == 0
    assert says in " ".join(out.split())
    assert "No temperature is drawn" in err and not Path("t.svg").exists()


def test_wrong_use_of_a_temperature_is_told(run: Run, ledger: str) -> None:
    assert run("temperature", ledger)[0] == 2
    assert run("temperature", "--between", "JPN", "CHN")[0] == 2
    assert run("temperature", ledger, "--between", "JPN", "CHN", "--unit", "hour")[0] == 2
    assert run("temperature", "none.ledger", "--between", "JPN", "CHN")[0] == 2


def test_a_sample_goes_out_and_its_answers_come_back(run: Run, ledger: str) -> None:
    code, _, _ = run("sample", ledger, "--by", "source", "-n", "3", "--output", "s.csv")
    rows = list(csv.DictReader(Path("s.csv").read_text().splitlines()))
    assert code == 0 and len(rows) == 3
    assert {r["stratum"]: r["stratum_size"] for r in rows} == {"a": "1", "b": "2"}
    assert all(r["sentence"] and r["claim_in_words"] and not r["claim_right"] for r in rows)
    assert "confidence" not in rows[0]
    assert run("sample", "--answers", "s.csv")[0] == 2
    for row in rows:
        row["claim_right"] = "yes" if row["stratum"] == "a" else "No"
    rows[-1]["day_right"] = "perhaps"
    with Path("s.csv").open("w") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    code, printed, err = run("sample", "--answers", "s.csv", "--format", "json")
    found = {one["stratum"]: one["precision"] for one in json.loads(printed)["precision"]}
    assert found == {"a": 1.0, "b": 0.0, "in all": pytest.approx(1 / 3, abs=1e-4)}
    assert code == 1 and "s.csv:4 answers.value: day_right is 'perhaps'" in err


def test_wrong_use_of_a_sample_is_told(run: Run, ledger: str) -> None:
    assert run("sample")[0] == run("sample", ledger, "--answers", "a.txt")[0] == 2
    assert run("sample", "--answers", "none.csv")[0] == 2
    assert run("sample", "--answers", "a.txt")[0] == 2
    assert run("sample", ledger, "--by", "colour")[0] == 2
