"""Splits and links over merged events."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.judge import Standing, reshaped
from dragoman.records.claim import Claim
from dragoman.records.event import Event
from dragoman.records.judgement import Anchor, Judgement, anchor_object
from dragoman.records.text import Document, Reading, text_id
from stand_in import StandIn

TEXT = "Japan met China. China met France. France met Japan. Japan met France. China met Japan."
CLAIMS = StandIn().code(Document(Reading("a", text_id(TEXT), "a"), TEXT)).value.claims
ORDER = {claim.id: (claim.evidence.start, claim.id) for claim in CLAIMS}
A, B, C, D, E = (claim.id for claim in CLAIMS)


def judgement(kind: str, of: list[int], apart: tuple[int, ...] = (), id_: str = "j", undone: str = "") -> Judgement:
    first, *more = (Anchor.of(CLAIMS[n]) for n in of)
    value = {"with": list(map(anchor_object, more)), "from": [anchor_object(Anchor.of(CLAIMS[n])) for n in apart]}
    return Judgement(id_, kind, first, undone or json.dumps(value), "Ann", "as the ministry says", "2024-05-01")


def shape(*groups: str, by: list[Judgement], claims: tuple[Claim, ...] = CLAIMS) -> tuple[list[str], list[str]]:
    """Events as letters, A B C … for the claims, and the ids of judgements that bind to nothing."""
    letters = dict(zip("ABCDE", ORDER))
    events = [Event(letters[g[0]], tuple(letters[c] for c in g)) for g in groups]
    found = reshaped(events, claims, Standing.of(by), ORDER)
    names = {id_: letter for letter, id_ in letters.items()}
    return ["".join(names[c] for c in event.claims) for event in found.events], [one.id for one in found.unbound]


def test_a_claim_is_taken_out_of_its_event() -> None:
    assert shape("ABC", "D", "E", by=[judgement("split", [1], (0, 2))]) == (["AC", "B", "D", "E"], [])


def test_an_event_is_parted_in_two_and_each_part_is_one() -> None:
    assert shape("ABCD", "E", by=[judgement("split", [1, 3], (0, 2))]) == (["AC", "BD", "E"], [])


def test_a_split_holds_when_a_new_report_would_bring_the_two_together() -> None:
    split = judgement("split", [1], (0,))
    assert shape("ABE", "C", "D", by=[split]) == (["AE", "B", "C", "D"], [])
    assert shape("A", "B", "C", "D", "E", by=[split]) == (["A", "B", "C", "D", "E"], [])


def test_events_are_linked_whole() -> None:
    assert shape("AC", "BD", "E", by=[judgement("link", [2, 1])]) == (["ABCD", "E"], [])
    assert shape("A", "B", "C", "D", "E", by=[judgement("link", [4, 0, 2])]) == (["ACE", "B", "D"], [])


def test_the_later_of_two_judgements_wins() -> None:
    split, link = judgement("split", [1], (0,), "j1"), judgement("link", [0, 1], id_="j2")
    assert shape("AB", "C", "D", "E", by=[split, link])[0] == ["AB", "C", "D", "E"]
    assert shape("AB", "C", "D", "E", by=[link, split])[0] == ["A", "B", "C", "D", "E"]


def test_an_undone_one_does_nothing() -> None:
    undo = replace(judgement("undo", [1], id_="u"), value="j")
    assert shape("ABC", "D", "E", by=[judgement("split", [1], (0, 2)), undo]) == (["ABC", "D", "E"], [])


def test_one_of_which_no_two_claims_are_there_is_unbound() -> None:
    split, link = judgement("split", [1], (0,), "s"), judgement("link", [1, 0], id_="l")
    assert shape("B", "C", "D", "E", by=[split, link], claims=CLAIMS[1:]) == (["B", "C", "D", "E"], ["s", "l"])


def test_a_claim_of_a_later_version_stands_for_the_one_that_it_repeats() -> None:
    events = [Event(A, (A,)), Event(B, (B,)), Event(C, (C,))]
    found = reshaped(events, CLAIMS, Standing.of([judgement("link", [4, 1])]), ORDER, {E: A})
    assert [event.claims for event in found.events] == [(A, B), (C,)]


def test_reasons_say_who_and_keep_to_the_claims_of_the_event() -> None:
    merged = Event(A, (A, B, C), (f"{A} and {B}: likeness 0.90", f"{A} and {C}: likeness 0.80"))
    kept, out = reshaped([merged], CLAIMS, Standing.of([judgement("split", [1], (0, 2))]), ORDER).events
    assert kept == Event(A, (A, C), (f"{A} and {C}: likeness 0.80",))
    assert out == Event(B, (B,), (f"{B}: taken out by Ann, 2024-05-01: as the ministry says",))
    linked = reshaped([Event(A, (A,)), Event(B, (B,))], CLAIMS, Standing.of([judgement("link", [0, 1])]), ORDER).events
    assert linked == (Event(A, (A, B), (f"{A}, {B}: linked by Ann, 2024-05-01: as the ministry says",)),)


judgements = st.lists(
    st.tuples(st.sampled_from(["split", "link"]), st.permutations(range(5)), st.integers(1, 3), st.integers(1, 2)),
    max_size=6,
)


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), judgements)
def test_whatever_is_judged_the_events_part_the_claims(
    groups: list[int], made: list[tuple[str, list[int], int, int]]
) -> None:
    ids = list(ORDER)
    held = [[i for i, g in zip(ids, groups) if g == n] for n in range(5)]
    events = [Event(members[0], tuple(members)) for members in held if members]
    by = [
        judgement(kind, order[: n + (kind == "link")], tuple(order[n : n + m]) if kind == "split" else (), f"j{k}")
        for k, (kind, order, n, m) in enumerate(made)
    ]
    found = reshaped(events, CLAIMS, Standing.of(by), ORDER).events
    assert sorted(c for event in found for c in event.claims) == sorted(ids)
    assert all(event.id == min(event.claims, key=ORDER.__getitem__) for event in found)
    if made:
        kind, order, n, m = made[-1]
        of = {c: event.id for event in found for c in event.claims}
        together = {of[ids[k]] for k in order[: n + (kind == "link")]}
        if kind == "link":
            assert len(together) == 1
        else:
            assert not together & {of[ids[k]] for k in order[n : n + m]}
