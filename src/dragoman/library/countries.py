"""Countries as people type them, an ISO3 code or a name; and the names that briefs call countries and issues by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dragoman.codebook.folder import Folder

CODE = re.compile(r"[A-Z]{3}")


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
    """PLOVER code → name, then adjectives and other names."""
    from dragoman.codebook.actors import load_actors

    return load_actors(folder).names


def issue_labels(folder: Folder) -> Mapping[str, str]:
    """Id → label of all issues."""
    from dragoman.codebook.issues import load_issues

    return load_issues(folder).labels


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    names = country_names(Folder())
    codes = {code.casefold(): code for code in names}
    return {**{word.casefold(): code for code, words in names.items() for word in words}, **codes}
