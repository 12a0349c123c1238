"""The pages in a browser: no error in the console, nothing loaded from elsewhere, no violation that axe-core finds, review by keyboard."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.web.app import build
from dragoman.web.settings import hosts_of
from web_room import open_ledger, settings_of

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
PAGES = [
    "/", "/timeline?speech=yes", "/document?id=plain", "/document?id=cjk", "/search?q=Japan", "/sources", "/problems", "/review",
    "/judgements", "/add", "/export", "/positions", "/commitments", "/temperature", "/network", "/brief", "/compare", "/login", "/nowhere",
]  # fmt: skip
if CHROMIUM is None:
    pytest.skip("NO CHROMIUM IS INSTALLED: the pages are not tried in a browser", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="PLAYWRIGHT IS ABSENT: pip install playwright")


@pytest.fixture(scope="module")
def address(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own over a copy of the ledger."""
    import uvicorn

    path = Path(shutil.copy(made, tmp_path_factory.mktemp("served") / "room.ledger"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        settings = replace(settings_of(path), hosts=hosts_of([], port), port=port)
        server = uvicorn.Server(uvicorn.Config(build(settings, lambda: open_ledger(path)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    """A tab that fails the test for errors, dialogs, and requests to anywhere else."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=False)
    tab, wrong = context.new_page(), []
    tab.set_default_timeout(60_000)
    tab.on("console", lambda told: wrong.append(told.text) if told.type == "error" and "404" not in told.text else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    tab.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
    yield tab
    context.close()
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_accessible_and_fits(tab: Any, address: str, page: str) -> None:
    for width in (1400, 360):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(address + page)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{page} is wider than {width} px"
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate(
        "axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
    )
    assert found == []


def test_review_by_keyboard_alone(tab: Any, address: str) -> None:
    tab.goto(address + "/review")
    waiting = int(tab.inner_text("main > p").split()[0])
    tab.keyboard.press("c")
    tab.wait_for_url("**done=*")
    assert int(tab.inner_text("main > p").split()[0]) == waiting - 1
    tab.keyboard.press("u")
    tab.wait_for_url("**/judgements*")
    assert "taken back by tester" in tab.inner_text("main")
    tab.goto(address + "/review")
    tab.keyboard.press("r")
    tab.keyboard.type("The text says otherwise")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**done=*")
    tab.goto(address + "/judgements")
    assert "The text says otherwise" in tab.inner_text("main")


def test_the_plot_is_drawn(tab: Any, address: str) -> None:
    tab.goto(address + "/temperature?a=JPN&b=CHN&unit=month")
    assert tab.locator("figure svg circle").count() > 0
    assert tab.locator("figure svg").bounding_box()["width"] > 600


def test_the_skip_link_leads_to_the_content(tab: Any, address: str) -> None:
    tab.goto(address + "/timeline")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.closest('.row') !== null")
