"""The day of an act whose expression tells how long there had been none."""

import pytest

from dragoman.records.when import When, day_of_act


@pytest.mark.parametrize("text", ["in eight months", "in more than a decade", "over three years"])
def test_how_long_there_was_none_ends_with_the_act(text: str) -> None:
    told = day_of_act(When("2023-11-26", "2024-07-26", "reckoned", text, 3, 18, "P8M"))
    assert (told.first, told.last, told.basis, told.text) == ("2024-07-26", "2024-07-26", "published", text)


@pytest.mark.parametrize(
    "when",
    [
        When("2024-04-26", "2024-07-26", "reckoned", "in the past few months", 0, 22, "PXM"),
        When("2024-07-19", "2024-07-26", "reckoned", "over the last week", 0, 18, "P1W"),
        When("2023-11-01", "2023-11-30", "reckoned", "in November", 0, 11, "2023-11"),
        When(None, None, "unknown"),
    ],
)
def test_other_days_stay(when: When) -> None:
    assert day_of_act(when) == when
