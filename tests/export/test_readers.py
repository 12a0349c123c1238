"""Event data of others as rows: the forms that published files have, and broken ones."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dragoman.codebook.event_data import load_event_data
from dragoman.codebook.folder import Folder
from dragoman.export.readers import READERS, DataFileError
from dragoman.library import Ledger
from dragoman.records.data_row import DataRow
from dragoman.records.problem import Problem

TABLES = load_event_data().tables


def line(format_: str, **cells: str) -> str:
    table = TABLES[format_]
    named = {name.replace("_", " ") if format_ != "gdelt" else name: value for name, value in cells.items()}
    assert set(named) <= set(table.columns)
    return "\t".join(named.get(column, table.missing) for column in table.columns)


def read(path: Path, format_: str) -> tuple[list[DataRow], list[Problem]]:
    problems: list[Problem] = []
    return list(READERS[format_](path, Folder(), problems)), problems


def file(tmp_path: Path, *lines: str, name: str = "data.txt") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


HEAD = "\t".join(TABLES["polecat"].columns)
ONE = line("polecat", Event_ID="1", Event_Date="2023-04-02", Event_Type="ACCUSE", Actor_Country="CHN; None",
           Recipient_Country="JPN; USA")  # fmt: skip


def test_polecat_with_either_name_of_the_score_and_columns_of_its_own(tmp_path: Path) -> None:
    expected = [DataRow("1", "2023-04-02", (("CHN", "JPN"), ("CHN", "USA")), "ACCUSE")]
    for head, row in (
        (HEAD, ONE),
        (HEAD.replace("Intensity", "Event Intensity"), ONE),
        (f"{HEAD}\tHeadline\tEvent Text\tFeed\tStory ID", ONE),  # names without cells
        (f"Story ID\t{HEAD}\tHeadline", f"99\t{ONE}\tHead"),
        (f"{HEAD}\t\t\t", f"{ONE}\t\t\t"),
    ):
        assert read(file(tmp_path, head, row), "polecat") == (expected, [])


def test_polecat_lists_without_recipients_are_mutual_only_where_the_type_can_be(tmp_path: Path) -> None:
    both = {"Event_ID": "1", "Event_Date": "2023-04-02", "Actor_Country": "CHN; JPN", "Recipient_Country": "None"}
    path = file(
        tmp_path, HEAD, line("polecat", **both, Event_Type="CONSULT"), line("polecat", **both, Event_Type="ACCUSE")
    )
    (met, accused), _ = read(path, "polecat")
    assert met.dyads == (("CHN", "JPN"), ("JPN", "CHN")) and accused.dyads == ()


def test_icews_days_names_and_hosts(tmp_path: Path) -> None:
    table = TABLES["icews"]
    told = [
        {"Event_Date": "4/2/2023", "Source_Country": "Russian Federation", "Target_Country": "South Korea", "CAMEO_Code": "111"},
        {"Event_Date": "2023-04-02", "Source_Country": "Japan", "Target_Country": "China", "CAMEO_Code": "043"},
        {"Event_Date": "2023-04-02", "Source_Name": "United Nations", "Target_Country": "China", "CAMEO_Code": "10"},
        {"Event_Date": "2023-04-02", "Source_Country": "Atlantis", "Target_Country": "China", "CAMEO_Code": "010"},
        {"Event_Date": "2023-04-02", "Source_Country": "Japan", "Target_Country": "China", "CAMEO_Code": "9999"},
    ]  # fmt: skip
    path = file(tmp_path, "\t".join(table.columns), *(line("icews", Event_ID="7", **one) for one in told))
    rows, problems = read(path, "icews")
    assert [(row.day, row.dyads, row.event_type) for row in rows] == [
        ("2023-04-02", (("RUS", "KOR"),), "ACCUSE"),
        ("2023-04-02", (("CHN", "JPN"),), "CONSULT"),  # 043: the source is the host
        ("2023-04-02", (("UNO", "CHN"),), "REQUEST"),  # 10 is a root, and not 010
        ("2023-04-02", (), None),
    ]
    assert [str(problem) for problem in problems] == [
        f"{path}:6 data.line: was left out: '9999' is no CAMEO code. Mend or drop the line; the others were read."
    ]


def test_gdelt_without_a_header_and_packed(tmp_path: Path) -> None:
    rows = [
        line("gdelt", GlobalEventID="1", Day="20230402", Actor1CountryCode="ROM", Actor2CountryCode="CHN", EventCode="042"),
        line("gdelt", GlobalEventID="2", Day="20230402", Actor1KnownGroupCode="UNO", Actor1Type1Code="IGO",
             Actor2CountryCode="JPN", EventCode="051"),
        line("gdelt", GlobalEventID="3", Day="20230402", Actor1CountryCode="JPN", EventCode="010"),
    ]  # fmt: skip
    expected = [
        DataRow("1", "2023-04-02", (("ROU", "CHN"),), "CONSULT"),
        DataRow("2", "2023-04-02", (("UNO", "JPN"),), "SUPPORT"),
        DataRow("3", "2023-04-02", (), None),
    ]
    plain = file(tmp_path, *rows, name="20230402.export.CSV")
    assert read(plain, "gdelt") == (expected, [])
    with zipfile.ZipFile(tmp_path / "a.export.CSV.zip", "w") as archive:
        archive.write(plain, "20230402.export.CSV")
    assert read(tmp_path / "a.export.CSV.zip", "gdelt") == (expected, [])
    (tmp_path / "a.gz").write_bytes(gzip.compress(plain.read_bytes()))
    assert read(tmp_path / "a.gz", "gdelt") == (expected, [])


@pytest.mark.parametrize(
    ("format_", "content", "said"),
    [
        ("polecat", "a\tb\n1\t2\n", "is no polecat file: it has 2 columns in its first line, 40 are expected"),
        ("gdelt", "\t".join("x" * 58) + "\n", "it has 58 columns in its first line, 61 are expected"),
        ("csv", "a,b\n1,2\n", "has no column id, copy_of"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_line(tmp_path: Path, format_: str, content: str, said: str) -> None:
    (tmp_path / "data.txt").write_text(content)
    with pytest.raises(DataFileError) as refused:
        read(tmp_path / "data.txt", format_)
    assert said in str(refused.value) and "\n" not in str(refused.value)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK not at all")
    (tmp_path / "bad.gz").write_bytes(b"neither")
    for name in ("missing.txt", "bad.zip", "bad.gz"):
        with pytest.raises(DataFileError, match=r"data\.unreadable"):
            read(tmp_path / name, "gdelt")


def test_broken_lines_are_told_with_their_number_and_the_rest_is_read(tmp_path: Path) -> None:
    path = file(tmp_path, HEAD, "1\t2\t3", "", ONE, *["x"] * 40)
    rows, problems = read(path, "polecat")
    assert len(rows) == 1 and str(problems[0]).startswith(f"{path}:2 data.line: was left out: it has 3 cells, 40")
    assert len(problems) == 21 and problems[-1].code == "data.more"
    path = file(tmp_path, '{"id": 1}', "[", '{"id": 2, "date": "2023-04-02", "event": ["NOPE", "AGREE"], "actor": []}')
    rows, problems = read(path, "plover")
    assert [row.id for row in rows] == ["2"] and [p.source[-2:] for p in problems] == [":1", ":2", ":3"]


@pytest.mark.parametrize("format_", ["polecat", "icews", "gdelt", "plover", "jsonl", "csv", "parquet"])
def test_what_is_exported_is_found_again_whole(made: Ledger, tmp_path: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow", reason="PYARROW IS ABSENT: nothing proves parquet")
    path = tmp_path / "out"
    tally = made.export(path, format_, min_confidence=0.0)
    outcome = made.compare_data(path, format_, 0, min_confidence=0.0)
    found = outcome.value
    assert outcome.problems == () and found.aside == {}
    assert len(found.matched) == tally.rows and found.ledger_only == found.data_only == ()
    assert all(one == other for one, other in found.counts.values()) and found.counts
    if format_ not in ("jsonl", "csv", "parquet", "icews"):
        assert {m.ledger.id for m in found.matched} == {m.data.id for m in found.matched}


def test_the_choice_holds_for_both(made: Ledger, tmp_path: Path) -> None:
    made.export(tmp_path / "out", "polecat")
    chosen: dict[str, Any] = {"between": ("China", "Japan"), "event_type": "CONSULT", "since": "2020-01-05"}
    found = made.compare_data(tmp_path / "out", "polecat", **chosen).value
    assert found.counts and all({*key[:2]} == {"CHN", "JPN"} and key[3] == "CONSULT" for key in found.counts)
    assert all((m.data.day or "") >= "2020-01-05" for m in found.matched) and found.matched
    with pytest.raises(ValueError, match="no data that can be compared"):
        made.compare_data(tmp_path / "out", "gdelt-mentions")


def test_a_broken_csv_export_is_told_by_line(tmp_path: Path) -> None:
    head = "id,copy_of,event_type,first,actor_codes,recipient_codes,reciprocal"
    path = file(tmp_path, head, "1,,CONSULT,2023-04-02,JPN,CHN,False", "2,,CONSULT")
    rows, problems = read(path, "csv")
    assert [row.id for row in rows] == ["1"] and str(problems[0]).startswith(f"{path}:3 data.line")
    (tmp_path / "data.txt").write_bytes(f"{head}\n1,a\rb\n".encode())
    with pytest.raises(DataFileError, match=r"data\.unreadable"):
        read(path, "csv")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(format_=some.sampled_from(sorted(set(READERS) - {"parquet"})), content=some.one_of(some.text(), some.binary()))
def test_no_file_breaks_a_reader(tmp_path: Path, format_: str, content: str | bytes) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    (tmp_path / "any").write_bytes(data)
    try:
        rows, _ = read(tmp_path / "any", format_)
    except DataFileError as refused:
        assert "\n" not in str(refused)
    else:
        assert all(isinstance(row, DataRow) for row in rows)


def test_of_a_pair_only_its_own_dyads_are_laid_side_by_side(hand: Ledger, tmp_path: Path) -> None:
    hand.export(tmp_path / "out", "gdelt")
    found = hand.compare_data(tmp_path / "out", "gdelt", between=("Japan", "China")).value
    assert {key[:2] for key in found.counts} == {("JPN", "CHN"), ("CHN", "JPN")} and found.aside == {}
    assert len(found.matched) == 4 and found.ledger_only == found.data_only == ()
