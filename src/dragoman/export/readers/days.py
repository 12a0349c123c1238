"""Days as data files write them."""

from __future__ import annotations

import re
from datetime import date

_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
)


def day_of(cell: str) -> str | None:
    """`YYYY-MM-DD` of 2023-04-02, 4/2/2023 (month first) or 20230402, each with or without a time; null for none."""
    text = cell.strip()
    for form in _FORMS:
        match = form.match(text)
        if match:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
            except ValueError:
                return None
    return None
