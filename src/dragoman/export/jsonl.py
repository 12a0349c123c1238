"""Claims as JSON lines: one object a line, as "The claim, as exported" describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dragoman.export.handed import Handed
from dragoman.records.claim_json import claim_object


def lines(handed: Handed) -> Iterator[str]:
    """A line for each claim of each Reading, without its line break."""
    for told in handed.claims():
        yield json.dumps(claim_object(told), ensure_ascii=False)
