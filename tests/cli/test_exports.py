"""`export` and `compare-data` as a person or a script calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from calling import Done, Run
from dragoman.export import FORMATS
from dragoman.library.defaults import MIN_CONFIDENCE
from export import by_hand


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the command line in a folder with a ledger written by hand, `l.ledger`."""
    by_hand.ledger(tmp_path / "l.ledger")

    def call(*arguments: str) -> Done:
        done = called(*arguments)
        return done._replace(err=" ".join(done.err.replace("│", " ").split()))

    return call


def test_every_format_to_a_file_and_to_standard_output(run: Run, tmp_path: Path) -> None:
    for name, one in FORMATS.items():
        if name == "parquet":
            pytest.importorskip("pyarrow", reason="PYARROW IS ABSENT: parquet is not tried")
        done = run("export", "l.ledger", "--format", name, "--output", f"out.{name}")
        manifest = json.loads((tmp_path / f"out.{name}.manifest.json").read_text())
        assert done.code == 0 and manifest["rows"] > 0 and manifest["format"] == name
        assert done.out == f"out.{name}: {manifest['rows']} rows; manifest out.{name}.manifest.json.\n"
        if one.lines is not None:
            assert run("export", "l.ledger", "--format", name).out == (tmp_path / f"out.{name}").read_text()


def test_what_is_left_out_is_told_on_standard_error(run: Run) -> None:
    assert run("export", "l.ledger", "--format", "icews").err == (
        "Left out: 1 actors without a recipient, 1 claims of speech alone, 1 claims told as historical, "
        "1 claims told as hypothetical, 1 claims told as negation."
    )
    assert run("export", "l.ledger", "--format", "jsonl").err == ""


def test_a_manifest_says_what_was_chosen(run: Run, tmp_path: Path) -> None:
    run("export", "l.ledger", "--format", "gdelt", "-o", "g", "--between", "Japan", "China", "--type", "threaten",
        "--since", "2023-01-01", "--issue", "taiwan", "--older-codes", "--aux", "historical")  # fmt: skip
    manifest = json.loads((tmp_path / "g.manifest.json").read_text())
    assert manifest["rows"] == 1 and manifest["run"]["id"] == "run1" and manifest["program"].startswith("dragoman ")
    assert manifest["options"] == {
        "min_confidence": MIN_CONFIDENCE, "between": ["JPN", "CHN"], "since": "2023-01-01", "issue": "taiwan",
        "event_types": ["THREATEN"], "aux": ["historical"], "older_codes": True,
    }  # fmt: skip
    assert [one["document"] for one in manifest["inputs"]] == ["a.txt", "b.txt", "c.txt"]
    assert manifest["inputs"][2]["copy_of"] == "a.txt" and len(manifest["inputs"][0]["text_id"]) == 64


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "l.ledger", "--format", "xml"), "'xml' is no format; take one of jsonl, documents, csv"),
        (("export", "l.ledger", "--format", "parquet"), "name a file with --output"),
        (("export", "l.ledger", "--issue", "moon"), "'moon' is no issue"),
        (("export", "l.ledger", "--type", "DANCE"), "is no PLOVER type"),
        (("export", "l.ledger", "--aux", "maybe"), "is no auxiliary mode; take all, none"),
        (("export", "l.ledger", "--between", "Japan", "Atlantis"), "Atlantis"),
        (("export", "l.ledger", "--format", "csv", "--output", "no/such.csv"), "No such file"),
        (("compare-data", "l.ledger", "none.txt"), "data.unreadable"),
        (("compare-data", "l.ledger", "l.ledger", "--format", "gdelt"), "is no gdelt file"),
        (("compare-data", "l.ledger", "l.ledger", "--format", "acled"), "no data that can be compared"),
        (("compare-data", "none.ledger", "x"), "ledger.missing"),
    ],
)
def test_wrong_use_is_one_clear_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.code == 2 and says in done.err and "Traceback" not in done.err


def test_ids_of_the_data_that_a_spreadsheet_would_run_are_led_by_an_apostrophe(run: Run, tmp_path: Path) -> None:
    run("export", "l.ledger", "--format", "polecat", "--output", "p.tsv")
    head, *lines = (tmp_path / "p.tsv").read_text().splitlines()
    hostile = ["\t".join((f"=1+{n}", *line.split("\t")[1:])) for n, line in enumerate(lines)]
    (tmp_path / "p.tsv").write_text("\n".join([head, *hostile]) + "\n")
    assert run("compare-data", "l.ledger", "p.tsv", "--rows", "rows.csv").code == 0
    rows = list(csv.DictReader((tmp_path / "rows.csv").open()))
    assert len(rows) == 3
    assert all(row["data_id"].startswith("'=1+") and row["changed_cells"] == "data_id" for row in rows)


def test_compare_data_counts_and_rows(run: Run, tmp_path: Path) -> None:
    run("export", "l.ledger", "--format", "polecat", "--output", "p.tsv")
    lines = (tmp_path / "p.tsv").read_text().splitlines()
    moved = [line.replace("2023-04-02\tTHREATEN", "2023-04-05\tTHREATEN") for line in lines]
    (tmp_path / "p.tsv").write_text("\n".join([*moved, "short\tline"]) + "\n")
    done = run("compare-data", "l.ledger", "p.tsv", "--rows", "rows.csv")
    assert done.code == 1 and done.err.startswith("p.tsv:7 data.line: was left out: it has 2 cells, 40 are expected")
    assert ["CHN", "JPN", "2023-04", "THREATEN", "1", "1"] in [line.split() for line in done.out.splitlines()]
    assert (
        "2 rows match, of 3 in the ledger and 3 in the data; 1 are in the ledger only, 1 in the data only." in done.out
    )
    rows = list(csv.DictReader((tmp_path / "rows.csv").open()))
    assert [(row["status"], row["event_type"], row["ledger_day"], row["data_day"]) for row in rows] == [
        ("matched", "CONSULT", "2023-04-02", "2023-04-02"),
        ("matched", "COERCE", "2023-05-01", "2023-05-01"),
        ("ledger only", "THREATEN", "2023-04-02", ""),
        ("data only", "THREATEN", "", "2023-04-05"),
    ]
    wide = json.loads(run("compare-data", "l.ledger", "p.tsv", "--window", "3", "--show", "json").out)
    assert (wide["matched"], wide["ledger_only"], wide["data_only"]) == (3, 0, 0)
    counts = list(csv.DictReader(io.StringIO(run("compare-data", "l.ledger", "p.tsv", "--show", "csv").out)))
    assert {
        "actor": "CHN",
        "recipient": "JPN",
        "month": "2023-04",
        "event_type": "THREATEN",
        "ledger": "1",
        "data": "1",
    } in counts
