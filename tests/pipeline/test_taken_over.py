"""What is taken over from an earlier version changes no claim: with the parses of another text known, a text gives what it gives alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.annotate import Parses, annotate
from dragoman.annotate.pieces import packed, unpacked
from dragoman.pipeline.one import Options, code_document
from dragoman.records.claim import Claim
from dragoman.records.text import Document, Reading, text_id

FRAMES = Options(coder="frames")
# Each sentence leans on those before it: by a pronoun, a counterpart, a day, a measure, a side.
SENTENCES = (
    "Chinese Foreign Minister Wang Yi met his Japanese counterpart Yoko Kamikawa in Vientiane on Friday.",
    "He warned that relations were at a critical stage.",
    "She urged Beijing to lift its import ban, which it imposed in 2023.",
    "The two ministers agreed to resume talks next month.",
    "South Korea protested against the measure on Monday.",
    "They also discussed the release of detained Japanese citizens.",
    "The ministry said in a statement: “We firmly oppose this act.”",
    "Three Chinese coast guard ships entered waters near the islands a day later.",
    "Tokyo summoned the ambassador and lodged a protest.",
)
GAPS = (" ", "\n", "\n\n", "  ", "\u00a0", " \n ")
texts = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(GAPS)), min_size=1, max_size=7)


def coded(text: str, parses: Parses | None = None) -> tuple[Claim, ...]:
    reading = Reading("a.txt", text_id(text), "a.txt", publisher="AP", published="2024-07-27")
    return code_document(Document(reading, text), FRAMES, parses).value.claims


def joined(parts: list[tuple[str, str]]) -> str:
    return "".join(part for pair in parts for part in pair)


@given(texts, texts)
@example([(s, "\n\n") for s in SENTENCES], [(s, "\n") for s in SENTENCES[1:]])
@example([(s, " ") for s in SENTENCES], [(s, "\u00a0") for s in SENTENCES])
@settings(max_examples=25, deadline=None)
def test_claims_are_the_same_with_and_without_what_another_text_gave(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    known = Parses()
    coded(joined(before), known)
    text = joined(after)
    alone, taken = coded(text), coded(text, Parses(lambda signs: {s: known.new[s] for s in signs if s in known.new}))
    assert [replace(c, confidence=0) for c in taken] == [replace(c, confidence=0) for c in alone]
    assert all(abs(a.confidence - b.confidence) <= 0.01 for a, b in zip(taken, alone))
    for claim in taken:
        for span in (claim.evidence, claim.trigger, *claim.also, *claim.actor, *claim.recipient):
            assert text[span.start : span.end] == span.text


def test_only_new_and_changed_paragraphs_are_parsed() -> None:
    known = Parses()
    first = "\n\n".join(SENTENCES)
    annotate(first, parses=known)
    assert (known.taken, len(known.new)) == (0, len(SENTENCES))
    later = Parses(lambda signs: {s: known.new[s] for s in signs if s in known.new})
    changed = first.replace("Three Chinese", "Four Chinese").replace("critical stage", "critical\nstage")
    parsed = annotate(f"LEAD\n\n{changed}", parses=later)
    assert (later.taken, len(later.new)) == (len(SENTENCES) - 1, 2)
    assert parsed == annotate(f"LEAD\n\n{changed}")


def test_parses_come_back_as_they_were_kept() -> None:
    known = Parses()
    annotate("Japan\u00ad’s minister, Élise 𝒜, left. He is “back”.", parses=known)
    (body,) = known.new.values()
    assert packed(unpacked(body)) == body


def test_white_space_does_not_change_a_parse() -> None:
    plain, odd = (
        annotate("Japan met China on Sunday."),
        annotate("Japan  met\u00a0China on \t Sunday."),
    )
    assert (plain.words, plain.heads, plain.labels, plain.tags) == (odd.words, odd.heads, odd.labels, odd.tags)
    assert odd.span(0, 3).text == "Japan  met\u00a0China"
