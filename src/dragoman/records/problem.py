"""Problems: what went wrong with an input, where, and the way out. Every message of the program stands here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and its way out, both format strings over a problem's values. fatal: the input gave no document."""

    says: str
    way_out: str
    fatal: bool = True


CATALOGUE: dict[str, Entry] = {
    "file.missing": Entry("there is no such file or folder.", "Check the path."),
    "file.unreadable": Entry("cannot be read: {reason}.", "Check its permissions."),
    "folder.empty": Entry("holds no text to read.", "Put .txt or .jsonl files in it, or name files."),
    "file.empty": Entry("is empty.", "Nothing was read from it."),
    "file.binary": Entry("is not text ({sign}).", "Convert it to plain text or JSON lines first."),
    "file.too_large": Entry(
        "is one text of {megabytes} MB; {limit} MB is the limit for one document.",
        "Split it, give one document a line as JSONL, or raise --max-mb.",
    ),
    "encoding.fallback": Entry(
        "is not valid UTF-8 at byte {byte}; read as {encoding}.", "Convert it to UTF-8 if letters look wrong.", False
    ),
    "language.other": Entry(
        "seems to be in {language}, not English.", "No claims were drawn; only English is coded so far."
    ),
    "published.missing": Entry(
        "has no publication day; days such as “last week” stay unknown.",
        "Give --published YYYY-MM-DD or a sources.toml.",
        False,
    ),
    "published.bad": Entry(
        "has a publication day that is no date: {value!r}.", "Write it as YYYY-MM-DD; it was left out.", False
    ),
    "published.future": Entry("has a publication day in the future: {value}.", "Check it; it was kept.", False),
    "jsonl.bad": Entry("line {line} is not a JSON object: {reason}.", "Mend or drop the line; the others were read."),
    "jsonl.no_text": Entry("line {line} has no `text`.", "Give each line `id` and `text`; the others were read."),
    "sources.bad": Entry("is not valid: {reason}.", "Mend the side file; the texts were read without it.", False),
    "step.failed": Entry("the step {step} failed: {reason}.", "Please report it with the text; nothing of it was kept."),
    "day.ambiguous": Entry(
        "{text!r} is {first} or {last}; no day was set.", "Settle it with `dragoman correct`.", False
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input: a code of the catalogue, the source, a place in its text, and values."""

    code: str
    source: str
    start: int | None = None
    end: int | None = None
    values: dict[str, object] = field(default_factory=dict)

    @property
    def fatal(self) -> bool:
        """Whether the input gave no document for it."""
        return CATALOGUE[self.code].fatal

    def __str__(self) -> str:
        entry = CATALOGUE[self.code]
        place = "" if self.start is None else f" [{self.start},{self.end})"
        says = f"{entry.says} {entry.way_out}".format(**self.values)
        return f"{self.source}{place} {self.code}: {says}"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a step gives: its value and the problems it met."""

    value: T
    problems: tuple[Problem, ...] = ()
