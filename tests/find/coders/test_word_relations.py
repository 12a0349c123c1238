"""What words are to each other in a parse, as the coder's layers of syntax hear it."""

from dragoman.find.coders.word_relations import RELATIONS, word_relations

# Beijing protested to Tokyo , which denied it
HEADS = [1, 1, 1, 2, 3, 6, 3, 6]
LABELS = ["nsubj", "ROOT", "prep", "pobj", "punct", "nsubj", "relcl", "dobj"]


def relation(a: int, b: int) -> str:
    return RELATIONS[word_relations(HEADS, LABELS)[a, b]]


def test_dependents_are_told_by_kind_and_prepositions_lead_on() -> None:
    assert relation(1, 0) == "subject"
    assert relation(1, 2) == "preposition"
    assert relation(1, 3) == "under"
    assert relation(3, 6) == "relative"
    assert relation(6, 7) == "object"
    assert relation(3, 4) == "other"


def test_what_stands_above_and_beside_is_told() -> None:
    assert relation(0, 1) == "governor"
    assert relation(3, 1) == "above"
    assert relation(5, 7) == "beside"
    assert relation(0, 7) == "none"
    assert relation(7, 7) == "self"


def test_a_governor_outside_the_sentence_is_none() -> None:
    found = word_relations([-3, 0], ["nsubj", "amod"])
    assert [[RELATIONS[n] for n in row] for row in found.tolist()] == [["self", "modifier"], ["governor", "self"]]
