"""Articles labelled whole → stories: the examples of their sentences, and the mentions whose country the text must tell.

A labelled party that is one of the program's mentions in doubt (resolve/referents.py) becomes a case with its country as the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from examples import Example, example_at, mention_of

from dragoman.annotate import annotate
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import by_rules
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict_corpus import article_document, document_of, lead_of
from dragoman.pipeline.tables import load_tables
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention
from dragoman.records.text import Document
from dragoman.resolve.referents import Case, cases

Record = dict[str, Any]
Place = tuple[int, int, int, int]  # segment, then first, last and head word in it


@dataclass
class Doubt:
    """A case as tensors want it. place: of the mention; others: of each link's mention. answer: index of the code, or -1 for none of them."""

    place: Place
    kind: int
    codes: int
    signs: np.ndarray
    against: np.ndarray
    linked: list[int]
    others: list[Place]
    values: np.ndarray
    paths: list[str]
    answer: int
    ruled: int  # the rules' answer, or -1


@dataclass
class Story:
    """A text. segments: (text, (start, end) of its words), its title first; examples: of the segments that are labelled."""

    doc: str
    segments: list[tuple[str, list[tuple[int, int]]]]
    examples: list[tuple[int, Example]]
    doubts: list[Doubt]


def story(article: list[Record]) -> Story:
    """The story of one article's records, in order; of a single record with the sentence before it where it is none of an article."""
    if len(article) == 1 and not article[0]["doc"].startswith("article"):
        document, starts = document_of(article[0]), [len(lead_of(article[0]))]
    else:
        document, starts = article_document(article)
    return _story(article, document, starts)


def _story(article: list[Record], document: Document, starts: list[int]) -> Story:
    tables = load_tables(Options().folder)
    p = annotate(document.text, None, tables.forms, tables.cues.aside.get("dateline", ()))
    speeches = find_speech(p, tables.cues)
    plain, settled, setting = by_rules(p, tables, document.reading.published, speeches, document.reading)
    edges = [*([0] if starts[0] else []), *starts, len(document.text)]
    bounds = [p.tokens_between(a, b) for a, b in pairwise(edges)]
    segments = []
    for (first, last), start in zip(bounds, edges):
        words = [(p.starts[t] - start, p.ends[t] - start) for t in range(first, last)]
        segments.append((document.text[start : words[-1][1] + start] if words else "", words))
    offset = len(bounds) - len(article)
    found = [
        (offset + n, e)
        for n, (r, s) in enumerate(zip(article, starts))
        if (e := example_at(r, p, settled, s)) is not None
    ]
    gold = labelled(article, starts)
    doubts = [d for case in cases(p, plain, settled, setting) if (d := _doubt(case, gold, p, bounds)) is not None]
    return Story(article[0]["doc"], segments, found, doubts)


def labelled(article: list[Record], starts: list[int]) -> dict[tuple[int, int], set[str | None]]:
    """Span in the text → codes, of each labelled party."""
    found: dict[tuple[int, int], set[str | None]] = {}
    for record, shift in zip(article, starts):
        for event in record["events"]:
            for party in (*event["actor"], *event["recipient"]):
                found.setdefault((party["start"] + shift, party["end"] + shift), set()).add(party["code"])
    return found


def _doubt(
    case: Case, gold: dict[tuple[int, int], set[str | None]], p: ParsedText, bounds: list[tuple[int, int]]
) -> Doubt | None:
    codes: set[str | None] = set()
    for (start, end), told in gold.items():
        if mention_of({"start": start, "end": end}, [case.mention], p)[0] is not None:
            codes |= told
    place = _place(case.mention, bounds)
    if len(codes) != 1 or place is None:
        return None
    (code,) = codes
    kept = [(n, o, v, path) for (n, o), v, path in zip(case.links, case.values, case.paths)]
    near = [(n, at, v, path) for n, o, v, path in kept if (at := _place(o, bounds)) is not None]
    ruled = case.mention.parties[0].code if len(case.mention.parties) == 1 else None
    return Doubt(
        place,
        case.kind,
        len(case.codes),
        case.signs,
        case.against,
        [n for n, _, _, _ in near],
        [at for _, at, _, _ in near],
        np.stack([v for _, _, v, _ in near]) if near else case.values[:0],
        [path for _, _, _, path in near],
        case.codes.index(code) if code in case.codes else -1,
        case.codes.index(ruled) if ruled in case.codes else -1,
    )


def _place(mention: Mention, bounds: list[tuple[int, int]]) -> Place | None:
    for n, (first, last) in enumerate(bounds):
        if first <= mention.first and mention.last <= last:
            return n, mention.first - first, mention.last - first, mention.head - first
    return None
