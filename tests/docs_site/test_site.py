"""The documentation site: made without warnings, its links lead somewhere, it asks nothing of the network, its generated pages are of the program as it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dragoman.cli.described import described
from dragoman.codebook.acts import TYPES

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "docs" / "_site"
# What loads something when a page is read; links that a reader may follow (a href) are no such thing.
LOADING = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
}


class Page(HTMLParser):
    """Links, anchors and what is loaded, of one page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors.update(told[name] for name in ("id", "name") if name in told)
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag in LOADING and LOADING[tag] in told and told.get("rel") not in ("canonical", "search"):
            self.loaded.append(told[LOADING[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, made as `make site` makes it."""
    if not (ROOT / "CITATION.cff").exists():
        pytest.skip("THE SITE'S SOURCES ARE ABSENT: docs link to files that a source distribution does not hold")
    out = tmp_path_factory.mktemp("site") / "html"
    done = subprocess.run(
        [sys.executable, str(SITE / "make.py"), str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def test_every_link_and_anchor_is_there(site: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            split = urlsplit(link)
            if split.scheme or split.netloc:
                continue
            target = (path.parent / unquote(split.path)).resolve() if split.path else path
            if not target.exists() or (
                split.fragment and target in pages and unquote(split.fragment) not in pages[target].anchors
            ):
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        for address in page.loaded:
            split = urlsplit(address)
            assert not split.netloc and split.scheme in ("", "data"), f"{path.name} loads {address}"
            if not split.scheme:
                assert (path.parent / unquote(split.path)).exists(), f"{path.name} loads {address}"
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")), style.name


def test_every_command_and_type_has_its_page(site: Path, pages: dict[Path, Page]) -> None:
    for command in described():
        text = (site / "commands" / f"{command.path[0]}.html").read_text(encoding="utf-8")
        for one in command.all():
            assert all(option.names[-1] in text for option in one.options), one.path
    for name in TYPES:
        assert "subj" in (site / "codebook" / f"{name.lower()}.html").read_text(encoding="utf-8")


def test_every_page_is_reached_from_the_first(site: Path, pages: dict[Path, Page]) -> None:
    found, waiting = {site / "index.html", site / "search.html"}, [site / "index.html"]  # a form leads to the search
    while waiting:
        path = waiting.pop()
        for link in pages[path].links:
            split = urlsplit(link)
            target = (path.parent / unquote(split.path)).resolve()
            if not split.scheme and target in pages and target not in found:
                found.add(target)
                waiting.append(target)
    assert [str(path.relative_to(site)) for path in pages if path not in found and "_modules" not in path.parts] == []


def _imported(name: str):  # type: ignore[no-untyped-def]
    sys.path.insert(0, str(SITE))
    try:
        return __import__(name)
    finally:
        sys.path.pop(0)


def test_the_page_of_limits_is_of_its_results() -> None:
    limits = _imported("limits")
    results = json.loads(limits.RESULTS.read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "limits.md").read_text(encoding="utf-8") == limits.page(results)


def test_the_page_of_one_sentence_is_what_the_program_prints() -> None:
    """Numbers and ids aside, which change with every tuning: `python docs/_site/one_sentence.py` writes it anew."""
    made, kept = (
        re.sub(r"[0-9a-f]{6,}|[−-]?\d+(?:\.\d+)?|[ ─]+", " ", text)
        for text in (_imported("one_sentence").page(), (ROOT / "docs" / "claims.md").read_text(encoding="utf-8"))
    )
    assert made == kept


def test_the_citation_names_the_version() -> None:
    import yaml

    import dragoman

    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert str(cited["version"]) == dragoman.__version__


def test_the_container_file_installs_extras_that_exist() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (extras,) = re.findall(r"/source\[([\w,-]+)\]", text)
    assert [extra for extra in extras.split(",") if f"\n{extra} = [" not in project] == []
    assert "\nUSER dragoman" in text
