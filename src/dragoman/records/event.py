"""Events: the view that puts together the claims which tell of one happening."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one happening. id: that of its earliest claim. claims: ids, earliest first. why: what put them together, a line each.

    part_of: id of the event that it is a part of (talks, for what was agreed at them), or null.
    """

    id: str
    claims: tuple[str, ...]
    why: tuple[str, ...] = ()
    part_of: str | None = None
