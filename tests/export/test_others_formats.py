"""Formats that others made, cell by cell, over claims written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.codebook.event_data import load_event_data
from dragoman.export import FORMATS
from dragoman.export.gdelt import days
from dragoman.library import Ledger
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.text import text_id
from dragoman.store import Store
from export import by_hand

TABLES = load_event_data().tables


def lines(ledger: Ledger, format_: str, **chosen: Any) -> list[str]:
    return list(FORMATS[format_](ledger.handed(format_, **chosen)))


def cells(ledger: Ledger, format_: str, **chosen: Any) -> list[dict[str, str]]:
    """Rows by column; every row has as many cells as the format has columns."""
    table = TABLES[format_]
    rows = [line.split("\t") for line in lines(ledger, format_, **chosen)]
    assert {len(row) for row in rows} <= {len(table.columns)}
    if table.header:
        assert rows.pop(0) == list(table.columns)
    return [dict(zip(table.columns, row)) for row in rows]


def objects(ledger: Ledger, **chosen: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(ledger, "plover", **chosen)]


def test_formats_have_as_many_columns_as_their_makers_say() -> None:
    assert {name: len(table.columns) for name, table in TABLES.items()} == {
        "plover": 23, "polecat": 40, "icews": 20, "gdelt": 61, "gdelt-mentions": 16,
    }  # fmt: skip


def test_a_polecat_row(hand: Ledger) -> None:
    met, *_ = by_hand.claims()
    rows = cells(hand, "polecat")
    assert [row["Event Type"] for row in rows] == ["CONSULT", "THREATEN", "SUPPORT", "COERCE", "MOBILIZE"]
    assert {name: value for name, value in rows[0].items() if value != "None"} == {
        "Event ID": f"{met.id}_CONSULT", "Event Date": "2023-04-02", "Event Type": "CONSULT", "Intensity": "2.5",
        "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic",
        "Actor Name": "Qin Gang; Yoshimasa Hayashi", "Actor Country": "CHN; JPN", "Actor COW": "710; 740",
        "Primary Actor Sector": "GOV; GOV", "Actor Sectors": "GOV; GOV",
        "Actor Title": "Minister of Foreign Affairs; Minister for Foreign Affairs",
        "Actor Name Raw": "Qin Gang; Yoshimasa Hayashi", "Wikipedia Actor ID": "None; None",
        "Placename": "Beijing", "City": "Beijing", "Country": "CHN", "Latitude": "39.907", "Longitude": "116.397",
        "GeoNames ID": "1816670", "Raw Placename": "Beijing", "Source": "AP", "Publication Date": "2023-04-03",
        "Language": "en", "Version": "dragoman 0.1.0",
    }  # fmt: skip
    support, coerce = rows[2], rows[3]
    assert (support["Event Date"], support["Actor Country"], support["Actor COW"]) == ("None", "UNO", "None")
    assert (coerce["Event Mode"], coerce["Intensity"], coerce["Recipient Sectors"]) == ("arrest", "-7.0", "CVL")


def test_icews_rows(hand: Ledger) -> None:
    rows = cells(hand, "icews")
    names = [(row["Source Name"], row["CAMEO Code"], row["Target Name"]) for row in rows]
    assert names == [
        ("Qin Gang", "046", "Yoshimasa Hayashi"),  # the second document says that they negotiated
        ("Yoshimasa Hayashi", "046", "Qin Gang"),
        ("China", "130", "Japan"),
        ("United Nations", "051", "Japan"),
        ("Police (Japan)", "173", "Citizen (China)"),
    ]
    one = rows[0]
    assert (one["Event Date"], one["Source Sectors"], one["Source Country"]) == ("2023-04-02", "Government", "China")
    assert (one["Event Text"], one["Intensity"]) == ("Engage in negotiation", "7.0")
    assert (one["Sentence Number"], one["Publisher"], one["City"], one["Country"]) == ("2", "AP", "Beijing", "China")
    assert rows[3]["Source Country"] == rows[3]["Event Date"] == ""
    assert len({row["Event ID"] for row in rows}) == len(rows)
    assert all(0 < int(row["Event ID"]) < 2**63 and int(row["Story ID"]) < 2**63 for row in rows)


def test_an_act_without_a_recipient_is_counted_not_written_in_icews(hand: Ledger) -> None:
    handed = hand.handed("icews")
    assert len(list(FORMATS["icews"](handed))) == 1 + handed.tally.rows == 6
    assert handed.tally.left_out == {
        "actors without a recipient": 1, "claims of speech alone": 1, "claims told as historical": 1,
        "claims told as hypothetical": 1, "claims told as negation": 1,
    }  # fmt: skip


def test_gdelt_rows(hand: Ledger) -> None:
    rows = cells(hand, "gdelt")
    one = rows[0]
    assert {name: value for name, value in one.items() if value} | {"GlobalEventID": "", "DATEADDED": ""} == {
        "GlobalEventID": "", "Day": "20230402", "MonthYear": "202304", "Year": "2023", "FractionDate": "2023.2521",
        "Actor1Code": "CHNGOV", "Actor1Name": "QIN GANG", "Actor1CountryCode": "CHN", "Actor1Type1Code": "GOV",
        "Actor2Code": "JPNGOV", "Actor2Name": "YOSHIMASA HAYASHI", "Actor2CountryCode": "JPN", "Actor2Type1Code": "GOV",
        "IsRootEvent": "1", "EventCode": "046", "EventBaseCode": "046", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "7.0", "NumMentions": "2", "NumSources": "2", "NumArticles": "2",
        "ActionGeo_Type": "4", "ActionGeo_Fullname": "Beijing, China", "ActionGeo_CountryCode": "CH",
        "ActionGeo_Lat": "39.907", "ActionGeo_Long": "116.397", "DATEADDED": "",
        "SOURCEURL": "https://www.ap.example/1",
    }  # fmt: skip
    assert len(one["DATEADDED"]) == 14 and one["DATEADDED"].isdigit()
    nations, mobilized = rows[3], rows[5]
    assert [nations[f"Actor1{part}"] for part in ("Code", "CountryCode", "KnownGroupCode", "Type1Code")] == [
        "IGOUNO", "", "UNO", "IGO",
    ]  # fmt: skip
    assert (nations["Day"], nations["FractionDate"], nations["IsRootEvent"]) == ("", "", "0")
    assert mobilized["EventCode"] == "150" and not any(v for k, v in mobilized.items() if k.startswith("Actor2"))


@pytest.mark.parametrize(
    ("day", "fraction"),
    [
        ("2021-03-23", "2021.2274"), ("2004-11-26", "2004.8932"), ("2013-11-24", "2013.8877"), ("2021-01-01", "2021.0027"),
        ("2021-01-08", "2021.0219"),
    ],
)  # fmt: skip
def test_the_fraction_of_the_year_is_that_of_published_rows(day: str, fraction: str) -> None:
    assert days(day).split("\t")[-1] == fraction


def test_mentions_belong_to_rows_of_events(hand: Ledger) -> None:
    events = {row["GlobalEventID"]: row for row in cells(hand, "gdelt")}
    mentions = cells(hand, "gdelt-mentions")
    for id_, row in events.items():
        mine = [one for one in mentions if one["GlobalEventID"] == id_]
        assert len(mine) == int(row["NumArticles"]) and mine[0]["EventTimeDate"] == row["DATEADDED"]
    assert len(mentions) == 8 and {one["GlobalEventID"] for one in mentions} == set(events)
    first, second = mentions[:2]
    assert (first["MentionType"], first["MentionSourceName"]) == ("1", "ap.example")
    assert (second["MentionType"], second["MentionSourceName"], second["MentionIdentifier"]) == ("2", "Kyodo", "b.txt")
    for one, text in ((first, by_hand.TEXT), (second, by_hand.AGAIN)):
        offsets = [int(one[f"{name}CharOffset"]) for name in ("Actor1", "Actor2", "Action")]
        assert [text[at:].split()[0] for at in offsets] == ["Qin", text[offsets[1] :].split()[0], "Qin"]
        assert (one["MentionDocLen"], one["InRawText"]) == (str(len(text)), "1")
    assert [one["Confidence"] for one in (first, second)] == ["80", "30"]
    assert (
        next(one for one in mentions if events[one["GlobalEventID"]]["EventCode"] == "150")["Actor2CharOffset"] == "-1"
    )


def test_plover_objects(hand: Ledger) -> None:
    told = objects(hand)
    known = {*TABLES["plover"].columns, "auxiliary", "evidence", "confidence", "size"}
    assert all(set(one) <= known and {"id", "date", "actor", "event"} <= set(one) for one in told)
    assert len({one["id"] for one in told}) == len(told) == 9  # ten claims, the speech has none; the copy counts once
    by_type = {(one["event"][0], *one["auxiliary"]): one for one in told}
    met = told[0]
    assert met["link"] == met["id"] == told[-1]["link"] and "recipient" not in met
    assert met["actor"][0] == {"code": "CHN", "sector": "GOV", "entity_text": "Qin Gang", "identifier_text": "Qin Gang",
                               "office": "Minister of Foreign Affairs"}  # fmt: skip
    assert met["event_loc"]["resolution"] == 4 and met["event_loc"]["city"] == "Beijing"
    assert met["text"] == met["evidence"][0]["text"] and "text" not in told[-1]  # only where the licence allows it
    assert met["text_info"] == {"sequence": 2, "start": 52, "end": 103}
    assert met["cite_info"]["citation"] == "a.txt" and met["cite_info"]["codebook"] == "plover-2.0-dragoman"
    banned = by_type["SANCTION", "historical"]
    assert (banned["date"], banned["enddate"], banned["context"]) == ("2012-01-01", "2012-12-31", ["historical"])
    assert banned["comment"].startswith("known to the year only")
    assert by_type[("COERCE",)]["size"] == {"arrested": 2} and by_type[("COERCE",)]["comment"].startswith(
        "known to the month"
    )
    praised = by_type[("SUPPORT",)]
    assert (praised["date"], praised["comment"]) == ("2023-04-03", "day unknown: the publication day stands for it")
    assert by_type["CONCEDE", "negation"]["context"] == ["negation"]


@pytest.mark.parametrize("format_", ["polecat", "icews", "gdelt", "gdelt-mentions"])
def test_what_is_not_plain_fact_comes_only_when_asked_and_what_is_denied_never(hand: Ledger, format_: str) -> None:
    plain, all_ = lines(hand, format_), lines(hand, format_, aux="all")
    assert set(plain) < set(all_) and len(all_) == len(plain) + 2
    assert lines(hand, format_, aux="negation") == plain
    assert len(lines(hand, format_, aux="historical")) == len(plain) + 1


def test_ids_do_not_depend_on_what_else_is_chosen(hand: Ledger) -> None:
    for format_, column in (("polecat", "Event ID"), ("icews", "Event ID"), ("gdelt", "GlobalEventID")):
        every = {row[column] for row in cells(hand, format_, aux="all")}
        assert {row[column] for row in cells(hand, format_, issue="taiwan")} < every
        assert len(every) == len(cells(hand, format_, aux="all"))


def test_filters(hand: Ledger) -> None:
    def types(**chosen: Any) -> list[str]:
        return [one["event"][0] for one in objects(hand, **chosen)]

    assert types(issue="taiwan") == ["THREATEN"]
    assert types(event_type="threaten,MOBILIZE") == ["THREATEN", "MOBILIZE"]
    assert types(since="2023-05-15", until="2023-06-01") == ["COERCE"]
    assert types(until="2012-06-01") == ["SANCTION"]
    assert types(between=("Japan", "CHN"), aux="none") == ["CONSULT", "THREATEN", "COERCE", "CONSULT"]
    assert types(min_confidence=0.5, issue="bilateral-relations") == ["CONSULT"]
    for wrong, said in (
        ({"issue": "moon"}, "no issue"), ({"event_type": "DANCE"}, "no PLOVER type"), ({"aux": "maybe"}, "no auxiliary"),
        ({"since": "soon"}, "no day"), ({"between": ("Japan", "Atlantis")}, "no country"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=said):
            hand.handed("plover", **wrong)
    with pytest.raises(ValueError, match="'xml' is no format"):
        hand.handed("xml")


def test_older_codes_and_rows_of_hosts(made: Ledger) -> None:
    plain = cells(made, "gdelt")
    both = cells(made, "gdelt", host_rows=True)
    visits = [row for row in plain if row["EventCode"] == "042"]
    hosts = [row for row in both if row["EventCode"] == "043"]
    assert len(both) == len(plain) + len(visits) and len(hosts) == len(visits) > 0
    assert {(row["Actor1Code"], row["Actor2Code"]) for row in hosts} == {
        (row["Actor2Code"], row["Actor1Code"]) for row in visits
    }
    assert len({row["GlobalEventID"] for row in both}) == len(both)


def test_judgements_hold_in_every_export(tmp_path: Path) -> None:
    warned = by_hand.claims()[1]
    anchor = Anchor(text_id(by_hand.TEXT), warned.trigger)

    def judge(store: Store) -> None:
        store.add_judgement(Judgement("1", "reject", anchor, None, "a reader", "not said", "2024-01-01"))

    with dragoman.open(by_hand.ledger(tmp_path / "l.ledger", judge)) as ledger:
        assert [row["Event Type"] for row in cells(ledger, "polecat")] == ["CONSULT", "SUPPORT", "COERCE", "MOBILIZE"]
        assert "THREATEN" not in {one["event"][0] for one in objects(ledger)}
        assert len(list(ledger.handed("jsonl").claims())) == 19 - 2  # of the original and of its copy


def test_a_corrected_claim_is_exported_corrected(tmp_path: Path) -> None:
    anchor = Anchor(text_id(by_hand.TEXT), by_hand.claims()[0].trigger, "mode")

    def judge(store: Store) -> None:
        store.add_judgement(
            Judgement("1", "correct", anchor, '"multilateral"', "a reader", "at a summit", "2024-01-01")
        )

    with dragoman.open(by_hand.ledger(tmp_path / "l.ledger", judge)) as ledger:
        assert cells(ledger, "polecat")[0]["Event Mode"] == "multilateral"
        assert objects(ledger)[0]["mode"] == ["multilateral"]


def test_events_that_were_not_merged_since_are_merged_for_the_export(tmp_path: Path) -> None:
    path = by_hand.ledger(tmp_path / "l.ledger")
    with dragoman.open(path) as ledger:
        before = lines(ledger, "icews")
        extra = replace(by_hand.told_again()[0], document="d.txt")
        reading = replace(next(ledger.documents()).reading, document="d.txt", source="in/d.txt", text_id=extra.text_id)
        by_hand._add(ledger.store, reading, by_hand.AGAIN, [extra])
        assert ledger.store.events(by_hand.RUN.id) is None
        after = lines(ledger, "icews")
    assert {line.split("\t")[6] for line in after} == {line.split("\t")[6] for line in before}
    assert len(after) == len({line.split("\t")[0] for line in after})


def test_a_new_ledger_has_headers_and_no_rows(tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "l.ledger") as ledger:
        for name in ("polecat", "icews", "csv"):
            assert len(lines(ledger, name)) == 1
        for name in ("jsonl", "plover", "gdelt", "gdelt-mentions"):
            assert lines(ledger, name) == []
