"""The panel: events by pair or country and period, true zeros told from what nothing was read of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dragoman.analyse.coverage import Coverage
from dragoman.analyse.dyads import codes, directed_pairs, pairs
from dragoman.analyse.periods import STEPS, periods, placed
from dragoman.codebook.plover import Plover
from dragoman.records.answers import TimelineRow
from dragoman.records.panel import Cell, Covered, Number, Panel, Period

OF, MEASURES = ("dyad", "country"), ("counts", "quad", "score")
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What panel is asked for.

    of: `dyad` or `country`. step: of `STEPS`. measures: of `MEASURES`. pairs: unordered pairs of codes (for a directed panel both orders are
    taken); parties: codes; null for all that an event has. since, until: days; null for the first and last day on which a report was
    published. aux: auxiliary modes that events may have.
    """

    of: str = "dyad"
    step: str = "month"
    measures: tuple[str, ...] = MEASURES
    directed: bool = False
    pairs: tuple[tuple[str, str], ...] | None = None
    parties: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    aux: frozenset[str] = frozenset()


def parse_unit(unit: str) -> tuple[str, str]:
    """`dyad-month` → (dyad, month). Raises ValueError for what is no unit."""
    of, _, step = unit.partition("-")
    if of not in OF or step not in STEPS:
        raise ValueError(f"{unit!r} is no unit; write dyad or country, a hyphen, and one of {', '.join(STEPS)}")
    return of, step


def panel(rows: Iterable[TimelineRow], covered: Coverage, plover: Plover, asked: Asked) -> Panel:
    """A cell for each key and period, whether or not something happened. rows: merged events, as `rows_of` gives them."""
    happened, left = _happened(rows, asked)
    grid = _grid(covered, asked)
    inside = {p.name for p in grid}
    held: dict[tuple[Key, str], list[TimelineRow]] = defaultdict(list)
    keys: dict[Key, None] = dict.fromkeys(_named_keys(asked))
    for row in happened:
        found = _keys(row, asked, plover)
        if not found and asked.pairs is None and asked.parties is None:
            left["no pair of two parties" if asked.of == "dyad" else "no country"].append(row)
        mine = [key for key in found if _wanted(key, asked)]
        period = placed(row.when, asked.step)
        if mine and (period is None or period.name not in inside):
            left[_why_out(row, period, grid, asked)].append(row)
            continue
        for key in mine if period else ():
            keys.setdefault(key)
            held[key, period.name if period else ""].append(row)
    columns, values = _measures(asked, plover)
    whole = {p.name: covered.of((), p, asked.step) for p in grid}
    nothing = tuple(values(()))
    cells = tuple(
        _cell(k, p, tuple(held.get((k, p.name), ())), covered, whole[p.name], asked, values, nothing)
        for k in sorted(keys)
        for p in grid
    )
    return Panel(asked.of, asked.step, asked.directed, _key_names(asked), columns, cells, _notes(cells, covered, left))


def _happened(rows: Iterable[TimelineRow], asked: Asked) -> tuple[list[TimelineRow], dict[str, list[TimelineRow]]]:
    """Acts of the auxiliary modes asked for, and what is left out, by reason."""
    left: dict[str, list[TimelineRow]] = defaultdict(list)
    taken = []
    for row in rows:
        if row.lead.event_type is None:
            continue
        if not asked.aux.issuperset(row.aux):
            left["told as " + ", ".join(sorted(set(row.aux) - asked.aux))].append(row)
        elif row.counted_with_another:
            left["told with another by one word"].append(row)
        else:
            taken.append(row)
    return taken, left


def _keys(row: TimelineRow, asked: Asked, plover: Plover) -> list[Key]:
    if asked.of == "dyad":
        return list(directed_pairs(row, plover) if asked.directed else pairs(row, plover))
    if asked.directed:
        return [(code, role) for role in ("actor", "recipient") for code in codes(row, role)]
    return [(code,) for code in dict.fromkeys((*codes(row, "actor"), *codes(row, "recipient")))]


def _named_keys(asked: Asked) -> list[Key]:
    """Keys that have cells even where nothing happened: those that are named."""
    if asked.of == "country":
        roles = ("actor", "recipient") if asked.directed else ()
        return [(c, r) for c in asked.parties or () for r in roles] or [(c,) for c in asked.parties or ()]
    named = list(asked.pairs or ())
    if asked.parties and len(asked.parties) > 1:
        named += [(a, b) for a in asked.parties for b in asked.parties if a < b]
    both = [(min(p), max(p)) for p in named]
    return [*both, *((b, a) for a, b in both)] if asked.directed else list(both)


