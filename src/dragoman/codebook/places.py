"""The gazetteer: cities, countries, regions, seas, venues and disputed places, looked up by name.

Sources: `cities.tsv.gz` and the geonameids and middle points of `country_places.tsv` are derived from GeoNames
(CC BY 4.0); country names from datasets/country-codes (PDDL) and by hand; `regions.tsv` and `disputes.tsv` by hand.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.codebook.folder import Folder

LONGEST = 7  # words of a name that are looked up together
_APOSTROPHES = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
        "’": "'",
        "‘": "'",
        "ʻ": "'",
        "ʼ": "'",
        "`": "'",
        "‑": "-",
        "–": "-",
    }
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place. kind: `city`, `country`, `region`, `territory`, `island`, `sea`, `venue` or `disputed`.

    name: as the gazetteer has it; all names, no side's first, for a disputed one. country: ISO3, or null for what is in
    several, in none, or disputed. lat, lon: degrees, of the middle. capital: of its country. claimants: of a disputed one, codes, who holds it first.
    """

    name: str
    kind: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    population: int = 0
    capital: bool = False
    claimants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text.

    first, last: tokens of the name, half-open. head: the token by which grammar attaches it: the preposition before it
    if there is one, else its noun. how: `at` (in, at, near …), `to` (towards it), `object` (of a verb), `modifier` (of a
    noun: "the Geneva talks"), or `named` (none of these: merely mentioned). preposition: its word, or "".
    place: null where the name is not known, or may be several.
    """

    first: int
    last: int
    head: int
    how: str
    preposition: str
    name: str
    place: Place | None
    country: str | None = None


def key_of(name: str) -> str:
    """A name as it is looked up: lower case, plain apostrophes and hyphens, single spaces."""
    return _SPACES.sub(" ", name.translate(_APOSTROPHES)).strip().lower()


def folded(name: str) -> str:
    """The name without accents."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@dataclass(frozen=True)
class Gazetteer:
    """Places by name; rows of cities are read only when their name is asked for.

    adjectives: demonym or adjective in lower case → ISO3. capitals: ISO3 → its capital. lists: words of `places.yaml`.
    locative_kinds: preposition → kinds of place that it puts an act in (the other prepositions take all).
    """

    cities: tuple[str, ...]
    index: dict[str, list[int]]
    others: dict[str, tuple[Place, ...]]
    adjectives: dict[str, str]
    capitals: dict[str, Place]
    lists: dict[str, frozenset[str]]
    locative_kinds: dict[str, frozenset[str]]
    firsts: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = (*self.index, *self.others)
        object.__setattr__(
            self, "firsts", frozenset(n.partition(" ")[0].partition("-")[0].partition("'")[0] for n in names)
        )

    def look_up(self, name: str) -> tuple[Place, ...]:
        """Places of a name: countries, regions and venues, disputed ones, then cities by population; empty if none."""
        key = key_of(name)
        key = key if key in self.index or key in self.others else folded(key)
        cities = tuple(_city(self.cities[row]) for row in self.index.get(key, ()))
        return (*self.others.get(key, ()), *sorted(cities, key=lambda p: (not p.capital, -p.population)))


@lru_cache(maxsize=4)
def load_gazetteer(folder: Folder | None = None) -> Gazetteer:
    """The gazetteer of a codebook folder (default: the shipped one); a table that is not there is left out."""
    where = folder or Folder()
    rows = [row for path in where.paths("cities.tsv.gz") for row in _lines(gzip.decompress(path.read_bytes()))]
    index: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        name, alternatives, _ = row.split("\t", 2)
        key = key_of(name) if "’" in name or "‘" in name else name.lower()
        index.setdefault(key, []).append(number)
        if alternatives:
            for other in {a.lower() for a in alternatives.split("; ")} - {key}:
                index.setdefault(other, []).append(number)
    others: dict[str, list[Place]] = {}
    for place, names in (*_countries(where), *_regions(where), *_disputes(where)):
        for name in names:
            others.setdefault(key_of(name), []).append(place)
    tables = where.yaml("en/places.yaml")
    lists = {k: frozenset(map(str, v)) for table in tables for k, v in table.items() if isinstance(v, list)}
    kinds = {k: frozenset(v) for table in tables for k, v in table.get("locative_kinds", {}).items()}
    return Gazetteer(
        tuple(rows),
        index,
        {k: tuple(v) for k, v in others.items()},
        _adjectives(where),
        _capitals(rows),
        lists,
        kinds,
    )


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8").splitlines()[1:]


def _city(row: str) -> Place:
    name, _, country, lat, lon, population, geonameid, capital = row.split("\t")
    return Place(name, "city", country or None, float(lat), float(lon), int(geonameid), int(population), bool(capital))


def _capitals(rows: list[str]) -> dict[str, Place]:
    found = (_city(row) for row in rows if row.endswith("\t1"))
    return {place.country: place for place in found if place.country}


def _number(text: str) -> float | None:
    return float(text) if text else None


def _countries(folder: Folder) -> list[tuple[Place, list[str]]]:
    found = []
    for row in folder.rows("country_places.tsv"):
        ident = int(row["geonameid"]) if row["geonameid"] else None
        place = Place(row["name"], "country", row["iso3"], _number(row["lat"]), _number(row["lon"]), ident)
        found.append((place, [row["name"], *(n for n in row["alternatives"].split("; ") if n)]))
    return found


def _adjectives(folder: Folder) -> dict[str, str]:
    pairs = (
        (n.lower(), row["iso3"]) for row in folder.rows("country_places.tsv") for n in row["demonyms"].split("; ") if n
    )
    return dict(pairs)


def _regions(folder: Folder) -> list[tuple[Place, list[str]]]:
    found = []
    for row in folder.rows("regions.tsv"):
        place = Place(row["name"], row["kind"], row["country"] or None, _number(row["lat"]), _number(row["lon"]))
        found.append((place, [row["name"], *(n for n in row["alternatives"].split("; ") if n)]))
    return found


# Kinds of disputed places that one side holds and others enter the waters of.
_HELD = frozenset({"islands", "island", "islet", "shoal", "reef", "rock", "rocks", "atoll", "feature"})


def _disputes(folder: Folder) -> list[tuple[Place, list[str]]]:
    """Disputed places, each under all its names and for no country; what is a thing, an issue or a line is left out.

    A state of its own in the list of countries (Taiwan) stays what it is there.
    """
    states = {row["name"] for row in folder.rows("country_places.tsv")}
    found = []
    for row in folder.rows("disputes.tsv"):
        if row["kind"] in {"issue", "object", "seabed", "airspace"} or row["name"] in states:
            continue
        names = [n.strip() for n in row["name"].split(" / ")]
        for claim in row["names_by_claimant"].split("|"):
            names += [n for n in _NAMES.split(claim.partition(":")[2]) if _NAME.fullmatch(n)]
        names += [short for n in names if (short := _KIND.sub("", n)) != n and len(short) > 3]
        claimants = tuple(dict.fromkeys((row["administered_by"][:3], *row["claimants"].split(";"))))
        claimants = tuple(code for code in claimants if len(code) == 3 and code.isupper() and row["kind"] in _HELD)
        place = Place(row["name"], "disputed", None, _number(row["lat"]), _number(row["lon"]), claimants=claimants)
        found.append((place, list(dict.fromkeys(names))))
    return found


_NAMES = re.compile(r"\s*(?:[;:,(]| and | its )\s*")
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*(?: de [A-Z][\w-]+)?")
_KIND = re.compile(r" (?:Islands?|Shoal|Reef|Qundao|Rock|Bank|Sea|Line)$")
