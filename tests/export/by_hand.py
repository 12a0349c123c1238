"""A ledger with claims written by hand, one of each kind that formats treat differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from claims_by_hand import act, day, party, speech
from dragoman.records.claim import Claim, Quantity, Where
from dragoman.records.coded import Coded
from dragoman.records.event import Event
from dragoman.records.party import Party
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, text_id
from dragoman.store import Store, open_store

RUN = Run("run1", "dragoman 0.1.0", "codebook", "model", "by hand", (), "2024-01-01T00:00:00+00:00")
SUNDAY = day("2023-04-02")

TEXT = """Ministers meet in Beijing

China's foreign minister Qin Gang met Yoshimasa Hayashi in Beijing on Sunday.
China warned\tJapan. On Monday China might sanction Japan. In 2012 China banned exports to Japan.
Japan did not apologise to China. “Good,” Qin said. The United Nations praised Japan.
In May Japanese police arrested two Chinese citizens."""
AGAIN = "Qin Gang and Hayashi negotiated on Sunday, Tokyo said."


def claims() -> list[Claim]:
    """Of TEXT: a meeting, a warning, what might be, what was, what was not, a speech, praise, an arrest."""
    qin = party(TEXT, "Qin Gang", "CHN", "Qin Gang", "Minister of Foreign Affairs")
    hayashi = party(TEXT, "Yoshimasa Hayashi", "JPN", "Yoshimasa Hayashi", "Minister for Foreign Affairs")
    china, japan = party(TEXT, "China", "CHN"), party(TEXT, "Japan", "JPN")
    police = replace(party(TEXT, "Japanese police", "JPN", "Japan"), sector="COP")
    two = Party("CHN", "two Chinese citizens", *_at("two Chinese citizens"), "CVL")
    nations = Party("UNO", "United Nations", *_at("The United Nations"), None, "UN")
    beijing = Where("Beijing", "CHN", 39.907, 116.397, 1816670, "Beijing")
    met = act(TEXT, "Qin Gang met Yoshimasa Hayashi in Beijing on Sunday", "met", "CONSULT", [qin, hayashi], when=SUNDAY,
              reciprocal=True, issues=("bilateral-relations",))  # fmt: skip
    return [
        replace(met, where=beijing, contexts=("diplomatic",), score=2.5),
        act(TEXT, "China warned\tJapan", "warned", "THREATEN", [china], [japan], when=SUNDAY, issues=("taiwan",)),
        act(TEXT, "China might sanction Japan", "sanction", "SANCTION", [china], [japan], aux=("hypothetical",)),
        act(TEXT, "In 2012 China banned exports to Japan", "banned", "SANCTION", [china], [japan], mode="discontinue",
            aux=("historical",), when=day("2012-01-01", "2012-12-31")),
        act(TEXT, "Japan did not apologise to China", "apologise", "CONCEDE", [japan], [china], aux=("negation",)),
        speech(TEXT, "Good,", "said", [qin], when=SUNDAY),
        act(TEXT, "The United Nations praised Japan", "praised", "SUPPORT", [nations], [japan]),
        replace(act(TEXT, "Japanese police arrested two Chinese citizens", "arrested", "COERCE", [police], [two],
                    mode="arrest", when=day("2023-05-01", "2023-05-31")),
                quantities=(Quantity(2, "arrested citizens", *_span("two Chinese citizens")),)),
        act(TEXT, "On Monday China might", "might", "MOBILIZE", [china], when=SUNDAY),
    ]  # fmt: skip


def told_again() -> list[Claim]:
    """Of AGAIN: the meeting, in a second document."""
    qin = party(AGAIN, "Qin Gang", "CHN", "Qin Gang", "Minister of Foreign Affairs")
    hayashi = replace(
        party(AGAIN, "Hayashi", "JPN", "Yoshimasa Hayashi", "Minister for Foreign Affairs"), wikidata="Q1"
    )
    return [
        act(AGAIN, "Qin Gang and Hayashi negotiated on Sunday", "negotiated", "CONSULT", [qin, hayashi], when=SUNDAY,
            reciprocal=True, document="b.txt", confidence=0.3),
    ]  # fmt: skip


def _at(words: str) -> tuple[str, int, int]:
    start = TEXT.index(words)
    return words, start, start + len(words)


def _span(words: str) -> tuple[str, int, int]:
    return _at(words)


def ledger(path: Path, more: Callable[[Store], None] | None = None) -> Path:
    """Three documents: TEXT, AGAIN, and a copy of TEXT. The meeting of both is one event. Gives its path."""
    first = Reading("a.txt", text_id(TEXT), "in/a.txt", "AP", "2023-04-03", title="Ministers meet in Beijing",
                    url="https://www.ap.example/1", language="en", licence="CC BY 4.0")  # fmt: skip
    second = Reading("b.txt", text_id(AGAIN), "in/b.txt", "Kyodo", "2023-04-04", language="en")
    copy = replace(first, document="c.txt", source="in/c.txt", publisher="Daily", published="2023-04-05", url=None)
    one, other = claims(), told_again()
    with open_store(path) as store:
        _add(store, first, TEXT, one)
        _add(store, second, AGAIN, other)
        _add(store, copy, TEXT, [replace(claim, document="c.txt") for claim in one])
        store.set_events(RUN.id, [Event(one[0].id, (one[0].id, other[0].id)), *(Event(c.id, (c.id,)) for c in one[1:])])
        if more:
            more(store)
    return path


def _add(store: Store, reading: Reading, text: str, claims_: Sequence[Claim]) -> None:
    store.add(reading, f"/{reading.document}", Coded(Document(reading, text), tuple(claims_)), (), RUN)
