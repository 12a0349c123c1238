"""What is known of a document before it is read: from the command line, a side file, or its own line of JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, datetime, timezone

DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?)?", re.I
)
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?", re.I
)


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata of a document; null where nobody gave it. published: as given, not yet checked."""

    published: str | None = None
    publisher: str | None = None
    place: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    byline: str | None = None
    licence: str | None = None

    def over(self, other: Given) -> Given:
        """These values, and those of `other` where these are null."""
        return Given(**{f.name: _first(getattr(self, f.name), getattr(other, f.name)) for f in fields(Given)})


NAMES = tuple(f.name for f in fields(Given))


def _first(one: str | None, other: str | None) -> str | None:
    return one if one is not None else other


def day_of(value: str) -> str | None:
    """The local day `YYYY-MM-DD` of a day or date-time: its own offset counts, so the day as written; null if none."""
    match = DATE_TIME.fullmatch(value.strip())
    if match is None:
        return None
    try:
        return date.fromisoformat(match.group(1)).isoformat()
    except ValueError:
        return None


def moment_of(value: str) -> str | None:
    """The time `YYYY-MM-DDTHH:MM:SSZ` of a date-time, in UTC; without an offset as it is written and without `Z`. Null if it has no time."""
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return None
    day, hour, minute, second, offset = match.groups()
    sign = (offset or "").upper().replace(":", "")
    sign = "+0000" if sign == "Z" else sign + "00" * (len(sign) == 3)
    try:
        read = datetime.strptime(
            f"{day} {hour}{minute}{second or '00'}{sign}", "%Y-%m-%d %H%M%S" + ("%z" if sign else "")
        )
        return f"{read.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}" if sign else f"{read:%Y-%m-%dT%H:%M:%S}"
    except (ValueError, OverflowError):
        return None
