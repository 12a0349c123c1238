"""Runs every `.case` file under tests/cases; `--accept` rewrites what they expect.

They are coded by the frames coder, so that they pin the rules and the data and not the trained weights.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from case_notation import NONE, Case, accept, confidence_rounded, notation, read_cases, spans_of
from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.claim import Claim
from dragoman.records.claim_json import claim_object, told_claim
from dragoman.records.given import Given
from dragoman.records.text import Document
from dragoman.records.told import ToldClaim

CASES = [case for path in sorted(Path(__file__).parent.glob("cases/**/*.case")) for case in read_cases(path)]
FRAMES = Options(coder="frames")
OTHER = "Qin Gang said on Monday that China had lodged a protest with Australia, and that she would visit in May."


def document(case: Case) -> Document:
    given = Given(**{key: case.header.get(key) for key in ("published", "publisher", "place", "title")})
    return document_alone(case.text, given, case.path.name)


@cache
def coded(text: Document) -> tuple[Claim, ...]:
    return code_document(text, FRAMES).value.claims


def test_there_are_cases() -> None:
    assert len(CASES) > 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_claims(case: Case, request: pytest.FixtureRequest) -> None:
    found = notation(coded(document(case)), case.shown)
    if request.config.getoption("--accept") and found != case.expected:
        accept(case, found)
        return
    assert "\n".join(found) == "\n".join(case.expected), f"{case.path}:{case.line}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_spans_are_verbatim(case: Case) -> None:
    text = document(case).text
    for claim in coded(document(case)):
        for span in spans_of(claim):
            assert text[span.start : span.end] == span.text != "", (claim.trigger, span)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_export_reads_back(case: Case) -> None:
    one = document(case)
    for claim in coded(one):
        told = ToldClaim(claim, one.reading, "run")
        read = told_claim(json.loads(json.dumps(claim_object(told), ensure_ascii=False)))
        assert read.claim == claim


def test_claims_do_not_depend_on_what_was_coded_before() -> None:
    before = {case.id: confidence_rounded(coded(document(case))) for case in CASES}
    code_document(document_alone(OTHER, Given(published="2021-06-07"), "other"), FRAMES)
    for case in reversed(CASES):
        assert confidence_rounded(code_document(document(case), FRAMES).value.claims) == before[case.id], case.id


def test_ids_of_cases_differ() -> None:
    ids = [case.id for case in CASES]
    assert len(ids) == len(set(ids))


def test_a_text_without_acts_has_none() -> None:
    assert notation(()) == (NONE,)
