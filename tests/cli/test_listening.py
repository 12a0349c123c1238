"""The socket of a server: who comes before it answers waits, and a taken port is told."""

from __future__ import annotations

import socket

import pytest
import typer

from dragoman.cli.listening import listening_at


def test_who_comes_before_the_server_answers_waits() -> None:
    with listening_at("127.0.0.1", 0) as taken:
        socket.create_connection(taken.getsockname(), timeout=5).close()


def test_a_taken_port_is_wrong_use() -> None:
    with listening_at("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(typer.BadParameter, match=f"127.0.0.1:{port}: "):
            listening_at("127.0.0.1", port)
