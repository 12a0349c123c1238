"""Commitments as the library gives them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.analyse.commitments import Ground
from dragoman.codebook.commitments import load_commitment_words
from dragoman.codebook.folder import Folder
from dragoman.codebook.rareness import load_rareness
from dragoman.records.coded import Selection
from dragoman.records.commitment import Commitments

if TYPE_CHECKING:
    import pandas


class Promised(Commitments):
    """Commitments that show themselves in a notebook."""

    def to_frame(self) -> pandas.DataFrame:
        """A row a commitment. Raises ImportError without pandas."""
        from dragoman.library.tables import frame_of
        from dragoman.present.commitments import COLUMNS, commitment_rows

        return frame_of(commitment_rows(self), COLUMNS)

    def _repr_html_(self) -> str:
        from dragoman.library.countries import country_names
        from dragoman.present.commitments import commitments_sheet
        from dragoman.present.sheet import sheet_html

        names = {code: known[0] for code, known in country_names(Folder()).items()}
        return sheet_html(commitments_sheet(self, names))


def promised_in(selection: Selection, codebook: Path | None = None, min_confidence: float = 0.0) -> Ground:
    """What commitments of a selection are made from, whatever is asked."""
    folder = Folder(codebook)
    return Ground(selection, load_commitment_words(folder), load_rareness(folder), min_confidence)
