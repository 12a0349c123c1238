"""Claims as a flat table: one row for each claim of each Reading, copies marked. CSV and Parquet share its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

import orjson

from dragoman.export.handed import Handed
from dragoman.records.told import ToldBody

TEXT, WORDS, DAY, WHOLE, REAL, TRUTH = "text", "list of text", "day", "whole number", "real number", "true or false"

Values = Callable[[ToldBody], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. kind: `text`, `list of text`, `day`, `whole number`, `real number` or `true or false`."""

    name: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Group:
    """Columns side by side whose values are taken together, since a million rows of sixty single look-ups take long."""

    columns: tuple[Column, ...]
    values: Values


def row_id(told: ToldBody) -> str:
    """The claim's id; for a copy, with a sign of its document, so that each row has an id of its own."""
    if told.copy_of is None:
        return told.id
    named = f"{told.reading.document}\n{told.reading.source}".encode("utf-8", "surrogatepass")
    return f"{told.id}-{hashlib.blake2b(named, digest_size=6).hexdigest()}"


# Where the values stand --------------------------------------------------------------------------------------------


def _told(told: ToldBody) -> Sequence[Any]:
    return row_id(told), told.id, told.event, told.copy_of, told.run, told.coded_at or None


def _of_reading(*names: str) -> Values:
    take = attrgetter(*names)
    return lambda told: take(told.reading)


def _published(told: ToldBody) -> Sequence[Any]:
    day = told.reading.published
    return (day[:10] if day else None,)


def _of_body(*names: str) -> Values:
    take = itemgetter(*names)
    return lambda told: take(told.body)


def _of_part(field: str, *names: str) -> Values:
    """Of a field that is an object or null."""
    take, nothing = itemgetter(*names), (None,) * len(names)
    return lambda told: take(told.body[field]) if told.body[field] else nothing


_PARTY = ("code", "sector", "name", "org", "office", "wikidata", "text")


def _of_parties(field: str) -> Values:
    take = itemgetter(*_PARTY)

    def values(told: ToldBody) -> Sequence[Any]:
        parties = told.body[field]
        if len(parties) == 1:
            return [[value] for value in take(parties[0])]
        return [list(column) for column in zip(*map(take, parties))] if parties else [[] for _ in _PARTY]

    return values


def _speech(told: ToldBody) -> Sequence[Any]:
    said = told.body["speech"]
    if not said:
        return (None,) * 6
    content = " ".join(part["text"] for part in said["content"])
    speakers = [party["code"] for party in said["speakers"]]
    return said["kind"], said["cue"], content, speakers, said["addressee"], said["via"]


def _lists(told: ToldBody) -> Sequence[Any]:
    body = told.body
    quantities = orjson.dumps(body["quantities"]).decode() if body["quantities"] else None
    return [source["name"] for source in body["per"]], body["issues"], quantities, body["why"]


# The columns -------------------------------------------------------------------------------------------------------


def _columns(*told: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*one) for one in told)


def _party_columns(field: str, says: str) -> tuple[Column, ...]:
    what = (
        ("codes", "PLOVER codes"), ("sectors", "sectors"), ("names", "names"), ("orgs", "ids of the organisations"),
        ("offices", "offices held on the day"), ("wikidata", "Wikidata ids"), ("texts", "words"),
    )  # fmt: skip
    return tuple(Column(f"{field}_{name}", WORDS, f"{which} of {says}, in parallel") for name, which in what)


GROUPS: tuple[Group, ...] = (
    Group(
        _columns(
            ("row_id", TEXT, "unique in the file: the claim's id, with a sign of the document for a copy"),
            ("id", TEXT, "the claim's id"),
            ("event", TEXT, "id of the merged event"),
            ("copy_of", TEXT, "the document whose text this one repeats"),
            ("run", TEXT, "id of the extraction"),
            ("coded_at", TEXT, "when it was coded, UTC"),
        ),
        _told,
    ),
    Group(
        _columns(
            ("document", TEXT, "the input's id, or the file's name"),
            ("text_id", TEXT, "SHA-256 of the text"),
            ("source", TEXT, "path or URL"),
            ("url", TEXT, "as given"),
            ("publisher", TEXT, "as given"),
        ),
        _of_reading("document", "text_id", "source", "url", "publisher"),
    ),
    Group(_columns(("published", DAY, "day of publication")), _published),
    Group(
        _columns(
            ("event_type", TEXT, "PLOVER type; empty for a speech that is no act itself"),
            ("mode", TEXT, "PLOVER mode, bare name"),
            ("contexts", WORDS, "PLOVER contexts"),
            ("aux", WORDS, "historical, future, hypothetical, negation"),
            ("score", REAL, "PLOVER score"),
            ("confidence", REAL, "0 to 1"),
            ("reciprocal", TRUTH, "both sides do it to each other"),
            ("within", TEXT, "id of the speech that tells it"),
            ("about", TEXT, "id of the act that this one is about"),
        ),
        _of_body("event_type", "mode", "contexts", "aux", "score", "confidence", "reciprocal", "within", "about"),
    ),
    Group(_party_columns("actor", "those who act or speak"), _of_parties("actor")),
    Group(_party_columns("recipient", "those acted on"), _of_parties("recipient")),
    Group(
        _columns(
            ("first", DAY, "first day"),
            ("last", DAY, "last day, inclusive"),
            ("basis", TEXT, "stated, reckoned, published or unknown"),
            ("when_text", TEXT, "the words of the day"),
        ),
        _of_part("when", "first", "last", "basis", "text"),
    ),
    Group(
        _columns(
            ("place", TEXT, "where it happened"),
            ("place_country", TEXT, "its country, ISO3"),
            ("lat", REAL, "degrees north"),
            ("lon", REAL, "degrees east"),
            ("geonameid", WHOLE, "GeoNames id"),
        ),
        _of_part("where", "name", "country", "lat", "lon", "geonameid"),
    ),
    Group(
        _columns(
            ("evidence_text", TEXT, "the span of the text that it rests on"),
            ("evidence_start", WHOLE, "where it begins, code points"),
            ("evidence_end", WHOLE, "where it ends, half-open"),
        ),
        _of_part("evidence", "text", "start", "end"),
    ),
    Group(
        _columns(
            ("trigger_text", TEXT, "the words that name the act"),
            ("trigger_start", WHOLE, "where they begin"),
            ("trigger_end", WHOLE, "where they end"),
        ),
        _of_part("trigger", "text", "start", "end"),
    ),
    Group(
        _columns(
            ("speech_kind", TEXT, "direct, mixed or indirect"),
            ("speech_cue", TEXT, "the words that mark it"),
            ("speech_content", TEXT, "what was said"),
            ("speaker_codes", WORDS, "codes of the speakers"),
            ("addressee", TEXT, "to whom"),
            ("via", TEXT, "the channel's words"),
        ),
        _speech,
    ),
    Group(
        _columns(
            ("per", WORDS, "attribution chain, innermost first"),
            ("issues", WORDS, "ids of issues"),
            ("quantities", TEXT, "numbers with what they count, JSON"),
            ("why", WORDS, "rule or model that fired"),
        ),
        _lists,
    ),
)
COLUMNS: tuple[Column, ...] = tuple(column for group in GROUPS for column in group.columns)


def rows(handed: Handed) -> Iterator[list[Any]]:
    """The values of a row, in order of `COLUMNS`; lists stay lists, days are `YYYY-MM-DD`."""
    groups = [group.values for group in GROUPS]
    for told in handed.claims():
        handed.tally.rows += 1
        row: list[Any] = []
        for values in groups:
            row += values(told)
        yield row
