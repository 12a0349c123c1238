"""`python training/whose/pronouns.py`: labelled parties → src/dragoman/codebook/salience.tsv, the weights by which a pronoun's antecedent is chosen.

Labels tell a pronoun's country, not its antecedent: what is fitted is the probability of all candidates with that country, as a logit
over the candidates with a ridge towards no weight at all. Prints how many get the right country in five folds by document, before and
after.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from fit import Gold, articles, sentences

from dragoman.annotate import annotate
from dragoman.codebook.folder import SHIPPED, Folder
from dragoman.codebook.salience import KINDS, load_salience
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import load_tables
from dragoman.records.text import Document
from dragoman.resolve.story import Choice

SHARED_RIDGE, OWN_RIDGE = 0.5, 1.5
THEIR_WEIGHT = 0.5  # of single sentences
STEPS, RATE = 400, 0.5


@dataclass(frozen=True)
class Case:
    """A pronoun: signs of each candidate, whether each has the right country, and the one of the weights so far."""

    doc: str
    kind: str
    signs: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    weight: float


def cases(doc: str, document: Document, gold: Gold, weight: float) -> Iterator[Case]:
    """The labelled pronouns of a document of which some candidate has the right country."""
    tables = load_tables(Options().folder)
    parsed = annotate(document.text, None, tables.forms, tables.cues.aside.get("dateline", ()))
    choices: list[Choice] = []
    who(parsed, tables, document.reading.published, find_speech(parsed, tables.cues), document.reading, None, choices)
    for choice in choices:
        pronoun = choice.pronoun
        start, end = parsed.starts[pronoun.first], parsed.ends[pronoun.last - 1]
        codes = next((c for (a, b), c in gold.items() if (a, b) == (start, end)), set())
        right = tuple(m.parties[0].code in codes for m, _ in choice.candidates)
        if len(codes) == 1 and None not in codes and any(right):
            yield Case(doc, choice.kind, tuple(dict(s) for _, s in choice.candidates), right, weight)


class Logit:
    """Weights of signs, shared and of each class of pronoun."""

    def __init__(self, found: list[Case]) -> None:
        signs = sorted({s for case in found for told in case.signs for s in told})
        self.names = [(group, s) for group in ("all", *KINDS) for s in signs]
        self.at = {name: n for n, name in enumerate(self.names)}
        self.ridge = np.array([SHARED_RIDGE if group == "all" else OWN_RIDGE for group, _ in self.names])
        self.weights = np.zeros(len(self.names))

    def row(self, case: Case) -> np.ndarray:
        """(candidates, signs)."""
        x = np.zeros((len(case.signs), len(self.names)))
        for n, told in enumerate(case.signs):
            for sign, value in told.items():
                x[n, self.at["all", sign]] = x[n, self.at[case.kind, sign]] = value
        return x

    def fit(self, found: list[Case]) -> None:
        """Adaptive gradient steps down the weighted loss with the ridge."""
        rows = [(self.row(case), np.array(case.right), case.weight) for case in found if not all(case.right)]
        self.weights[:] = 0
        squares = np.full(len(self.names), 1e-6)
        for _ in range(STEPS):
            gradient = self.ridge * self.weights
            for x, right, weight in rows:
                odds = np.exp(x @ self.weights - (x @ self.weights).max())
                among = np.where(right, odds, 0)
                gradient += weight * ((odds / odds.sum()) @ x - (among / among.sum()) @ x)
            squares += gradient**2
            self.weights -= RATE * gradient / np.sqrt(squares)

    def chosen(self, case: Case) -> int:
        """The candidate that scores best, of equals the last."""
        scores = self.row(case) @ self.weights
        return max(range(len(scores)), key=lambda n: (scores[n], n))


def held_out(model: Logit, found: list[Case]) -> None:
    """Prints how many pronouns get the right country, by the weights that ship and by five folds."""
    docs = sorted({case.doc for case in found})
    fold = {doc: n % 5 for n, doc in enumerate(random.Random(0).sample(docs, len(docs)))}
    shipped = load_salience(Folder())
    before: dict[str, list[bool]] = defaultdict(list)
    after: dict[str, list[bool]] = defaultdict(list)
    for held in range(5):
        model.fit([case for case in found if fold[case.doc] != held])
        for case in found:
            if fold[case.doc] == held:
                weights = shipped[case.kind]
                scores = [sum(weights.get(s, 0.0) * v for s, v in told.items()) for told in case.signs]
                group = f"{case.kind}, {'articles' if case.weight == 1 else 'sentences'}"
                before[group].append(case.right[max(range(len(scores)), key=lambda n: (scores[n], n))])
                after[group].append(case.right[model.chosen(case)])
    for group, told in sorted(before.items()):
        print(f"{group}: {len(told)} pronouns, right {sum(told)} by the weights that ship, {sum(after[group])} fitted")


def main() -> int:
    """Collects, prints the figures, fits on all and writes the weights."""
    found = [case for one in articles() for case in cases(*one, 1.0)]
    found += [case for one in sentences() for case in cases(*one, THEIR_WEIGHT)]
    model = Logit(found)
    held_out(model, found)
    model.fit(found)
    lines = [f"{group}\t{sign}\t{w:.3f}" for (group, sign), w in zip(model.names, model.weights) if abs(w) >= 0.01]
    (SHIPPED / "salience.tsv").write_text("class\tsign\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
