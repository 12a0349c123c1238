"""Exports read back by programs that others wrote, and counted."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.codebook.event_data import load_event_data
from dragoman.library import Ledger
from stand_in import StandIn

TABLES = load_event_data().tables
REAL = {"historical", "future", "hypothetical", "negation"}


def absent(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name.upper()} IS ABSENT: nothing proves the exports with it")


def written(ledger: Ledger, tmp_path: Path, format_: str, **chosen: Any) -> Path:
    path = tmp_path / f"out.{format_}"
    tally = ledger.export(path, format_, **chosen)
    manifest = json.loads((tmp_path / f"{path.name}.manifest.json").read_text(encoding="utf-8"))
    assert manifest["rows"] == tally.rows and len(manifest["inputs"]) == len(list(ledger.documents()))
    return path


def bodies(ledger: Ledger) -> list[dict[str, Any]]:
    return [told.body for told in ledger.handed("jsonl").claims()]


def real_by_type(ledger: Ledger) -> Counter[str]:
    """Events with a claim of plain fact, by type, counted apart from the exports."""
    found = {
        (told.event, told.body["event_type"])
        for told in ledger.handed("jsonl").claims()
        if not told.body["aux"] and told.body["event_type"] and told.copy_of is None
    }
    return Counter(str(event_type) for _, event_type in found)


@pytest.mark.parametrize("name", ["hand", "made"])
def test_pandas_reads_what_is_tab_separated(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pandas = absent("pandas")
    ledger: Ledger = request.getfixturevalue(name)
    frames = {}
    for format_ in ("polecat", "icews", "gdelt", "gdelt-mentions"):
        table = TABLES[format_]
        names = {} if table.header else {"header": None, "names": list(table.columns)}
        frames[format_] = pandas.read_csv(written(ledger, tmp_path, format_), sep="\t", quoting=csv.QUOTE_NONE, dtype=str,
                                          keep_default_na=False, **names)  # fmt: skip
        assert list(frames[format_].columns) == list(table.columns)
    expected = real_by_type(ledger)
    assert Counter(frames["polecat"]["Event Type"]) == expected
    assert frames["polecat"]["Event ID"].is_unique and frames["gdelt"]["GlobalEventID"].is_unique
    recipient = frames["gdelt"]["Actor2Name"] != ""
    assert set(frames["icews"]["Event ID"]) == set(frames["gdelt"]["GlobalEventID"][recipient])
    assert frames["gdelt"]["NumArticles"].astype(int).sum() == len(frames["gdelt-mentions"])
    assert len(frames["gdelt"]["DATEADDED"].str.fullmatch(r"\d{14}").unique()) == 1


def test_pandas_reads_csv(made: Ledger, tmp_path: Path) -> None:
    pandas = absent("pandas")
    frame = pandas.read_csv(written(made, tmp_path, "csv"))
    assert len(frame) == 400 and frame["row_id"].is_unique
    assert list(frame["evidence_text"]) == [body["evidence"]["text"] for body in bodies(made)]
    assert Counter(frame["event_type"]) == Counter(body["event_type"] for body in bodies(made))


def test_line_breaks_formulas_and_copies_in_csv(hand: Ledger, tmp_path: Path) -> None:
    pandas = absent("pandas")
    frame = pandas.read_csv(written(hand, tmp_path, "csv"))
    assert len(frame) == 19 and frame["row_id"].is_unique and frame["id"].nunique() == 10
    assert frame["copy_of"].notna().sum() == 9 and "China warned\tJapan" in set(frame["evidence_text"])


def test_cells_of_csv_that_would_be_run_are_told_and_raw_on_wish(tmp_path: Path) -> None:
    line = {
        "id": "=cmd|' /C calc'!A0",
        "text": "Japan met China.",
        "publisher": "@SUM(1)",
        "published": "2023-04-02",
        "url": "-3.5",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(line))
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(tmp_path / "in.jsonl")
        for raw in (False, True):
            ledger.export(tmp_path / "out.csv", "csv", raw=raw)
            (row,) = csv.DictReader((tmp_path / "out.csv").open(newline=""))
            lead = "" if raw else "'"
            assert (row["document"], row["publisher"]) == (lead + line["id"], lead + line["publisher"])
            assert (row["url"], row["score"]) == ("-3.5", "1.0")
            assert row["changed_cells"] == ("" if raw else "document; publisher")
        for format_ in ("jsonl", "polecat", "icews", "gdelt-mentions", "plover"):
            ledger.export(tmp_path / "out", format_)
            assert "'=cmd" not in (tmp_path / "out").read_text() and "'@SUM" not in (tmp_path / "out").read_text()
        ledger.export(tmp_path / "out", "parquet")
        (told,) = absent("pandas").read_parquet(tmp_path / "out").to_dict("records")
        assert (told["document"], told["publisher"]) == (line["id"], line["publisher"]) and "changed_cells" not in told


def test_pyarrow_and_duckdb_read_parquet(made: Ledger, tmp_path: Path) -> None:
    absent("pyarrow")
    from pyarrow import parquet

    path = written(made, tmp_path, "parquet")
    table = parquet.read_table(path)
    told = bodies(made)
    assert table.num_rows == 400 and len(set(table["row_id"].to_pylist())) == 400
    assert table["actor_codes"].to_pylist() == [[p["code"] for p in body["actor"]] for body in told]
    assert [day and day.isoformat() for day in table["first"].to_pylist()] == [body["when"]["first"] for body in told]
    assert table["confidence"].to_pylist() == [body["confidence"] for body in told]
    duckdb = absent("duckdb")
    query = f"select event_type, count(*), sum(score) from read_parquet('{path}') group by 1"
    found = {event_type: (count, score) for event_type, count, score in duckdb.sql(query).fetchall()}
    assert found == {
        event_type: (count, -2.0 * count) for event_type, count in Counter(b["event_type"] for b in told).items()
    }
    between = f"select count(*) from read_parquet('{path}') where list_contains(actor_codes, 'JPN')"
    assert duckdb.sql(between).fetchall() == [(sum(b["actor"][0]["code"] == "JPN" for b in told),)]


def test_duckdb_reads_tab_separated_files_csv_and_json_lines(made: Ledger, tmp_path: Path) -> None:
    duckdb = absent("duckdb")
    expected = real_by_type(made)
    path = written(made, tmp_path, "polecat")
    query = f"""select "Event Type", count(*) from read_csv('{path}', delim='\t', header=true, quote='', escape='',
                all_varchar=true) group by 1"""
    assert dict(duckdb.sql(query).fetchall()) == expected
    path = written(made, tmp_path, "csv")
    assert duckdb.sql(f"select count(*), count(distinct row_id) from read_csv('{path}')").fetchall() == [(400, 400)]
    for format_ in ("jsonl", "plover"):
        path = written(made, tmp_path, format_)
        query = f"select count(*), count(distinct id) from read_json('{path}', format='newline_delimited')"
        assert duckdb.sql(query).fetchall() == [(400, 400)]


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_networkx_reads_the_network(made: Ledger, tmp_path: Path, format_: str) -> None:
    networkx = absent("networkx")
    path = written(made, tmp_path, format_, aux="none")
    graph = (networkx.read_graphml if format_ == "graphml" else networkx.read_gexf)(path)
    assert graph.is_directed() and graph.is_multigraph()
    told = [body for body in bodies(made) if not body["aux"]]
    assert set(graph.nodes) == {p["code"] for body in told for p in (*body["actor"], *body["recipient"])}
    claims: Counter[tuple[str, str, str]] = Counter()
    for body in told:
        one, other = body["actor"][0]["code"], body["recipient"][0]["code"]
        for pair in {(one, other), (other, one)} if body["reciprocal"] else {(one, other)}:
            claims[pair[0], pair[1], body["event_type"]] += 1
    found = {(one, other, data["event_type"]): data for one, other, data in graph.edges(data=True)}
    assert {key: data["claims"] for key, data in found.items() if key[2] != "CONSULT"} == {
        key: count for key, count in claims.items() if key[2] != "CONSULT"
    }
    assert set(found) == set(claims)
    assert all(data["weight"] == data["events"] <= data["claims"] for data in found.values())


def test_edges_tell_what_is_denied_apart(hand: Ledger, tmp_path: Path) -> None:
    networkx = absent("networkx")
    graph = networkx.read_graphml(written(hand, tmp_path, "graphml"))
    found = {(one, other, data["event_type"], data["aux"]) for one, other, data in graph.edges(data=True)}
    assert ("JPN", "CHN", "CONCEDE", "negation") in found and ("CHN", "JPN", "CONSULT", "") in found
    assert graph.nodes["UNO"]["label"] == "United Nations" and graph.nodes["JPN"]["label"] == "Japan"


def test_a_data_frame_takes_what_is_chosen(hand: Ledger) -> None:
    absent("pandas")
    frame = hand.to_pandas(between=("Japan", "China"), aux="none")
    assert list(frame["event_type"].dropna()) == [
        "CONSULT",
        "THREATEN",
        "COERCE",
        "CONSULT",
        "CONSULT",
        "THREATEN",
        "COERCE",
    ]
    assert str(frame["first"].dtype).startswith("datetime64")


def test_parquet_needs_a_file(hand: Ledger) -> None:
    from dragoman.export import FORMATS

    with pytest.raises(ValueError, match="has no lines"):
        FORMATS["parquet"](hand.handed("parquet"))
