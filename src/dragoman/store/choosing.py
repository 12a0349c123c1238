"""Which claims of a run an answer on parties, days or a type can need, found by the columns and not by reading all bodies.

What is found may be more than what the answer takes, never less: columns hold what was coded first, so claims that were judged, or that a
Reading tells otherwise in what is asked for, are always among it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from dragoman.records.event import Event
from dragoman.store.engine import Connection
from dragoman.store.reading import CURRENT, ORDER

# The fields that the columns stand for, as a Reading's changes name them.
_COLUMNS = ("actor", "recipient", "speech", "when", "event_type", "confidence")


@dataclass(frozen=True)
class Asked:
    """What is asked for, all of it.

    every: codes that a claim names, each; some: codes of which it names one. since, until: days that its stretch touches, inclusive. texts: ids of
    Texts that it stands in one of. whole_texts: with all claims of the texts in which such a claim stands, and of those that tell of an event
    of these.
    """

    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    event_type: str | None = None
    since: str | None = None
    until: str | None = None
    texts: tuple[str, ...] = ()
    whole_texts: bool = False

    @property
    def is_all(self) -> bool:
        """Whether nothing is asked for but everything."""
        return replace(self, whole_texts=False) == Asked()


@dataclass(frozen=True)
class Choice:
    """Events of which some claim meets what is asked, whole, in the order in which they were merged; claims that meet it and are in none.

    claims: id → id of its Text, of all these.
    """

    events: tuple[Event, ...]
    claims: Mapping[str, str]


def choice(connection: Connection, run: int, asked: Asked) -> Choice:
    """The events and claims that an answer can need."""
    chosen, values = _chosen(run, asked)
    claims: dict[str, str] = {}
    events: list[Event] = []
    query = f"""WITH chosen AS ({chosen}) SELECT e.no, e.id, e.why, e.part_of, c.id, t.id FROM events e JOIN members m ON m.event = e.no
        JOIN claims c ON c.no = m.claim JOIN texts t ON t.no = c.text
        WHERE e.no IN (SELECT m.event FROM chosen x JOIN members m ON m.claim = x.no) ORDER BY e.no, m.position"""
    for (_, id_, why, whole), rows in groupby(connection.execute(query, values), itemgetter(0, 1, 2, 3)):
        told = {claim: text for *_, claim, text in rows}
        claims |= told
        events.append(Event(id_, tuple(told), tuple(json.loads(why)), whole))
    alone = f"""WITH chosen AS ({chosen}) SELECT c.id, t.id FROM chosen x JOIN claims c ON c.no = x.no JOIN texts t ON t.no = c.text
        LEFT JOIN members m ON m.claim = x.no WHERE m.claim IS NULL"""
    claims.update(connection.execute(alone, values).fetchall())
    return Choice(tuple(events), claims)


# CROSS JOIN holds SQLite to the order of the loops: else it goes over all claims of a run.
# All claims of the texts in which the claims of `met` stand, and of those that tell of an event of these.
_WHOLE_TEXTS = """WITH standing AS (SELECT DISTINCT c.text FROM ({met}) x CROSS JOIN claims c ON c.no = x.no),
    told_too AS (SELECT text FROM standing UNION SELECT o.text FROM standing f CROSS JOIN claims c ON c.text = f.text AND c.run = :run
        CROSS JOIN members m ON m.claim = c.no CROSS JOIN members n ON n.event = m.event CROSS JOIN claims o ON o.no = n.claim)
    SELECT c.no AS no FROM told_too s CROSS JOIN claims c ON c.text = s.text AND c.run = :run"""


def _chosen(run: int, asked: Asked) -> tuple[str, dict[str, Any]]:
    """A query of the numbers of the claims that meet what is asked, of judged texts, and of those told otherwise; its values."""
    met, values = _met(run, asked)
    changed = " OR ".join(f"d.changes LIKE '%\"{name}\":%'" for name in _COLUMNS)
    query = f"""{met} UNION SELECT c.no FROM judgements j CROSS JOIN texts t ON t.id = j.text_id
        CROSS JOIN claims c ON c.text = t.no WHERE c.run = :run
        UNION SELECT d.claim FROM told d JOIN coded k ON k.no = d.coded WHERE k.run = :run AND d.changes IS NOT NULL AND ({changed})"""
    return _WHOLE_TEXTS.format(met=query) if asked.whole_texts else query, values


def _met(run: int, asked: Asked) -> tuple[str, dict[str, Any]]:
    """A query of the numbers of the claims whose columns meet what is asked, and its values."""
    values: dict[str, Any] = {"run": run}
    named = [(code,) for code in asked.every] + ([asked.some] if asked.some else [])
    # `+` holds SQLite to the claims of the parties, where there are any: else it goes over all claims of the run.
    conditions = ["+c.run = :run" if named or asked.texts else "c.run = :run"]
    lists = [("c.no IN (SELECT p.claim FROM parties p WHERE p.code IN ({}))", codes) for codes in named]
    lists += [("c.text IN (SELECT t.no FROM texts t WHERE t.id IN ({}))", asked.texts)] if asked.texts else []
    for number, (condition, listed) in enumerate(lists):
        marks = {f"v{number}_{place}": value for place, value in enumerate(listed)}
        conditions.append(condition.format(", ".join(f":{mark}" for mark in marks)))
        values |= marks
    compared, given = by_columns("c", asked.event_type, asked.since, asked.until)
    return f"SELECT c.no AS no FROM claims c WHERE {' AND '.join(conditions + compared)}", values | given


def by_columns(
    row: str, event_type: str | None, since: str | None, until: str | None
) -> tuple[list[str], dict[str, Any]]:
    """Conditions on a row's type and on the days that its stretch touches, with their values; null for any."""
    asked = (
        ("event_type", f"{row}.event_type = :event_type", event_type),
        ("since", f'{row}."last" >= :since', since),
        ("until", f'{row}."first" <= :until', until),
    )
    given = [one for one in asked if one[2] is not None]
    return [condition for _, condition, _ in given], {name: value for name, _, value in given}


