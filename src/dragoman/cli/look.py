"""Colour and width of what is printed: as told by options and the configuration file, else by NO_COLOR and what the output is."""

from __future__ import annotations

import os
from enum import Enum

LEAST_WIDTH = 40


class Colour(str, Enum):
    """When marks of colour are written: auto is on a terminal, unless NO_COLOR is set."""

    auto = "auto"
    always = "always"
    never = "never"


def set_look(colour: Colour | None, width: int | None) -> None:
    """Sets both for this process. They stand in the environment, where help pages, tables and bars of progress look alike: NO_COLOR
    (no-color.org), FORCE_COLOR and COLUMNS.
    """
    if colour is Colour.never:
        os.environ["NO_COLOR"] = "1"
        os.environ.pop("FORCE_COLOR", None)
    elif colour is Colour.always:
        os.environ["FORCE_COLOR"] = "1"
        os.environ.pop("NO_COLOR", None)
    if width is not None:
        os.environ["COLUMNS"] = str(width)


def forced() -> bool:
    """Whether colour is written to pipes and files too."""
    return bool(os.environ.get("FORCE_COLOR")) and not os.environ.get("NO_COLOR")


def told_width() -> int | None:
    """The width that COLUMNS tells, or null where it tells none."""
    told = os.environ.get("COLUMNS", "")
    return max(int(told), LEAST_WIDTH) if told.isdecimal() and int(told) else None
