"""Labelled mentions: how they are read, halved, bound to claims and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims_by_hand import act, party
from dragoman.evaluate.events import HALVES, Mention, bound, half_of, read_mentions, score_events
from dragoman.evaluate.meantime import read_meantime

GOLD = Path(__file__).resolve().parents[2] / "goldsets" / "events"
TEXT = "Japan accused China after China seized a boat."


def mention(id_: str, words: str, cluster: str, story: str = "s") -> Mention:
    start = TEXT.index(words)
    return Mention(id_, "d", TEXT, "2024-05-01", start, start + len(words), cluster, story)


def test_the_shipped_set_is_read_whole_and_halved_by_story() -> None:
    mentions = read_mentions(GOLD)
    assert len(mentions) == 883
    one, other = (half_of(mentions, half) for half in HALVES)
    assert len(one) + len(other) == 883
    assert not {m.story for m in one} & {m.story for m in other}
    with pytest.raises(ValueError, match="'both' is none of development, held-back"):
        half_of(mentions, "both")


def test_a_mention_is_the_claim_whose_trigger_overlaps_it_most() -> None:
    accused = act(TEXT, "Japan accused China", "accused", "ACCUSE", [party(TEXT, "Japan", "JPN")])
    seized = act(TEXT, "China seized a boat", "seized", "COERCE", [party(TEXT, "China", "CHN")])
    assert bound(mention("m", "seized a boat", "c"), [accused, seized]) == seized
    assert bound(mention("m", "after", "c"), [accused, seized]) is None


def test_mentions_without_a_claim_stand_alone_among_all() -> None:
    mentions = [
        mention("a", "accused", "1"),
        mention("b", "seized", "1"),
        mention("c", "boat", "1"),
        mention("d", "Japan", "2"),
    ]
    report = score_events(mentions, {"a": "x", "b": "y", "d": "x"})
    assert (report["bound"]["mentions"], report["all"]["mentions"]) == (3, 4)
    assert report["all"]["b3_recall"] == pytest.approx((1 / 3 * 3 + 1) / 4)
    assert [line.count("»") for line in report["bound"]["wrong"]] == [2]
    assert "»accused«" in report["bound"]["missed"][0] and "»seized«" in report["bound"]["missed"][0]


def test_a_line_in_another_form_is_told_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"holds no mentions\*.jsonl"):
        read_mentions(tmp_path)
    row = {
        "id": "a",
        "document": "d",
        "published": "2024-05-01",
        "text": TEXT,
        "trigger": "seized",
        "start": 0,
        "end": 6,
    }
    (tmp_path / "mentions.jsonl").write_text(json.dumps({**row, "cluster": "c", "story": "s"}) + "\n")
    with pytest.raises(ValueError, match=r"mentions.jsonl:1: .*'seized' does not stand at 0–6"):
        read_mentions(tmp_path)


def test_mentions_of_meantime_are_those_that_refer_to_a_named_event(tmp_path: Path) -> None:
    document = {
        "doc": "1_title",
        "topic": "airbus",
        "dct": "2008-03-01",
        "text": TEXT,
        "mentions": [
            {"m_id": "1", "tag": "EVENT_MENTION", "start": 6, "end": 13},
            {"m_id": "2", "tag": "EVENT_MENTION", "start": 32, "end": 38},
            {"m_id": "3", "tag": "ENTITY_MENTION", "start": 0, "end": 5},
        ],
        "instances": [{"m_id": "9", "tag": "EVENT", "instance_id": "OTH1"}, {"m_id": "8", "tag": "EVENT"}],
        "relations": [
            {"tag": "REFERS_TO", "source": ["1"], "target": ["9"]},
            {"tag": "REFERS_TO", "source": ["2"], "target": ["8"]},
        ],
    }
    path = tmp_path / "m.jsonl"
    path.write_text(json.dumps(document) + "\n")
    (one,) = read_meantime(path)
    assert (one.id, one.cluster, one.story, one.text[one.start : one.end]) == ("1-1", "OTH1", "airbus", "accused")
