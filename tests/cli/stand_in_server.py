"""As `command_server.py`, with a stand-in for coding, each command in a process group of its own, which can be killed as one.

What the command prints goes to the file that stands first among its arguments.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import dragoman.cli
import dragoman.library.ledger
from dragoman.export import FORMATS
from dragoman.records.given import Given
from stand_in import StandIn


def run(output: str, *arguments: str) -> None:
    child = os.fork()
    if child == 0:
        os.setsid()
        sys.argv = ["dragoman", *arguments]
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
        dragoman.cli.main()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    # The day of what is coded is stated, so that events are made of claims of all documents.
    dragoman.library.ledger.Pipeline = lambda codebook, model, coder: StandIn(model or "1", "stated")  # type: ignore
    with dragoman.open(":memory:") as warm:  # what commands import is imported once
        warm.read_data("a.txt", b"Japan met China.", Given())
        for name in ("csv", "gdelt"):
            list(FORMATS[name](warm.handed(name)))
    print("ready", flush=True)
    for line in sys.stdin:
        run(*json.loads(line))
