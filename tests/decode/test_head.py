"""Day and publisher that the head of a text tells."""

from __future__ import annotations

import pytest
from tests.decode.test_decode import codes, read

from dragoman.decode.document import document_alone
from dragoman.decode.head import told_by_head
from dragoman.records.given import Given

LINE = "The two ministers met in Geneva and agreed to resume talks on fish, a statement of both said."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Title: X\nPublisher: European Wire\nDate: 2024-06-25\n\n", "2024-06-25"),
        ("Ministers meet\n\nCAIRO, Sept 4, 2024 - ", "2024-09-04"),
        ("MANILA, June 18, 2024 (AFP) — ", "2024-06-18"),
        ("MOSCOW (TASS, 18 June 2024) - ", "2024-06-18"),
        ("BEIJING (Xinhua) June 18, 2024 -- ", "2024-06-18"),
        ("Ministers meet\nTuesday, June 3rd, 2021 | 5:45 p.m.\n", "2021-06-03"),
        ("Posted on June 3, 2021 at 14:05 GMT\n", "2021-06-03"),
        ("Updated: 4 June 2021\nPublished: 3 June 2021\n", "2021-06-03"),
        ("Tokyo, 3 June 2021\n", "2021-06-03"),
        ("Published: 2024-06-25T10:00:00Z\n", "2024-06-25"),
        ("25.06.2024\n", "2024-06-25"),
        ("25/06/2024\n", "2024-06-25"),
        ("Transcript of remarks to the press following talks, Antalya, 1 March 2024\n", "2024-03-01"),
        ("Foreign Ministry Spokesperson Lin Jian's Regular Press Conference on September 20, 2024\n", "2024-09-20"),
        ("TOKYO (AP) — March 12, 2025 — ", "2025-03-12"),
        ("MOSCOW, May 6, 2025. /TASS/. ", "2025-05-06"),
        ("Georgetown, Mar 2, 2025 (EFE).- ", "2025-03-02"),
        ("October 9, 2024 (Bloomberg) -- ", "2024-10-09"),
        ("Tehran, May 6, 2025, IRNA – ", "2025-05-06"),
        ("Berlin (dpa) - May 6, 2025 - ", "2025-05-06"),
        ("Updated - July 22, 2025 10:15 pm IST - NEW DELHI\n", "2025-07-22"),
        ("MADRID - 16 APR 2025 - 12:30 CEST\n", "2025-04-16"),
        ("MANILA, PHILIPPINES — July 8, 2024 — ", "2024-07-08"),
        ("He was born in Kyiv, May 3, 1960. ", None),
        ("05/06/2024\n", None),  # May or June
        ("31 June 2024\n", None),
        ("CAIRO, Sept 4 - ", None),
        ("On June 18, 2024 ", None),
        ("The summit of June 18, 2024 - the third - was short. ", None),
        (f"{LINE} {LINE}\nJune 3, 2021\n", None),  # behind the first paragraph
    ],
)
def test_days(head: str, day: str | None) -> None:
    assert told_by_head(head + LINE, Given()).published == day


def test_publisher_of_a_labelled_line() -> None:
    assert told_by_head(f"Source: Xinhua\n\n{LINE}", Given()).publisher == "Xinhua"
    assert told_by_head(f"BEIJING, Nov. 14 (Xinhua) -- {LINE}", Given()).publisher == "Xinhua"
    assert told_by_head(f"The Association of Nations (ASEAN) - {LINE}", Given()).publisher is None
    assert told_by_head(LINE, Given()).publisher is None


def test_what_is_given_wins() -> None:
    given = Given("2020-01-01", "AP")
    assert told_by_head(f"Source: Xinhua\nDate: 2024-06-25\n{LINE}", given) == given


def test_it_is_said_where_the_day_is_from() -> None:
    (one,) = read(f"Date: 2024-06-25\n\n{LINE}".encode(), given=Given())
    assert codes(one) == ["published.told"]
    assert one.document is not None and one.document.reading.published == "2024-06-25"
    alone = document_alone(f"Date: 2024-06-25\n\n{LINE}", Given())
    assert alone.reading.published == "2024-06-25"
