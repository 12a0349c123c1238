"""A server of tests/cli, which runs command lines in processes of their own that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


class Server:
    """`command_server.py` or `stand_in_server.py`, running."""

    def __init__(self, script: str) -> None:
        command = [sys.executable, str(Path(__file__).parent / "cli" / script)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DRAGOMAN_AUTHOR": "Ann"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def start(self, output: str | Path, *arguments: str | Path) -> int:
        """The number of the process that runs the command line with these arguments. output: what it prints."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(output), *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def ended(self) -> int:
        """Waits for its end; its exit code, negative where a signal ended it."""
        return int(self._line())

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)
