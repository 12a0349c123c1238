"""`dragoman serve`: the reading room, in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import extras, options
from dragoman.cli.listening import listening_at

if TYPE_CHECKING:
    from dragoman.web.settings import Settings, User

HELP = """Open the ledger in a browser: read, search, compare, review. It answers at http://127.0.0.1:8017 until it is stopped by Ctrl-C.

It is reached from this computer alone. Another [bold]--host[/bold] needs [bold]--users FILE[/bold], and a proxy before it that speaks HTTPS.

Examples:

  dragoman serve relations.ledger

  dragoman serve relations.ledger --read-only --port 8080

  dragoman serve relations.ledger --add-by-url

  dragoman serve relations.ledger --users users.txt --add-user akiko --role reviewer

  dragoman serve relations.ledger --users users.txt --host 0.0.0.0 --name room.example.org --https
"""
MISSING = "the reading room needs further packages: pip install 'dragoman[web]'"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("serve", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(serve)


def serve(
    ledger: options.LedgerFile,
    port: Annotated[int, typer.Option(help="Port.", min=1, max=65535)] = 8017,
    host: Annotated[str, typer.Option(help="Address to listen on.", metavar="ADDRESS")] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A further name that browsers reach it by.", metavar="NAME", show_default=False),
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="A proxy before it speaks HTTPS.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody judges or adds documents.")] = False,
    max_mb: options.MaxMb = 5.0,
    add_by_url: Annotated[
        bool, typer.Option("--add-by-url", help="Reviewers may add a page of the web by its address.")
    ] = False,
    author: Annotated[
        str | None, typer.Option(help="Whose judgements they are where nobody logs in.", metavar="NAME")
    ] = None,
    users: Annotated[
        Path | None, typer.Option(help="Who may come in; without it, whoever sits here.", metavar="FILE")
    ] = None,
    add_user: Annotated[
        str | None, typer.Option("--add-user", help="Add somebody to --users, and stop.", metavar="NAME")
    ] = None,
    role: Annotated[
        str, typer.Option(help="Of the user that is added: reader or reviewer.", metavar="ROLE")
    ] = "reader",
    codebook: options.Codebook = None,
) -> None:
    need()
    if add_user is not None:
        _add(users, add_user, role)
        return
    from dragoman.library.edits import JudgementError, this_author
    from dragoman.sources.address import fetch
    from dragoman.web.settings import LOOPBACK, Settings, hosts_of

    known = _users(users)
    if host not in LOOPBACK and not known:
        raise typer.BadParameter(
            "only this computer's own address is open without passwords; give --users FILE.", param_hint="--host"
        )
    try:
        by = author or this_author()
    except JudgementError as error:
        raise typer.BadParameter(str(error), param_hint="--author") from error
    hosts = hosts_of([*(name or []), *([host] if host not in ("0.0.0.0", "::") else [])], port)
    settings = Settings(
        ledger, hosts, known, read_only, max_mb, by, https, codebook, port, fetch if add_by_url else None
    )
    run(settings, host, port)


def need() -> None:
    """Ends with what to install where a package of the extra is missing."""
    extras.need(MISSING, "argon2", "jinja2", "python_multipart", "starlette", "uvicorn")


def _users(path: Path | None) -> dict[str, User]:
    from dragoman.web.users import UsersError, load_users

    if path is None:
        return {}
    try:
        found = load_users(path)
    except UsersError as error:
        raise typer.BadParameter(str(error), param_hint="--users") from error
    if not found:
        raise typer.BadParameter(f"{path}: names nobody; add somebody with --add-user.", param_hint="--users")
    return found


def _add(path: Path | None, name: str, role: str) -> None:
    from dragoman.web.users import UsersError, add_user

    if path is None:
        raise typer.BadParameter("Name the file with --users.", param_hint="--add-user")
    if sys.stdin.isatty():
        password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\n")
    try:
        add_user(path, name, role, password)
    except (UsersError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="--add-user") from error
    print(f"{path}: {name} may come in as {role}.")


def run(settings: Settings, host: str, port: int) -> None:
    """Serves until it is stopped. Exit code 2 where the port is taken."""
    import uvicorn

    import dragoman
    from dragoman.web.app import build

    with dragoman.open(settings.ledger, settings.codebook, must_exist=True) as opened:
        path = opened.path
        if not settings.read_only:
            opened.keep_up()
    with listening_at(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        print(f"{path}: http://{shown}:{port}  (Ctrl-C stops it)", flush=True)
        config = uvicorn.Config(
            build(settings), log_level="warning", server_header=False, proxy_headers=False, ws="none"
        )
        uvicorn.Server(config).run(sockets=[listening])
