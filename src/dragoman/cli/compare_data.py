"""`dragoman compare-data`: the ledger beside event data that a researcher has."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import options
from dragoman.records.spreadsheet import write_csv

if TYPE_CHECKING:
    from dragoman.library.exporting import Chosen
    from dragoman.records.data_row import SideBySide

HELP = """Lay the ledger beside event data that you have: counts by dyad, month and type, and rows that match.

FILE is a POLECAT, ICEWS or GDELT 2 file, PLOVER JSON lines, or an export of another ledger (jsonl, csv, parquet); it \
may be packed as .gz or .zip. Two rows match when they have a dyad and type in common and are at most --window days \
apart; each matches one other at most. CAMEO codes are turned into PLOVER types.

Examples:

  dragoman compare-data relations.ledger ngecEvents.DV.2023.txt --format polecat --between Japan China

  dragoman compare-data relations.ledger 20230402.export.CSV.zip --format gdelt --window 2 --rows rows.csv
"""
NAMES = "polecat, icews, gdelt, plover, jsonl, csv, parquet"
COUNTS = ("actor", "recipient", "month", "event_type", "ledger", "data")
ROWS = ("status", "actor", "recipient", "event_type", "ledger_day", "data_day", "days_apart", "ledger_id", "data_id")
SHOWN = 40


class Printed(str, Enum):
    """How counts are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("compare-data", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(compare_data)


def compare_data(
    ledger: options.LedgerFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The data.", show_default=False)],
    format: Annotated[str, typer.Option(help=f"What FILE is: {NAMES}.", metavar="FORMAT")] = "polecat",
    between: options.Between = None,
    since: options.Since = None,
    until: options.Until = None,
    type: options.EventTypes = None,
    aux: options.Aux = None,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    window: Annotated[int, typer.Option(help="Days that rows that match may be apart.", min=0, max=366)] = 1,
    rows: Annotated[Path | None, typer.Option(help="A CSV file for the rows, matched and not.", metavar="FILE")] = None,
    show: Annotated[Printed, typer.Option(help="How to print the counts.")] = Printed.table,
) -> None:
    import dragoman
    from dragoman.cli import output
    from dragoman.export.readers import DataFileError
    from dragoman.records.problem import exit_code

    chosen: Chosen = {
        "run": run, "min_confidence": options.confidence(min_confidence), "between": options.pair(between),
        "since": options.day(since, "--since"), "until": options.day(until, "--until"), "event_type": type, "aux": aux,
    }  # fmt: skip
    with dragoman.open(ledger, must_exist=True) as opened:
        try:
            outcome = opened.compare_data(file, format, window, **chosen)
        except DataFileError as error:
            raise typer.BadParameter(str(error), param_hint="FILE") from error
        except (ValueError, ImportError) as error:
            raise typer.BadParameter(f"{error}.") from error
    if rows is not None:
        _write_rows(rows, outcome.value)
    _print(outcome.value, show)
    output.tell(outcome.problems)
    raise typer.Exit(exit_code(outcome.problems))


def _print(found: SideBySide, show: Printed) -> None:
    from dragoman.cli import output

    counts: list[dict[str, Any]] = [dict(zip(COUNTS, (*key, *both))) for key, both in found.counts.items()]
    if show is Printed.csv:
        output.csv_out(counts, COUNTS)
    elif show is Printed.json:
        output.json_out({**_summary(found), "counts": counts})
    else:
        most = sorted(counts, key=lambda row: -(row["ledger"] + row["data"]))[:SHOWN]
        shown = [row for row in counts if row in most]
        output.table(
            ("Actor", "Recipient", "Month", "Type", "Ledger", "Data"),
            [[str(row[name]) for name in COUNTS] for row in shown],
        )
        if len(counts) > len(shown):
            print(f"… and {len(counts) - len(shown)} more; --show csv has all.")
        _print_summary(found)


def _summary(found: SideBySide) -> dict[str, Any]:
    return {
        "matched": len(found.matched),
        "ledger_only": len(found.ledger_only),
        "data_only": len(found.data_only),
        "not_compared": {reason: {"ledger": one, "data": other} for reason, (one, other) in found.aside.items()},
    }


def _print_summary(found: SideBySide) -> None:
    ours, theirs = len(found.matched) + len(found.ledger_only), len(found.matched) + len(found.data_only)
    print(
        f"\n{len(found.matched)} rows match, of {ours} in the ledger and {theirs} in the data; "
        f"{len(found.ledger_only)} are in the ledger only, {len(found.data_only)} in the data only."
    )
    for reason, (one, other) in found.aside.items():
        print(f"Not compared, {reason}: {one} in the ledger, {other} in the data.")


def _write_rows(path: Path, found: SideBySide) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            write_csv(out, _rows(found), ROWS)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror or error}", param_hint="--rows") from error


def _rows(found: SideBySide) -> Iterator[tuple[object, ...]]:
    for one in found.matched:
        yield (
            "matched",
            *one.dyad,
            one.ledger.event_type,
            one.ledger.day,
            one.data.day,
            one.apart,
            one.ledger.id,
            one.data.id,
        )
    for row in found.ledger_only:
        yield ("ledger only", *row.dyads[0], row.event_type, row.day, None, None, row.id, None)
    for row in found.data_only:
        yield ("data only", *row.dyads[0], row.event_type, None, row.day, None, None, row.id)
