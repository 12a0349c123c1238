"""Which claim stands for its event."""

from __future__ import annotations

from claims_by_hand import act, party
from dragoman.analyse.rows import rows_of
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.text import Reading

TEXT = "Wang warned Japan against the plan on the island that China claims."


def lead(sure: float, unsure: float) -> str:
    china, japan = party(TEXT, "China", "CHN"), party(TEXT, "Japan", "JPN")
    claims = (
        act(TEXT, "Wang warned Japan", "warned", "THREATEN", [party(TEXT, "Wang", "CHN")], [japan], confidence=sure),
        act(TEXT, "that China claims", "claims", "THREATEN", [china], [japan], mode="territory", confidence=unsure),
    )
    event = Event("e", tuple(c.id for c in claims))
    return rows_of(Selection((Reading("a.txt", "t", "a.txt"),), {}, claims, (event,)))[0].lead.trigger.text


def test_one_that_is_doubtful_does_not_stand_for_its_event_where_another_does() -> None:
    assert lead(0.5, 0.1) == "warned"
    assert lead(0.5, 0.4) == "claims"
