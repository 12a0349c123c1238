"""Atoms of a text, and the matching of the time grammar over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.times import ATOM, Element, Phrase, Rule, Times, Value, plain
from dragoman.records.parsed import INVISIBLE, ParsedText

Keys = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Atoms:
    """Words, numbers and marks of a text: finer than tokens, so that "mid-July" or "1914–18" need no tokenizer's help.

    All have one entry an atom. starts, ends: code points. tokens: the parse's token that holds the atom's start.
    paragraphs: index of the paragraph.
    """

    text: str
    words: tuple[str, ...]
    plains: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tokens: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def glued(self, atom: int) -> bool:
        """Whether no space stands before the atom; what does not show is none."""
        if atom == 0:
            return False
        end, start = self.ends[atom - 1], self.starts[atom]
        return end == start or not INVISIBLE.sub("", self.text[end:start])


def atoms_of(parsed: ParsedText) -> Atoms:
    """The atoms of the tokens of a parse, in order."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: list[int] = []
    hidden = INVISIBLE.search(parsed.text) is not None
    for token, (start, end) in enumerate(zip(parsed.starts, parsed.ends)):
        places = [i for i in range(start, end) if not hidden or not INVISIBLE.match(parsed.text[i])]
        for match in ATOM.finditer(parsed.words[token]):
            words.append(match.group())
            starts.append(places[match.start()])
            ends.append(places[match.end() - 1] + 1)
            tokens.append(token)
    index = parsed.paragraph_index
    return Atoms(
        parsed.text,
        tuple(words),
        tuple(plain(w) for w in words),
        tuple(starts),
        tuple(ends),
        tuple(tokens),
        tuple(index[t] for t in tokens),
    )


ENDS = ("from", "to")  # of a range; the atoms of each are kept as `from_first`, `from_last` …


def _merged(keys: Keys, more: Keys) -> Keys:
    """Keys of a match and of what follows it; an end of a range begins with its first words."""
    firsts: Keys = {k: keys[k] for k in ("from_first", "to_first") if k in keys}
    return {**keys, **more, **firsts}


class Matcher:
    """Matches the grammar of `times` at atoms of one text; what a form gave at an atom is kept."""

    def __init__(self, times: Times, atoms: Atoms) -> None:
        self.times = times
        self.atoms = atoms
        self._end = len(atoms)
        self._following = (*atoms.plains[1:], "")
        self._kept: dict[tuple[str, int], tuple[tuple[int, Keys], ...]] = {}

    def at(self, atom: int) -> Iterator[tuple[int, Rule, Keys]]:
        """Ends, rules and keys of all expressions that begin at `atom`; the end is the atom after the last."""
        for rule in self.times.expressions.at(self.atoms.plains[atom], self._following[atom]):
            for end, keys in self._rule(rule, atom):
                yield end, rule, keys

    def form(self, name: str, atom: int) -> tuple[tuple[int, Keys], ...]:
        """Ends and keys of the matches of a form at `atom`."""
        found = self._kept.get((name, atom))
        if found is None:
            self._kept[name, atom] = ()  # a form that begins with itself adds nothing
            unique: dict[tuple[int, tuple[tuple[str, Value], ...]], tuple[int, Keys]] = {}
            for rule in self.times.forms[name].at(self.atoms.plains[atom], self._following[atom]):
                for end, keys in self._rule(rule, atom):
                    unique.setdefault((end, tuple(sorted(keys.items()))), (end, keys))
            found = self._kept[name, atom] = tuple(unique.values())
        return found

    def _rule(self, rule: Rule, atom: int) -> Iterator[tuple[int, Keys]]:
        for end, keys in self._elements(rule.elements, 0, atom, atom):
            if end > atom:
                yield end, {**keys, **dict(rule.sets)}

    def _elements(self, elements: tuple[Element, ...], index: int, atom: int, first: int) -> Iterator[tuple[int, Keys]]:
        if index == len(elements):
            yield atom, {}
            return
        element = elements[index]
        for end, keys in self._element(element, atom, first):
            side = element.key.partition(".")[0]
            if side in ENDS:
                keys = {**keys, f"{side}_first": atom, f"{side}_last": end}
            for last, more in self._elements(elements, index + 1, end, first):
                yield last, _merged(keys, more)
        if element.optional:
            yield from self._elements(elements, index + 1, atom, first)

    def _element(self, element: Element, atom: int, first: int) -> Iterator[tuple[int, Keys]]:
        atoms = self.atoms
        if atom >= self._end or atoms.paragraphs[atom] != atoms.paragraphs[first]:
            return
        if element.glued and not atoms.glued(atom):
            return
        if element.kind == "words":
            if atoms.plains[atom] in element.words:
                yield atom + 1, {}
        elif element.kind == "number":
            yield from self._number(element, atom)
        elif element.kind == "class":
            for phrase in self.times.classes[element.name].get(atoms.plains[atom], ()):
                if self._phrase(phrase, atom):
                    value = phrase.value
                    yield atom + len(phrase.words), dict(value) if isinstance(value, tuple) else {element.key: value}
        else:
            for end, keys in self.form(element.name, atom):
                yield end, {element.key + k: v for k, v in keys.items()}

    def _number(self, element: Element, atom: int) -> Iterator[tuple[int, Keys]]:
        word = self.atoms.words[atom]
        if not (word.isascii() and word.isdigit()) or len(word) > 4:
            return
        two = element.key.endswith(("yy", "yy_to", "yy_decade", "minute"))
        if (two and len(word) != 2) or (not two and word[0] == "0" and len(word) > 2 and element.key != "hhmm"):
            return
        if element.key.endswith(("yy_decade", "decade_year")) and word[-1] != "0":
            return  # "two F-35s"
        if element.key == "hhmm" and (len(word) != 4 or int(word[2:]) > 59):
            return
        if element.low <= int(word) <= element.high:
            yield atom + 1, {element.key: int(word)}

    def _phrase(self, phrase: Phrase, atom: int) -> bool:
        atoms = self.atoms
        last = atom + len(phrase.words)
        if last > self._end or atoms.plains[atom:last] != phrase.words:
            return False
        return not phrase.capital or atoms.words[atom][0].isupper()
