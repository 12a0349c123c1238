"""Judgements, runs, diff and backup as a person or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calling import Done, Run
from stand_in import StandIn

TEXT = "Japan met China on Sunday. China met France."


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr(
        "dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1", "stated")
    )
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "Ann")
    for name, text in (("a.txt", TEXT), ("b.txt", "Japan met China.")):
        (tmp_path / name).write_text(text)
    assert called("read", "a.txt", "b.txt", "--ledger", "l.ledger", "--published", "2023-04-02").code == 0
    return called


def ids(run: Run) -> list[str]:
    return [json.loads(line)["id"] for line in run("export", "l.ledger").out.splitlines()]


def test_judging_listing_and_undoing(run: Run) -> None:
    one, two, three = ids(run)
    assert run("judge", "list", "l.ledger").out == "No judgements.\n"
    done = run("judge", "reject", "l.ledger", two[:8], "--reason", "no  such\nmeeting")
    assert done.code == 0 and "reject 'met' by Ann" in done.out
    assert run("judge", "confirm", "l.ledger", one, three, "--author", "Bob").out.count("confirm 'met' by Bob") == 2
    listed = json.loads(run("judge", "list", "l.ledger", "--format", "json").out)
    assert [(j["kind"], j["claim"], j["author"], j["reason"]) for j in listed] == [
        ("reject", two, "Ann", "no such meeting"), ("confirm", one, "Bob", ""), ("confirm", three, "Bob", ""),
    ]  # fmt: skip
    assert ids(run) == [one, three]
    assert run("judge", "undo", "l.ledger", listed[0]["id"][:6], "-r", "it did happen").code == 0
    assert ids(run) == [one, two, three]
    shown = run("judge", "list", "l.ledger").out
    assert "reject (undone)" in shown and "it did happen" in shown
    assert len(run("judge", "list", "l.ledger", two, "--format", "csv").out.splitlines()) == 3


def test_a_correction_is_seen_and_explained(run: Run) -> None:
    one = ids(run)[0]
    done = run("judge", "correct", "l.ledger", one, "event_type=AGREE", "actor=JPN:MIL", "--reason", "signed")
    assert done.code == 0 and done.err == ""
    claim = json.loads(run("export", "l.ledger").out.splitlines()[0])
    assert (claim["event_type"], claim["actor"][0]["sector"], claim["confidence"]) == ("AGREE", "MIL", 1.0)
    shown = run("explain", "l.ledger", one, "--no-parse").out
    assert "AGREE" in shown and "event_type = AGREE; actor = JPN:MIL; score = " in shown and "by Ann" in shown
    run("judge", "reject", "l.ledger", one, "--reason", "no")
    assert "REJECTED: no answer has it" in run("explain", "l.ledger", one, "--no-parse").out
    read = json.loads(run("explain", "l.ledger", one, "--no-parse", "--json").out)
    assert [j["kind"] for j in read[0]["judgements"]] == ["correct", "reject"] and read[0]["rejected"] is True


def test_splitting_and_linking(run: Run) -> None:
    one, two, three = ids(run)
    assert len(json.loads(run("timeline", "l.ledger", "--format", "json").out)) == 2
    assert run("judge", "split", "l.ledger", three, "--reason", "another one").code == 0
    assert len(json.loads(run("timeline", "l.ledger", "--format", "json").out)) == 3
    assert run("judge", "link", "l.ledger", two, three, "--reason", "one summit").code == 0
    rows = json.loads(run("timeline", "l.ledger", "--format", "json").out)
    assert sorted(row["claims"] for row in rows) == sorted([[one], [two, three]])
    assert "linked by Ann" in run("explain", "l.ledger", two, "--no-parse").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("reject", "l.ledger", "ID"), "--reason"),
        (("reject", "l.ledger", "zz", "-r", "x"), "l.ledger: no claim or event has an id that begins with 'zz'"),
        (("correct", "l.ledger", "ID", "AGREE", "-r", "x"), "is not FIELD=VALUE"),
        (("correct", "l.ledger", "ID", "event_type=TALK", "-r", "x"), "'TALK' is no PLOVER type"),
        (("correct", "l.ledger", "ID", "when=soon", "-r", "x"), "'soon' is no day"),
        (("correct", "l.ledger", "ID", "actor=JPX", "-r", "x"), "use an ISO3 code such as JPN.\n"),
        (("link", "l.ledger", "ID", "-r", "x"), "link needs at least 2"),
        (("confirm", "none.ledger", "ID"), "ledger.missing"),
        (("import", "l.ledger", "none.jsonl"), "No such file"),
        (("export", "l.ledger", "--output", "no/such/file"), "No such file"),
    ],
)
def test_wrong_use_is_told_in_a_line(run: Run, arguments: tuple[str, ...], says: str) -> None:
    done = run("judge", *(ids(run)[0] if a == "ID" else a for a in arguments))
    assert done.code == 2 and (says in done.err or says in " ".join(done.err.replace("│", " ").split()))
    assert "Traceback" not in done.err
    assert run("judge", "list", "l.ledger").out == "No judgements.\n"


def test_reviewers_exchange_their_judgements(run: Run, tmp_path: Path) -> None:
    one, two, _ = ids(run)
    (tmp_path / "theirs.ledger").write_bytes((tmp_path / "l.ledger").read_bytes())
    assert run("judge", "agreement", "l.ledger").out == "No two reviewers have judged the same claim.\n"
    run("judge", "confirm", "theirs.ledger", one, two, "--author", "Bob")
    run("judge", "confirm", "l.ledger", one)
    run("judge", "reject", "l.ledger", two, "--reason", "no")
    assert run("judge", "export", "theirs.ledger", "--output", "t.jsonl").out == "t.jsonl: 2 judgements.\n"
    assert run("judge", "import", "l.ledger", "t.jsonl").out == "l.ledger: 2 judgements taken, 0 known already.\n"
    assert run("judge", "import", "l.ledger", "t.jsonl").out == "l.ledger: 0 judgements taken, 2 known already.\n"
    shown = run("judge", "agreement", "l.ledger").out
    assert shown.startswith("Ann and Bob: 2 claims judged by both, 1 alike; Cohen's kappa 0.00.\n")
    (told,) = json.loads(run("judge", "agreement", "l.ledger", "--json").out)
    assert (told["reviewers"], told["kappa"], told["differ"]) == (["Ann", "Bob"], 0.0, [two])
    with (tmp_path / "t.jsonl").open("a") as file:
        file.write("{broken\n")
    done = run("judge", "import", "l.ledger", "t.jsonl")
    assert done.code == 1 and done.err.startswith("t.jsonl:3 judgement.line: is no judgement: no JSON")


def test_runs_and_which_is_used(run: Run) -> None:
    run("read", "a.txt", "b.txt", "--ledger", "l.ledger", "--published", "2023-04-02", "--model", "2")
    told = json.loads(run("runs", "l.ledger", "--format", "json").out)
    assert [(r["id"], r["current"], r["documents"], r["claims"]) for r in told] == [
        ("run1", False, 2, 3),
        ("run2", True, 2, 3),
    ]
    assert run("runs", "l.ledger", "--use", "run1").code == 0
    assert {json.loads(line)["run"] for line in run("export", "l.ledger").out.splitlines()} == {"run1"}
    shown = run("runs", "l.ledger").out.splitlines()
    assert shown[1].startswith("*") and "run1" in shown[1] and "dragoman 1" in shown[1] and "a=1" in shown[1]
    unknown = run("runs", "l.ledger", "--use", "x")
    assert unknown.code == 2 and "run.unknown" in unknown.err


def test_diff_ends_with_codes_for_scripts(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run("read", "a.txt", "b.txt", "--ledger", "l.ledger", "--published", "2023-04-02", "--model", "2")
    same = run("diff", "l.ledger", "run1", "run2")
    assert same == Done(
        0, "Runs run1 and run2: 2 documents compared, 3 claims the same, 0 gained, 0 lost, 0 changed.\n", ""
    )
    monkeypatch.setattr("stand_in.CODES", {"Japan": "KOR", "China": "CHN", "France": "FRA"})
    run("read", "a.txt", "b.txt", "--ledger", "l.ledger", "--published", "2023-04-02", "--model", "3")
    differ = run("diff", "l.ledger", "run1", "run3")
    assert differ.code == 1 and "2 changed" in differ.out and "actor: Japan (JPN:GOV) → Japan (KOR:GOV)" in differ.out
    told = json.loads(run("diff", "l.ledger", "run1", "run3", "--format", "json").out)
    assert [list(c["fields"]) for c in told["changed"]] == [["actor"], ["actor"]] and told["gained"] == []
    assert run("diff", "l.ledger", "run1", "nothing").code == 2


def test_backup(run: Run, tmp_path: Path) -> None:
    done = run("backup", "l.ledger", "copy.ledger")
    assert done.out == "copy.ledger: whole; 2 texts, 2 readings, 3 claims, 2 events, 0 judgements, 1 runs.\n"
    assert run("export", "copy.ledger").out == run("export", "l.ledger").out
    again = run("backup", "l.ledger", "copy.ledger")
    assert again.code == 2 and "backup.exists" in again.err
    assert run("backup", "l.ledger", "copy.ledger", "--replace").code == 0
    assert "backup.same" in run("backup", "l.ledger", "l.ledger", "--replace").err
    assert run("backup", "l.ledger", "no/folder/copy.ledger").code == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt", "copy.ledger", "l.ledger"]


def test_check_mends_the_index_and_the_events(run: Run, tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(tmp_path / "l.ledger")
    connection.execute("INSERT INTO claim_search (rowid, evidence) VALUES (77, 'nothing of the kind')")
    connection.execute("DELETE FROM members WHERE claim = 1")
    connection.commit()
    connection.close()
    found = run("check", "l.ledger")
    assert found.code == 1 and "is in no event" in found.err
    assert run("check", "l.ledger", "--mend").code == 0
    assert run("check", "l.ledger").code == 0
