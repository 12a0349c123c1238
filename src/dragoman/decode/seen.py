"""Which ids a file has had, in 8 bytes each: files may have very many."""

from __future__ import annotations

import hashlib

import numpy as np

_FRESH = 65_536  # kept as a set before they are sorted in


class Seen:
    """A set of strings, known by 64 bits of their digest (two of 10⁸ are taken for one with a chance of .0003)."""

    def __init__(self) -> None:
        self._sorted = np.zeros(0, dtype=np.uint64)
        self._fresh: set[int] = set()

    def add(self, value: str) -> bool:
        """Whether the value is new; it is known from now on. The empty one always is new."""
        if not value:
            return True
        digest = hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = int.from_bytes(digest, "little")
        at = int(np.searchsorted(self._sorted, np.uint64(number)))
        if number in self._fresh or (at < len(self._sorted) and int(self._sorted[at]) == number):
            return False
        self._fresh.add(number)
        if len(self._fresh) >= _FRESH:
            fresh = np.fromiter(self._fresh, dtype=np.uint64, count=len(self._fresh))
            self._sorted = np.sort(np.concatenate([self._sorted, fresh]))
            self._fresh.clear()
        return True
