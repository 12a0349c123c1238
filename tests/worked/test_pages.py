"""The worked examples' pages say what a run says."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKED = ROOT / "docs" / "worked"
READOUTS = ROOT.parent / "shared" / "data" / "readouts" / "readouts-2021-2022.jsonl"
NUMBER = re.compile(r"[−+]?\d[\d,]*(?:\.\d+)?")
# By how much processors differ in the last digits of confidences, and so in what is drawn from them.
TENTHS, WHOLE = 0.2, 2


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, str]]:
    monkeypatch.syspath_prepend(str(WORKED))
    for name in ("make", "pages", "reading", "japan_china", "readouts"):
        sys.modules.pop(name, None)
    import make

    return make.files


def assert_alike(made: str, kept: str) -> None:
    """Line by line the same words, and numbers that differ by no more than arithmetic does."""
    assert [NUMBER.sub("#", line) for line in made.splitlines()] == [
        NUMBER.sub("#", line) for line in kept.splitlines()
    ]
    for one, other in zip(made.splitlines(), kept.splitlines()):
        for a, b in zip(NUMBER.findall(one), NUMBER.findall(other)):
            least = TENTHS if "." in a else WHOLE
            assert abs(value(a) - value(b)) <= least, (one, other)


def value(number: str) -> float:
    return float(number.replace("−", "-").replace(",", ""))


def test_pages_are_compared_by_words_and_numbers() -> None:
    assert_alike("level −0.4, 23 events", "level −0.5, 24 events")
    for other in (
        "level −0.4, 30 events",
        "level +0.4, 23 events",
        "level −0.4, 23 claims",
        "level −0.4, 23 events\nmore",
    ):
        with pytest.raises(AssertionError):
            assert_alike("level −0.4, 23 events", other)


def test_the_page_on_japan_and_china_is_the_run(make: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    made = make("japan-china", tmp_path / "japan-china.ledger")
    assert set(made) == {"japan-china.md", "japan-china-temperature.svg"}
    assert_alike(made["japan-china.md"], (WORKED / "japan-china.md").read_text(encoding="utf-8"))
    assert made["japan-china-temperature.svg"].startswith("<svg")


@pytest.mark.nightly
def test_the_page_on_the_readouts_is_the_run(make: Callable[..., dict[str, str]], tmp_path: Path) -> None:
    if not READOUTS.exists():
        pytest.skip(f"NOT RUN: {READOUTS} is not here; the readouts are not in the repository")
    made = make("readouts", tmp_path / "readouts.ledger", READOUTS)
    assert_alike(made["readouts.md"], (WORKED / "readouts.md").read_text(encoding="utf-8"))


def test_every_line_of_the_readings_names_words_that_stand_there() -> None:
    import csv
    import json

    lines = (ROOT / "src/dragoman/worked/japan-china.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {one["id"]: one["text"] for one in map(json.loads, lines)}
    with (WORKED / "japan-china-read.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 100
    for row in rows:
        if row["document"].startswith("wce-"):
            start = int(row["start"])
            assert texts[row["document"]][start : start + len(row["words"])].split() == row["words"].split(), row
        assert row["why"] or row["verdict"] in ("right", "missed")


def test_the_shipped_items_name_their_source_and_licence() -> None:
    import json

    known = {"CC BY-SA 4.0": "Wikipedia", "CC BY 2.5": "Wikinews", "CC0 1.0": "White House"}
    told = (ROOT / "src/dragoman/worked/LICENSES.md").read_text(encoding="utf-8")
    for line in (ROOT / "src/dragoman/worked/japan-china.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        assert known[one["licence"]] == one["publisher"] and one["url"].startswith("https://")
        assert one["licence"] in told
