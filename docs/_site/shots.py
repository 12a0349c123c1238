"""Makes the site's pictures: pages of the reading room over the two texts of docs/start.md, and a terminal.

    python docs/_site/shots.py            # writes docs/shots/*.png

It needs `dragoman[web]`, playwright and a Chromium on the path; nothing is asked of the network but the room on this computer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import dragoman

DOCS = Path(__file__).resolve().parents[1]
SHOTS = DOCS / "shots"
SIZE = {"width": 1120, "height": 700}
# Name → path in the room; {document} and {event} are those of the first line of the timeline.
PAGES = {
    "timeline": "/timeline?a=NOR&b=CHL",
    "document": "/document?id={document}",
    "event": "/event/{event}",
    "review": "/review",
}
CALL = [sys.executable, "-m", "dragoman"]


def main() -> None:
    """Writes the pictures."""
    from playwright.sync_api import sync_playwright

    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    SHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        ledger = Path(place) / "talks.ledger"
        _write_talks(Path(place))
        _run("read", f"{place}/talks", "--ledger", str(ledger))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        _terminal(
            page,
            _run(
                "--colour", "always", "--width", "110", "brief", "--ledger", str(ledger), "--between", "Norway", "Chile"
            ),
        )
        with Serving(ledger) as (address, values):
            for name, path in PAGES.items():
                page.goto(address + path.format(**values))
                page.screenshot(path=SHOTS / f"{name}.png")
        browser.close()
    print(*sorted(path.name for path in SHOTS.glob("*.png")))


def _write_talks(place: Path) -> None:
    """The texts and their side file, as the page of the start writes them."""
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / "start.md").read_text(encoding="utf-8"), re.DOTALL)
    written = "\n".join(block for block in blocks if "<<'END'" in block)
    subprocess.run(["bash", "-ec", written], cwd=place, check=True)


def _environment() -> dict[str, str]:
    source = str(Path(dragoman.__file__).resolve().parents[1])
    return {**os.environ, "DRAGOMAN_CONFIG": "", "PYTHONPATH": source, "PYTHONUNBUFFERED": "1"}


def _run(*arguments: str) -> str:
    return subprocess.run([*CALL, *arguments], env=_environment(), capture_output=True, text=True, check=True).stdout


class Serving:
    """The room while the block lasts: its address, and ids that pages are named by."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger

    def __enter__(self) -> tuple[str, dict[str, str]]:
        self.room = subprocess.Popen(
            [*CALL, "serve", str(self.ledger), "--port", "8391"], env=_environment(), stdout=subprocess.PIPE, text=True
        )
        assert self.room.stdout is not None
        self.room.stdout.readline()
        with dragoman.open(self.ledger) as opened:
            row = next(iter(opened.timeline(between=("NOR", "CHL"), min_confidence=0.5)))
            return "http://127.0.0.1:8391", {"document": row.lead.document, "event": row.id}

    def __exit__(self, *_: object) -> None:
        self.room.terminate()
        self.room.wait()


def _terminal(page: Any, printed: str) -> None:
    """The first lines of what a command printed, as a terminal shows them."""
    from io import StringIO

    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=110, file=StringIO())
    console.print("[bold]$[/bold] dragoman brief --ledger talks.ledger --between Norway Chile")
    console.print(Text.from_ansi("\n".join(printed.splitlines()[:30])))
    page.set_content(console.export_html(theme=MONOKAI, inline_styles=True))
    page.locator("pre").screenshot(path=SHOTS / "terminal.png")


if __name__ == "__main__":
    main()
