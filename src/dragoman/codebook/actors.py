"""Names of states, organisations and agencies; nouns of people and bodies that act; titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.modality import load_words


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
    words: lists of en/mentions.yaml by name.
    """

    names: dict[str, tuple[Actor, ...]]
    agents: dict[str, str]
    titles: dict[str, str]
    polite: frozenset[str]
    former: frozenset[str]
    lesser: frozenset[str]
    countries: dict[str, Actor]
    words: dict[str, frozenset[str]]


def _cells(value: str) -> list[str]:
    return [v.strip() for v in value.split(";") if v.strip() and not v.strip().endswith("*")]


def _country_names(folder: Folder, told: dict[str, Any]) -> Iterator[tuple[str, Actor]]:
    for row in folder.rows("countries.tsv"):
        iso = row["iso3"]
        name = told["more"].get(iso, [row["name"]])[0]
        state = Actor(iso, name, "country", wikidata=row["wikidata_id"] or None)
        for word in (row["name"], row["official_name"], *_cells(row["alt_names"]), *told["more"].get(iso, ())):
            if word:
                yield word, state
        for word in (*_cells(row["demonyms"]), *told["adjectives"].get(iso, ())):
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


def _nested(folder: Folder, name: str) -> dict[str, Any]:
    """Tables of tables, a user's own rows winning."""
    merged: dict[str, Any] = {}
    for document in folder.yaml(name):
        for key, rows in document.items():
            merged[key] = {**merged.get(key, {}), **rows}
    return merged


@lru_cache(maxsize=4)
def load_actors(folder: Folder) -> Actors:
    """The tables of a codebook folder. Raises CodebookError, naming the file."""
    names: dict[str, dict[tuple[str, str, str | None], Actor]] = {}
    countries: dict[str, Actor] = {}

    def add(word: str, actor: Actor) -> None:
        names.setdefault(word.replace("’", "'"), {}).setdefault((actor.code, actor.kind, actor.org), actor)

    told = _nested(folder, "en/country-names.yaml")
    for word, actor in _country_names(folder, told):
        if actor.kind == "country":
            countries.setdefault(actor.code, actor)
        add(word, actor)
    for word, code in {**told["then"], **told["peoples"]}.items():
        base = countries[code]
        kind = (
            "people"
            if word in told["peoples"] or word == "Soviets"
            else "adjective"
            if word == "Burmese"
            else "country"
        )
        add(word, Actor(code, base.name, kind, "CVL" if kind == "people" else None, wikidata=base.wikidata))
    for word, actor in (*_organisation_names(folder), *_agency_names(folder, countries)):
        add(word, actor)
    for document in folder.yaml("not-parties.yaml"):
        for word in document:
            names[str(word)] = {("", "nothing", None): Actor("", str(word), "nothing")}
    return _joined(folder, names, countries, told["usual"])


def _joined(
    folder: Folder,
    names: dict[str, dict[tuple[str, str, str | None], Actor]],
    countries: dict[str, Actor],
    usual: dict[str, str],
) -> Actors:
    agents = {str(w).lower(): sector for sector, words in _table(folder, "en/agents.yaml").items() for w in words}
    titles = _table(folder, "en/titles.yaml")
    lists = {k: frozenset(str(w).lower() for w in titles.pop(k, [])) for k in ("polite", "former", "lesser")}
    titles.pop("sectors", None)
    chosen = {
        w: tuple(sorted(a.values(), key=lambda x: (x.code != usual.get(w, x.code), x.kind))) for w, a in names.items()
    }
    words = load_words(folder, "en/mentions.yaml")
    by_title = {str(w).lower(): cls for cls, listed in titles.items() for w in listed}
    by_title = {**{f"{w}s": cls for w, cls in by_title.items()}, **by_title}  # "Presidents Buhari and Talon"
    return Actors(chosen, agents, by_title, lists["polite"], lists["former"], lists["lesser"], countries, words)
