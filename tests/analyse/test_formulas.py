"""Formulas: the same words of one side on several days, with content, and no frames of reports."""

from __future__ import annotations

from dragoman.analyse.formulas import Spoken, formulas
from dragoman.codebook.formulas import load_formula_words
from dragoman.codebook.rareness import load_rareness

SAYS = "He underlined that peace and stability across the Taiwan Strait are indispensable."


def spoken(n: int, text: str, home: str | None = "JPN", story: str | None = None, day: str | None = None) -> Spoken:
    return Spoken(f"d{n}", story or f"d{n}", text, day or f"202{n}-03-04", home)


def words_of(documents: list[Spoken]) -> list[tuple[str, str, tuple[str, ...], int]]:
    found = formulas(documents, load_formula_words(), load_rareness())
    return [(f.party, f.words, f.years, len(f.places)) for f in found]


def test_a_formula_is_found_again_across_years_in_other_type_and_marks() -> None:
    documents = [
        spoken(1, f"A first day. {SAYS}"),
        spoken(2, "They want Peace and  stability across the Taiwan Strait, above all."),
        spoken(4, "Japan stands for “peace and stability across the Taiwan Strait”."),
    ]
    assert words_of(documents) == [("JPN", "peace and stability across the Taiwan Strait", ("2021", "2022", "2024"), 3)]
    (formula,) = formulas(documents, load_formula_words(), load_rareness())
    texts = {d.document: d.text for d in documents}
    assert all(texts[d][s.start : s.end] == s.text for d, _, s in formula.places)


def test_copies_other_sides_and_one_day_do_not_make_a_formula() -> None:
    assert words_of([spoken(n, SAYS, story="one") for n in (1, 2, 3)]) == []
    assert words_of([spoken(n, SAYS, home=h) for n, h in ((1, "JPN"), (2, "CHN"), (3, None))]) == []
    assert words_of([spoken(n, SAYS, day="2024-01-01") for n in (1, 2, 3)]) == []


def test_frames_of_reports_are_no_formulas() -> None:
    text = "The leaders agreed to stay in touch on security and peace in the coming weeks. {}"
    assert words_of([spoken(n, text.format(n)) for n in (1, 2, 3)]) == []


def test_no_documents_no_formulas() -> None:
    assert words_of([]) == []
