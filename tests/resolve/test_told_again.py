"""People told of again by the same word, and persons who speak in a state's capital, in whole texts."""

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.given import Given


def speakers(text: str, words: str) -> set[str | None]:
    claims = code_document(document_alone(text, Given(published="2025-07-25"))).value.claims
    return {p.code for c in claims if c.speech and words in c.speech.content[0].text for p in c.speech.speakers}


def test_the_officials_are_those_just_told_of() -> None:
    text = (
        "Pakistani Prime Minister Shehbaz Sharif thanked Donald Trump. Two Indian officials said no decision had been made. "
        "The treaty will stay suspended, the officials said."
    )
    assert speakers(text, "stay suspended") == {"IND"}


def test_he_may_be_of_the_state_in_whose_capital_he_speaks() -> None:
    text = (
        "China said beef would be accepted from next month.\n\nJapanese Agriculture Minister Shinjiro Koizumi welcomed the decision but said "
        'four plants had been approved. "We will keep asking for the rest," he told reporters in Tokyo.'
    )
    assert speakers(text, "keep asking") == {"JPN"}
