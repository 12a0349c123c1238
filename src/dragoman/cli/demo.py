"""`dragoman demo`: the ledger of the worked example, in a browser."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import serve

if TYPE_CHECKING:
    from dragoman.library.ledger import Ledger
    from dragoman.library.reading import Progress

HELP = """Open the worked example in a browser: Japan and China from 2003 to 2026, out of texts that come with the program.

The first time, the texts are read into a ledger of their own, which takes a minute or two; stopped by Ctrl-C, it goes on where it was. Then the
reading room answers at http://127.0.0.1:8017 until it is stopped by Ctrl-C.

Examples:

  dragoman demo

  dragoman demo --ledger japan-china.ledger --port 8080

  dragoman demo --ledger japan-china.ledger --build-only
"""
ITEMS = "japan-china.jsonl"
_TOLD_EVERY = 20  # documents, where progress goes to no terminal


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("demo", help=HELP, rich_help_panel="Ask")(demo)


def demo(
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger", "-l", help="Where the ledger is kept.", metavar="FILE", show_default="among your data"
        ),
    ] = None,
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8017,
    build_only: Annotated[bool, typer.Option("--build-only", help="Make the ledger, and stop.")] = False,
) -> None:
    if not build_only:
        serve.need()
    path = ledger or home() / "japan-china.ledger"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{path.parent}: {error.strerror or error}.", param_hint="--ledger") from error
    make(path)
    if build_only:
        return
    from dragoman.library.edits import JudgementError, this_author
    from dragoman.web.settings import Settings, hosts_of

    try:
        author = this_author()
    except JudgementError:
        author = "reviewer"
    serve.run(Settings(str(path), hosts_of([], port), author=author, port=port), "127.0.0.1", port)


def home() -> Path:
    """The folder of the program's data of this user: by the XDG base directory specification, on Windows by LOCALAPPDATA."""
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".local" / "share") / "dragoman"


def make(path: Path) -> None:
    """Brings the ledger up to the texts, and says what it holds. Exit code 2 where the file holds other documents."""
    from importlib.resources import files

    import dragoman
    from dragoman.cli.output import tell
    from dragoman.records.given import Given

    data = files("dragoman.worked").joinpath(ITEMS).read_bytes()
    with dragoman.open(path) as opened:
        _refuse_others(opened)
        ids = {json.loads(line)["id"] for line in data.splitlines() if line.strip()}
        if not _is_whole(opened, ids):
            with _progress(len(ids)) as step:
                tell(opened.read_data(ITEMS, data, Given(), progress=step).problems)
        counts = opened.store.counts()
        told = f"{counts['readings']} documents, {counts['claims']} claims, {counts['events']} events"
        print(f"{opened.path}: {told}; licences of the texts: {files('dragoman.worked') / 'LICENSES.md'}")


def _is_whole(opened: Ledger, ids: set[str]) -> bool:
    """Whether this version of the program read all the texts, and put their claims together."""
    import dragoman

    run = opened.run()
    if run is None or run.program != f"dragoman {dragoman.__version__}" or not opened.store.events_hold(run.id):
        return False
    return ids == {one.reading.document for one in opened.store.readings(run.id)}


def _refuse_others(opened: Ledger) -> None:
    run = opened.run()
    others = [one for one in opened.store.readings(run.id) if one.reading.source != ITEMS] if run else []
    if others:
        says = f"{opened.path} holds other documents ({others[0].reading.document}); name a file of its own."
        raise typer.BadParameter(says, param_hint="--ledger")


@contextmanager
def _progress(total: int) -> Iterator[Progress]:
    """Counts the documents on standard error: on a terminal in place, else a line every so many."""
    from dragoman.cli.output import console

    count = 0
    if sys.stderr.isatty():
        with console(stderr=True).status("Loading the texts …") as status:

            def step(name: str) -> None:
                nonlocal count
                count += 1
                status.update(f"Reading the worked example: {count} of {total} texts")

            yield step
        return

    def plain(name: str) -> None:
        nonlocal count
        if count % _TOLD_EVERY == 0:
            print(f"reading the worked example: {count} of {total} texts", file=sys.stderr, flush=True)
        count += 1

    yield plain
