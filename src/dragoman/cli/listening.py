"""The port at which a command answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import socket


def listening_at(host: str, port: int) -> socket.socket:
    """A socket that takes connections there, for the caller to close. Wrong use where the port is taken."""
    import socket

    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()  # before the address is told: who comes before the server answers waits
    except OSError as error:
        made.close()
        raise typer.BadParameter(f"{host}:{port}: {error.strerror or error}.", param_hint="--port") from error
    return made
