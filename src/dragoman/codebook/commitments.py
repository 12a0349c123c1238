"""By which words somebody is bound to a deed still to come, what keeps it and what breaks it: en/commitments.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder

_FILE = "en/commitments.yaml"
KINDS = ("promise", "agreement", "offer", "invitation", "announced step")
_PLACES = ("before", "within", "after", "sentence")
_READINGS = ("day", "days", "month", "end", "next", "within", "year", "season", "tomorrow", "weekday")
# Stands for each letter of a party's name where a form asks for {party}.
MASK = "§"


@dataclass(frozen=True)
class Form:
    """Words that bind. masked: whether it is looked for where the names of parties are masked."""

    pattern: re.Pattern[str]
    kind: str
    masked: bool


@dataclass(frozen=True)
class Veto:
    """What makes it none. where: before the binding words, within them and on, after them, or anywhere in the sentence. only: kinds it is for; empty for all."""

    pattern: re.Pattern[str]
    where: str
    only: frozenset[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class DeadlineForm:
    """reading: how its groups are read. example: words, the day they are said on, first and last day of what they mean."""

    pattern: re.Pattern[str]
    reading: str
    example: tuple[str, str, str, str]


@dataclass(frozen=True)
class CommitmentWords:
    """All of en/commitments.yaml. alone: triggers of AGREE that bind by themselves. weak: (words, reason). deeds: (beginnings of words, types). endings: how those go on. past: words behind which a day
    sets no deadline. seasons: first and last month."""

    forms: tuple[Form, ...]
    alone: frozenset[str]
    vetoes: tuple[Veto, ...]
    weak: tuple[tuple[re.Pattern[str], str], ...]
    deeds: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    endings: frozenset[str]
    past: re.Pattern[str]
    contrary_types: frozenset[str]
    contrary: re.Pattern[str]
    put_off: re.Pattern[str]
    empty: frozenset[str]
    deadlines: tuple[DeadlineForm, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    numbers: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]

    def deed(self, matter: str) -> frozenset[str]:
        """Types under which the deed that the words name is told when it is done; empty when they name none."""
        words = re.findall(r"[a-z-]+", matter.lower())
        return frozenset().union(
            *(types for starts, types in self.deeds if any(self._goes_on(word, starts) for word in words))
        )

    def _goes_on(self, word: str, starts: tuple[str, ...]) -> bool:
        return any(word.startswith(start) and word[len(start) :] in self.endings for start in starts)


@lru_cache(maxsize=4)
def load_commitment_words(folder: Folder = Folder()) -> CommitmentWords:  # noqa: B008
    """The words of a codebook folder, a user's own added. Raises CodebookError, also for a form that does not match its example."""
    made = _joined(folder.yaml(_FILE))
    lists = {name: _alternatives(words) for name, words in made["lists"].items()}
    lists["month"], lists["weekday"] = _alternatives(made["months"]), _alternatives(made["weekdays"])
    lists["number"] = _alternatives(made["numbers"])
    contrary = made["contrary"]
    return CommitmentWords(
        tuple(_form(one, lists) for one in made["forms"]),
        frozenset(map(str, made["alone"])),
        tuple(_veto(one, lists) for one in made["vetoes"]),
        tuple((_pattern(one, lists), str(one["reason"])) for one in made["weak"]),
        tuple((tuple(map(str, d["words"])), frozenset(map(str, d["types"]))) for d in made["deeds"].values()),
        frozenset(map(str, made["endings"])),
        re.compile(rf"\b{_alternatives(made['past'])}\b[^,;]{{0,50}}$"),
        frozenset(map(str, contrary["types"])),
        re.compile(rf"\b{_alternatives(contrary['words'])}\b", re.IGNORECASE),
        re.compile(rf"\b{_alternatives(contrary['put-off'])}\b", re.IGNORECASE),
        frozenset(map(str, made["empty"])),
        tuple(_deadline(one, lists) for one in made["deadlines"]),
        tuple(made["months"]),
        tuple(made["weekdays"]),
        {str(word): int(n) for word, n in made["numbers"].items()},
        {str(name): (int(a), int(b)) for name, (a, b) in made["seasons"].items()},
    )


def _joined(documents: Sequence[Any]) -> dict[str, Any]:
    """The documents as one: lists end to end, tables key by key."""
    made: dict[str, Any] = {}
    for document in documents:
        for name, value in document.items():
            if made and documents[0] is not document and name not in made:
                raise CodebookError(f"{_FILE}: unknown key {name}.")
            if isinstance(value, list):
                made[name] = [*made.get(name, ()), *value]
            else:
                before = made.get(name, {})
                made[name] = before | {
                    k: [*before[k], *v] if isinstance(v, list) and k in before else v for k, v in value.items()
                }
    return made


def _alternatives(words: Any) -> str:
    """Plain words as a group of alternatives, longest first."""
    return "(?:" + "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: -len(str(w)))) + ")"


def _compiled(form: str, lists: Mapping[str, str]) -> re.Pattern[str]:
    filled = form.replace("{party}", rf"{MASK}+")
    for name, words in lists.items():
        filled = filled.replace("{" + name + "}", words)
    try:
        return re.compile(filled)
    except re.error as error:
        raise CodebookError(f"{_FILE}: {form!r} is no regular expression: {error}.") from error


def _pattern(one: Mapping[str, Any], lists: Mapping[str, str]) -> re.Pattern[str]:
    """The form of an entry, proved on its example and on what it must not match."""
    pattern = _compiled(str(one["form"]), lists)
    for key, wanted in (("example", True), ("not", False)):
        told = str(one.get(key, "")).replace("{party}", MASK * 3).lower()
        if told and bool(pattern.search(told)) is not wanted:
            verb = "does not match its example" if wanted else "matches what it must not"
            raise CodebookError(f"{_FILE}: {one['form']!r} {verb}: {one[key]!r}.")
    if "example" not in one:
        raise CodebookError(f"{_FILE}: {one['form']!r} has no example.")
    return pattern


def _form(one: Mapping[str, Any], lists: Mapping[str, str]) -> Form:
    if one.get("kind") not in KINDS:
        raise CodebookError(f"{_FILE}: {one.get('form')!r}: kind is one of {', '.join(KINDS)}.")
    return Form(_pattern(one, lists), str(one["kind"]), "{party}" in str(one["form"]))


def _veto(one: Mapping[str, Any], lists: Mapping[str, str]) -> Veto:
    if one.get("where") not in _PLACES:
        raise CodebookError(f"{_FILE}: {one.get('form')!r}: where is one of {', '.join(_PLACES)}.")
    unless = _compiled(str(one["except"]), lists) if "except" in one else None
    return Veto(_pattern(one, lists), str(one["where"]), frozenset(one.get("only", ())), unless)


def _deadline(one: Mapping[str, Any], lists: Mapping[str, str]) -> DeadlineForm:
    if one.get("reading") not in _READINGS:
        raise CodebookError(f"{_FILE}: {one.get('form')!r}: reading is one of {', '.join(_READINGS)}.")
    words, *days = (str(value) for value in one["example"])
    pattern = _pattern({**one, "example": words}, lists)
    return DeadlineForm(pattern, str(one["reading"]), (words, days[0], days[1], days[2]))
