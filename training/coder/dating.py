"""`python training/coder/dating.py [--seed 5] [--cases FILE]`: labels of days → the head that dates an act which nothing in its sentence dates.

The documents of ../corpus/days.jsonl are coded as the program codes them; each act that its own sentence does not date becomes a case, with the
answer of the labels (labels/days.py). The encoder stays as it is. Prints how many days are right in every fifth document, trained on the others,
then trains on all and writes the head into src/dragoman/encode/weights/heads.npz.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import kept
import numpy as np
import torch
from choices import Falling, log_shares
from model import Dating
from torch import Tensor

from dragoman.pipeline.dating import words_of
from dragoman.pipeline.one import undated
from export import ship

sys.path.append(str(Path(__file__).resolve().parents[1] / "labels"))
from days import CORPUS, document_of, documents

EPOCHS, SIZE, RATE, DECAY = 30, 128, 2e-3, 0.1
NO_DAY = ("", "")

Record = dict[str, Any]
Given = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


@dataclass
class Asked:
    """A case as tensors want it. days: first and last of each candidate; right: those that the labels take, NO_DAY for none; ruled: as rules say."""

    doc: str
    days: list[tuple[str, str]]
    right: list[tuple[str, str]]
    ruled: tuple[str, str]
    words: np.ndarray
    about: np.ndarray
    signs: np.ndarray
    verbs: np.ndarray

    def fits(self) -> np.ndarray:
        """(days + 1,): 1 for each candidate, and last no day, that the labels take."""
        return np.array([float(d in self.right) for d in (*self.days, NO_DAY)], dtype=np.float32)


def asked_of(given: tuple[str, Record, list[Record]]) -> list[Asked]:
    """The cases of one document that labels answer."""
    key, told, labels = given
    document = document_of(key, told)
    claims, cases, _, seen = undated(document)
    published = document.reading.published or ""
    by_place = {(one["start"], one["type"]): one for one in labels}
    found = []
    for case in cases:
        act, claim = claims[case.at]
        label = by_place.get((claim.trigger.start, act.type))
        if label is None:
            continue
        right = [tuple(days) for days in label["days"]]
        right += [(published, published)] if label["published"] else []
        right += [NO_DAY] if label["unknown"] else []
        days = [(w.first or "", w.last or "") for w in case.days]
        ruled = (claim.when.first or "", claim.when.last or "")
        found.append(Asked(key, days, right, ruled, words_of(act, seen), case.about, case.signs, case.verbs))
    return found


def read() -> list[Asked]:
    """The cases of all documents with labels."""
    labels: dict[str, list[Record]] = defaultdict(list)
    for line in (CORPUS / "days.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels[label["doc"]].append(label)
    given = [(key, told, labels[key]) for key, told in documents().items() if key in labels]
    with Pool(2) as pool:
        return [case for cases in pool.imap(asked_of, given, chunksize=4) for case in cases]


def batch(cases: Sequence[Asked]) -> tuple[Given, Tensor]:
    """What Dating.forward takes; (days + cases,) 1 where the labels take a day, or, last, none."""
    words, about = (torch.from_numpy(np.stack([getattr(c, name) for c in cases])) for name in ("words", "about"))
    signs, verbs = (torch.from_numpy(np.concatenate([getattr(c, name) for c in cases])) for name in ("signs", "verbs"))
    owner = torch.tensor([n for n, c in enumerate(cases) for _ in c.days])
    fits = [c.fits() for c in cases]
    answers = np.concatenate([*(f[:-1] for f in fits), np.array([f[-1] for f in fits])])
    return (words, about, signs, verbs, owner), torch.from_numpy(answers)


def trained(cases: Sequence[Asked], seed: int) -> Dating:
    """The head, trained from nothing: the more of its probability lies on any of the days that fit, the better."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    cases = [c for c in cases if c.fits().any()]
    one = cases[0]
    net = Dating(len(one.words), len(one.about), one.signs.shape[1], one.verbs.shape[1])
    optimiser = Falling(net, RATE, DECAY, EPOCHS * -(-len(cases) // SIZE))
    for _ in range(EPOCHS):
        net.train()
        rng.shuffle(cases)
        for first in range(0, len(cases), SIZE):
            given, fits = batch(cases[first : first + SIZE])
            told, of = log_shares(*net(*given), given[-1])
            held = torch.zeros(len(given[0])).scatter_add(0, of, told.exp() * fits)
            loss = -(held + 1e-9).log().mean()
            optimiser.step(loss)
    return net.eval()


def likeliest(net: Dating, case: Asked) -> tuple[str, str]:
    """The days that the head gives a case, NO_DAY for none."""
    with torch.no_grad():
        given, _ = batch([case])
        told = log_shares(*net(*given), given[-1])[0].exp().tolist()
    total: dict[tuple[str, str], float] = defaultdict(float)
    for days, share in zip((*case.days, NO_DAY), told):
        total[days] += share
    return max(total, key=lambda days: total[days])


def report(net: Dating, cases: Sequence[Asked]) -> None:
    """Prints how many days are right, by the rules and by the head."""
    found = [likeliest(net, c) for c in cases]
    given = [(c, days) for c, days in zip(cases, found) if days != NO_DAY]
    for name, told in (
        ("rules", [(c, c.ruled) for c in cases]),
        ("head", list(zip(cases, found))),
        ("days given", given),
    ):
        print(f"{name}: {sum(days in c.right for c, days in told)} of {len(told)} right")


def main() -> None:
    """Trains, says how good it is, trains on all, writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seed", type=int, default=5)
    asked.add_argument("--cases", type=Path, help="file in which the cases are kept between runs")
    given = asked.parse_args()
    cases = kept.once(given.cases, read, ("dating", "__main__"))
    names = sorted({c.doc for c in cases})
    random.Random(given.seed).shuffle(names)
    apart = set(names[::5])
    report(trained([c for c in cases if c.doc not in apart], given.seed), [c for c in cases if c.doc in apart])
    ship("dating", trained(cases, given.seed))


if __name__ == "__main__":
    main()
