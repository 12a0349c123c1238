"""Copies planted among the articles of a file, put together as a ledger does it, and measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from dragoman.evaluate.copies import score_copies
from dragoman.evaluate.planted import Article, Planted, plant
from dragoman.library.copies import keep_sketches, versions
from dragoman.records.coded import Coded
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, text_id
from dragoman.store import open_store

SEED = 20240402
# One article in so many lends sentences to updated copies and has none itself.
DONORS = 8
_RUN = Run("copies", "", "", "", "")


def measure_copies(path: Path, seed: int = SEED) -> dict[str, Any]:
    """Figures of `score_copies` over copies of the articles of a JSONL file (`id, title, text, published, news`).

    Raises ValueError with the line that is in another form.
    """
    articles = read_articles(path)
    Random(seed).shuffle(articles)
    donors, chosen = articles[: len(articles) // DONORS], articles[len(articles) // DONORS :]
    if not donors:
        raise ValueError(f"it holds {len(articles)} articles; planting copies needs {DONORS} or more")
    planted = plant(chosen, seed, donors)
    return score_copies(planted, put_together(planted))


def put_together(planted: Sequence[Planted]) -> dict[str, str]:
    """Id of each text → the earliest text of its story, by a ledger that reads them in this order."""
    with open_store(":memory:") as store:
        for one in planted:
            reading = Reading(one.id, text_id(one.text), one.id, published=one.published)
            store.add(reading, one.id, Coded(Document(reading, one.text), ()), (), _RUN)
        keep_sketches(store)
        known = versions(store, _RUN)
        names = [stored.reading.document for stored in known.held]
        return {names[member]: names[story.earliest] for story in known.stories for member in story.members}


def read_articles(path: Path) -> list[Article]:
    """The articles of a JSONL file. Raises ValueError with the line."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                article = Article(row["id"], row["title"], row["text"], row.get("published"), row.get("news", True))
            except (ValueError, TypeError, KeyError) as error:
                raise ValueError(
                    f"line {number}: {type(error).__name__}: {error}; needed are id, title, text"
                ) from error
            found.append(article)
    return found
