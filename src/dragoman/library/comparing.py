"""The ledger beside event data that a researcher has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.analyse.side_by_side import side_by_side
from dragoman.codebook.cameo import load_cameo
from dragoman.codebook.plover import load_plover
from dragoman.export import Choice, Handed
from dragoman.export.codes import dyads_of
from dragoman.export.dyads import dyads
from dragoman.export.happenings import happenings
from dragoman.export.readers import READERS
from dragoman.library.exporting import handed
from dragoman.records.data_row import DataRow, SideBySide
from dragoman.records.problem import Outcome, Problem
from dragoman.store import Store

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from dragoman.library.exporting import Chosen


def compare_data(
    store: Store, codebook: Path | None, path: Path, format_: str, window: int = 1, **chosen: Unpack[Chosen]
) -> Outcome[SideBySide]:
    """The ledger's events and the file's rows side by side; pair, period and type hold for both.

    window: days that two rows may be apart and still match. The ledger's events are those that an export in this format
    would have. Problems: data.line for lines of the file that were left out. Raises DataFileError where the file is not of
    the format, ValueError as `handed`, and ImportError where a package is needed.
    """
    if format_ not in READERS:
        raise ValueError(f"{format_!r} is no data that can be compared; take one of {', '.join(READERS)}")
    given = handed(store, codebook, format_, **chosen)
    problems: list[Problem] = []
    theirs = READERS[format_](path, given.folder, problems)
    ours = _chosen(_ledger_rows(given, format_), given.choice)
    found = side_by_side(ours, _chosen(theirs, given.choice), window)
    return Outcome(found, tuple(problems))


def _ledger_rows(given: Handed, format_: str) -> Iterator[DataRow]:
    """A row for each that an export in the format has, in the types that the format can tell apart."""
    if format_ in ("icews", "gdelt"):
        return _dyadic_rows(given)
    return _event_rows(given) if format_ == "polecat" else _claim_rows(given, mutual=format_ != "plover")


def _dyadic_rows(given: Handed) -> Iterator[DataRow]:
    """A row for each pair; the type is that which the CAMEO code stands for."""
    cameo = load_cameo(given.folder)
    for one in dyads(given):
        actor, recipient = one.actor["code"], one.recipient["code"] if one.recipient else None
        meaning = cameo.meaning(one.code.code)
        pair = ((actor, recipient),) if actor and recipient else ()
        yield DataRow(str(one.id), one.happening.day, pair, meaning.event_type if meaning else None)


def _event_rows(given: Handed) -> Iterator[DataRow]:
    """A row for each event and type."""
    types = load_plover(given.folder).types
    for one in happenings(given):
        actors, recipients = _codes(one.parties.body)
        pairs = dyads_of(actors, recipients, symmetric=types[one.event_type].symmetry != "directional")
        yield DataRow(f"{one.id}_{one.event_type}", one.day, pairs, one.event_type)


def _claim_rows(given: Handed, mutual: bool) -> Iterator[DataRow]:
    """A row for each claim of an act, copies left out. mutual: whether the format tells acts that go both ways."""
    types = load_plover(given.folder).types
    for told in given.claims():
        body = told.body
        if told.copy_of is None and body["event_type"] is not None:
            symmetric = types[body["event_type"]].symmetry != "directional"
            pairs = dyads_of(*_codes(body), mutual=mutual and body["reciprocal"], symmetric=symmetric)
            yield DataRow(told.id, body["when"]["first"], pairs, body["event_type"])


def _codes(body: dict[str, Any]) -> tuple[list[str], list[str]]:
    actors, recipients = ([p["code"] for p in body[side] if p["code"]] for side in ("actor", "recipient"))
    return actors, recipients


def _chosen(rows: Iterator[DataRow], choice: Choice) -> Iterator[DataRow]:
    """The rows that the choice takes, as far as it speaks of what rows of data have; of a pair, only its own dyads."""
    sides = set(choice.between) if choice.between else None
    for row in rows:
        if sides is not None:
            row = replace(row, dyads=tuple(dyad for dyad in row.dyads if set(dyad) == sides))
        if (
            (sides is None or row.dyads)
            and (choice.since is None or (row.day is not None and row.day >= choice.since))
            and (choice.until is None or (row.day is not None and row.day <= choice.until))
            and (choice.event_types is None or row.event_type in choice.event_types)
        ):
            yield row
