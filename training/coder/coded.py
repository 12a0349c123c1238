"""The corpus's records given out, an article or a sentence at a time, to what codes them in two processes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import groupby
from multiprocessing import Pool
from pathlib import Path
from typing import Any, TypeVar

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
Record = dict[str, Any]
T = TypeVar("T")


def from_records(work: Callable[[list[Record]], list[T]], name: str, pattern: str = "", key: str = "doc") -> list[T]:
    """What `work` makes of each group of records of a file that share a key (`doc`, or `id` for each alone); pattern: how their `doc` begins."""
    records = [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]
    records = [record for record in records if re.match(pattern, record["doc"])]
    groups = [list(group) for _, group in groupby(records, key=lambda r: r[key])]
    with Pool(2) as pool:
        return [one for found in pool.imap(work, groups, chunksize=4) for one in found]
