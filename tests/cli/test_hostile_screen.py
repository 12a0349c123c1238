"""Documents whose words, names and metadata would move the cursor, ring, set a title or turn the reading direction: on screen they do nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from calling import Run
from stand_in import StandIn

HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\x0b\x0c\x7f\x85\u202eesrever\u202c\u2066x\u2069\u200f"
# C0 and C1 controls but tab and line end; marks, embeddings, overrides and isolates of the reading direction.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")


@pytest.fixture
def run(called: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr(
        "dragoman.library.ledger.Pipeline", lambda codebook, model, coder: StandIn(model or "1", "stated")
    )
    monkeypatch.setenv("DRAGOMAN_AUTHOR", f"Ann{HOSTILE}")
    lines = [
        {"id": f"d{n}{HOSTILE}", "text": f"Before {HOSTILE} came.\nJapan met China {HOSTILE} in Geneva. China met Japan {HOSTILE}.", "title": f"T{HOSTILE}",
         "publisher": f"P{n}{HOSTILE}", "place": HOSTILE, "url": f"https://n.example/{HOSTILE}", "published": f"2023-04-0{n + 1}"}
        for n in range(3)
    ]  # fmt: skip
    (tmp_path / "in.jsonl").write_text("\n".join([*map(json.dumps, lines), f'{{"id": "x{HOSTILE}"}}', HOSTILE]))
    done = called("read", "in.jsonl", "--ledger", "l.ledger")
    assert done.code == 1 and not UNSAFE.search(done.out + done.err)
    claims = [json.loads(line) for line in called("export", "l.ledger").out.split("\n")[:-1]]
    assert len(claims) == 6 and all(HOSTILE in one["document"] for one in claims)  # what is piped is verbatim
    (tmp_path / "claims.json").write_text(json.dumps(claims))
    monkeypatch.setattr("dragoman.cli.screen.is_screen", lambda stream: True)
    return called


def test_what_is_shown_moves_nothing(run: Run) -> None:
    claims = json.loads(Path("claims.json").read_text())
    one, event = claims[0]["id"], claims[0]["event"]
    shown = [
        run("judge", "reject", "l.ledger", one, "--reason", f"no{HOSTILE}"),
        *(
            run(*words.split(), *more)
            for words, more in (
                ("timeline l.ledger", ()), ("timeline l.ledger --evidence", ()), ("brief --ledger l.ledger --evidence", ()), ("search l.ledger met", ()),
                ("search l.ledger Before", ()), ("explain l.ledger --no-parse", (one,)), ("explain l.ledger --no-parse", (event,)), ("judge list l.ledger", ()),
                ("export l.ledger", ()), ("export l.ledger --format csv", ()), ("timeline l.ledger --format json", ()), ("brief --ledger l.ledger --format markdown", ()),
                ("runs l.ledger", ()), ("check l.ledger", ()), ("positions l.ledger --party CHN", ()), ("commitments l.ledger", ()), ("sample l.ledger -n 3 --by type", ()),
                ("temperature l.ledger --between JPN CHN", ()), ("compare l.ledger", (claims[0]["document"], claims[-1]["document"])),
                ("read", (f"no{HOSTILE}.txt", "--ledger", "l.ledger")), ("timeline", (f"no{HOSTILE}.ledger",)), ("explain l.ledger", (f"zz{HOSTILE}",)),
                ("export l.ledger --format", (f"x{HOSTILE}",)), ("timeline l.ledger --issue", (HOSTILE,)),
            )
        ),
    ]  # fmt: skip
    unsafe = [(done.out + done.err)[:300] for done in shown if UNSAFE.search(done.out + done.err)]
    assert unsafe == []
    assert sum("met" in done.out for done in shown) >= 6
