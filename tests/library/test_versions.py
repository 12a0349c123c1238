"""Versions of a story in a ledger: their order by time, whatever order they are read in."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

import dragoman
from stand_in import StandIn

TEXT = (
    "Headline number {n}\nJapan met China in Nairobi on Sunday after a dispute over airspace, a statement said. {more}"
)
TIMES = ("2024-03-27T09:10:00+02:00", "2024-03-27T08:40:00+01:00", "2024-03-27T12:00:00+02:00")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_time_of_publication_puts_versions_of_one_day_in_order(order: tuple[int, ...], tmp_path: Path) -> None:
    rows = [
        {"id": f"v{n}", "publisher": "AP", "published": TIMES[n], "text": TEXT.format(n=n, more="It was late. " * n)}
        for n in order
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with dragoman.open(tmp_path / "l.ledger", coding=StandIn()) as ledger:
        ledger.read(tmp_path / "in.jsonl")
        told = {one.reading.document: one for one in ledger.documents()}
        assert {name: one.copy_of for name, one in told.items()} == {"v0": None, "v1": "v0", "v2": "v0"}
        assert {one.fullest for one in told.values()} == {"v2"}
        assert [(c.reading.document, c.copy_of) for c in ledger.claims(min_confidence=0.0)] == [
            ("v0", None),
            ("v1", "v0"),
            ("v2", "v0"),
        ]
        assert told["v1"].reading.moment == "2024-03-27T07:40:00Z"


def test_a_reading_without_a_time_keeps_the_sign_it_had(tmp_path: Path) -> None:
    """So that a ledger of an earlier version takes the same file for unchanged."""
    from dataclasses import replace

    from dragoman.records.text import Reading
    from dragoman.store.rows import given_sign

    plain = Reading("d", "t", "s", "AP", "2024-03-27")
    assert given_sign(plain) == "501d9ae48060d1ec2e16"
    assert given_sign(replace(plain, moment="2024-03-27T07:40:00Z")) != given_sign(plain)
