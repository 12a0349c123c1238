"""A ledger made up for tests of exports: as many documents and claims as asked for, each different, spans verbatim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.records.claim import Claim, Quantity, Source, Where, claim_id
from dragoman.records.coded import Coded
from dragoman.records.event import Event
from dragoman.records.party import Party
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, Span, text_id
from dragoman.records.when import When
from dragoman.store import Store, open_store

RUN = Run("run1", "dragoman 0.1.0", "codebook", "model", "made", ("a=1",), "2024-01-01T00:00:00+00:00")
COUNTRIES = ("China", "Japan", "France", "Kenya", "Peru", "Norway", "India", "Chile")
CODES = {"China": "CHN", "Japan": "JPN", "France": "FRA", "Kenya": "KEN", "Peru": "PER", "Norway": "NOR",
         "India": "IND", "Chile": "CHL"}  # fmt: skip
ACTS = (
    ("met", "CONSULT", None), ("criticised", "ACCUSE", "disapprove"), ("warned", "THREATEN", None),
    ("visited", "CONSULT", "visit"), ("sanctioned", "SANCTION", "discontinue"), ("aided", "AID", None),
    ("rebuffed", "REJECT", None),
)  # fmt: skip
AUX: tuple[tuple[str, ...], ...] = ((), (), (), (), ("historical",), (), ("future",), (), ("negation",), ())
PLACES = (
    Where("Beijing", "CHN", 39.907, 116.397, 1816670),
    None,
    Where("France", "FRA", 46.0, 2.0, 3017382),
    Where("South China Sea", None, 12.0, 113.0),
)
PER_DOCUMENT = 10
FIRST_DAY = date(2020, 1, 1)


def made_ledger(path: Path | str, claims: int) -> Store:
    """A store at `path` with `claims` claims of documents of ten each; every second event holds two claims.

    It is made in memory and written at once, since a transaction a document would wait for the disk each time.
    """
    held: list[str] = []
    with open_store(":memory:") as store:
        for number in range(claims // PER_DOCUMENT):
            document = _document(number)
            coded = Coded(document, tuple(_claims(document, number)))
            store.add(document.reading, f"/made/{number}", coded, (), RUN)
            held += [claim.id for claim in coded.claims]
        store.set_events(RUN.id, _events(held))
        store.backup(path)
    return open_store(path)


def _events(ids: list[str]) -> Iterator[Event]:
    """Groups of one, two, one, two … claims, in order."""
    at, size = 0, 1
    while at < len(ids):
        yield Event(ids[at], tuple(ids[at : at + size]))
        at, size = at + size, 3 - size


def _sentence(number: int, place: int) -> tuple[str, str, str, str]:
    at = number * PER_DOCUMENT + place
    one, other = COUNTRIES[at % 8], COUNTRIES[(at // 8 + 1 + at) % 8]
    if one == other:
        other = COUNTRIES[(at + 1) % 8]
    verb = ACTS[at % len(ACTS)][0]
    return one, verb, other, f"{one}'s minister {verb} {other} over matter {at} with 3 coast guard ships on Sunday."


def _document(number: int) -> Document:
    lines = [f"Report {number}", "", *(_sentence(number, place)[3] for place in range(PER_DOCUMENT))]
    text = "\n".join(lines)
    day = (FIRST_DAY + timedelta(days=number % 1200)).isoformat()
    reading = Reading(f"d{number}.txt", text_id(text), f"in/d{number}.txt", f"Outlet {number % 5}", day,
                      title=f"Report {number}", url=f"https://news{number % 5}.example/{number}", language="en",
                      licence="CC BY 4.0" if number % 2 else None)  # fmt: skip
    return Document(reading, text)


def _claims(document: Document, number: int) -> Iterator[Claim]:
    text, own = document.text, document.reading.text_id
    at = 0
    for place in range(PER_DOCUMENT):
        one, verb, other, sentence = _sentence(number, place)
        at = text.index(sentence, at)
        _, event_type, mode = ACTS[(number * PER_DOCUMENT + place) % len(ACTS)]
        yield _claim(text, own, document.reading, at, (one, verb, other, sentence), event_type, mode, number + place)


def _span(text: str, words: str, after: int) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words), words)


def _claim(
    text: str, own: str, reading: Reading, at: int, said: tuple[str, str, str, str], event_type: str, mode: str | None,
    seed: int,
) -> Claim:  # fmt: skip
    one, verb, other, sentence = said
    who, trigger = _span(text, f"{one}'s minister", at), _span(text, verb, at)
    whom, ships = _span(text, other, trigger.end), _span(text, "3 coast guard ships", at)
    actor = Party(CODES[one], f"Minister of {one}", who.text, who.start, who.end, "GOV", None, "minister", "Q1", "role")
    recipient = Party(CODES[other], other, whom.text, whom.start, whom.end, why="name of a country")
    day = reading.published
    return Claim(
        claim_id(own, trigger, event_type, [(who.start, who.end), (whom.start, whom.end)]),
        reading.document, own, Span(at, at + len(sentence), sentence), trigger, event_type, mode,
        ("diplomatic",) if seed % 3 == 0 else ("economic", "military"), (actor,), (recipient,),
        event_type == "CONSULT" and mode is None, When(day, day, "reckoned", "on Sunday", timex=day),
        PLACES[seed % 4], (Quantity(3, "coast guard ships", ships.text, ships.start, ships.end),), AUX[seed % 10],
        (Source(f"Ministry of {one}", CODES[one]),), issues=("regional-security",) if seed % 2 else ("taiwan",),
        score=-2.0, confidence=0.5 + (seed % 50) / 100,
        why=(f"frame “{verb}”: subject acts, object is acted on", "encoder: .93 for this type"),
    )  # fmt: skip
