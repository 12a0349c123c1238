"""The pages in a browser: no error in the console, nothing loaded from elsewhere, no violation that axe-core finds, pictures drawn, every width."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from web_room import settings_of
from web_serving import browser_or_skip, make_example, served

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
PAGES = [
    "/", "/timeline?speech=yes", "/document?id=plain", "/document?id=cjk", "/search?q=Japan", "/sources", "/problems", "/review",
    "/judgements", "/add", "/export", "/positions", "/commitments", "/temperature", "/network", "/map", "/brief", "/compare",
    "/compare?left=plain&right=again", "/login", "/nowhere",
]  # fmt: skip
EXAMPLE = [
    "/", "/timeline", "/timeline?a=JPN&b=CHN&order=new", "EVENT", "DOCUMENT", "/search?q=islands", "/sources", "/review", "/positions", "/commitments",
    "/temperature?a=JPN&b=CHN", "/network", "/map", "/map?view=world", "PLACE", "/brief?a=JPN&b=CHN",
]  # fmt: skip
WIDTHS = (360, 1400, 3840)
browser_or_skip("the pages are")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the worked example."""
    with served(settings_of(make_example(tmp_path_factory.mktemp("example")))) as found:
        yield found


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab that fails the test for errors, dialogs, and requests to anywhere but this computer."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=False, accept_downloads=True)
    tab, wrong = context.new_page(), []
    tab.set_default_timeout(60_000)
    tab.on("console", lambda told: wrong.append(told.text) if told.type == "error" and "404" not in told.text else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    tab.on("request", lambda asked: None if asked.url.startswith("http://127.0.0.1:") else wrong.append(asked.url))
    yield tab
    context.close()
    assert wrong == []


def go(tab: Any, room: str, page: str) -> None:
    """Opens a page, or the first of its kind that a list leads to."""
    lists = {
        "EVENT": ("/timeline", "a[href^='/event/']"),
        "DOCUMENT": ("/sources", "td a[href^='/document']"),
        "PLACE": ("/map", "tbody th a"),
    }
    if page in lists:
        start, link = lists[page]
        tab.goto(room + start)
        tab.goto(room + tab.locator(link).first.get_attribute("href"))
    else:
        tab.goto(room + page)


def fits_and_is_accessible(tab: Any, page: str) -> None:
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{page} is wider than {width} px"
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    for width, scheme in ((360, "dark"), (1400, "light")):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme)
        found = tab.evaluate(
            "axe.run().then(found => found.violations.map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
        )
        assert found == [], f"{page} at {width} px, {scheme}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_accessible_and_fits(tab: Any, address: str, page: str) -> None:
    go(tab, address, page)
    fits_and_is_accessible(tab, page)


@pytest.mark.parametrize("page", EXAMPLE)
def test_a_page_of_the_example_is_accessible_and_fits(tab: Any, example: str, page: str) -> None:
    go(tab, example, page)
    assert "Nothing" not in tab.inner_text("main") and tab.locator("main a[href^='/']").count() > 0
    fits_and_is_accessible(tab, page)


