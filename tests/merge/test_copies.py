"""Which texts are copies, and which documents make a story."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.copies import likeness
from dragoman.merge.sketch import Sketch, sketches
from dragoman.merge.stories import stories
from dragoman.records.likeness import Likeness
from dragoman.records.text import Reading

WORDS = [f"word{n}" for n in range(3000)]


def prose(seed: int, length: int = 200) -> str:
    random = Random(seed)
    return " ".join(random.choice(WORDS) for _ in range(length))


def alike(one: str, other: str) -> Likeness | None:
    return likeness(*sketches([one, other]))


def test_a_changed_headline_and_a_few_changed_words_leave_a_near_copy() -> None:
    story = prose(1)
    changed = " ".join("other" if n % 25 == 0 else word for n, word in enumerate(story.split()))
    found = alike(f"One headline\n{story}", f"Quite another headline\n{changed}")
    assert found is not None and found.kind == "near" and 0.8 < found.jaccard < 0.95


def test_a_part_is_known_by_what_of_it_stands_in_the_whole() -> None:
    story = prose(1, 400)
    found = alike(story, " ".join(story.split()[:90]))
    assert found is not None
    assert (found.kind, round(found.one_in_other, 1), found.other_in_one) == ("part", 0.2, 1.0)


def test_case_width_and_white_space_are_no_change() -> None:
    assert alike("Japan met China\non Sunday in Tokyo", "JAPAN  met\u00a0china on\nSunday in Tokyo") == Likeness(
        "near", 1.0, 1.0, 1.0
    )


def test_other_texts_empty_ones_and_scraps_are_no_copies() -> None:
    assert alike(prose(1), prose(2)) is None
    assert alike("", "") is None
    assert alike("Japan met China", f"Japan met China {prose(1)}") is None


def test_numbered_versions_are_known_by_their_headline() -> None:
    flash = "(URGENT) N. Korea fires ballistic missile: JCS\nN. Korea fires ballistic missile toward the East Sea, JCS says."
    lead = f"(LEAD) N. Korea fires ballistic missile toward East Sea\nN. Korea fires a ballistic missile, JCS says. {prose(3)}"
    found = alike(flash, lead)
    assert found is not None and found.kind == "version"
    assert alike(flash.removeprefix("(URGENT) "), lead.removeprefix("(LEAD) ")) is None
    assert alike(flash, lead.replace("fires", "denies").replace("missile", "claim")) is None


@pytest.mark.parametrize(
    "headline", ["Lead negotiator quits the talks", "Flash floods kill three", "Update on the talks"]
)
def test_words_of_a_headline_are_no_numbering(headline: str) -> None:
    (found,) = sketches([f"{headline}\nText."])
    assert not found.numbered


def test_copies_share_keys_and_others_do_not() -> None:
    story = prose(1, 300)
    one, near, part, other = sketches([story, f"Headline\n{story}", " ".join(story.split()[150:260]), prose(2, 300)])
    assert set(one.keys) & set(near.keys) and set(one.keys) & set(part.keys)
    assert not set(one.keys) & set(other.keys)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_a_sketch_comes_back_as_it_was_kept_and_follows_from_the_text_alone(text: str) -> None:
    (alone,) = sketches([text])
    beside = sketches([prose(1), text])[1]
    assert alone.keys == beside.keys and all(0 <= key < 1 << 63 for key in alone.keys)
    back = Sketch.unpacked(alone.packed())
    assert (back.words, back.version) == (alone.words, alone.version)
    for kept, made in ((back.shingles, alone.shingles), (back.runs, alone.runs), (back.headline, alone.headline)):
        assert kept.tolist() == made.tolist()


# Stories ---------------------------------------------------------------------------------------------------------

NEAR = Likeness("near", 0.7, 0.8, 0.8)
SURE = Likeness("near", 0.95, 0.97, 0.97)
PART = Likeness("part", 0.3, 0.3, 1.0)
VERSION = Likeness("version", 0.1, 0.4, 0.2)


def reading(text: str, day: str | None = "2024-03-01", publisher: str | None = None) -> Reading:
    return Reading(f"{text}.txt", text, text, published=day, publisher=publisher)


def grouped(
    readings: list[Reading], likenesses: dict[tuple[str, str], Likeness], **words: int
) -> list[tuple[str, str]]:
    """(members, fullest) of each story by the first letters of their documents."""
    found = stories(readings, likenesses, words)
    return [("".join(readings[m].document[0] for m in s.members), readings[s.fullest].document[0]) for s in found]


def test_exact_and_near_copies_and_parts_make_one_story() -> None:
    held = [reading("a"), reading("a", "2024-09-01"), reading("b"), reading("c"), reading("d")]
    links = {("a", "b"): NEAR, ("c", "a"): PART}
    assert grouped(held, links, a=200, b=250, c=80) == [("aabc", "b"), ("d", "d")]


def test_the_same_form_filled_in_anew_is_another_story() -> None:
    assert grouped([reading("a"), reading("b", "2024-03-20")], {("a", "b"): NEAR}) == [("a", "a"), ("b", "b")]
    assert grouped([reading("a"), reading("b", "2024-03-20")], {("a", "b"): SURE}, a=90, b=90) == [("ab", "a")]
    assert grouped([reading("a"), reading("b", "2024-03-05")], {("a", "b"): SURE}, a=30, b=30) == [
        ("a", "a"),
        ("b", "b"),
    ]
    assert grouped([reading("a"), reading("b", None)], {("a", "b"): NEAR}, a=90, b=90) == [("ab", "a")]


def test_versions_are_of_one_publisher_and_of_the_same_days() -> None:
    one = reading("a", publisher="Yonhap")
    assert grouped([one, reading("b", "2024-03-02", "Yonhap")], {("a", "b"): VERSION}) == [("ab", "a")]
    assert grouped([one, reading("b", "2024-03-02", "Kyodo")], {("a", "b"): VERSION}) == [("a", "a"), ("b", "b")]
    assert grouped([one, reading("b", "2024-03-09", "Yonhap")], {("a", "b"): VERSION}) == [("a", "a"), ("b", "b")]
    assert grouped([one, reading("b", None, "Yonhap")], {("a", "b"): VERSION}) == [("a", "a"), ("b", "b")]


def test_a_digest_does_not_make_one_story_of_two() -> None:
    held = [reading("a"), reading("b"), reading("d", "2024-03-02")]
    assert grouped(held, {("a", "d"): PART, ("b", "d"): PART}, a=90, b=90, d=300) == [("ad", "d"), ("b", "b")]


def test_none() -> None:
    assert stories([], {}, {}) == ()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("(URGENT) Abe resigns", 1),
        ("Abe resigns", 2),
        ("(LEAD) Abe resigns", 3),
        ("UPDATE 1-Abe resigns", 3),
        ("(2nd LEAD) Abe resigns over health", 4),
        ("UPDATE 3-Abe resigns", 5),
        ("(Third LEAD) Abe resigns", 5),
        ("CORRECTED-Abe resigns", 99),
        ("(ATTN: ADDS photo)\n(LEAD) Abe resigns", 3),
    ],
)
def test_versions_have_a_place_among_those_of_a_day(line: str, place: int) -> None:
    assert sketches([f"{line}\nText."])[0].version == place
