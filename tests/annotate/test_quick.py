"""The quick way through the pipeline gives what spaCy itself gives."""

from __future__ import annotations

import pytest

from dragoman.annotate.entities import Entities
from dragoman.annotate.model import load
from dragoman.annotate.pieces import Piece, piece_of
from dragoman.annotate.quick import Quick
from dragoman.annotate.vectors import TokenVectors, UnlikeError

TEXTS = [
    "Japanese Foreign Minister Yoshimasa Hayashi met his Chinese counterpart Qin Gang in Beijing on Sunday.",
    "There is no doubt that it's been raised. It ain't gon na change, you've got ta see, and let's not; c'm on, y' all.",
    "He said: “We didn't, can't and won't.” They'd gone; she'd go. I'm sure that's 'cause of 'em.",
    "The U.S. and the E.U. imposed sanctions on Rosneft, Gazprom Neft and three banks worth $3.5 billion in March 2014.",
    "NAIROBI",
    "…",
    "Two  blanks, a\ttab and a\nline end; then   three in the United\n Nations Security Council .",
    "That that is is what the U.N. Security Council, whose members but five rotate, has had done before 1990.",
]


@pytest.fixture(scope="module")
def quick() -> Quick:
    return Quick(load(None))


def _plain(piece: Piece) -> list[list[object]]:
    rows = (getattr(piece, name) for name in Piece.__slots__)
    return [[tuple(one) if isinstance(one, list | tuple) else one for one in row] for row in rows]


def test_pieces_are_as_spacy_gives_them(quick: Quick) -> None:
    expected = [_plain(piece_of(doc)) for doc in load(None).pipe(TEXTS, batch_size=2)]
    assert [_plain(piece) for piece in quick.pieces(TEXTS)] == expected
    # again with all words known, one by one
    assert [_plain(quick.pieces([text])[0]) for text in TEXTS] == expected


def test_no_texts_give_no_pieces(quick: Quick) -> None:
    assert quick.pieces([]) == []
    assert [_plain(piece) for piece in quick.pieces([""])] == [_plain(piece_of(load(None)("")))]


def test_words_beyond_the_most_begin_the_tables_anew(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [_plain(piece) for piece in quick.pieces(TEXTS)]
    monkeypatch.setattr("dragoman.annotate.vectors.MOST", 5)
    monkeypatch.setattr("dragoman.annotate.forms.MOST", 5)
    assert [_plain(quick.pieces([text])[0]) for text in TEXTS] == expected


def test_pipelines_of_another_build_are_left_to_spacy() -> None:
    import spacy

    with pytest.raises(UnlikeError):
        Quick(spacy.blank("en"))
    with pytest.raises(UnlikeError):
        TokenVectors(load(None).get_pipe("tagger").model)  # type: ignore[attr-defined]
    with pytest.raises(UnlikeError):
        Entities(load(None).get_pipe("parser"))
