"""PLOVER JSONL: an object a claim, the 23 fields of the specification and Dragoman's own."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from dragoman.codebook.plover import Plover, load_plover
from dragoman.export.handed import Handed
from dragoman.export.passages import Passages, kept
from dragoman.export.places import RESOLUTION, Levels, load_levels
from dragoman.records.told import ToldBody

CODEBOOK = "plover-2.0-dragoman"
# Licences that let a passage be passed on, by how they begin.
_OPEN = re.compile(r"\s*(cc[ -]?0|cc[ -]by|public domain|pddl|odc|ogl|creative commons)", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)")
_SIZES = {
    "dead": re.compile(r"\b(dead|deaths?|killed|fatalities|bodies)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(injured|wounded|injuries|hurt)\b", re.IGNORECASE),
    "arrested": re.compile(r"\b(arrests?|arrested|detained|detainees)\b", re.IGNORECASE),
}


def lines(handed: Handed) -> Iterator[str]:
    """An object for each claim of an act, copies left out; what is missing is left out of the object."""
    plover, levels, passage = load_plover(handed.folder), load_levels(handed.folder), kept(handed.text)
    left_out = handed.tally.left_out
    for told in handed.claims():
        if told.copy_of is not None:
            left_out["claims of copies"] += 1
        elif told.body["event_type"] is None:
            left_out["claims of speech alone"] += 1
        elif not told.body["actor"]:
            left_out["claims without an actor"] += 1
        else:
            day, remark = _day(told)
            if day is None:
                left_out["claims without a day or a publication day"] += 1
                continue
            handed.tally.rows += 1
            program = handed.run.program if handed.run else None
            coder = handed.run.coder if handed.run else None
            made = _object(told, day, remark, plover, levels, passage)
            made["cite_info"] = _cite(told, program, coder)
            made["coder"] = coder
            yield orjson.dumps({name: value for name, value in made.items() if value is not None}).decode()


def _object(
    told: ToldBody, day: str, remark: str | None, plover: Plover, levels: Levels,
    passage: Callable[[str, str | None], Passages],
) -> dict[str, Any]:  # fmt: skip
    body, reading = told.body, told.reading
    kind = plover.types[body["event_type"]]
    when, span = body["when"], body["evidence"]
    mode = body["mode"]
    return {
        "id": told.id,
        "has_event": True,
        "date": day,
        "time": _time(when, day),
        "enddate": when["last"] if when["last"] != when["first"] else None,
        "actor": [_entity(party) for party in body["actor"]],
        "recipient": [_entity(party) for party in body["recipient"]] or None,
        "event": [kind.code],
        "event_loc": _location(levels, body["where"]),
        "event_text": [body["trigger"]["text"]],
        "quad_code": kind.quad,
        "event_scale": plover.score_of(kind.code, mode),
        "mode": [mode] if mode else None,
        "context": [*body["contexts"], *body["aux"]] or None,
        "link": told.event,
        "text": span["text"] if _OPEN.match(reading.licence or "") else None,
        "text_info": {
            "sequence": passage(reading.text_id, reading.title).sentence(span["start"]),
            "start": span["start"],
            "end": span["end"],
        },
        "cite_info": None,
        "coder": None,
        "coded_date": told.coded_at[:10] or None,
        "coded_time": told.coded_at[11:19] or None,
        "comment": remark,
        "auxiliary": body["aux"],
        "evidence": [span, *body["also"]],
        "confidence": body["confidence"],
        "size": _size(body["quantities"]),
    }


def _entity(party: dict[str, Any]) -> dict[str, Any]:
    fields = {
        "code": party["code"],
        "sector": party["sector"],
        "entity_text": party["text"],
        "identifier_id": party["wikidata"],
        "identifier_text": party["name"],
        "office": party["office"],
    }
    return {name: value for name, value in fields.items() if value is not None}


def _location(levels: Levels, where: dict[str, Any] | None) -> dict[str, Any] | None:
    place = levels.placed(where)
    if place is None:
        return None
    fields = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "city": place.named("city"),
        "province": place.named("province"),
        "country_iso3": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
        "resolution": RESOLUTION.get(place.level or ""),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _cite(told: ToldBody, program: str | None, coder: str | None) -> dict[str, Any]:
    reading = told.reading
    fields = {
        "url": reading.url,
        "title": reading.title,
        "language": reading.language,
        "publication": reading.publisher,
        "licence": reading.licence,
        "coder": coder,
        "codebook": CODEBOOK,
        "version": program,
        "citation": reading.document,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _day(told: ToldBody) -> tuple[str | None, str | None]:
    """The day, and a remark where the text does not give it to the day."""
    when = told.body["when"]
    first, last = when["first"], when["last"]
    if first is None:
        published = told.reading.published
        return (published[:10] if published else None), "day unknown: the publication day stands for it"
    if first == last:
        return first, "day of publication: the text names none" if when["basis"] == "published" else None
    return first, f"known to the {precision(first, last)} only: its first day stands for it"


def precision(first: str, last: str) -> str:
    """`year`, `month` or `stretch`, for a stretch of days that is more than one."""
    year, month = first[:4], first[5:7]
    if (first, last) == (f"{year}-01-01", f"{year}-12-31"):
        return "year"
    end = calendar.monthrange(int(year), int(month))[1]
    return "month" if (first, last) == (f"{year}-{month}-01", f"{year}-{month}-{end:02}") else "stretch"


def _time(when: dict[str, Any], day: str) -> str | None:
    """The time of day, where the text's own words gave one for that day."""
    match = _TIME.match(when["timex"] or "")
    return match[2] if match and match[1] == day else None


def _size(quantities: list[dict[str, Any]]) -> dict[str, float] | None:
    """Dead, injured and arrested, where a number counts them by name."""
    found = {name: q["n"] for q in quantities for name, words in _SIZES.items() if words.search(q["of"])}
    return found or None
