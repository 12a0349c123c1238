"""The parse: arrays that agree, offsets that are verbatim, the model's digest checked."""

from pathlib import Path

import pytest

from dragoman.annotate import ModelError, annotate
from dragoman.annotate import model as models

TEXT = "Kazu | AFP\n\nWang met Japan’s Yoko Kamikawa in Laos.  They talked.\n"


def test_tokens_are_verbatim_and_sentences_stay_in_their_paragraph() -> None:
    parsed = annotate(TEXT)
    assert [TEXT[s:e] for s, e in zip(parsed.starts, parsed.ends)] == list(parsed.words)
    assert not any(w.isspace() for w in parsed.words)
    assert [parsed.span(a, b).text for a, b in parsed.paragraphs] == [
        "Kazu | AFP",
        "Wang met Japan’s Yoko Kamikawa in Laos.  They talked.",
    ]
    assert [parsed.span(a, b).text for a, b in parsed.sentences][1:] == [
        "Wang met Japan’s Yoko Kamikawa in Laos.",
        "They talked.",
    ]


def test_heads_stay_within_their_sentence() -> None:
    parsed = annotate(TEXT)
    for first, last in parsed.sentences:
        assert all(first <= parsed.heads[t] < last for t in range(first, last))


def test_empty_and_blank_texts_have_no_tokens() -> None:
    assert len(annotate("")) == 0
    assert len(annotate(" \n\n\t")) == 0


def test_a_text_is_parsed_the_same_alone_and_after_others() -> None:
    alone = annotate(TEXT)
    for other in ("Short.", "A much longer sentence about something else, said Qin.\n" * 30):
        annotate(other)
    assert annotate(TEXT) == alone


def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]")
    monkeypatch.setattr(models, "folder_of", lambda package: tmp_path)
    models.load.cache_clear()
    with pytest.raises(ModelError, match="not the one this version was measured with"):
        models.load(None)
    models.load.cache_clear()


def test_an_unknown_model_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        models.load("no_such_pipeline")
