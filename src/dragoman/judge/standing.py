"""Which judgements stand: those that no standing `undo` takes back; by the Text that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.judgement import Judgement


@dataclass(frozen=True)
class Standing:
    """Judgements that stand, without the undoing ones, in the order in which they were made.

    by_text: text id → those whose own anchor is in that Text.
    """

    judgements: tuple[Judgement, ...]
    by_text: Mapping[str, tuple[Judgement, ...]]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Standing:
        """Those that stand among all that were made."""
        gone = taken_back(judgements)
        stand = tuple(j for j in judgements if j.kind != "undo" and j.id not in gone)
        by_text: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in stand:
            by_text[judgement.anchor.text_id].append(judgement)
        return cls(stand, {text: tuple(found) for text, found in by_text.items()})

    def on(self, text_id: str) -> Standing:
        """Those on one Text."""
        mine = self.by_text.get(text_id, ())
        return Standing(mine, {text_id: mine} if mine else {})

    def of_kinds(self, *kinds: str) -> tuple[Judgement, ...]:
        """Those of some kinds."""
        return tuple(j for j in self.judgements if j.kind in kinds)


def taken_back(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Id of a judgement that does not stand → the standing `undo` that took it back. An `undo` can itself be undone."""
    undoing: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.kind == "undo":
            undoing[judgement.value or ""].append(judgement)
    gone: dict[str, Judgement] = {}
    undos = [one for found in undoing.values() for one in found]
    # The last in a chain of undoings is taken back by none, so those are settled first.
    settled: set[str] = set()
    while True:
        ready = [u for u in undos if u.id not in settled and all(x.id in settled for x in undoing.get(u.id, ()))]
        if not ready:
            return gone
        for undo in ready:
            settled.add(undo.id)
            if undo.id not in gone and undo.value:
                gone[undo.value] = undo
