"""One label for a sentence with a given source and target."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from dragoman.annotate import annotate
from dragoman.codebook.folder import Folder
from dragoman.encode import load_encoder, load_heads
from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder, codes
from dragoman.find.coders.features import Features
from dragoman.find.compose import compose
from dragoman.find.mentions import find_mentions
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import Tables, load_tables
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions, Party

_SOURCE, _TARGET = "source", "target"
# Where no frame fits at all: the commonest class of an act whose word is unknown.
_FALLBACK = "ACCUSE"


@lru_cache(maxsize=2)
def labels_of(folder: Folder) -> dict[str, dict[str, str]]:
    """How types, modes and auxiliary modes are answered in the given-pairs sets (plv-labels.yaml), by what is answered."""
    merged: dict[str, dict[str, str]] = {}
    for document in folder.yaml("plv-labels.yaml"):
        for key, table in document.items():
            merged.setdefault(key, {}).update(table)
    return merged


# How much a frame's label adds to the log of the encoder's probability: where its roles are the given ones, where one of them
# is, and where only its word stands near. Chosen on plv-train, which nothing that ships is trained on.
_ADDS = (2.5, 1.2, 0.5)


def relation(sentence: str, source: str, target: str, options: Options | None = None) -> str:
    """The label of what `source` does to `target`, in the labels of the given-pairs sets; never NONE."""
    options = options or Options()
    tables = load_tables(options.folder)
    parsed = annotate(sentence, options.model, tables.forms)
    given = [m for m in (_given(parsed, source, _SOURCE), _given(parsed, target, _TARGET)) if m is not None]
    label, fit = _by_frames(parsed, given, tables, options.folder)
    if options.coder == "frames" or len(given) < 2:
        return label or _FALLBACK
    return _answered(parsed, given, tables, options, label, fit)


def _by_frames(parsed: ParsedText, given: list[Mention], tables: Tables, folder: Folder) -> tuple[str | None, float]:
    """The label by the frames, and how well its roles are the given ones; 0 for a word that merely stands near."""
    coder = FrameCoder(parsed, Mentions(tuple(given)), tables.lexicon, tables.modality)
    best = max(compose(coder.acts(), coder, tables.lexicon), key=_fit, default=None)
    if best is not None and _fit(best) >= 1:
        return answer(best, labels_of(folder)), _fit(best)
    return _nearest_word(coder, given, tables, labels_of(folder)), 0.0


def _answered(
    parsed: ParsedText, given: list[Mention], tables: Tables, options: Options, framed: str | None, fit: float
) -> str:
    """The likeliest label by encoder and frames together."""
    found = find_mentions(parsed, tables.actors, tables.offices)
    rest = [m for m in found.items if all(m.last <= g.first or g.last <= m.first for g in given)]
    mentions = Mentions(tuple(sorted((*given, *rest), key=lambda m: (m.first, -m.last))))
    coder = FrameCoder(parsed, mentions, tables.lexicon, tables.modality)
    features = Features(coder, coder.acts())
    values = np.stack([features.word(t) for t in range(len(parsed))])
    heads = load_heads(options.weights)
    (vectors,) = load_encoder(options.weights).words([(parsed.text, list(zip(parsed.starts, parsed.ends)))])
    one, other = (vectors[m.first : m.last].mean(0) for m in given)
    scores, weights = heads.answers(vectors, values, one, other)
    adds = _ADDS[0 if fit >= 3 else 1 if fit >= 1 else 2]
    sums = {
        n: float(np.log(p + 1e-6)) + adds * (n == framed) for n, p in zip(heads.labels.answers, scores) if n != "NONE"
    }
    best = max(sums, key=lambda n: sums[n])
    return "AGREE" if best == "YIELD" and _promised(coder, int(weights.argmax())) else best


def _promised(coder: FrameCoder, token: int) -> bool:
    """Whether the act's word stands under a promise or ahead: "agreed to free", "will lift"."""
    status = coder.modality.status(token)
    return "future" in status.aux or status.embedding == "commit"


def answer(act: ActFound, labels: dict[str, dict[str, Any]]) -> str:
    """The act in the sets' labels."""
    if "negation" in act.status.aux and act.type in labels["negated"]:
        return str(labels["negated"][act.type])
    ahead = "future" in act.status.aux or any("promised concession" in w or "future RETREAT" in w for w in act.why)
    if ahead and act.type in labels["future"]:
        return str(labels["future"][act.type])
    if (by_mode := labels["modes"].get(f"{act.type}-{act.mode}")) is not None:
        return str(by_mode)
    return str(labels["types"].get(act.type, act.type))


def _fit(act: ActFound) -> float:
    """How well the act's roles are the given ones."""
    actors, recipients = codes(act.actors), codes(act.recipients)
    if _SOURCE in actors and _TARGET in recipients:
        return 4 + act.weight
    if act.reciprocal and {_SOURCE, _TARGET} <= actors:
        return 3.5 + act.weight
    if _SOURCE in actors and _TARGET not in actors:
        return 2 + act.weight
    if _TARGET in recipients and _SOURCE not in recipients:
        return 1.5 + act.weight
    return 0.0


def _given(parsed: ParsedText, words: str, code: str) -> Mention | None:
    start = parsed.text.find(words)
    if start < 0:
        return None
    first, last = parsed.tokens_between(start, start + len(words))
    if first > 0 and parsed.ends[first - 1] > start:
        first -= 1  # the words begin inside a token: "pro-U.S."
    if first >= last:
        return None
    outside = [t for t in range(first, last) if not first <= parsed.heads[t] < last or parsed.heads[t] == t]
    span = parsed.span(first, last)
    party = Party(code, words, span.text, span.start, span.end)
    return Mention(first, last, outside[0] if outside else last - 1, "role", (party,))


def _nearest_word(
    coder: FrameCoder, given: list[Mention], tables: Tables, labels: dict[str, dict[str, str]]
) -> str | None:
    """The type of the act's word nearest to the two, whatever its construction."""
    best: tuple[int, str] | None = None
    for token in range(len(coder.parsed)):
        kind = coder.matcher.kind_of(token)
        entries = tables.lexicon.of(kind, coder.parsed.lemmas[token]) if kind else ()
        if not entries:
            continue
        entry = max(entries, key=lambda e: (not e.needs, e.weight))
        distance = (
            sum(min(abs(token - m.first), abs(token - m.last)) for m in given)
            + (5 if entry.needs else 0)
            + 3 * (kind != "verb")
        )
        if best is None or distance < best[0]:
            best = (
                distance,
                labels["modes"].get(f"{entry.type}-{entry.mode}") or labels["types"].get(entry.type, entry.type),
            )
    return best[1] if best else None
