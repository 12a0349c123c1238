"""Verbs joined to the clause above them."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook.cues import load_cues
from dragoman.codebook.folder import Folder


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("Harris urged the Embassy to reconsider and spoke with Pompeo about it.", "spoke", "urged"),
        ("Putin stressed that the army is strictly observing the rules and spoke about the systematic work.", "spoke", "stressed"),
        ("Chile accused Peru of breaking its word, and called for talks.", "called", "accused"),
        ("He said the firm is growing and sold three ships last year.", "sold", "growing"),
        ("The court found that the army had shelled the town and burned its fields.", "burned", "shelled"),
        ("Norway met Sweden and praised its plans.", "praised", "met"),
    ],
)  # fmt: skip
def test_a_past_verb_hangs_on_the_past_verb(text: str, verb: str, head: str) -> None:
    parsed = annotate(text, saying=load_cues(Folder()).goes_on)
    token = parsed.lowers.index(verb)
    assert parsed.lowers[parsed.heads[token]] == head
    assert parsed.lowers[parsed.heads[parsed.lowers.index("and", 0, token)]] == head


@pytest.mark.parametrize(
    ("text", "noun", "head"),
    [
        ("Poland announced the expulsion of two Russian diplomats and the recall of its ambassador on Monday.", "recall", "expulsion"),
        ("The two sides agreed on the establishment of a hotline, the exchange of prisoners and the reopening of embassies.", "exchange", "establishment"),
        ("Norway mourned the death of the president and the head of the army.", "head", "president"),
    ],
)  # fmt: skip
def test_a_noun_goes_with_the_noun_that_is_built_alike(text: str, noun: str, head: str) -> None:
    parsed = annotate(text)
    assert parsed.lowers[parsed.heads[parsed.lowers.index(noun)]] == head


def test_a_name_listed_between_two_is_no_apposition() -> None:
    parsed = annotate("Australia, the United Kingdom, and the United States held meetings.")
    assert parsed.labels[parsed.words.index("Kingdom")] == "conj"
    parsed = annotate("Wang Yi, the foreign minister, and Yoko Kamikawa held talks.")
    assert parsed.labels[parsed.lowers.index("minister")] == "appos"


@pytest.mark.parametrize(
    ("text", "guest", "label", "head"),
    [
        ("Premier Li Qiang held talks with visiting Serbian President Aleksandar Vucic in Beijing.", "Vucic", "pobj", "with"),
        ("The accord was signed by Prime Minister Bat-Erdene and visiting Industry Minister Bang Moon-kyu.", "kyu", "conj", "Erdene"),
    ],
)  # fmt: skip
def test_a_guest_is_no_object_of_visiting(text: str, guest: str, label: str, head: str) -> None:
    parsed = annotate(text)
    token = parsed.words.index(guest)
    assert (parsed.labels[token], parsed.words[parsed.heads[token]]) == (label, head)
    assert parsed.labels[parsed.words.index("visiting")] == "amod"


def test_a_visit_stays_one() -> None:
    parsed = annotate("He angered Beijing by visiting Taiwan.")
    assert parsed.labels[parsed.words.index("Taiwan")] == "dobj"
