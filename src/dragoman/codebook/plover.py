"""The PLOVER ontology as data: event types with modes and scores, contexts, sectors; read from plover.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder

_SYMMETRIES = frozenset({"symmetric", "directional", "either"})


@dataclass(frozen=True, slots=True)
class Mode:
    """How a type was carried out. score: of the mode, or null where PLOVER publishes none: then the type's holds."""

    code: str
    score: float | None
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types. quad and penta: 1–4 (VERBAL COOPERATION … MATERIAL CONFLICT). score: −10 … 10.

    symmetry: `symmetric` (all parties are actors), `directional`, or `either`.
    """

    code: str
    quad: int
    penta: int
    score: float
    recipient_required: bool
    symmetry: str
    definition: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True)
class Plover:
    """The whole ontology; `types`, `contexts` and `sectors` are made when first asked for.

    contexts and sectors: code to definition. auxiliary: the four modes of reality (historical, future …).
    """

    data: Mapping[str, Any]

    @cached_property
    def version(self) -> str:
        """What the data says of its own version."""
        return str(self.data["meta"]["version"])

    @cached_property
    def types(self) -> Mapping[str, EventType]:
        """Event types by code, in PLOVER's order. Raises CodebookError where an entry is incomplete."""
        return MappingProxyType({entry["code"]: _event_type(entry) for entry in self.data["event_types"]})

    @cached_property
    def contexts(self) -> Mapping[str, str]:
        """Definitions of the 37 contexts by code."""
        return _definitions(self.data["contexts"])

    @cached_property
    def sectors(self) -> Mapping[str, str]:
        """Definitions of the 25 sectors by code."""
        return _definitions(self.data["sectors"])

    @cached_property
    def auxiliary(self) -> Mapping[str, str]:
        """Definitions of the auxiliary modes by code."""
        return _definitions(self.data["auxiliary_modes"])

    @cached_property
    def international(self) -> Mapping[str, str]:
        """Names of the codes that are no states (UNO, EUR, IGO, NGO, IMG, ISM, MNC)."""
        return MappingProxyType({e["code"]: e["name"] for e in self.data["actor_rules"]["international_entities"]})

    def modes_of(self, event_type: str) -> Mapping[str, Mode]:
        """Modes of a type by code; empty where it has none. Raises KeyError for an unknown type."""
        return self.types[event_type].modes

    def score_of(self, event_type: str, modes: Iterable[str] | str | None = ()) -> float:
        """Score of an act, −10 … 10, by PLOVER's scoring rule.

        The mode's score where one with a published score is coded, else the type's; of several modes the one of largest
        magnitude. Raises KeyError for a type that does not exist or a mode that is not the type's.
        """
        kind = self.types[event_type]
        named = [modes] if isinstance(modes, str) else list(modes or ())
        scores = [score for mode in named if (score := kind.modes[mode].score) is not None]
        return max(scores, key=abs) if scores else kind.score


def load_plover(folder: Folder | None = None) -> Plover:
    """The ontology of `plover.yaml`, a user's own overlay winning over the shipped one. Raises CodebookError."""
    documents = (folder or Folder()).yaml("plover.yaml")
    if not documents or not isinstance(documents[-1], dict):
        raise CodebookError("plover.yaml: not found, or not a mapping with event_types, contexts and sectors.")
    return Plover(MappingProxyType(documents[-1]))


def _definitions(entries: list[dict[str, str]]) -> Mapping[str, str]:
    return MappingProxyType({entry["code"]: entry["definition"] for entry in entries})


def _event_type(entry: dict[str, Any]) -> EventType:
    try:
        modes = {m["code"]: Mode(m["code"], _number(m["score"]), m["definition"]) for m in entry["modes"]}
        if entry["symmetry"] not in _SYMMETRIES:
            raise CodebookError(f"plover.yaml: {entry['code']}: symmetry must be one of {sorted(_SYMMETRIES)}.")
        return EventType(
            code=entry["code"],
            quad=entry["quad"],
            penta=entry["penta"],
            score=float(entry["score"]),
            recipient_required=entry["recipient_required"],
            symmetry=entry["symmetry"],
            definition=entry["definition"],
            modes=MappingProxyType(modes),
        )
    except KeyError as missing:
        raise CodebookError(f"plover.yaml: {entry.get('code', 'an event type')}: lacks {missing}.") from missing


def _number(score: float | None) -> float | None:
    return None if score is None else float(score)
