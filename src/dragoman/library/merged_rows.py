"""Merged events kept in the ledger as rows: brought up to what was read and judged since, event by event, and asked without reading the run."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from dragoman.analyse.coverage import codes_named, named_in_texts
from dragoman.analyse.rows import place_of, rows_of
from dragoman.analyse.temperature import weight_of
from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import Plover, load_plover
from dragoman.library import view
from dragoman.library.copies import Versions, versions
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.gathered import spot_of
from dragoman.library.kept import files_sign, program_sign, without_collecting
from dragoman.library.panels import state_names
from dragoman.library.row_facts import facts_of
from dragoman.library.when_asked import Texts
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.event import Event
from dragoman.records.packed import packed, unpacked
from dragoman.records.run import Run
from dragoman.store import Choice, Entry, Shown, Sign, Store, StoreError

# Events whose claims are in memory at once.
AT_ONCE = 1500


@dataclass(frozen=True)
class _Note:
    """What the rows of a ledger were made from. program: a sign of program, codebook and confidence."""

    run: str
    program: str
    sign: Sign

    def text(self) -> str:
        return json.dumps([self.run, self.program, list(self.sign)])

    @classmethod
    def of(cls, text: str | None) -> _Note | None:
        if text is None:
            return None
        run, program, sign = json.loads(text)
        return cls(run, program, Sign(*sign))


@dataclass
class _Plan:
    """What is to be made again. events: in their order; texts: claim → id of its Text. gone: events that are no more."""

    events: list[Event] = field(default_factory=list)
    signs: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    anew: bool = False


def rows_hold(store: Store, run: Run, codebook: Path | None) -> bool:
    """Whether the ledger's rows are those of its present state; no where it keeps nothing now."""
    return store.keeps and _Note.of(store.merged(run.id).note) == _now(store, run, codebook)


def keep_rows(store: Store, run: Run, codebook: Path | None) -> bool:
    """Makes again the rows of the events that changed since they were made; false where events are out of date, or nothing can be written now."""
    if not store.keeps:
        return False
    with suppress(StoreError), without_collecting():
        return _kept(store, run, codebook)
    return False


def _kept(store: Store, run: Run, codebook: Path | None) -> bool:
    rows = store.merged(run.id)
    now, before = _now(store, run, codebook), _Note.of(rows.note)
    if now == before:
        return True
    if not store.events_hold(run.id):
        return False
    with store.snapshot():
        if _now(store, run, codebook) != now:
            return False
        known = versions(store, run)
        plan = _plan(store, run, before, now, known)
        plover = load_plover(Folder(codebook))
        parts = () if plan.anew else _parts(plan.events)
        made = [entry for part in parts for entry in _entries(store, run, part, plan, known, plover)]
    if plan.anew:
        return _anew(store, run, codebook, plan, known, plover, now)
    _keep_names(store, run, codebook)
    return rows.keep(plan.gone, made, now.text(), lambda: store.sign(run.id) == now.sign)


def _keep_names(store: Store, run: Run, codebook: Path | None) -> None:
    """Which countries the words of each Text name; once a Text."""
    rows = store.merged(run.id)
    while ids := rows.unnamed(AT_ONCE):
        found = named_in_texts(Texts(store.text, ids), state_names(Folder(codebook)))
        rows.add_names({text: found.get(text, ()) for text in ids})


def _anew(
    store: Store, run: Run, codebook: Path | None, plan: _Plan, known: Versions, plover: Plover, now: _Note
) -> bool:
    """All rows, part after part, so that no more than a part is in memory; the note comes with the last."""
    rows = store.merged(run.id)
    rows.forget()
    for part in _parts(plan.events):
        with store.snapshot():
            made = list(_entries(store, run, part, plan, known, plover))
        if not rows.keep((), made, None, lambda: store.sign(run.id) == now.sign):
            return False
    _keep_names(store, run, codebook)
    return rows.keep((), (), now.text(), lambda: store.sign(run.id) == now.sign)


