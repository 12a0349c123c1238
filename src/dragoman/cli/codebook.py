"""`dragoman codebook`: data of one's own, to lay over the shipped codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.records.problem import Problem

codebook = typer.Typer(help="Make data of your own for --codebook.", no_args_is_help=True)
SHOWN = 10  # problems of one kind that are printed; the report has all


class Kind(str, Enum):
    """What a dictionary is of."""

    actors = "actors"
    agents = "agents"


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(codebook, name="codebook", rich_help_panel="Keep")


@codebook.command("import", no_args_is_help=True)
def import_(
    dictionaries: Annotated[
        list[str],
        typer.Argument(metavar="FILES...", help="Dictionaries: files, folders, patterns or -.", show_default=False),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The codebook folder to make.", metavar="DIR", show_default=False)
    ],
    kind: Annotated[Kind | None, typer.Option(help="What they are of; else told by their codes.")] = None,
    codebook: options.Codebook = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over an earlier import.")] = False,
) -> None:
    """Make a codebook folder of dictionaries of actors and agents in the TABARI, PETRARCH or PETRARCH2 form.

    Names get PLOVER's codes and sectors, persons terms by their days, agents sectors. Lines that cannot be
    taken are named, and stand in report.txt of the folder.

    Examples:

      dragoman codebook import Phoenix.Countries.actors.txt Phoenix.agents.txt --output my-codebook

      dragoman read news.jsonl --ledger news.ledger --codebook my-codebook
    """
    from dragoman.cli.output import tell
    from dragoman.library.dictionaries import import_dictionaries
    from dragoman.records.problem import exit_code

    try:
        report = import_dictionaries(dictionaries, output, kind.value if kind else None, codebook, replace)
    except FileExistsError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--output") from error
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
    tell(_first(report.problems))
    for line in _more(report.problems, output / "report.txt" if report.written else None):
        typer.echo(line, err=True)
    if not report.written:
        print(f"{output}: nothing was taken, and nothing written.")
        raise typer.Exit(1)
    made = (
        _counted(report.names, "spelling of names", "spellings of names"),
        _counted(report.people, "person", "persons"),
        _counted(report.agents, "agent", "agents"),
        f"{report.nothing} no party",
    )
    entries = _counted(report.entries, "entry", "entries")
    print(f"{output}: {', '.join(made)}; {entries} taken, {report.known} known already.")
    raise typer.Exit(exit_code(report.problems))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _first(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first few of each kind."""
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.code] += 1
        if told[problem.code] <= SHOWN:
            yield problem


def _more(problems: Iterable[Problem], report: Path | None) -> Iterator[str]:
    """A line for each kind of which not all were shown."""
    where = f"; all of them stand in {report}" if report else ""
    for code, count in Counter(problem.code for problem in problems).items():
        if count > SHOWN:
            yield f"{code}: {count - SHOWN} more{where}."
