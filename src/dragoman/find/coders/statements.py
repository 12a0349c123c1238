"""Source, cue and content of statements by the tuned tagger: one tag a word, the likeliest lawful sequence of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.encode import Encoder, Heads
from dragoman.find.acts import FrameCoder
from dragoman.find.coders.features import Features
from dragoman.find.coders.tags import tag_values
from dragoman.find.quotes import quotations
from dragoman.find.speech import SpeechFound

Floats = NDArray[np.float32]
_NEVER = -1e4


def tag_statements(
    coder: FrameCoder, speeches: Sequence[SpeechFound], encoder: Encoder, heads: Heads
) -> list[tuple[str, int, int]]:
    """(role, first, last) of a parse, tokens half-open, in order of the text. role: `source`, `cue` or `content`."""
    p = coder.parsed
    features = Features(coder, [])
    beside = tag_values(p, speeches)
    sentences = []
    for first, last in p.sentences:
        start = p.starts[first]
        sentences.append(
            (p.text[start : p.ends[last - 1]], [(p.starts[t] - start, p.ends[t] - start) for t in range(first, last)])
        )
    found = []
    for (first, last), vectors in zip(p.sentences, encoder.words(sentences)):
        values = np.concatenate([np.stack([features.word(t) for t in range(first, last)]), beside[first:last]], -1)
        tags = best_sequence(heads.tags(vectors, values), heads.labels.tags)
        found += [(role, first + a, first + b) for role, a, b in spans(tags)]
    return _joined(_whole_cues(found, coder), coder)


_BEFORE_VERB = {"aux", "auxpass", "neg", "advmod"}


def _whole_cues(found: list[tuple[str, int, int]], coder: FrameCoder) -> list[tuple[str, int, int]]:
    """Cues with the auxiliaries and adverbs that stand right before their verb; cues side by side are one."""
    p = coder.parsed
    kept: list[tuple[str, int, int]] = []
    for role, first, last in found:
        if role == "cue":
            if kept and kept[-1][0] == "cue" and kept[-1][2] == first:
                first = kept.pop()[1]
            least = kept[-1][2] if kept else 0
            while first > least and p.labels[first - 1] in _BEFORE_VERB and first <= p.heads[first - 1] < last:
                first -= 1
        kept.append((role, first, last))
    return kept


def _joined(found: list[tuple[str, int, int]], coder: FrameCoder) -> list[tuple[str, int, int]]:
    """Contents that go on from one sentence to the next inside one quotation are one."""
    p = coder.parsed
    quotes = [p.tokens_between(start, end) for start, end in quotations(p)]
    kept: list[tuple[str, int, int]] = []
    for role, first, last in found:
        if kept and role == "content" == kept[-1][0] and kept[-1][2] == first:
            before = kept[-1]
            if any(a <= before[1] and first < b for a, b in quotes):
                kept[-1] = (role, before[1], last)
                continue
        kept.append((role, first, last))
    return kept


def best_sequence(scores: Floats, tags: Sequence[str]) -> list[str]:
    """The likeliest sequence in which `I-x` only follows `B-x` or `I-x` (Viterbi). scores: (words, tags), probabilities."""
    logs = np.log(np.maximum(scores, 1e-9))
    lawful = np.array([[_may_follow(a, b) for b in tags] for a in tags])
    best = logs[0] + np.array([0.0 if not t.startswith("I-") else _NEVER for t in tags])
    back = []
    for row in logs[1:]:
        paths = best[:, None] + np.where(lawful, 0.0, _NEVER)
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    at = int(best.argmax())
    sequence = [at]
    for step in reversed(back):
        at = int(step[at])
        sequence.append(at)
    return [tags[n] for n in reversed(sequence)]


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]


def spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """(role, first, last), half-open, of a lawful sequence."""
    found: list[tuple[str, int, int]] = []
    for n, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((tag[2:], n, n + 1))
        elif tag.startswith("I-") and found:
            role, first, _ = found[-1]
            found[-1] = (role, first, n + 1)
    return found
