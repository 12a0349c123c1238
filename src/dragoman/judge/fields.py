"""Fields of a claim that a person may give: held against the codebook, the calendar and the text."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.codebook.plover import Plover
from dragoman.records.claim import Claim
from dragoman.records.claim_json import BODY

# What belongs to a claim's identity, or is told and not judged.
KEPT = ("evidence", "trigger", "why", "confidence")
CORRECTABLE = tuple(field.name for field in BODY if field.name not in KEPT)
_DAYS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BASES = ("stated", "reckoned", "published", "unknown")
Json = dict[str, Any]


class FieldError(ValueError):
    """A value that a field cannot take; its message says what was found and what is wanted."""


@dataclass(frozen=True)
class Known:
    """What values are held against.

    codes: PLOVER code → name of the state or body; code_of: a country's code by code or name, raising ValueError.
    place_of: the place of a name as fields of `where`, or null. ids: ids of the claims of the same Text.
    """

    plover: Plover
    codes: Mapping[str, str]
    issues: frozenset[str]
    code_of: Callable[[str], str]
    place_of: Callable[[str], Json | None]


def check_fields(fields: Mapping[str, Any], text: str | None, known: Known, claim: Claim | None = None) -> None:
    """Holds values against the codebook, and their spans against the text where it is known. Raises FieldError."""
    readers = {field.name: field for field in BODY}
    for name, value in fields.items():
        if name not in CORRECTABLE:
            raise FieldError(f"{name!r} is no field that can be corrected; take of {', '.join(CORRECTABLE)}")
        if not _of_type(name, value):
            raise FieldError(f"{name}: {shown(value)} is not in the form of an exported claim")
        try:
            read = readers[name].read(value)
            if readers[name].write(read) != value:
                raise FieldError(f"{name}: {shown(value)} has not all fields of an exported claim's {name}")
        except (KeyError, TypeError, AttributeError) as error:
            raise FieldError(f"{name}: {shown(value)} is not in the form of an exported claim ({error})") from error
        _CHECKS.get(name, _anything)(name, value, known)
        for span in _spans(value) if text is not None else ():
            if text is not None and (not span["text"] or text[span["start"] : span["end"]] != span["text"]):
                stands = text[span["start"] : span["end"]]
                raise FieldError(f"{name}: the text has {stands!r} at {span['start']}, not {span['text']!r}")
    _check_mode(fields, known, claim)


def _of_type(name: str, value: Any) -> bool:
    """Whether a value is of the JSON type of its field; the inner parts of lists and objects are left to their readers."""
    if name in ("event_type", "mode", "within", "about"):
        return value is None or isinstance(value, str)
    if name in ("contexts", "aux", "issues"):
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if name in ("when", "where", "speech"):
        return isinstance(value, dict) or (value is None and name != "when")
    return not isinstance(value, str) if name in ("reciprocal", "score") else isinstance(value, list)


def ends_of(value: str) -> tuple[str, str]:
    """First and last day of a day, month or year."""
    match = _DAYS.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        last_month = month or 12
        last = day or calendar.monthrange(year, last_month)[1]
        return date(year, month or 1, day or 1).isoformat(), date(year, last_month, last).isoformat()
    except ValueError as error:
        raise FieldError(
            f"when: {value!r} is no day; write 2023-04-02, 2023-04, 2023, two of them with .. between, or unknown"
        ) from error


def _anything(name: str, value: Any, known: Known) -> None:
    """Fields whose form is all that can be checked."""


def _check_type(name: str, value: Any, known: Known) -> None:
    if value is not None and value not in known.plover.types:
        raise FieldError(f"{name}: {value!r} is no PLOVER type; take of {', '.join(known.plover.types)}")


def _check_contexts(name: str, value: Any, known: Known) -> None:
    _known(name, value, known.plover.contexts, "context")


def _check_aux(name: str, value: Any, known: Known) -> None:
    _known(name, value, known.plover.auxiliary, "auxiliary mode")


def _check_issues(name: str, value: Any, known: Known) -> None:
    _known(name, value, sorted(known.issues), "issue of the codebook")


def _known(name: str, values: Any, of: Any, what: str) -> None:
    wrong = next((v for v in values if v not in of), None)
    if wrong is not None:
        raise FieldError(f"{name}: {wrong!r} is no {what}; take of {', '.join(of)}")


def _check_parties(name: str, value: Any, known: Known) -> None:
    for party in value:
        words = (party[key] for key in ("code", "sector", "org", "office", "wikidata"))
        if not all(word is None or isinstance(word, str) for word in words):
            raise FieldError(f"{name}: {shown(party)} is no party in the form of an exported claim")
        if party["code"] is not None and party["code"] not in known.codes:
            raise FieldError(f"{name}: {party['code']!r} is no code of a state or body; use one such as JPN or UNO")
        if party["sector"] is not None and party["sector"] not in known.plover.sectors:
            sectors = ", ".join(known.plover.sectors)
            raise FieldError(f"{name}: {party['sector']!r} is no PLOVER sector; take of {sectors}")
        if not isinstance(party["name"], str) or not isinstance(party["start"], int):
            raise FieldError(f"{name}: a party needs a name and the place of its words")


def _check_when(name: str, value: Any, known: Known) -> None:
    if value["basis"] not in _BASES:
        raise FieldError(f"{name}: {value['basis']!r} is no basis; take of {', '.join(_BASES)}")
    days = [value["first"], value["last"]]
    if (None in days) != (value["basis"] == "unknown") or (None in days and days != [None, None]):
        raise FieldError(f"{name}: both days are told, or neither with the basis unknown")
    if None not in days:
        if not all(isinstance(d, str) and len(d) == 10 and ends_of(d) for d in days):
            raise FieldError(f"{name}: {shown(days)} are no days; write them as YYYY-MM-DD")
        if days[1] < days[0]:
            raise FieldError(f"{name}: {days[1]} is before {days[0]}")


def _check_where(name: str, value: Any, known: Known) -> None:
    if value is not None and value["country"] is not None and value["country"] not in known.codes:
        raise FieldError(f"{name}: {value['country']!r} is no code of a country")


def _check_flag(name: str, value: Any, known: Known) -> None:
    if not isinstance(value, bool):
        raise FieldError(f"{name}: {shown(value)} is neither true nor false")


def _check_score(name: str, value: Any, known: Known) -> None:
    if value is not None and not (isinstance(value, int | float) and -10 <= value <= 10):
        raise FieldError(f"{name}: {shown(value)} is no score from -10 to 10")


_CHECKS: dict[str, Callable[[str, Any, Known], None]] = {
    "event_type": _check_type, "contexts": _check_contexts, "aux": _check_aux, "issues": _check_issues,
    "actor": _check_parties, "recipient": _check_parties, "when": _check_when, "where": _check_where,
    "reciprocal": _check_flag, "score": _check_score,
}  # fmt: skip


def _check_mode(fields: Mapping[str, Any], known: Known, claim: Claim | None) -> None:
    """A mode is one of the type's; of a correction whose claim is not at hand, one of any type."""
    if "event_type" in fields and fields["event_type"] is None and claim is not None and claim.speech is None:
        raise FieldError("event_type: only a speech can be without a type; `reject` the claim if it is no act")
    mode = fields.get("mode")
    if mode is None:
        return
    type_ = fields.get("event_type", claim.event_type if claim else None)
    types = known.plover.types
    modes = list(types[type_].modes) if type_ else [m for t in types.values() for m in t.modes]
    if mode not in modes:
        of = f" of {type_}; it has {', '.join(modes) or 'none'}" if type_ else ""
        raise FieldError(f"mode: {mode!r} is no mode{of}")


def _spans(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def shown(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else repr(value)
    return shown if len(shown) <= 80 else shown[:79] + "…"
