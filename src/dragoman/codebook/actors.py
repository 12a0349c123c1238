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


# The files of organisations, one for each kind; a user's own file of any of these names adds to it.
_KINDS = ("international", "national", "parties", "armed-groups", "non-governmental", "media", "firms")


def _organisation_names(folder: Folder) -> Iterator[tuple[str, Actor]]:
    international = {"EU": "EUR", "UN": "UNO", "UNSC": "UNO", "IAEA": "UNO", "WHO": "UNO"}
    for row in folder.rows("organisations.tsv"):
        actor = Actor(international.get(row["code"], "IGO"), row["name"], "organisation", org=row["code"])
        for word in (row["name"], *_cells(row["alt_names"])):
            if word[0].isupper():
                yield word, actor
    for file in (f"organisations/{kind}.tsv" for kind in _KINDS):
        for row in folder.rows(file):
            if not row["name"] or not row["code"]:
                raise CodebookError(f"{file}: {row['id']} needs a code and a name.")
            actor = Actor(row["code"], row["name"], "organisation", row["sector"] or None, row["id"])
            yield row["name"], actor
            for word in row["other_names"].split("; "):
                if word:
                    yield word, actor


# Bodies that a capital may stand for: code → name and organisation.
_SEATED = {"EUR": ("European Union", "EU"), "UNO": ("United Nations", "UN")}


def _told_names(folder: Folder, told: dict[str, Any], countries: dict[str, Actor]) -> Iterator[tuple[str, Actor]]:
    """Seats of governments, names of the past, peoples and parts of states."""
    for code, words in told["metonyms"].items():
        if code in _SEATED:
            name, org = _SEATED[code]
            actor = Actor(code, name, "metonym", org=org)
        else:
            actor = _as(countries[code], "metonym", "GOV")
        for word in words:
            yield word, actor
    for word, code in told["then"].items():
        yield word, _as(countries[code], "country")
    for word, code in told["peoples"].items():
        yield word, _as(countries[code], "people", "CVL")
    for document in folder.yaml("en/parts.yaml"):
        for code, words in document.get("parts", {}).items():
            for word in words:
                yield word, _as(countries[code], "country")
        for word in document.get("prefectures", ()):
            yield f"{word} Prefecture", _as(countries["JPN"], "country")
            yield f"{word} prefecture", _as(countries["JPN"], "country")


def _as(country: Actor, kind: str, sector: str | None = None) -> Actor:
    return Actor(country.code, country.name, kind, sector, wikidata=country.wikidata)


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
    for word, actor in (*_told_names(folder, told, countries), *_organisation_names(folder)):
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
