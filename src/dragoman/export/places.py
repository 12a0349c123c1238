"""Where an act happened, by level: what formats with columns for city, province and country ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import Folder

# PLOVER's resolution of a level; GDELT's types are one number for it in the United States and another elsewhere.
RESOLUTION = {"country": 1, "province": 2, "city": 4}
_GDELT = {"country": (1, 1), "province": (5, 2), "city": (4, 3)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A place. level: `city`, `province`, `country`, or null for seas, regions and disputed places. country: ISO3 or null."""

    name: str
    level: str | None
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    text: str | None

    def named(self, level: str) -> str | None:
        """The name, where the place is of that level."""
        return self.name if self.level == level else None

    @property
    def gdelt_type(self) -> int | None:
        """1 country, 2 US state, 3 US city, 4 city elsewhere, 5 province elsewhere."""
        return None if self.level is None else _GDELT[self.level][self.country == "USA"]


@dataclass(frozen=True)
class Levels:
    """cities, countries: GeoNames ids; provinces: (name, ISO3)."""

    cities: frozenset[int]
    countries: frozenset[int]
    provinces: frozenset[tuple[str, str]]

    def placed(self, where: dict[str, Any] | None) -> Placed | None:
        """The place of a claim's `where`; null for none."""
        if where is None:
            return None
        geonameid, country = where["geonameid"], where["country"]
        level: str | None
        if geonameid in self.cities:
            level = "city"
        elif geonameid in self.countries:
            level = "country"
        else:
            level = "province" if (where["name"], country) in self.provinces else None
        return Placed(where["name"], level, country, where["lat"], where["lon"], geonameid, where["text"])


@lru_cache(maxsize=4)
def load_levels(folder: Folder) -> Levels:
    """The levels of the places of a codebook's gazetteer."""
    return Levels(
        frozenset(int(row["geonameid"]) for row in folder.rows("cities.tsv.gz") if row["geonameid"]),
        frozenset(int(row["geonameid"]) for row in folder.rows("country_places.tsv") if row["geonameid"]),
        frozenset((row["name"], row["iso3"]) for row in folder.rows("subdivisions.tsv")),
    )
