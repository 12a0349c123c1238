"""Events: the view that puts together the claims which tell of one happening."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one happening. id: that of its earliest claim. claims: ids, earliest first. why: what put them together."""

    id: str
    claims: tuple[str, ...]
    why: tuple[str, ...] = ()
