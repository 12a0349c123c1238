"""ParsedText → points: the smallest stretches that put one thing on record, sentences or the clauses joined in them.

What the points of a readout are is told, with examples, in goldsets/compare/guide.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dragoman.codebook.points import PointWords
from dragoman.records.parsed import ParsedText

_CLAUSES = frozenset({"ROOT", "ccomp"})
_ENDS = frozenset({".", "!", "?", "…"})


def find_points(parsed: ParsedText, words: PointWords) -> tuple[tuple[int, int], ...]:
    """Half-open token ranges of the points, in order; headings, numbers of items and announcements are in none."""
    found = []
    for first, last in _sentences(parsed, words):
        if _puts_on_record(parsed, first, last, words):
            cuts = [first, *_cuts(parsed, first, last, words), last]
            pieces = (_trimmed(parsed, a, b, words) for a, b in pairwise(cuts))
            found += [piece for piece in pieces if piece[0] < piece[1]]
    return tuple(found)


def _sentences(parsed: ParsedText, words: PointWords) -> Iterator[tuple[int, int]]:
    """The sentences, one that is cut behind an abbreviation ("The Hon.") put together with the next."""
    held: int | None = None
    for first, last in parsed.sentences:
        start = first if held is None else held
        held = None
        joined = last < len(parsed) and parsed.paragraph_index[first] == parsed.paragraph_index[last]
        if joined and _count(parsed, start, last) < words.least_words and not _has_verb(parsed, start, last):
            held = start
            continue
        yield start, last


def _puts_on_record(parsed: ParsedText, first: int, last: int, words: PointWords) -> bool:
    """Whether a sentence says something: it has a verb or some length, and is no announcement of what follows."""
    said = " ".join(parsed.lowers[first:last]).replace(" ,", ",").rstrip(" .:").strip()
    said = said.replace("( ", "(").replace(" )", ")")
    if any(pattern.fullmatch(said) for pattern in words.announcing):
        return False
    long = _count(parsed, first, last) >= words.least_words
    ends = parsed.lowers[last - 1] in _ENDS
    return long and (ends or _has_verb(parsed, first, last))


def _cuts(parsed: ParsedText, first: int, last: int, words: PointWords) -> list[int]:
    """Tokens inside a sentence with which a new point begins."""
    joined = {at for token in range(first, last) if (at := _joined(parsed, token, words)) is not None}
    wanted = joined | set(_said_again(parsed, first, last)) | set(_tails(parsed, first, last, words))
    found: list[int] = []
    for at in sorted(wanted):
        before = found[-1] if found else first
        if min(_count(parsed, before, at), _count(parsed, at, last)) >= words.least_words:
            found.append(at)
    return found


def _joined(parsed: ParsedText, token: int, words: PointWords) -> int | None:
    """Where a joined verb's clause begins, if it tells a thing of its own: joined to the main verb, to what is said, or to what
    is agreed to be done.
    """
    head = _first_of_chain(parsed, token)
    if parsed.labels[token] != "conj" or not _is_verb(parsed, head):
        return None
    if not _is_verb(parsed, token) and parsed.labels[head] != "ROOT":
        return None
    at = max(parsed.subtree(token)[0], parsed.heads[token] + 1)
    if _count(parsed, parsed.heads[token] + 1, at) < 2:  # "was, is and will remain"
        return None
    if parsed.labels[head] in _CLAUSES:
        return at
    above = parsed.lemmas[parsed.heads[head]]
    held = parsed.labels[head] == "acl" and above in words.holding
    agreed = parsed.labels[head] in ("xcomp", "acl", "advcl") and above in words.joining
    return at if held or (agreed and _is_infinitive(parsed, token)) else None


def _said_again(parsed: ParsedText, first: int, last: int) -> Iterator[int]:
    """A further "that" of what is said, whatever the parse makes of it: "said that …, and that …"."""
    seen = False
    for token in range(first, last):
        if parsed.lowers[token] != "that" or parsed.tags[token] == "WDT":
            continue
        behind = parsed.lowers[token - 1] if token > first else ""
        comma = "," in parsed.lowers[max(first, token - 2) : token]
        if seen and comma and behind in (",", "and", "but"):
            yield token
        seen = seen or parsed.labels[token] == "mark"


def _tails(parsed: ParsedText, first: int, last: int, words: PointWords) -> Iterator[int]:
    """A rest behind a comma that says what shall be: ", following which the case shall be withdrawn"."""
    for token in range(first + 1, last):
        if parsed.lowers[token - 1] != ",":
            continue
        opens = any(parsed.lowers[token : token + len(tail)] == tail for tail in words.tails)
        rest = parsed.lowers[token:last]
        if opens and any(rest[k : k + len(s)] == s for s in words.shall for k in range(len(rest))):
            yield token


def _first_of_chain(parsed: ParsedText, token: int) -> int:
    steps = 0
    while parsed.labels[token] == "conj" and steps < len(parsed):
        token, steps = parsed.heads[token], steps + 1
    return token


def _is_verb(parsed: ParsedText, token: int) -> bool:
    return parsed.tags[token].startswith("VB") or parsed.poses[token] == "AUX"


def _is_infinitive(parsed: ParsedText, token: int) -> bool:
    return parsed.tags[token] == "VB"


def _has_verb(parsed: ParsedText, first: int, last: int) -> bool:
    return any(_is_verb(parsed, token) for token in range(first, last))


def _count(parsed: ParsedText, first: int, last: int) -> int:
    """Words, marks apart."""
    return sum(1 for token in range(first, last) if any(c.isalnum() for c in parsed.words[token]))


def _trimmed(parsed: ParsedText, first: int, last: int, words: PointWords) -> tuple[int, int]:
    while first < last and (parsed.lowers[first] in words.connecting or _is_enumerator(parsed, first)):
        first += 1
    while last > first and parsed.lowers[last - 1] in words.connecting:
        last -= 1
    return first, last


def _is_enumerator(parsed: ParsedText, token: int) -> bool:
    """The number or mark at the head of a paragraph: "1.", "(2)", "•"."""
    opens = token == 0 or parsed.paragraph_index[token - 1] != parsed.paragraph_index[token]
    before = token > 0 and not opens and all(not any(c.isalpha() for c in w) for w in _line_head(parsed, token))
    word = parsed.words[token]
    bare = not any(c.isalpha() for c in word) and (not word.isdigit() or len(word) < 3)
    return bare and (opens or before)


def _line_head(parsed: ParsedText, token: int) -> tuple[str, ...]:
    first = parsed.paragraphs[parsed.paragraph_index[token]][0]
    return parsed.words[first:token]
