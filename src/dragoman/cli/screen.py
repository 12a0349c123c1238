"""What is written to a terminal, without what would move its cursor, ring, set its title or turn the reading direction. Pipes and files get all as it is."""

from __future__ import annotations

import re
from typing import Any, TextIO

# C0 and C1 controls but tab and line end; marks, embeddings, overrides and isolates of the reading direction.
UNSHOWN = dict.fromkeys(
    [
        *(c for c in range(32) if c not in (9, 10)), *range(127, 160), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ],
    "·",
)  # fmt: skip
_COLOUR = re.compile("(\x1b\\[[0-9;]*m)")  # of our own tables: they change no place and no text


class Screen:
    """A stream of a terminal. raw: the stream itself, for what has to move the cursor."""

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Writes the text with `·` for each such character."""
        self.raw.write("".join(p if n % 2 else p.translate(UNSHOWN) for n, p in enumerate(_COLOUR.split(text))))
        return len(text)

    def writelines(self, lines: Any) -> None:
        """As of a stream."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


def is_screen(stream: TextIO) -> bool:
    """Whether people look at the stream."""
    return stream.isatty()


def screened(stream: TextIO) -> Any:
    """The stream, behind a `Screen` where people look at it."""
    return Screen(stream) if is_screen(stream) and not isinstance(stream, Screen) else stream
