"""Topics of points: what a stretch of a readout is about, by its words and issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import CodebookError, Folder

_LONGEST = 3
# What a topic gains from an issue that the words raise, in phrases.
ISSUE_WEIGHT = 2


@dataclass(frozen=True)
class Topics:
    """labels: id → label, in the file's order. words: phrase → topics that it tells. of_issue: issue → topic."""

    labels: dict[str, str]
    words: dict[str, tuple[str, ...]]
    of_issue: dict[str, str]

    def count(self, lemmas: Sequence[str], lowers: Sequence[str], issues: Sequence[str]) -> dict[str, int]:
        """Topic → how many different phrases of it stand in the words, and `ISSUE_WEIGHT` for each issue that belongs to it.

        lemmas, lowers: of the same tokens.
        """
        phrases = set()
        for size in range(1, _LONGEST + 1):
            for at in range(len(lemmas) - size + 1):
                phrases.add(" ".join(lemmas[at : at + size]))
                phrases.add(" ".join(lowers[at : at + size]).replace(" - ", "-"))
        counts: dict[str, int] = {}
        for phrase in phrases:
            for topic in self.words.get(phrase, ()):
                counts[topic] = counts.get(topic, 0) + 1
        for issue in issues:
            if issue in self.of_issue:
                topic = self.of_issue[issue]
                counts[topic] = counts.get(topic, 0) + ISSUE_WEIGHT
        return counts


@lru_cache(maxsize=4)
def load_topics(folder: Folder = Folder()) -> Topics:  # noqa: B008
    """The topics of a codebook folder, a user's own added. Raises CodebookError for an entry without id or words."""
    labels: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    of_issue: dict[str, str] = {}
    for number, raw in enumerate(folder.entries("en/topics.yaml"), 1):
        if "id" not in raw or not raw.get("words"):
            raise CodebookError(f"en/topics.yaml, entry {number}: needs an id and words.")
        topic = str(raw["id"])
        labels.setdefault(topic, str(raw.get("label", topic)))
        for word in raw["words"]:
            known = words.get(str(word).lower(), ())
            words[str(word).lower()] = known if topic in known else (*known, topic)
        of_issue.update({str(issue): topic for issue in raw.get("covers", ())})
    return Topics(labels, words, of_issue)
