"""`python training/whose/fit.py`: labelled parties → src/dragoman/codebook/whose.tsv, the weights by which an unnamed body or unknown person gets a country.

Reads ../corpus: the articles coded whole, and a draw of the other training sentences, which count less. A conditional logit with a
ridge over the countries that a text names and none of them. Prints how many are right in five folds by article.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.annotate import annotate
from dragoman.codebook.folder import SHIPPED
from dragoman.codebook.whose import CLASSES, NOBODY
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import named_parties
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict_corpus import article_document, document_of, lead_of
from dragoman.pipeline.tables import load_tables
from dragoman.records.text import Document
from dragoman.resolve.setting import mention_class

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SENTENCES, THEIR_WEIGHT = 5000, 0.3
SHARED_RIDGE, OWN_RIDGE, NOBODY_RIDGE = 0.6, 2.5, 0.3
STEPS, RATE = 300, 0.5

Record = dict[str, Any]
Gold = dict[tuple[int, int], set[str | None]]


@dataclass(frozen=True)
class Case:
    """A mention without a country of its own. signs: country → sign → strength. gold: its country as labelled, or null."""

    doc: str
    kind: str
    signs: dict[str, dict[str, float]]
    against: dict[str, float]
    gold: str | None
    weight: float


def gold_of(record: Record, shift: int) -> Gold:
    """Span in the document → codes, of each labelled party of a record."""
    found: Gold = defaultdict(set)
    for event in record["events"]:
        for party in (*event["actor"], *event["recipient"]):
            found[party["start"] + shift, party["end"] + shift].add(party["code"])
    return found


def articles() -> Iterator[tuple[str, Document, Gold]]:
    """(name, document, labelled parties) of each written article of the training part."""
    lines = (CORPUS / "articles-train.jsonl").read_text(encoding="utf-8").splitlines()
    for doc, group in groupby(map(json.loads, lines), key=lambda r: r["doc"]):
        article = list(group)
        document, starts = article_document(article)
        gold: Gold = {}
        for record, start in zip(article, starts):
            gold |= gold_of(record, start)
        yield doc, document, gold


def sentences() -> Iterator[tuple[str, Document, Gold]]:
    """The same of a draw of single sentences, each behind the one before it."""
    names = ("train.jsonl", "train-by-sa.jsonl")
    records = [json.loads(line) for n in names for line in (CORPUS / n).read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(records)
    for record in records[:SENTENCES]:
        yield record["doc"], document_of(record), gold_of(record, len(lead_of(record)))


def cases(doc: str, document: Document, gold: Gold, weight: float) -> Iterator[Case]:
    """The mentions of a document that are labelled and have no country of their own."""
    tables = load_tables(Options().folder)
    parsed = annotate(document.text, None, tables.forms, tables.cues.aside.get("dateline", ()))
    speeches = find_speech(parsed, tables.cues)
    named, setting = named_parties(parsed, tables, document.reading.published, speeches, document.reading)
    for mention in named.items:
        stranger = mention.kind == "person" and mention.parties and mention.parties[0].code is None
        if not stranger and (mention.kind != "role" or mention.parties):
            continue
        start, end = parsed.starts[mention.first], parsed.ends[mention.last - 1]
        codes = _labelled(gold, start, end)
        if len(codes) == 1:
            sector = mention.parties[0].sector if stranger else mention.why.removeprefix("sector=") or None
            kind = mention_class(mention, sector)
            yield Case(doc, kind, setting.signs(mention, sector), setting.against(mention, kind), *codes, weight)


def _labelled(gold: Gold, start: int, end: int) -> set[str | None]:
    for (first, last), codes in gold.items():
        shared = min(end, last) - max(start, first)
        if shared > 0 and shared / (max(end, last) - min(start, first)) > 0.45:
            return codes
    return set()


class Logit:
    """The conditional logit: weights of signs that all classes share, of each class's own, and of none being meant."""

    def __init__(self, found: list[Case]) -> None:
        signs = sorted({s for case in found for told in case.signs.values() for s in told})
        against = sorted({s for case in found for s in case.against})
        self.names = (
            [("all", s) for s in signs] + [(c, s) for c in CLASSES for s in signs] + [(NOBODY, s) for s in against]
        )
        self.at = {name: n for n, name in enumerate(self.names)}
        ridge = {"all": SHARED_RIDGE, NOBODY: NOBODY_RIDGE}
        self.ridge = np.array([ridge.get(group, OWN_RIDGE) for group, _ in self.names])
        self.weights = np.zeros(len(self.names))

    def row(self, case: Case) -> tuple[np.ndarray, int]:
        """(countries and none, signs), and which of them is right."""
        x = np.zeros((len(case.signs) + 1, len(self.names)))
        for n, told in enumerate(case.signs.values()):
            for sign, value in told.items():
                x[n, self.at["all", sign]] = x[n, self.at[case.kind, sign]] = value
        for sign, value in case.against.items():
            x[-1, self.at[NOBODY, sign]] = value
        codes = list(case.signs)
        return x, codes.index(case.gold) if case.gold in case.signs else len(codes)

    def fit(self, found: list[Case]) -> None:
        """Adaptive gradient steps down the weighted loss with the ridge."""
        rows = [(*self.row(case), case.weight) for case in found]
        self.weights[:] = 0
        squares = np.full(len(self.names), 1e-6)
        for _ in range(STEPS):
            gradient = self.ridge * self.weights
            for x, right, weight in rows:
                gradient += weight * (self.shares(x) @ x - x[right])
            squares += gradient**2
            self.weights -= RATE * gradient / np.sqrt(squares)

    def shares(self, x: np.ndarray) -> np.ndarray:
        """Probability of each row."""
        scores = x @ self.weights
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum())


def held_out(model: Logit, whole: list[Case], other: list[Case]) -> None:
    """Prints how many cases of whole articles are given a country, and right, in five folds by article."""
    docs = sorted({case.doc for case in whole})
    fold = {doc: n % 5 for n, doc in enumerate(random.Random(0).sample(docs, len(docs)))}
    sure: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for held in range(5):
        model.fit([case for case in whole if fold[case.doc] != held] + other)
        for case in whole:
            if fold[case.doc] == held and case.signs:
                x, right = model.row(case)
                shares = model.shares(x)
                best = int(shares[:-1].argmax())
                sure[case.kind].append((float(shares[best]), best == right))
    for kind, told in sure.items():
        for least in (0.3, 0.35, 0.4, 0.5, 0.6):
            given = [right for share, right in told if share >= least]
            print(f"{kind}: of {len(told)}, from {least}: {len(given)} given, {sum(given)} right")


def main() -> int:
    """Collects, prints the figures, fits on all and writes the weights."""
    whole = [case for one in articles() for case in cases(*one, 1.0)]
    other = [case for one in sentences() for case in cases(*one, THEIR_WEIGHT)]
    print(len(whole), "mentions of articles,", len(other), "of sentences")
    model = Logit(whole + other)
    held_out(model, whole, other)
    model.fit(whole + other)
    lines = [f"{group}\t{sign}\t{w:.3f}" for (group, sign), w in zip(model.names, model.weights) if abs(w) >= 0.01]
    (SHIPPED / "whose.tsv").write_text("class\tsign\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
