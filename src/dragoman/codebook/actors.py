"""Names of states, organisations and agencies; nouns of people and bodies that act; titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder, party_codes
from dragoman.codebook.modality import load_words
from dragoman.codebook.plover import load_plover

LONGEST_AGENT = 4  # words of a noun phrase in en/agents.yaml; a hyphen counts as one
ALWAYS = ("0001-01-01", "9999-12-31")


@dataclass(frozen=True, slots=True)
class Actor:
    """What a name stands for. kind: country, adjective, people, metonym, organisation or nothing (a name that is no party)."""

    code: str
    name: str
    kind: str
    sector: str | None = None
    org: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """What a name stands for from one day to another, both inclusive, `YYYY-MM-DD`; open ends as 0001-01-01 and 9999-12-31."""

    start: str
    end: str
    actor: Actor


@dataclass(frozen=True)
class Actors:
    """Tables of who may act.

    names: surface → actors (several where a name is ambiguous). agents: lemma or phrase, lower case → sector.
    modifiers: word before a general noun ("military officials") → sector; heads: those nouns. codes: ISO3 of a territory →
    party code, where they differ (KOS, dependencies). hosts: ending of a host's name that only a state's bodies use → its code.
    of_titles: title that one state or body alone uses, lower case → its code. periods: names of a user's own that stand for one
    party after another → what they stood for when, oldest first (in `names` they have the last).
    titles: phrase, lower case → class of office. countries: ISO3 → Actor. former, lesser: words before a title.
    words: lists of en/mentions.yaml by name, of en/state-kinds.yaml as `kind NAME`, and of given-names.yaml all (`given-name`), those of women, and those that are surely men's.
    """

    names: dict[str, tuple[Actor, ...]]
    agents: dict[str, str]
    titles: dict[str, str]
    polite: frozenset[str]
    former: frozenset[str]
    lesser: frozenset[str]
    countries: dict[str, Actor]
    words: dict[str, frozenset[str]]
    modifiers: dict[str, str]
    heads: frozenset[str]
    codes: dict[str, str]
    hosts: dict[str, str]
    of_titles: dict[str, str]
    periods: dict[str, tuple[Period, ...]]

    def coded(self, code: str | None) -> str | None:
        """The party code of a state or territory given by its ISO3 code."""
        return self.codes.get(code, code) if code else code


def _cells(value: str) -> list[str]:
    return [v.strip() for v in value.split(";") if v.strip() and not v.strip().endswith("*")]


def _country_names(folder: Folder, told: dict[str, Any], codes: dict[str, str]) -> Iterator[tuple[str, Actor]]:
    rows = list(folder.rows("countries.tsv"))
    states = {row["iso3"] for row in rows}
    for row in rows:
        own = row["iso3"]
        iso = codes.get(own, own)
        name = told["more"].get(own, [row["name"]])[0]
        kind = "region" if own in codes and iso in states else "country"  # a dependency stands for its state
        state = Actor(iso, name, kind, wikidata=row["wikidata_id"] or None)
        for word in (row["name"], row["official_name"], *_cells(row["alt_names"]), *told["more"].get(own, ())):
            if word:
                yield word, state
        for word in (*_cells(row["demonyms"]), *told["adjectives"].get(own, ())):
            yield word, Actor(iso, name, "adjective", wikidata=state.wikidata)
            if not word.endswith(("s", "ese", "ish", "ch", ".")) and word[-1].islower():
                yield word + "s", Actor(iso, name, "people", "CVL", wikidata=state.wikidata)
        for word in _cells(row["metonyms"]):
            if "(" not in word and word != name:
                yield word, Actor(iso, name, "metonym", "GOV", wikidata=state.wikidata)


def _region_names(folder: Folder, countries: dict[str, Actor], told: dict[str, Any]) -> Iterator[tuple[str, Actor]]:
    """Regions of states and what they were called: they stand for the state that they are of."""
    listed = [(r["iso3"], w) for r in folder.rows("subdivisions.tsv") for w in (r["name"], *_cells(r["alternatives"]))]
    for code, word in (*listed, *((code, word) for code, words in told["regions"].items() for word in words)):
        if code in countries:
            yield word, Actor(code, countries[code].name, "region", wikidata=countries[code].wikidata)


# The files of organisations, one for each kind; a user's own file of any of these names adds to it.
_KINDS = ("international", "national", "parties", "armed-groups", "non-governmental", "media", "firms")


def _spelt(name: str, both: Mapping[str, str]) -> tuple[str, ...]:
    """A body's name in American and British spelling, as it stands first. both: words in either → in the other."""
    other = " ".join(both.get(word, word) for word in name.split(" "))
    return (name,) if other == name else (name, other)


