"""A large ledger made from small ones: their documents told again with other names and days, claims and events with them.

    python -m training.answers.large CLAIMS OUTPUT LEDGER...

All documents are told over and over until there are so many claims. Each time most names of the texts become others of the same
length, and all days move by the same number, so that what is told is as varied as other news. Parties keep their codes. Some
documents come in a second time as exact copies, and some again with a paragraph more, as later versions of a story.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training.merging.scale import moved, renamed

import dragoman
from dragoman.library.copies import sketch_texts
from dragoman.records.claim import Claim
from dragoman.records.claim_json import body_claim, claim_body
from dragoman.records.coded import Coded
from dragoman.records.event import Event
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, text_id
from dragoman.store import Store, open_store

RUN = Run("large", f"dragoman {dragoman.__version__}", "codebook", "model", "made", (), "2026-01-01T00:00:00+00:00")
# Every so many documents one comes in twice, and one has a later version.
COPIED, LATER = 40, 60
_MOST_DAYS = 7300


@dataclass(frozen=True)
class Told:
    """A document with its claims."""

    reading: Reading
    text: str
    claims: tuple[Claim, ...]


def make(path: Path, claims: int, told: Sequence[Told], events: Sequence[Event]) -> None:
    """Writes a ledger of `claims` claims or a few more to `path`. It is made in memory, since a transaction a document waits for the disk."""
    with open_store(":memory:") as store:
        held: list[Event] = []
        known: set[str] = set()  # texts without a name to change come out the same again
        count, turn = 0, 0
        while count < claims:
            ids: dict[str, str] = {}
            again: dict[str, str] = {}
            days = -random.Random(turn).randrange(_MOST_DAYS) if turn else 0
            for number, one in enumerate(told):
                if count >= claims:
                    break
                coded = _again(one, turn, days, fresh := {})
                if coded.document.reading.text_id in known:
                    continue
                known.add(coded.document.reading.text_id)
                ids |= fresh
                repeats = _add(store, coded, f"{turn}/{number}")
                count += len(coded.claims) + len(repeats)
                again |= repeats
            mapped = (tuple(ids[claim] for claim in event.claims if claim in ids) for event in events)
            held += [Event(found[0], (*found, *(again[i] for i in found if i in again))) for found in mapped if found]
            turn += 1
        store.set_events(RUN.id, held)
        store.backup(path, replace=True)


def _again(one: Told, turn: int, days: int, ids: dict[str, str]) -> Coded:
    """The document told again; the new ids of its claims go into `ids`."""
    text = renamed(one.text, turn)
    own = text_id(text)
    for claim in one.claims:
        ids[claim.id] = hashlib.sha256(f"{own} {claim.id}".encode()).hexdigest()[:20]
    reading = replace(
        one.reading,
        document=f"{turn}-{one.reading.document}",
        text_id=own,
        published=moved(one.reading.published, days),
    )
    claims = tuple(_claim(claim, reading, text, days, ids) for claim in one.claims)
    return Coded(Document(reading, text), claims)


def _claim(claim: Claim, reading: Reading, text: str, days: int, ids: Mapping[str, str]) -> Claim:
    body = _respanned(claim_body(claim), text)
    for end in ("first", "last"):
        body["when"][end] = moved(body["when"][end], days)
    body["when"]["timex"] = None
    body |= {link: ids.get(body[link] or "") for link in ("within", "about")}
    return body_claim(ids[claim.id], reading.document, reading.text_id, body)


def _respanned(value: Any, text: str) -> Any:
    """JSON values with the words of each span taken from the text."""
    if isinstance(value, list):
        return [_respanned(one, text) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _respanned(one, text) for key, one in value.items()}
    if found.get("text") is not None and isinstance(found.get("start"), int):
        found["text"] = text[found["start"] : found["end"]]
    return found


def _add(store: Store, coded: Coded, place: str) -> dict[str, str]:
    """Adds the document, and for some a copy or a later version; the ids of claims → those of the later version."""
    reading = coded.document.reading
    store.add(reading, place, coded, (), RUN)
    chance = int(reading.text_id[:8], 16)
    if chance % COPIED == 0:
        copied = replace(reading, document=f"copy-{reading.document}", source=f"copy/{place}", publisher="Another Wire")
        store.add(copied, f"copy/{place}", replace(coded, document=Document(copied, coded.document.text)), (), RUN)
    if chance % LATER == 0:
        text = f"{coded.document.text}\nThe report was updated with a paragraph on the background of the matter."
        later = replace(reading, document=f"later-{reading.document}", text_id=text_id(text), source=f"later/{place}")
        ids = {c.id: hashlib.sha256(f"{later.text_id} {c.id}".encode()).hexdigest()[:20] for c in coded.claims}
        claims = tuple(_claim(claim, later, text, 0, ids) for claim in coded.claims)
        store.add(later, f"later/{place}", Coded(Document(later, text), claims), (), RUN)
        sketch_texts(store, [reading.text_id, later.text_id])
        return ids
    return {}


def read(ledgers: Sequence[str]) -> tuple[list[Told], list[Event]]:
    """Documents of ledgers with their claims, each text once, and the events."""
    told: dict[str, Told] = {}
    events: list[Event] = []
    for path in ledgers:
        with dragoman.open(path, must_exist=True) as opened:
            made = opened.selection()
            known = {c.id for one in told.values() for c in one.claims}
            for reading in made.readings:
                claims = tuple(c for c in made.claims if c.document == reading.document and _is_whole(c))
                told.setdefault(reading.text_id, Told(reading, made.texts[reading.text_id], claims))
            events += [event for event in made.events if not known & set(event.claims)]
    return list(told.values()), events


def _is_whole(claim: Claim) -> bool:
    """Whether no span of a party or source is empty, as some were that earlier versions coded."""
    named = all(party.start < party.end for party in (*claim.actor, *claim.recipient))
    return named and all(s.start is None or s.end is None or s.start < s.end for s in claim.per)


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]), *read(sys.argv[3:]))
