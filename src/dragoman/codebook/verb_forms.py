"""Forms of English verbs: regular ones by rule, others from a table of lemma → (past, participle)."""

from __future__ import annotations

from collections.abc import Mapping

_PREFIXES = ("over", "under", "out", "un", "re", "fore", "mis")
Irregular = Mapping[str, tuple[str, str]]


def past(lemma: str, irregular: Irregular) -> str:
    """Past tense."""
    return _told(lemma, irregular)[0]


def participle(lemma: str, irregular: Irregular) -> str:
    """Past participle."""
    return _told(lemma, irregular)[1]


def _told(lemma: str, irregular: Irregular) -> tuple[str, str]:
    """Past and participle; of "overrun" as of "run"."""
    if lemma in irregular:
        return irregular[lemma]
    for prefix in _PREFIXES:
        base = lemma.removeprefix(prefix)
        if base != lemma and base in irregular:
            return prefix + irregular[base][0], prefix + irregular[base][1]
    return regular(lemma), regular(lemma)


def regular(lemma: str) -> str:
    """Regular past tense and participle."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "i", "o", "u"):
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ed"


def _doubles(lemma: str) -> bool:
    """Whether the last letter doubles: a single vowel, then one consonant at the end ("ban", "slam")."""
    vowels = [letter in "aeiou" for letter in lemma]
    return len(lemma) > 2 and sum(vowels) == 1 and vowels[-2] and lemma[-1] not in "wxy"


def forms(lemma: str, irregular: Irregular) -> set[str]:
    """Base, -s, past, participle and -ing."""
    consonant_y = lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "i", "o", "u")
    sibilant = lemma.endswith(("s", "x", "z", "sh", "ch"))
    third = lemma[:-1] + "ies" if consonant_y else lemma + ("es" if sibilant else "s")
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    told = past(lemma, irregular)
    if told == f"{lemma}{lemma[-1]}ed":
        stem = lemma + lemma[-1]
    return {lemma, third, stem + "ing", told, participle(lemma, irregular)}
