"""What the program says of a labelled set, in the form in which `evaluate` measures it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook.folder import Folder
from dragoman.encode import load_encoder, load_heads
from dragoman.evaluate.rows import json_rows
from dragoman.find.acts import FrameCoder
from dragoman.find.coders.statements import tag_statements
from dragoman.find.mentions import find_mentions
from dragoman.find.speech import SpeechFound, find_speech
from dragoman.find.times import find_times
from dragoman.pipeline.detokenise import Joined, joined
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import Tables, load_tables
from dragoman.records.parsed import ParsedText
from dragoman.resolve.days import resolve_days, timex_rows

Row = dict[str, Any]
# Called with the name of each document before it is read.
Step = Callable[[str], None]


def predict_times(path: Path, step: Step | None = None) -> list[Row]:
    """Expressions of time, `{doc, start, end, value}` with TIMEX3 values, in order of the file and of its texts.

    path: JSONL with `doc`, `text` and, where there is one, `dct`, the day of publication. A range gives a row for each
    end, an expression without a value none. Raises ValueError that names file and line.
    """
    tables = load_tables(Folder())
    found: list[Row] = []
    for row in list(_rows(path, "doc", "text")):
        if step:
            step(str(row["doc"]))
        published = row.get("dct")
        parsed = annotate(row["text"], None, tables.forms)
        expressions = find_times(parsed, tables.times)
        whens = resolve_days(parsed, expressions, published if isinstance(published, str) else None, tables.times).value
        found += [{"doc": row["doc"], "start": s, "end": e, "value": v} for s, e, v in timex_rows(expressions, whens)]
    return found


def predict_statements(path: Path, step: Step | None = None, options: Options | None = None) -> list[Row]:
    """Sources, cues and contents, `{id, spans: [{role, start, end}]}` in token numbers, a row for each of the file's.

    path: JSONL with `id` and `tokens` a line. Rows next to each other with the same id are read as one document, a
    paragraph each, so that a quotation goes on from one to the next. Raises ValueError that names file and line.
    """
    options = options or Options()
    tables = load_tables(options.folder)
    rows = list(_rows(path, "id", "tokens"))
    found: list[Row] = []
    for name, group in groupby(rows, key=lambda row: row["id"]):
        if step:
            step(str(name))
        words = joined([row["tokens"] for row in group])
        found += [{"id": name, "spans": spans} for spans in _spans(words, tables, options)]
    return found


def _spans(words: Joined, tables: Tables, options: Options) -> list[list[Row]]:
    """For each row its spans, each once, in order of their first token."""
    parsed = annotate(words.text, None, tables.forms, saying=tables.cues.goes_on)
    spans: list[set[tuple[int, int, str]]] = [set() for _ in words.places]
    speeches = find_speech(parsed, tables.cues)
    if options.coder == "frames":
        told = [part for speech in speeches for part in _parts(speech, parsed)]
    else:
        told = list(_tagged(parsed, speeches, tables, options))
    for role, start, end in told:
        for row, first, last in words.tokens_in(start, end):
            spans[row].add((first, last, role))
    return [[{"role": role, "start": first, "end": last} for first, last, role in sorted(row)] for row in spans]


def _tagged(
    parsed: ParsedText, speeches: tuple[SpeechFound, ...], tables: Tables, options: Options
) -> Iterator[tuple[str, int, int]]:
    """Role and code points by the tuned tagger."""
    mentions = find_mentions(parsed, tables.actors, tables.offices)
    coder = FrameCoder(parsed, mentions, tables.lexicon, tables.modality)
    for role, first, last in tag_statements(
        coder, speeches, load_encoder(options.weights), load_heads(options.weights)
    ):
        if role == "cue" and last < len(parsed) and parsed.words[last] == ":":
            last += 1  # the set counts a colon to the cue before it
        span = parsed.span(first, last)
        yield role, span.start, span.end


def _parts(speech: SpeechFound, parsed: ParsedText) -> Iterator[tuple[str, int, int]]:
    """Role and code points of the parts of a speech."""
    for role, tokens in (("source", speech.source), ("cue", speech.cue)):
        if tokens is not None:
            span = parsed.span(*tokens)
            yield role, span.start, span.end
    for span in speech.content:
        yield "content", span.start, span.end


def _rows(path: Path, *fields: str) -> Iterator[Row]:
    """The rows of a JSONL file, `fields` checked by `_FITS`."""

    def take(row: Row) -> Row:
        for name in fields:
            if not _FITS[name](row.get(name)):
                raise ValueError(f"{name!r} is missing, or is not {_SAID[name]}")
        return row

    return json_rows(path, take, "a row of such a set")


def _is_name(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


_FITS: dict[str, Callable[[object], bool]] = {
    "doc": _is_name,
    "id": _is_name,
    "text": lambda value: isinstance(value, str),
    "tokens": _are_words,
}
_SAID = {"doc": "a name", "id": "a name", "text": "text", "tokens": "a list of words"}
