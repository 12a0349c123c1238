"""Copies planted among articles, as agencies, sites and machines make them: what is a copy of what is then known.

Every choice comes from a seed, so that the same articles give the same set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from dragoman.records.folded import folded_words

_SENTENCE = re.compile(r"(?<=[.!?][\"”’)])\s+|(?<=[.!?])\s+")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_AGENCIES = ("AP", "Reuters", "AFP", "Kyodo", "Xinhua", "Yonhap")
# Shorter articles have copies that say next to nothing.
LEAST_SENTENCES = 4
# Pairs as a translation there and back exchanges them.
_OTHER_WORDS = {
    "said": "stated", "told": "informed", "also": "additionally", "but": "however", "after": "following",
    "about": "regarding", "will": "is going to", "would": "was going to", "people": "persons", "many": "numerous",
    "began": "started", "begin": "start", "help": "assist", "show": "demonstrate", "big": "large", "near": "close to",
    "during": "in the course of", "because": "since", "while": "as", "killed": "dead", "against": "versus",
    "between": "among", "called": "named", "including": "among them", "however": "but", "several": "some",
    "announced": "made known", "government": "administration", "discussed": "talked over", "important": "significant",
    "continue": "go on", "meeting": "encounter", "leaders": "heads", "country": "nation", "countries": "nations",
    "support": "backing", "agreed": "consented", "reported": "communicated", "according": "pursuant",
    "current": "present", "recent": "latest", "against the": "versus the", "attack": "assault", "police": "the police",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """A text to plant copies of. published: `YYYY-MM-DD`. news: an agency might have sent it as a flash and leads."""

    id: str
    title: str
    text: str
    published: str | None = None
    news: bool = True


@dataclass(frozen=True, slots=True)
class Planted:
    """A text among the planted. story: id of the article that it tells. kind: `original`, or the edit that made it."""

    id: str
    story: str
    kind: str
    text: str
    published: str | None = None


Edit = Callable[[Article, Sequence[Article], Random], str]


def plant(articles: Sequence[Article], seed: int, donors: Sequence[Article]) -> tuple[Planted, ...]:
    """Each article as it is, and its copies by every kind of edit of `EDITS` that its length allows.

    donors: other articles, of which no copy is planted; updated copies take new sentences from them. A copy whose words are those
    of another text (the first sentence of a form) is left out: nothing could tell whose it is.
    """
    made: list[Planted] = []
    known: set[str] = set()
    for article in articles:
        random = Random(f"{seed} {article.id}")
        day = article.published
        made.append(Planted(article.id, article.id, "original", f"{article.title}\n{article.text}", day))
        for kind, edit in {**EDITS, **(VERSIONS if article.news else {})}.items():
            if len(_sentences(article.text)) >= LEAST_SENTENCES:
                text = edit(article, donors, random)
                words = " ".join(folded_words(text))
                if kind == "rewrapped" or words not in known:
                    made.append(Planted(f"{article.id}/{kind}", article.id, kind, text, day))
                known.add(words)
    return tuple(made)


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text) if part.strip()]


def _headline(article: Article, others: Sequence[Article], random: Random) -> str:
    """Another headline, a dateline, a credit at the end; the story itself untouched."""
    words = article.title.split()
    title = " ".join([*words[len(words) // 2 :], "as", *words[: len(words) // 2]]).title()
    agency = random.choice(_AGENCIES)
    return f"{title}\nBy our correspondent\n\n({agency}) — {article.text}\n\nCopyright {agency}. All rights reserved."


def _cut(article: Article, others: Sequence[Article], random: Random) -> str:
    """The beginning alone, a third to four fifths of it."""
    sentences = _sentences(article.text)
    return f"{article.title}\n" + " ".join(sentences[: max(2, int(len(sentences) * random.uniform(0.33, 0.8)))])


def _middle(article: Article, others: Sequence[Article], random: Random) -> str:
    """A stretch of it under another title, as digests quote."""
    sentences = _sentences(article.text)
    length = max(3, int(len(sentences) * random.uniform(0.35, 0.7)))
    start = random.randrange(max(1, len(sentences) - length + 1))
    return f"In brief, {random.choice(_DAYS)}\n" + "\n".join(sentences[start : start + length])


def _updated(article: Article, others: Sequence[Article], random: Random) -> str:
    """New sentences on top and inside, the last ones gone."""
    own = _sentences(article.text)
    new = _sentences(random.choice(others).text)
    count = max(1, min(len(new), len(own) // 4))
    kept = own[: max(3, len(own) - random.randrange(3))]
    at = random.randrange(1, len(kept))
    top, inner = new[: count // 2], new[count // 2 : count]
    return f"UPDATE 1-{article.title}\n" + " ".join([*top, *kept[:at], *inner, *kept[at:]])


def _corrected(article: Article, others: Sequence[Article], random: Random) -> str:
    """Some numbers, names and weekdays put right, with a note that says so."""
    text = _NUMBER.sub(lambda m: str(random.randrange(2, 999)) if random.random() < 0.5 else m[0], article.text)
    text = _NAME.sub(lambda m: random.choice(_DAYS) if m[0] in _DAYS else m[0], text)
    names = sorted(set(_NAME.findall(article.text)) - set(_DAYS))
    if names:
        wrong = random.choice(names)
        text = re.sub(rf"\b{wrong}\b", wrong[:-1] + random.choice("aeiou"), text)
    return f"CORRECTED-{article.title}\n(Corrects figures in paragraphs 1 and 2)\n\n{text}"


def _garbled(article: Article, others: Sequence[Article], random: Random) -> str:
    """Words doubled, dropped, put in the wrong place or in other cases; quotation marks and lines changed."""
    made: list[str] = []
    for word in article.text.split():
        chance = random.random()
        if chance < 0.03:
            made += [word, word.capitalize()]
        elif chance < 0.06:
            continue
        elif chance < 0.08 and made:
            made.insert(len(made) - 1, word)
        elif chance < 0.10:
            made.append(word.upper())
        else:
            made.append(word)
    return f"{article.title.lower()}\n" + " ".join(made).replace('"', "”").replace("'", "’")


def _translated(article: Article, others: Sequence[Article], random: Random) -> str:
    """Common words exchanged, articles dropped or added, parts of sentences turned round: there and back again."""
    made = []
    for sentence in _sentences(f"{article.title}. {article.text}"):
        words = [_other_word(word, random) for word in sentence.split()]
        words = [w for w in words if not (w.lower() in ("the", "a", "an", "that") and random.random() < 0.35)]
        if ", " in sentence and random.random() < 0.25:
            first, rest = (
                " ".join(words).rstrip(".").split(", ", 1) if ", " in " ".join(words) else (" ".join(words), "")
            )
            words = f"{rest}, {first}.".strip(", ").split()
        made.append(" ".join(words))
    return " ".join(made)


def _other_word(word: str, random: Random) -> str:
    plain = word.rstrip(".,;:")
    if plain.lower() in _OTHER_WORDS and random.random() < 0.8:
        return _OTHER_WORDS[plain.lower()] + word[len(plain) :]
    return word


def _rewrapped(article: Article, others: Sequence[Article], random: Random) -> str:
    """The same words in lines of another length."""
    lines: list[str] = [""]
    for word in f"{article.title} {article.text}".split():
        if len(lines[-1]) + len(word) > 60:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _urgent(article: Article, others: Sequence[Article], random: Random) -> str:
    """The first flash: title and first sentence."""
    return f"(URGENT) {article.title}\n{_sentences(article.text)[0]}"


def _lead(article: Article, others: Sequence[Article], random: Random) -> str:
    """The flash written on: a few sentences."""
    return f"(LEAD) {article.title}\n(ATTN: ADDS details)\n" + " ".join(_sentences(article.text)[:4])


EDITS: dict[str, Edit] = {
    "headline": _headline,
    "cut": _cut,
    "middle": _middle,
    "updated": _updated,
    "corrected": _corrected,
    "garbled": _garbled,
    "translated": _translated,
    "rewrapped": _rewrapped,
}
VERSIONS: dict[str, Edit] = {"urgent": _urgent, "lead": _lead}
