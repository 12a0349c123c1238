"""Options of `dragoman read --coder model`, and the coding that they make."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.extras import need

if TYPE_CHECKING:
    from dragoman.library.language_model.coding import ByModel

NAME = "model"
KEY = "DRAGOMAN_MODEL_KEY"
MISSING = "a language model as coder needs a further package: pip install 'dragoman[model]'"
PANEL = "With --coder model"

EndpointOption = Annotated[
    str | None,
    typer.Option(
        help="An OpenAI-compatible endpoint, as in http://127.0.0.1:11434/v1; --model names the model there. Texts are sent to it.",
        metavar="URL",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
KeyName = Annotated[
    str,
    typer.Option(
        "--key-env",
        help="The variable of the environment that holds its key, if it needs one.",
        metavar="NAME",
        rich_help_panel=PANEL,
    ),
]
LimitsOption = Annotated[
    str,
    typer.Option(
        "--model-limits",
        help="rate (questions a minute), requests, tokens, cost with price-in and price-out (of 10⁶ tokens), timeout, retries.",
        metavar="NAME=NUMBER,…",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--model-answers",
        help="Where its answers are kept, so that nothing is asked twice; default LEDGER.answers.",
        dir_okay=False,
        metavar="FILE",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]
RejectedOption = Annotated[
    Path | None,
    typer.Option(
        "--rejected",
        help="A file for what it proposed and the text does not bear out, one JSON object a line.",
        dir_okay=False,
        metavar="FILE",
        rich_help_panel=PANEL,
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for a language model as coder, as given."""

    endpoint: str | None
    model: str | None
    key_env: str
    limits: str
    answers: Path | None
    rejected: Path | None

    @property
    def stray(self) -> str | None:
        """An option that only goes with `--coder model`, where one was given; null for none."""
        given = {
            "--endpoint": self.endpoint,
            "--model-limits": self.limits,
            "--model-answers": self.answers,
            "--rejected": self.rejected,
        }
        return next((name for name, value in given.items() if value), None)


@contextmanager
def coding(chosen: Chosen, ledger: str, codebook: Path | None) -> Iterator[ByModel]:
    """The coding, closed at the end. Wrong use for options that cannot be taken; exit code 2 where the package is missing."""
    if not chosen.endpoint:
        raise typer.BadParameter("--coder model asks a language model: name where it answers.", param_hint="--endpoint")
    if not chosen.model:
        raise typer.BadParameter("--coder model asks a language model: name it.", param_hint="--model")
    need(MISSING, "openai")
    from dragoman.library.language_model.answers import Answers, AnswersError
    from dragoman.library.language_model.coding import ByModel
    from dragoman.library.language_model.endpoint import Endpoint, checked_address
    from dragoman.library.language_model.limits import Limits, Spent

    key = os.environ.get(chosen.key_env) or None
    try:
        address = checked_address(chosen.endpoint, key is not None)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--endpoint") from error
    try:
        spent = Spent(Limits.of(chosen.limits))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--model-limits") from error
    try:
        answers = Answers(chosen.answers or _beside(ledger))
    except AnswersError as error:
        raise typer.BadParameter(str(error), param_hint="--model-answers") from error
    with ExitStack() as stack:
        rejected = stack.enter_context(chosen.rejected.open("w", encoding="utf-8")) if chosen.rejected else None
        write = (lambda line: rejected.write(line + "\n")) if rejected else None
        made = ByModel(Endpoint(address, chosen.model, key, spent), answers, codebook, write)
        stack.callback(made.close)
        print(f"dragoman: texts are sent to {address} (model {chosen.model}).", file=sys.stderr)
        yield made


def _beside(ledger: str) -> Path | None:
    """A file beside the ledger's; null where it is none."""
    return None if "://" in ledger or ledger == ":memory:" else Path(f"{ledger}.answers")
