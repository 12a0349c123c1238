"""What a call of the command line ends with, and what calls it (fixture `called` of tests/cli)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Done(NamedTuple):
    """Exit code, standard output and standard error of one call."""

    code: int | str
    out: str
    err: str


Run = Callable[..., Done]
