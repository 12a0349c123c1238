"""The package's own client asks the server, in one process: schemas, ids, spans, limits, errors; what may be changed and what not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest

import dragoman
from dragoman.mcp import limits
from dragoman.mcp.desk import Desk, Settings
from dragoman.mcp.server import build
from mcp import Client

JAPAN_CHINA = ["Japan", "CHN"]
ASKS = {
    "overview": {},
    "search": {"query": "hotline"},
    "timeline": {"between": JAPAN_CHINA, "limit": 50},
    "positions": {"between": JAPAN_CHINA},
    "commitments": {"between": JAPAN_CHINA},
    "brief": {"between": JAPAN_CHINA},
    "compare": {"left": "000", "right": "001"},
    "documents": {},
    "document": {"document": "000"},
}  # fmt: skip


@asynccontextmanager
async def asking(path: Path, **settings: Any) -> AsyncIterator[Client]:
    desk = Desk(Settings(str(path), **settings))
    try:
        async with Client(build(desk)) as client:
            yield client
    finally:
        desk.close()


def asked(path: Path, work: Callable[[Client], Any], **settings: Any) -> Any:
    async def run() -> Any:
        async with asking(path, **settings) as client:
            return await work(client)

    return anyio.run(run)


def answers(path: Path, calls: dict[str, dict[str, Any]], **settings: Any) -> dict[str, Any]:
    """Tool → its structured answer."""

    async def work(client: Client) -> dict[str, Any]:
        found = {}
        for name, arguments in calls.items():
            told = await client.call_tool(name, arguments)
            assert not told.is_error, told.content
            found[name] = told.structured_content
        return found

    made: dict[str, Any] = asked(path, work, **settings)
    return made


def quotations(value: Any) -> list[dict[str, Any]]:
    """Every quotation in an answer."""
    if isinstance(value, dict):
        mine = [value] if {"document", "start", "end", "text"} <= value.keys() else []
        return mine + [q for v in value.values() for q in quotations(v)]
    return [q for v in value for q in quotations(v)] if isinstance(value, list) else []


def texts_of(path: Path) -> dict[str, str]:
    with dragoman.open(path, must_exist=True) as ledger:
        return {one.reading.document: one.text for one in ledger.documents()}


def test_every_answer_meets_its_schema_and_carries_claims_whose_words_stand_there(path: Path) -> None:
    async def work(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(ASKS) | {"explain", "check_draft"} == set(tools)
        texts, ids = texts_of(path), set()
        for name, arguments in ASKS.items():
            told = await client.call_tool(name, arguments)
            schema = tools[name].output_schema
            assert schema is not None and not told.is_error
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.validate(told.structured_content, schema)
            found = quotations(told.structured_content)
            assert found or name in ("overview", "documents"), name
            for q in found:
                assert texts[q["document"]][q["start"] : q["end"]] == q["text"] or q["left_out"], q
            ids |= {q["claim"] for q in found if q.get("claim")}
        known = {one.claim.id for one in dragoman.open(path).claims(min_confidence=0)}
        assert len(ids) > 20 and ids <= known

    asked(path, work)


def test_the_text_of_an_answer_tells_the_same_as_its_structure(path: Path) -> None:
    async def work(client: Client) -> None:
        told = await client.call_tool("timeline", {"between": JAPAN_CHINA})
        words = json.loads(told.content[0].text)  # type: ignore[union-attr]
        assert told.structured_content is not None
        assert [e["event"] for e in words["events"]] == [e["event"] for e in told.structured_content["events"]]

    asked(path, work)


def test_explain_leads_from_an_id_to_words_rule_and_parties(path: Path) -> None:
    event = answers(path, {"timeline": {"between": JAPAN_CHINA}})["timeline"]["events"][0]
    claim = event["claims"][0]["claim"]
    (told,) = answers(path, {"explain": {"id": claim[:10]}})["explain"]["claims"]
    assert told["claim"] == claim and told["event"] == event["event"]
    assert told["evidence"]["text"] in told["around"]["text"]
    assert told["why"] and told["publisher"] in told["per"]
    assert {p["code"] for p in told["parties"]} >= {"JPN", "CHN"}


def test_pages_go_on_where_the_last_one_ended(path: Path) -> None:
    whole = answers(path, {"timeline": {"between": JAPAN_CHINA, "limit": 50}})["timeline"]
    found, offset = [], 0
    while offset is not None:
        page = answers(path, {"timeline": {"between": JAPAN_CHINA, "limit": 7, "offset": offset}})["timeline"]
        assert len(page["events"]) <= 7
        found += [e["event"] for e in page["events"]]
        offset = page["next"]
    assert found == [e["event"] for e in whole["events"]] and len(found) == whole["total"]


def test_an_answer_stays_within_its_limit_whatever_the_text(tmp_path: Path) -> None:
    path = tmp_path / "long.ledger"
    words = "Japan met China " + "and talked on and on " * 4000
    with dragoman.open(path, coder="frames") as ledger:
        (tmp_path / "long.txt").write_text(
            "Japan's foreign minister met his Chinese counterpart on Sunday.\n\n" + words
        )
        ledger.read(tmp_path / "long.txt", published="2024-02-05")
    page = answers(path, {"document": {"document": "long.txt"}})["document"]
    assert len(page["text"]) == limits.PAGE and page["next"] == limits.PAGE
    rest = answers(path, {"document": {"document": "long.txt", "start": page["next"]}})["document"]
    assert rest["text"][:50] == (tmp_path / "long.txt").read_text()[limits.PAGE :][:50]


@pytest.mark.parametrize("tool", sorted(ASKS))
def test_answers_are_no_longer_than_an_assistant_takes(path: Path, tool: str) -> None:
    arguments = dict(ASKS[tool])
    if tool not in ("overview", "document"):
        arguments["limit"] = limits.MOST
    assert len(json.dumps(answers(path, {tool: arguments})[tool])) < 1.2 * limits.WHOLE


@pytest.mark.parametrize(
    "tool, arguments, says",
    [
        ("timeline", {"between": ["JPN", "Atlantis"]}, "Atlantis"),
        ("timeline", {"between": ["JPN"]}, "at least 2"),
        ("timeline", {"limit": 100_000}, "less than or equal to 50"),
        ("timeline", {"since": "someday"}, "YYYY-MM-DD"),
        ("search", {"query": "x" * 10_000}, "at most 300"),
        ("explain", {"id": "../../etc/passwd"}, "pattern"),
        ("explain", {"id": "ffffffffff"}, "No claim or event"),
        ("compare", {"left": "000"}, "Name two documents"),
        ("compare", {"left": "000", "right": "nowhere"}, "nowhere"),
        ("document", {"document": "/etc/passwd"}, "no document"),
        ("document", {"document": "000", "start": 1_000_000}, "characters"),
        ("positions", {"issue": "no-such-issue"}, "no-such-issue"),
        ("commitments", {"status": "perhaps"}, "perhaps"),
        ("confirm", {"id": "0000", "reason": "x"}, "Unknown tool"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(path: Path, tool: str, arguments: dict[str, Any], says: str) -> None:
    async def work(client: Client) -> str:
        told = await client.call_tool(tool, arguments)
        assert told.is_error
        return str(told.content[0].text)  # type: ignore[union-attr]

    try:
        said = asked(path, work)
    except Exception as error:  # an unknown tool may be an error of the protocol
        said = str(error)
    assert says in said and str(path) not in said


def test_documents_and_claims_are_resources(path: Path) -> None:
    event = answers(path, {"timeline": {"between": JAPAN_CHINA}})["timeline"]["events"][0]
    claim = event["claims"][0]

    async def work(client: Client) -> None:
        read = await client.read_resource(f"dragoman://claims/{claim['claim']}")
        assert json.loads(read.contents[0].text)["claims"][0]["evidence"]["text"] == claim["text"]  # type: ignore[union-attr]
        address = f"dragoman://documents/{claim['document']}?start={claim['start']}"
        page = json.loads((await client.read_resource(address)).contents[0].text)  # type: ignore[union-attr]
        assert page["text"].startswith(claim["text"][:80])
        listed = {str(t.uri_template) for t in (await client.list_resource_templates()).resource_templates}
        assert listed == {"dragoman://claims/{id}", "dragoman://documents/{+document}{?start}"}
        for bad in ("dragoman://documents//etc/passwd", "dragoman://claims/zz", "dragoman://documents/000?start=x"):
            with pytest.raises(Exception):  # noqa: B017
                await client.read_resource(bad)

    asked(path, work)


def test_the_prompt_makes_an_assistant_cite(path: Path) -> None:
    async def work(client: Client) -> None:
        assert (
            client.instructions and "[claim ID]" in client.instructions and "never instructions" in client.instructions
        )
        prompt = await client.get_prompt("sourced-answer", {"question": "Was a hotline agreed?"})
        words = prompt.messages[0].content.text  # type: ignore[union-attr]
        assert "Was a hotline agreed?" in words and "[claim ID]" in words and "check_draft" in words
        brief = await client.get_prompt("sourced-brief", {"country": "Japan", "other": "China"})
        assert "Japan and China" in brief.messages[0].content.text  # type: ignore[union-attr]

    asked(path, work)


def test_a_draft_is_held_against_the_ledger(path: Path) -> None:
    (hit, *_) = answers(path, {"search": {"query": "hotline"}})["search"]["hits"]
    good = f"The two sides spoke of a hotline: “{hit['text'][:40]}”. [claim {hit['claim'][:12]}]"
    checked = answers(path, {"check_draft": {"draft": good}})["check_draft"]
    assert checked["sound"] and checked["uncited"] == []
    for bad in (
        good.replace(hit["text"][:40], hit["text"][:30] + " and never before"),  # words that stand nowhere
        good.replace(hit["claim"][:12], "abcdef123456"),  # a claim that is not there
        "The two sides spoke of a hotline.",  # no citation at all
    ):
        assert not answers(path, {"check_draft": {"draft": bad}})["check_draft"]["sound"]
    more = good + " It rained all day in Beijing that week."
    assert answers(path, {"check_draft": {"draft": more}})["check_draft"]["uncited"] == [
        "It rained all day in Beijing that week."
    ]


def test_nothing_changes_unless_review_is_on(path: Path) -> None:
    with dragoman.open(path) as ledger:
        before = ledger.store.counts()
        rows = [one.claim for one in ledger.claims(min_confidence=0)]
    answers(path, ASKS)

    async def annotations(client: Client) -> list[bool | None]:
        return [t.annotations.read_only_hint if t.annotations else None for t in (await client.list_tools()).tools]

    assert set(asked(path, annotations)) == {True}
    with dragoman.open(path) as ledger:
        assert ledger.store.counts() == before
        assert [one.claim for one in ledger.claims(min_confidence=0)] == rows


def test_with_review_a_judgement_is_added_under_the_assistants_name(path: Path) -> None:
    (hit, *_) = answers(path, {"search": {"query": "hotline"}})["search"]["hits"]
    calls = {"reject": {"id": hit["claim"], "reason": "the text says otherwise"}}
    made = answers(path, calls, review=True, author="assistant of Akiko")["reject"]
    assert made["claim"] == hit["claim"] and made["author"] == "assistant of Akiko"
    assert hit["claim"] not in [h["claim"] for h in answers(path, {"search": {"query": "hotline"}})["search"]["hits"]]
    draft = f"A hotline was spoken of then. [claim {hit['claim']}]"
    assert not answers(path, {"check_draft": {"draft": draft}})["check_draft"]["sound"]
    answers(path, {"undo": {"judgement": made["id"], "reason": "a slip"}}, review=True)
    assert hit["claim"] in [h["claim"] for h in answers(path, {"search": {"query": "hotline"}})["search"]["hits"]]
    told = answers(path, {"explain": {"id": hit["claim"]}})["explain"]["claims"][0]
    assert [(j["kind"], j["undone"]) for j in told["judgements"]] == [("reject", True), ("undo", False)]
