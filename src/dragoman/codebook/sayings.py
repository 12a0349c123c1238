"""Sayings: fixed expressions that make an act of what somebody says with them (en/sayings.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.acts import TYPES
from dragoman.codebook.folder import CodebookError, Folder
from dragoman.records.parsed import ParsedText

_GAP = 5  # tokens that "*" stands for at most


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a saying. words: lemmas or words as written, lower case, one of which stands there; none of them for a gap. may_lack: it need not."""

    words: frozenset[str]
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """type, mode: of the act that its speaker does. steps: its words in order. who: where the other party must stand, "subject" of the clause or "inside"
    the saying; null where it may stand anywhere, or nowhere."""

    type: str
    mode: str | None
    steps: tuple[Step, ...]
    who: str | None = None

    def match(self, parsed: ParsedText, token: int, last: int) -> tuple[int, ...] | None:
        """The tokens of the saying that begins at `token` and ends before `last`, those of its gaps left out."""
        return _matched(self.steps, parsed, token, last)


@dataclass(frozen=True)
class Sayings:
    """All sayings by a word that they may begin with, the longer ones first."""

    by_first: dict[str, tuple[Saying, ...]]

    def at(self, parsed: ParsedText, token: int, last: int) -> tuple[Saying, tuple[int, ...]] | None:
        """The saying that begins at `token` and ends before `last`, with its tokens."""
        for first in (parsed.lowers[token], parsed.lemmas[token]):
            for saying in self.by_first.get(first, ()):
                if (found := saying.match(parsed, token, last)) is not None:
                    return saying, found
        return None


def _matched(steps: tuple[Step, ...], parsed: ParsedText, at: int, last: int) -> tuple[int, ...] | None:
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if not step.words:
        gaps = (_matched(rest, parsed, at + n, last) for n in range(_GAP + 1) if at + n < last)
        return next((found for found in gaps if found is not None), None)
    if at < last and (parsed.lowers[at] in step.words or parsed.lemmas[at].lower() in step.words):
        found = _matched(rest, parsed, at + 1, last)
        if found is not None:
            return (at, *found)
    return _matched(rest, parsed, at, last) if step.may_lack else None


@lru_cache(maxsize=4)
def load_sayings(folder: Folder) -> Sayings:
    """The sayings of a codebook folder, a user's own added. Raises CodebookError, naming the entry."""
    found: dict[str, list[Saying]] = {}
    for n, raw in enumerate(folder.entries("en/sayings.yaml")):
        words = str(raw.get("words", "")).lower().split()
        if raw.get("type") not in TYPES or not words or words[0] == "*" or words[0].endswith("?"):
            raise CodebookError(
                f"en/sayings.yaml, entry {n + 1}: needs a type, and words that begin with one that stands."
            )
        if raw.get("who") not in (None, "subject", "inside"):
            raise CodebookError(f"en/sayings.yaml, entry {n + 1}: who is subject or inside.")
        steps = tuple(
            Step(frozenset() if w == "*" else frozenset(w.rstrip("?").split("|")), w.endswith("?")) for w in words
        )
        for first in steps[0].words:
            found.setdefault(first, []).append(Saying(str(raw["type"]), raw.get("mode"), steps, raw.get("who")))
    return Sayings({first: tuple(sorted(some, key=lambda s: -len(s.steps))) for first, some in found.items()})
