"""Building the corpus, agreement of readers, and what is shipped: splits apart, spans verbatim."""

import json
from pathlib import Path

import pytest
from agreement import codes, compare, kappa, matched
from build import chosen, readings, records
from check import check
from draw import group, split_of
from notation import parse
from sentences import drawn, label_name

TEXT = "Chile accused Peru of spying and recalled its envoy."
SENTENCE = {
    "text": TEXT,
    "doc": "d-1",
    "source": "made-up",
    "licence": "CC BY-SA 4.0",
    "published": "2020-01-01",
    "split": "test",
    "batch": "test-001",
}
SENTENCES = {"s-1": {"id": "s-1", **SENTENCE}, "s-2": {"id": "s-2", **SENTENCE, "licence": "CC0 1.0"}}
ONE = "@ s-1\nACCUSE-allege | accused | Chile=CHL > Peru=PER\nSANCTION-withdraw | recalled | Chile > Peru\n@ s-2\n.\n"
TWO = "@ s-1\nREJECT | accused | Peru=PER > Chile=CHL\n@ s-2\nACCUSE | accused | Chile=CHL > Peru=PER\n"
QUADS = {"ACCUSE": "3", "REJECT": "3", "SANCTION": "4"}


def blocks(written: str):
    found, faults = parse(written, {name: s["text"] for name, s in SENTENCES.items()})
    assert faults == []
    return {block.id: block for block in found}


def test_record_goes_to_its_licence_and_says_who_read(tmp_path: Path):
    (tmp_path / "test-001.r1.txt").write_text(ONE)
    (tmp_path / "test-001.gold.txt").write_text(TWO)
    files, faults = records(readings(tmp_path), SENTENCES)
    assert faults == []
    assert [r["id"] for r in files["test-by-sa.jsonl"]] == ["s-1"]
    (record,) = files["test.jsonl"]
    assert (record["id"], record["reader"], record["licence"], record["hard"]) == ("s-2", "gold", "CC0 1.0", None)
    (event,) = record["events"]
    assert event["trigger"] == {"start": 6, "end": 13, "text": "accused"}
    assert event["recipient"] == [{"start": 14, "end": 18, "text": "Peru", "code": "PER", "sector": None, "org": None}]
    assert (event["mode"], event["modes"], event["reciprocal"], event["aux"]) == (None, [], False, [])


def test_missing_sentence_is_a_fault(tmp_path: Path):
    path = tmp_path / "test-001.r1.txt"
    path.write_text("@ s-1\n.\n")
    assert [(f.line, f.says[:24]) for f in check(path, SENTENCES)[1]] == [(0, "1 sentences have no bloc")]
    with pytest.raises(ValueError, match=r"BATCH\.READER"):
        label_name(tmp_path / "labels.txt")
    assert chosen({"r2": path, "r1": path}) == "r1"


def test_agreement_of_two_readers():
    found = compare(blocks(ONE), blocks(TWO), QUADS)
    assert found["events"] == [2, 2]
    assert found["trigger F1"] == 0.5
    assert found["trigger, type, direction and codes F1"] == 0
    assert found["type"] == {"kappa": 0.0, "same": 0.0, "n": 1}
    assert found["quad class"]["same"] == 1
    assert found["direction"]["same"] == 0
    assert found["any event"]["same"] == 0.5


def test_reader_agrees_with_itself():
    found = compare(blocks(ONE), blocks(ONE), QUADS)
    assert found["trigger, type, direction and codes F1"] == 1
    assert found["type"] == {"kappa": 1.0, "same": 1.0, "n": 2}
    assert found["actor code"]["same"] == 1


def test_kappa_by_hand():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: .7 equal, .5 by chance
    labels = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(labels) == {"kappa": 0.4, "same": 0.7, "n": 50}
    assert kappa([]) == {"kappa": None, "same": None, "n": 0}


def test_matching_takes_each_event_once():
    one, two = blocks(ONE)["s-1"], blocks(TWO)["s-1"]
    assert [(a.type, b.type) for a, b in matched(one, two)] == [("ACCUSE", "REJECT")]
    assert codes(one.events[0].actor) == "CHL" and codes(()) == "none"


def test_months_and_countries_stay_on_one_side():
    daily = {"source": "wikipedia-current-events", "doc": "wce-2010-07-17"}
    yearly = {"source": "us-state-human-rights-reports", "doc": "ushr-2016-georgia"}
    assert group(daily) == "wce-2010-07"
    assert group(yearly) == "ushr-georgia"
    assert split_of(daily) == split_of({**daily, "doc": "wce-2010-07-02"})


def test_drawn_sentences_keep_splits_apart():
    sentences = [one for one in drawn().values() if not one["split"].startswith(("articles", "wikinews"))]
    assert len(sentences) == 25096
    splits: dict[str, set[str]] = {}
    for one in sentences:
        splits.setdefault(group(one), set()).add(one["split"])
    assert all(len(found) == 1 for found in splits.values())


CORPUS = Path(__file__).resolve().parents[2] / "training" / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("labels/*.txt")), ids=lambda p: p.name)
def test_label_files_have_no_faults(path: Path):
    assert check(path, drawn())[1] == []


def test_shipped_records_hold_verbatim_spans():
    for name in ("train", "dev", "test", "train-by-sa", "dev-by-sa", "test-by-sa", "articles-train", "articles-dev"):
        path = CORPUS / f"{name}.jsonl"
        if not path.is_file():
            pytest.skip(f"{path.name} is not built yet")
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            assert ("BY-SA" in one["licence"]) == name.endswith("by-sa")
            for event in one["events"]:
                for span in (event["trigger"], *event["actor"], *event["recipient"]):
                    assert one["text"][span["start"] : span["end"]] == span["text"]
