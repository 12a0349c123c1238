"""The notation of label files: what each line gives, and what is refused at which line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notation import Block, Words, bare, locate, occurrences, parse, split

TEXT = "Peru recalls its envoy after Chile & Co accused Peru of spying, said Peruvian officials in Lima."
GIVEN = {"s-1": TEXT, "s-2": "The two sides met."}


def read(*lines: str) -> tuple[list[Block], list[tuple[int, str]]]:
    blocks, faults = parse("\n".join(lines), GIVEN)
    return blocks, [(fault.line, fault.says) for fault in faults]


def test_event_with_all_fields():
    blocks, faults = read(
        "@ s-1 (2020-01-01)",
        "SANCTION-withdraw | recalls | Peru=PER:GOV > Chile=CHL | diplomatic, legal | aux: future | hard: whose?",
        "ACCUSE-allege | accused | Chile > Peru#2",
    )
    assert faults == []
    first, second = blocks[0].events
    assert (first.type, first.modes, first.contexts, first.aux) == (
        "SANCTION",
        ("withdraw",),
        ("diplomatic", "legal"),
        ("future",),
    )
    assert first.trigger == Words(5, 12, "recalls")
    assert first.hard == "whose?"
    assert [(s.code, s.sector, s.words.start) for s in first.actor] == [("PER", "GOV", 0)]
    assert [(s.code, s.words.start) for s in second.recipient] == [("PER", TEXT.index("Peru of"))]
    assert not first.reciprocal


def test_group_reciprocal_organisation_and_nobody():
    blocks, faults = read(
        "@ s-2",
        "CONSULT | met | two sides=PER:GOV+IGO[G7] <>",
        "@ s-1",
        "ACCUSE | accused | ? > Peru=PER",
        "- Chile ~ Lima",
    )
    assert faults == []
    (event,) = blocks[0].events
    assert event.reciprocal
    assert [(s.code, s.sector, s.org, s.words.text) for s in event.actor] == [
        ("PER", "GOV", None, "two sides"),
        ("IGO", None, "G7", "two sides"),
    ]
    assert event.recipient == ()
    assert blocks[1].events[0].actor == ()
    assert [(a.text, b.text) for a, b in blocks[1].none] == [("Chile", "Lima")]


def test_escaped_ampersand_is_part_of_the_words():
    blocks, faults = read("@ s-1", r"ACCUSE | accused | Chile \& Co=CHL:BUS & officials=PER:GOV > Peru#2=PER")
    assert faults == []
    assert [s.words.text for s in blocks[0].events[0].actor] == ["Chile & Co", "officials"]


def test_read_unusable_and_noted_sentences():
    blocks, faults = read("# a comment", "", "@ s-1", ".", "! odd", "@ s-2", "x no sentence")
    assert faults == []
    assert (blocks[0].events, blocks[0].notes, blocks[0].unusable) == ([], ["odd"], None)
    assert blocks[1].unusable == "no sentence"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ACCUSE | accuse | Chile=CHL > Peru=PER", "'accuse' is not in the sentence"),
        ("ACCUSE | accused | Peru#3=PER", "occurs 2 times, not 3"),
        ("ACCUSE | accused | Per=PER", "'Per' is not in the sentence"),
        ("BLAME | accused | Chile=CHL", "unknown type 'BLAME'"),
        ("AGREE-visit | accused | Chile=CHL", "no mode of AGREE: it has none"),
        ("CONSULT-visit+phone | accused | Chile=CHL", "one mode"),
        ("ACCUSE | accused | Chile=CHI", "unknown actor code 'CHI'"),
        ("ACCUSE | accused | Chile=CHL:ABC", "unknown sector 'ABC'"),
        ("ACCUSE | accused | Chile=CHL[X]", "belongs to an international code"),
        ("ACCUSE | accused | Chile > Peru=PER", "'Chile' has no code"),
        ("ACCUSE | accused | Chile=CHL > Chile", "on both sides"),
        ("ACCUSE | accused | ? > ?", "neither side is a coded party"),
        ("ACCUSE | accused | Chile=CHL | weather", "unknown context 'weather'"),
        ("ACCUSE | accused | Chile=CHL | legal, crime, cyber, gender", "more than 3 contexts"),
        ("ACCUSE | accused | Chile=CHL | legal | aux: maybe", "unknown aux 'maybe'"),
        ("ACCUSE | accused | Chile=CHL | legal | future", "what is 'future'"),
        ("ACCUSE | accused", "an event needs"),
        ("- Chile", "a NONE pair is written"),
        ("- Chile ~ Chile", "needs two spans"),
    ],
)
def test_fault_is_named_at_its_line(line: str, says: str):
    blocks, faults = read("@ s-1", ".", line)
    assert [place for place, _ in faults] == [3]
    assert says in faults[0][1]
    assert blocks[0].events == [] and blocks[0].none == []


def test_faults_of_whole_blocks():
    _, faults = read(
        "@ s-9",
        "@ s-2",
        "@ s-1",
        "ACCUSE | accused | Chile=CHL > Peru#2=PER",
        "REJECT | accused | Chile > Peru#2",
        "- Chile ~ Peru#2",
        "@ s-1",
    )
    assert [(line, says[:22]) for line, says in faults] == [
        (1, "no sentence 's-9'"),
        (2, "s-2 has no line; write"),
        (4, "'Chile' ~ 'Peru' is NO"),
        (5, "trigger 'accused' twic"),
        (5, "'Chile' ~ 'Peru' is NO"),
        (7, "a second block for s-1"),
    ]


def test_id_by_its_beginning():
    given = {"s-12ab34": "One.", "s-12ab99": "Two.", "s-77cd00": "Three."}
    blocks, faults = parse("@ 77cd\n.\n@ s-12ab3\n.\n@ 12ab\n.\n@ 77\n.", given)
    assert [block.id for block in blocks] == ["s-77cd00", "s-12ab34"]
    assert [(f.line, f.says) for f in faults if "in an" not in f.says] == [
        (5, "'12ab' begins 2 ids: s-12ab34, s-12ab99"),
        (7, "no sentence '77'"),
    ]


def test_whole_words_only():
    assert occurrences("Peru", TEXT) == [0, TEXT.index("Peru of")]
    assert occurrences("U.S.", "The U.S.-led force, U.S. troops") == [4, 20]


@given(st.text(alphabet="ab &>|~=#.", min_size=1, max_size=30))
def test_any_span_can_be_written(text: str):
    words = text.strip()
    if not words:
        return
    written = "".join("\\" + c if c in "&<>|~=#" else c for c in words)
    assert bare(written) == words
    assert all(split(written, mark) == [written] for mark in "&>|~=")
    if occurrences(words, words):
        assert locate(written, words) == Words(0, len(words), words)


@given(st.text(alphabet="@s-12 \n|>&~=?#.ACCUSEChilePeruaccused", max_size=200))
def test_any_text_parses_and_spans_are_verbatim(written: str):
    blocks, faults = parse(written, GIVEN)
    assert all(1 <= fault.line <= written.count("\n") + 1 for fault in faults)
    for block in blocks:
        for event in block.events:
            for words in (event.trigger, *(s.words for s in (*event.actor, *event.recipient))):
                assert GIVEN[block.id][words.start : words.end] == words.text
