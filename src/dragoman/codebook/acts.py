"""The lexicon of acts: which word, in which construction, is which PLOVER type, and who does it to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.modality import load_words

TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
_WORD_KEYS = ("verb", "noun", "adj")
_ACROSS = ("presupposes", "finite")
_KEYS = {*_WORD_KEYS, "mode", "actor", "recipient", "parties", "needs", "lacks", "weight", "sure", "example", "note"}


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One word in one construction. Slots as in en/acts/README.md; needs and lacks hold lemmas, classes resolved.

    kind: verb, noun or adj. rest: the words after the lemma (particle, preposition), lower case. sure: the construction means nothing else. told: the tuned
    coder is told that there is such a word; not of those in en/acts/idioms, which came after it was trained.
    """

    id: str
    kind: str
    lemma: str
    rest: tuple[str, ...]
    type: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    parties: tuple[str, ...]
    needs: tuple[tuple[str, frozenset[str]], ...]
    lacks: tuple[tuple[str, frozenset[str]], ...]
    weight: float
    example: str
    sure: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by kind and lemma; modes that follow from content words; words of contexts; verbs that embed acts.

    modes: type → mode → lemmas. contexts: context → (strong, weak) phrases in lower case.
    embedding, support: lemma (with its rest, "call for") → class, as in en/embedding.yaml and en/support.yaml.
    classes: name → lemmas. grammar: lists of en/grammar.yaml.
    """

    entries: dict[tuple[str, str], tuple[ActEntry, ...]]
    modes: dict[str, dict[str, frozenset[str]]]
    contexts: dict[str, tuple[frozenset[str], frozenset[str]]]
    embedding: dict[str, str]
    support: dict[str, str]
    classes: dict[str, frozenset[str]]
    ends: dict[str, tuple[str, str | None]]
    presupposing: frozenset[str]
    finite: frozenset[str]
    grammar: dict[str, frozenset[str]]

    def of(self, kind: str, lemma: str) -> tuple[ActEntry, ...]:
        """The entries of a lemma; empty when it is in none."""
        return self.entries.get((kind, lemma), ())


def _listed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)


def _classes(folder: Folder) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for document in folder.yaml("en/classes.yaml"):
        for name, words in document.items():
            found.setdefault(name, set()).update(str(w).lower() for w in words)
    return {name: frozenset(_expand(words, found)) for name, words in found.items()}


def _expand(words: Iterable[str], classes: dict[str, set[str]], depth: int = 0) -> set[str]:
    out: set[str] = set()
    for word in words:
        if word.startswith("@"):
            if depth > 5 or word[1:] not in classes:
                raise CodebookError(f"en/classes.yaml: there is no class {word}.")
            out |= _expand(classes[word[1:]], classes, depth + 1)
        else:
            out.add(word)
    return out


def _conditions(raw: Any, classes: dict[str, frozenset[str]], where: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    for slot, words in (raw or {}).items():
        allowed: set[str] = set()
        for word in _listed(words):
            if word.startswith("@"):
                if word[1:] not in classes:
                    raise CodebookError(f"{where}: there is no class {word} in en/classes.yaml.")
                allowed |= classes[word[1:]]
            else:
                allowed.add(word.lower())
        found.append((str(slot), frozenset(allowed)))
    return tuple(found)


def _entry(raw: dict[str, Any], kind_type: str, classes: dict[str, frozenset[str]], name: str, n: int) -> ActEntry:
    where = f"en/acts/{name}.yaml, entry {n + 1}"
    kinds = [k for k in _WORD_KEYS if k in raw]
    if len(kinds) != 1:
        raise CodebookError(f"{where}: needs one of {', '.join(_WORD_KEYS)}.")
    if unknown := set(raw) - _KEYS:
        raise CodebookError(f"{where}: unknown keys {', '.join(sorted(unknown))}.")
    kind = kinds[0]
    lemma, *rest = str(raw[kind]).lower().split()
    words = (lemma, *rest)
    if kind == "noun" and len(words) > 1:
        # "travel ban": the last word heads the noun, those before it must modify it
        lemma, rest = words[-1], []
        raw = {**raw, "needs": {**(raw.get("needs") or {}), "compound": [" ".join(words[:-1])]}}
    parties = _listed(raw.get("parties"))
    default_actor = () if parties else (("poss", "nat", "by") if kind == "noun" else ("subj",))
    return ActEntry(
        id=f"{kind_type}/{kind}:{' '.join(words)}",
        kind=kind,
        lemma=lemma,
        rest=tuple(rest),
        type=kind_type,
        mode=next(iter(_listed(raw.get("mode"))), None),
        actor=_listed(raw.get("actor")) or default_actor,
        recipient=_listed(raw.get("recipient")),
        parties=parties,
        needs=_conditions(raw.get("needs"), classes, where),
        lacks=_conditions(raw.get("lacks"), classes, where),
        weight=float(raw.get("weight", 1.0)),
        example=str(raw.get("example", "")),
        sure=bool(raw.get("sure")),
    )


def _classed(folder: Folder, name: str) -> dict[str, str]:
    """Word → class; a word in several classes takes the first, and lists that cut across classes are kept apart."""
    found: dict[str, str] = {}
    for document in folder.yaml(name):
        for cls, words in document.items():
            for word in words if cls not in _ACROSS else ():
                found.setdefault(str(word).lower(), cls)
    return found


def _across(folder: Folder, name: str, key: str) -> frozenset[str]:
    return frozenset(str(w).lower() for document in folder.yaml(name) for w in document.get(key) or ())


def _words(folder: Folder, classes: dict[str, frozenset[str]]) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for document in folder.yaml("en/modes.yaml"):
        for kind, modes in document.items():
            conditions = _conditions(modes, classes, "en/modes.yaml")
            here = found.setdefault(kind, {})
            for mode, words in conditions:
                here[mode] = here.get(mode, frozenset()) | words
    return found


def _contexts(folder: Folder) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for document in folder.yaml("en/contexts.yaml"):
        for name, lists in document.items():
            strong, weak = found.get(name, (frozenset(), frozenset()))
            more = {k: frozenset(str(w).lower() for w in lists.get(k) or ()) for k in ("strong", "words")}
            found[name] = (strong | more["strong"], weak | more["words"])
    return found


def _ends(folder: Folder) -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for document in folder.yaml("en/ends.yaml"):
        for kind, code in document.items():
            base, _, mode = str(code).partition("-")
            found[kind] = (base, mode or None)
    return found


@lru_cache(maxsize=4)
def load_lexicon(folder: Folder) -> Lexicon:
    """The lexicon with a user's own entries added. Raises CodebookError, naming file and entry."""
    classes = _classes(folder)
    entries: dict[tuple[str, str], list[ActEntry]] = {}
    for kind_type, place in ((t, place) for place in ("", "idioms/") for t in TYPES):
        for n, raw in enumerate(folder.entries(f"en/acts/{place}{kind_type}.yaml")):
            entry = replace(_entry(raw, kind_type, classes, f"{place}{kind_type}", n), told=not place)
            entries.setdefault((entry.kind, entry.lemma), []).append(entry)
    return Lexicon(
        entries={key: tuple(found) for key, found in entries.items()},
        modes=_words(folder, classes),
        contexts=_contexts(folder),
        embedding=_classed(folder, "en/embedding.yaml"),
        support=_classed(folder, "en/support.yaml"),
        classes=classes,
        ends=_ends(folder),
        presupposing=_across(folder, "en/support.yaml", "presupposes"),
        finite=_across(folder, "en/embedding.yaml", "finite"),
        grammar=load_words(folder, "en/grammar.yaml"),
    )
