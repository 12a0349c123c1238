"""Countries as people type them, an ISO3 code or a name; and the names that briefs call countries and issues by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dragoman.codebook.folder import Folder

NAMING = {"country", "adjective", "organisation"}
BODIES = {"UN", "EU"}


def pair_of(between: Sequence[str]) -> tuple[str, str]:
    """Codes of two countries. Raises ValueError when there are not two, or one is unknown."""
    if len(between) != 2:
        raise ValueError("name two countries, as in: JPN CHN")
    one, other = code_of(between[0]), code_of(between[1])
    if one == other:
        raise ValueError(f"{between[0]!r} and {between[1]!r} are the same country ({one}); name two")
    return one, other


def code_of(country: str) -> str:
    """The PLOVER code of a country or organisation by code or name, in any case. Raises ValueError."""
    name = " ".join(country.split()).casefold()
    known = _codes()
    if name in known:
        return known[name]
    near = sorted({code for word, code in known.items() if len(name) > 2 and word.startswith(name)})
    hint = f" Did you mean {', '.join(near[:5])}?" if near else ""
    raise ValueError(f"{country!r} is no country known to the codebook; use an ISO3 code such as JPN.{hint}")


def country_names(folder: Folder) -> Mapping[str, tuple[str, ...]]:
    """PLOVER code → name, then adjectives and other names: of all countries, the United Nations, the European Union."""
    from dragoman.codebook.actors import load_actors

    actors = load_actors(folder)
    words: dict[str, list[str]] = {code: [actor.name] for code, actor in actors.countries.items()}
    for word, meanings in actors.names.items():
        meant = meanings[0]
        if meant.kind in NAMING and (meant.code in actors.countries or meant.org in BODIES):
            words.setdefault(meant.code, [meant.name]).append(word)
    return {code: tuple(dict.fromkeys(known)) for code, known in words.items()}


def issue_labels(folder: Folder) -> Mapping[str, str]:
    """Id → label of all issues."""
    from dragoman.codebook.issues import load_issues

    return {issue.id: issue.label for issue in load_issues(folder).items}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    names = country_names(Folder())
    codes = {code.casefold(): code for code in names}
    return {**{word.casefold(): code for code, words in names.items() for word in words}, **codes}
