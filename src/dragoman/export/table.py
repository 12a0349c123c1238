"""Claims as a flat table: one row for each claim of each Reading, copies marked. CSV and Parquet share its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from dragoman.export.handed import Handed
from dragoman.records.told import ToldBody

TEXT, WORDS, DAY, WHOLE, REAL, TRUTH = "text", "list of text", "day", "whole number", "real number", "true or false"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. kind: `text`, `list of text`, `day`, `whole number`, `real number` or `true or false`."""

    name: str
    kind: str
    says: str
    value: Callable[[ToldBody], Any]


def row_id(told: ToldBody) -> str:
    """The claim's id; for a copy, with a sign of its document, so that each row has an id of its own."""
    if told.copy_of is None:
        return told.id
    named = f"{told.reading.document}\n{told.reading.source}".encode("utf-8", "surrogatepass")
    return f"{told.id}-{hashlib.blake2b(named, digest_size=6).hexdigest()}"


def _body(name: str, kind: str, says: str) -> Column:
    return Column(name, kind, says, lambda told: told.body[name])


def _part(name: str, kind: str, says: str, field: str, key: str) -> Column:
    return Column(name, kind, says, lambda told: told.body[field][key] if told.body[field] else None)


def _reading(name: str, kind: str, says: str) -> Column:
    return Column(name, kind, says, lambda told: getattr(told.reading, name))


def _parties(field: str, says: str) -> tuple[Column, ...]:
    def column(name: str, key: str, what: str) -> Column:
        return Column(
            f"{field}_{name}", WORDS, f"{what} of {says}, in parallel", lambda t: [p[key] for p in t.body[field]]
        )

    return (
        column("codes", "code", "PLOVER codes"),
        column("sectors", "sector", "sectors"),
        column("names", "name", "names"),
        column("orgs", "org", "ids of the organisations"),
        column("offices", "office", "offices held on the day"),
        column("wikidata", "wikidata", "Wikidata ids"),
        column("texts", "text", "words"),
    )


def _speech(name: str, kind: str, says: str, value: Callable[[dict[str, Any]], Any]) -> Column:
    return Column(name, kind, says, lambda told: value(told.body["speech"]) if told.body["speech"] else None)


def _day(value: str | None) -> str | None:
    return value[:10] if value else None


COLUMNS: tuple[Column, ...] = (
    Column("row_id", TEXT, "unique in the file: the claim's id, with a sign of the document for a copy", row_id),
    Column("id", TEXT, "the claim's id", lambda told: told.id),
    Column("event", TEXT, "id of the merged event", lambda told: told.event),
    _reading("document", TEXT, "the input's id, or the file's name"),
    _reading("text_id", TEXT, "SHA-256 of the text"),
    Column("copy_of", TEXT, "the document whose text this one repeats", lambda told: told.copy_of),
    Column("run", TEXT, "id of the extraction", lambda told: told.run),
    _reading("source", TEXT, "path or URL"),
    _reading("url", TEXT, "as given"),
    _reading("publisher", TEXT, "as given"),
    Column("published", DAY, "day of publication", lambda told: _day(told.reading.published)),
    Column("coded_at", TEXT, "when it was coded, UTC", lambda told: told.coded_at or None),
    _body("event_type", TEXT, "PLOVER type; empty for a speech that is no act itself"),
    _body("mode", TEXT, "PLOVER mode, bare name"),
    _body("contexts", WORDS, "PLOVER contexts"),
    _body("aux", WORDS, "historical, future, hypothetical, negation"),
    _body("score", REAL, "PLOVER score"),
    _body("confidence", REAL, "0 to 1"),
    _body("reciprocal", TRUTH, "both sides do it to each other"),
    *_parties("actor", "those who act or speak"),
    *_parties("recipient", "those acted on"),
    _part("first", DAY, "first day", "when", "first"),
    _part("last", DAY, "last day, inclusive", "when", "last"),
    _part("basis", TEXT, "stated, reckoned, published or unknown", "when", "basis"),
    _part("when_text", TEXT, "the words of the day", "when", "text"),
    _part("place", TEXT, "where it happened", "where", "name"),
    _part("place_country", TEXT, "its country, ISO3", "where", "country"),
    _part("lat", REAL, "degrees north", "where", "lat"),
    _part("lon", REAL, "degrees east", "where", "lon"),
    _part("geonameid", WHOLE, "GeoNames id", "where", "geonameid"),
    _part("evidence_text", TEXT, "the span of the text that it rests on", "evidence", "text"),
    _part("evidence_start", WHOLE, "where it begins, code points", "evidence", "start"),
    _part("evidence_end", WHOLE, "where it ends, half-open", "evidence", "end"),
    _part("trigger_text", TEXT, "the words that name the act", "trigger", "text"),
    _part("trigger_start", WHOLE, "where they begin", "trigger", "start"),
    _part("trigger_end", WHOLE, "where they end", "trigger", "end"),
    Column("per", WORDS, "attribution chain, innermost first", lambda told: [s["name"] for s in told.body["per"]]),
    _body("within", TEXT, "id of the speech that tells it"),
    _body("about", TEXT, "id of the act that this one is about"),
    _body("issues", WORDS, "ids of issues"),
    _speech("speech_kind", TEXT, "direct, mixed or indirect", lambda s: s["kind"]),
    _speech("speech_cue", TEXT, "the words that mark it", lambda s: s["cue"]),
    _speech("speech_content", TEXT, "what was said", lambda s: " ".join(part["text"] for part in s["content"])),
    _speech("speaker_codes", WORDS, "codes of the speakers", lambda s: [p["code"] for p in s["speakers"]]),
    _speech("addressee", TEXT, "to whom", lambda s: s["addressee"]),
    _speech("via", TEXT, "the channel's words", lambda s: s["via"]),
    Column("quantities", TEXT, "numbers with what they count, JSON", lambda told: _json(told.body["quantities"])),
    _body("why", WORDS, "rule or model that fired"),
)  # fmt: skip


def _json(value: Any) -> str | None:
    return orjson.dumps(value).decode() if value else None


def rows(handed: Handed) -> Iterator[list[Any]]:
    """The values of a row, in order of `COLUMNS`; lists stay lists, days are `YYYY-MM-DD`."""
    values = [column.value for column in COLUMNS]
    for told in handed.claims():
        handed.tally.rows += 1
        yield [value(told) for value in values]
