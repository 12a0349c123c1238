"""Runs: one extraction with the versions that made it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """id: hash of the versions and options. model, codebook: by digest. options: `name=value`, sorted. started: UTC, ISO 8601."""

    id: str
    program: str
    codebook: str
    model: str
    coder: str
    options: tuple[str, ...] = ()
    started: str = ""
