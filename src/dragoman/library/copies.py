"""The ledger's stories: sketches of its texts, and which documents and claims are copies of earlier ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.merge.repeats import Said
from dragoman.merge.repeats import Story as SaidSoFar
from dragoman.merge.stories import Story, stories
from dragoman.merge.versions import PLAIN, says_most
from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.likeness import Likeness, StoredSketch
from dragoman.records.run import Run
from dragoman.store import Store, StoredReading

if TYPE_CHECKING:
    from dragoman.merge.sketch import Sketch

_AT_ONCE = 200  # texts sketched in one transaction
SaidBefore = dict[int, SaidSoFar]  # what each story's versions said so far, by the place of its earliest document


def keep_sketches(store: Store) -> int:
    """Gives every text without a sketch its own, with its likeness to those before; how many that were. Raises StoreError.

    Only new texts are read. Killed on the way, the next reading goes on.
    """
    from dragoman.merge.sketch import SCHEME

    done = 0
    while ids := store.without_sketch(SCHEME, _AT_ONCE):
        sketch_texts(store, ids)
        done += len(ids)
    return done


def sketch_texts(store: Store, ids: Sequence[str]) -> None:
    """Keeps the sketches of some texts, with their likeness to those that have one, in one transaction."""
    from dragoman.merge.sketch import SCHEME, sketches

    made = zip(ids, sketches(store.text(text_id) for text_id in ids))
    store.add_sketches(SCHEME, {text_id: _stored(sketch) for text_id, sketch in made}, _compare)


def with_sketches(coded: Sequence[Coded]) -> list[Coded]:
    """Coded documents with the sketches of their Texts, made together."""
    from dragoman.merge.sketch import SCHEME, sketches

    made = sketches(one.document.text for one in coded)
    return [replace(one, sketch=(SCHEME, _stored(sketch))) for one, sketch in zip(coded, made)]


def keep_made(store: Store, coded: Iterable[Coded]) -> None:
    """Keeps the sketches that came with coded documents which are here, with their likeness to those before. Raises StoreError."""
    from dragoman.merge.sketch import SCHEME

    made = {one.document.reading.text_id: one.sketch[1] for one in coded if one.sketch and one.sketch[0] == SCHEME}
    if made:
        store.add_sketches(SCHEME, made, _compare)


def _stored(sketch: Sketch) -> StoredSketch:
    return StoredSketch(sketch.words, sketch.version, sketch.packed(), sketch.keys)


def _compare(one: bytes, other: bytes) -> Likeness | None:
    from dragoman.merge.copies import likeness
    from dragoman.merge.sketch import Sketch

    return likeness(Sketch.unpacked(one), Sketch.unpacked(other))


@dataclass
class Versions:
    """The Readings that hold in a run, in order of publication, with the story of each."""

    store: Store
    held: Sequence[StoredReading]
    stories: Sequence[Story]

    @cached_property
    def _story(self) -> dict[int, Story]:
        return {member: story for story in self.stories for member in story.members}

    @cached_property
    def _first(self) -> dict[str, int]:
        """Text id → place of its first Reading."""
        first: dict[str, int] = {}
        for place, one in enumerate(self.held):
            first.setdefault(one.reading.text_id, place)
        return first

    def exact(self, place: int) -> str | None:
        """The document of which this one repeats every character, or null."""
        first = self._first[self.held[place].reading.text_id]
        return self._name(first, place) if first != place else None

    def earliest(self, place: int) -> str | None:
        """The earliest document of the story that this one is a copy or version of; null where it is that, or alone."""
        first = self._story[place].earliest
        return self._name(first, place) if first != place else None

    def fullest(self, place: int) -> str | None:
        """The document that says most of the story; null where it is alone."""
        story = self._story[place]
        return self.held[story.fullest].reading.document if len(story.members) > 1 else None

    def members(self, place: int) -> tuple[int, ...]:
        """Places of all documents of its story, in order of publication."""
        return self._story[place].members

    def stories_of(self, texts: Collection[str]) -> set[int]:
        """Places of all documents of the stories that have one of the texts."""
        mine = (story.members for story in self.stories)
        return {m for members in mine if any(self._text(m) in texts for m in members) for m in members}

    def of_versions(self) -> set[int]:
        """Places of all documents of the stories that have several texts."""
        every = (story.members for story in self.stories if len(story.members) > 1)
        return {m for members in every if len({self._text(m) for m in members}) > 1 for m in members}

    def has_versions(self, place: int) -> bool:
        """Whether other texts tell its story, so that its claims may repeat theirs, or theirs repeat it."""
        return len({self._text(member) for member in self._story[place].members}) > 1

    def _text(self, place: int) -> str:
        return self.held[place].reading.text_id

    def repeated(self, place: int, claims: Sequence[Claim], before: SaidBefore) -> list[Said | None]:
        """For each claim of a document that is no exact copy the one that it repeats of an earlier version, or null.

        before: filled on the way; begin with an empty one and go in order of publication, each document once.
        """
        if not self.has_versions(place):
            return [None] * len(claims)
        story = self._story[place]
        said = before.setdefault(story.earliest, SaidSoFar())
        reading = self.held[place].reading
        return said.repeated(self.store.text(reading.text_id), claims, reading.published)

    def _name(self, original: int, place: int) -> str:
        """How a document is named beside another: by its source where both have the same name."""
        one, other = self.held[original].reading, self.held[place].reading
        return one.document if one.document != other.document else one.source


def versions(store: Store, run: Run, near_only: bool = False) -> Versions:
    """The Readings of a run with their stories: by day and time of publication; without times a flash first, a 2nd LEAD after a LEAD,
    and of two that bear the same sign the shorter first.

    near_only: only those whose Text is like another; the others have no versions, at most exact copies.
    """
    sizes = store.sizes()

    def order(one: StoredReading) -> tuple[bool, str, str, int, int]:
        published, moment = one.reading.published, one.reading.moment
        length, version = sizes.get(one.reading.text_id, (0, PLAIN))
        return published is None, published or "", moment or "", version, length if version != PLAIN else 0

    found = (one for one in store.readings(run.id) if not near_only or one.reading.text_id in sizes)
    held = sorted(found, key=order)
    words = {text_id: says_most(*size) for text_id, size in sizes.items()}
    return Versions(store, held, stories([one.reading for one in held], store.likenesses(), words))
