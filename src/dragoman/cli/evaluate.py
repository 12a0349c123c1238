"""`dragoman evaluate`: gold against predictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli import options

evaluate = typer.Typer(help="Measure against labelled sets.", no_args_is_help=True)
Gold = Annotated[Path, typer.Argument(help="The labelled set.", exists=True, dir_okay=False, show_default=False)]
Predictions = Annotated[Path | None, typer.Option(help="Where to write what the program says.", metavar="FILE")]
Workers = Annotated[int, typer.Option(help="How many processes code.", min=1, metavar="N")]
Format = Annotated[str, typer.Option(help="table or json.", metavar="FORMAT")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(evaluate, name="evaluate", rich_help_panel="Keep")


@evaluate.command("seeds")
def seeds(
    ledger: Annotated[
        str | None, typer.Option("--ledger", "-l", help="A ledger that holds the two texts; else they are read.")
    ] = None,
    gold: Annotated[Path | None, typer.Option(help="Folder with answers and scorer.", metavar="DIR")] = None,
    texts: Annotated[Path | None, typer.Option(help="Folder with the two texts.", metavar="DIR")] = None,
    format: Format = "table",
) -> None:
    """Score the claims of the two example texts against hand-made answers.

    Example:

      dragoman evaluate seeds
    """
    from dragoman.evaluate.seeds import SeedsError, find_sets, score_seeds
    from dragoman.library.scoring import seed_lines

    try:
        sets = find_sets(gold, texts)
        report = score_seeds(sets, seed_lines(sets.texts, ledger))
    except SeedsError as error:
        raise typer.BadParameter(str(error)) from error
    _print(report, format)


@evaluate.command("times")
def times(gold: Gold, predictions: Predictions = None, format: Format = "table") -> None:
    """Expressions of time and their values: FILE.jsonl as in WikiWars.

    Example:

      dragoman evaluate times wikiwars.jsonl --predictions out.jsonl --format json
    """
    _measure("times", gold, predictions, format)


@evaluate.command("statements")
def statements(gold: Gold, predictions: Predictions = None, format: Format = "table") -> None:
    """Who said what: FILE.jsonl as in PolNeAR.

    Example:

      dragoman evaluate statements polnear.jsonl --predictions out.jsonl
    """
    _measure("statements", gold, predictions, format)


@evaluate.command("relations")
def relations(gold: Gold, predictions: Predictions = None, format: Format = "table") -> None:
    """What one party does to another: FILE.tsv with the columns sentence, source, target, gold.

    Example:

      dragoman evaluate relations plv.tsv --predictions out.tsv
    """
    _measure("relations", gold, predictions, format)


@evaluate.command("corpus")
def corpus(
    gold: Annotated[
        list[Path], typer.Argument(help="Files of the corpus.", exists=True, dir_okay=False, show_default=False)
    ],
    predictions: Predictions = None,
    against: Annotated[
        Path | None,
        typer.Option(
            help="Predictions of an earlier run: tells the acts gained and lost since.",
            exists=True,
            dir_okay=False,
            metavar="FILE",
        ),
    ] = None,
    articles: Annotated[
        bool, typer.Option("--articles", help="The sentences of a document are the whole of it: code them as one text.")
    ] = False,
    min_confidence: options.MinConfidence = None,
    workers: Workers = 1,
    format: Format = "table",
) -> None:
    """Sentences coded end to end: FILE.jsonl as in training/corpus.

    Example:

      dragoman evaluate corpus training/corpus/test*.jsonl --predictions new.jsonl --against old.jsonl
    """  # fmt: skip
    from dragoman.cli.output import progress
    from dragoman.library.scoring import NotMeasuredError, measure_corpus

    try:
        with progress() as step:
            report = measure_corpus(
                gold, predictions, against, options.confidence(min_confidence), step, articles=articles, workers=workers
            )
    except NotMeasuredError as error:
        raise typer.BadParameter(str(error)) from error
    _print({"corpus": report}, format)


@evaluate.command("copies")
def copies(
    gold: Gold,
    seed: Annotated[int | None, typer.Option(help="Another seed for the copies.")] = None,
    format: Format = "table",
) -> None:
    """Copies planted among the articles of FILE.jsonl, and whether they are put together: lines with id, title, text, published.

    Example:

      dragoman evaluate copies goldsets/copies/articles.jsonl
    """
    from dragoman.library.scoring_copies import SEED, measure_copies

    try:
        report = measure_copies(gold, SEED if seed is None else seed)
    except ValueError as error:
        raise typer.BadParameter(f"{gold}: {error}") from error
    _print({"copies": report}, format)


@evaluate.command("events")
def events(
    gold: Annotated[
        Path,
        typer.Argument(
            help="A folder with mentions*.jsonl as goldsets/events, or a file of MEANTIME.",
            exists=True,
            show_default=False,
        ),
    ],
    half: Annotated[
        str | None, typer.Option(help="development or held-back: the stories that merging was tuned on, or the others.")
    ] = None,
    errors: Annotated[bool, typer.Option(help="List wrong merges and missed pairs.")] = True,
    workers: Workers = 1,
    format: Format = "table",
) -> None:
    """Whether claims that tell of one happening, in several documents, are put together as one event.

    Each labelled mention is the claim whose trigger overlaps it most. Figures are given over the mentions that are claims (bound), and
    over all, where a mention that no claim was found for stands alone.

    Example:

      dragoman evaluate events goldsets/events --half held-back
    """
    from dragoman.cli.output import progress
    from dragoman.library.scoring_events import measure_events

    try:
        with progress() as step:
            report = measure_events(gold, half, step=step, workers=workers)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if not errors:
        report["bound"] = {name: value for name, value in report["bound"].items() if not isinstance(value, list)}
    _print(report, format)


@evaluate.command("chains")
def chains(
    gold: Annotated[
        Path,
        typer.Argument(help="Folder of chains, as goldsets/chains.", exists=True, file_okay=False, show_default=False),
    ],
    format: Format = "table",
) -> None:
    """Versions of a story as agencies send them (URGENT, LEAD, UPDATE 2, corrections, kills): whether they are known for one story, in order,
    with each thing told once.

    Example:

      dragoman evaluate chains goldsets/chains
    """
    from dragoman.cli.output import progress
    from dragoman.library.scoring_chains import measure_chains

    try:
        with progress() as step:
            report = measure_chains(gold, step=step)
    except (ValueError, OSError) as error:
        raise typer.BadParameter(str(error)) from error
    _print(report, format)


@evaluate.command("compare")
def compare(
    gold: Annotated[
        Path,
        typer.Argument(help="Folder of pairs, as goldsets/compare.", exists=True, file_okay=False, show_default=False),
    ],
    given_points: Annotated[
        bool, typer.Option("--given-points", help="Align the gold's points, so that alignment alone is measured.")
    ] = False,
    workers: Workers = 1,
    format: Format = "table",
) -> None:
    """Two accounts of one meeting cut into points and aligned: pairs, points and alignment as in goldsets/compare.

    Links count over gold points; a point of the program stands for those with which it shares half of the shorter one.

    Example:

      dragoman evaluate compare goldsets/compare
    """
    from dragoman.cli.output import progress
    from dragoman.library.scoring_compare import measure_compare

    try:
        with progress() as step:
            report = measure_compare(gold, given_points, step, workers)
    except (ValueError, OSError, KeyError) as error:
        raise typer.BadParameter(f"{gold}: {error}") from error
    _print({"compare": report}, format)


@evaluate.command("commitments")
def commitments(
    gold: Annotated[
        Path,
        typer.Argument(
            help="Folder of sentences, as goldsets/commitments.", exists=True, file_okay=False, show_default=False
        ),
    ],
    workers: Workers = 1,
    format: Format = "table",
) -> None:
    """Sentences in which somebody binds itself: found or not, who, to whom, by when; by half.

    Example:

      dragoman evaluate commitments goldsets/commitments
    """
    from dragoman.cli.output import progress
    from dragoman.library.scoring_commitments import measure_commitments

    try:
        with progress() as step:
            report = measure_commitments(gold, step, workers)
    except (ValueError, OSError, KeyError) as error:
        raise typer.BadParameter(f"{gold}: {error}") from error
    _print(report, format)


def _measure(kind: str, gold: Path, predictions: Path | None, format: str) -> None:
    from dragoman.cli.output import progress
    from dragoman.library.scoring import NotMeasuredError, measure

    try:
        with progress() as step:
            report = measure(kind, gold, predictions, step)
    except NotMeasuredError as error:
        raise typer.BadParameter(str(error)) from error
    _print({kind: report}, format)


def _print(report: Mapping[str, Any], format: str) -> None:
    from dragoman.cli.output import json_out

    if format == "json":
        json_out(report)
    else:
        for line in _lines(report, ""):
            print(line)


def _lines(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Figures as lines, those inside others further in; lists with their length, then each on a line."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{name}: {len(value)}"
            yield from (f"{indent}  {line}" for line in value)
        else:
            yield f"{indent}{name:<24} {value:.3f}" if isinstance(value, float) else f"{indent}{name:<24} {value}"
