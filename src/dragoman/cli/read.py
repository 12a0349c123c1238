"""`dragoman read`: sources into a ledger."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import model_coder, options

HELP = """Read documents into a ledger: texts, claims with their evidence, events.

Reading the same twice changes nothing, and a reading that was stopped goes on where it was. Metadata may stand beside the texts in
[bold]sources.toml[/bold].

Plain text, web pages (.html) and archives of them (.warc), feeds (.rss, .atom, .xml), tables (.csv, .tsv, .parquet), JSON lines (.jsonl);
also packed (.gz, .bz2) and in .zip and .tar. A table or JSON line has a document a row:
[bold]id, text[/bold], and optionally [bold]title, published, publisher, url, language, place[/bold].

Examples:

  dragoman read examples/ --ledger relations.ledger

  dragoman read report.txt --ledger relations.ledger --published 2023-04-02 --publisher AP --place Beijing

  cat readouts.jsonl | dragoman read - --ledger relations.ledger

  dragoman read wire/ crawl.warc.gz 'feeds/**/*.xml' --ledger wire.ledger --workers 8 --problems problems.jsonl

  dragoman read crawl/ --ledger crawl.ledger --cluster tcp://10.0.0.1:8786 --chunks crawl-chunks/

  dragoman read articles.csv --ledger wire.ledger --columns text=body,published=date,id=doc_id

A language model may propose the claims: each is taken only if its evidence, trigger and parties stand in the text, word for word.

  dragoman read examples/ --ledger by-model.ledger --coder model --endpoint http://127.0.0.1:11434/v1 --model qwen3
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("read", help=HELP, rich_help_panel="Read", no_args_is_help=True)(read)


Workers = Annotated[
    int, typer.Option(help="Processes that code side by side; each takes a core and up to 1 GB.", min=1, max=512)
]
Seconds = Annotated[
    float | None,
    typer.Option(
        help="With workers or a cluster: longest time for a document of 10,000 characters, more for longer ones. Default 300; 0 for none.",
        min=0,
        show_default=False,
    ),
]
Memory = Annotated[
    float | None,
    typer.Option(
        help="With workers or a cluster: most memory of a process, in MB. Default 4000; 0 for none.",
        min=0,
        show_default=False,
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(help="Names of columns or keys that differ: text=body,published=date.", metavar="NAME=COLUMN,…"),
]
ReadModel = Annotated[
    str | None,
    typer.Option(
        "--model", help="Another spaCy pipeline for English; with --coder model, the language model.", metavar="NAME"
    ),
]
ReadCoder = Annotated[
    str | None,
    typer.Option(
        "--coder",
        help="How acts are coded: tuned (encoder and frames), frames, or model (a language model, asked at --endpoint).",
        metavar="NAME",
    ),
]
Problems = Annotated[
    Path | None,
    typer.Option(help="A file for all problems, one JSON object a line.", dir_okay=False, metavar="FILE"),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        help="Code on the workers of a Dask cluster: its scheduler's address, tcp://…, or scheduler file.",
        metavar="ADDRESS",
    ),
]
Chunks = Annotated[
    Path | None,
    typer.Option(
        help="With a cluster: the folder that keeps what its workers finish, as Parquet. Default: beside the ledger, until it is in the ledger.",
        file_okay=False,
        metavar="DIR",
    ),
]


def read(
    sources: options.Sources,
    ledger: options.LedgerOption,
    published: options.Published = None,
    publisher: options.Publisher = None,
    place: options.Place = None,
    columns: Columns = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    chunks: Chunks = None,
    max_mb: options.MaxMb = 5.0,
    max_seconds: Seconds = None,
    max_memory: Memory = None,
    problems: Problems = None,
    codebook: options.Codebook = None,
    model: ReadModel = None,
    coder: ReadCoder = None,
    endpoint: model_coder.EndpointOption = None,
    key_env: model_coder.KeyName = model_coder.KEY,
    model_limits: model_coder.LimitsOption = "",
    model_answers: model_coder.AnswersOption = None,
    rejected: model_coder.RejectedOption = None,
) -> None:
    day, named = options.day(published, "--published"), options.columns(columns)
    import dragoman
    from dragoman.cli.output import Teller
    from dragoman.cli.reading import watched
    from dragoman.library.reading import ReadReport
    from dragoman.library.workers import limits_of
    from dragoman.records.problem import CATALOGUE

    if cluster is None and chunks is not None:
        raise typer.BadParameter("chunks are what a cluster finishes; name one by --cluster.", param_hint="--chunks")
    if cluster is not None and workers > 1:
        raise typer.BadParameter(
            "a cluster has workers of its own; start more of them instead.", param_hint="--workers"
        )
    limited = workers > 1 or max_seconds is not None or max_memory is not None
    chosen = model_coder.Chosen(endpoint, model, key_env, model_limits, model_answers, rejected)
    with ExitStack() as stack:
        asking = None
        if coder == model_coder.NAME:
            if limited:
                raise typer.BadParameter("a language model is asked by one process.", param_hint="--workers")
            asking = stack.enter_context(model_coder.coding(chosen, ledger, codebook))
            opened = stack.enter_context(dragoman.open(ledger, coding=asking))
        elif chosen.stray:
            raise typer.BadParameter("goes with --coder model alone.", param_hint=chosen.stray)
        else:
            opened = stack.enter_context(
                dragoman.open(ledger, codebook=codebook, model=model, coder=options.coder(coder))
            )
        teller = stack.enter_context(Teller(problems))
        report = ReadReport(tell=teller)
        with watched(sources, report, teller) as (step, meter):
            opened.read(
                sources, day, publisher, place, max_mb, step, workers=workers if limited else 0,
                limits=limits_of(max_seconds, max_memory), cluster=cluster, chunks=chunks, columns=named, report=report, meter=meter,
            )  # fmt: skip
        teller.rest()
        parts = [f"{report.documents} documents read", f"{report.claims} claims"]
        if report.unchanged:
            parts.append(f"{report.unchanged} documents unchanged")
        if report.resumed:
            parts.append(f"{report.resumed} finished before")
        if report.recoded:
            parts.append(f"{report.recoded} coded anew")
        print(f"{opened.path}: {', '.join(parts)}.")
        for one in (*report.withdrawn, *(asking.summary() if asking else ())):
            print(one)
    raise typer.Exit(int(any(CATALOGUE[code].counts for code in report.counts)))
