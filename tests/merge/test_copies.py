"""Which texts are copies, and which documents make a story."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.merge.copies import likeness
from dragoman.merge.sketch import Sketch, sketches
from dragoman.merge.stories import stories
from dragoman.merge.versions import CORRECTED, EARLY, FLASH, LATE, PLAIN, STEP, WITHDRAWN, head_of, names, says_most
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
    assert (back.words, back.version, back.slug) == (alone.words, alone.version, alone.slug)
    for name in ("shingles", "runs", "headline", "names", "lead"):
        assert getattr(back, name).tolist() == getattr(alone, name).tolist()


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
        ("(URGENT) Abe resigns", FLASH),
        ("AP-NewsAlert\nAbe resigns", FLASH),
        ("++ Abe resigns ++", FLASH),
        ("EXTRA Abe resigns", EARLY),
        ("Abe resigns", PLAIN),
        ("(LEAD) Abe resigns", PLAIN + STEP),
        ("1ST LEAD Abe resigns", PLAIN + STEP),
        ("UPDATE 1-Abe resigns", PLAIN + STEP),
        ("UPDATE - Abe resigns", PLAIN + STEP),
        ("LD ABE\nAbe resigns", PLAIN + STEP),
        ("(2nd LEAD) Abe resigns over health", PLAIN + 2 * STEP),
        ("Abe resigns (Part 2)", PLAIN + 2 * STEP),
        ("Abe resigns (2)", PLAIN + 2 * STEP),
        ("BC-AS--Japan-Abe, 2nd Ld-Writethru\nAbe resigns", PLAIN + 2 * STEP),
        ("CORRECTED-UPDATE 2-Abe resigns", PLAIN + 2 * STEP + 1),
        ("UPDATE 3-Abe resigns", PLAIN + 3 * STEP),
        ("URGENT/Abe resigns", FLASH),
        ("#FLASH Abe resigns", FLASH),
        ("2nd LEAD/Abe resigns", PLAIN + 2 * STEP),
        ("Abe resigns (CORRECTED UPDATE)", PLAIN + STEP + 1),
        ("Abe resigns (2nd LEAD, CORRECTED)", PLAIN + 2 * STEP + 1),
        ("Lead/zinc prices rise", PLAIN),
        ("Abe resigns (corrected figures)", PLAIN),
        ("(Third LEAD) Abe resigns", PLAIN + 3 * STEP),
        ("ROUNDUP Abe resigns", LATE),
        ("CORRECTED-Abe resigns", CORRECTED),
        ("WITHDRAWN-Abe resigns", WITHDRAWN),
        ("BC-AS--Japan-Abe, KILL\nBULLETIN KILL", WITHDRAWN),
        ("Withdrawal: the last troops leave", LATE),
        ("(ATTN: ADDS photo)\n(LEAD) Abe resigns", PLAIN + STEP),
    ],
)
def test_versions_have_a_place_among_those_of_a_day(line: str, place: int) -> None:
    assert sketches([f"{line}\nText."])[0].version == place


def test_a_notice_without_a_headline_names_the_story_that_it_takes_back() -> None:
    notice = "KILL KILL KILL\nEditors: please kill 2ND LEAD Chad regrets shells near Abeche, Khartoum says and all earlier versions."
    head = head_of(notice)
    assert head.version == WITHDRAWN
    assert head.headline == ("chad", "regrets", "shells", "near", "abeche", "khartoum")
    story = f"2ND LEAD Chad regrets shells near Abeche, Khartoum says\nKHARTOUM (SUNA) - {prose(7)}"
    found = alike(story, notice)
    assert found is not None and found.kind == "version"
    assert alike(story.replace("shells", "fires").replace("Abeche", "Adre"), notice) is None
    one, other = sketches([story, notice])
    assert len(set(one.keys) & set(other.keys)) >= 2


def test_an_alert_is_a_line_of_capitals_alone() -> None:
    assert head_of("ECUADOR EXPELS NICARAGUA'S AMBASSADOR - FOREIGN MINISTRY").version == FLASH
    assert head_of("ECUADOR EXPELS AMBASSADOR\nQuito expelled the ambassador.").version == PLAIN
    assert head_of("").version == PLAIN


def test_a_slug_names_the_story_and_is_no_headline() -> None:
    head = head_of("BC-AF--Correction-Kenya-Somalia\nCorrection: Kenya-Somalia story\nText.")
    assert (head.slug, head.version) == (("kenya", "somalia"), CORRECTED)
    head = head_of("2ND LD FISHERMEN\nIndia protests to Sri Lanka\nNew Delhi, Feb 10 (PTI) India protested.")
    assert (head.slug, head.headline) == (("fishermen",), ("india", "protests", "sri", "lanka"))
    assert head_of("(LEAD) Abe resigns\nTOKYO (Kyodo) -- Abe resigned on Monday.").slug == ()


def test_names_are_capitals_inside_sentences_after_the_headline() -> None:
    text = "Ministers Meet in Geneva\nForeign Minister Han met Kazakhstan's envoy. The envoy left on Tuesday."
    assert names(text) == {"minister", "han", "kazakhstan", "tuesday"}
    assert names("(URGENT) S. Korea, Kazakhstan agree to launch talks") == {"korea", "kazakhstan"}
    assert names("KOREA AND KAZAKHSTAN AGREE TO TALK") == frozenset()


RECAST = """Seoul, Astana to begin uranium talks
South Korea and Kazakhstan will begin talks on long-term uranium supply in May, the ministry in Seoul said. The foreign ministers of
the two countries, Han Do-yun and Yerlan Sadykov, met in Astana for two hours. "Kazakhstan is a partner we can rely on," Han said."""
FIRST = """South Korea and Kazakhstan agree on talks
South Korea and Kazakhstan agreed to begin talks on long-term uranium supply, the ministry in Seoul said. The foreign ministers of
the two countries, Han Do-yun and Yerlan Sadykov, met in Astana for two hours."""
OTHER = """South Korea and Mongolia agree on talks
South Korea and Mongolia agreed to begin talks on the supply of rare metals, the ministry in Seoul said. The trade ministers of
the two countries, Seo Min-jae and Ganbold Bat-Erdene, met in Ulaanbaatar for two hours."""


def test_a_version_is_known_by_its_passages_and_names_where_the_headline_changes() -> None:
    found = alike(f"(LEAD) {FIRST}", f"(2nd LEAD) {RECAST}")
    assert found is not None and found.kind in ("near", "version", "rewrite")
    assert alike(f"(LEAD) {FIRST}", f"(LEAD) {OTHER}") is None


def test_background_that_two_reports_share_makes_no_version() -> None:
    background = (
        "The neighbours have argued over the river since Hassan Osman took office in Kharan. Talks in Zurich and Oslo failed, and the "
        "United Nations sent Maria Olsen to Kharan last year to bring the sides together again without any lasting result so far."
    )
    one = f"UPDATE 1-Kharan arrests fishermen\nPolice in Kharan arrested nine fishermen on the river near Tal Abad on Monday. {background}"
    other = f"UPDATE 2-Opposition calls strike\nUnions in Kharan called a strike against the price of bread for next week. {background}"
    assert alike(one, other) is None


EARLIER = "Norway closes talks with Chad\nOslo, Nov 12 (NTB) Norway closed its talks with Chad on the Lake Fitri dam on Tuesday, Foreign Minister Ida Holm said."
LATER = """Chad expels Norway envoys (UPDATE)
N'Djamena, Nov 12 (NTB) Chad expelled three envoys of Norway after Oslo walked away. Norway closed its talks with Chad on the Lake Fitri dam on
Tuesday, Foreign Minister Ida Holm said."""


def test_a_version_that_begins_with_what_came_of_the_news_keeps_the_earlier_report_below() -> None:
    found = alike(EARLIER, LATER)
    assert found is not None and found.kind == "rewrite"
    unsigned = LATER.replace(" (UPDATE)", "")
    assert alike(EARLIER, unsigned) is None  # too little of the headline for what no sign tells
    found = alike(EARLIER, unsigned.replace("envoys\n", "envoys after talks\n"))
    assert found is not None and found.kind == "rewrite"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Lake Fitri dam", "Tibesti road"),  # another matter in the same form
        ("Chad expels Norway envoys", "Ndjamena expels Nordic envoys"),  # nothing of the headline
        ("Norway closed its talks with Chad on the Lake Fitri dam on\nTuesday", "The talks had dragged on since May"),
    ],
)
def test_what_keeps_less_of_it_is_another_report(old: str, new: str) -> None:
    assert old in LATER and alike(EARLIER, LATER.replace(old, new)) is None


def test_a_sentence_that_a_long_report_has_in_common_is_background() -> None:
    long = f"{EARLIER} {prose(4, 60)}"
    assert alike(long, f"{LATER} {prose(5, 60)}") is None


def test_a_notice_that_withdraws_says_nothing_and_a_correction_outdoes_what_it_mends() -> None:
    assert says_most(40, WITHDRAWN) == 0
    assert says_most(100, PLAIN + STEP + 1) == says_most(100, CORRECTED) == 110
    assert says_most(100, PLAIN + STEP) == says_most(100, LATE) == 100


REWRITE = Likeness("rewrite", 0.4, 0.6, 0.6)


def test_another_headline_without_a_sign_is_a_version_only_of_one_known_publisher_and_day() -> None:
    one = reading("a", publisher="The Courier")
    assert grouped([one, reading("b", "2024-03-02", "The Courier")], {("a", "b"): REWRITE}) == [("ab", "a")]
    for other in (
        reading("b", "2024-03-02"),
        reading("b", "2024-03-02", "X"),
        reading("b", "2024-03-03", "The Courier"),
    ):
        assert grouped([one, other], {("a", "b"): REWRITE}) == [("a", "a"), ("b", "b")]
    assert grouped([reading("a"), reading("b")], {("a", "b"): REWRITE}) == [("a", "a"), ("b", "b")]


def test_a_version_of_two_groups_makes_them_one_story() -> None:
    held = [reading(name, publisher="AFP") for name in "abc"]
    assert grouped(held, {("a", "c"): VERSION, ("b", "c"): VERSION}, a=9, b=20, c=90) == [("abc", "c")]
