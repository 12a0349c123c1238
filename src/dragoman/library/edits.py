"""Judgements on the ledger: made, taken back, listed, exchanged between reviewers, and compared."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.judge import taken_back
from dragoman.library import view
from dragoman.library.merged_rows import keep_rows
from dragoman.records.claim import Claim
from dragoman.records.event import Event
from dragoman.records.judgement import (
    KINDS,
    WHOLE,
    Anchor,
    Judgement,
    anchor_object,
    judgement_object,
    judgement_of,
    new_judgement,
)
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.store import Store

if TYPE_CHECKING:
    from dragoman.judge.agreement import Agreement
    from dragoman.judge.fields import Known

AUTHOR = "DRAGOMAN_AUTHOR"


class JudgementError(ValueError):
    """A judgement that cannot be made; its message says why, and the way out."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A judgement as it stands in the ledger. undone: the judgement that took it back, or null. claim: what it binds to in the
    current run, by id, or null.
    """

    judgement: Judgement
    undone: Judgement | None
    claim: str | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an exchange: new judgements, those known before, and the lines that are none (then nothing came in)."""

    new: int
    known: int
    problems: tuple[Problem, ...] = ()


def this_author() -> str:
    """Who judges where nobody is named: `DRAGOMAN_AUTHOR`, else the user's name on this system. Raises JudgementError."""
    try:
        found = os.environ.get(AUTHOR) or getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise JudgementError(f"who judges is not known; give --author, or set {AUTHOR}") from error
    return found


