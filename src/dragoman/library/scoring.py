"""Predictions of the program for labelled sets, handed to what measures them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.evaluate.rows import json_rows
from dragoman.library.beside import done
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.ledger import open as open_ledger
from dragoman.records.claim_json import claim_object

if TYPE_CHECKING:
    from dragoman.evaluate.corpus import Predicted
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


def measure_corpus(
    gold: Sequence[Path],
    written: Path | None = None,
    against: Path | None = None,
    least: float = MIN_CONFIDENCE,
    step: Progress | None = None,
    missed: bool = False,
    articles: bool = False,
    workers: int = 1,
) -> dict[str, Any]:
    """Sentences coded end to end against records of the corpus.

    articles: the records of one document are all of its sentences, and are coded together as its text.

    written: takes all acts, a line a sentence. against: such a file of an earlier run; what was gained and lost since then is
    told. least: confidence from which acts count; `calibration` is over all acts. missed: whether to name the gold acts that are
    not wholly right. workers: processes that code. Raises NotMeasuredError.
    """
    from dragoman.evaluate.corpus import Tally, act_row, add, calibration, changed, report
    from dragoman.pipeline.predict_corpus import predict_article, predict_record

    tally, whole, then, lines = Tally(), Tally(), Tally(), []
    try:
        before = _acts_before(against) if against else {}
        records = (row for path in gold for row in json_rows(path, _record, "a record of the corpus"))
        coded = done(predict_record, records, workers)
        if articles:
            texts = (list(text) for _, text in groupby(records, key=itemgetter("doc")))
            coded = (pair for text, found in done(predict_article, texts, workers) for pair in zip(text, found))
        for record, found in coded:
            if step:
                step(record["id"])
            add(tally, record["id"], record["events"], [a for a in found if a.confidence >= least])
            add(whole, record["id"], record["events"], found)
            earlier = before.get(record["id"], [])
            add(then, record["id"], record["events"], [a for a in earlier if a.confidence >= least])
            lines.append(json.dumps(act_row(record["id"], found), ensure_ascii=False) + "\n")
    except ValueError as error:
        raise NotMeasuredError(str(error)) from error
    if written is not None:
        written.write_text("".join(lines), encoding="utf-8")
    figures = {**report(tally), "calibration": calibration(whole.right)}
    if missed:
        figures["missed"] = tally.missed
    return figures | changed(tally, then) if against else figures


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["id"], "text": row["text"], "events": row["events"]} | row


def _acts_before(path: Path) -> dict[str, list[Predicted]]:
    from dragoman.evaluate.corpus import read_acts

    return dict(json_rows(path, read_acts, "a line that `evaluate corpus --predictions` wrote"))


KINDS: dict[str, Callable[[Path, Path | None, Progress | None], dict[str, Any]]] = {
    "times": _times,
    "statements": _statements,
    "relations": _relations,
}
