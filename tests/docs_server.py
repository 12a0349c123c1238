"""Runs `dragoman` for the docs' examples, each call in a process of its own that has the parser and the codebook loaded already.

A call is a connection to a socket: the streams come as descriptors, with a line of JSON (arguments, folder, environment); back go the number of the
process and, when it has ended, its exit code.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys

import dragoman
from dragoman.cli import main
from dragoman.library.coding import Pipeline


def serve(path: str) -> None:
    """Answers until it is ended."""
    dragoman.extract("Japan's foreign minister met his Chinese counterpart.", coding=Pipeline(coder="frames"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(path)
        listening.listen()
        print("ready", flush=True)
        while True:
            connection, _ = listening.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                answer(connection)
                os._exit(0)
            connection.close()


def answer(connection: socket.socket) -> None:
    """One call."""
    data, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    asked = json.loads(data)
    child = os.fork()
    if child == 0:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdin, sys.stdout, sys.stderr = (open(n, mode, closefd=False) for n, mode in enumerate("rww"))  # noqa: SIM115
        connection.close()
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.argv = ["dragoman", *asked["arguments"]]
        main()
    for stream in streams:
        os.close(stream)
    connection.sendall(f"{child}\n".encode())
    connection.sendall(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n".encode())


if __name__ == "__main__":
    serve(sys.argv[1])
