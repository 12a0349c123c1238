"""Predictions of the program for labelled sets, handed to what measures them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.ledger import open as open_ledger
from dragoman.records.claim_json import claim_object


class NotMeasuredError(Exception):
    """A set that this version cannot measure, or whose file is not in the form it should have."""


def seed_lines(texts: Path, ledger: str | None = None) -> Iterator[str]:
    """The claims of a ledger as exported, or of the texts in a folder, which are then read."""
    with open_ledger(ledger or ":memory:", must_exist=bool(ledger)) as opened:
        if ledger is None:
            opened.read(texts)
        for told in opened.claims(min_confidence=MIN_CONFIDENCE):
            yield json.dumps(claim_object(told), ensure_ascii=False)


def measure(kind: str, gold: Path, predictions: Path | None) -> dict[str, object]:
    """Figures of `times`, `statements` or `relations` on the set in `gold`; what is predicted goes to `predictions`.

    `pipeline.predict.predict_KIND(path)` gives the predictions, `evaluate.KIND.score(path, predictions)` the figures,
    `evaluate.KIND.write(path, predictions)` the file. Raises NotMeasuredError.
    """
    try:
        predict = getattr(import_module("dragoman.pipeline.predict"), f"predict_{kind}")
        scoring = import_module(f"dragoman.evaluate.{kind}")
    except (ImportError, AttributeError) as error:
        raise NotMeasuredError(f"This version does not measure {kind} yet.") from error
    try:
        predicted = predict(gold)
    except ValueError as error:
        raise NotMeasuredError(f"{gold}: {error}") from error
    if predictions is not None:
        scoring.write(predictions, gold, predicted)
    figures: dict[str, object] = scoring.score(gold, predicted)
    return figures
