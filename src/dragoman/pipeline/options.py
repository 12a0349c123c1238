"""Options of an extraction, and the Run that records them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from dragoman.annotate import fingerprint
from dragoman.codebook.folder import Folder
from dragoman.encode import fingerprint as weights_fingerprint
from dragoman.records.run import Run

DEFAULT_CODER = "tuned"


@dataclass(frozen=True, slots=True)
class Options:
    """codebook_dir: a user's own codebook folder. model: another spaCy pipeline. coder: `tuned` or `frames`.

    weights: another folder of the tuned coder's weights.
    """

    codebook_dir: Path | None = None
    model: str | None = None
    coder: str = DEFAULT_CODER
    weights: Path | None = None

    @property
    def folder(self) -> Folder:
        """The codebook folder with the user's own over it."""
        return Folder(self.codebook_dir)


def run_of(options: Options) -> Run:
    """The Run of these options: its id is a hash of program, codebook, model and coder, so equal runs are one."""
    from dragoman import __version__

    codebook, model = options.folder.digest(), fingerprint(options.model)
    coder = options.coder if options.coder == "frames" else f"{options.coder} {weights_fingerprint(options.weights)}"
    parts = (f"dragoman {__version__}", codebook, model, coder)
    identity = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
    return Run(identity, parts[0], codebook, model, coder, (), datetime.now(timezone.utc).isoformat(timespec="seconds"))
