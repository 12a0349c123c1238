"""The command line: a file per command, over the library. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from typing import NoReturn, TextIO

from dragoman.cli.app import app
from dragoman.cli.screen import screened

# Loading the parser and the codebook makes millions of lasting objects; the default of 700 searches them for garbage again
# and again (a quarter of the time of a cold start, 2.8 s against 2.1 s of processor time for spaCy and two tables).
_GARBAGE = (50_000, 20, 20)
# Products of small matrices are all that numpy is asked for: its own threads take longer to agree than to work.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
STOPPED = 130


# What the person who called can mend by calling otherwise.
_WRONG_USE = {
    "ledger.missing",
    "ledger.foreign",
    "run.unknown",
    "backup.exists",
    "backup.same",
    "backup.server",
    "ledger.package",
    "cluster.folder",
    "cluster.package",
    "cluster.unreachable",
}


def main() -> NoReturn:
    """Runs the command line and ends with 0 (done), 1 (some inputs had problems, listed) or 2 (wrong use)."""
    gc.set_threshold(*_GARBAGE)
    warnings.showwarning = _warned
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(screened, kept)
    try:
        _run()
    finally:
        sys.stdout, sys.stderr = kept
    raise AssertionError("_run ends the process")


def _run() -> NoReturn:
    code: int | str | None = 0
    try:
        app()
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = STOPPED
    except BrokenPipeError:
        code = 1
    except Exception as error:
        code = _known(error)
    if code == STOPPED:
        _say("stopped; documents that were finished are kept, and the same command goes on from there.", STOPPED)
    ended = _closed(code)
    if code == STOPPED:
        # An interrupt that met C code in the middle of an import would make the interpreter end as if it had been killed.
        os._exit(STOPPED)
    sys.exit(ended)


def _known(error: Exception) -> int:
    """The exit code of an error that a person can mend, told in a line; anything else is a bug, and is raised."""
    from dragoman.annotate.model import ModelError
    from dragoman.cli.config_file import ConfigError
    from dragoman.codebook.folder import CodebookError
    from dragoman.library.cluster import ClusterError
    from dragoman.store.errors import StoreError

    if isinstance(error, StoreError | ClusterError):
        return _say(str(error), 2 if error.problem.code in _WRONG_USE else 1)
    if isinstance(error, ConfigError):
        return max(_say(str(problem), 2) for problem in error.problems)
    if isinstance(error, ModelError | CodebookError):
        return _say(str(error), 2)
    raise error


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning of ours is a line for the person who called; others are told as Python does."""
    from dragoman.records.deprecated import DragomanDeprecationWarning

    if issubclass(category, DragomanDeprecationWarning):
        _say(str(message), 0)
    else:
        print(warnings.formatwarning(message, category, filename, lineno, line), end="", file=file or sys.stderr)


def _say(message: str, code: int) -> int:
    print(f"dragoman: {message}", file=sys.stderr)
    return code


def _closed(code: int | str | None) -> int | str | None:
    """Flushes, so that a reader who left (`| head`) is no error at the very end."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


__all__ = ["app", "main"]
