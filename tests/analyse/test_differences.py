"""Differences between the reports of one event."""

from __future__ import annotations

from dataclasses import replace

from claims_by_hand import act, day, party
from dragoman.analyse.differences import differences, differences_of
from dragoman.analyse.rows import narrowest, rows_of
from dragoman.records.claim import Quantity
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.when import UNKNOWN

TEXT = (
    "Three Chinese ships entered the waters of Japan on Saturday. China denied that ships entered the waters of Japan."
)
C, J = party(TEXT, "Chinese", "CHN", "China"), party(TEXT, "Japan", "JPN")
SATURDAY, SUNDAY = day("2023-04-01"), day("2023-04-02")


def entered(id_: str, document: str, n: int, when) -> object:
    base = act(
        TEXT, "Chinese ships entered the waters of Japan", "entered", "MOBILIZE", [C], [J], document=document, when=when
    )
    return replace(base, id=id_, quantities=(Quantity(n, "Chinese ships", f"{n} Chinese ships", 0, 5),))


def rows(*claims):
    return rows_of(Selection((), {}, tuple(claims), (Event(claims[0].id, tuple(c.id for c in claims)),)))


def test_numbers_and_days_that_differ_are_shown_with_their_claims():
    found = differences(rows(entered("1", "a", 3, SATURDAY), entered("2", "b", 4, SUNDAY)))
    assert [(d.kind, [v for v, _ in d.values]) for d in found] == [
        ("day", ["2023-04-01/2023-04-01", "2023-04-02/2023-04-02"]),
        ("number", ["3 Chinese ships", "4 Chinese ships"]),
    ]
    assert [c.document for _, c in found[1].values] == ["a", "b"]


def test_the_same_number_and_a_day_inside_a_week_do_not_differ():
    week = day("2023-03-27", "2023-04-02")
    assert differences(rows(entered("1", "a", 3, SATURDAY), entered("2", "b", 3, week))) == ()


def test_an_act_that_another_report_denies():
    denied = replace(entered("2", "b", 3, SATURDAY), aux=("negation",))
    (found,) = differences((*rows(entered("1", "a", 3, SATURDAY)), *rows(denied)))
    assert (found.kind, found.row.id, [c.id for _, c in found.values]) == ("denied", "1", ["1", "2"])


def test_the_narrowest_day_of_the_best_basis_stands_for_the_event():
    assert narrowest([day("2023-04-03", basis="published"), day("2023-03-27", "2023-04-02"), SATURDAY]) == SATURDAY
    assert narrowest([UNKNOWN]) == UNKNOWN


def test_a_day_that_a_doubtful_claim_guesses_is_not_the_events():
    report = replace(entered("1", "a", 3, day("2023-04-03", basis="published")), confidence=0.8)
    guess = replace(entered("2", "a", 3, SATURDAY), confidence=0.05, why=("day: likeliest by the text around (0.53)",))
    (row,) = rows(report, guess)
    assert row.when.first == "2023-04-03"
    (alone,) = rows(guess)
    assert alone.when == SATURDAY


def test_who_did_it_is_a_difference_of_two_documents_and_none_of_one():
    text = "Japan rammed a ship of China on Friday. China rammed a ship of Japan on Friday."
    japan, china = party(text, "Japan", "JPN"), party(text, "China", "CHN")
    one = act(text, "Japan rammed a ship of China", "rammed", "ASSAULT", [japan], [china])
    other = act(text, "China rammed a ship of Japan", "rammed", "ASSAULT", [china], [japan], document="b.txt")
    assert differences_of([one, other]) == (("party", (("CHN", other), ("JPN", one))),)
    assert differences_of([one, other], documents=1) == ()
    assert differences_of([one]) == ()


def test_a_claim_below_the_least_confidence_makes_no_difference():
    told = rows(entered("1", "a", 3, SATURDAY), replace(entered("2", "b", 4, SUNDAY), confidence=0.4))
    assert differences(told) and not differences(told, least=0.6)
