"""`dragoman` as the docs' examples call it: what prints nothing is noted, what would serve on and on ends once it has begun, and the server
that examples name is the one that tests have. It asks docs_server.py, and imports nothing of the program, so that it is quick.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys

NAMED = "postgresql://desk@db.example.org/relations"
SILENT = ("watch",)  # may rightly print nothing on standard output


def main(arguments: list[str]) -> int:
    """Runs the command, passes on what it prints, and gives its exit code."""
    server = os.environ.get("DRAGOMAN_DOCS_SERVER", NAMED)
    asked = {
        "arguments": [one.replace(NAMED, server) for one in arguments],
        "folder": os.getcwd(),  # noqa: PTH109
        "environment": dict(os.environ),
    }
    lasts = arguments[:1] == ["serve"] or (arguments[:1] == ["watch"] and "--once" not in arguments)
    out, end = os.pipe()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(os.environ["DRAGOMAN_DOCS_SOCKET"])
        socket.send_fds(connection, [json.dumps(asked).encode()], [0, end, 2])
        os.close(end)
        answers = connection.makefile()
        child = int(answers.readline())
        printed = _passed_on(out, child if lasts else None)
        code = int(answers.readline())
    if not printed and code == 0 and arguments[0] not in SILENT:
        with open(f"{os.environ['DRAGOMAN_DOCS_PLACE']}/silent", "a") as file:  # noqa: PTH123
            file.write(" ".join(arguments) + "\n")
    return 0 if code == 130 else code


def _passed_on(out: int, to_end: int | None) -> bool:
    """Whether anything was printed. to_end: a process that is ended, as by Ctrl-C, after its first words."""
    printed, heard = False, True
    while chunk := os.read(out, 65_536):
        printed = True
        try:
            heard = heard and os.write(1, chunk) > 0
        except BrokenPipeError:
            heard = False  # as with `| head`: the rest is read and let go
        if to_end is not None:
            os.kill(to_end, signal.SIGINT)
            to_end = None
    os.close(out)
    return printed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
