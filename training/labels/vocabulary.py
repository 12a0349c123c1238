"""The codes that labels may use: types, modes, contexts, sectors and aux of the codebook, and actor codes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
CODEBOOK = HERE.parents[1] / "src" / "dragoman" / "codebook" / "plover.yaml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """modes: type → its modes. codes: ISO 3166-1 alpha-3 of states and PLOVER's international entities."""

    modes: dict[str, frozenset[str]]
    contexts: frozenset[str]
    sectors: frozenset[str]
    aux: frozenset[str]
    codes: frozenset[str]
    international: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The codebook's codes, with the list of states beside this file (codes.tsv, from country-codes, PDDL)."""
    plover = yaml.safe_load(CODEBOOK.read_text(encoding="utf-8"))
    with (HERE / "codes.tsv").open(encoding="utf-8") as lines:
        states = frozenset(row["code"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    international = frozenset(e["code"] for e in plover["actor_rules"]["international_entities"])
    return Vocabulary(
        modes={t["code"]: frozenset(m["code"] for m in t["modes"]) for t in plover["event_types"]},
        contexts=frozenset(c["code"] for c in plover["contexts"]),
        sectors=frozenset(s["code"] for s in plover["sectors"]),
        aux=frozenset(a["code"] for a in plover["auxiliary_modes"]),
        codes=states | international,
        international=international,
    )
