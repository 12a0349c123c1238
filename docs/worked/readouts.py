"""The worked example on the White House readouts of 2021–22: reads them, lays the readings over the ledger and fills the page's template."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pages import FOLDER, Links, event_line, filled, level, signed, table
from reading import judge, load_readings

import dragoman
from dragoman.analyse.coverage import named_in_texts
from dragoman.codebook.folder import Folder
from dragoman.library.panels import state_names
from dragoman.library.temperatures import Temperature
from dragoman.present.days import one_day
from dragoman.records.answers import TimelineRow
from dragoman.records.stance import Formula
from dragoman.records.told import ToldClaim, ToldDocument

PAIR = ("USA", "RUS")
# The least confidence of all answers on the page.
LEAST = 0.5
# Formulas that are shown: those in most readouts.
SHOWN = 8


def make(path: Path, source: Path) -> dict[str, str]:
    """Name → content of the files of the example. path: of the ledger that is made; source: the readouts as JSON lines."""
    with dragoman.open(path) as ledger:
        ledger.read(source, publisher="White House")
        return written(ledger)


def written(ledger: dragoman.Ledger) -> dict[str, str]:
    """The files, from a ledger that holds the readouts."""
    readings = load_readings(FOLDER / "readouts-read.tsv")
    documents = list(ledger.documents())
    links = Links((d.reading for d in documents), "White House")
    coded = ledger.temperature(PAIR, "quarter", min_confidence=LEAST)
    counts = readings.counts(_events(coded))
    values: dict[str, object] = {
        "documents": len(documents),
        "claims": f"{sum(1 for _ in ledger.claims(min_confidence=0.0)):,}",
        "least": LEAST,
        "events_all": len(_events(ledger.temperature(PAIR, "quarter"))),
        "events": counts.total(),
        "right": counts["right"],
        "wrong": counts["wrong"],
        "unread": f" {counts['unread']} are unread." if counts["unread"] else "",
        "coded_turns": _days(coded),
        **_titles(documents, ledger.claims(min_confidence=0.0)),
    }
    judge(ledger, readings)
    read = ledger.temperature(PAIR, "quarter", min_confidence=LEAST)
    values |= {
        "quarters": table(
            ["quarter", "readouts that name both", "events", "mean score", "level (95 %)"],
            [
                [
                    d.period.name,
                    d.covered.documents,
                    len(d.events),
                    signed(d.mean) if d.mean is not None else "–",
                    level(d),
                ]
                for d in read.degrees
            ],
        ),
        "turns": _turns(read, links),
        "formulas": _formulas(ledger.positions(party="USA", min_confidence=LEAST).formulas, links),
        "taiwan": _taiwan(ledger, links),
        "promises": _promises(ledger, links),
    }
    return {"readouts.md": filled(FOLDER / "readouts.md.in", values), "readouts-temperature.svg": read.svg()}


def _events(temperature: Temperature) -> list[TimelineRow]:
    return [e for d in temperature.degrees for e in d.events]


def _days(temperature: Temperature) -> str:
    return ", ".join(one_day(t.day) for t in temperature.turns) or "none"


def _titles(documents: Iterable[ToldDocument], claims: Iterable[ToldClaim]) -> dict[str, object]:
    """Of the countries that titles name, how many are found as the other side of a contact in their readout."""
    titles = {d.reading.document: d.reading.title or "" for d in documents}
    named = named_in_texts(titles, state_names(Folder()))
    wanted = {(document, code) for document, codes in named.items() for code in codes - {"USA"}}
    found: dict[tuple[str, str], float] = defaultdict(float)
    for told in claims:
        codes = {p.code for p in (*told.claim.actor, *told.claim.recipient) if p.code}
        if told.claim.event_type == "CONSULT" and "USA" in codes:
            for code in codes:
                key = (told.reading.document, code)
                found[key] = max(found[key], told.claim.confidence)
    sure = sum(found.get(key, 0.0) >= LEAST for key in wanted)
    return {
        "titled": len({document for document, _ in wanted}),
        "title_countries": len(wanted),
        "contacts": sum(key in found for key in wanted),
        "contacts_sure": sure,
        "contacts_share": f"{sure / len(wanted):.2f}",
    }


def _turns(read: Temperature, links: Links) -> str:
    parts = []
    for turn in read.turns:
        parts.append(
            f"**{one_day(turn.day)}**: mean score {signed(turn.before)} over {len(turn.events_before)} events before, {signed(turn.after)} over "
            f"{len(turn.events_after)} after (p = {turn.p:.3f}). The events near it that say most for it:"
        )
        parts.append("\n".join(event_line(e, read.scores[e.id], links) for e in turn.turning))
    return "\n\n".join(parts) or "No change point is carried by the counts."


def _formulas(found: Iterable[Formula], links: Links) -> str:
    most = sorted(found, key=lambda f: (-len(f.places), f.words))[:SHOWN]
    rows = []
    for one in most:
        (first, day, span), (last, until, other) = one.places[0], one.places[-1]
        rows.append(
            [
                f"“{one.words}”",
                len(one.places),
                f"{day} ({links.to(first, span)})",
                f"{until} ({links.to(last, other)})",
            ]
        )
    return table(["words", "readouts", "first", "last"], rows)


def _taiwan(ledger: dragoman.Ledger, links: Links) -> str:
    stances = ledger.positions(between=("USA", "CHN"), issue="taiwan", min_confidence=LEAST, formulas=False).stances
    said = [s for stance in stances for line in stance.lines for s in line.statements]
    said.sort(key=lambda s: (s.day or "", s.document, s.span.start))
    return "\n".join(f"- {one_day(s.day or '')}: {links.words(s.document, s.span)}" for s in said)


def _promises(ledger: dragoman.Ledger, links: Links) -> str:
    items = ledger.commitments(between=("USA", "UKR"), min_confidence=LEAST).items
    rows = [
        [
            c.made,
            f"{c.lead.matter.text} ({links.to(c.lead.document, c.lead.words)})",
            c.status,
            "; ".join(c.doubt) or "–",
        ]
        for c in sorted(items, key=lambda c: c.made or "")
    ]
    return table(["made", "matter", "status", "doubt"], rows)
