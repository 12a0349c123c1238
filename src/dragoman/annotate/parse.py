"""Text → ParsedText, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.annotate.coordination import joined_above, listed_names, parallel_nouns, two_subjects, visiting_guests
from dragoman.annotate.headlines import Casing, as_sentences
from dragoman.annotate.hyphens import one_word
from dragoman.annotate.model import fingerprint, load
from dragoman.annotate.paragraphs import paragraphs
from dragoman.annotate.pieces import Parses, Piece, piece_of, sign_of
from dragoman.annotate.quick import Quick
from dragoman.annotate.vectors import UnlikeError
from dragoman.records.parsed import INVISIBLE, ParsedText

# A paragraph is parsed in one piece up to this many characters; longer ones are cut at a space.
LONGEST = 20_000
_BATCH = 16
_HEADLINE = 30  # tokens of a headline, which no stop closes
_CLOSES = frozenset({".", "?", "!", ":", "”", '"'})
# What the parser is not shown as it stands.
_ODD = re.compile(rf"\s\s|[^\S ]|{INVISIBLE.pattern}")


def annotate(
    text: str,
    model: str | None = None,
    forms: Mapping[str, str] | None = None,
    datelines: Sequence[str] = (),
    parses: Parses | None = None,
    saying: Collection[str] = frozenset(),
    casing: Casing | None = None,
) -> ParsedText:
    """The parse of `text`. The parser sees one paragraph at a time and a blank for any white space, so that the same words
    are parsed alike wherever they stand.

    forms: forms of verbs and of offices in the plural, lower case → lemma, where the model's own lemma is wrong ("hoped", not of "hop").
    datelines: see `paragraphs`. parses: paragraphs parsed before, which are taken from there; new ones are added. saying: see `joined_above`.
    casing: by which headlines set in capitals are read as sentences (`headlines`); without it they are left as they are.
    """
    whole = paragraphs(text, datelines)
    cased = as_sentences(text, whole, casing) if casing else text
    ranges = [piece for s, e in whole for piece in _cut(text, s, e)]
    places = [_shown(text, s, e) for s, e in ranges]
    shown = [_words(cased, p) for p in places]
    pieces = _parsed(shown, model) if parses is None else _taken(shown, model, parses)
    parsed = _joined(text, list(zip(places, pieces)), forms or {}, saying)
    return parsed if cased == text else replace(parsed, cased=cased)


def _parsed(shown: Sequence[str], model: str | None) -> list[Piece]:
    quick = _quick(model)
    return quick.pieces(shown) if quick else [piece_of(doc) for doc in load(model).pipe(shown, batch_size=_BATCH)]


@lru_cache(maxsize=2)
def _quick(model: str | None) -> Quick | None:
    """The pipeline prepared for speed, None for one that spaCy has to run itself."""
    try:
        return Quick(load(model))
    except UnlikeError:
        return None


def _taken(shown: Sequence[str], model: str | None, parses: Parses) -> list[Piece]:
    """The pieces of paragraphs, only those parsed whose words are not known."""
    mark = fingerprint(model)
    signs = [sign_of(words, mark) for words in shown]
    known = parses.known(signs)
    missing = {sign: words for sign, words in zip(signs, shown) if sign not in known}
    for sign, piece in zip(missing, _parsed(list(missing.values()), model)):
        parses.add(sign, piece)
        known[sign] = piece
    return [known[sign] for sign in signs]


def _shown(text: str, start: int, end: int) -> Sequence[int]:
    """Code points of a piece that show, the first of each stretch of white space; tokens are put back over these."""
    if _ODD.search(text, start, end) is None:
        return range(start, end)
    found: list[int] = []
    for i in range(start, end):
        if INVISIBLE.match(text[i]) or (text[i].isspace() and found and text[found[-1]].isspace()):
            continue
        found.append(i)
    return found


def _words(text: str, places: Sequence[int]) -> str:
    """The text at these places, a blank for any white space; a range of places has no other."""
    if isinstance(places, range):
        return text[places.start : places.stop]
    return "".join(" " if text[i].isspace() else text[i] for i in places)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST:
        at = text.rfind(" ", start, start + LONGEST)
        at = at if at > start else start + LONGEST
        found.append((start, at))
        start = at
    found.append((start, end))
    return found


def _lemma(word: str, tag: str, lemma: str, forms: Mapping[str, str]) -> str:
    """The lemma in lower case; names in the plural ("Foreign Ministers"), which the model leaves alone, in the singular."""
    known = forms.get(word.lower()) if tag.startswith(("VB", "NNP")) else None
    lemma = known or (lemma or word).lower()
    if tag != "NNPS" or lemma != word.lower() or len(lemma) < 5 or not lemma.endswith("s"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1] if not lemma.endswith("ss") else lemma


def _joined(
    text: str, pieces: list[tuple[Sequence[int], Piece]], forms: Mapping[str, str], saying: Collection[str]
) -> ParsedText:
    starts: list[int] = []
    ends: list[int] = []
    heads: list[int] = []
    lemmas: list[str] = []
    tags: list[str] = []
    sentences: list[tuple[int, int]] = []
    ranges: list[tuple[int, int]] = []
    entities: list[tuple[int, int, str]] = []
    for places, piece in pieces:
        base = len(starts)
        for start, length, tag, lemma in zip(piece.starts, piece.lengths, piece.tags, piece.lemmas):
            starts.append(places[start])
            ends.append(places[start + length - 1] + 1)
            word = _words(text, places[start : start + length])
            lemmas.append(_lemma(word, tag, lemma, forms))
            tags.append("NNPS" if tag == "NNP" and word.lower() in forms else tag)  # "The Ministers"
        heads += [base + head for head in piece.heads]
        sentences += [(base + first, base + last) for first, last in piece.sentences]
        entities += [(base + first, base + last, label) for first, last, label in piece.entities]
        if piece.starts:
            ranges.append((base, len(starts)))
    labels = [label for _, piece in pieces for label in piece.labels]
    words = [text[start:end] for start, end in zip(starts, ends)]
    headlines = [
        (first, last) for first, last in ranges if last - first <= _HEADLINE and words[last - 1] not in _CLOSES
    ]
    heads, labels = one_word(heads, labels, words, starts, ends)
    heads, labels = two_subjects(heads, labels, tags, words, headlines)
    heads, labels = parallel_nouns(heads, labels, tags, words)
    heads, labels = visiting_guests(heads, labels, tags, words)
    labels = listed_names(heads, labels, tags, words)
    return ParsedText(
        text,
        tuple(starts),
        tuple(ends),
        tuple(joined_above(heads, labels, tags, lemmas.__getitem__, saying)),
        tuple(labels),
        tuple(tags),
        tuple(pos for _, piece in pieces for pos in piece.poses),
        tuple(lemmas),
        tuple(sentences),
        tuple(ranges),
        tuple(entities),
    )