def _organisation_names(folder: Folder, codes: dict[str, str], both: Mapping[str, str]) -> Iterator[tuple[str, Actor]]:
    international = {"EU": "EUR", "UN": "UNO", "UNSC": "UNO", "IAEA": "UNO", "WHO": "UNO"}
    for row in folder.rows("organisations.tsv"):
        actor = Actor(international.get(row["code"], "IGO"), row["name"], "organisation", org=row["code"])
        for word in (row["name"], *_cells(row["alt_names"])):
            if word[0].isupper():
                yield from ((spelt, actor) for spelt in _spelt(word, both))
    for file in (f"organisations/{kind}.tsv" for kind in _KINDS):
        for row in folder.rows(file):
            if not row["name"] or not row["code"]:
                raise CodebookError(f"{file}: {row['id']} needs a code and a name.")
            code = codes.get(row["code"], row["code"])
            actor = Actor(code, row["name"], "organisation", row["sector"] or None, row["id"])
            for word in (row["name"], *row["other_names"].split("; ")):
                if word:
                    yield from ((spelt, actor) for spelt in _spelt(word, both))


# What a name of names.tsv may be.
_OWN_KINDS = {"country", "adjective", "people", "metonym", "organisation", "region"}
# Kinds of given names that are family names as often.
_GIVEN_AS_SURNAME = {"arabic-general", "maghreb", "egyptian-sudanese-libyan", "somali"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

# Bodies that a capital may stand for: code → name and organisation.
_SEATED = {"EUR": ("European Union", "EU"), "UNO": ("United Nations", "UN")}


def _told_names(
    folder: Folder, told: dict[str, Any], countries: dict[str, Actor], codes: dict[str, str]
) -> Iterator[tuple[str, Actor]]:
    """Seats of governments, names of the past, peoples and parts of states."""
    for code, words in told["metonyms"].items():
        if code in _SEATED:
            name, org = _SEATED[code]
            actor = Actor(code, name, "metonym", org=org)
        else:
            actor = _as(countries[codes.get(code, code)], "metonym", "GOV")
        for word in words:
            yield word, actor
    for word, code in told["then"].items():
        yield word, _as(countries[codes.get(code, code)], "country")
    for word, code in told["peoples"].items():
        yield word, _as(countries[codes.get(code, code)], "people", "CVL")
    for document in folder.yaml("en/parts.yaml"):
        for code, words in document.get("parts", {}).items():
            for word in words:
                yield word, _as(countries[codes.get(code, code)], "country")
        for word in document.get("prefectures", ()):
            yield f"{word} Prefecture", _as(countries["JPN"], "country")
            yield f"{word} prefecture", _as(countries["JPN"], "country")


def own_names(folder: Folder, countries: dict[str, Actor], codes: dict[str, str]) -> dict[str, tuple[Period, ...]]:
    """The names of names.tsv, which a user's own folder may have: each stands for what its rows say and for nothing else.

    Columns: name, code, and optionally sector, org, kind, known_as, start, end (`YYYY-MM-DD`, inclusive; empty where open).
    Raises CodebookError, naming the file and the name.
    """
    found: dict[str, list[Period]] = {}
    plover = None
    for row in folder.rows("names.tsv"):
        plover = plover or load_plover(folder)
        name, code = row.get("name", ""), codes.get(row.get("code", ""), row.get("code", ""))
        sector, kind = row.get("sector") or None, row.get("kind") or "organisation"
        start, end = row.get("start") or ALWAYS[0], row.get("end") or ALWAYS[1]
        if not name or (code not in countries and code not in plover.international):
            raise CodebookError(f"names.tsv: {name!r} needs a name and a code that PLOVER knows, not {code!r}.")
        if (sector and sector not in plover.sectors) or kind not in _OWN_KINDS:
            raise CodebookError(f"names.tsv: {name!r} has an unknown sector or kind ({sector}, {kind}).")
        if not (_DAY.fullmatch(start) and _DAY.fullmatch(end) and start <= end):
            raise CodebookError(f"names.tsv: {name!r} needs days as YYYY-MM-DD, the first before the last.")
        actor = Actor(code, row.get("known_as") or name, kind, sector, row.get("org") or None)
        found.setdefault(name.replace("’", "'"), []).append(Period(start, end, actor))
    return {word: tuple(sorted(periods, key=lambda p: p.start)) for word, periods in found.items()}


def _bounded(period: Period) -> bool:
    return (period.start, period.end) != ALWAYS


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
            merged[key] = {**merged.get(key, {}), **rows} if isinstance(rows, dict) else rows
    return merged


def _hosts(folder: Folder, codes: dict[str, str]) -> dict[str, str]:
    """Endings of the host names of states' bodies: those listed, and those under the state's own two letters."""
    table = _nested(folder, "government-hosts.yaml")
    found = {}
    for row in folder.rows("countries.tsv"):
        letters = {"GB": "uk"}.get(row["iso2"], row["iso2"].lower())
        for label in table["under"]:
            found[f"{label}.{letters}"] = codes.get(row["iso3"], row["iso3"])
    return {**found, **table["hosts"]}


@lru_cache(maxsize=4)
def load_actors(folder: Folder) -> Actors:
    """The tables of a codebook folder. Raises CodebookError, naming the file."""
    names: dict[str, dict[tuple[str, str, str | None], Actor]] = {}
    countries: dict[str, Actor] = {}

    def add(word: str, actor: Actor) -> None:
        names.setdefault(word.replace("’", "'"), {}).setdefault((actor.code, actor.kind, actor.org), actor)

    told = _nested(folder, "en/country-names.yaml")
    both = told["spellings"] | {british: american for american, british in told["spellings"].items()}
    codes = party_codes(folder)
    rows = list(_country_names(folder, told, codes))
    for _, actor in rows:
        if actor.kind == "country":
            countries.setdefault(actor.code, actor)
    for word, actor in rows:
        add(word, actor)
    for word, actor in (*_told_names(folder, told, countries, codes), *_organisation_names(folder, codes, both)):
        add(word, actor)
    for word, actor in _region_names(folder, countries, told):
        if word not in names:
            add(word, actor)
    for document in folder.yaml("not-parties.yaml"):
        for word in document:
            names[str(word)] = {("", "nothing", None): Actor("", str(word), "nothing")}
    return _joined(folder, names, countries, told["usual"], codes, own_names(folder, countries, codes))


def _joined(
    folder: Folder,
    names: dict[str, dict[tuple[str, str, str | None], Actor]],
    countries: dict[str, Actor],
    usual: dict[str, str],
    codes: dict[str, str],
    own: dict[str, tuple[Period, ...]],
) -> Actors:
    listed = [row for document in folder.yaml("en/agents.yaml") for row in document.items()]  # the user's own win
    agents = {str(w).lower(): sector for sector, words in listed for w in words}
    before = _table(folder, "en/agent-modifiers.yaml")
    heads = frozenset(str(w) for w in before.pop("heads", []))
    modifiers = {str(w).lower(): sector for sector, words in before.items() for w in words}
    titles = _table(folder, "en/titles.yaml")
    lists = {k: frozenset(str(w).lower() for w in titles.pop(k, [])) for k in ("polite", "former", "lesser")}
    titles.pop("sectors", None)
    chosen = {
        w: tuple(sorted(a.values(), key=lambda x: (x.code != usual.get(w, x.code), x.kind))) for w, a in names.items()
    }
    given = load_words(folder, "given-names.yaml")
    women = frozenset().union(*(names for kind, names in given.items() if kind.endswith("women")))
    words = {
        **load_words(folder, "en/mentions.yaml"),
        **{f"kind {name}": codes for name, codes in load_words(folder, "en/state-kinds.yaml").items()},
        "given-name": frozenset().union(*given.values()),
        "first-name": frozenset().union(*(names for kind, names in given.items() if kind in _GIVEN_AS_SURNAME)),
        "woman-name": women,
        "man-name": given["anglophone-men"] - women,
    }
    of_titles = {str(w): code for code, listed in _table(folder, "en/title-countries.yaml").items() for w in listed}
    by_title = {
        **dict.fromkeys(of_titles, "other"),
        **{str(w).lower(): cls for cls, listed in titles.items() for w in listed},
    }
    by_title = {**{f"{w}s": cls for w, cls in by_title.items()}, **by_title}  # "Presidents Buhari and Talon"
    return Actors(
        names={**chosen, **{word: (periods[-1].actor,) for word, periods in own.items()}},
        agents=agents,
        titles=by_title,
        polite=lists["polite"],
        former=lists["former"],
        lesser=lists["lesser"],
        countries=countries,
        words=words,
        modifiers=modifiers,
        heads=heads,
        codes=codes,
        hosts=_hosts(folder, codes),
        of_titles=of_titles,
        periods={word: periods for word, periods in own.items() if len(periods) > 1 or _bounded(periods[0])},
    )
