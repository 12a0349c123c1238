"""How long the pages of the reading room take over a ledger: the first time, and again.

    python -m training.answers.pages LEDGER [--processor] [ADDRESS...]

The room is opened as `dragoman serve LEDGER --read-only` opens it, without a network between. `first` is the first time that an address is asked,
in the order below and in one process, so that it bears what later pages are spared; `again` is the fastest of three. Milliseconds of wall
time, or with `--processor` of the processor, where the machine has other work.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence

from starlette.testclient import TestClient

from dragoman.web.app import build
from dragoman.web.settings import Settings, hosts_of

PORT = 8017
PAGES = (
    "/", "/?a=USA&b=RUS", "/timeline", "/timeline?a=JPN&b=CHN&order=new", "/timeline?issue=taiwan&speech=yes", "EVENT", "DOCUMENT",
    "/compare", "/positions?a=CHN", "/positions?a=JPN&b=CHN", "/commitments?a=JPN&b=CHN", "/temperature?a=JPN&b=CHN", "/network",
    "/network?a=JPN", "/map", "/map?a=JPN&b=CHN", "/search?q=ceasefire", "/review", "/review?a=JPN&b=CHN", "/judgements", "/sources",
    "/sources?q=talks", "/problems", "/export", "/brief?a=JPN&b=CHN", "/api/events?a=JPN&b=CHN", "/api/documents", "/api/judgements",
)  # fmt: skip


def measure(path: str, addresses: Sequence[str], processor: bool) -> None:
    """Prints a line a page."""
    clock = time.process_time if processor else time.perf_counter
    settings = Settings(path, hosts_of([], PORT), read_only=True, port=PORT)
    with TestClient(build(settings), base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as room:
        found = {
            "EVENT": _link(room, "/timeline", r'href="(/event/[0-9a-f]+)"') if "EVENT" in addresses else "",
            "DOCUMENT": _link(room, "/sources", r'href="(/document\?[^"]+)"') if "DOCUMENT" in addresses else "",
        }
        print(f"{'page':<40}{'first':>8}{'again':>8}{'kB':>7}")
        for address in addresses:
            took, size = [], 0
            for _ in range(4):
                before = clock()
                answer = room.get(found.get(address) or address)
                took.append((clock() - before) * 1000)
                size = len(answer.content)
            told = "" if answer.status_code == 200 else f"  {answer.status_code}"
            print(f"{address:<40}{took[0]:8.0f}{min(took[1:]):8.0f}{size / 1000:7.0f}{told}", flush=True)


def _link(room: TestClient, page: str, pattern: str) -> str:
    match = re.search(pattern, room.get(page).text)
    return match[1].replace("&amp;", "&") if match else ""


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--processor"]
    measure(words[0], words[1:] or PAGES, "--processor" in sys.argv)
