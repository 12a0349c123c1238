"""The command line with a stand-in for coding, as a process of its own. STAND_IN_SECONDS: how long it takes over a document."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dragoman.cli
import dragoman.library.ledger
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome
from dragoman.records.text import Document
from stand_in import StandIn


class Slow(StandIn):
    def code(self, document: Document, look_up: object = None) -> Outcome[Coded]:
        time.sleep(float(os.environ.get("STAND_IN_SECONDS", "0")))
        return super().code(document)


if __name__ == "__main__":
    dragoman.library.ledger.Pipeline = lambda codebook, model, coder: Slow(model or "1", "stated")  # type: ignore
    dragoman.cli.main()
