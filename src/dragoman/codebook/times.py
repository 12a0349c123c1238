"""Words and grammar of expressions of time, read from `en/times.yaml`.

Keys that a match may keep, and what they say (all are strings or whole numbers):

- a calendar: `year` (`yy`, two digits), `month`, `day`, `weekday` (1 Monday – 7), `season` (SP SU FA WI), `quarter`,
  `half_of`, `decade_year` (1990), `century` (19), `era` (BC), `holiday` (a rule of the class), `fiscal`, `weekend`;
- a place in it: `part` (START MID END BEFORE AFTER REST), `nth` of `unit_nth`, `daypart` (MO MI AF EV NI), `clock`;
- against an anchor: `unit` with `offset` (last week: week, -1), `which` (last November: -1), `anchor` (`text`: the day
  that the story has reached; `near`: either; else the publication day), `way` (`ago on earlier later past next in after
  before`) with a number `n` (and `half`, `tenths`, `n_to`) or `vague` (a rough number, 0 for none);
- ranges: the keys of each end behind `from.` and `to.`; `bound` (since until before after by) from a leading word;
- without days: `ref` (PRESENT_REF PAST_REF FUTURE_REF), `set`, `joined` (three-day);
- `bare_start`, `bare_end`: code points of the expression without its leading words, as TIMEX3 counts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.codebook.folder import CodebookError, Folder

Value = str | int
ATOM = re.compile(r"[0-9]+|['’‘ʼ][sS]\b|[^\W\d_]+|[^\w\s]|[_\d]")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "—": "–", "−": "–"})
_ELEMENT = re.compile(r"(\+?)(\{[^}]*\}|[^\s?]+?)(\??)")
_DIGITS = re.compile(r"#(\d+)-(\d+)")


def plain(word: str) -> str:
    """The word in lower case, with one kind of apostrophe, hyphen and dash."""
    return word.lower().translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern.

    kind: `words`, `class`, `number` or `form`. name: of the class or form. key: what its value is kept under, or what
    stands before the keys of a form. words: the literals. low, high: of a number. glued: no space before it.
    """

    kind: str
    name: str = ""
    key: str = ""
    words: frozenset[str] = frozenset()
    low: int = 0
    high: int = 0
    glued: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the keys that it sets itself, the TIMEX3 kind and the check by name (both for expressions alone)."""

    elements: tuple[Element, ...]
    sets: tuple[tuple[str, Value], ...] = ()
    kind: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Second:
    """What may stand behind the first word of a match: words, a number, or (alone) nothing of it."""

    words: frozenset[str]
    number: bool
    alone: bool

    def may_be(self, word: str) -> bool:
        """Whether a match can go on with this word or number, "" for the end of the text, or needs none."""
        return self.alone or word in self.words or (self.number and word[:1].isdigit())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A class's entry: its words, its value (or several keys), and whether it must begin with a capital."""

    words: tuple[str, ...]
    value: Value | tuple[tuple[str, Value], ...]
    capital: bool = False


@dataclass(frozen=True)
class Times:
    """The tables of `en/times.yaml`, compiled.

    classes: name → first word → phrases, longest first. forms: the grammar. expressions: what may be found.
    leads: words before an expression that belong to it → the keys they set, longest first.
    lists: plain word lists, by name.
    """

    classes: dict[str, dict[str, tuple[Phrase, ...]]]
    forms: dict[str, Starts]
    expressions: Starts
    leads: tuple[tuple[tuple[str, ...], tuple[tuple[str, Value], ...]], ...]
    lists: dict[str, frozenset[str]]
    fiscal: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Starts:
    """Rules by the word that they may begin with, each with what may stand behind it; `numbers` are those that may begin with a number."""

    words: dict[str, tuple[tuple[Rule, Second], ...]]
    numbers: tuple[tuple[Rule, Second], ...]

    def at(self, word: str, following: str) -> list[Rule]:
        """The rules that may match where this word or number stands before the following one, in order of the codebook."""
        rules = self.numbers if word[0].isdigit() else self.words.get(word, ())
        return [rule for rule, second in rules if second.may_be(following)]


class _Firsts:
    """Which words a pattern may begin with, worked out once for each form."""

    def __init__(self, classes: dict[str, dict[str, tuple[Phrase, ...]]], forms: dict[str, tuple[Rule, ...]]) -> None:
        self._classes = classes
        self._forms = forms
        self._known: dict[str, tuple[frozenset[str], bool]] = {}
        self._seconds: dict[str, Second] = {}

    def starts(self, rules: tuple[Rule, ...]) -> Starts:
        """The rules by their first words."""
        words: dict[str, list[tuple[Rule, Second]]] = {}
        numbers = []
        for rule in rules:
            known = rule, self._second(rule.elements)
            first, number = self._of(rule.elements)
            for word in first:
                words.setdefault(word, []).append(known)
            if number:
                numbers.append(known)
        return Starts({w: tuple(r) for w, r in words.items()}, tuple(numbers))

    def _of(self, elements: tuple[Element, ...]) -> tuple[frozenset[str], bool]:
        words: frozenset[str] = frozenset()
        number = False
        for element in elements:
            if element.kind == "words":
                words |= element.words
            elif element.kind == "class":
                words |= self._classes[element.name].keys()
            elif element.kind == "number":
                number = True
            else:
                more, digits = self._form(element.name)
                words, number = words | more, number or digits
            if not element.optional:
                break
        return words, number

    def _second(self, elements: tuple[Element, ...]) -> Second:
        words: set[str] = set()
        number = alone = False
        for n, element in enumerate(elements):
            short = True  # whether the element may be one word
            if element.kind == "class":
                phrases = [phrase for some in self._classes[element.name].values() for phrase in some]
                more = {phrase.words[1] for phrase in phrases if len(phrase.words) > 1}
                short = any(len(phrase.words) == 1 for phrase in phrases)
                words, number = words | more, number or any(word[0].isdigit() for word in more)
            elif element.kind not in ("words", "number"):
                form = self._second_of(element.name)
                words, number, short = words | form.words, number or form.number, form.alone
            rest = elements[n + 1 :]
            if short:
                behind, digits = self._of(rest)
                words, number = words | behind, number or digits
                alone = alone or all(other.optional for other in rest)
            if not element.optional:
                break
        return Second(frozenset(words), number, alone)

    def _second_of(self, name: str) -> Second:
        if name not in self._seconds:
            self._seconds[name] = Second(frozenset(), False, False)  # a form that begins with itself adds nothing
            found = [self._second(rule.elements) for rule in self._forms[name]]
            words = frozenset().union(*(f.words for f in found))
            self._seconds[name] = Second(words, any(f.number for f in found), any(f.alone for f in found))
        return self._seconds[name]

    def _form(self, name: str) -> tuple[frozenset[str], bool]:
        if name not in self._known:
            self._known[name] = frozenset(), False  # a form that begins with itself adds nothing
            found = [self._of(rule.elements) for rule in self._forms[name]]
            self._known[name] = frozenset().union(*(w for w, _ in found)), any(n for _, n in found)
        return self._known[name]


