"""Five hundred hostile answers: what is not in the text, or not in the codebook, does not enter the ledger, not even as a remark."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import dragoman
from dragoman.library.language_model.answers import Answers
from dragoman.library.language_model.coding import ByModel
from dragoman.library.language_model.endpoint import Endpoint
from dragoman.library.language_model.limits import Limits, Spent
from model_server import Json, Say, act, answer_of, serving, speech

ANSWERS, NIGHTLY = 150, 500  # each kind of answer to each sentence; as often as a release is measured
MARK = "zyxw"  # stands in everything that is invented
SENTENCES = (
    "Japan's foreign minister met his Chinese counterpart in Beijing on Sunday.",
    "France warned Spain that it would not accept the new rules.",
    "Kenya accused Uganda of closing the border at Busia.",
    "Canada signed an agreement with Norway on Tuesday.",
    "“We will not yield,” Poland's president said.",
)
NO_PARTY = {"in", "that", "of", "an", "not"}  # words of the texts that stand for nobody

Draw = random.Random


def altered(sentence: str, draw: Draw) -> str:
    """The sentence with one letter changed."""
    at = draw.choice([n for n, c in enumerate(sentence) if c.isalpha()])
    return sentence[:at] + draw.choice("QXZ") + sentence[at + 1 :]


def other_than(sentence: str, draw: Draw) -> str:
    return draw.choice([s for s in SENTENCES if s != sentence])


# Each gives an answer to the question about a sentence. None of the claims that they propose may be taken.
HOSTILE: tuple[Callable[[str, Draw], str | Say], ...] = (
    lambda s, d: answer_of(act(f"Japan {MARK} China in {d.randint(1900, 2100)}", MARK, "ASSAULT", ["Japan"], ["China"])),
    lambda s, d: answer_of(act(altered(s, d), s.split()[2], "CONSULT", [s.split()[0]])),
    lambda s, d: answer_of(act(s.upper(), s.split()[2].upper(), "CONSULT", [s.split()[0]])),
    lambda s, d: answer_of(act(s[:20] + " … " + s[-20:], s.split()[-1], "ACCUSE", [s.split()[0]])),
    lambda s, d: answer_of(act(s[:-1], f"{MARK}ed", "ACCUSE", [s.split()[0]])),
    lambda s, d: answer_of(act(s[:-1], s.split()[2][1:], "ACCUSE", [s.split()[0]])),  # part of a word
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "ACCUSE", [f"{MARK} government"])),
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "ACCUSE", [f"{s.split()[0]}=XQZ"])),
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "ACCUSE", [f"{s.split()[0]}=BRA"])),
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "NUKE", [s.split()[0]])),
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "CONSULT", [s.split()[0]], mode="aerial")),
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "CONSULT", [s.split()[0]], aux=[MARK])),
    lambda s, d: answer_of(act(o := other_than(s, d), o.split()[2], "CONSULT", [o.split()[0]])),  # another document's words
    lambda s, d: answer_of({**act(s[:-1], s.split()[2], "CONSULT", [s.split()[0]]), "tool": {"name": f"delete_{MARK}"}}),
    lambda s, d: answer_of({**act(s[:-1], s.split()[2], "CONSULT", []), "actor": [s.split()[0]]}, 7, None, [MARK], {"claims": []}),
    lambda s, d: answer_of(act(f"'); DROP TABLE claims; -- {MARK}", MARK, "CONSULT", [f"<script>{MARK}()</script>"])),
    lambda s, d: answer_of(act("\u200b".join(s[:-1].split(" ", 1)), s.split()[2], "CONSULT", [s.split()[0]])),
    lambda s, d: answer_of(act(s.replace("a", "а", 1), s.split()[2], "CONSULT", [s.split()[0]])),  # a Cyrillic letter
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "CONSULT", [next(w for w in s.split() if w in NO_PARTY)])),
    lambda s, d: answer_of(act("  ", "\n", "CONSULT", [""])),
    lambda s, d: answer_of(speech(s[:-1], s.split()[2], [s.split()[0]], [f"We will {MARK}"])),
    lambda s, d: answer_of(speech(s[:-1], f"{MARK} said", ["The president"], [s[:10]])),
    lambda s, d: answer_of(act(s[:-1], s.split()[2], "CONSULT", [])),
    lambda s, d: answer_of({**act(s[:-1], s.split()[2], "CONSULT", [s.split()[0]]), "id": "../../x", "document": MARK, "start": -1}),
    lambda s, d: json.dumps({"claims": [act(s, s, "CONSULT", [MARK * 3000])] * 2}),
    lambda s, d: json.dumps({"claims": {MARK: act(s, s, "CONSULT", [MARK])}}),
    lambda s, d: f"Sure! {MARK} Here are the claims: {answer_of(act(s, s, 'CONSULT', [MARK]))} and more",
    lambda s, d: json.dumps({"claims": [act(s[:-1], s.split()[2], "CONSULT", [s.split()[0]])] * 400}),
    lambda s, d: '{"claims": [NaN, Infinity]}',
    lambda s, d: Say(None, more={"tool_calls": [{"id": "1", "type": "function", "function": {"name": MARK, "arguments": "{}"}}]}),
)  # fmt: skip


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest) -> int:
    return NIGHTLY if "nightly or" in request.config.getoption("markexpr") else ANSWERS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, answers: int) -> Path:
    """A ledger that hostile answers were read into, with what was refused of them."""
    path = tmp_path_factory.mktemp("hostile")
    texts = [f"{SENTENCES[n % len(SENTENCES)]}\n\nReport {n} of the day." for n in range(answers)]
    rows = [json.dumps({"id": f"d{n}", "text": text, "published": "2024-02-05"}) for n, text in enumerate(texts)]
    (path / "in.jsonl").write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    given: Counter[int] = Counter()

    def answer(body: Json) -> Say | str:
        number = int(re.findall(r"Report (\d+) of the day", body["messages"][1]["content"])[-1])
        kind = (number // len(SENTENCES)) % len(HOSTILE)
        given[kind] += 1
        return HOSTILE[kind](SENTENCES[number % len(SENTENCES)], random.Random(number))

    with serving(answer) as served, (path / "rejected.jsonl").open("w", encoding="utf-8") as rejected:
        spent = Spent(Limits.of("rate=100000,retries=0"), sleep=lambda _: None)
        by = ByModel(
            Endpoint(served.address, "hostile", None, spent),
            Answers(path / "kept"),
            rejected=lambda x: rejected.write(x + "\n"),
        )
        with dragoman.open(path / "hostile.ledger", coding=by) as ledger:
            report = ledger.read(path / "in.jsonl")
        by.close()
        (path / "counts.json").write_text(
            json.dumps({"refused": by.refused, "accepted": by.accepted, "problems": report.counts})
        )
    assert len(given) == len(HOSTILE) and len(served.asked) >= answers
    return path


def test_of_hostile_answers_none_enters_the_ledger(folder: Path) -> None:
    with dragoman.open(folder / "hostile.ledger", must_exist=True) as ledger:
        found = [
            (one.reading.document, one.claim.evidence.text, one.claim.why) for one in ledger.claims(min_confidence=0)
        ]
        assert found == []
        assert ledger.check() == []
    for path in folder.glob("hostile.ledger*"):
        assert MARK.encode() not in path.read_bytes()


def test_each_is_counted_and_shown_with_its_reason(folder: Path, answers: int) -> None:
    counts = json.loads((folder / "counts.json").read_text())
    rejected = [json.loads(line) for line in (folder / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert counts["accepted"] == 0 and len(rejected) == sum(counts["refused"].values()) > 0.7 * answers
    assert set(counts["refused"]) >= {
        "form",
        "evidence",
        "trigger",
        "type",
        "mode",
        "aux",
        "party",
        "unresolved",
        "code",
        "nobody",
        "content",
    }
    assert set(counts["problems"]) == {"model.rejected", "model.malformed", "model.failed"}
    assert sum(counts["problems"].values()) == answers
