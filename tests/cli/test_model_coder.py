"""`dragoman read --coder model` from the command line: what it says, what it refuses, what it leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model_server import act, answer_of, serving

MET = "Japan's foreign minister met his Chinese counterpart in Beijing on Sunday."
KEY = "sk-do-not-tell-0123456789"


def run(place: Path, *arguments: str, key: bool = True) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI", "DRAGOMAN"))}
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "read",
        "report.txt",
        "--ledger",
        "m.ledger",
        "--published",
        "2024-02-05",
    ]
    return subprocess.run(
        [*command, *arguments], cwd=place, capture_output=True, text=True, check=False,
        env={**known, **({"DRAGOMAN_MODEL_KEY": KEY} if key else {})},
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(MET, encoding="utf-8")
    return tmp_path


def test_claims_come_in_and_what_is_left_out_is_shown(place: Path) -> None:
    good = act(
        MET[:-1], "met", "CONSULT", ["Japan's foreign minister=JPN", "his Chinese counterpart=CHN"], reciprocal=True
    )
    invented = act("Japan threatened China", "threatened", "THREATEN", ["Japan"], ["China"])
    with serving(lambda _: answer_of(good, invented)) as served:
        model = ("--coder", "model", "--endpoint", served.address, "--model", "made-up", "--rejected", "left-out.jsonl")
        done = run(place, *model)
        again = run(place, *model)
        assert len(served.asked) == 1 and served.headers[0]["authorization"] == f"Bearer {KEY}"
    assert done.returncode == 0, done.stderr
    assert "1 documents read, 1 claims" in done.stdout
    assert "made-up: 1 requests, 0 answers kept from before, 1,000 tokens in, 100 out." in done.stdout
    assert (
        "Proposed 2 claims: 1 stand in the text, 1 left out:" in done.stdout
        and "1 evidence not in the text" in done.stdout
    )
    assert f"texts are sent to {served.address}" in done.stderr and "evidence not in the text: 1" in done.stderr
    assert "1 documents unchanged" in again.stdout
    assert not any(KEY.encode() in path.read_bytes() for path in place.iterdir())
    assert KEY not in done.stdout + done.stderr
    assert (place / "m.ledger.answers").exists()


def test_what_was_left_out_is_kept_where_it_is_asked_for(place: Path) -> None:
    invented = act("Japan threatened China", "threatened", "THREATEN", ["Japan"], ["China"])
    with serving(lambda _: answer_of(invented)) as served:
        run(place, "--coder", "model", "--endpoint", served.address, "--model", "m", "--rejected", "left-out.jsonl")
    (line,) = (place / "left-out.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (told["document"], told["reason"]) == ("report.txt", "evidence not in the text")
    assert told["proposed"]["evidence"] == "Japan threatened China"


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["--coder", "model"], "--endpoint"),
        (["--coder", "model", "--endpoint", "http://127.0.0.1:9/v1"], "--model"),
        (["--coder", "model", "--endpoint", "127.0.0.1:9", "--model", "m"], "no http or https address"),
        (["--coder", "model", "--endpoint", "http://models.example/v1", "--model", "m"], "in the clear"),
        (["--coder", "model", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--model-limits", "speed=9"], "NAME=NUMBER"),
        (["--coder", "model", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--workers", "2"], "--workers"),
        (["--endpoint", "http://127.0.0.1:9/v1"], "--coder model"),
        (["--rejected", "x.jsonl"], "--coder model"),
        (["--coder", "modal"], "no coder"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_before_anything_is_sent_or_made(place: Path, arguments: list[str], says: str) -> None:
    done = run(place, *arguments)
    assert done.returncode == 2 and says in " ".join(done.stderr.split()), done.stderr
    assert not (place / "m.ledger").exists()


def test_an_endpoint_that_is_not_there_leaves_the_document_for_later(place: Path) -> None:
    model = ("--coder", "model", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--model-limits", "retries=0")
    done = run(place, *model)
    assert done.returncode == 1 and "report.txt model.failed: was not coded: the endpoint gave no answer" in done.stderr
    assert "0 documents read, 0 claims" in done.stdout
