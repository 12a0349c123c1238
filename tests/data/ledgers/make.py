"""Makes a ledger with the program on the path: three documents, one with a corrected day and one an exact copy, two judgements."""

from __future__ import annotations

import gzip
import sqlite3
import sys
import tempfile
from pathlib import Path

import dragoman
from dragoman.records.judgement import Anchor, Judgement

TALKS = (
    "Japan's foreign minister met his Chinese counterpart in Beijing on Sunday. China warned Japan against interfering in "
    "Taiwan's affairs.\nThe two ministers agreed to open a hotline.\n"
)
CALL = "The United States condemned the missile launch by North Korea on Monday.\n"


def main(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, text in (("talks.txt", TALKS), ("call.txt", CALL), ("copy.txt", TALKS)):
            (place / name).write_text(text)
        with dragoman.open(place / "made.ledger") as ledger:
            ledger.read(place / "talks.txt", published="2023-04-09", publisher="AP")
            ledger.read([place / "call.txt", place / "talks.txt"], published="2023-04-02", publisher="AP")
            ledger.read(place / "copy.txt", published="2023-04-03", publisher="Kyodo")
            for kind, claim, facet, value in (
                ("reject", claim_with(ledger, "condemned"), "claim", None),
                ("correct", claim_with(ledger, "warned"), "issues", '["south-china-sea"]'),
            ):
                anchor = Anchor(claim.text_id, claim.trigger, facet)
                judgement = Judgement(f"{kind}-1", kind, anchor, value, "Ann", "by hand", "2024-05-01T10:00:00+00:00")
                ledger.store.add_judgement(judgement)
        connection = sqlite3.connect(place / "made.ledger")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.close()
        target.write_bytes(gzip.compress((place / "made.ledger").read_bytes(), mtime=0))


def claim_with(ledger: dragoman.Ledger, word: str) -> dragoman.Claim:
    return next(told.claim for told in ledger.claims() if word in told.claim.trigger.text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
