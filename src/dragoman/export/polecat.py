"""POLECAT: a row for each event and type, 40 columns, party columns in parallel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.codebook.event_data import EventData, State, load_event_data
from dragoman.codebook.plover import Plover, load_plover
from dragoman.export import tsv
from dragoman.export.handed import Handed
from dragoman.export.happenings import Happening, Party, happenings
from dragoman.export.places import Levels, load_levels

NONE = "None"
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_NO_STATE = State()


def lines(handed: Handed) -> Iterator[str]:
    """The header, then a row for each event and type."""
    data = load_event_data(handed.folder)
    table = data.tables["polecat"]
    plover, levels = load_plover(handed.folder), load_levels(handed.folder)
    yield tsv.line(list(table.columns))
    version = handed.run.program if handed.run else None
    for one in happenings(handed):
        handed.tally.rows += 1
        yield tsv.line(_row(one, plover, data, levels, version), NONE)


def _row(one: Happening, plover: Plover, data: EventData, levels: Levels, version: str | None) -> list[object]:
    body, reading = one.parties.body, one.first.reading
    place = levels.placed(one.where)
    return [
        f"{one.id}_{one.event_type}",
        one.day,
        one.event_type,
        _listed(mode.lower() for mode in one.modes),
        one.score(plover),
        QUADS[plover.types[one.event_type].quad],
        _listed(one.contexts),
        *_side(body["actor"], data),
        *_side(body["recipient"], data),
        place.name if place else None,
        place.named("city") if place else None,
        None,
        place.named("province") if place else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.geonameid if place else None,
        place.text if place else None,
        None,
        reading.publisher,
        reading.published[:10] if reading.published else None,
        None,
        None,
        None,
        reading.language,
        version,
    ]


def _side(parties: list[Party], data: EventData) -> list[str]:
    """The eight columns of one side; no further sectors and no Wikipedia ids are known to the ledger."""
    return [
        _listed(p["name"] for p in parties),
        _listed(p["code"] for p in parties),
        _listed(data.states.get(p["code"], _NO_STATE).cow or None for p in parties),
        _listed(p["sector"] for p in parties),
        _listed(p["sector"] for p in parties),
        _listed(p["office"] for p in parties),
        _listed(p["text"] for p in parties),
        _listed(None for _ in parties),
    ]


def _listed(values: Iterable[object]) -> str:
    return tsv.joined(values, "; ", NONE)
