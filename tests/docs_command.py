"""`dragoman` as the docs' examples call it: what prints nothing is noted, what would serve on and on ends once it has begun, and the server
that examples name is the one that tests have.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

NAMED = "postgresql://desk@db.example.org/relations"
SILENT = ("serve", "watch", "config")  # may rightly print nothing on standard output


def main(arguments: list[str]) -> int:
    """Runs the command, passes on what it prints, and gives its exit code."""
    server = os.environ.get("DRAGOMAN_DOCS_SERVER", NAMED)
    called = [sys.executable, "-m", "dragoman", *(one.replace(NAMED, server) for one in arguments)]
    lasts = arguments[:1] == ["serve"] or (arguments[:1] == ["watch"] and "--once" not in arguments)
    with subprocess.Popen(called, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        printed = False
        for line in running.stdout:
            printed = True
            sys.stdout.buffer.write(line)
            if lasts:
                running.send_signal(signal.SIGINT)
                lasts = False
        code = running.wait()
    sys.stdout.buffer.flush()
    if not printed and arguments[0] not in SILENT:
        with (Path(os.environ["DRAGOMAN_DOCS_PLACE"]) / "silent").open("a") as file:
            file.write(" ".join(arguments) + "\n")
    return 0 if code == 130 else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
