"""`dragoman sample`: claims drawn for checking by a person, and the precision that the answers give."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.records.sample import Checked, Precision

HELP = """Draw claims for blind checking by a person, or print the precision that their answers give.

The CSV has a claim a row, in random order, without confidence and reasons: the sentence, the claim in words, and empty columns `type_right`, `parties_right`, \
`day_right` and `claim_right` (all of it) for yes, no or ? (unsure, which does not count). With --answers the filled-in file gives precision by stratum and in all, \
weighted back to the ledger, with Wilson's 95 % intervals.

Strata: type, quad, source (publisher), year, month (of publication), basis (of the day), aux, issue. Every stratum has at least one claim; \
the rest is shared equally, or with --proportional as in the ledger.

Examples:

  dragoman sample relations.ledger --by type,source -n 200 --output sample.csv

  dragoman sample --answers sample.csv
"""


class Format(str, Enum):
    """How precision is printed."""

    table = "table"
    json = "json"
    csv = "csv"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("sample", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(sample)


def sample(
    ledger: options.MaybeLedgerFile = None,
    by: Annotated[str, typer.Option(help="Strata, parted by commas.", metavar="STRATA")] = "type",
    n: Annotated[int, typer.Option("-n", "--number", help="How many claims.", min=1)] = 200,
    seed: Annotated[int, typer.Option(help="Another seed draws other claims.")] = 0,
    proportional: Annotated[bool, typer.Option("--proportional", help="Share by the sizes of the strata.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file: .csv, .parquet or .json.", metavar="FILE")
    ] = None,
    answers: Annotated[Path | None, typer.Option(help="The CSV with answers filled in.", metavar="FILE")] = None,
    format: Annotated[Format, typer.Option(help="With --answers: how to print precision.")] = Format.table,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    codebook: options.Codebook = None,
) -> None:
    if (ledger is None) == (answers is None):
        raise typer.BadParameter("Name a ledger to draw from, or a file with --answers.", param_hint="LEDGER")
    if answers is not None:
        _print_precision(answers, format)
        return
    import dragoman
    from dragoman.library.rows_file import csv_lines, write_rows
    from dragoman.library.samples import COLUMNS

    with dragoman.open(ledger or "", codebook=codebook, must_exist=True) as opened:
        try:
            made = opened.sample(by, n, seed, proportional, options.confidence(min_confidence), run)
            if output is not None:
                write_rows(output, made.rows, COLUMNS)
        except (ValueError, ImportError) as error:
            raise typer.BadParameter(f"{error}.") from error
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
    if output is None:
        csv_lines(sys.stdout, made.rows, COLUMNS)
    else:
        print(f"{output}: {len(made.rows)} rows.")
    strata = len({one.stratum for one in made.drawn})
    print(f"{len(made.drawn)} claims drawn from {strata} strata.", file=sys.stderr)


def _print_precision(path: Path, format: Format) -> None:
    from dragoman.cli.output import csv_out, json_out, table, tell
    from dragoman.library.samples import AnswersError, read_answers
    from dragoman.records.problem import exit_code

    try:
        outcome = read_answers(path)
    except AnswersError as error:
        raise typer.BadParameter(str(error), param_hint="--answers") from error
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(
            f"{path}: {getattr(error, 'strerror', None) or error}", param_hint="--answers"
        ) from error
    rows = _rows(outcome.value)
    if format is Format.json:
        json_out({"precision": rows, "notes": list(outcome.value.notes)})
    elif format is Format.csv:
        csv_out(rows, list(rows[0]))
    else:
        table(
            ("question", "stratum", "right", "of", "precision", "95 %", "share"),
            [_cells(row) for row in rows],
            wide=(1,),
        )
    for note in outcome.value.notes:
        print(note, file=sys.stderr)
    tell(outcome.problems)
    raise typer.Exit(exit_code(outcome.problems))


def _rows(checked: Checked) -> list[dict[str, object]]:
    """A row a question and stratum, then one for all."""
    return [
        _row(question, one)
        for question, strata in checked.strata.items()
        for one in (*strata, checked.overall[question])
    ]


def _row(question: str, one: Precision) -> dict[str, object]:
    numbers = {"precision": one.share, "low": one.low, "high": one.high, "share_of_ledger": one.weight}
    rounded = {name: None if value is None else round(value, 4) for name, value in numbers.items()}
    return {"question": question, "stratum": one.name, "right": one.right, "answered": one.answered, **rounded}


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    def share(name: str) -> str:
        value = row[name]
        return f"{value:.3f}" if isinstance(value, float) else "—"

    return (
        str(row["question"]), str(row["stratum"]), str(row["right"]), str(row["answered"]), share("precision"),
        f"{share('low')} – {share('high')}", share("share_of_ledger"),
    )  # fmt: skip
