"""Terms of office as the tables of two ages tell them together."""

from __future__ import annotations

from dragoman.codebook.offices import _without_stale


def test_a_term_that_an_old_table_leaves_open_ends_with_the_next_by_hand():
    old = {"person": "A B", "country_iso3": "NPL", "class": "head_of_government", "start": "2021-07-13", "end": "", "as_of": "2022-07-22", "source": "wikidata"}  # fmt: skip
    new = {**old, "person": "C D", "start": "2024-07-15", "source": "hand: sworn in"}
    assert [r["end"] for r in _without_stale((old, new))] == ["2024-07-15", ""]
    assert [r["end"] for r in _without_stale((old, {**new, "class": "ambassador"}))] == ["", ""]
    assert [r["end"] for r in _without_stale((old, {**new, "person": "A. B"}))] == ["", ""]
