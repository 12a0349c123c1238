"""The lead of a brief: which contact is the latest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_by_hand import COUNTRIES, MEET, MET, meeting_reported, meeting_told, selected
from dragoman.analyse.dossier import dossier
from dragoman.present.brief import build_brief


@pytest.mark.parametrize(
    ("published", "lead"),
    [
        (
            "2025-03-22",
            "The latest contact told, by 22 March 2025: Japan and China met “in Tokyo”, according to the report.",
        ),
        ("2021-05-08", "The latest contact whose day is told, 5 May 2021: Japan met China, according to the report."),
        ("2021-05-04", "The latest contact whose day is told, 5 May 2021: Japan met China, according to the report."),
    ],
)
def test_a_later_contact_without_a_day_is_the_latest_unless_it_may_be_the_one_whose_day_is_told(
    published: str, lead: str
) -> None:
    texts = {"a.txt": MET, "b.txt": MEET}
    chosen = selected(
        texts,
        [meeting_told("Japan met China"), meeting_reported(published)],
        {"a.txt": "2021-05-05", "b.txt": published},
    )
    made = build_brief(dossier(replace(chosen, events=()), ("JPN", "CHN")), COUNTRIES)
    assert made.lead[0].text == lead
