"""Where the weights lie and what identifies them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

FILES = ("encoder.onnx", "tokenizer.json", "heads.npz", "labels.json", "words.onnx", "roles.onnx")
SHIPPED = Path(__file__).parent / "weights"


class WeightsError(Exception):
    """Weights that are missing or do not fit this program."""


def folder_of(folder: Path | None = None) -> Path:
    """The folder of the weights, the shipped ones by default. Raises WeightsError when a file of it is missing."""
    where = folder or SHIPPED
    missing = [name for name in FILES if not (where / name).is_file()]
    if missing:
        raise WeightsError(
            f"The coder's weights in {where} lack {', '.join(missing)}; reinstall dragoman, or code with --coder frames."
        )
    return where


@lru_cache(maxsize=4)
def fingerprint(folder: Path | None = None) -> str:
    """First 12 hex digits of the SHA-256 over the weights' files."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder_of(folder) / name).read_bytes())
    return digest.hexdigest()[:12]
