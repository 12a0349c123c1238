"""Coarse tags and lemmas as spaCy's attribute ruler and lemmatizer give them, each combination of word, tag and label worked out once.

The two look at a token's word, its tag and, for some labels, its label; a few patterns look at two words together ("gon na", an expletive and
its verb). A text that may hold such a pair is given to the components themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.annotate.vectors import Unlike

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST = 200_000  # combinations kept; then they begin anew
_KNOWN = {"LOWER", "TAG", "DEP", "IS_SPACE"}
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Form:
    """Of a combination. opens, closes: patterns of several tokens that it may be the first or the second of."""

    pos: str
    lemma: str
    opens: frozenset[int]
    closes: frozenset[int]


class Forms:
    """What ruler and lemmatizer of a pipeline say. Raises Unlike where the ruler looks at more than words, tags and labels."""

    def __init__(self, nlp: Language) -> None:
        self.ruler: Any = nlp.get_pipe("attribute_ruler")
        self.lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self.vocab = nlp.vocab
        if type(self.lemmatizer).__name__ != "EnglishLemmatizer" or self.lemmatizer.mode != "rule":
            raise Unlike("a lemmatizer of another kind")
        patterns: list[list[dict[str, Any]]] = [p for entry in self.ruler.patterns for p in entry["patterns"]]
        if any(set(token) - _KNOWN for pattern in patterns for token in pattern):
            raise Unlike("an attribute ruler that looks at more than words, tags and labels")
        self.longer = [pattern for pattern in patterns if len(pattern) > 1]
        told = {label for pattern in patterns for token in pattern for label in _strings(token.get("DEP"))}
        labels = [label for label in nlp.get_pipe("parser").labels if label not in told]  # type: ignore[attr-defined]
        if not labels:
            raise Unlike("an attribute ruler that looks at every label")
        strings = nlp.vocab.strings
        self._other = _signed(strings[labels[0]])
        self._told = {_signed(strings[label]) for label in told if label}
        self.known: dict[Key, Form] = {}

    def of(self, docs: Sequence[Doc], tokens: Sequence[Sequence[Key]]) -> list[tuple[list[str], list[str]]]:
        """For each text its coarse tags and lemmas. tokens: word, tag and label of each token, spaCy's numbers of them as signed ones."""
        told = self._told
        keys = [[(w, t, d if d in told else self._other) for w, t, d in row] for row in tokens]
        if len(self.known) > MOST:
            self.known.clear()
        missing = list({key: None for row in keys for key in row if key not in self.known})
        if missing:
            self._learn(missing)
        return [self._one(doc, [self.known[key] for key in row]) for doc, row in zip(docs, keys)]

    def _one(self, doc: Doc, forms: Sequence[Form]) -> tuple[list[str], list[str]]:
        if any(a.opens and a.opens & b.closes for a, b in zip(forms, forms[1:])):
            doc = self.lemmatizer(self.ruler(doc))
            return [t.pos_ for t in doc], [t.lemma_ for t in doc]
        return [form.pos for form in forms], [form.lemma for form in forms]

    def _learn(self, keys: Sequence[Key]) -> None:
        """Asks the components, in one text of the words with commas between them."""
        from spacy.tokens import Doc

        strings = self.vocab.strings
        words, tags, labels = [], [], []
        for word, tag, label in ([n % (1 << 64) for n in key] for key in keys):
            words += [strings[word], ","]
            tags += [strings[tag], ","]
            labels += [strings[label], strings[self._other % (1 << 64)]]
        doc = Doc(self.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
        doc = self.lemmatizer(self.ruler(doc))
        for n, key in enumerate(keys):
            token = doc[2 * n]
            seen = {"LOWER": token.lower_, "TAG": token.tag_, "DEP": labels[2 * n], "IS_SPACE": token.is_space}
            opens, closes = (
                frozenset(p for p, pattern in enumerate(self.longer) if _may_be(pattern[side], seen)) for side in (0, 1)
            )
            self.known[key] = Form(token.pos_, token.lemma_, opens, closes)


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def _strings(condition: Any) -> list[str]:
    if isinstance(condition, str):
        return [condition]
    return [text for texts in condition.values() for text in texts] if isinstance(condition, Mapping) else []


def _may_be(token: Mapping[str, Any], seen: Mapping[str, Any]) -> bool:
    """Whether a token may be what a pattern asks for; True where the condition is of another form."""
    return all(_meets(condition, seen[name]) for name, condition in token.items())


def _meets(condition: Any, value: Any) -> bool:
    if not isinstance(condition, Mapping):
        return bool(condition == value)
    tests = {
        "IN": lambda told: value in told,
        "NOT_IN": lambda told: value not in told,
        "REGEX": lambda told: re.search(told, value) is not None,
    }
    return all(tests[name](told) if name in tests else True for name, told in condition.items())
