"""Logical subjects, objects and prepositions, in every construction that news uses."""

import pytest

from dragoman.annotate import annotate
from dragoman.find.grammar import Grammar


def roles(text: str, verb: str) -> tuple[list[str], list[str]]:
    parsed = annotate(text)
    grammar = Grammar(parsed)
    token = parsed.words.index(verb)
    return [parsed.words[t] for t in grammar.subject(token)], [parsed.words[t] for t in grammar.objects(token)]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "object_"),
    [
        ("China condemned Japan.", "condemned", ["China"], ["Japan"]),
        ("Japan was condemned by China and Russia.", "condemned", ["China", "Russia"], ["Japan"]),
        ("Citizens detained by China returned home.", "detained", ["China"], ["Citizens"]),
        ("The ships that entered the zone left.", "entered", ["ships"], ["zone"]),
        ("The sanctions that China imposed in May were lifted.", "imposed", ["China"], ["sanctions"]),
        ("Tokyo urged Beijing to lift the ban.", "lift", ["Beijing"], ["ban"]),
        ("Tokyo promised Beijing to lift the ban.", "lift", ["Tokyo"], ["ban"]),
        ("Japan agreed to buy jets and to train pilots.", "train", ["Japan"], ["pilots"]),
        ("China arrested and deported three nationals.", "arrested", ["China"], ["nationals"]),
        ("Qin spoke on Monday, urging Japan to change course.", "urging", ["Qin"], ["Japan"]),
        ("Tokyo's decision to release water angered Beijing.", "release", ["Tokyo"], ["water"]),
        ("Japan joined others in condemning the raid.", "condemning", ["Japan", "others"], ["raid"]),
    ],
)
def test_logical_roles(text: str, verb: str, subject: list[str], object_: list[str]) -> None:
    assert roles(text, verb) == (subject, object_)


def test_nested_prepositions_are_one() -> None:
    parsed = annotate("Troops pulled out of Kherson.")
    assert [parsed.words[t] for t in Grammar(parsed).preps(parsed.words.index("pulled"))["out of"]] == ["Kherson"]


def test_a_passive_joined_to_a_verb_without_object_ends() -> None:
    parsed = annotate(
        "Two men who had protested and detained by police were tried, sentenced and released or held and freed."
    )
    grammar = Grammar(parsed)
    assert all(len(grammar.objects(t)) >= 0 for t in range(len(parsed)))
