"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import completion


class AnswerFormat(str, Enum):
    """How an answer that has lines and rows is printed."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"
    csv = "csv"


SOURCES_HELP = "Files, folders, patterns, or - for standard input."

Sources = Annotated[list[str], typer.Argument(metavar="SOURCES...", help=SOURCES_HELP, show_default=False)]
MaybeSources = Annotated[
    list[str] | None, typer.Argument(metavar="[SOURCES...]", help=SOURCES_HELP, show_default=False)
]
LedgerFile = Annotated[
    str, typer.Argument(metavar="LEDGER", help="The ledger's file, or a postgresql:// address.", show_default=False)
]
MaybeLedgerFile = Annotated[
    str | None,
    typer.Argument(metavar="LEDGER", help="The ledger's file, or a postgresql:// address.", show_default=False),
]
LedgerOption = Annotated[
    str, typer.Option("--ledger", "-l", help="The ledger's file, or a postgresql:// address.", show_default=False)
]
MaybeLedger = Annotated[
    str | None,
    typer.Option("--ledger", "-l", help="The ledger's file, or a postgresql:// address.", show_default=False),
]
Published = Annotated[str | None, typer.Option(help="Publication day, YYYY-MM-DD.", metavar="DATE")]
Publisher = Annotated[str | None, typer.Option(help="Who published the documents.", metavar="NAME")]
Place = Annotated[str | None, typer.Option(help="Where they were filed from.", metavar="NAME")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(
        help="Two countries, by ISO3 code or name.",
        metavar="COUNTRY COUNTRY",
        show_default=False,
        autocompletion=completion.countries,
    ),
]
Since = Annotated[str | None, typer.Option(help="First day, YYYY-MM-DD.", metavar="DATE")]
Until = Annotated[str | None, typer.Option(help="Last day, YYYY-MM-DD.", metavar="DATE")]
Issue = Annotated[
    str | None,
    typer.Option(help="An issue's id, as in: taiwan.", metavar="ID", autocompletion=completion.issues),
]
EventTypes = Annotated[
    str | None,
    typer.Option(
        "--type", help="PLOVER types, as in: CONSULT,AGREE.", metavar="TYPES", autocompletion=completion.types
    ),
]
Aux = Annotated[
    str | None,
    typer.Option(
        help="all, none, or of historical, future, hypothetical, negation: what else than plain fact is taken.",
        metavar="MODES",
        show_default=False,
    ),
]
MinConfidence = Annotated[
    float | None, typer.Option(help="Leave out claims below this confidence.", min=0.0, max=1.0, show_default=False)
]
RunId = Annotated[str | None, typer.Option("--run", help="Another run than the current one.", metavar="ID")]
Codebook = Annotated[
    Path | None,
    typer.Option(help="A folder of your own data over the shipped one.", exists=True, file_okay=False, metavar="DIR"),
]
Model = Annotated[str | None, typer.Option(help="Another spaCy pipeline for English.", metavar="NAME")]
Coder = Annotated[
    str | None,
    typer.Option(
        help="How acts are coded: tuned (encoder and frames) or frames.",
        metavar="NAME",
        autocompletion=completion.coders,
    ),
]
MaxMb = Annotated[float, typer.Option(help="Limit for one document, in megabytes.", min=0.001)]


def day(value: str | None, option: str) -> str | None:
    """A day, `YYYY-MM-DD`. Wrong use when it is none."""
    from dragoman.records.given import day_of

    if value is None:
        return None
    found = day_of(value)
    if found is None:
        raise typer.BadParameter(f"{value!r} is no day; write it as YYYY-MM-DD.", param_hint=option)
    return found


def columns(value: str | None) -> dict[str, str]:
    """Our name → the column or key that it stands under. Wrong use for what is no name of ours."""
    from dragoman.records.given import NAMES

    known, found = ("id", "text", *NAMES), {}
    for part in (value or "").split(","):
        name, sign, column = (one.strip() for one in part.partition("="))
        if not part.strip():
            continue
        if not sign or not column or name not in known:
            says = f"{part.strip()!r} is no NAME=COLUMN; names: {', '.join(known)}."
            raise typer.BadParameter(says, param_hint="--columns")
        found[name] = column
    return found


def pair(between: Sequence[str] | None) -> tuple[str, str] | None:
    """Codes of two countries. Wrong use when one is unknown."""
    from dragoman.library.countries import pair_of

    if between is None:
        return None
    try:
        return pair_of(between)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--between") from error


def confidence(value: float | None) -> float:
    """The least confidence: as given, else the default that holds everywhere."""
    from dragoman.library.defaults import MIN_CONFIDENCE

    return MIN_CONFIDENCE if value is None else value


def coder(name: str | None) -> str | None:
    """A way to code. Wrong use when it is unknown."""
    if name not in (None, *completion.CODERS):
        raise typer.BadParameter(f"{name!r} is no coder; take tuned or frames.", param_hint="--coder")
    return name
