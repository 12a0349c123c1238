"""PLOVER contexts that the words of a claim raise."""

from __future__ import annotations

from dragoman.codebook.acts import Lexicon
from dragoman.records.parsed import ParsedText

_FORCED = {("COERCE", "misinformation"): "misinformation", ("COERCE", "cyber"): "cyber"}
_MOST = 4


def contexts(
    parsed: ParsedText, start: int, end: int, event_type: str | None, mode: str | None, lexicon: Lexicon
) -> tuple[str, ...]:
    """Contexts with one strong or two weak phrases in code points `[start, end)`, those with most signs first."""
    first, last = parsed.tokens_between(start, end)
    phrases: set[str] = set()
    for size in (1, 2, 3):
        for token in range(first, last - size + 1):
            phrases.add(" ".join(parsed.lowers[token : token + size]))
            phrases.add(" ".join([*parsed.lowers[token : token + size - 1], parsed.lemmas[token + size - 1]]))
    scored = []
    for name, (strong, weak) in lexicon.contexts.items():
        signs = 2 * len(phrases & strong) + len(phrases & weak)
        if signs >= 2:
            scored.append((-signs, name))
    found = [name for _, name in sorted(scored)[:_MOST]]
    forced = _FORCED.get((event_type or "", mode or ""))
    return tuple(dict.fromkeys([*([forced] if forced else []), *found]))
