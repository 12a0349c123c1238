"""What the codebook knows that values of judgements are held against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.codebook.folder import Folder
from dragoman.judge.fields import Known
from dragoman.library.countries import code_of


def known_values(codebook: Path | None) -> Known:
    """Types, codes, issues and places of a codebook folder over the shipped one. Raises CodebookError."""
    from dragoman.codebook.actors import load_actors
    from dragoman.codebook.issues import load_issues
    from dragoman.codebook.plover import load_plover

    folder = Folder(codebook)
    plover, actors = load_plover(folder), load_actors(folder)
    names = {code: actor.name for code, actor in actors.countries.items()}
    own = {meaning.code: meaning.name for meanings in actors.names.values() for meaning in meanings if meaning.code}
    issues = frozenset(issue.id for issue in load_issues(folder).items)

    def place_of(name: str) -> dict[str, Any] | None:
        return _place(folder, name)

    return Known(plover, {**own, **plover.international, **names}, issues, code_of, place_of)


def _place(folder: Folder, name: str) -> dict[str, Any] | None:
    from dragoman.codebook.places import load_gazetteer

    place = next(iter(load_gazetteer(folder).look_up(name)), None)
    if place is None:
        return None
    where = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
    return {**where, "geonameid": place.geonameid, "text": None, "start": None, "end": None}
