"""A Dask cluster of real processes on this machine, for tests: a scheduler and workers of one thread, each with its nanny."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


class Machines:
    """scheduler_file: where the scheduler's address is told, as a cluster's users do it."""

    def __init__(self, folder: Path, workers: int = 2, *, limit_kb: int | None = None, **environment: str) -> None:
        self.folder, self.scheduler_file = folder, folder / "scheduler.json"
        self._environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path]),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
            **environment,
        }
        self._count = 0
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.workers = [self.worker(limit_kb) for _ in range(workers)]
        self._wait(60)

    def worker(self, limit_kb: int | None = None) -> subprocess.Popen[bytes]:
        """A further worker. limit_kb: of the files that it writes."""
        self._count += 1
        return self._start(
            "worker", "--nthreads", "1", "--no-dashboard", "--name", f"w{self._count}", "--death-timeout", "120",
            "--local-directory", str(self.folder), limit_kb=limit_kb,
        )  # fmt: skip

    def _start(self, *command: str, limit_kb: int | None = None) -> subprocess.Popen[bytes]:
        whole = [sys.executable, "-m", "dask", *command, "--scheduler-file", str(self.scheduler_file)]
        if limit_kb is not None:
            whole = ["bash", "-c", f'ulimit -f {limit_kb}; exec "$@"', "bash", *whole]
        return subprocess.Popen(whole, env=self._environment, cwd=self.folder, start_new_session=True)

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        # The file is there before what it says.
        while not (self.scheduler_file.exists() and self.scheduler_file.stat().st_size):
            assert time.monotonic() < until and self.scheduler.poll() is None
            time.sleep(0.1)

    @property
    def address(self) -> str:
        return str(json.loads(self.scheduler_file.read_text())["address"])

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL to a process and all that it began, as when its machine goes down."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                self.kill(process)
