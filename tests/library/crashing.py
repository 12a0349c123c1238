"""A way to code for tests of worker processes: documents say what they do to the process that codes them."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import dragoman
from dragoman.library.reading import ReadReport
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome
from dragoman.records.run import Run
from dragoman.records.text import Document
from stand_in import StandIn

PLAIN = "Japan met China in Geneva and the ministers of both of the countries talked for an hour."


class Crashing(StandIn):
    """`crash` raises, `die` kills the process, `die once AT` kills it the first time, `sleep` takes long, `hold` too, without letting go of
    the interpreter, `grow` takes much memory, `wait S` takes S seconds, `take the worker down` kills the parent too; log: a file that gets a line for each document
    begun.
    """

    def __init__(self, log: Path | None = None) -> None:
        super().__init__()
        self.log = log

    def code(self, document: Document, look_up: object = None) -> Outcome[Coded]:
        text = document.text
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{document.reading.document}\n")
        pause = re.search(r"wait ([\d.]+)s", text)
        if pause is not None:
            time.sleep(float(pause[1]))
        if "take the worker down" in text:
            os.kill(os.getppid(), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)
        once = re.search(r"die once (\S+)", text)
        if once is not None and not Path(once[1]).exists():
            Path(once[1]).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "die now" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "sleep long" in text:
            time.sleep(600)
        if "hold on" in text:
            re.match(r"(a|a)*$", "a" * 40 + "b")  # takes ages, with the interpreter's lock held
        if "grow big" in text:
            kept = []
            while True:
                kept.append(b"x" * (32 << 20))
                time.sleep(0.05)
        return super().code(document, look_up)


class Elsewhere(Crashing):
    """Makes another run in other processes, as a machine with another version does."""

    def run(self) -> Run:
        here = super().run()
        return here if multiprocessing.parent_process() is None else replace(here, id="run2")


def lines(*texts: str) -> str:
    """Documents `d0`, `d1`, … of these texts, as JSONL."""
    told = ({"id": f"d{n}", "text": text, "published": "2023-04-02"} for n, text in enumerate(texts))
    return "".join(json.dumps(one) + "\n" for one in told)


def read(ledger: Path, source: Path, coding: Crashing, **more: Any) -> ReadReport:
    """Reads a source into a ledger of that path."""
    with dragoman.open(ledger, coding=coding) as opened:
        return opened.read(source, **more)
