"""A reading room that is served on this computer's own address, and the ledgers that browsers are shown."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

import dragoman
from dragoman.library import Ledger
from dragoman.web.app import build
from dragoman.web.settings import Settings, hosts_of

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


def browser_or_skip(what: str) -> None:
    """Skips the module that calls it, loudly, where there is no browser to drive. what: is then not tried."""
    if CHROMIUM is None:
        pytest.skip(f"NO CHROMIUM IS INSTALLED: {what} not tried in a browser", allow_module_level=True)
    pytest.importorskip("playwright.sync_api", reason="PLAYWRIGHT IS ABSENT: pip install playwright")


@contextmanager
def served(settings: Settings, opener: Callable[[], Ledger] | None = None) -> Iterator[str]:
    """The address of a server of its own."""
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        here = replace(settings, hosts=hosts_of([], port), port=port)
        server = uvicorn.Server(uvicorn.Config(build(here, opener), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


def make_example(folder: Path) -> Path:
    """A ledger of a third of the worked example's items, coded by the frames coder."""
    lines = files("dragoman.worked").joinpath("japan-china.jsonl").read_text(encoding="utf-8").splitlines()
    source, path = folder / "items.jsonl", folder / "example.ledger"
    source.write_text("\n".join(lines[::3]), encoding="utf-8")
    with dragoman.open(path, coder="frames") as ledger:
        report = ledger.read(source)
    assert report.documents == len(lines[::3]), report.problems
    return path
