"""Headlines set in capitals ("Japan Protests Chinese Survey Ship") as the parser can read them: as if they were sentences.

To the parser a line of capitals is one long name. Which words are names is told by how the body of the text writes them, then by the codebook's
names, verbs and nouns. Only letters change their case, so that each stays at its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST = 200  # characters of a headline
_CONTENT = 4  # letters from which a word counts
_LEAST, _SHARE = 3, 0.8  # such words, and how many of them are in capitals
_STEM = 5  # letters that forms of a word share
_CLOSES = ".!?:;"


@dataclass(frozen=True)
class Casing:
    """What the codebook says of words, in small letters. names: parts of names. plain: forms of verbs and nouns that are no names. headings: first words
    of headings without a verb ("Readout of"), which are left as they are."""

    names: frozenset[str]
    plain: frozenset[str]
    headings: frozenset[str] = frozenset()


class _Body:
    """How the lines that are no headlines write their words: in small letters, with a capital inside a sentence, in capitals."""

    def __init__(self, text: str, ranges: Sequence[tuple[int, int]]) -> None:
        self.small: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        for start, end in ranges:
            for word in _WORD.finditer(text, start, end):
                told, plain = word.group(), _plain(word.group())
                before = text[start : word.start()].rstrip(" \"'“”‘’(")
                if told.islower():
                    self.small[plain] += 1
                elif told.isupper() and len(plain) > 1:
                    self.whole[plain] += 1
                elif before and before[-1] not in _CLOSES:
                    self.capital[plain] += 1
        self.stems = {word[:_STEM] for word in self.small if len(word) >= _STEM}


def as_sentences(text: str, ranges: Sequence[tuple[int, int]], casing: Casing) -> str:
    """The text with its headlines in the case of sentences; each letter at its place. ranges: its paragraphs."""
    found = [(s, e, _kind(text[s:e], casing)) for s, e in ranges]
    if not any(kind for _, _, kind in found):
        return text
    body = _Body(text, [(s, e) for s, e, kind in found if not kind])
    letters = list(text)
    for start, end, kind in found:
        for at, word in _changed(text, start, end, kind, body, casing):
            letters[at : at + len(word)] = word
    return "".join(letters)


def _kind(line: str, casing: Casing) -> str:
    """`title` or `upper`, as a headline's capitals are; empty for any other line."""
    words = [w.group() for w in _WORD.finditer(line)] if len(line) <= _LONGEST else []
    long = [w for w in words if len(_plain(w)) >= _CONTENT]
    if len(long) < _LEAST or line.rstrip()[-1:] in ".:;,":
        return ""
    if line.isupper():
        return "upper"
    if words[0].lower() in casing.headings:
        return ""
    return "title" if sum(w[0].isupper() for w in long) / len(long) >= _SHARE else ""


def _changed(text: str, start: int, end: int, kind: str, body: _Body, casing: Casing) -> Iterator[tuple[int, str]]:
    """Places and words that are written otherwise in a sentence."""
    for n, word in enumerate(_WORD.finditer(text, start, end) if kind else ()):
        told, plain = word.group(), _plain(word.group())
        if kind == "title" and (n == 0 or not told[0].isupper() or not told[1:].islower()):
            continue
        if kind == "upper" and (body.whole[plain] or (len(plain) < _CONTENT and plain not in casing.plain)):
            continue
        lower = told.lower()
        if len(lower) != len(told):
            continue  # a letter of two in small
        yield word.start(), lower if _is_plain(plain, body, casing) else told[0] + lower[1:]


def _is_plain(word: str, body: _Body, casing: Casing) -> bool:
    """Whether a word is no name."""
    if body.capital[word] or body.small[word]:
        return body.small[word] >= body.capital[word]
    if word in casing.names:
        return False
    return word in casing.plain or (len(word) >= _STEM and word[:_STEM] in body.stems)


def _plain(word: str) -> str:
    """In small letters, without a genitive's end."""
    return re.sub(r"['’]s?$", "", word.lower())
