"""Runs the command line again and again, each time in a process of its own that has the parser loaded already.

For each line on standard input, a JSON list, a process is forked that runs `dragoman`, in a process group of its own, which can be killed
as one. First in the list stands the file that gets what the command prints, then come its arguments. The number of the process is printed,
then, when it has ended, its exit code (negative: the signal that ended it).
"""

from __future__ import annotations

import json
import os
import sys

import dragoman
from dragoman.cli import main


def run(output: str, *arguments: str) -> None:
    child = os.fork()
    if child == 0:
        os.setsid()
        sys.argv = ["dragoman", *arguments]
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
        main()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def serve() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        run(*json.loads(line))


if __name__ == "__main__":
    from dragoman.library.coding import Pipeline

    dragoman.extract("Japan's foreign minister met his Chinese counterpart.", coding=Pipeline(coder="frames"))
    serve()
