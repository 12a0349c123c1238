"""Labelled stretches of attribution → tagged sentences: BIO over the outermost attribution of each word."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attribution"))
from labels import Stretch, labelled

from dragoman.annotate import annotate
from dragoman.find.acts import FrameCoder
from dragoman.find.coders.features import Features
from dragoman.find.coders.tags import TAGS, tag_values
from dragoman.find.mentions import find_mentions
from dragoman.find.speech import find_speech
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import load_tables


@dataclass
class Tagged:
    """A sentence. values: (words, WORD_WIDTH + TAG_WIDTH). tags: an index into TAGS for each word."""

    text: str
    words: list[tuple[int, int]]
    values: np.ndarray
    tags: list[int]


def outermost(stretch: Stretch) -> list[tuple[str, int, int]]:
    """(role, start, end) of attributions that do not stand inside the content of another."""
    contents = [(n, s) for n, a in enumerate(stretch.attributions) for s in a.get("content", [])]
    found = []
    for n, attribution in enumerate(stretch.attributions):
        spans = [(role, *s) for role, parts in attribution.items() for s in parts]
        if not any(k != n and all(c[0] <= s and e <= c[1] for _, s, e in spans) for k, c in contents):
            found += spans
    return found


def sentences(stretch: Stretch) -> list[Tagged]:
    """The sentences of a stretch with their tags."""
    tables = load_tables(Options().folder)
    p = annotate(stretch.text)
    tags = [0] * len(p)
    for role in ("content", "source", "cue"):  # a source or cue inside a content's words wins
        for found, start, end in outermost(stretch):
            if found == role:
                first, last = p.tokens_between(start, end)
                for t in range(first, last):
                    tags[t] = TAGS.index(f"{'B' if t == first else 'I'}-{role}")
    features = Features(
        FrameCoder(p, find_mentions(p, tables.actors, tables.offices), tables.lexicon, tables.modality), []
    )
    quoted = tag_values(p, find_speech(p, tables.cues))
    out = []
    for first, last in p.sentences:
        base = p.starts[first]
        words = [(p.starts[t] - base, p.ends[t] - base) for t in range(first, last)]
        values = np.concatenate([np.stack([features.word(t) for t in range(first, last)]), quoted[first:last]], -1)
        own = [
            tags[t] if t > first or not TAGS[tags[t]].startswith("I-") else TAGS.index("B-" + TAGS[tags[t]][2:])
            for t in range(first, last)
        ]
        out.append(Tagged(p.text[base : p.ends[last - 1]], words, values, own))
    return out


def tagged() -> list[Tagged]:
    """All labelled sentences."""
    return [s for stretch in labelled() for s in sentences(stretch)]
