"""Answers over a selection, with the names that the codebook gives to countries and issues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.library.countries import country_names, issue_labels
from dragoman.records.answers import TimelineRow
from dragoman.records.coded import Selection

if TYPE_CHECKING:
    from dragoman.present.brief import Brief


def brief(
    selection: Selection,
    rows: Sequence[TimelineRow],
    between: tuple[str, str] | None,
    since: str | None,
    until: str | None,
    min_confidence: float,
    codebook: Path | None,
) -> Brief:
    """The brief of a selection; without `between`, on the pair that most claims name. rows: its merged events."""
    from dragoman.analyse.dossier import dossier
    from dragoman.codebook.folder import Folder
    from dragoman.present.brief import build_brief

    found = dossier(selection, between, since, until, min_confidence, rows)
    folder = Folder(codebook)
    return build_brief(found, country_names(folder), issue_labels(folder), folder)
