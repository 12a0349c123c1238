"""What a reading room is opened with."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.records.problem import Problem
from dragoman.sources.address import Fetched

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MAX_UPLOAD_MB = 5.0
READER, REVIEWER = "reader", "reviewer"
ROLES = (READER, REVIEWER)
Fetch = Callable[[str, int], Fetched | Problem]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may come in. hashed: the password's Argon2id hash."""

    name: str
    role: str
    hashed: str


@dataclass(frozen=True)
class Settings:
    """ledger: file or address. hosts: values of the Host header that are answered, with port. users: by name; empty: whoever reaches the
    address is a reviewer, which only the loopback address is opened with.

    author: whose judgements they are where nobody logs in. https: a proxy in front speaks HTTPS. secret: signs the tokens of forms.
    fetch: reads a page of the web, of at most so many bytes; null where documents are not added by their addresses.
    """

    ledger: str
    hosts: frozenset[str]
    users: Mapping[str, User] = field(default_factory=dict)
    read_only: bool = False
    max_mb: float = MAX_UPLOAD_MB
    author: str = "reviewer"
    https: bool = False
    codebook: Path | None = None
    port: int = 0
    fetch: Fetch | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))


def hosts_of(names: list[str], port: int) -> frozenset[str]:
    """Host headers of the loopback address and further names, each with and, for the usual ports, without its port."""
    every = [*("[::1]" if name == "::1" else name for name in sorted(LOOPBACK)), *names]
    bare = every if port in (80, 443) else names
    return frozenset({*(f"{name}:{port}".lower() for name in every), *(name.lower() for name in bare)})
