"""Lays the site's pages out in a folder: docs/ as it is, what its links lead to in the repository, and generated pages."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import codebook_pages
import command_pages
import python_pages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Where files of the repository stand that are no pages of docs/.
BESIDE = "repository"
FENCE = re.compile(r"(^```.*?^```|^~~~.*?^~~~)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(\]\()(?![a-z]+:|#)([^)#\s]+)((?:#[^)\s]*)?\))")
# A page of docs/ → what makes its further pages: name without ending → Markdown.
GENERATED: Mapping[str, Callable[[], dict[str, str]]] = {
    "codebook": codebook_pages.pages,
    "commands": command_pages.pages,
    "python": python_pages.pages,
}


def lay_out(out: Path) -> None:
    """Writes all pages and files into `out`, which is made. Raises ValueError for a link that leads nowhere."""
    waiting = [path for path in sorted(DOCS.rglob("*.md")) if "_site" not in path.parts]
    seen: set[Path] = set(waiting)
    while waiting:
        path = waiting.pop()
        text = _linked(path, lambda found: _meet(found, seen, waiting))
        target = out / place_of(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            target.write_text(text, encoding="utf-8")
        else:
            shutil.copy(path, target)
    for page, made in GENERATED.items():
        names = []
        for name, text in made().items():
            (out / page).mkdir(exist_ok=True)
            (out / page / f"{name}.md").write_text(text, encoding="utf-8")
            names.append(f"{page}/{name}")
        _append(out / f"{page}.md", toctree(names, shown=True))
    _order(out, {out / place_of(path) for path in seen if path.suffix == ".md"})


def place_of(path: Path) -> Path:
    """Where a file of the repository stands in the site's folder."""
    if path.is_relative_to(DOCS):
        return path.relative_to(DOCS)
    return Path(BESIDE) / path.relative_to(ROOT)


def _meet(path: Path, seen: set[Path], waiting: list[Path]) -> None:
    if path not in seen:
        seen.add(path)
        waiting.append(path)


def _linked(path: Path, meet: Callable[[Path], None]) -> str:
    """A page's text with links as they are from its place in the site; each file that they lead to is handed to `meet`."""
    if path.suffix != ".md":
        return ""

    def replaced(match: re.Match[str]) -> str:
        found = (path.parent / match[2]).resolve()
        if not found.exists():
            raise ValueError(f"{path.relative_to(ROOT)} links to {match[2]}, which is not there")
        if found.is_dir():
            found = found / "README.md"
            if not found.exists():
                return f"{match[1]}#{match[3]}"
        meet(found)
        return match[1] + os.path.relpath(place_of(found), place_of(path).parent) + match[3]

    parts = FENCE.split(path.read_text(encoding="utf-8"))
    return "".join(part if part.startswith(("```", "~~~")) else LINK.sub(replaced, part) for part in parts)


def toctree(names: list[str], caption: str = "", shown: bool = False) -> str:
    """A list of pages as MyST writes it."""
    head = [f":caption: {caption}"] if caption else []
    head += [":maxdepth: 1"] if shown else [":hidden:"]
    return "\n".join(["", "```{toctree}", *head, "", *names, "```", ""])


def _append(page: Path, text: str) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write(text)


def _order(out: Path, pages: set[Path]) -> None:
    """The order of pages from the lists of index.md, a part for each heading; pages that it does not name follow at the end."""
    index = out / "index.md"
    text, listed = index.read_text(encoding="utf-8"), {index}
    trees = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        names = []
        for target in re.findall(r"^- \[[^\]]*\]\(([^)#]+\.md)\)", part, flags=re.MULTILINE):
            listed.add(out / target)
            names.append(target.removesuffix(".md"))
        if names:
            trees.append(toctree(names, caption=part.splitlines()[0]))
    rest = sorted(str(page.relative_to(out)).removesuffix(".md") for page in pages - listed)
    more = [name for name in rest if not name.startswith(BESIDE)]
    if more:
        trees.append(toctree(more, caption="Further"))
    for page in sorted(pages - listed):
        if str(page.relative_to(out)).startswith(BESIDE):
            page.write_text("---\norphan: true\n---\n\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    _append(index, "".join(trees))
