"""`python training/labels/articles.py BATCHES`: whole articles, written for the corpus or of Wikinews → sentences and batches to label.

Reads ../corpus/articles/*.txt: articles parted by empty lines, each a heading `# day | outlet | title`, of Wikinews with `| address`, and one sentence a
line. Writes ../corpus/sentences-articles.jsonl, and BATCHES/articles-FILE-N.txt of whole articles, about 100 sentences each.
Of the articles of the files a and b every eighth is for development, of e every fourth, of g every second, of h, k, m, n and o every eighth, of c and d every sixteenth; those of Wikinews (w) are for
measuring alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from draw import write_batches
from sentences import CORPUS

WRITTEN = {"source": "written-articles", "licence": "CC BY 4.0"}
WIKINEWS = {"source": "wikinews", "licence": "CC BY 2.5"}
HELD = {
    "a": 8,
    "b": 8,
    "c": 16,
    "d": 16,
    "e": 4,
    "g": 2,
    "h": 8,
    "k": 8,
    "m": 8,
    "n": 8,
    "o": 8,
}  # one article of so many of a file is for development
BATCH = 90  # sentences from which on a batch is full


def articles(path: Path) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Heading (`published`, `publisher`, `title`, and `url` where there is one) and sentences of each article. Raises ValueError that names file and line."""
    heading: dict[str, str] = {}
    lines: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# "):
            if heading:
                yield heading, lines
            fields = [part.strip() for part in line[2:].split("|", 3)]
            if len(fields) < 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d", fields[0]):
                raise ValueError(f"{path}:{number}: a heading is `# YYYY-MM-DD | outlet | title [| address]`")
            date.fromisoformat(fields[0])
            heading, lines = dict(zip(("published", "publisher", "title", "url"), fields)), []
        elif line.strip():
            if not heading:
                raise ValueError(f"{path}:{number}: a sentence before the first heading")
            lines.append(line.strip())
    if heading:
        yield heading, lines


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """The sentences of one file, with split and batch."""
    batch, size = 1, 0
    real = path.stem.startswith("w")
    held = 1 if real else HELD[path.stem[0]]
    for place, (heading, lines) in enumerate(articles(path)):
        doc = f"article-{path.stem}-{place + 1:02d}"
        for before, text in zip(["", *lines], lines):
            digest = hashlib.sha256(f"{doc}\n{text}".encode()).hexdigest()[:12]
            shared = {"doc": doc, **(WIKINEWS if real else WRITTEN), **heading}
            split = "wikinews" if real else "articles-dev" if place % held == held - 1 else "articles-train"
            yield {
                "id": f"s-{digest}",
                "text": text,
                "before": before,
                **shared,
                "split": split,
                "batch": f"articles-{path.stem}-{batch}",
            }
        size += len(lines)
        if size >= BATCH:
            batch, size = batch + 1, 0


def main(folder: Path, corpus: Path = CORPUS) -> int:
    """Writes the sentences and the batches, and prints their counts."""
    found = {one["id"]: one for path in sorted((corpus / "articles").glob("*.txt")) for one in sentences(path)}
    written = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found.values())
    (corpus / "sentences-articles.jsonl").write_text(written, encoding="utf-8")
    write_batches(found.values(), folder)
    print(len({one["doc"] for one in found.values()}), "articles,", len(found), "sentences")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
