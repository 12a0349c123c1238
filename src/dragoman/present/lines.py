"""Lines of a brief: one a merged event, speech, difference or part set aside, with references."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.present.as_worded import only_in_words
from dragoman.present.attribution import according, channel, outlet
from dragoman.present.days import day_words
from dragoman.present.excerpt import SPEECH_WORDS, clean, clip, quoted, sentence_at
from dragoman.present.parties import Namer, listing
from dragoman.present.topic import Topic, topic_of
from dragoman.present.wording import act_sentence, sentence_in_words, speech_sentence, upper
from dragoman.records.answers import Difference, Dossier, TimelineRow
from dragoman.records.claim import DOUBT, Claim
from dragoman.records.party import Party
from dragoman.records.text import Reading, Span
from dragoman.records.when import UNKNOWN, When

# A document's own id serves as label of its references up to this many characters; longer ones are numbered.
LABEL_LENGTH = 32

DOUBTFUL = "reading doubtful"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a line's words stand: document, code points `[start, end)`, the words, and the sentence around them."""

    label: str
    document: str
    text_id: str
    start: int
    end: int
    text: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.label} {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a brief. day: in words, empty where none belongs. row: what it tells, null for parts set aside."""

    day: str
    when: When
    text: str
    references: tuple[Reference, ...]
    row: TimelineRow | None = None

    @property
    def sentence(self) -> str:
        """Day and text, as one would read them out."""
        return f"{self.day[:1].upper()}{self.day[1:]}: {self.text}" if self.day else self.text


class Writer:
    """Writes the lines of one brief; persons are named in full the first time."""

    def __init__(self, dossier: Dossier, namer: Namer) -> None:
        self.dossier = dossier
        self.namer = namer
        self.readings: dict[str, Reading] = {r.document: r for r in dossier.readings}
        self._places = {document: place for place, document in enumerate(self.readings)}
        self._sentences: dict[tuple[str, int, int], str] = {}
        self.days: dict[str, set[str]] = {}
        self.mentions: dict[tuple[str, str], Party] = {}
        for claim in dossier_claims(dossier):
            if claim.when.text:
                self.days.setdefault(claim.text_id, set()).add(claim.when.text)
            for party in (*claim.actor, *claim.recipient):
                self.mentions.setdefault((claim.text_id, party.text), party)
        self.labels = {r.document: _label(r.document, n) for n, r in enumerate(dossier.readings, 1)}

    def line(self, row: TimelineRow) -> Line:
        """The line of an act or a speech."""
        return self.speech(row) if row.lead.event_type is None or self._only_says(row.lead) else self.act(row)

    def act(self, row: TimelineRow) -> Line:
        """ "26 July 2024: Japan's foreign minister … asked China …, according to CNBC."""
        sentence = self.stated(row)
        doubt = f" ({DOUBTFUL})" if row.confidence < DOUBT else ""
        text = f"{sentence}, {according(row, self.namer, self.readings)}{doubt}."
        return Line(_day(row), row.when, text, self.references(row.claims), row)

    def in_words(self, row: TimelineRow) -> Line:
        """The line of an act whose reading is unsure: only its words, and of whom they may tell."""
        text = f"{sentence_in_words(row, self.namer)}, {according(row, self.namer, self.readings)}."
        return Line(_day(row), row.when, text, self.references(row.claims), row)

    def stated(self, row: TimelineRow) -> str:
        """The act of a row in a sentence without attribution and full stop."""
        lead = row.lead
        if self._asks(lead):
            on = listing([*self.namer.parties(row.actor), *self.namer.parties(row.recipient)])
            return f"A question in the report, on {on}: {quoted(clip(lead.evidence.text, SPEECH_WORDS, self.namer.phrasing))}"
        return act_sentence(row, self.namer, self.days.get(lead.text_id, ()), self._before(lead))

    def is_plain(self, row: TimelineRow) -> bool:
        """Whether the row's act is stated in a sentence of ours, and not only in the report's words."""
        lead = row.lead
        certain = row.confidence >= DOUBT and not self._asks(lead)
        return certain and not only_in_words(lead, self.namer.phrasing, self._before(lead))

    def _asks(self, claim: Claim) -> bool:
        """Whether the sentence of the evidence is a question: it states nothing."""
        return self._sentence(claim.text_id, claim.evidence).rstrip("\"”’')").endswith("?")

    def _only_says(self, claim: Claim) -> bool:
        """Whether the act lies in what is said, and its verb only says that something is."""
        phrasing = self.namer.phrasing
        words = [phrasing.verbs.get(w, w) for w in claim.trigger.text.lower().split()]
        return claim.speech is not None and any(w in phrasing.lists["saying"] for w in words)

    def _topic(self, claim: Claim) -> Topic:
        return topic_of(claim, self.namer.phrasing, self.days.get(claim.text_id, ()), self._before(claim))

    def _before(self, claim: Claim) -> str:
        return self.dossier.texts.get(claim.text_id, "")[max(0, claim.evidence.start - 120) : claim.evidence.start]

    def speech(self, row: TimelineRow) -> Line:
        """ "26 July 2024: Wang Yi told Yoko Kamikawa: “…” (China's Ministry of Foreign Affairs, via CNBC)."""
        reading = self.readings.get(row.lead.document)
        sentence = speech_sentence(row.lead, self.namer, lambda words: self.mentions.get((row.lead.text_id, words)))
        own = {outlet(reading, self.namer), reading.publisher if reading else None}
        more = [p for p in row.publishers if p not in own and p not in self.readings]
        also = f"; also {listing(more)}" if more else ""
        text = f"{sentence} ({channel(row.lead, self.namer, reading)}{also})."
        return Line(_day(row), row.when, text, self.references(row.claims), row)

    def differences(self) -> Iterable[Line]:
        """A line a difference; what one side alone is the source for, in one line a side."""
        one_sided: dict[str, list[Difference]] = {}
        for difference in self.dossier.differences:
            if difference.kind == "one-sided":
                one_sided.setdefault(difference.values[0][0], []).append(difference)
            else:
                yield self._difference(difference)
        for side, found in one_sided.items():
            yield self._one_sided(side, found)

    def _difference(self, difference: Difference) -> Line:
        row = difference.row
        what = {
            "day": "the day",
            "number": "the number",
            "type": "what it was",
            "party": "who did it",
            "denied": "whether it happened",
        }[difference.kind]
        said = [
            f"{self._value(difference.kind, v, c)} ({outlet(self.readings.get(c.document), self.namer)})"
            for v, c in difference.values
        ]
        text = f"On {what}, reports differ: {'; '.join(said)}. The matter: {self.stated(row)}."
        return Line("", row.when, text, self.references([c for _, c in difference.values]), row)

    def _value(self, kind: str, value: str, claim: Claim) -> str:
        if kind == "day":
            return day_words(claim.when)
        if kind == "party":
            return listing([self.namer.country(code) for code in value.split(", ")])
        if kind == "type":
            return self.namer.phrasing.labels["counted"].get(value, value)
        return quoted(clean(value)) if kind == "number" else value

    def _one_sided(self, side: str, found: list[Difference]) -> Line:
        others = [c for c in self.dossier.between or () if c != side]
        silent = listing([self.namer.country(c) for c in others]) if others else "the other side"
        rows = [d.row for d in found]
        told = [topic.words for r in rows if (topic := self._topic(r.lead)).kind]
        topics = "; ".join(quoted(clip(words, 8, self.namer.phrasing)) for words in told)
        what = "one joint act" if len(rows) == 1 else f"{len(rows)} joint acts"
        about = f" ({topics})" if topics else ""
        text = (
            f"{upper(self.namer.of_country(side))} side alone is the source for {what}{about}; "
            f"the reports give no word of {silent}’s side on {'it' if len(rows) == 1 else 'them'}."
        )
        return Line("", UNKNOWN, text, self.references([c for r in rows for c in r.claims]), rows[0])

    def set_aside(self) -> Iterable[Line]:
        """What no claim is drawn from, with the sign by which it was told."""
        labels = self.namer.phrasing.labels["set_aside"]
        for reading, part in self.dossier.set_aside:
            reason = labels.get(part.reason, part.reason)
            words = quoted(clip(part.span.text, 20, self.namer.phrasing))
            text = f"{upper(reason)}: {words} — {part.why.rstrip('.')}."
            yield Line("", UNKNOWN, text, (self._reference(reading.document, reading.text_id, part.span),))

    def references(self, claims: Iterable[Claim]) -> tuple[Reference, ...]:
        """The evidence of the claims, each place once, in order of document and place."""
        found = {(c.document, c.evidence.start, c.evidence.end): c for c in claims}
        ordered = sorted(found, key=lambda k: (self._places.get(k[0], len(self._places)), *k))
        return tuple(self._reference(found[k].document, found[k].text_id, found[k].evidence) for k in ordered)

    def _reference(self, document: str, text_id: str, span: Span) -> Reference:
        sentence = self._sentence(text_id, span) or clean(span.text)
        return Reference(
            self.labels.get(document, document), document, text_id, span.start, span.end, clean(span.text), sentence
        )

    def _sentence(self, text_id: str, span: Span) -> str:
        """The sentence around a span; empty where its text is not at hand."""
        key = (text_id, span.start, span.end)
        if key not in self._sentences:
            text = self.dossier.texts.get(text_id, "")
            self._sentences[key] = sentence_at(text, span.start, span.end, self.namer.phrasing) if text else ""
        return self._sentences[key]

    def sources(self) -> Iterable[tuple[str, Reading]]:
        """Label and reading of every document, in order."""
        return [(self.labels[r.document], r) for r in self.dossier.readings]


def dossier_claims(dossier: Dossier) -> Iterable[Claim]:
    """All claims that some row of the dossier holds."""
    listed = (dossier.happened, dossier.agreed, dossier.other, dossier.background, dossier.unreal, dossier.unsure)
    rows = [*(r for part in listed for r in part), *(r for p in dossier.positions for r in p.rows)]
    return (claim for row in rows for claim in row.claims)


def cited(references: Iterable[Reference]) -> str:
    """References in short, the places of one document together: "a.txt 0–95, 568–645; b.txt 3–20"."""
    places: dict[str, list[str]] = {}
    for r in references:
        places.setdefault(r.label, []).append(f"{r.start}–{r.end}")
    return "; ".join(f"{label} {', '.join(found)}" for label, found in places.items())


def _day(row: TimelineRow) -> str:
    """The day in words; empty where nobody expects one: background, plans and what is only imagined."""
    if row.when.first is None and set(row.aux) - {"negation"}:
        return ""
    return f"likely {day_words(row.when)}" if row.day_is_likely else day_words(row.when)


def _label(document: str, n: int) -> str:
    return document if len(document) <= LABEL_LENGTH else f"no. {n}"
