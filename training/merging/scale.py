"""How long merging takes and how much memory, over a ledger's claims told again with other names and days.

    python -m training.merging.scale LEDGER DOCUMENTS

Each document is taken over and over until there are so many; each time most of its names become others, of the same length,
and all its days move by the same number, so that the claims are as many and as alike as those of other news.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

import dragoman
from dragoman.merge.events import merge_events
from dragoman.records.claim import Claim
from dragoman.records.text import Span

_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEPT = 0.4  # share of names that stay
_MOST_DAYS = 3650


@dataclass(frozen=True)
class Told:
    """A document with its claims."""

    text: str
    published: str | None
    claims: tuple[Claim, ...]


class Varied:
    """Documents told again. texts: text id → characters of the one that was given last, published: document → day."""

    def __init__(self, told: Sequence[Told], documents: int) -> None:
        self.told, self.documents = told, documents
        self.texts: dict[str, str] = {}
        self.published: dict[str, str | None] = {}
        self.count = 0

    def claims(self) -> Iterator[Claim]:
        """All claims, document after document."""
        for n in range(self.documents):
            yield from self._again(n, self.told[n % len(self.told)])

    def text(self, text_id: str) -> str:
        """The characters of a text, made anew."""
        n = int(text_id)
        return renamed(self.told[n % len(self.told)].text, n // len(self.told))

    def _again(self, n: int, one: Told) -> Iterator[Claim]:
        text, name, days = self.text(str(n)), str(n), random.Random(n // len(self.told)).randrange(_MOST_DAYS)
        self.published[name] = moved(one.published, days)
        for claim in one.claims:
            self.count += 1
            when = replace(claim.when, first=moved(claim.when.first, days), last=moved(claim.when.last, days))
            yield replace(
                claim,
                id=f"{name}-{claim.id}",
                document=name,
                text_id=name,
                evidence=Span.of(text, claim.evidence.start, claim.evidence.end),
                trigger=Span.of(text, claim.trigger.start, claim.trigger.end),
                when=when,
                within=f"{name}-{claim.within}" if claim.within else None,
                about=f"{name}-{claim.about}" if claim.about else None,
            )


def renamed(text: str, time_told: int) -> str:
    """The text with most of its names as others of the same length; as it is the first time."""
    if time_told == 0:
        return text

    return _NAME.sub(lambda match: _other(match[0], time_told), text)


@lru_cache(maxsize=65536)
def _other(name: str, time_told: int) -> str:
    chance = random.Random(f"{time_told} {name}")
    if chance.random() < _KEPT:
        return name
    return name[0] + "".join(chance.choice(_LETTERS) for _ in name[1:])


def moved(day: str | None, days: int) -> str | None:
    """The day so many days later."""
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat() if day else None


def measure(told: Sequence[Told], documents: int) -> Mapping[str, float]:
    """Claims, events, seconds of wall time and of the processor, and the most memory that the process took, in GiB."""
    varied = Varied(told, documents)
    before, used = time.perf_counter(), time.process_time()
    events = merge_events(varied.claims(), varied.published, varied.text)
    return {
        "documents": documents,
        "claims": varied.count,
        "events": len(events),
        "largest": max(len(event.claims) for event in events),
        "seconds": round(time.perf_counter() - before, 1),
        "processor seconds": round(time.process_time() - used, 1),
        "GiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
    }


def read(ledger: str) -> list[Told]:
    """The documents of a ledger with their claims."""
    with dragoman.open(ledger, must_exist=True) as opened:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for one in opened.claims(min_confidence=0.0):
            claims[one.reading.document].append(one.claim)
        return [Told(d.text, d.reading.published, tuple(claims[d.reading.document])) for d in opened.documents()]


if __name__ == "__main__":
    print(measure(read(sys.argv[1]), int(sys.argv[2])))