def _now(store: Store, run: Run, codebook: Path | None) -> _Note:
    return _Note(run.id, f"{program_sign()} {files_sign(codebook)} {MIN_CONFIDENCE}", store.sign(run.id))


def _touched(store: Store, run: Run, before: Sign, known: Versions) -> set[str] | None:
    """Texts that were read or judged since a state, and those of their stories; null where all may be told otherwise."""
    found = store.merged(run.id).touched_since(before.coded, before.readings, before.judgements, before.sketches)
    return None if found is None else found | {known.held[place].reading.text_id for place in known.stories_of(found)}


def _plan(store: Store, run: Run, before: _Note | None, now: _Note, known: Versions) -> _Plan:
    """Events whose claims are others than they were, and those that tell what was read or judged since."""
    touched = None
    if before is not None and (before.run, before.program) == (now.run, now.program):
        touched = _touched(store, run, before.sign, known)
    plan = _Plan(anew=touched is None)
    held = {} if touched is None else store.merged(run.id).signs()
    seen: set[str] = set()
    for event, texts in _events(store, run):
        sign = _sign(event)
        seen.add(event.id)
        if touched is None or held.get(event.id) != sign or not touched.isdisjoint(texts):
            plan.events.append(event)
            plan.signs[event.id] = sign
            plan.texts.update(zip(event.claims, texts))
    plan.gone = (set(held) - seen) | (set(plan.signs) & set(held))
    return plan


def _events(store: Store, run: Run) -> Iterator[tuple[Event, list[str]]]:
    """Each event with the ids of its claims' Texts."""
    for (id_, whole), rows in groupby(store.merged(run.id).members(), itemgetter(0, 1)):
        told = list(rows)
        yield Event(id_, tuple(claim for *_, claim, _ in told), (), whole), [text for *_, text in told]


def _sign(event: Event) -> str:
    return hashlib.blake2b(json.dumps([event.part_of, event.claims]).encode(), digest_size=12).hexdigest()


def _parts(events: Sequence[Event]) -> Iterator[Sequence[Event]]:
    for start in range(0, len(events), AT_ONCE):
        yield events[start : start + AT_ONCE]


def _entries(
    store: Store, run: Run, events: Sequence[Event], plan: _Plan, known: Versions, plover: Plover
) -> Iterator[Entry]:
    """The rows of some events, as the ledger keeps them."""
    chosen = Choice(tuple(events), {claim: plan.texts[claim] for event in events for claim in event.claims})
    selection = view.chosen_selection(store, run, chosen, known)
    facts = facts_of(rows_of(selection, MIN_CONFIDENCE), plover)
    by_id: dict[str, list[Claim]] = defaultdict(list)
    for claim in selection.claims:
        by_id[claim.id].append(claim)
    for event in events:
        claims = [same for claim in event.claims for same in by_id.get(claim, ())]
        one = facts.get(event.id)
        doubts = {claim: doubt for doubt, claim in one.doubts} if one else {}
        sure = sum(c.confidence >= MIN_CONFIDENCE for c in claims)
        yield Entry(
            event.id, plan.signs[event.id], sure, len(claims) - sure,
            tuple({c.id: (c.id, c.text_id, doubts.get(c.id)) for c in claims}.values()),
            tuple(sorted({(code, c.text_id) for c in claims for code in codes_named(c)})),
            _shown(one.row, one.parties, one.pairs) if one else None,
        )  # fmt: skip


def _shown(row: TimelineRow, parties: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Shown:
    return Shown(
        place_of(row), row.when.first, row.when.last, row.lead.event_type, row.lead.score or 0.0, weight_of(row), spot_of(row),
        tuple(sorted(parties)), tuple(f"{code} {n}" for code, n in Counter(p.code for p in row.actor if p.code).items()), tuple(" ".join(pair) for pair in pairs), row.issues, packed(row),
    )  # fmt: skip


def opened(bodies: Iterable[bytes]) -> tuple[TimelineRow, ...]:
    """Rows of their bytes."""
    return tuple(unpacked(body) for body in bodies)
