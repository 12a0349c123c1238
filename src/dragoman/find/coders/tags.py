"""What the tagger of statements is told of each word beside its vector: quotation marks around it, and what the rules found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.find.quotes import quotations
from dragoman.find.speech import SpeechFound
from dragoman.records.parsed import ParsedText

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
TAG_WIDTH = 6


def tag_values(parsed: ParsedText, speeches: Sequence[SpeechFound]) -> NDArray[np.float32]:
    """(tokens, TAG_WIDTH): inside quotation marks; in a source, cue, content by the rules; head of a cue; next to a mark."""
    values = np.zeros((len(parsed), TAG_WIDTH), dtype=np.float32)
    for start, end in quotations(parsed):
        first, last = parsed.tokens_between(start, end)
        values[first:last, 0] = 1
    for s in speeches:
        if s.source is not None:
            values[slice(*s.source), 1] = 1
        values[slice(*s.cue), 2] = 1
        for part in s.content:
            values[slice(*parsed.tokens_between(part.start, part.end)), 3] = 1
        values[s.trigger, 4] = 1
    for token, word in enumerate(parsed.words):
        values[token, 5] = word in {'"', "“", "”", "``", "''", ":", ","}
    return values
