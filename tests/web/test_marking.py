"""Texts cut in pieces, lines and stretches are whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.marking import chunk_at, chunks, lines, pieces
from dragoman.web.rendering import hits, shown, web_address

TEXTS = st.text(alphabet="ab \n<&é日\u202e", max_size=80)
SPANS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.sampled_from("xyz")), max_size=8)


@given(TEXTS, SPANS)
def test_pieces_are_the_text_and_know_what_lies_over_them(text: str, spans: list[tuple[int, int, str]]) -> None:
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    for piece in cut:
        assert text[piece.start : piece.end] == piece.text
        for at in range(piece.start, piece.end):
            assert {name for a, b, name in spans if a <= at < b} == piece.over


@given(TEXTS, SPANS)
def test_lines_lose_nothing_but_breaks_and_blanks(text: str, spans: list[tuple[int, int, str]]) -> None:
    told = ["".join(piece.text for piece in line) for line in lines(pieces(text, spans))]
    assert told == [line for line in text.split("\n") if line.strip()]
    assert all(text[p.start : p.end] == p.text for line in lines(pieces(text, spans)) for p in line)


@given(TEXTS, st.integers(1, 30))
def test_stretches_part_the_text(text: str, size: int) -> None:
    parts = chunks(text, size)
    assert "".join(text[a:b] for a, b in parts) == text
    assert all(b - a <= size for a, b in parts)
    for place in range(len(text)):
        a, b = parts[chunk_at(parts, place)]
        assert a <= place < b


def test_a_search_marks_its_words() -> None:
    cut = hits("Talks on the hotline; hotlines, HOTLINE.", "hotline")
    assert [p.text for p in cut if p.over] == ["hotline", "HOTLINE"]
    assert [p.text for p in hits("Talks on hotlines.", "hotl*") if p.over] == ["hotl"]
    assert [p.text for p in hits("export  controls, export bans", '"export controls"') if p.over] == [
        "export  controls"
    ]
    assert [p.text for p in hits("a+b", "(") if p.over] == []


def test_what_turns_the_writing_direction_is_shown() -> None:
    assert shown("a\u202eb\u2066c\x1b[1m\x00") == "a·b·c·[1m·"
    assert shown("שלום\u200f, 日本") == "שלום\u200f, 日本"


def test_only_web_addresses_are_links() -> None:
    assert web_address("https://a.example/x") == "https://a.example/x"
    for bad in ("javascript:alert(1)", "data:text/html,x", " https://a", "vbscript:x", "//a.example", "", None):
        assert web_address(bad) is None
