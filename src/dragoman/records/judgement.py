"""Judgements: what a person, or the program, says of claims that stand; the ledger changes only by adding them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.records.claim import Claim
from dragoman.records.text import Span

KINDS = ("confirm", "reject", "correct", "split", "link", "undo")
WHOLE = "claim"
SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a judgement targets in a Text, in every run: the trigger of a claim, and the facet of it that is judged.

    facet: `claim` for the whole, else a field's name as exported (`event_type`, `when`, `actor` …). claim, what: id and type (or
    `speech`) of the claim that was judged, by which claims that share a trigger are told apart; null where they are not known.
    """

    text_id: str
    trigger: Span
    facet: str = WHOLE
    claim: str | None = None
    what: str | None = None

    @classmethod
    def of(cls, claim: Claim, facet: str = WHOLE) -> Anchor:
        """The anchor of a claim."""
        return cls(claim.text_id, claim.trigger, facet, claim.id, claim.event_type or SPEECH)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A dated row. kind: one of `KINDS`. made: UTC, ISO 8601.

    value: null for `confirm` and `reject`; for `correct` the whole human value as JSON: of the facet's field, or an object of
    fields where the facet is `claim`; for `link` and `split` an object of anchors: `with`, the claims of the same happening, and
    `from`, those of another one; for `undo` the id of the judgement that is taken back.
    """

    id: str
    kind: str
    anchor: Anchor
    value: str | None
    author: str
    reason: str
    made: str

    @property
    def fields(self) -> dict[str, Any]:
        """Field → value that a `correct` sets; empty for other kinds."""
        if self.kind != "correct":
            return {}
        value = json.loads(self.value or "null")
        return dict(value or {}) if self.anchor.facet == WHOLE else {self.anchor.facet: value}

    def others(self, side: str) -> tuple[Anchor, ...]:
        """The further claims of a `link` or `split`. side: `with` or `from`."""
        if self.kind not in ("link", "split"):
            return ()
        return tuple(map(anchor_of, json.loads(self.value or "{}").get(side, ())))


def new_judgement(kind: str, anchor: Anchor, value: str | None, author: str, reason: str, made: str) -> Judgement:
    """A judgement with its id: hash of all that it says; 16 hex digits."""
    said = json.dumps([kind, anchor_object(anchor), value, author, reason, made])
    return Judgement(hashlib.sha256(said.encode()).hexdigest()[:16], kind, anchor, value, author, reason, made)


def anchor_object(anchor: Anchor) -> dict[str, Any]:
    """An anchor as JSON, without its facet: `{text_id, start, end, words, claim, what}`."""
    at = anchor.trigger
    return {"text_id": anchor.text_id, "start": at.start, "end": at.end, "words": at.text, "claim": anchor.claim, "what": anchor.what}  # fmt: skip


def anchor_of(o: Mapping[str, Any], facet: str = WHOLE) -> Anchor:
    """The anchor of `anchor_object`. Raises KeyError where it is not whole."""
    return Anchor(o["text_id"], Span(o["start"], o["end"], o["words"]), facet, o.get("claim"), o.get("what"))


def judgement_object(judgement: Judgement) -> dict[str, Any]:
    """A judgement as a line that reviewers exchange; values of `correct`, `link` and `split` as JSON values."""
    value = judgement.value
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        **anchor_object(judgement.anchor),
        "facet": judgement.anchor.facet,
        "value": value if value is None or judgement.kind == "undo" else json.loads(value),
        "author": judgement.author,
        "reason": judgement.reason,
        "made": judgement.made,
    }


def judgement_of(o: Mapping[str, Any]) -> Judgement:
    """The judgement of `judgement_object`. Raises KeyError where a field is missing."""
    value = o["value"]
    text = value if value is None or o["kind"] == "undo" else json.dumps(value, ensure_ascii=False)
    return Judgement(o["id"], o["kind"], anchor_of(o, o["facet"]), text, o["author"], o["reason"], o["made"])
