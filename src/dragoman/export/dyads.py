"""Rows of formats that write one actor, one recipient and a CAMEO code a row: ICEWS and GDELT."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.codebook.cameo import Cameo, Code, load_cameo
from dragoman.codebook.event_data import EventData, load_event_data
from dragoman.codebook.plover import load_plover
from dragoman.export.handed import Handed
from dragoman.export.happenings import Happening, Party, happenings, pairs
from dragoman.export.places import Placed, load_levels

_HOST = "043"


class Dyad(NamedTuple):
    """A row: who did it, to whom (or null), as which CAMEO code. id: 63 bits of a hash of event, type and pair."""

    id: int
    happening: Happening
    actor: Party
    recipient: Party | None
    code: Code
    place: Placed | None


def dyads(handed: Handed) -> Iterator[Dyad]:
    """A row for each event, type, actor and recipient, in the order of events."""
    plover, cameo, data = load_plover(handed.folder), load_cameo(handed.folder), load_event_data(handed.folder)
    levels = load_levels(handed.folder)
    for one in happenings(handed):
        place = levels.placed(one.where)
        sides = pairs(one, plover)
        if not sides:
            handed.tally.left_out["events without an actor"] += 1
        codes: dict[tuple[str | None, str | None], Code] = {}
        for actor, recipient in sides:
            sectors = actor["sector"], recipient["sector"] if recipient else None
            code = codes.get(sectors)
            if code is None:
                code = codes[sectors] = _code(one, sectors, cameo, data if handed.older_codes else None)
            yield Dyad(_number(one, actor, recipient, ""), one, actor, recipient, code, place)
            if handed.host_rows and code.code == "042" and recipient is not None:
                number = _number(one, recipient, actor, _HOST)
                yield Dyad(number, one, recipient, actor, cameo.codes[_HOST], place)


def _code(one: Happening, sectors: tuple[str | None, str | None], cameo: Cameo, older: EventData | None) -> Code:
    words = " ".join(told.body["evidence"]["text"] for told in one.told)
    code = cameo.code_of(one.event_type, one.modes, one.contexts, words, sectors)
    instead = older.older_codes.get(code.code) if older else None
    return cameo.codes[instead] if instead else code


def _number(one: Happening, actor: Party, recipient: Party | None, role: str) -> int:
    named = f"{one.id}\n{one.event_type}\n{_named(actor)}\n{_named(recipient) if recipient else ''}\n{role}"
    return number_of(named)


def _named(party: Party) -> str:
    return f"{party['code']}\t{party['sector']}\t{party['name']}"


def number_of(words: str) -> int:
    """63 bits of a hash of words, such as a document's id."""
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
