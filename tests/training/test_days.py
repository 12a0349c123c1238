"""Labels of days: what an answer says of an act."""

from days import ANSWER, label

ASKED = {
    "doc": "d",
    "start": 3,
    "type": "CONSULT",
    "trigger": "met",
    "times": [["2020-01-01", "2020-01-01"], [None, None], ["2020-01-01", "2020-01-01"], ["2020-02-01", "2020-02-29"]],
}


def test_answers_name_days_publication_or_none() -> None:
    told = label(ASKED, ["T0", "T2"])
    assert (told["days"], told["published"], told["unknown"]) == ([("2020-01-01", "2020-01-01")], False, False)
    told = label(ASKED, ["P", "T3"])
    assert (told["days"], told["published"], told["unknown"]) == ([("2020-02-01", "2020-02-29")], True, False)
    told = label(ASKED, ["U"])
    assert (told["days"], told["published"], told["unknown"]) == ([], False, True)


def test_an_expression_without_days_gives_none() -> None:
    assert label(ASKED, ["T1"])["unknown"]
    assert label(ASKED, ["T1", "T3"])["unknown"]


def test_form_of_an_answer() -> None:
    assert ANSWER.fullmatch("03.2.1 T4,P")
    assert ANSWER.fullmatch("03.2.1 X")
    assert not ANSWER.fullmatch("03.2.1 Q")
    assert not ANSWER.fullmatch("03.2.1")
