"""Text → ParsedText, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.annotate.model import load
from dragoman.annotate.paragraphs import paragraphs
from dragoman.records.parsed import INVISIBLE, ParsedText

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A paragraph is parsed in one piece up to this many characters; longer ones are cut at a space.
LONGEST = 20_000
_BATCH = 16


def annotate(
    text: str,
    model: str | None = None,
    forms: Mapping[str, str] | None = None,
    datelines: Sequence[str] = (),
) -> ParsedText:
    """The parse of `text`. Paragraphs of one text are always batched in the same way, so that it never varies.

    forms: forms of verbs, lower case → lemma, where the model's own lemma is wrong ("hoped", not of "hop").
    datelines: see `paragraphs`.
    """
    pieces = [piece for s, e in paragraphs(text, datelines) for piece in _cut(text, s, e)]
    places = [_shown(text, s, e) for s, e in pieces]
    docs = load(model).pipe(["".join(text[i] for i in p) for p in places], batch_size=_BATCH)
    return _joined(text, list(zip(places, docs)), forms or {})


def _shown(text: str, start: int, end: int) -> range | list[int]:
    """Code points of a piece that show; the parser sees no others, and its tokens are put back over these."""
    if INVISIBLE.search(text, start, end) is None:
        return range(start, end)
    return [i for i in range(start, end) if not INVISIBLE.match(text[i])]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST:
        at = text.rfind(" ", start, start + LONGEST)
        at = at if at > start else start + LONGEST
        found.append((start, at))
        start = at
    found.append((start, end))
    return found


def _lemma(token: Token, forms: Mapping[str, str]) -> str:
    """The lemma in lower case; names in the plural ("Foreign Ministers"), which the model leaves alone, in the singular."""
    known = forms.get(token.lower_) if token.tag_.startswith("VB") else None
    lemma = known or (token.lemma_ or token.text).lower()
    if token.tag_ != "NNPS" or lemma != token.text.lower() or len(lemma) < 5 or not lemma.endswith("s"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1] if not lemma.endswith("ss") else lemma


def _joined(text: str, docs: list[tuple[range | list[int], Doc]], forms: Mapping[str, str]) -> ParsedText:
    starts: list[int] = []
    ends: list[int] = []
    heads: list[int] = []
    labels: list[str] = []
    tags: list[str] = []
    poses: list[str] = []
    lemmas: list[str] = []
    sentences: list[tuple[int, int]] = []
    ranges: list[tuple[int, int]] = []
    entities: list[tuple[int, int, str]] = []
    for places, doc in docs:
        kept = [t for t in doc if not t.is_space]
        base = len(starts)
        place = {t.i: base + n for n, t in enumerate(kept)}
        for token in kept:
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            starts.append(places[token.idx])
            ends.append(places[token.idx + len(token.text) - 1] + 1)
            heads.append(place.get(head.i, place[token.i]))
            labels.append(token.dep_)
            tags.append(token.tag_)
            poses.append(token.pos_)
            lemmas.append(_lemma(token, forms))
        for sentence in doc.sents:
            inside = [place[t.i] for t in sentence if t.i in place]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
        for entity in doc.ents:
            inside = [place[t.i] for t in entity if t.i in place]
            if inside:
                entities.append((inside[0], inside[-1] + 1, entity.label_))
        if kept:
            ranges.append((base, len(starts)))
    return ParsedText(
        text,
        tuple(starts),
        tuple(ends),
        tuple(heads),
        tuple(labels),
        tuple(tags),
        tuple(poses),
        tuple(lemmas),
        tuple(sentences),
        tuple(ranges),
        tuple(entities),
    )
