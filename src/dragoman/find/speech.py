"""Reported speech: who (words), by which cue, to whom, through whom, says what.

Direct: all content in quotation marks; indirect: none; mixed: some. Contents leave out a leading "that" and trailing marks of clause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.codebook.cues import Cues
from dragoman.find.quotes import quotations
from dragoman.find.speech_parts import Parts
from dragoman.find.turns import turns
from dragoman.records.parsed import ParsedText
from dragoman.records.text import Span

Tokens = tuple[int, int]
_LONG_TURN = 500  # code points


@dataclass(frozen=True, slots=True)
class SpeechFound:
    """One speech as worded. source, cue, addressee, via: half-open token ranges. trigger: head token of the cue.

    parent: index of the speech whose content holds this one. continuing: free indirect style that goes on with the last speaker.
    """

    source: Tokens | None
    cue: Tokens
    trigger: int
    content: tuple[Span, ...]
    kind: str
    addressee: Tokens | None = None
    via: Tokens | None = None
    parent: int | None = None
    continuing: bool = False


def find_speech(parsed: ParsedText, cues: Cues) -> tuple[SpeechFound, ...]:
    """All speeches of a text, in order of their cue."""
    quotes = quotations(parsed)
    parts = Parts(parsed, cues, quotes)
    found = []
    for token in range(len(parsed)):
        speech = _by_verb(token, parts) or _by_according(token, parts) or _by_noun(token, parts)
        if speech is not None:
            found.append(speech)
    found = _without_doubles(found)
    found = _with_channels(found, parts)
    found = _with_loose_quotes(found, parts)
    found = _with_continuations(found, parts)
    found += _turns(parsed, cues)
    return nested(sorted(found, key=lambda s: s.trigger))


# By kind of cue ---------------------------------------------------------------------------------------------------


def _by_verb(token: int, parts: Parts) -> SpeechFound | None:
    """ "Qin said …": a verb of saying with a clause or a quotation."""
    lemma = parts.verb_lemma(token)
    if lemma is None:
        return None
    source = parts.source(token)
    content = parts.content(token, lemma, source)
    if not content or not parts.may_speak(token, lemma, source, content):
        return None
    return SpeechFound(
        source, parts.cue(token), token, tuple(content), parts.kind(content), parts.addressee(token), None
    )


def _by_according(token: int, parts: Parts) -> SpeechFound | None:
    """ "according to Japan's Foreign Ministry": the rest of the sentence or clause is the content."""
    named = parts.according(token)
    if named is None:
        return None
    cue, source = named
    content = parts.rest_of_sentence(token, cue, source)
    return SpeechFound(source, cue, token, tuple(content), parts.kind(content)) if content else None


def _by_noun(token: int, parts: Parts) -> SpeechFound | None:
    """ "his claim that …": a noun of saying with a clause."""
    p = parts.parsed
    if p.lemmas[token] not in parts.cues.nouns or not p.tags[token].startswith("N"):
        return None
    clause = next(
        (
            c
            for c in p.children[token]
            if p.labels[c] in ("acl", "ccomp")
            and any(p.lowers[x] == "that" and p.labels[x] == "mark" for x in p.children[c])
        ),
        None,
    )
    if clause is None:
        return None
    content = [parts.clause_span(clause)]
    return SpeechFound(parts.owner(token), (token, token + 1), token, tuple(content), parts.kind(content))


def gainsaid(token: int, parsed: ParsedText, cues: Cues) -> bool:
    """Whether a noun of saying is of what somebody else has said: "denied claims that …"; who denies it is committed to its not being so."""
    above = parsed.heads[token]
    object_ = parsed.labels[token] in ("dobj", "nsubjpass") and parsed.tags[token].startswith("N")
    return object_ and parsed.lemmas[above] in cues.gainsays and parsed.child(token, "poss") is None


# Putting together ---------------------------------------------------------------------------------------------------


def _without_doubles(found: list[SpeechFound]) -> list[SpeechFound]:
    """One speech a content: the one with a source, then the verb nearest."""
    kept: list[SpeechFound] = []
    for speech in sorted(found, key=lambda s: (s.source is None, -sum(c.end - c.start for c in s.content))):
        same = any(s.content == speech.content or (s.trigger == speech.trigger) for s in kept)
        if not same:
            kept.append(speech)
    return kept


def _with_channels(found: list[SpeechFound], parts: Parts) -> list[SpeechFound]:
    """ "Qin said …, according to a statement from …": the second is the channel of the first, not a speech of its own."""
    p = parts.parsed
    channels = [s for s in found if p.lowers[s.trigger] in ("according", "per")]
    others = [s for s in found if s not in channels]
    done, used = [], []
    for speech in others:
        sentence = p.sentence_index[speech.trigger]
        channel = next(
            (
                c
                for c in channels
                if p.sentence_index[c.trigger] == sentence
                and not any(x.start <= p.starts[c.trigger] < x.end for x in speech.content)
            ),
            None,
        )
        if channel is not None and channel.source is not None:
            used.append(channel)
            speech = replace(speech, via=parts.channel(channel.source))
        done.append(speech)
    return done + [c for c in channels if c not in used]


def _with_loose_quotes(found: list[SpeechFound], parts: Parts) -> list[SpeechFound]:
    """A quotation of a whole sentence or more without a cue goes on with the last speaker of its paragraph, or the one before."""
    done = sorted(found, key=lambda s: s.trigger)
    for start, end in parts.quotes:
        if any(c.start <= start and end <= c.end for s in done for c in s.content) or not parts.whole_sentence(
            start, end
        ):
            continue
        last = parts.speaker_before(start, done)
        if last is not None:
            index = done.index(last)
            done[index] = replace(last, content=(*last.content, Span.of(parts.parsed.text, start, end)))
    return done


def _with_continuations(found: list[SpeechFound], parts: Parts) -> list[SpeechFound]:
    """ "It is hoped that Japan will …" after a readout's quotation: the speaker of the readout goes on."""
    done = list(found)
    for verb, clause in parts.impersonal():
        start = parts.parsed.starts[verb]
        if any(c.start <= start < c.end for s in done for c in s.content):
            continue
        last = parts.speaker_before(start, sorted(done, key=lambda s: s.trigger), reach=2)
        if last is not None and (last.via is not None or last.continuing):
            done.append(
                replace(last, trigger=verb, cue=(verb, verb + 1), content=(clause,), kind="indirect", continuing=True)
            )
    return _with_stances(done, parts)


