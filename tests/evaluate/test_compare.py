"""The scorer of alignments: links of gold points, whatever points the program cuts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.evaluate.compare import Answered, GoldPair, gold_links, read_pairs, score_compare, stands_for

FOLDER = Path(__file__).resolve().parents[2] / "goldsets" / "compare"
GOLD = GoldPair(
    "p",
    "2024-01-01",
    {"left": {}, "right": {}},
    {"left": {"L1": (0, 10), "L2": (12, 30)}, "right": {"R1": (0, 20)}},
    {("L1", "R1"): "same"},
    "development",
)


def answered(left: list[tuple[int, int]], links: dict[tuple[int, int], str]) -> Answered:
    return Answered({"left": left, "right": [(0, 20)]}, links)


def test_a_point_stands_for_what_it_covers_by_half() -> None:
    gold = GOLD.points["left"]
    assert [stands_for(ends, gold) for ends in ((0, 5), (0, 30), (10, 12), (8, 14))] == [["L1"], ["L1", "L2"], [], []]


def test_fine_points_cost_nothing_and_coarse_ones_precision() -> None:
    fine = answered([(0, 5), (5, 10), (12, 30)], {(1, 0): "same"})
    coarse = answered([(0, 30)], {(0, 0): "contested"})
    assert gold_links(GOLD, fine) == {("L1", "R1"): "same"}
    report = score_compare([(GOLD, coarse)])["development"]
    assert (report["precision"], report["recall"], report["relation_right"]) == (0.5, 1.0, 0.0)
    assert report["false"] == ["p L2 R1"]
    assert score_compare([(GOLD, fine)])["written"]["f1"] == 1.0


def test_no_link_is_no_division_by_zero() -> None:
    report = score_compare([(GOLD, answered([], {}))])["development"]
    assert (report["f1"], report["missed"]) == (0.0, ["p L1 R1"])


def test_the_set_is_whole_and_its_halves_are_apart() -> None:
    pairs = read_pairs(FOLDER)
    parts = [pair.part for pair in pairs]
    assert {part: parts.count(part) for part in set(parts)} == {"development": 10, "held_back": 8, "real": 2}
    for pair in pairs:
        for side, points in pair.points.items():
            assert all(0 <= start < end <= len(pair.sides[side]["text"]) for start, end in points.values())
        assert all(a in pair.points["left"] and b in pair.points["right"] for a, b in pair.relations)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    for name in ("points", "alignment", "pairs", "real", "real-points", "real-alignment"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({}) + "\n")
    (tmp_path / "points.jsonl").write_text("{\n")
    with pytest.raises(ValueError, match=r"points\.jsonl:1: "):
        read_pairs(tmp_path)