def text_counts(connection: Connection, run: int, least: float) -> dict[str, tuple[int, int]]:
    """Text id → how many claims of the run the first of its Readings tells, with at least a confidence, and below it."""
    plain = """SELECT t.id, sum(CASE WHEN c.confidence >= :least THEN 1 ELSE 0 END), count(*) FROM claims c JOIN texts t ON t.no = c.text
        WHERE c.run = :run GROUP BY t.id"""
    found = {
        text: (int(sure), int(every - sure))
        for text, sure, every in connection.execute(plain, {"run": run, "least": least})
    }
    several = f"""SELECT t.id, k.no FROM readings r JOIN texts t ON t.no = r.text JOIN coded k ON k.reading = r.no AND k.run = :run
        WHERE {CURRENT} AND r.text IN (SELECT s.text FROM readings s GROUP BY s.text HAVING count(*) > 1) ORDER BY {ORDER}"""
    first: dict[str, int] = {}
    for text, coded in connection.execute(several, {"run": run}):
        first.setdefault(text, coded)
    told = """SELECT coalesce(sum(CASE WHEN c.confidence >= :least THEN 1 ELSE 0 END), 0), count(*) FROM told d
        JOIN claims c ON c.no = d.claim WHERE d.coded = :coded"""
    for text, coded in first.items():
        sure, every = connection.execute(told, {"least": least, "coded": coded}).fetchone()
        found[text] = (int(sure), int(every - sure))
    return found


class Sign(NamedTuple):
    """Changes whenever what a run's answers are made from does. merged: the note of what its events were merged from; the others are counts."""

    run: int
    merged: str | None
    coded: int
    readings: int
    judgements: int
    sketches: int

    def without_judgements(self) -> Sign:
        """The same whatever was judged, as long as its events were not merged again."""
        return self._replace(judgements=0)


def sign(connection: Connection, run: int, merged: str | None) -> Sign:
    """The state of a run."""
    queries = (
        ("SELECT coalesce(max(no), 0) FROM coded WHERE run = ?", (run,)),
        ("SELECT coalesce(max(no), 0) FROM readings", ()),
        ("SELECT coalesce(max(no), 0) FROM judgements", ()),
        ("SELECT count(*) FROM sketches", ()),
    )
    return Sign(run, merged, *(int(connection.execute(query, values).fetchone()[0]) for query, values in queries))
