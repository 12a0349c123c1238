"""ParsedText: what `annotate` says of a Text, as plain arrays over its tokens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.records.text import Span

# Characters that do not show: soft hyphens, zero-width ones, marks of the writing direction. They may stand inside a word.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class ParsedText:
    """Tokens of a Text with heads, labels and tags.

    All arrays have one entry a token, in order of the text; white space is no token.
    starts, ends: code points of the Text, half-open. heads: index of the head token; a root is its own head.
    labels: dependency labels of `label_set` (`clear`: ClearNLP, as in spaCy's English models: nsubj, dobj, pobj,
    agent, relcl …). tags: Penn Treebank tags. poses: coarse universal tags. lemmas: lower case.
    sentences: half-open token ranges, in order, that cover all tokens; a sentence never crosses a paragraph.
    cased: the Text with headlines in the case of sentences, "" where it has none in capitals. paragraphs: half-open token ranges. entities: (first, last, label), half-open, the model's own guesses at names.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    poses: tuple[str, ...]
    lemmas: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    entities: tuple[tuple[int, int, str], ...]
    label_set: str = "clear"
    cased: str = ""

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens as written, those of headlines as in sentences, without characters that do not show."""
        shown = self.cased or self.text
        words = tuple(shown[s:e] for s, e in zip(self.starts, self.ends))
        return tuple(INVISIBLE.sub("", w) for w in words) if INVISIBLE.search(self.text) else words

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The tokens in lower case, curly apostrophes made straight."""
        return tuple(w.lower().replace("’", "'") for w in self.words)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token its dependents, left to right."""
        found: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return tuple(tuple(c) for c in found)

    @cached_property
    def sentence_index(self) -> tuple[int, ...]:
        """For each token the index of its sentence."""
        return tuple(i for i, (first, last) in enumerate(self.sentences) for _ in range(first, last))

    @cached_property
    def paragraph_index(self) -> tuple[int, ...]:
        """For each token the index of its paragraph."""
        return tuple(i for i, (first, last) in enumerate(self.paragraphs) for _ in range(first, last))

    @cached_property
    def _reach(self) -> tuple[tuple[int, int], ...]:
        left, right = list(range(len(self))), list(range(len(self)))
        for token in range(len(self)):
            node, steps = token, 0
            while self.heads[node] != node and steps <= len(self):
                node = self.heads[node]
                left[node], right[node] = min(left[node], token), max(right[node], token)
                steps += 1
        return tuple((a, b + 1) for a, b in zip(left, right))

    def subtree(self, token: int) -> tuple[int, int]:
        """Half-open token range from the leftmost to the rightmost descendant of `token`."""
        return self._reach[token]

    def descendants(self, token: int) -> list[int]:
        """`token` and all below it, in order of the text."""
        found, queue = [], [token]
        while queue:
            node = queue.pop()
            found.append(node)
            queue.extend(self.children[node])
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """The Text's span of tokens `[first, last)`."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(start, end, self.text[start:end])

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range of the tokens that lie in code points `[start, end)`; empty when there are none."""
        from bisect import bisect_left

        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return first, max(first, last)

    def head_of(self, first: int, last: int) -> int:
        """The token by which `[first, last)` hangs in its sentence, the last where there are several."""
        outside = [t for t in range(first, last) if not first <= self.heads[t] < last or self.heads[t] == t]
        return outside[-1] if outside else last - 1

    def entity_labels(self, first: int, last: int) -> set[str]:
        """What the model takes the names for that share a token with `[first, last)`."""
        return {label for a, b, label in self.entities if a < last and first < b}

    def closed(self, last: int) -> bool:
        """Whether what ends before token `last` ends as a sentence does; a headline has no such mark."""
        return self.words[last - 1] in (".", "?", "!", "”", '"')

    def child(self, token: int, *labels: str) -> int | None:
        """The first dependent of `token` that has one of the labels."""
        return next((c for c in self.children[token] if self.labels[c] in labels), None)

    def conjuncts(self, token: int) -> list[int]:
        """`token` and the heads coordinated with it to its right, in order."""
        found = [token]
        for node in found:
            found.extend(c for c in self.children[node] if self.labels[c] == "conj" or self._listed(node, c))
        return sorted(found)

    def _listed(self, name: int, behind: int) -> bool:
        """Whether a name behind a comma goes on with a list that the parse has not seen: "Chile, | Colombia, Costa Rica and Uruguay sided with"."""
        if self.labels[behind] not in ("npadvmod", "appos") or not name < behind:
            return False
        titled = any(
            self.labels[c] in ("det", "poss") for c in self.children[name]
        )  # "the minister, Takeshi Iwaya, and"
        if titled or not (self.tags[name].startswith("NNP") and self.tags[behind].startswith("NNP")):
            return False
        comma = self.words[name + 1 : name + 2] == (",",)
        return comma and any(self.labels[c] == "conj" for c in self.children[behind])


def path_between(parsed: ParsedText, token: int, other: int) -> str:
    """Labels up from `other` and down to `token`, at most four of them; `far:…` where there are more, `apart` in another tree."""
    up, node = {}, other
    for n in range(12):
        up[node] = n
        if parsed.heads[node] == node:
            break
        node = parsed.heads[node]
    down, node = [], token
    while node not in up and parsed.heads[node] != node:
        down.append(parsed.labels[node])
        node = parsed.heads[node]
    if node not in up:
        return "apart"
    rise, at = [], other
    while at != node:
        rise.append(parsed.labels[at])
        at = parsed.heads[at]
    if len(rise) + len(down) > 4:
        return f"far:{len(rise) > len(down)}"
    return "<".join(rise) + "|" + ">".join(reversed(down))


def hyphened(parsed: ParsedText, first: int, last: int) -> tuple[str, str]:
    """The words that hyphens join to the tokens `[first, last)`, before and behind, in lower case: "anti" and "" of "anti-Beijing"; "" where none is."""
    words = parsed.lowers
    before = words[first - 2] if first > 1 and words[first - 1] == "-" else ""
    after = words[last + 1] if last + 1 < len(words) and words[last] == "-" else ""
    return before, after


def entity_label(parsed: ParsedText, token: int) -> str:
    """The kind of the name that holds a token, as the parser's model sees it ("GPE", "PERSON"), or ""."""
    return next((label for first, last, label in parsed.entities if first <= token < last), "")


def no_owner(parsed: ParsedText, first: int, last: int, words: Mapping[str, Collection[str]]) -> bool:
    """Whether a name is of who backs the ones after it, or whom they are against: "Iran-backed fighters", "anti-American protesters".

    words: lists of en/mentions.yaml by name.
    """
    before, after = hyphened(parsed, first, last)
    return after in words["backing-suffix"] or before in words["against-prefix"]


def posted_to(parsed: ParsedText, first: int, sent: Collection[str]) -> bool:
    """Whether a country's name at `first` says where somebody is sent: "ambassador to the United Kingdom Kyaw Zwar Minn". sent: lemmas of those
    who are."""
    before = first - 1 if first and parsed.lowers[first - 1] != "the" else first - 2
    return before > 0 and parsed.lowers[before] in ("to", "in", "at", "for", "on") and parsed.lemmas[before - 1] in sent
