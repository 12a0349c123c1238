"""Documents → stories: which documents are exact copies, near copies, parts and versions of one story.

Likeness of texts is known beforehand; what belongs to a document alone, its day and publisher, is weighed here, so that
corrected metadata needs no new comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.records.likeness import Likeness
from dragoman.records.text import Reading

# Days between two documents of a story, by how alike they are: much the same words a season later are a form filled in anew.
SURE_DAYS = 31  # Jaccard of SURE and more
COPY_DAYS = 7
VERSION_DAYS = 2  # of numbered versions, and of texts shorter than SHORT words
REWRITE_DAYS = 1  # of one publisher's report under another headline
SURE = 0.8
SHORT = 60
# Numbered versions of unknown days must share so much of the shorter's word pairs.
UNDATED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Story:
    """Places of its documents in the sequence that was given, in that order. earliest: the first. fullest: most words."""

    members: tuple[int, ...]
    fullest: int

    @property
    def earliest(self) -> int:
        """The place of the first document."""
        return self.members[0]


def stories(
    readings: Sequence[Reading], likenesses: Mapping[tuple[str, str], Likeness], words: Mapping[str, int]
) -> tuple[Story, ...]:
    """Stories that part the readings, in order of their first.

    readings: in order of publication. likenesses: (text id, text id) → likeness, each pair once, in either order.
    words: text id → how much it says, in words, for the fullest version.
    """
    linked: dict[str, list[tuple[str, Likeness]]] = defaultdict(list)
    for (one, other), alike in likenesses.items():
        linked[one].append((other, alike))
        linked[other].append((one, alike))
    groups = _Groups(readings, words)
    seen: dict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        if seen[reading.text_id]:
            groups.join(seen[reading.text_id][0], place)
        else:
            near = _earlier(place, readings, linked[reading.text_id], seen, words)
            _join_near(place, near, groups)
        seen[reading.text_id].append(place)
    return groups.stories()


def _earlier(
    place: int,
    readings: Sequence[Reading],
    linked: Iterable[tuple[str, Likeness]],
    seen: Mapping[str, list[int]],
    words: Mapping[str, int],
) -> list[tuple[int, Likeness]]:
    """The documents before this one that it is like, of each text the first that its day and publisher allow."""
    found = []
    for text, alike in linked:
        here = readings[place]
        short = min(words.get(text, SHORT), words.get(here.text_id, SHORT)) < SHORT
        allowed = (p for p in seen.get(text, ()) if _allowed(readings[p], here, alike, short))
        first = next(allowed, None)
        if first is not None:
            found.append((first, alike))
    return sorted(found, key=lambda one: (-max(one[1].jaccard, one[1].one_in_other, one[1].other_in_one), one[0]))


def _allowed(one: Reading, other: Reading, alike: Likeness, short: bool) -> bool:
    days = _days_apart(one.published, other.published)
    if alike.kind == "rewrite":
        return bool(one.publisher) and one.publisher == other.publisher and days is not None and days <= REWRITE_DAYS
    if alike.kind == "version":
        if one.publisher and other.publisher and one.publisher != other.publisher:
            return False
        if days is None:
            return max(alike.one_in_other, alike.other_in_one) >= UNDATED_SHARE
        return days <= VERSION_DAYS
    most = VERSION_DAYS if short else SURE_DAYS if alike.jaccard >= SURE else COPY_DAYS
    return days is None or days <= most


def _days_apart(one: str | None, other: str | None) -> int | None:
    if one is None or other is None:
        return None
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return None


def _join_near(place: int, near: Sequence[tuple[int, Likeness]], groups: _Groups) -> None:
    """Joins a document to the story that it is most like; two stories become one over a text that is near both,
    or, of one known publisher, a version of both.

    What is merely part of two stories (a form's opening, a digest) joins one of them.
    """
    here = groups.readings[place].publisher
    for n, (other, alike) in enumerate(near):
        version = alike.kind in ("version", "rewrite") and here is not None and here == groups.readings[other].publisher
        if n == 0 or alike.kind == "near" or version:
            groups.join(other, place)


class _Groups:
    def __init__(self, readings: Sequence[Reading], words: Mapping[str, int]) -> None:
        self.readings, self.words = readings, words
        self.group = list(range(len(readings)))
        self.members = {place: [place] for place in range(len(readings))}

    def join(self, a: int, b: int) -> None:
        """The stories of two documents become one."""
        one, other = sorted((self.group[a], self.group[b]))
        if one == other:
            return
        for member in self.members[other]:
            self.group[member] = one
        self.members[one] += self.members.pop(other)

    def _length(self, place: int) -> int:
        return self.words.get(self.readings[place].text_id, 0)

    def stories(self) -> tuple[Story, ...]:
        """All stories, in order of their first document."""
        found = []
        for first in sorted(self.members):
            members = tuple(sorted(self.members[first]))
            found.append(Story(members, max(members, key=lambda p: (self._length(p), -p))))
        return tuple(found)
