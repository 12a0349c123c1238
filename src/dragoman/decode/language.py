"""Whether a text is in English: by script, then by its function words, then by py3langid, which is loaded only then."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from dragoman.codebook.folder import Folder

# Fewer letters than this tell nothing of the language.
MIN_LETTERS = 40
SAMPLE = 4_000
LATIN = "LATIN"
FOREIGN_SHARE = 0.6
# Of 800 Wikinews articles and readouts the lowest share is .158; sentences of neighbouring languages reach .12.
ENGLISH_SHARE = 0.14
# Log-probability by which another language must beat English, a letter; English sentences stay under .65, others are
# over 1.
MARGIN = 0.8
WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """The name of the language that `text` is in; null when it is English, or too short to tell."""
    letters = [c for c in text[: 50 * SAMPLE] if c.isalpha()]
    if len(letters) < MIN_LETTERS:
        return None
    letters = letters[:: max(1, len(letters) // SAMPLE)]
    scripts = Counter(unicodedata.name(c, "UNNAMED").split(" ")[0] for c in letters)
    foreign = Counter({script: count for script, count in scripts.items() if script in _data()["scripts"]})
    if foreign.total() > FOREIGN_SHARE * len(letters):
        return _script_language(foreign)
    words = [w.lower() for w in WORD.findall(text[: 10 * SAMPLE])]
    if sum(w in _function_words() for w in words) >= ENGLISH_SHARE * len(words):
        return None
    return _by_model(text[:SAMPLE], min(len(letters), SAMPLE))


def same_language(tag: str, language: str) -> bool:
    """Whether a language tag ("en-GB", "English") means the language of the ISO 639-1 code `language`."""
    first = tag.strip().lower().replace("_", "-").split("-")[0]
    return first in {language, "eng" if language == "en" else language, _data()["names"].get(language, "").lower()}


def language_name(tag: str) -> str:
    """The name of a tag's language, or the tag itself."""
    return str(_data()["names"].get(tag.strip().lower().split("-")[0], tag))


def _script_language(foreign: Counter[str]) -> str:
    kana = foreign["HIRAGANA"] + foreign["KATAKANA"]
    script = "HIRAGANA" if kana > 0.05 * foreign.total() else foreign.most_common(1)[0][0]
    return str(_data()["scripts"][script])


def _by_model(sample: str, letters: int) -> str | None:
    import py3langid

    scores: dict[str, float] = dict(py3langid.rank(sample))
    best = max(scores, key=scores.__getitem__)
    return language_name(best) if scores[best] - scores["en"] > MARGIN * letters else None


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = Folder().yaml("languages.yaml")[0]
    return data


@cache
def _function_words() -> frozenset[str]:
    return frozenset(Folder().yaml("en/function_words.yaml")[0]["words"])