def _with_stances(found: list[SpeechFound], parts: Parts) -> list[SpeechFound]:
    """ "Wang Yi said that …. China is willing to …": sentences in the present that follow on what somebody is said to have said go on with it."""
    p, done = parts.parsed, list(found)
    speaking = {p.sentence_index[s.trigger]: s for s in sorted(found, key=lambda s: s.trigger) if _reports(s)}
    told = {p.sentence_index[s.trigger] for s in found}
    for sentence in range(1, len(p.sentences)):
        last, verb = speaking.get(sentence - 1), parts.stance(sentence)
        first, end = p.sentences[sentence]
        same = p.paragraph_index[first] == p.paragraph_index[first - 1]
        if last is None or verb is None or not same or sentence in told:
            continue
        span = Span.of(p.text, p.starts[first], p.ends[end - 1])
        if any(c.start <= span.start < c.end for s in done for c in s.content):
            continue
        goes_on = replace(
            last, trigger=verb, cue=(verb, verb + 1), content=(span,), kind="indirect", continuing=True, parent=None
        )
        done.append(goes_on)
        speaking[sentence] = goes_on
    return done


def _reports(speech: SpeechFound) -> bool:
    """Whether a speech is told in the past or goes on from one that is, by somebody named."""
    return speech.source is not None and speech.kind in ("indirect", "mixed", "direct")


def _turns(parsed: ParsedText, cues: Cues) -> list[SpeechFound]:
    """The turns of a transcript, each told to the speaker before or after it; long ones tell who speaks, and are no speech to claim."""
    found = turns(parsed, cues)
    done = []
    for n, (label, (first, last)) in enumerate(found):
        near = [found[k][0] for k in (n - 1, n + 1) if 0 <= k < len(found)]
        told = next((x for x in near if x and label and not _same_speaker(parsed, x, label)), None)
        span = Span.of(parsed.text, parsed.starts[first], parsed.ends[last - 1])
        if label is not None:
            long = span.end - span.start > _LONG_TURN
            done.append(
                SpeechFound(label, (label[1], label[1] + 1), label[1], (span,), "direct", told, continuing=long)
            )
    return done


def _same_speaker(parsed: ParsedText, one: Tokens, other: Tokens) -> bool:
    return parsed.lowers[one[1] - 1] == parsed.lowers[other[1] - 1]


def nested(found: list[SpeechFound]) -> tuple[SpeechFound, ...]:
    """The speeches, each with the index of the one whose content holds it."""
    done = []
    for speech in found:
        at = min(c.start for c in speech.content)
        holders = [
            (sum(c.end - c.start for c in other.content), i)
            for i, other in enumerate(found)
            if other is not speech
            and any(c.start <= at and speech.content[-1].end <= c.end for c in other.content)
            and other.content != speech.content
        ]
        done.append(replace(speech, parent=min(holders)[1] if holders else None))
    return tuple(done)


def covering(speeches: tuple[SpeechFound, ...], start: int, end: int) -> list[int]:
    """Indices of the speeches whose content holds code points `[start, end)`, innermost first."""
    inside = [i for i, s in enumerate(speeches) if any(c.start <= start and end <= c.end for c in s.content)]
    return sorted(inside, key=lambda i: sum(c.end - c.start for c in speeches[i].content))
