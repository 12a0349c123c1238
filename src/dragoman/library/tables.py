"""Rows of plain values as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


def frame_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> pandas.DataFrame:
    """A DataFrame of rows. columns: for when there are none. Raises ImportError with the way out when pandas is not installed."""
    try:
        import pandas
    except ImportError as error:
        raise ImportError("to_frame needs pandas: pip install 'dragoman[pandas]'") from error
    return pandas.DataFrame(list(rows), columns=list(columns) if columns and not rows else None)
