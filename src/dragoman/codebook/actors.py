"""Names of states, organisations and agencies; nouns of people and bodies that act; titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder


@dataclass(frozen=True, slots=True)
class Actor:
    """What a name stands for. kind: country, adjective, people, metonym, organisation or nothing (a name that is no party)."""

    code: str
    name: str
    kind: str
    sector: str | None = None
    org: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True)
class Actors:
    """Tables of who may act.

    names: surface → actors (several where a name is ambiguous). agents: lemma or phrase, lower case → sector.
    titles: phrase, lower case → class of office. countries: ISO3 → Actor. former, lesser: words before a title.
    """

    names: dict[str, tuple[Actor, ...]]
    agents: dict[str, str]
    titles: dict[str, str]
    polite: frozenset[str]
    former: frozenset[str]
    lesser: frozenset[str]
    countries: dict[str, Actor]


def _cells(value: str) -> list[str]:
    return [v.strip() for v in value.split(";") if v.strip() and not v.strip().endswith("*")]


# Where a name alone stands for one of several states, the one that news means by it.
_USUAL = {
    "Korea": "KOR",
    "Korean": "KOR",
    "Congo": "COD",
    "Congolese": "COD",
    "Guinean": "GIN",
    "Dominican": "DOM",
    "Georgia": "GEO",
}
# Names that the table of countries lacks; the first is the one shown.
_MORE = {
    "USA": ["United States", "United States of America", "U.S.", "US", "USA", "U.S.A.", "America"],
    "GBR": [
        "United Kingdom",
        "UK",
        "U.K.",
        "Britain",
        "Great Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
    ],
    "KOR": ["South Korea", "ROK", "R.O.K.", "Republic of Korea", "Korea"],
    "PRK": ["North Korea", "DPRK", "D.P.R.K.", "Democratic People's Republic of Korea"],
    "COD": ["Democratic Republic of the Congo", "Democratic Republic of Congo", "DR Congo", "DRC", "Congo"],
    "COG": ["Republic of the Congo", "Republic of Congo"],
    "HKG": ["Hong Kong"],
    "MAC": ["Macau", "Macao"],
    "PSE": ["Palestine", "Gaza", "Gaza Strip", "West Bank"],
    "BIH": ["Bosnia", "Bosnia and Herzegovina"],
    "CIV": ["Ivory Coast", "Côte d'Ivoire"],
    "CZE": ["Czech Republic", "Czechia"],
    "MMR": ["Myanmar", "Burma"],
    "SWZ": ["Eswatini", "Swaziland"],
    "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "ARE": ["United Arab Emirates", "UAE"],
    "TLS": ["East Timor", "Timor-Leste"],
    "CPV": ["Cape Verde"],
    "MKD": ["North Macedonia", "Macedonia"],
    "VAT": ["Holy See"],
    "SYR": ["Syria"],
    "TTO": ["Trinidad and Tobago", "Trinidad"],
    "ATG": ["Antigua and Barbuda"],
}
_ADJECTIVES = {
    "USA": ["American", "U.S.", "US"], "GBR": ["British", "UK", "U.K.", "English"], "KOR": ["South Korean"], "PRK": ["North Korean"],
    "NLD": ["Dutch"], "RUS": ["Soviet"], "DEU": ["West German", "East German"], "CHN": ["Sino"], "JPN": ["Japan"],
}  # fmt: skip
_THEN = {"Soviet Union": "RUS", "USSR": "RUS", "U.S.S.R.": "RUS", "Soviets": "RUS", "Yugoslavia": "SRB", "Czechoslovakia": "CZE", "West Germany": "DEU",
         "East Germany": "DEU", "South Vietnam": "VNM", "North Vietnam": "VNM", "Ottoman Empire": "TUR", "Prussia": "DEU", "Manchukuo": "CHN", "Zaire": "COD",
         "Burma": "MMR", "Burmese": "MMR", "Ceylon": "LKA", "Persia": "IRN", "Siam": "THA", "Rhodesia": "ZWE"}  # fmt: skip
_PEOPLES = {
    "Americans": "USA",
    "Britons": "GBR",
    "Russians": "RUS",
    "Germans": "DEU",
    "Palestinians": "PSE",
    "Israelis": "ISR",
    "Iranians": "IRN",
    "Ukrainians": "UKR",
}


def _country_names(folder: Folder) -> Iterator[tuple[str, Actor]]:
    for row in folder.rows("countries.tsv"):
        iso = row["iso3"]
        name = _MORE.get(iso, [row["name"]])[0]
        state = Actor(iso, name, "country", wikidata=row["wikidata_id"] or None)
        for word in (row["name"], row["official_name"], *_cells(row["alt_names"]), *_MORE.get(iso, ())):
            if word:
                yield word, state
        for word in (*_cells(row["demonyms"]), *_ADJECTIVES.get(iso, ())):
            yield word, Actor(iso, name, "adjective", wikidata=state.wikidata)
            if not word.endswith(("s", "ese", "ish", "ch", ".")) and word[-1].islower():
                yield word + "s", Actor(iso, name, "people", "CVL", wikidata=state.wikidata)
        for word in _cells(row["metonyms"]):
            if "(" not in word and word != name:
                yield word, Actor(iso, name, "metonym", "GOV", wikidata=state.wikidata)


def _organisation_names(folder: Folder) -> Iterator[tuple[str, Actor]]:
    international = {"EU": "EUR", "UN": "UNO", "UNSC": "UNO", "IAEA": "UNO", "WHO": "UNO"}
    for row in folder.rows("organisations.tsv"):
        actor = Actor(international.get(row["code"], "IGO"), row["name"], "organisation", org=row["code"])
        for word in (row["name"], *_cells(row["alt_names"])):
            if word[0].isupper():
                yield word, actor
    for document in folder.yaml("organisations.yaml"):
        for key, value in document.items():
            if not isinstance(value, list) or len(value) < 3:
                raise CodebookError(f"organisations.yaml: {key} must be [code, sector, name, other names …].")
            code, sector, name, *others = (str(v) for v in value)
            actor = Actor(code, name, "organisation", sector or None, key)
            for word in (name, *others):
                yield word, actor


def _agency_names(folder: Folder, countries: dict[str, Actor]) -> Iterator[tuple[str, Actor]]:
    """Agencies by names that only one country has; names such as "Foreign Ministry" are roles, not names."""
    seen: dict[str, set[str]] = {}
    rows = list(folder.rows("agencies.tsv"))
    for row in rows:
        for word in (row["agency"], *_cells(row["alt_names"])):
            seen.setdefault(word, set()).add(row["country_iso3"])
    for row in rows:
        sector = _agency_sector(row["agency"])
        for word in (row["agency"], *_cells(row["alt_names"])):
            common = word.lower().startswith(
                (
                    "ministry",
                    "foreign ministry",
                    "defense ministry",
                    "commerce ministry",
                    "trade ministry",
                    "department",
                )
            )
            if (
                len(seen[word]) == 1
                and word[0].isupper()
                and not common
                and len(word) > 2
                and word not in ("State", "Congress", "Senate", "Diet", "Yongsan")
            ):
                yield word, Actor(row["country_iso3"], row["agency"], "organisation", sector, row["agency"])


def _agency_sector(agency: str) -> str:
    lower = agency.lower()
    for words, sector in (
        (("coast guard", "forces", "army", "command", "chiefs of staff"), "MIL"),
        (("party", "communist"), "PTY"),
        (("congress", "diet"), "LEG"),
        (("news agency",), "JRN"),
        (("power company",), "BUS"),
    ):
        if any(w in lower for w in words):
            return sector
    return "GOV"


def _table(folder: Folder, name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for document in folder.yaml(name):
        for key, words in document.items():
            merged[key] = [*merged.get(key, []), *words] if isinstance(words, list) else words
    return merged


@lru_cache(maxsize=4)
def load_actors(folder: Folder) -> Actors:
    """The tables of a codebook folder. Raises CodebookError, naming the file."""
    names: dict[str, dict[tuple[str, str, str | None], Actor]] = {}
    countries: dict[str, Actor] = {}

    def add(word: str, actor: Actor) -> None:
        names.setdefault(word.replace("’", "'"), {}).setdefault((actor.code, actor.kind, actor.org), actor)

    for word, actor in _country_names(folder):
        if actor.kind == "country":
            countries.setdefault(actor.code, actor)
        add(word, actor)
    for word, code in {**_THEN, **_PEOPLES}.items():
        base = countries[code]
        kind = "people" if word in _PEOPLES or word == "Soviets" else "adjective" if word == "Burmese" else "country"
        add(word, Actor(code, base.name, kind, "CVL" if kind == "people" else None, wikidata=base.wikidata))
    for word, actor in (*_organisation_names(folder), *_agency_names(folder, countries)):
        add(word, actor)
    for document in folder.yaml("not-parties.yaml"):
        for word in document:
            names[str(word)] = {("", "nothing", None): Actor("", str(word), "nothing")}
    return _joined(folder, names, countries)


def _joined(
    folder: Folder, names: dict[str, dict[tuple[str, str, str | None], Actor]], countries: dict[str, Actor]
) -> Actors:
    agents = {str(w).lower(): sector for sector, words in _table(folder, "en/agents.yaml").items() for w in words}
    titles = _table(folder, "en/titles.yaml")
    lists = {k: frozenset(str(w).lower() for w in titles.pop(k, [])) for k in ("polite", "former", "lesser")}
    titles.pop("sectors", None)
    chosen = {
        w: tuple(sorted(a.values(), key=lambda x: (x.code != _USUAL.get(w, x.code), x.kind))) for w, a in names.items()
    }
    by_title = {str(w).lower(): cls for cls, words in titles.items() for w in words}
    return Actors(chosen, agents, by_title, lists["polite"], lists["former"], lists["lesser"], countries)
