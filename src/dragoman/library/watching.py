"""What a watched brief told, kept beside the ledger, so that the next one tells only what is new.

The file: `{"version": 1, "briefs": {question: {"made": time, "read": reports, "claims": {claim: sign}}}}`; `analyse.news.sign` says what a sign is.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from dragoman.analyse.news import News, news, signs
from dragoman.export import beside
from dragoman.present.days import one_day
from dragoman.records.answers import Dossier

VERSION = 1


class WatchError(ValueError):
    """A file that is no state of watched briefs; the message says which, and the way out."""


class Watch:
    """The state of one question. path: its file. question: what tells it from others, in words."""

    def __init__(self, path: Path, question: str) -> None:
        self.path, self.question = path, question
        self._all = _load(path)
        self._before = self._all["briefs"].get(question)
        self._now: dict[str, object] | None = None

    def news(self, dossier: Dossier) -> News | None:
        """What is new in the dossier; null where there is no earlier brief. The dossier is what `keep` will keep."""
        made = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
        self._now = {"made": made, "read": dossier.read, "claims": signs(dossier)}
        return None if self._before is None else news(dossier, self._before["claims"])

    def sentence(self, found: News, dossier: Dossier) -> str:
        """What changed since the earlier brief, in numbers."""
        made = str(self._before["made"]) if self._before else ""
        since = f"the brief of {one_day(made[:10])}, {made[11:16]} UTC"
        read = dossier.read - int(self._before["read"]) if self._before else 0
        reports = f" {read} further report{'' if read == 1 else 's'} came in." if read > 0 else ""
        if not found:
            return f"Nothing new since {since}.{reports}"
        parts = [f"{len(found.fresh)} new claim{'' if len(found.fresh) == 1 else 's'}"] if found.fresh else []
        parts += [f"{len(found.changed)} told otherwise"] if found.changed else []
        parts += [f"{len(found.gone)} no longer told"] if found.gone else []
        return f"Since {since}: {', '.join(parts)}.{reports}"

    def keep(self) -> None:
        """Writes the state, whole or not at all. Raises OSError."""
        if self._now is None:
            return
        self._all["briefs"][self.question] = self._now
        with beside(self.path, f".{os.getpid()}.part") as part:
            part.write_text(json.dumps(self._all, ensure_ascii=False, indent=0), encoding="utf-8")


def _load(path: Path) -> dict[str, Any]:
    """The state in the file, empty where there is none. Raises WatchError."""
    if not path.exists():
        return {"version": VERSION, "briefs": {}}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        whole = held["version"] == VERSION and all(
            isinstance(b["claims"], dict) and b["made"] for b in held["briefs"].values()
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise WatchError(f"{path} holds no state of watched briefs; name another file with --state, or move it away.")
    return dict(held)
