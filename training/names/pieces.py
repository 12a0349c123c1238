"""`python training/names/pieces.py`: names of office-holders → src/dragoman/codebook/name-pieces.tsv.gz.

How often each piece of a name (`dragoman.codebook.names.pieces`) stands in the names of a state's office-holders, each person once.
Pieces met once are left out. The names are those of the tables of offices (Wikidata, CC0, and rows by hand). Prints how often the
guess of held-out names picks the right one of two, three and four states.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections import Counter, defaultdict

from dragoman.codebook.folder import SHIPPED, Folder
from dragoman.codebook.names import Names, areas, pieces

Counts = dict[str, Counter[str]]


def people(folder: Folder) -> list[tuple[str, str]]:
    """(name, state) of each person and state once."""
    rows = [*folder.rows("offices.tsv.gz"), *folder.rows("offices-more.tsv")]
    found = {(row["person"], row["country_iso3"]) for row in rows if len(row["country_iso3"]) == 3}
    return sorted(found - {pair for pair in found if pair[1] in {"INT"}})


def counted(names: list[tuple[str, str]]) -> tuple[Counts, Counter[str]]:
    """Piece → state → number of people, and people a state."""
    counts: Counts = defaultdict(Counter)
    total: Counter[str] = Counter()
    for name, state in names:
        total[state] += 1
        for piece in pieces(name):
            counts[piece][state] += 1
    return counts, total


def held_out(names: list[tuple[str, str]]) -> None:
    """Prints the share of 600 held-out names whose state is guessed among others drawn at random."""
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    guess = Names(*counted(shuffled[600:]), areas(Folder()))
    states = sorted(guess.total)
    for size in (2, 3, 4):
        draw = random.Random(size)
        right = 0
        for name, state in shuffled[:600]:
            others = [state, *draw.sample([s for s in states if s != state], size - 1)]
            scores = guess.scores(name, others)
            right += max(others, key=lambda s: scores[s]) == state
        print(f"of {size} states: {right / 600:.3f}")


def main() -> int:
    """Prints the figures of the guess and writes the table."""
    names = people(Folder())
    held_out(names)
    counts, total = counted(names)
    lines = ["piece\tstates", "\t" + " ".join(f"{s}:{n}" for s, n in sorted(total.items()))]
    for piece, states in sorted(counts.items()):
        if sum(states.values()) > 1:
            lines.append(f"{piece}\t" + " ".join(f"{s}:{n}" for s, n in sorted(states.items())))
    data = gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)
    (SHIPPED / "name-pieces.tsv.gz").write_bytes(data)
    print(len(names), "people,", len(lines) - 2, "pieces,", len(data), "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
