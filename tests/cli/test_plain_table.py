"""Tables of many rows: nothing is lost, nothing is wider than asked where it can be folded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.plain_table import fold, lines, size

WORDS = st.text(st.sampled_from("ab é日本 "), min_size=1, max_size=40)


@given(WORDS, st.integers(2, 20))
def test_folding_keeps_all_letters_within_the_width(words: str, width: int) -> None:
    found = fold(words, width)
    assert "".join(found).replace(" ", "") == words.replace(" ", "")
    assert all(size(line) <= width for line in found)


def test_columns_stand_below_each_other_and_wide_ones_are_folded() -> None:
    rows = [("2020-01-01", "Japan", "a long sentence that has to be folded"), ("2020-01-02", "日本", "short")]
    assert list(lines(("day", "who", "words"), rows, (2,), 40)) == [
        "day         who    words",
        "2020-01-01  Japan  a long sentence that",
        "                   has to be folded",
        "2020-01-02  日本   short",
    ]


def test_narrow_wide_columns_leave_room_to_the_others() -> None:
    (_, row) = lines(("who", "words"), [("Japan → China", "x" * 60)], (0, 1), 80)
    assert row == f"Japan → China  {'x' * 60}"
