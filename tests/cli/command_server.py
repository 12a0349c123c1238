"""Runs the command line again and again, each time in a process of its own that has the parser loaded already.

For each line on standard input, a JSON list of arguments, a process is forked that runs `dragoman` with them; its number is
printed, then, when it has ended, its exit code (negative: the signal that ended it).
"""

from __future__ import annotations

import json
import os
import sys

import dragoman
from dragoman.cli import main
from dragoman.library.coding import Pipeline


def run(arguments: list[str]) -> None:
    child = os.fork()
    if child == 0:
        sys.argv = ["dragoman", *arguments]
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        main()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    dragoman.extract("Japan's foreign minister met his Chinese counterpart.", coding=Pipeline(coder="frames"))
    print("ready", flush=True)
    for line in sys.stdin:
        run(json.loads(line))
