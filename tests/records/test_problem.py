from __future__ import annotations

import string

import pytest

from dragoman.records.problem import CATALOGUE, Problem, exit_code


def test_a_problem_says_source_place_code_and_way_out() -> None:
    values = {"text": "next Friday", "first": "2024-04-05", "last": "2024-04-12"}
    assert str(Problem("day.ambiguous", "readouts/0412.txt:18", 1204, 1215, values)) == (
        "readouts/0412.txt:18 [1204,1215) day.ambiguous: 'next Friday' is 2024-04-05 or 2024-04-12; no day was set. "
        "See its sentence with `dragoman explain`."
    )


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_message_is_a_sentence_with_a_way_out(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.says.endswith(".") and entry.way_out.endswith(".")
    names = [name for _, name, _, _ in string.Formatter().parse(entry.says + entry.way_out) if name is not None]
    problem = Problem(code, "file", values=dict.fromkeys(names, "x"))
    assert str(problem).startswith(f"file {code}: ")


def test_exit_code_counts_problems_of_inputs_not_remarks_on_claims() -> None:
    remark = Problem("day.ambiguous", "a", 0, 1, {"text": "", "first": "", "last": ""})
    assert exit_code([]) == 0
    assert exit_code([remark]) == 0
    assert exit_code([remark, Problem("published.missing", "a")]) == 1
