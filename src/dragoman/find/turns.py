"""Who speaks in a transcript: "President of Belarus Alexander Lukashenko: Mr President, …", questions and answers."""

from __future__ import annotations

from collections import Counter

from dragoman.records.parsed import ParsedText

Tokens = tuple[int, int]

_LONGEST = 16  # tokens of a label
_JOINS = {"of", "the", "and", "for", "to", "de", "al", "bin", "van", "von", "da", "-", ".", "’s", "'s", ","}
_ASKED = {"q", "question", "reporter", "journalist", "moderator", "interviewer"}
_ANSWERED = {"a", "answer"}


def turns(parsed: ParsedText) -> list[tuple[Tokens | None, Tokens]]:
    """(label, what is said), token ranges, of each turn, in order; none where the text is no transcript.

    A text is one where a label comes again, or names somebody whom an earlier one names in full, or where questions are marked as such.
    The label is None for an answer that is marked without a name.
    """
    labels = [found for colon in range(1, len(parsed)) if (found := _label(parsed, colon)) is not None]
    ends = Counter(parsed.lowers[last - 1] for _, last in labels)
    if not any(n > 1 for n in ends.values()) and not any(parsed.lowers[first] in _ASKED for first, _ in labels):
        return []
    after = [first for first, _ in labels[1:]] + [len(parsed)]
    kept = [
        (first, last)
        for (first, last), end in zip(labels, after)
        if ends[parsed.lowers[last - 1]] > 1
        or parsed.lowers[first] in _ASKED | _ANSWERED
        or last - first > 1
        or "?" in parsed.words[last:end]
    ]
    starts = [first for first, _ in kept[1:]] + [len(parsed)]
    return [
        (None if parsed.lowers[first] in _ANSWERED and last - first == 1 else (first, last), (last + 1, end))
        for (first, last), end in zip(kept, starts)
        if last + 1 < end
    ]


def _label(parsed: ParsedText, colon: int) -> Tokens | None:
    """The words before a colon that name a speaker: capital words that stand at the start of a line or sentence."""
    if parsed.words[colon] != ":" or colon + 1 >= len(parsed):
        return None
    after = parsed.words[colon + 1]
    if not (after[0].isupper() or after[0] in "“\"'‘…(["):
        return None
    first = colon
    while first > 0 and colon - first < _LONGEST and _of_label(parsed, first - 1) and not _broken(parsed, first):
        first -= 1
    while first < colon and not parsed.words[first][0].isupper():
        first += 1
    if first == colon or not (_begins(parsed, first)):
        return None
    lone = colon - first == 1
    if lone and parsed.lowers[first] not in _ASKED | _ANSWERED and not parsed.tags[first].startswith("NN"):
        return None
    return first, colon


def _of_label(parsed: ParsedText, token: int) -> bool:
    word = parsed.words[token]
    capital = word[0].isupper() and (word[0].isalpha() or word[0] in "“")
    return capital or parsed.lowers[token] in _JOINS - {"."} or (word == "." and len(parsed.words[token - 1]) < 4)


def _broken(parsed: ParsedText, token: int) -> bool:
    """Whether a line ends before a token."""
    return "\n" in parsed.text[parsed.ends[token - 1] : parsed.starts[token]]


def _begins(parsed: ParsedText, token: int) -> bool:
    if token == 0 or _broken(parsed, token):
        return True
    before = parsed.words[token - 1]
    return before[-1] in '.!?*”"’)]…' or parsed.sentence_index[token - 1] != parsed.sentence_index[token]
