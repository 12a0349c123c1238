"""Who speaks in a transcript: "President of Belarus Alexander Lukashenko: Mr President, …", questions and answers."""

from __future__ import annotations

from collections import Counter

from dragoman.codebook.cues import Cues
from dragoman.records.parsed import ParsedText

Tokens = tuple[int, int]

_LONGEST = 16  # tokens of a label


def turns(parsed: ParsedText, cues: Cues) -> list[tuple[Tokens | None, Tokens]]:
    """(label, what is said), token ranges, of each turn, in order; none where the text is no transcript.

    A text is one where a label comes again, or where questions are marked as such; then others count that are longer than a word or ask.
    The label is None for an answer that is marked without a name.
    """
    colons = (t for t in range(1, len(parsed) - 1) if parsed.words[t] == ":")
    labels = [found for colon in colons if (found := _label(parsed, colon, cues)) is not None]
    ends = Counter(parsed.lowers[last - 1] for _, last in labels)
    if not any(n > 1 for n in ends.values()) and not any(parsed.lowers[first] in cues.asked for first, _ in labels):
        return []
    after = [first for first, _ in labels[1:]] + [len(parsed)]
    kept = [
        (first, last)
        for (first, last), end in zip(labels, after)
        if ends[parsed.lowers[last - 1]] > 1
        or parsed.lowers[first] in cues.asked | cues.answered
        or last - first > 1
        or "?" in parsed.words[last:end]
    ]
    starts = [first for first, _ in kept[1:]] + [len(parsed)]
    return [
        (None if parsed.lowers[first] in cues.answered and last - first == 1 else (first, last), (last + 1, end))
        for (first, last), end in zip(kept, starts)
        if last + 1 < end
    ]


def _label(parsed: ParsedText, colon: int, cues: Cues) -> Tokens | None:
    """The words before a colon that name a speaker: capital words that stand at the start of a line or sentence."""
    after = parsed.words[colon + 1]
    if not (after[0].isupper() or after[0] in "“\"'‘…(["):
        return None
    first = colon
    while first > 0 and colon - first < _LONGEST and _of_label(parsed, first - 1, cues) and not _broken(parsed, first):
        first -= 1
    while first < colon and not parsed.words[first][0].isupper():
        first += 1
    if first == colon or not _begins(parsed, first):
        return None
    lone = colon - first == 1
    if lone and parsed.lowers[first] not in cues.asked | cues.answered and not parsed.tags[first].startswith("NN"):
        return None
    return first, colon


def _of_label(parsed: ParsedText, token: int, cues: Cues) -> bool:
    word = parsed.words[token]
    initial = word == "." and len(parsed.words[token - 1]) < 4
    return word[0].isupper() or parsed.lowers[token] in cues.in_label or initial


def _broken(parsed: ParsedText, token: int) -> bool:
    """Whether a line ends before a token."""
    return "\n" in parsed.text[parsed.ends[token - 1] : parsed.starts[token]]


def _begins(parsed: ParsedText, token: int) -> bool:
    if token == 0 or _broken(parsed, token):
        return True
    before = parsed.words[token - 1]
    return before[-1] in '.!?*”"’)]…' or parsed.sentence_index[token - 1] != parsed.sentence_index[token]