def _wanted(key: Key, asked: Asked) -> bool:
    if asked.of == "country":
        return asked.parties is None or key[0] in asked.parties
    if asked.pairs is None and asked.parties is None:
        return True
    if any(set(key) == set(pair) for pair in asked.pairs or ()):
        return True
    parties = set(asked.parties or ())
    return bool(parties & set(key)) if len(parties) == 1 else bool(parties) and parties.issuperset(key)


def _key_names(asked: Asked) -> tuple[str, ...]:
    if asked.of == "dyad":
        return ("actor", "recipient") if asked.directed else ("country1", "country2")
    return ("country", "role") if asked.directed else ("country",)


def _grid(covered: Coverage, asked: Asked) -> tuple[Period, ...]:
    """From `since` to `until`, or as far as reports were published."""
    days = covered.published
    first, last = asked.since or (days[0] if days else None), asked.until or (days[-1] if days else None)
    return periods(first, last, asked.step) if first and last and first <= last else ()


def _why_out(row: TimelineRow, period: Period | None, grid: Sequence[Period], asked: Asked) -> str:
    if period is None:
        return "of an unknown day" if row.when.first is None else f"of a stretch longer than a {asked.step}"
    return "dated outside the panel's periods"


def _measures(asked: Asked, plover: Plover) -> tuple[tuple[str, ...], Callable[[Sequence[TimelineRow]], list[Number]]]:
    """Names of the columns, and what gives their values for the events of a cell."""
    types = tuple(plover.types)

    def values(rows: Sequence[TimelineRow]) -> list[Number]:
        found: list[Number] = [len(rows)]
        kinds = [row.lead.event_type or "" for row in rows]
        if "quad" in asked.measures:
            found += [sum(plover.types[k].quad == n for k in kinds) for n in range(1, 5)]
        if "counts" in asked.measures:
            found += [kinds.count(t) for t in types]
        if "score" in asked.measures:
            scores = [score_of(row, plover) for row in rows]
            found += [round(sum(scores), 4), round(sum(scores) / len(scores), 4) if scores else None]
        return found

    names = ["events"]
    names += QUADS if "quad" in asked.measures else ()
    names += [f"n_{t.lower()}" for t in types] if "counts" in asked.measures else []
    names += ["score_sum", "score_mean"] if "score" in asked.measures else []
    return tuple(names), values


def score_of(row: TimelineRow, plover: Plover) -> float:
    """PLOVER's score of an event, −10 … 10: of the claim that stands for it."""
    lead = row.lead
    return lead.score if lead.score is not None else plover.score_of(lead.event_type or "", lead.mode)


def _cell(
    key: Key, period: Period, rows: tuple[TimelineRow, ...], covered: Coverage, whole: Covered, asked: Asked,
    values: Callable[[Sequence[TimelineRow]], list[Number]], nothing: tuple[Number, ...],
) -> Cell:  # fmt: skip
    """nothing: the values of a cell without events; most cells of a long panel have none."""
    named = covered.of(key if asked.of == "dyad" else key[:1], period, asked.step)
    found = tuple(values(rows)) if rows else nothing if named.documents else (None,) * len(nothing)
    return Cell(key, period, named, whole, rows, found)


def _notes(cells: Sequence[Cell], covered: Coverage, left: dict[str, list[TimelineRow]]) -> tuple[str, ...]:
    days = covered.published
    notes = []
    if days:
        noun = "document" if len(days) == 1 else "documents"
        notes.append(f"The ledger holds {len(days)} {noun} published {days[0]} to {days[-1]}.")
    if covered.undated:
        notes.append(f"{covered.undated} documents have no publication day and count for no period's coverage.")
    events = {row.id for cell in cells for row in cell.events}
    none = sum(not cell.covered.documents and not cell.events for cell in cells)
    zero = sum(bool(cell.covered.documents) and not cell.events for cell in cells)
    notes.append(
        f"{len(cells)} cells, {len(events)} events; {zero} true zeros (covered, no event), {none} cells that nothing covers (empty)."
    )
    if left:
        said = "; ".join(f"{len(rows)} {why}" for why, rows in sorted(left.items()))
        notes.append(f"Events left out: {said}.")
    return tuple(notes)
