"""Review in a browser: every kind of judgement by keyboard, two reviewers at once, what they agree on, what is exported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.web.settings import User
from web_room import PASSWORD, open_ledger, settings_of
from web_serving import browser_or_skip, served

browser_or_skip("review is")


@pytest.fixture
def room(path: Path) -> Iterator[str]:
    with served(settings_of(path), lambda: open_ledger(path)) as found:
        yield found


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    tab, wrong = context.new_page(), []
    tab.set_default_timeout(60_000)
    tab.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    yield tab
    context.close()
    assert wrong == []


def waiting(tab: Any) -> int:
    return int(tab.inner_text("main > p").split()[0])


def claim_on(tab: Any) -> str:
    return str(tab.locator("article.claim").get_attribute("id")).removeprefix("c-")


def fill(tab: Any, **fields: str) -> None:
    """Goes by Tab from field to field of the form that has the focus, types what is for each, and sends it."""
    for _ in range(12):
        name = tab.evaluate("document.activeElement.name")
        if name in fields:
            tab.keyboard.type(fields.pop(name))
        if not fields:
            tab.keyboard.press("Enter")
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"no field for {fields}")


def test_confirming_and_taking_it_back(tab: Any, room: str) -> None:
    tab.goto(room + "/review")
    before = waiting(tab)
    tab.keyboard.press("c")
    tab.wait_for_url("**done=*")
    assert waiting(tab) == before - 1
    tab.keyboard.press("u")
    tab.wait_for_url("**/judgements*")
    assert "taken back by tester" in tab.inner_text("main")
    tab.goto(room + "/review")
    assert waiting(tab) == before


def test_rejecting_and_going_through_the_queue(tab: Any, room: str) -> None:
    tab.goto(room + "/review")
    first = claim_on(tab)
    tab.keyboard.press("n")
    tab.wait_for_url("**page=2*")
    assert claim_on(tab) != first
    tab.keyboard.press("p")
    tab.wait_for_url("**page=1*")
    tab.keyboard.press("r")
    fill(tab, reason="The text says otherwise")
    tab.wait_for_url("**done=*")
    tab.goto(f"{room}/event/{first}")
    assert "rejected" in tab.inner_text(f"#c-{first}") and "The text says otherwise" in tab.inner_text(f"#c-{first}")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [({"event_type": "REJ"}, "REJECT"), ({"actor": "FRA:MIL"}, "FRA:MIL"), ({"recipient": "KOR"}, "KOR"), ({"when": "2023-03-31"}, "31 March 2023")],
    ids=["type", "who", "whom", "day"],
)  # fmt: skip
def test_correcting_type_parties_and_day(tab: Any, room: str, path: Path, fields: dict[str, str], shown: str) -> None:
    tab.goto(room + "/review?since=2023-04-01&until=2023-04-30")
    claim = claim_on(tab)
    tab.keyboard.press("e")
    fill(tab, **fields, reason="As the readout has it")
    tab.wait_for_url("**done=*")
    tab.goto(f"{room}/event/{claim}")
    assert shown in tab.inner_text(f"#c-{claim}") and "correct by tester" in tab.inner_text(f"#c-{claim}")
    with open_ledger(path) as ledger:
        (made,) = ledger.judge.history()
        assert made.claim == claim and set(fields) <= set(made.judgement.fields)


def test_linking_and_splitting(tab: Any, room: str) -> None:
    tab.goto(room + "/review?since=2023-04-01&until=2023-04-30")
    one = claim_on(tab)
    tab.goto(room + "/timeline?since=2024-01-01")
    other = str(tab.locator("a[href^='/event/']").first.get_attribute("href")).rsplit("/", 1)[1]
    tab.goto(room + "/review?since=2023-04-01&until=2023-04-30")
    tab.keyboard.press("l")
    fill(tab, other=other, reason="One meeting")
    tab.wait_for_url("**done=*")
    tab.goto(f"{room}/event/{one}")
    whole = tab.locator("a", has_text="The whole event")
    if whole.count():
        whole.click()
    assert tab.locator(f"#c-{other}").count() == tab.locator(f"#c-{one}").count() == 1
    event = tab.url
    tab.goto(room + "/review")
    for number in range(2, waiting(tab) + 1):
        if claim_on(tab) == other:
            break
        tab.keyboard.press("n")
        tab.wait_for_url(f"**page={number}*")
    assert claim_on(tab) == other
    tab.keyboard.press("s")
    fill(tab, reason="Another year")
    tab.wait_for_url("**done=*")
    tab.goto(event)
    assert tab.locator(f"#c-{other}").count() + tab.locator(f"#c-{one}").count() == 1


def test_two_reviewers_at_once(browser: Any, path: Path, users: dict[str, User]) -> None:
    both = {**users, "mei": User("mei", "reviewer", users["vera"].hashed)}
    with served(settings_of(path, both), lambda: open_ledger(path)) as room:
        tabs = {}
        for name in ("vera", "mei"):
            tab = tabs[name] = browser.new_context(accept_downloads=True).new_page()
            tab.set_default_timeout(60_000)
            tab.goto(room + "/review")
            tab.fill("input[name=name]", name)
            tab.fill("input[name=password]", PASSWORD)
            tab.keyboard.press("Enter")
            tab.wait_for_url("**/review")
        one, other = tabs["vera"], tabs["mei"]
        claim, before = claim_on(one), waiting(one)
        assert claim_on(other) == claim  # both have it before them
        one.keyboard.press("c")
        one.wait_for_url("**done=*")
        other.keyboard.press("r")
        fill(other, reason="Not so")
        other.wait_for_url("**done=*")
        assert waiting(other) == before - 1
        second = claim_on(one)
        assert claim_on(other) == second != claim
        for tab in (one, other):
            tab.keyboard.press("c")
            tab.wait_for_function("claim => !document.getElementById('c-' + claim)", arg=second)
        third = claim_on(one)  # which the other judges when asked for a second opinion
        one.keyboard.press("c")
        one.wait_for_function("claim => !document.getElementById('c-' + claim)", arg=third)
        other.goto(room + "/review")
        other.get_by_role("link", name="Second opinions").click()
        other.wait_for_url("**second=yes")
        assert waiting(other) == 1 and "vera" not in other.inner_text("article.claim")
        other.keyboard.press("c")
        other.wait_for_url("**done=*")
        assert waiting(other) == 0
        other.goto(room + "/judgements")
        told = other.inner_text("main")
        assert (
            re.search(r"mei and vera: 3 claims judged by both, 2 alike; Cohen’s kappa 0\.00", told)
            and claim[:8] in told
        )
        with other.expect_download() as coming:
            other.click("a[href='/labelled.jsonl']")
        lines = [json.loads(line) for line in Path(coming.value.path()).read_text(encoding="utf-8").splitlines()]
        assert sorted((one["author"], one["verdict"]) for one in lines) == [
            ("mei", "confirm"), ("mei", "confirm"), ("mei", "reject"), ("vera", "confirm"), ("vera", "confirm"), ("vera", "confirm"),
        ]  # fmt: skip
        for tab in tabs.values():
            tab.context.close()
