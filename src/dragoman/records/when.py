"""Days: the expression as worded, and the first and last day that it means for a Reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# In a claim's `why`: its day was found in the text around, not in its sentence (pipeline/dating.py).
AROUND = "likeliest by the text around"
# "in eight months", "in more than a decade": how long there had been none; not "in the past few months".
_SINCE_LAST = re.compile(
    r"(in|over) (?!.*\b(the|past|last|recent|previous|preceding|these|coming|next)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in a text, before any day is known.

    first, last: tokens, half-open; start, end: code points. kind: TIMEX3's DATE, TIME, DURATION or SET.
    value: what the words say, as data that `resolve.days` reads, e.g. `{"unit": "week", "offset": -1}`,
    `{"weekday": 4}`, `{"month": 11}`, `{"date": "2019"}`.
    head: the token by which grammar attaches it (the preposition, if there is one, else the noun).
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    head: int
    kind: str
    value: tuple[tuple[str, str | int], ...]

    def get(self, key: str) -> str | int | None:
        """The value under `key`, or null."""
        return dict(self.value).get(key)


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, both inclusive, `YYYY-MM-DD`; both null with basis `unknown`.

    basis: `stated` (a full date), `reckoned` (from words and an anchor day), `published` (nothing better), `unknown`.
    text, start, end: the expression, where one stands. timex: its TIMEX3 value, where there is one.
    """

    first: str | None
    last: str | None
    basis: str
    text: str | None = None
    start: int | None = None
    end: int | None = None
    timex: str | None = None


UNKNOWN = When(None, None, "unknown")


def day_of_act(when: When) -> When:
    """The day itself, of a stretch that tells how long there was no such act ("their first talks in eight months") its end, as known from the report."""
    back = when.basis == "reckoned" and (when.timex or "").startswith("P") and _SINCE_LAST.match(when.text or "")
    return replace(when, first=when.last, basis="published") if back and when.last else when
