from __future__ import annotations

import csv
import io

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from decode.reading import ENGLISH, codes, names, read, texts
from dragoman.records.given import Given


def test_a_row_is_a_document_with_its_metadata() -> None:
    rows = (
        f'id,title,published,text\r\na1,Talks,2023-04-02,"{ENGLISH}\nMore ""said"" he."\r\na2,,2023-04-03,{ENGLISH}\r\n'
    )
    found = read(rows.encode(), "m.csv", Given(publisher="AP"))
    assert names(found) == ["a1", "a2"] and codes(found) == []
    assert texts(found) == [f'Talks\n{ENGLISH}\nMore "said" he.', ENGLISH]
    first = found[0].document
    assert first is not None and (first.reading.published, first.reading.publisher) == ("2023-04-02", "AP")
    assert [one.part for one in found] == ["#a1", "#a2"]


def test_other_delimiters_and_other_names_of_columns() -> None:
    rows = f"doc\tdate\tbody\n7\t2023-04-02\t{ENGLISH}\n"
    found = read(rows.encode(), "m.tsv", Given(), columns={"id": "doc", "published": "date", "text": "body"})
    assert (names(found), codes(found)) == (["7"], [])
    assert found[0].document is not None and found[0].document.reading.published == "2023-04-02"


def test_a_table_without_the_column_of_texts() -> None:
    found = read(b"id,body\n1,x\n", "m.csv")
    assert [str(p) for p in found[0].problems] == [
        "in/m.csv table.columns: has no column 'text'; its columns: id, body. "
        "Name the column of the texts with --columns text=NAME."
    ]


def test_bad_rows_are_told_with_their_line_and_the_others_read() -> None:
    rows = f"id,text\n1,{ENGLISH}\n2,a,b\n,{ENGLISH}\n1,{ENGLISH}\n3,\n"
    found = read(rows.encode(), "m.csv")
    assert codes(found) == ["table.bad", "table.no_id", "table.id_twice", "file.empty"]
    assert str(found[1].problems[0]).startswith("in/m.csv:3 table.bad: is no row of the table: it has 3 cells, ")
    assert [one.part for one in found] == ["#1", "", "#m.csv:4", "#1@5", "#3"]


def test_a_quote_that_does_not_end_costs_one_row() -> None:
    found = read(f'id,text\n1,{ENGLISH}\n2,"{ENGLISH}'.encode(), "m.csv")
    assert (len(texts(found)), codes(found)) == (1, ["table.bad"])


def test_a_field_over_the_limit() -> None:
    assert codes(read(b"id,text\n1," + b"a " * 600_000 + b"\n", "m.csv", max_mb=1)) == ["file.too_large"]


def test_empty_and_binary() -> None:
    assert codes(read(b"", "m.csv")) == ["file.empty"]
    assert codes(read(b"\x89PNG\r\n\x1a\n", "m.csv")) == ["file.binary"]


@settings(deadline=None, max_examples=150)
@for_all(st.binary(max_size=300))
def test_any_bytes_end_in_documents_and_problems(data: bytes) -> None:
    for one in read(b"id,text\n" + data, "m.csv"):
        assert one.document is not None or one.problems


@settings(deadline=None, max_examples=60)
@for_all(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1), max_size=5))
def test_what_is_written_is_read(told: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "text"])
    writer.writerows((f"d{n}", text) for n, text in enumerate(told))
    found = read(out.getvalue().encode(), "m.csv", Given("2023-04-02", language="en"))
    assert texts(found) == [text for text in told if text.strip()]
