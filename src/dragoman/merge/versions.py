"""Versions of a story as agencies number them: URGENT, LEAD, 2nd LEAD, UPDATE 3, (Part 2), CORRECTED, KILL; and what the head of a text names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import Folder
from dragoman.codebook.modality import load_words
from dragoman.records.folded import folded_words

# Places among the versions of a day. A numbered version stands at STEP times its number behind PLAIN, a corrected one just after it.
FLASH, EARLY, PLAIN = 1, 2, 10
STEP = 2
LATE, CORRECTED, WITHDRAWN = 97, 98, 99
_MOST_NUMBER = (LATE - PLAIN - 1) // STEP
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_LONGEST = 25  # words that a headline has at most; a longer first line gives its first ones
_SHORTEST_ALERT = 4  # words of a line in capitals that is an alert
_SLUG_WORDS, _HEAD_LINES = 3, 6
_SHORTEST_LINE = 6  # words of a line that tells the news
_DATELINE = re.compile(r"^[A-Z][\w .,'’/-]{1,60}\([A-Z][\w -]{1,20}\)\s*[-–—]+\s*")
_AROUND = r"^\s*(?:\+{2,3}|\*{1,3})\s*(?=\S)|\s*\+{2,3}\s*$"
_SAID_BY = re.compile(r"\s*(?::\s|\s[-–—]\s)(?:[\w.’']+ ?){1,3}$")  # who says so, at the end of a flash
_STOP = re.compile(r"(?<=\w\w)[.!?][\"”’)]*\s|\n")
_ENDS = re.compile(r"[.!?][\"”’)]*$")


@dataclass(frozen=True)
class Head:
    """What the first lines of a text say. version: its place among the versions of a day. headline: its telling words, folded, without
    what numbers the version. slug: the words by which editors name the story. body: where the text after the headline begins.
    """

    version: int
    headline: tuple[str, ...]
    slug: tuple[str, ...]
    body: int


@dataclass(frozen=True)
class Signs:
    """sign: what numbers a version; marks: at the places where it cannot be a word of the headline itself. note, told: a line to editors; tail: one at
    the end of a headline. slug: the beginning of a line that names the story for editors. The others are words by class.
    """

    sign: re.Pattern[str]
    marks: tuple[re.Pattern[str], ...]
    note: re.Pattern[str]
    tail: re.Pattern[str]
    slug: re.Pattern[str]
    words: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _signs() -> Signs:
    """The signs of the shipped codebook: a user's own would make other sketches of the same text."""
    words = load_words(Folder(), "en/versions.yaml")
    listed = {key: "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w))) for key, found in words.items()}
    ordinal = rf"(?:\d+(?:st|nd|rd|th)|{listed['ordinals']})"
    numbered = rf"(?:{ordinal}[ -])?(?:{listed['numbered']})(?:[ -]writethru)?(?: \d+)?"
    sign = rf"(?:{numbered}|{listed['plain']})"
    any_case = [
        rf"^\s*{sign}(?:[\s!–—-]+{sign})*\s*!*$",
        rf"[(\[]\s*{sign}(?:[\s,/–—-]+{sign})*\s*[)\]]",
        r"[(\[]\s*\d{1,2}\s*[)\]]\s*$",
        rf"^\s*{sign}\s*(?:[-–—:|]|//)\s*",
        rf"[,;–—|-]\s*{sign}\s*$",
        _AROUND,
    ]
    ordinals = rf"(?:\d+(?i:st|nd|rd|th)|{listed['ordinals'].upper()})"
    capitals = rf"^\s*#?(?:{ordinals}\s+)?(?:{listed['capitals'].upper()})\b(?:\s+\d{{1,2}}\b)?[\s:,./-]*(?=.*[a-z]|.*\n|\S+\s*$)"
    told = rf"(?:{listed['told']})\s*[:–—-]"
    return Signs(
        re.compile(sign, re.IGNORECASE),
        (*(re.compile(one, re.IGNORECASE) for one in any_case), re.compile(capitals)),
        re.compile(
            rf"^\s*(?:[(\[]\s*(?:{listed['note']})\b[^)\]]*[)\]]\s*$|(?i:{told})|(?:{listed['note'].upper()})\b[^a-z]*$)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:\s|^)(?:{listed['told']}):.*$", re.IGNORECASE),
        re.compile(rf"^\s*(?:{listed['slug']})\S*-\S+", re.IGNORECASE),
        words,
    )


def says_most(words: int, version: int) -> int:
    """How much a version says, by which the fullest is chosen: a notice that withdraws says nothing, and a corrected one outdoes what it mends."""
    if version == WITHDRAWN:
        return 0
    corrected = version == CORRECTED or (PLAIN < version < LATE and (version - PLAIN) % STEP == 1)
    return words + words // 10 if corrected else words


@lru_cache(maxsize=256)
def head_of(text: str) -> Head:
    """What the first lines say of the version and its story; a line of capitals alone is an alert."""
    lines = _lines(text)
    ranks: list[int] = []
    slug: tuple[str, ...] = ()
    for n, (line, end) in enumerate(lines):
        rest, found = _without_signs(line)
        ranks += found
        if not folded_words(rest) and n + 1 < len(lines):
            continue
        if not slug and n + 1 < len(lines) and _is_slug(line, rest, found, lines[n + 1 :]):
            slug = _slug_words(rest)
            continue
        if len(lines) == 1 and not ranks and line.isupper() and len(folded_words(line)) >= _SHORTEST_ALERT:
            ranks = [FLASH]
        version = _combined(ranks)
        headline = _telling(_SAID_BY.sub("", rest) if version == FLASH else rest)
        return Head(version, headline or _named(text, version), slug, end)
    version = _combined(ranks)
    return Head(version, _named(text, version), slug, len(text))


def _named(text: str, version: int) -> tuple[str, ...]:
    """The words with which a notice without a headline names the story that it takes back; none of another text."""
    if version != WITHDRAWN:
        return ()
    known = _signs().words
    signs = {
        word
        for kind in ("plain", "numbered", "ordinals", "told", "note", "notice")
        for one in known[kind]
        for word in folded_words(one)
    }
    found = (word for line in text.split("\n") for word in folded_words(line) if word not in signs | known["empty"])
    return tuple(word for word in found if _number(word) is None or word.isdigit())[:_LONGEST]


def _lines(text: str) -> list[tuple[str, int]]:
    """The first lines with words that do not speak to editors, each with the place where the next begins."""
    found, at = [], 0
    for line in text.split("\n"):
        end = at + len(line) + 1
        if line.strip() and not _signs().note.match(line):
            found.append((line, min(end, len(text))))
        if len(found) == _HEAD_LINES:
            break
        at = end
    return found


def _without_signs(line: str) -> tuple[str, list[int]]:
    """The line without signs and notes, and the places that the signs give."""
    rest, ranks = _signs().tail.sub("", line), []
    for sign in _signs().marks:
        found = list(sign.finditer(rest))
        ranks += [_rank(one) for match in found for one in _signs().sign.findall(match[0]) or [match[0]]]
        rest = sign.sub(" ", rest) if found else rest
    return rest, ranks


def _rank(sign: str) -> int:
    words, said = folded_words(sign), " ".join(folded_words(sign))
    known = _signs().words
    if not words or any(said == " ".join(folded_words(one)) for one in known["first"]):
        return FLASH  # nothing but "++" or "*"
    for kind, rank in (("withdrawn", WITHDRAWN), ("corrected", CORRECTED), ("late", LATE), ("early", EARLY)):
        if any(said == " ".join(folded_words(one)) for one in known[kind]):
            # "Withdrawal: the last troops leave" is a headline
            return LATE if rank == WITHDRAWN and sign.upper() != sign else rank
    if not any(word in known["numbered"] or word.isdigit() for word in words):
        return LATE
    return PLAIN + STEP * min(_MOST_NUMBER, max([1, *(n for word in words if (n := _number(word)) is not None)]))


def _number(word: str) -> int | None:
    """2 of "2", "2nd" and "second"."""
    if word in _signs().words["ordinals"] and word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    digits = re.match(r"\d{1,2}(?!\d)", word)
    return int(digits[0]) if digits else None


def _combined(ranks: Iterable[int]) -> int:
    """One place of all that the head says: a notice that withdraws counts most, then a number, corrected or not, then the rest."""
    found = list(ranks)
    numbered = [rank for rank in found if PLAIN < rank < LATE]
    if WITHDRAWN in found:
        return WITHDRAWN
    if numbered:
        return max(numbered) + (CORRECTED in found)
    return max(found, default=PLAIN)


def _is_slug(line: str, rest: str, ranks: Collection[int], following: list[tuple[str, int]]) -> bool:
    """Whether a line names the story for editors: by how it begins, or as a few words with a sign over a headline of its own."""
    if _signs().slug.match(line):
        return True
    after = following[0][0]
    a_headline = len(folded_words(after)) <= _LONGEST and not _ENDS.search(after.strip())
    return bool(ranks) and len(folded_words(rest)) <= _SLUG_WORDS and len(following) > 1 and a_headline


def _slug_words(rest: str) -> tuple[str, ...]:
    """Its words without the agency's codes before "--" and without signs, in their order."""
    known = _signs().words
    signs = known["plain"] | known["numbered"]
    return tuple(word for word in folded_words(rest.rpartition("--")[2]) if word not in signs)


def _telling(line: str) -> tuple[str, ...]:
    empty = _signs().words["empty"]
    return tuple(word for word in folded_words(_DATELINE.sub("", line))[:_LONGEST] if word not in empty)


_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE = re.compile(r"(?:^|(?<=\w\w)[.!?][\"”’)]*\s+|[-–—]{1,2}\s+|[\"“‘(])\s*", re.MULTILINE)


def names(text: str) -> frozenset[str]:
    """Words with a capital inside sentences, folded: what tells one story from another told in the same form.

    They are taken from what follows the headline; of a flash that has nothing else, from a headline that is not all in capitals.
    """
    head = head_of(text)
    body = text[head.body :]
    if not body.strip():
        body = text if _mostly_low(text) else ""
    begins = {match.end() for match in _SENTENCE.finditer(body)}
    found = (m for m in _NAME.finditer(body) if m.start() not in begins and m[0][0].isupper() and not m[0].isupper())
    return frozenset(word for m in found for word in folded_words(re.sub(r"[’']s?$", "", m[0])))


def beginning(text: str) -> str:
    """The first sentence after headline, notes, byline and dateline; the whole of a text that has nothing else."""
    lines = (line.strip() for line in text[head_of(text).body :].split("\n"))
    telling = (line for line in lines if not _signs().note.match(line) and len(line.split()) >= _SHORTEST_LINE)
    return _STOP.split(_DATELINE.sub("", next(telling, "")), maxsplit=1)[0] or text


def _mostly_low(line: str) -> bool:
    """Whether most words begin in lower case, so that a capital shows a name."""
    words = _NAME.findall(line)
    low = [word for word in words if word[0].islower()]
    return 2 * len(low) >= len(words)
