"""As `command_server.py`, with a stand-in for coding."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from command_server import serve

import dragoman.library.ledger
from dragoman.export import FORMATS
from dragoman.records.given import Given
from stand_in import StandIn

if __name__ == "__main__":
    # The day of what is coded is stated, so that events are made of claims of all documents.
    dragoman.library.ledger.Pipeline = lambda codebook, model, coder: StandIn(model or "1", "stated")  # type: ignore
    with dragoman.open(":memory:") as warm:  # what commands import is imported once
        warm.read_data("a.txt", b"Japan met China.", Given())
        for name in ("csv", "gdelt"):
            list(FORMATS[name](warm.handed(name)))
    serve()
