"""A language model's answer as proposals. Nothing of it is believed here; what has not the form asked for is refused."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.find.coders.proposed.request import KINDS

# An answer with more claims, and a string that is longer, is refused.
MOST_CLAIMS, MOST_STRING, MOST_PARTIES = 300, 4000, 20
_FIELDS = {"kind", "evidence", "trigger", "event_type", "mode", "aux", "reciprocal", "actor", "recipient", "content"}


class AnswerError(ValueError):
    """An answer that is no object of the form asked for; its message says why, without the answer's own words."""


@dataclass(frozen=True, slots=True)
class Named:
    """A party as proposed: its words, and the code that the model gives it, or null."""

    text: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as proposed."""

    kind: str
    evidence: str
    trigger: str
    event_type: str | None
    mode: str | None
    aux: tuple[str, ...]
    reciprocal: bool
    actor: tuple[Named, ...]
    recipient: tuple[Named, ...]
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposed claim that is left out. reason: one of `REASONS`. proposed: as it was given, as JSON values."""

    reason: str
    proposed: Any


# Why a proposed claim is left out, in words.
REASONS = {
    "form": "not of the form asked for",
    "evidence": "evidence not in the text",
    "trigger": "trigger not in the evidence",
    "type": "no such event type",
    "mode": "no such mode of the type",
    "aux": "no such auxiliary mode",
    "party": "party's words not in the text",
    "unresolved": "party not known to the codebook",
    "code": "party's words stand for another code",
    "nobody": "no party",
    "content": "what is said not in the text",
    "aside": "part of the text that is set aside",
    "twice": "proposed twice",
}


def proposals_of(answer: str) -> tuple[list[Proposal], list[Refusal]]:
    """The claims that an answer proposes, and those that have not the form. Raises AnswerError."""
    try:
        value = json.loads(_bare(answer), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise AnswerError("it is no JSON") from error
    claims = value.get("claims") if isinstance(value, dict) else None
    if not isinstance(claims, list):
        raise AnswerError("it has no list of claims")
    if len(claims) > MOST_CLAIMS:
        raise AnswerError(f"it has {len(claims)} claims; {MOST_CLAIMS} are the limit")
    found: list[Proposal] = []
    refused: list[Refusal] = []
    for one in claims:
        try:
            found.append(_proposal(one))
        except (TypeError, KeyError, ValueError):
            refused.append(Refusal("form", one))
    return found, refused


def proposed_object(one: Proposal) -> dict[str, Any]:
    """A proposal as JSON values."""
    return asdict(one)


def _bare(answer: str) -> str:
    """The answer without the code fence that some models put around JSON."""
    words = answer.strip()
    if words.startswith("```") and words.endswith("```") and "\n" in words:
        words = words[words.index("\n") + 1 : -3]
    return words


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _proposal(one: Any) -> Proposal:
    if (
        not isinstance(one, dict)
        or set(one) != _FIELDS
        or one["kind"] not in KINDS
        or not isinstance(one["reciprocal"], bool)
    ):
        raise ValueError("form")
    return Proposal(
        one["kind"], _string(one["evidence"]), _string(one["trigger"]), _maybe(one["event_type"]), _maybe(one["mode"]),
        tuple(_string(aux) for aux in _listed(one["aux"])), one["reciprocal"], _parties(one["actor"]), _parties(one["recipient"]),
        tuple(_string(part) for part in _listed(one["content"])),
    )  # fmt: skip


def _string(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_STRING:
        raise ValueError("no string of a sound length")
    return value.strip()


def _maybe(value: Any) -> str | None:
    return None if value is None else _string(value)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_PARTIES:
        raise ValueError("no list of a sound length")
    return value


def _parties(value: Any) -> tuple[Named, ...]:
    found = []
    for one in _listed(value):
        if not isinstance(one, dict) or set(one) != {"text", "code"}:
            raise ValueError("no party")
        found.append(Named(_string(one["text"]), _maybe(one["code"])))
    return tuple(found)
