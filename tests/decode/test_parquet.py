from __future__ import annotations

import datetime
import io

import pyarrow
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from pyarrow import parquet

from decode.reading import ENGLISH, codes, names, read, texts
from dragoman.records.given import Given


def written(columns: dict[str, list[object]]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out, row_group_size=2)
    return out.getvalue()


def test_a_row_is_a_document_days_and_numbers_included() -> None:
    day = datetime.date(2023, 4, 2)
    data = written(
        {"id": [1, 2, 3], "text": [ENGLISH, ENGLISH, None], "published": [day, day, None], "other": [1, 2, 3]}
    )
    found = read(data, "m.parquet", Given(publisher="AP"))
    assert (names(found), texts(found)) == (["1", "2"], [ENGLISH, ENGLISH])
    assert codes(found) == ["table.no_text"]
    assert found[0].document is not None and found[0].document.reading.published == "2023-04-02"


def test_without_the_column_of_texts() -> None:
    data = written({"id": [1], "body": [ENGLISH]})
    assert codes(read(data, "m.parquet")) == ["table.columns"]
    assert texts(read(data, "m.parquet", columns={"text": "body"})) == [ENGLISH]


@pytest.mark.parametrize("cut", [0, 3, 40, -1])
def test_a_file_that_is_not_whole(cut: int) -> None:
    assert codes(read(written({"id": [1], "text": [ENGLISH]})[:cut], "m.parquet")) == ["parquet.bad"]


@settings(deadline=None, max_examples=60)
@for_all(st.binary(max_size=200), st.integers(0, 400))
def test_any_bytes_end_in_documents_and_problems(data: bytes, at: int) -> None:
    whole = written({"id": [1], "text": [ENGLISH]})
    for one in read(whole[:at] + data + whole[at:], "m.parquet"):
        assert one.document is not None or one.problems
