"""A way to code that needs no parser, for tests of what is around: each "met" between two countries is a claim."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.records.claim import Claim, claim_id
from dragoman.records.coded import Coded
from dragoman.records.party import Party
from dragoman.records.problem import Outcome, Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, SetAside, Span
from dragoman.records.when import UNKNOWN, When

CODES = {"Japan": "JPN", "China": "CHN", "France": "FRA"}
MET = re.compile(r"(Japan|China|France) (met) (Japan|China|France)")


class StandIn:
    """Counts what it codes; raises on texts that hold the word "crash". basis: of the day, which is that of publication."""

    codebook: Path | None = None

    def __init__(self, version: str = "1", basis: str = "published") -> None:
        self.version, self.basis = version, basis
        self.coded: list[str] = []

    def run(self) -> Run:
        return Run(
            f"run{self.version}", f"dragoman {self.version}", "codebook", "model", "stand-in", ("a=1",), "2024-01-01"
        )

    def code(self, document: Document, look_up: object = None) -> Outcome[Coded]:
        self.coded.append(document.reading.document)
        if "crash" in document.text:
            raise ZeroDivisionError("division by zero")
        claims = tuple(self._claim(document, match) for match in MET.finditer(document.text))
        credit = document.text.find("Photo:")
        aside = (
            (SetAside(Span(credit, credit + 6, "Photo:"), "photo-credit", "begins with Photo:"),) if credit >= 0 else ()
        )
        problems = (Problem("day.ambiguous", document.reading.source, 0, 1, {"text": "x", "first": "a", "last": "b"}),)
        return Outcome(Coded(document, claims, aside), problems if "Friday" in document.text else ())

    def _claim(self, document: Document, match: re.Match[str]) -> Claim:
        day = document.reading.published
        trigger = Span(match.start(2), match.end(2), match[2])
        sides = [Party(CODES[match[g]], match[g], match[g], match.start(g), match.end(g), "GOV") for g in (1, 3)]
        return Claim(
            id=claim_id(document.reading.text_id, trigger, "CONSULT", [(p.start, p.end) for p in sides]),
            document=document.reading.document,
            text_id=document.reading.text_id,
            evidence=Span(match.start(), match.end(), match[0]),
            trigger=trigger,
            event_type="CONSULT",
            actor=(sides[0],),
            recipient=(sides[1],),
            reciprocal=True,
            when=When(day, day, self.basis) if day else UNKNOWN,
            issues=("bilateral-relations",),
            score=1.0,
            confidence=0.9,
            why=("stand-in: met",),
        )
