"""Rows of labelled sets: what is not in their form is told with file and line."""

from pathlib import Path

import pytest

from dragoman.evaluate.rows import json_rows


def test_rows_come_in_order_without_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"n": 1}\n\n{"n": 2}\n')
    assert list(json_rows(path, lambda row: row["n"], "a row with n")) == [1, 2]


@pytest.mark.parametrize(
    ("line", "says"),
    [("{", "not JSON"), ("[1]", "not a row with n: no object"), ('{"m": 1}', "not a row with n: no 'n'")],
)
def test_another_form_is_told_with_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"n": 1}}\n{line}\n')
    with pytest.raises(ValueError, match=rf"a\.jsonl:2: {says}"):
        list(json_rows(path, lambda row: row["n"], "a row with n"))
