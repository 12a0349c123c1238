"""A text as a ParsedText without a parser."""

from __future__ import annotations

import re

from dragoman.records.parsed import ParsedText


def unparsed(text: str) -> ParsedText:
    """Words of a text as tokens, all on the first, each line a sentence and paragraph; without a parser."""
    spans = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    count = len(spans)
    whole = ((0, count),) if count else ()
    tags = tuple("CD" if text[s].isdigit() else "NNP" if text[s].isupper() else "NN" for s, _ in spans)
    starts, ends = tuple(s for s, _ in spans), tuple(e for _, e in spans)
    lemmas = tuple(text[s:e].lower() for s, e in spans)
    return ParsedText(
        text, starts, ends, (0,) * count, ("dep",) * count, tags, ("NOUN",) * count, lemmas, whole, whole, ()
    )
