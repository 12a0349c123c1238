"""The lead of a brief: which contact is the latest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_by_hand import COUNTRIES, act, day, party, selected
from dragoman.analyse.dossier import dossier
from dragoman.present.brief import build_brief

TOLD = "Japan met China on 5 May."
LATER = "The ministers of Japan and China meet in Tokyo."


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
    first = act(
        TOLD,
        "Japan met China",
        "met",
        "CONSULT",
        [party(TOLD, "Japan", "JPN")],
        [party(TOLD, "China", "CHN")],
        when=day("2021-05-05"),
    )
    sides = [party(LATER, "Japan", "JPN"), party(LATER, "China", "CHN")]
    other = act(
        LATER,
        LATER[:-1],
        "meet",
        "CONSULT",
        sides,
        document="b.txt",
        when=day(published, basis="published"),
        reciprocal=True,
    )
    texts = {"a.txt": TOLD, "b.txt": LATER}
    chosen = selected(texts, [first, other], {"a.txt": "2021-05-05", "b.txt": published})
    made = build_brief(dossier(replace(chosen, events=()), ("JPN", "CHN")), COUNTRIES)
    assert made.lead[0].text == lead