class Judging:
    """What `ledger.judge` gives. Claims, events and judgements are named by the beginnings of their ids.

    All methods that judge return the judgements as they were added, and raise JudgementError where they cannot be made: an id that is
    none or several, no reason, a value that the field cannot take.
    """

    def __init__(self, store: Store, codebook: Path | None) -> None:
        self._store, self._codebook = store, codebook

    @property
    def ledger(self) -> str:
        """The ledger's file or address."""
        return self._store.path

    def confirm(self, claim: str, reason: str = "", author: str | None = None) -> Judgement:
        """A person vouches for a claim as it is seen."""
        return self._add(self._made("confirm", Anchor.of(self._claim(claim)), None, reason, author, needs_reason=False))

    def reject(self, claim: str, reason: str, author: str | None = None) -> Judgement:
        """The text does not say so: the claim is gone from every answer."""
        return self._add(self._made("reject", Anchor.of(self._claim(claim)), None, reason, author))

    def correct(self, claim: str, reason: str, author: str | None = None, **fields: Any) -> Judgement:
        """Fields of a claim as a person reads them; names and values are those of an exported claim, or their short forms.

        What follows is set too: score, a mode that the new type does not have, the speakers of a speech.
        """
        from dragoman.judge.fields import FieldError
        from dragoman.judge.values import correction

        one = self._claim(claim)
        ids = frozenset(c.id for c in self._claims_of_text(one.text_id))
        try:
            values = correction(one, self._store.text(one.text_id), fields, self._known(), ids)
        except FieldError as error:
            raise JudgementError(str(error)) from error
        (facet, value) = next(iter(values.items())) if len(values) == 1 else (WHOLE, values)
        return self._add(self._made("correct", Anchor.of(one, facet), _json(value), reason, author))

    def link(self, ids: Sequence[str], reason: str, author: str | None = None) -> Judgement:
        """Claims or events, at least two, are one happening."""
        claims = self._several(ids, "link")
        value = {"with": [anchor_object(Anchor.of(c)) for c in claims[1:]]}
        return self._add(self._made("link", Anchor.of(claims[0]), _json(value), reason, author))

    def split(self, ids: Sequence[str], reason: str, author: str | None = None) -> Judgement:
        """Claims of one event are another happening than its other claims; together they are one event."""
        claims = self._several(ids, "split", least=1)
        event = self._event(claims[0])
        if any(c.id not in event.claims for c in claims):
            raise JudgementError("these claims are not in one event; split takes claims out of the event they share")
        rest = [self._claim(i) for i in event.claims if i not in {c.id for c in claims}]
        if not rest:
            raise JudgementError(f"event {event.id} has no other claims; there is nothing to part")
        value = {
            "with": [anchor_object(Anchor.of(c)) for c in claims[1:]],
            "from": [anchor_object(Anchor.of(c)) for c in rest],
        }
        return self._add(self._made("split", Anchor.of(claims[0]), _json(value), reason, author))

    def undo(self, judgement: str, reason: str, author: str | None = None) -> Judgement:
        """Takes a judgement back, which stays in the history; an `undo` can be taken back too."""
        made = self._store.judgements()
        found = [one for one in made if judgement and one.id.startswith(judgement)]
        if len(found) != 1:
            many = f"{len(found)} judgements have an id that begins with {judgement!r}; give more of it"
            raise JudgementError(
                many if found else f"no judgement has an id that begins with {judgement!r}; `judge list` shows them"
            )
        gone = taken_back(made).get(found[0].id)
        if gone is not None:
            raise JudgementError(f"judgement {found[0].id} was taken back already by {gone.author}, {gone.made}")
        return self._add(self._made("undo", found[0].anchor, found[0].id, reason, author))

    # The history -------------------------------------------------------------------------------------------------

    def history(self, claim: str | None = None) -> list[Listed]:
        """All judgements, oldest first, or those on a claim, or on the claims of an event."""
        made = self._store.judgements()
        gone = taken_back(made)
        run = self._store.current_run()
        bound = view.bound(self._store, run, made) if run else {}
        listed = [Listed(one, gone.get(one.id), bound.get(one.id)) for one in made]
        if claim is None:
            return listed
        wanted = {c.id for c in self._claim_and_event(claim)}
        return [one for one in listed if one.claim in wanted]

    def export(self) -> Iterator[dict[str, Any]]:
        """Each judgement as a JSON object, oldest first: what reviewers exchange."""
        return map(judgement_object, self._store.judgements())

    def take(self, lines: Iterable[str], source: str) -> Imported:
        """Judgements that another reviewer exported, a JSON object a line: all of them or none.

        Known ones stay as they are. Problems: judgement.line, each with its line.
        """
        found: list[Judgement] = []
        problems: list[Problem] = []
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    found.append(self._read(line))
                except JudgementError as error:
                    problems.append(Problem("judgement.line", f"{source}:{number}", values={"reason": str(error)}))
        if problems:
            return Imported(0, 0, tuple(problems))
        new = self._store.add_judgements(found)
        self._merge(found)  # also where all were known: whoever took them in may have been killed before
        return Imported(new, len(found) - new)

    def agreement(self) -> tuple[Agreement, ...]:
        """How far each two reviewers agree on the claims of the current run that both judged."""
        from dragoman.judge.agreement import agreement

        run = self._store.current_run()
        claims = view.judged_claims(self._store, run, self._store.judgements()) if run else ()
        return agreement(claims, self._store.judgements())

    # ---------------------------------------------------------------------------------------------------------------

    def _made(
        self, kind: str, anchor: Anchor, value: str | None, reason: str, author: str | None, needs_reason: bool = True
    ) -> Judgement:
        reason, author = " ".join(reason.split()), " ".join((author or this_author()).split())
        if needs_reason and not reason:
            raise JudgementError(f"{kind} needs a reason: say on what words or source it rests, with --reason")
        return new_judgement(kind, anchor, value, author, reason, self._now())

    def _now(self) -> str:
        """The time, or a moment behind the last judgement where the clock has gone back: what is made later holds."""
        now = datetime.now(timezone.utc).isoformat()
        last = max((one.made for one in self._store.judgements()), default="")
        if now > last:
            return now
        try:
            return (datetime.fromisoformat(last) + timedelta(microseconds=1)).isoformat()
        except (ValueError, OverflowError):  # another's judgement, of a time that is none
            return now

    def _add(self, judgement: Judgement) -> Judgement:
        self._store.add_judgement(judgement)
        self._merge([judgement])
        return judgement

    def _merge(self, added: Sequence[Judgement]) -> None:
        """Makes the events of the current run anew where a judgement bears on them, and brings the rows that are kept of them up to it."""
        run = self._store.current_run()
        bears = any(one.kind not in ("confirm", "reject") for one in added)
        if run is not None and bears and not self._store.events_hold(run.id):
            view.keep_events(self._store, run)
        if run is not None:
            keep_rows(self._store, run, self._codebook)

    def _run(self) -> Run:
        run = self._store.current_run()
        if run is None:
            raise JudgementError("the ledger holds no claims yet; read documents first")
        return run

    def _claim(self, prefix: str) -> Claim:
        """The claim whose id begins so, as it is seen; also one that was rejected, as it was."""
        run = self._run()
        found = self._store.tellers(run.id, prefix) if prefix else {}
        if len(found) != 1:
            many = f"{len(found)} claims have an id that begins with {prefix!r}; give more of it"
            raise JudgementError(
                many
                if found
                else f"no claim or event has an id that begins with {prefix!r}; timeline and export show ids"
            )
        ((id_, stored),) = found.items()
        raw = next(told.claim for told in self._store.told(run.id, stored) if told.claim.id == id_)
        seen = view.claim_as_seen(self._store, run, stored, id_)
        return seen.claim if seen else raw

    def _several(self, ids: Sequence[str], kind: str, least: int = 2) -> list[Claim]:
        claims = list({c.id: c for c in map(self._claim, ids)}.values())
        if len(claims) < least:
            raise JudgementError(f"{kind} needs at least {least} different claims or events")
        return claims

    def _event(self, claim: Claim) -> Event:
        run = self._run()
        events = view.events(self._store, run)
        return next((event for event in events if claim.id in event.claims), Event(claim.id, (claim.id,)))

    def _claim_and_event(self, prefix: str) -> list[Claim]:
        claim = self._claim(prefix)
        event = self._event(claim)
        return [self._claim(i) for i in event.claims] if event.id == claim.id else [claim]

    def _claims_of_text(self, text_id: str) -> list[Claim]:
        run = self._run()
        held = (stored for stored in self._store.readings(run.id) if stored.reading.text_id == text_id)
        first = next(held, None)
        return [told.claim for told in self._store.told(run.id, first)] if first else []

    def _known(self) -> Known:
        from dragoman.library.known_values import known_values

        return known_values(self._codebook)

    def _read(self, line: str) -> Judgement:
        """A judgement of one line of an exchange, held against the codebook and, where it is here, its text."""
        from dragoman.judge.fields import FieldError, check_fields

        try:
            read = judgement_of(json.loads(line))
            well_formed = all(
                isinstance(x, str) for x in (read.id, read.author, read.reason, read.made, read.anchor.text_id)
            )
            at = read.anchor.trigger
            if (
                read.kind not in KINDS
                or not well_formed
                or not isinstance(at.start, int)
                or not isinstance(at.end, int)
            ):
                raise JudgementError(
                    f"it has the kind {read.kind!r}, or fields that are not in the form of `judge export`"
                )
            text = self._text(read.anchor.text_id)
            for anchor in (read.anchor, *read.others("with"), *read.others("from")):
                self._check_words(anchor)
            if read.kind == "correct":
                check_fields(read.fields, text, self._known())
        except (json.JSONDecodeError, RecursionError) as error:
            raise JudgementError(f"no JSON: {error}") from error
        except (KeyError, TypeError, AttributeError) as error:
            raise JudgementError(f"it lacks {error}") from error
        except FieldError as error:
            raise JudgementError(str(error)) from error
        return read

    def _text(self, text_id: str) -> str | None:
        try:
            return self._store.text(text_id)
        except KeyError:
            return None

    def _check_words(self, anchor: Anchor) -> None:
        text, at = self._text(anchor.text_id), anchor.trigger
        if text is not None and text[at.start : at.end] != at.text:
            raise JudgementError(f"its words {at.text!r} are not at {at.start} of the text {anchor.text_id[:12]}…")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
