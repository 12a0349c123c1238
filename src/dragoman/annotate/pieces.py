"""The parse of one paragraph, told in its own offsets, so that it can be kept and put wherever the same words stand again."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Part of the form that packed pieces are kept in: another needs another sign.
_LABELS = (
    b'"npadvmod","neg","oprd","attr","acomp","agent","auxpass","relcl","nsubjpass","acl","xcomp","mark","appos","advcl","poss",'
    b'"case","nummod","ccomp","advmod","cc","conj","aux","dobj","ROOT","nsubj","amod","compound","pobj","det","prep","punct",'
    b'"MD","PRP","PRP$","POS","WDT","VBP","VBG","TO","CD","VB","CC","VBZ","VBN","VBD","RB","NNS","JJ","DT",".",",","NN","NNP","IN",'
    b'"SCONJ","PART","PRON","NUM","CCONJ","AUX","ADV","ADJ","DET","VERB","PUNCT","NOUN","ADP","PROPN",'
    b'[0,1,1,1,1,0,1,1],[5,3,2,4,7,6,3,8,1],[1,-1,2,1,-2,3,-1,1,0],["the","of","to","in","a","and","be","\'s","on","for","that",'
    b'[[0,"PERSON"],["DATE"],["ORG"],["GPE"],["NORP"]]]'
)
LookUp = Callable[[Sequence[str]], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Arrays over the tokens of a paragraph, white space left out. starts, lengths: in characters as shown to the parser.

    heads: token numbers inside the piece. lemmas: the model's own. sentences: half-open token ranges. entities: (first, last, label).
    """

    starts: Sequence[int]
    lengths: Sequence[int]
    heads: Sequence[int]
    labels: Sequence[str]
    tags: Sequence[str]
    poses: Sequence[str]
    lemmas: Sequence[str]
    sentences: Sequence[Sequence[int]]
    entities: Sequence[Sequence[Any]]


class Parses:
    """Parses known by their words. look_up: sign → packed parse, of those known before. new: those made here. taken: how many were not."""

    def __init__(self, look_up: LookUp | None = None) -> None:
        self._look_up = look_up
        self.new: dict[str, bytes] = {}
        self.taken = 0

    def known(self, signs: Sequence[str]) -> dict[str, Piece]:
        """The pieces among `signs` that need no parsing."""
        wanted = list(dict.fromkeys(signs))
        found = {sign: self.new[sign] for sign in wanted if sign in self.new}
        if self._look_up is not None:
            found.update(self._look_up([sign for sign in wanted if sign not in found]))
        self.taken += sum(sign in found for sign in signs)
        return {sign: unpacked(body) for sign, body in found.items()}

    def add(self, sign: str, piece: Piece) -> None:
        """Keeps a piece that was parsed now."""
        self.new[sign] = packed(piece)


def sign_of(shown: str, model: str) -> str:
    """What a parse is known by: digest of the words as the parser sees them and of the parser's fingerprint."""
    return hashlib.blake2b(f"{model}\n{shown}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def packed(piece: Piece) -> bytes:
    """A piece as bytes: distances in place of offsets, and the parser's labels known to the compression beforehand."""
    ends = [start + length for start, length in zip(piece.starts, piece.lengths)]
    near = replace(
        piece,
        starts=[start - end for start, end in zip(piece.starts, [0, *ends])],
        heads=[head - n for n, head in enumerate(piece.heads)],
    )
    values = [getattr(near, field.name) for field in fields(Piece)]
    press = zlib.compressobj(9, zdict=_LABELS)
    return press.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()) + press.flush()


def unpacked(body: bytes) -> Piece:
    """The piece of `packed`."""
    values = json.loads(zlib.decompressobj(zdict=_LABELS).decompress(body))
    near = Piece(**dict(zip((field.name for field in fields(Piece)), values)))
    starts: list[int] = []
    for gap, length in zip(near.starts, [0, *near.lengths]):
        starts.append(gap + length + (starts[-1] if starts else 0))
    return replace(near, starts=starts, heads=[n + step for n, step in enumerate(near.heads)])


def piece_of(doc: Doc) -> Piece:
    """The arrays of a parsed paragraph."""
    kept = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}
    heads = []
    for token in kept:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        heads.append(place.get(head.i, place[token.i]))
    sentences = [inside for s in doc.sents if (inside := [place[t.i] for t in s if t.i in place])]
    entities = [(e.label_, inside) for e in doc.ents if (inside := [place[t.i] for t in e if t.i in place])]
    return Piece(
        [t.idx for t in kept],
        [len(t.text) for t in kept],
        heads,
        [t.dep_ for t in kept],
        [t.tag_ for t in kept],
        [t.pos_ for t in kept],
        [t.lemma_ for t in kept],
        [(inside[0], inside[-1] + 1) for inside in sentences],
        [(inside[0], inside[-1] + 1, label) for label, inside in entities],
    )