@lru_cache(maxsize=4)
def load_times(folder: Folder | None = None) -> Times:
    """The tables of the codebook in `folder` (default: the shipped one). Raises CodebookError."""
    merged: dict[str, Any] = {}
    for document in (folder or Folder()).yaml("en/times.yaml"):
        for section, content in document.items():
            merged[section] = _joined(merged.get(section), content)
    capitals = set(merged.get("capitals", ()))
    classes = {name: _class(entries, name in capitals) for name, entries in merged["classes"].items()}
    forms = {name: tuple(_rule(text) for text in rules) for name, rules in merged["grammar"].items()}
    expressions = tuple(_expression(text) for text in merged["expressions"])
    _checked(classes, forms, expressions)
    leads = sorted(((_words(p), _pairs(keys)) for p, keys in merged["leads"].items()), key=lambda lead: -len(lead[0]))
    lists = {name: frozenset(plain(w) for w in words) for name, words in merged["lists"].items()}
    fiscal = {name.lower(): (first, shift) for name, (first, shift) in merged["fiscal"].items()}
    firsts = _Firsts(classes, forms)
    starts = {name: firsts.starts(rules) for name, rules in forms.items()}
    return Times(classes, starts, firsts.starts(expressions), tuple(leads), lists, fiscal)


def _joined(old: Any, new: Any) -> Any:
    if old is None:
        return new
    if isinstance(old, dict):
        return {k: _joined(old.get(k), v) for k, v in {**old, **new}.items() if k in new} | {
            k: v for k, v in old.items() if k not in new
        }
    return [*old, *new] if isinstance(old, list) else new


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(plain(w) for w in ATOM.findall(str(phrase)))


def _class(entries: dict[str, Any], capital: bool) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for text, value in entries.items():
        words = _words(text)
        found.setdefault(words[0], []).append(
            Phrase(words, _pairs(value) if isinstance(value, dict) else value, capital)
        )
    return {first: tuple(sorted(phrases, key=lambda p: -len(p.words))) for first, phrases in found.items()}


def _pairs(keys: dict[str, Value] | None) -> tuple[tuple[str, Value], ...]:
    return tuple((keys or {}).items())


def _expression(text: str) -> Rule:
    kind, _, rest = text.partition(": ")
    pattern, _, check = rest.partition(" ! ")
    rule = _rule(pattern)
    return Rule(rule.elements, rule.sets, kind, check.strip())


def _rule(text: str) -> Rule:
    pattern, _, sets = text.partition("=>")
    pairs = []
    for one in sets.split():
        key, _, value = one.partition("=")
        pairs.append((key, int(value) if value.lstrip("-").isdigit() else value))
    return Rule(tuple(_element(part) for part in pattern.split()), tuple(pairs))


def _element(part: str) -> Element:
    match = _ELEMENT.fullmatch(part)
    if match is None:
        raise CodebookError(f"en/times.yaml: {part!r} is no element of a pattern.")
    glued, body, optional = bool(match[1]), match[2], bool(match[3])
    if not body.startswith("{"):
        return Element("words", words=frozenset(plain(w) for w in body.split("|")), glued=glued, optional=optional)
    key, colon, name = body[1:-1].rpartition(":")
    if name.startswith("@"):
        return Element("form", name[1:], key, glued=glued, optional=optional)
    if digits := _DIGITS.fullmatch(name):
        return Element("number", key=key, low=int(digits[1]), high=int(digits[2]), glued=glued, optional=optional)
    return Element("class", name, key if colon else name, glued=glued, optional=optional)


def _checked(classes: Iterable[str], forms: dict[str, tuple[Rule, ...]], expressions: tuple[Rule, ...]) -> None:
    """Raises CodebookError where a pattern names a class or form that is not there."""
    names = set(classes)
    for rule in (*expressions, *(r for rules in forms.values() for r in rules)):
        for element in rule.elements:
            if element.kind == "class" and element.name not in names:
                raise CodebookError(f"en/times.yaml: there is no class {element.name!r}.")
            if element.kind == "form" and element.name not in forms:
                raise CodebookError(f"en/times.yaml: there is no form {element.name!r}.")
