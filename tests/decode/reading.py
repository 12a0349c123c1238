"""How tests read bytes as files of a kind."""

from __future__ import annotations

import io

from dragoman.decode import Decoded, decode
from dragoman.records.given import Given

ENGLISH = "The two ministers agreed to work together on the relationship between their countries."
GIVEN = Given(published="2023-04-02")


def read(data: bytes, name: str, given: Given = GIVEN, max_mb: float = 1, **more: object) -> list[Decoded]:
    return list(decode(io.BytesIO(data), name, f"in/{name}", given, max_mb, "2024-01-01", **more))  # type: ignore[arg-type]


def codes(found: list[Decoded]) -> list[str]:
    return [problem.code for one in found for problem in one.problems]


def texts(found: list[Decoded]) -> list[str]:
    return [one.document.text for one in found if one.document is not None]


def names(found: list[Decoded]) -> list[str]:
    return [one.document.reading.document for one in found if one.document is not None]
