"""Merged events with plain parties, by hand or drawn by hypothesis."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from dragoman.codebook.plover import load_plover
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.party import Party
from dragoman.records.text import Reading, Span
from dragoman.records.when import UNKNOWN, When

CODES = ("CHN", "JPN", "KOR", "USA")
PLOVER = load_plover()
MIN, MAX = date(2020, 12, 1), date(2023, 2, 1)


def happening(
    number: int,
    actor: str,
    recipient: str | None,
    day: str | None,
    event_type: str = "CONSULT",
    score: float | None = None,
    aux: tuple[str, ...] = (),
    reciprocal: bool = False,
    document: str = "a",
) -> Claim:
    span = Span(number, number + 1, "x")
    parties = [Party(code, code, "x", 0, 1) for code in (actor, recipient) if code]
    when = When(day, day, "stated") if day else UNKNOWN
    kind = PLOVER.score_of(event_type) if score is None else score
    return Claim(
        f"c{number}",
        document,
        f"t{document}",
        span,
        span,
        event_type,
        actor=tuple(parties[:1]),
        recipient=tuple(parties[1:]),
        when=when,
        aux=aux,
        reciprocal=reciprocal,
        score=kind,
        confidence=0.8,
    )


def ledger(claims: list[Claim], published: dict[str, str | None], texts: dict[str, str] | None = None) -> Selection:
    """Each claim an event of its own. published: document → day."""
    words = texts or {}
    readings = tuple(Reading(d, f"t{d}", d, f"p{d}", day) for d, day in published.items())
    return Selection(
        readings,
        {f"t{d}": words.get(d, "") for d in published},
        tuple(claims),
        tuple(Event(c.id, (c.id,)) for c in claims),
    )


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Up to twenty events of four countries over three years, in two documents."""
    claims = []
    for number in range(draw(st.integers(0, 20))):
        actor, recipient = draw(st.permutations(CODES))[:2]
        day = draw(st.none() | st.dates(MIN, MAX))
        kind = draw(st.sampled_from(("CONSULT", "THREATEN", "ASSAULT", "AID")))
        aux = draw(st.sampled_from(((), ("negation",))))
        claims.append(
            happening(
                number,
                actor,
                recipient,
                day.isoformat() if day else None,
                kind,
                aux=aux,
                reciprocal=draw(st.booleans()),
                document=draw(st.sampled_from(("a", "b"))),
            )
        )
    return ledger(claims, {"a": "2021-02-03", "b": "2022-11-30"})
