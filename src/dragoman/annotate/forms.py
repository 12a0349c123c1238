"""Coarse tags and lemmas as spaCy's attribute ruler and lemmatizer give them, each combination of word, tag and label worked out once.

The two look at a token's word, its tag and, for some labels, its label; a few patterns look at two words together ("gon na", an expletive and
its verb). A text that may hold such a pair is given to the components themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from dragoman.annotate.vectors import UnlikeError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST = 200_000  # words with a tag kept; then they begin anew
_KNOWN = {"LOWER", "TAG", "DEP", "IS_SPACE"}
_ALL = 1 << 64
Token = tuple[int, int, int]
Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """What is said of a token. opens, closes: patterns of several tokens that it may be the first or the second of."""

    pos: str
    lemma: str
    opens: frozenset[int]
    closes: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with a tag. told: labels that make a difference to it. forms: by label, 0 for all others."""

    told: frozenset[int]
    forms: dict[int, Form]


class Forms:
    """What ruler and lemmatizer of a pipeline say. Raises UnlikeError where the ruler looks at more than words, tags and labels."""

    def __init__(self, nlp: Language) -> None:
        ruler = self.ruler = cast(Any, nlp.get_pipe("attribute_ruler"))
        lemmatizer = self.lemmatizer = cast(Any, nlp.get_pipe("lemmatizer"))
        self.vocab = nlp.vocab
        if type(lemmatizer).__name__ != "EnglishLemmatizer" or lemmatizer.mode != "rule":
            raise UnlikeError("a lemmatizer of another kind")
        patterns: list[list[Condition]] = [p for entry in ruler.patterns for p in entry["patterns"]]
        if any(set(token) - _KNOWN for pattern in patterns for token in pattern):
            raise UnlikeError("an attribute ruler that looks at more than words, tags and labels")
        self.longer = [pattern for pattern in patterns if len(pattern) > 1]
        self._by_label = [
            ({name: told for name, told in token.items() if name != "DEP"}, frozenset(_strings(token["DEP"])))
            for pattern in patterns
            for token in pattern
            if "DEP" in token
        ]
        told = frozenset().union(*(labels for _, labels in self._by_label))
        labels = [label for label in nlp.get_pipe("parser").labels if label not in told]  # type: ignore[attr-defined]
        if not labels:
            raise UnlikeError("an attribute ruler that looks at every label")
        self._other = str(labels[0])
        self._words: dict[tuple[int, int], _Word] = {}

    def of(self, docs: Sequence[Doc], tokens: Sequence[Sequence[Token]]) -> list[tuple[list[str], list[str]]]:
        """For each text its coarse tags and lemmas. tokens: word, tag and label of each token, spaCy's numbers of them as signed ones."""
        if len(self._words) > MOST:
            self._words.clear()
        missing: dict[Token, _Word] = {}
        found = []
        for row in tokens:
            places = []
            for word, tag, label in row:
                known = self._words.get((word, tag)) or self._new(word, tag)
                label = label if label in known.told else 0
                if label not in known.forms:
                    missing[word, tag, label] = known
                places.append((known.forms, label))
            found.append(places)
        if missing:
            self._learn(missing)
        return [self._one(doc, [forms[label] for forms, label in row]) for doc, row in zip(docs, found)]

    def _one(self, doc: Doc, forms: Sequence[Form]) -> tuple[list[str], list[str]]:
        if any(a.opens and a.opens & b.closes for a, b in pairwise(forms)):
            doc = self.lemmatizer(self.ruler(doc))
            return [t.pos_ for t in doc], [t.lemma_ for t in doc]
        return [form.pos for form in forms], [form.lemma for form in forms]

    def _new(self, word: int, tag: int) -> _Word:
        strings = self.vocab.strings
        text = strings[word % _ALL]
        seen = {"LOWER": text.lower(), "TAG": strings[tag % _ALL], "IS_SPACE": text.isspace()}
        told = {label for others, labels in self._by_label if _may_be(others, seen) for label in labels}
        new = self._words[word, tag] = _Word(frozenset(_signed(strings[label]) for label in told if label), {})
        return new

    def _learn(self, missing: Mapping[Token, _Word]) -> None:
        """Asks the components, in one text of the words; what may be part of a longer pattern is kept apart by commas."""
        from spacy.tokens import Doc

        strings = self.vocab.strings
        rows: list[tuple[str, str, str]] = []
        places, pairs = [], []
        for word, tag, label in missing:
            row = strings[word % _ALL], strings[tag % _ALL], strings[label % _ALL] if label else self._other
            sides = self._sides(*row)
            rows += [(",", ",", self._other), row, (",", ",", self._other)] if any(sides) else [row]
            places.append(len(rows) - (2 if any(sides) else 1))
            pairs.append(sides)
        words, tags, labels = (list(column) for column in zip(*rows))
        doc = Doc(self.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
        doc = self.lemmatizer(self.ruler(doc))
        for (token, known), place, sides in zip(missing.items(), places, pairs):
            known.forms[token[2]] = Form(doc[place].pos_, doc[place].lemma_, *sides)

    def _sides(self, word: str, tag: str, label: str) -> tuple[frozenset[int], frozenset[int]]:
        """The longer patterns that a token may open, and whose second token it may be."""
        seen = {"LOWER": word.lower(), "TAG": tag, "DEP": label, "IS_SPACE": word.isspace()}
        first, second = (
            frozenset(n for n, pattern in enumerate(self.longer) if _may_be(pattern[side], seen)) for side in (0, 1)
        )
        return first, second


def _signed(number: int) -> int:
    return number - _ALL if number >= _ALL // 2 else number


def _strings(condition: Any) -> list[str]:
    if isinstance(condition, str):
        return [condition]
    return [text for texts in condition.values() for text in texts] if isinstance(condition, Mapping) else []


def _may_be(token: Condition, seen: Mapping[str, Any]) -> bool:
    """Whether a token may be what a pattern asks for; True where the condition is of another form."""
    return all(_meets(condition, seen[name]) for name, condition in token.items())


def _meets(condition: Any, value: Any) -> bool:
    if not isinstance(condition, Mapping):
        return bool(condition == value)
    return all(_TESTS[name](told, value) if name in _TESTS else True for name, told in condition.items())


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "IN": lambda told, value: value in told,
    "NOT_IN": lambda told, value: value not in told,
    "REGEX": lambda told, value: re.search(told, value) is not None,
}
