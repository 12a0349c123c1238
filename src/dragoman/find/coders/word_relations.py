"""What each word of a sentence is to each other one in the parse: the coder's layers of syntax listen by it.

A change of RELATIONS or of what they mean needs new weights (training/coder/heads.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# From a word to another one: nothing near, itself, what governs it, its dependents by kind, what stands under its preposition, what
# governs its governor, and what has the same governor.
RELATIONS = (
    "none", "self", "governor", "subject", "object", "preposition", "clause", "modifier", "relative", "other", "under", "above", "beside",
)  # fmt: skip
_KINDS = {
    "nsubj": "subject", "nsubjpass": "subject",
    "dobj": "object", "attr": "object", "acomp": "object",
    "prep": "preposition", "agent": "preposition", "dative": "preposition",
    "xcomp": "clause", "ccomp": "clause", "advcl": "clause", "pcomp": "clause", "conj": "clause", "parataxis": "clause",
    "compound": "modifier", "amod": "modifier", "poss": "modifier", "nmod": "modifier", "appos": "modifier",
    "relcl": "relative", "acl": "relative",
}  # fmt: skip
_AT = {name: n for n, name in enumerate(RELATIONS)}


def word_relations(heads: Sequence[int], labels: Sequence[str]) -> NDArray[np.int8]:
    """(words, words) of indices into RELATIONS, from the row's word to the column's.

    heads: for each word its governor, itself or a number outside the sentence where there is none; labels: of its arc (ClearNLP).
    """
    count = len(heads)
    found = np.zeros((count, count), dtype=np.int8)
    above = [h if h != w and 0 <= h < count else None for w, h in enumerate(heads)]
    under: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(above):
        if head is not None:
            under[head].append(word)
    for word, head in enumerate(above):
        if head is not None:
            found[word, [c for c in under[head] if c != word]] = _AT["beside"]
            if (higher := above[head]) is not None:
                found[word, higher] = _AT["above"]
            found[word, head] = _AT["governor"]
        for child in under[word]:
            kind = _KINDS.get(labels[child], "other")
            found[word, child] = _AT[kind]
            if kind == "preposition":
                found[word, under[child]] = _AT["under"]
        found[word, word] = _AT["self"]
    return found
