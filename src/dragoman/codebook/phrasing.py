"""Phrasing: how a claim is put into a sentence, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder

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
    """

    types: dict[str, Phrase]
    words: dict[tuple[str, str], tuple[tuple[tuple[str, ...], Phrase], ...]]
    irregular: dict[str, tuple[str, str]]
    labels: dict[str, dict[str, str]]
    lists: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def empty_words(self) -> frozenset[str]:
        """Words that say nothing about which act a sentence tells of."""
        return self.lists["empty_words"]

    def past(self, verb: str) -> str:
        """Past tense of a lemma."""
        return self.irregular[verb][0] if verb in self.irregular else _regular(verb)

    def participle(self, verb: str) -> str:
        """Past participle of a lemma."""
        return self.irregular[verb][1] if verb in self.irregular else _regular(verb)


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def _forms(lemma: str, irregular: dict[str, tuple[str, str]]) -> set[str]:
    """All forms of a verb: base, -s, past, participle, -ing."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    third = (
        lemma[:-1] + "ies"
        if lemma.endswith("y") and lemma[-2] not in "aeiou"
        else lemma + ("es" if lemma[-1] in "sxz" or lemma[-2:] in ("sh", "ch") else "s")
    )
    forms = {lemma, third, stem + "ing", *(irregular.get(lemma) or (_regular(lemma),))}
    if (
        lemma in irregular
        and irregular[lemma][0].endswith(lemma[-1] + "ed")
        and len(irregular[lemma][0]) == len(lemma) + 3
    ):
        forms.add(irregular[lemma][0][:-2] + "ing")
    return forms


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
    types: dict[str, Phrase] = {}
    words: dict[tuple[str, str], dict[tuple[str, ...], Phrase]] = {}
    irregular: dict[str, tuple[str, str]] = {}
    labels: dict[str, dict[str, str]] = {}
    lists: dict[str, frozenset[str]] = {}
    for document in reversed(folder.yaml("en/phrasing.yaml")):  # a user's own entries come first and stay
        for lemma, forms in document.get("irregular", {}).items():
            past, participle = str(forms).split()
            irregular.setdefault(lemma, (past, participle))
        for code, raw in document.get("types", {}).items():
            types.setdefault(code, _phrase(raw, f"en/phrasing.yaml, types, {code}", {}))
        for code, entries in document.get("words", {}).items():
            for key, raw in entries.items():
                _add_word(code, str(key), raw, irregular, words)
        for name, value in document.items():
            if isinstance(value, list):
                lists[name] = lists.get(name, frozenset()) | frozenset(str(v) for v in value)
            elif name not in ("types", "words", "irregular"):
                labels[name] = {**{str(k): str(v) for k, v in value.items()}, **labels.get(name, {})}
    ranked = {k: tuple(sorted(v.items(), key=lambda p: -len(p[0]))) for k, v in words.items()}
    return Phrasing(types, ranked, irregular, labels, lists)


def _add_word(
    code: str,
    key: str,
    raw: dict[str, Any],
    irregular: dict[str, tuple[str, str]],
    words: dict[tuple[str, str], dict[tuple[str, ...], Phrase]],
) -> None:
    lemma, *rest = key.split()
    phrase = _phrase(raw, f"en/phrasing.yaml, words, {code}, {key}", _DIRECT)
    for form in (*_forms(lemma, irregular), *(str(n) for n in raw.get("nouns") or ())):
        words.setdefault((code, form), {}).setdefault(tuple(rest), phrase)
