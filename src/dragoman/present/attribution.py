"""Who says so, in words: "according to Japan's Yoshimasa Hayashi, as AP reports"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.present.excerpt import clean
from dragoman.present.parties import Namer, listing
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.text import Reading

# Names of outlets that are plurals: "Wikipedia contributors".
_PLURAL = re.compile(r" (?:contributors|editors|staff|agencies)$")


UNNAMED = "the report"


def outlet(reading: Reading | None, namer: Namer) -> str:
    """The publisher, else the site where it was published; "the report" where neither is known."""
    if reading is None or not reading.publisher:
        return (clean(reading.host.removeprefix("www.")) if reading is not None else "") or UNNAMED
    name = clean(reading.publisher)
    return f"the {name}" if name in namer.phrasing.lists["outlets_with_article"] else name


def according(row: TimelineRow, namer: Namer, readings: Mapping[str, Reading]) -> str:
    """The sources of a row after "according to", each chain once: innermost source first, the outlets that bring it
    last; of an outlet that also says so itself: "CNBC, partly citing Japan's Foreign Ministry".
    """
    chains: dict[tuple[str, ...], list[str]] = {}
    for claim in row.claims:
        reading = readings.get(claim.document)
        outlets = chains.setdefault(_chain(claim, row, namer, outlet(reading, namer)), [])
        if outlet(reading, namer) not in outlets:
            outlets.append(outlet(reading, namer))
    sourced: dict[tuple[str, ...], list[str]] = {}
    for chain, outlets in chains.items():
        if chain:
            sourced.setdefault(tuple(outlets), []).append(", via ".join(chain))
    plain = [o for o in chains.get((), []) if not any(o in outlets for outlets in sourced)]
    own = set(chains.get((), []))
    told = [
        f"{listing(outlets)}, partly citing {listing(sources)}"
        if own >= set(outlets)
        else listing(sources)
        if outlets == (UNNAMED,)
        else f"{listing(sources)} (as {listing(outlets)} {_reports(outlets)})"
        for outlets, sources in sourced.items()
    ]
    return "according to " + listing([*told, *plain])


def channel(claim: Claim, namer: Namer, reading: Reading | None) -> str:
    """Where a quotation comes from, in brackets after it: "China's Ministry of Foreign Affairs, via CNBC"."""
    parties = claim.speech.speakers if claim.speech else claim.actor
    speakers = {*(p.name for p in parties), " and ".join(p.name for p in parties)}
    names = [
        namer.source(s)
        for s in claim.per
        if s.name not in speakers and s.name != (reading.publisher if reading else None)
    ]
    if not names and claim.speech and claim.speech.via:
        names = [clean(claim.speech.via)]
    return f"{', '.join(dict.fromkeys(names))}, via {outlet(reading, namer)}" if names else outlet(reading, namer)


def _chain(claim: Claim, row: TimelineRow, namer: Namer, publisher: str) -> tuple[str, ...]:
    """Sources in words, without the outlet and without those who act themselves: a promise is told by who makes it."""
    own = {p.name for p in row.actor} if len(row.actor) == 1 else set()
    names = (namer.source(s) for s in claim.per if s.name not in own and clean(s.name) != publisher)
    return tuple(dict.fromkeys(filter(None, names)))


def _reports(outlets: Sequence[str]) -> str:
    return "reports" if len(outlets) == 1 and not _PLURAL.search(outlets[0]) else "report"
