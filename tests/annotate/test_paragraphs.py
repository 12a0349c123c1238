"""Paragraphs: blank lines and line ends part them, hand-wrapped lines do not."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.paragraphs import paragraphs


def cut(text: str) -> list[str]:
    return [text[s:e] for s, e in paragraphs(text)]


def test_blank_line_parts() -> None:
    assert cut("One story.\n\nAnother one.\n") == ["One story.", "Another one."]


def test_line_end_parts_sentences_and_captions() -> None:
    assert cut("Kazu | AFP\nWang met Kamikawa.\nThey talked.") == ["Kazu | AFP", "Wang met Kamikawa.", "They talked."]


def test_hand_wrapped_line_is_joined() -> None:
    text = "The two ministers of the neighbouring states\nagreed to meet again."
    assert cut(text) == [text]


def test_short_line_before_lower_case_is_not_joined() -> None:
    assert cut("Contents\nof the box") == ["Contents", "of the box"]


@given(st.text(alphabet="ab .\n\t", max_size=200))
def test_ranges_are_ordered_trimmed_and_hold_all_that_is_no_space(text: str) -> None:
    found = paragraphs(text)
    assert all(s < e and not text[s].isspace() and not text[e - 1].isspace() for s, e in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
