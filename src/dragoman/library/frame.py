"""Claims as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.records.claim_json import NAMES, body_object
from dragoman.records.told import ToldBody

if TYPE_CHECKING:
    import pandas

# Beside the exported fields, what tables are mostly grouped by.
EXTRA = ("actor_codes", "recipient_codes", "first", "last")


def frame(claims: Iterable[ToldBody]) -> pandas.DataFrame:
    """A row a claim: the fields of the jsonl export, then codes of both sides joined by `;` and the days.

    Raises ImportError with the way out when pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise ImportError("to_pandas needs pandas: pip install 'dragoman[pandas]'") from error
    rows = []
    for told in claims:
        row = body_object(told)
        for side in ("actor", "recipient"):
            row[f"{side}_codes"] = ";".join(sorted({p["code"] for p in row[side] if p["code"]}))
        row["first"], row["last"] = row["when"]["first"], row["when"]["last"]
        rows.append(row)
    made = pandas.DataFrame(rows, columns=[*NAMES, *EXTRA])
    for column in ("published", "first", "last"):
        made[column] = pandas.to_datetime(made[column])
    return made
