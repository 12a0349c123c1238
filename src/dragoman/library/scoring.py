"""Predictions of the program for labelled sets, handed to what measures them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.ledger import open as open_ledger
from dragoman.records.claim_json import claim_object

if TYPE_CHECKING:
    from dragoman.library.reading import Progress

RELATION_COLUMNS = ("sentence", "source", "target", "gold")


class NotMeasuredError(Exception):
    """A set that this version cannot measure, or whose file is not in the form it should have."""


def seed_lines(texts: Path, ledger: str | None = None) -> Iterator[str]:
    """The claims of a ledger as exported, or of the texts in a folder, which are then read."""
    with open_ledger(ledger or ":memory:", must_exist=bool(ledger)) as opened:
        if ledger is None:
            opened.read(texts)
        for told in opened.claims(min_confidence=MIN_CONFIDENCE):
            yield json.dumps(claim_object(told), ensure_ascii=False)


def measure(kind: str, gold: Path, written: Path | None, step: Progress | None = None) -> dict[str, Any]:
    """Figures of `times`, `statements` or `relations` on the set in `gold`; predictions go to `written`.

    step: called with the name of each document, or row, before it is read. Raises NotMeasuredError.
    """
    try:
        return KINDS[kind](gold, written, step)
    except ValueError as error:
        said = str(error)
        raise NotMeasuredError(said if said.startswith(str(gold)) else f"{gold}: {said}") from error


def _function(module: str, name: str) -> Callable[..., Any]:
    try:
        found: Callable[..., Any] = getattr(import_module(f"dragoman.{module}"), name)
    except (ImportError, AttributeError) as error:
        raise NotMeasuredError(f"This version has no {module}.{name} yet.") from error
    return found


def _times(gold: Path, written: Path | None, step: Progress | None) -> dict[str, Any]:
    evaluate = _function("evaluate.times", "evaluate_times")
    figures: dict[str, Any] = evaluate(gold, _function("pipeline.predict", "predict_times")(gold, step), written)
    return figures


def _statements(gold: Path, written: Path | None, step: Progress | None) -> dict[str, Any]:
    evaluate = _function("evaluate.statements", "evaluate_statements")
    predicted = _function("pipeline.predict", "predict_statements")(gold, step)
    if written is not None:
        lines = (json.dumps(row, ensure_ascii=False) for row in predicted)
        written.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    figures: dict[str, Any] = evaluate(_function("evaluate.statements", "read_gold")(gold), predicted)
    return figures


def _relations(gold: Path, written: Path | None, step: Progress | None) -> dict[str, Any]:
    rows = list(relation_rows(gold))
    predict = _function("pipeline.relations", "relation")
    evaluate = _function("evaluate.relations", "evaluate_relations")
    labels = [label for *_, label in rows]
    predicted = []
    for sentence, source, target, _ in rows:
        if step:
            step(sentence)
        predicted.append(predict(sentence, source, target))
    if written is not None:
        lines = ["gold\tpredicted", *(f"{label}\t{guess}" for label, guess in zip(labels, predicted))]
        written.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures: dict[str, Any] = evaluate(labels, predicted)
    return figures


def relation_rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(sentence, source, target, gold) of a tab-separated, unquoted file. Raises ValueError with the line."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in RELATION_COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"line 1 has no column {', '.join(missing)}")
        for row in reader:
            if any(row[name] is None for name in RELATION_COLUMNS):
                raise ValueError(f"line {reader.line_num} has too few columns")
            yield row["sentence"], row["source"], row["target"], row["gold"]


def _corpus(gold: Path, written: Path | None, step: Progress | None = None) -> dict[str, Any]:
    """Sentences coded end to end against records of the corpus; `written` takes the acts, a line a sentence."""
    from dragoman.evaluate.corpus import Tally, add, report
    from dragoman.pipeline.predict_corpus import predict_record

    tally, lines = Tally(), []
    for number, line in enumerate(gold.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            events = record["events"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(f"line {number} is no record of the corpus: {error}") from error
        if step:
            step(record["id"])
        found = predict_record(record)
        add(tally, record["id"], events, found)
        lines.append(json.dumps({"id": record["id"], "acts": [_act(a) for a in found]}, ensure_ascii=False) + "\n")
    if written is not None:
        written.write_text("".join(lines), encoding="utf-8")
    return report(tally)


def _act(act: Any) -> dict[str, Any]:
    return {k: sorted(v) if isinstance(v, frozenset) else v for k, v in asdict(act).items()}


KINDS: dict[str, Callable[[Path, Path | None, Progress | None], dict[str, Any]]] = {
    "times": _times,
    "statements": _statements,
    "relations": _relations,
    "corpus": _corpus,
}
