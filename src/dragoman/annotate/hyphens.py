"""What the parser takes apart at a hyphen: of "the study's co-author said" it makes three subjects, "co", "-" and "author"."""

from __future__ import annotations

from collections.abc import Sequence

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "conj", "dative"})
_NEAR = 40  # tokens within which something may hang on the word


def one_word(
    heads: Sequence[int], labels: Sequence[str], words: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> tuple[list[int], list[str]]:
    """Heads and labels, where a hyphen that touches both neighbours is no argument beside the word before it: both hang on the word behind it,
    with what hung on them.
    """
    found, told = list(heads), list(labels)
    for hyphen in range(1, len(words) - 1):
        first, noun = hyphen - 1, hyphen + 1
        if words[hyphen] != "-" or told[hyphen] not in _ARGUMENTS or ends[first] != starts[hyphen]:
            continue
        if ends[hyphen] != starts[noun] or found[hyphen] != found[first] or told[hyphen] != told[first]:
            continue
        above, label = found[first], told[first]
        if above in (hyphen, noun):
            continue
        if found[noun] in (first, hyphen):
            found[noun], told[noun] = above, label
        for child in range(max(0, first - _NEAR), min(len(found), noun + _NEAR)):
            if found[child] in (first, hyphen):
                found[child] = noun
        found[first] = found[hyphen] = noun
        told[first], told[hyphen] = "compound", "punct"
    return found, told
