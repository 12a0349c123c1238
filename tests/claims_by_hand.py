"""Claims written by hand for tests: spans are looked up in the text, so that they are always verbatim."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.merge.events import merge_events
from dragoman.records.claim import Claim, Source, Speech, claim_id
from dragoman.records.coded import Selection
from dragoman.records.party import Party
from dragoman.records.text import Reading, SetAside, Span, text_id
from dragoman.records.when import UNKNOWN, When

COUNTRIES = {
    "JPN": ["Japan", "Japanese", "Tokyo"],
    "CHN": ["China", "Chinese", "Beijing"],
    "USA": ["United States", "American", "U.S.", "US"],
    "KOR": ["South Korea", "South Korean", "Seoul"],
}


def span(text: str, words: str) -> Span:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def party(text: str, words: str, code: str | None, name: str | None = None, office: str | None = None) -> Party:
    """A party by its words; a person when it has an office."""
    at = span(text, words)
    name = name or (COUNTRIES[code][0] if code in COUNTRIES else words)
    return Party(code, name, words, at.start, at.end, sector="GOV" if office else None, office=office)


def day(first: str, last: str | None = None, basis: str = "reckoned", text: str | None = None) -> When:
    """Days with their basis."""
    return When(first, last or first, basis, text)


def act(
    text: str,
    evidence: str,
    trigger: str,
    event_type: str,
    actor: Sequence[Party] = (),
    recipient: Sequence[Party] = (),
    document: str = "a.txt",
    when: When = UNKNOWN,
    mode: str | None = None,
    aux: tuple[str, ...] = (),
    per: tuple[Source, ...] = (),
    issues: tuple[str, ...] = (),
    reciprocal: bool = False,
    confidence: float = 0.8,
    within: str | None = None,
) -> Claim:
    """The claim of an act."""
    at, cue, own = span(text, evidence), span(text, trigger), text_id(text)
    spans = [(p.start, p.end) for p in (*actor, *recipient)]
    return Claim(
        claim_id(own, cue, event_type, spans),
        document,
        own,
        at,
        cue,
        event_type,
        mode=mode,
        actor=tuple(actor),
        recipient=tuple(recipient),
        reciprocal=reciprocal,
        when=when,
        aux=aux,
        per=per,
        issues=issues,
        confidence=confidence,
        within=within,
    )


def speech(
    text: str,
    content: str,
    cue: str,
    speakers: Sequence[Party],
    document: str = "a.txt",
    kind: str = "direct",
    when: When = UNKNOWN,
    addressee: str | None = None,
    issues: tuple[str, ...] = (),
    per: tuple[Source, ...] = (),
) -> Claim:
    """The claim of a speech."""
    at, mark, own = span(text, content), span(text, cue), text_id(text)
    told = Speech(kind, cue, (at,), tuple(speakers), addressee)
    return Claim(
        claim_id(own, mark, "speech", [(p.start, p.end) for p in speakers]),
        document,
        own,
        Span.of(text, min(at.start, mark.start), max(at.end, mark.end)),
        mark,
        None,
        actor=tuple(speakers),
        when=when,
        speech=told,
        issues=issues,
        per=per,
        confidence=0.8,
    )


def selected(
    texts: dict[str, str],
    claims: Sequence[Claim],
    published: dict[str, str] | None = None,
    publisher: dict[str, str] | None = None,
    set_aside: dict[str, tuple[SetAside, ...]] | None = None,
) -> Selection:
    """A selection of documents by name, with their claims merged."""
    days = published or {}
    readings = tuple(
        Reading(name, text_id(text), name, (publisher or {}).get(name), days.get(name)) for name, text in texts.items()
    )
    events = merge_events(claims, days)
    by_id = {text_id(text): text for text in texts.values()}
    return Selection(readings, by_id, tuple(claims), events, set_aside or {})


MET = "Japan met China on 5 May."
MEET = "The ministers of Japan and China meet in Tokyo."


def meeting_told(evidence: str = MET[:-1]) -> Claim:
    """The meeting of 5 May 2021 that MET tells the day of."""
    japan, china = party(MET, "Japan", "JPN"), party(MET, "China", "CHN")
    return act(MET, evidence, "met", "CONSULT", [japan], [china], when=day("2021-05-05"))


def meeting_reported(published: str) -> Claim:
    """The meeting of MEET, in a second document, which only its report dates."""
    sides = [party(MEET, "Japan", "JPN"), party(MEET, "China", "CHN")]
    return act(
        MEET, MEET[:-1], "meet", "CONSULT", sides, document="b.txt", when=day(published, basis="published"), reciprocal=True
    )  # fmt: skip
