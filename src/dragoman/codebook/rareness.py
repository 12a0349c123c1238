"""How rare words are in diplomatic prose: inverse document frequency of stems."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import Folder

# Letters by which forms of a word are taken for one ("patrols", "patrolling"); shorter ones stand whole.
STEM = 6
# Of a stem that is in no list, and the most that any counts.
UNKNOWN = 9.0


def stem(word: str) -> str:
    """The first letters of a lower-case word, by which its forms meet."""
    return word[:STEM]


@dataclass(frozen=True)
class Rareness:
    """stems: stem → log of sentences by sentences that hold it, over readouts, statements and debates (training/aligning)."""

    stems: dict[str, float]

    def of(self, stem: str) -> float:
        """Between 0 (in every sentence) and UNKNOWN."""
        return min(self.stems.get(stem, UNKNOWN), UNKNOWN)


@lru_cache(maxsize=2)
def load_rareness(folder: Folder = Folder()) -> Rareness:  # noqa: B008
    """The shipped stems, a user's own over them."""
    return Rareness({row["stem"]: float(row["rareness"]) for row in folder.rows("en/rareness.tsv.gz")})
