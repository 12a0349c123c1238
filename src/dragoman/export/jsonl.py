"""Claims as JSON lines: one object a line, as "The claim, as exported" describes it."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from dragoman.export.handed import Handed
from dragoman.records.claim_json import body_object


def lines(handed: Handed) -> Iterator[str]:
    """A line for each claim of each Reading, without its line break."""
    for told in handed.claims():
        handed.tally.rows += 1
        yield orjson.dumps(body_object(told)).decode()