PICTURES = [
    ("/temperature?a=JPN&b=CHN", "circle"),
    ("/network", "path.way"),
    ("/map", "circle.spot"),
    ("/map?view=world", "circle.spot"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("page", "marks"), PICTURES)
def test_pictures_are_drawn(tab: Any, example: str, page: str, marks: str, scheme: str) -> None:
    image = pytest.importorskip("PIL.Image", reason="PILLOW IS ABSENT: pip install reportlab")
    tab.emulate_media(color_scheme=scheme)
    for width in (1400, 360):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(example + page)
        picture = tab.locator("figure svg")
        assert picture.locator(marks).count() > 5
        shot = image.open(io.BytesIO(picture.screenshot())).convert("RGB")
        counts = sorted((count for count, _ in shot.getcolors(1 << 24)), reverse=True)
        assert len(counts) > 40, "hardly a colour is there"
        assert 1 - counts[0] / (shot.width * shot.height) > 0.02, "the picture is blank"
        assert shot.width > 0.5 * min(width, 1400) * (0.55 if page == "/network" and width > 360 else 1)


def test_dots_of_the_map_and_network_lead_to_their_events(tab: Any, example: str) -> None:
    tab.goto(example + "/map")
    spot = tab.locator("figure a").first
    said = spot.get_attribute("aria-label")
    spot.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**place=*")
    assert said.split(":")[0] in tab.inner_text("#place")
    assert tab.locator("li.row").count() == min(20, int(said.split(":")[1].split()[0]))
    tab.goto(example + "/network")
    arc = tab.locator("figure a[href^='/timeline']").last
    count = int(arc.get_attribute("aria-label").rsplit(":", 1)[1].split()[0])
    assert tab.locator(f"table.narrow a[href='{arc.get_attribute('href')}']").inner_text() == str(count)


@pytest.mark.parametrize("page", ["/", "/timeline", "EVENT", "DOCUMENT", "/map", "/brief?a=JPN&b=CHN"])
def test_paper_has_the_words_alone(tab: Any, example: str, page: str) -> None:
    go(tab, example, page)
    words = tab.locator("main h1").inner_text()
    tab.emulate_media(media="print", color_scheme="dark")
    for gone in ("header nav", ".find", "main form.filters", "section.judge", "footer"):
        assert not any(one.is_visible() for one in tab.locator(gone).all()), f"{gone} is printed"
    assert tab.locator("main h1").is_visible() and tab.locator("main h1").inner_text() == words
    ink, ground = tab.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert tab.pdf(format="A4").count(b"/Type /Page\n") + tab.pdf(format="A4").count(b"/Type /Page ") >= 1


def test_right_to_left_lines_run_so_and_letters_are_drawn(tab: Any, address: str) -> None:
    tab.goto(address + "/document?id=cjk")
    lines = tab.evaluate(
        "[...document.querySelectorAll('article.text p')].map(p => [p.textContent, getComputedStyle(p).direction, getComputedStyle(p).unicodeBidi])"
    )
    assert [(text[:3], direction) for text, direction, _ in lines] == [
        ("日中会", "ltr"),
        ("日本と", "ltr"),
        ("اجت", "rtl"),
    ]
    assert {bidi for _, _, bidi in lines} == {"isolate"}
    drawn = tab.evaluate("""() => {
        const family = getComputedStyle(document.querySelector('article.text')).fontFamily;
        const draw = letter => {
            const canvas = new OffscreenCanvas(64, 64), pen = canvas.getContext('2d');
            pen.font = `40px ${family}`;
            pen.fillText(letter, 8, 48);
            return [...pen.getImageData(0, 0, 64, 64).data].join();
        };
        return ['日', '本', '談', 'ا', 'ج', 'ع', '\\u{10FFFD}', '\\u{10FFFC}'].map(draw);
    }""")
    empty = ",".join(["0"] * 64 * 64 * 4)
    assert empty not in drawn[:6] and len(set(drawn[:6])) == 6, (
        "letters are boxes: the fonts of these scripts are absent"
    )
    assert not set(drawn[:6]) & set(drawn[6:])


def test_the_dark_is_dark(tab: Any, example: str) -> None:
    def grounds() -> list[int]:
        found = tab.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
        return [sum(int(part) for part in one[4:-1].split(",")) for one in found]

    tab.goto(example + "/timeline")
    light, ink = grounds()
    tab.emulate_media(color_scheme="dark")
    dark, pale = grounds()
    assert light > 700 > 200 > ink and dark < 150 < 600 < pale


def test_all_is_there_without_scripts(browser: Any, example: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(example + "/review")
    tab.locator("summary", has_text="Reject").click()
    assert tab.locator("input[name=reason]").first.is_visible()
    tab.goto(example + "/map")
    assert tab.locator("circle.spot").count() > 3
    context.close()


def test_the_skip_link_leads_to_the_content(tab: Any, address: str) -> None:
    tab.goto(address + "/timeline")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.closest('.row') !== null")
