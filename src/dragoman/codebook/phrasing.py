"""Phrasing: how a claim is put into a sentence, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dragoman.codebook.acts import load_lexicon
from dragoman.codebook.folder import CodebookError, Folder
from dragoman.codebook.modality import load_words
from dragoman.codebook.verb_forms import forms, participle, past

_PATTERNS = ("do", "alone", "both", "done", "do_o", "alone_o")
_KINDS = frozenset({"to", "prep", "that", "noun"})
_DIRECT = {"to": "", "prep": "", "that": ""}


@dataclass(frozen=True)
class Phrase:
    """Patterns of one act, by constellation; keys as in the head of en/phrasing.yaml. joins: kind of complement →
    connecting words.
    """

    patterns: dict[str, str]
    joins: dict[str, str]


@dataclass(frozen=True)
class Phrasing:
    """All of en/phrasing.yaml. types: TYPE or TYPE-mode → phrase. words: (TYPE, form of the trigger) → (words after
    it, phrase), longest first.

    verbs: form → lemma, of all verbs of the lexicon of acts. verb_types: lemma → types that it can be.
    """

    types: dict[str, Phrase]
    words: dict[tuple[str, str], tuple[tuple[tuple[str, ...], Phrase], ...]]
    irregular: dict[str, tuple[str, str]]
    labels: dict[str, dict[str, str]]
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    verbs: dict[str, str] = field(default_factory=dict)
    verb_types: dict[str, frozenset[str]] = field(default_factory=dict)

    def past(self, verb: str) -> str:
        """Past tense of a lemma."""
        return past(verb, self.irregular)

    def participle(self, verb: str) -> str:
        """Past participle of a lemma."""
        return participle(verb, self.irregular)


def _phrase(raw: dict[str, Any], where: str, joins: dict[str, str]) -> Phrase:
    if unknown := set(raw) - {*_PATTERNS, "joins", "nouns"}:
        raise CodebookError(f"{where}: unknown keys {', '.join(sorted(unknown))}.")
    given = raw.get("joins", joins)
    if unknown := set(given) - _KINDS:
        raise CodebookError(f"{where}: joins knows {', '.join(sorted(_KINDS))}, not {', '.join(sorted(unknown))}.")
    return Phrase({k: str(raw[k]) for k in _PATTERNS if k in raw}, dict(given))


@lru_cache(maxsize=4)
def load_phrasing(folder: Folder = Folder()) -> Phrasing:  # noqa: B008
    """The phrasing of `folder`, a user's own entries over the shipped ones. Raises CodebookError."""
    documents = folder.yaml("en/phrasing.yaml")[::-1]  # a user's own entries come first and stay
    irregular: dict[str, tuple[str, str]] = {}
    types: dict[str, Phrase] = {}
    labels: dict[str, dict[str, str]] = {}
    lists: dict[str, frozenset[str]] = {}
    for document in documents:
        for lemma, told in document.get("irregular", {}).items():
            first, second = str(told).split()
            irregular.setdefault(lemma, (first, second))
        for code, raw in document.get("types", {}).items():
            types.setdefault(code, _phrase(raw, f"en/phrasing.yaml, types, {code}", {}))
        for name, value in document.items():
            if isinstance(value, list):
                lists[name] = lists.get(name, frozenset()) | frozenset(str(v) for v in value)
            elif name not in ("types", "words", "irregular"):
                labels[name] = {**{str(k): str(v) for k, v in value.items()}, **labels.get(name, {})}
    modality = load_words(folder, "en/modality.yaml")
    lists["unreal_modifiers"] |= modality["future-modifier"] | modality["possible-modifier"]
    kinds = {
        lemma: frozenset(e.type for e in entries)
        for (kind, lemma), entries in sorted(load_lexicon(folder).entries.items())
        if kind == "verb"
    }
    verbs = {form: lemma for lemma in kinds for form in forms(lemma, irregular)}
    verbs.update({lemma: lemma for lemma in kinds})
    return Phrasing(types, _words(documents, irregular), irregular, labels, lists, verbs, kinds)


def _words(
    documents: list[Any], irregular: dict[str, tuple[str, str]]
) -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Phrase], ...]]:
    """`words` of all documents by type and form of the trigger, keys with most words first."""
    found: dict[tuple[str, str], dict[tuple[str, ...], Phrase]] = {}
    for document in documents:
        for code, entries in document.get("words", {}).items():
            for key, raw in entries.items():
                lemma, *rest = str(key).split()
                phrase = _phrase(raw, f"en/phrasing.yaml, words, {code}, {key}", _DIRECT)
                for form in (*forms(lemma, irregular), *(str(n) for n in raw.get("nouns") or ())):
                    found.setdefault((code, form), {}).setdefault(tuple(rest), phrase)
    return {k: tuple(sorted(v.items(), key=lambda p: -len(p[0]))) for k, v in found.items()}
