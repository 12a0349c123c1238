"""Who has no part in an act though the sentence names them, promises that are only named, and what is traded that is no goods."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.given import Given

FRAMES = Options(coder="frames")


def acts(text: str) -> list[tuple[str, set[str | None], set[str | None]]]:
    claims = code_document(document_alone(text, Given(published="2023-05-10")), FRAMES).value.claims
    return [(c.event_type, {p.code for p in c.actor}, {p.code for p in c.recipient}) for c in claims if c.event_type]


def test_who_tells_of_talks_has_no_part_in_them() -> None:
    text = "Two Kenyan sources said Kenyan officials met Ugandan officials on Monday."
    assert ("CONSULT", {"KEN", "UGA"}, set()) in acts(text)
    claims = code_document(document_alone(text, Given(published="2023-05-10"))).value.claims
    met = [c for c in claims if c.event_type == "CONSULT"]
    assert all("sources" not in p.text for c in met for p in c.actor)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana said Togo should fulfil its commitments.",
        "Ghana accused Togo of breaking its promise.",
        "Ghana urged Togo to abide by its pledges.",
    ],
)
def test_a_promise_to_be_kept_is_no_new_one(text: str) -> None:
    assert "AGREE" not in {kind for kind, *_ in acts(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israel and Hezbollah traded fire on Monday.", "ASSAULT"),
        ("China and Japan traded accusations on Monday.", "ACCUSE"),
        ("India traded with Iran in rupees.", "COOPERATE"),
    ],
)
def test_what_is_traded_tells_the_act(text: str, kind: str) -> None:
    claims = code_document(document_alone(text, Given(published="2023-05-10"))).value.claims
    assert {c.event_type for c in claims if c.event_type} == {kind}


def test_who_is_asked_about_a_call_has_no_part_in_it() -> None:
    text = "Kenya's president called the Ugandan president on Monday. Asked about the call, Rwandan spokesperson Yolande Makolo told reporters that it was welcome."
    assert all("RWA" not in actors for kind, actors, _ in acts(text) if kind == "CONSULT")


def test_the_word_before_a_stabbing_names_who_suffered() -> None:
    found = acts("Japan raises schoolboy stabbing with China's Xi\n\nThe talks were in Lima.")
    assert all("CHN" not in actors for kind, actors, _ in found if kind == "ASSAULT")
