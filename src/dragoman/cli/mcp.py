"""`dragoman mcp`: the ledger for assistants, over the Model Context Protocol."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.extras import need
from dragoman.cli.listening import listening_at

HELP = """Answer assistants from the ledger, over the Model Context Protocol: search, timeline, compare, positions, commitments, brief, explain.

Every answer carries ids of claims and the spans they rest on. Nothing can be changed, unless [bold]--review[/bold] lets the assistant judge claims.
Without [bold]--http[/bold] it speaks on standard input and output, as assistants start it; with it, on this computer's own address alone.

Examples:

  dragoman mcp --ledger relations.ledger

  dragoman mcp --ledger relations.ledger --http --port 8018

  dragoman mcp --ledger relations.ledger --review --author 'assistant of Akiko'
"""
MISSING = "answering assistants needs a further package: pip install 'dragoman[mcp]'"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("mcp", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(mcp)


def mcp(
    ledger: options.LedgerOption,
    http: Annotated[bool, typer.Option("--http", help="Answer at http://127.0.0.1:PORT/mcp.")] = False,
    port: Annotated[int, typer.Option(help="Port, with --http.", min=1, max=65535)] = 8018,
    review: Annotated[bool, typer.Option("--review", help="The assistant may judge claims.")] = False,
    author: Annotated[
        str, typer.Option(help="Whose judgements they are, with --review.", metavar="NAME")
    ] = "assistant",
    codebook: options.Codebook = None,
) -> None:
    need(MISSING, "mcp")
    import dragoman
    from dragoman.mcp.desk import Desk, Settings
    from dragoman.mcp.server import build, run_http

    with dragoman.open(ledger, codebook, must_exist=True) as opened:
        path = opened.path
        opened.keep_up()
    desk = Desk(Settings(ledger, codebook, review, author))
    try:
        server = build(desk)
        desk.begin()
        if not http:
            server.run()
            return
        with listening_at("127.0.0.1", port) as listening:
            print(f"{path}: http://127.0.0.1:{port}/mcp  (Ctrl-C stops it)", flush=True)
            run_http(server, listening)
    finally:
        desk.close()
