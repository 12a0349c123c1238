"""The notation of case files: what a text says, claim by claim, in lines that a reviewer reads as a diff.

    === name of the case
    published: 2023-04-02
    show: per
    ---
    text
    ---
    TYPE[-mode] ACTORS > RECIPIENTS | trigger | days basis | aux … | per: …

Parties are `CODE:SECTOR` (`CODE/ORG` for organisations of their own id), `?name` where no code was found, `-` for none;
`<>` in place of `>` where the act is reciprocal; it stands last where all sides are actors. Days are `2023-04-02`, `2023-04-01..2023-04-02` or `unknown`. A speech
has the type SPEECH, its speakers as actors, and last what it says: `direct: first words … last words`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.records.claim import Claim
from dragoman.records.party import Party
from dragoman.records.text import Span
from dragoman.records.when import When

KEYS = ("published", "publisher", "place", "title", "show")
SHOWN = (
    "per",
    "issues",
    "within",
    "about",
    "where",
    "quantities",
    "contexts",
    "via",
    "also",
    "names",
    "offices",
    "expression",
)
NONE = "none"
RULE = "---"
NAME = "=== "
# Words of a speech that are shown from each end of a part.
ENDS = 4


class CaseError(ValueError):
    """A case file that is not in the notation; names file and line."""


@dataclass(frozen=True)
class Case:
    """One case. line: where its name stands, from 1. expected: the lines below the second rule."""

    path: Path
    line: int
    name: str
    header: dict[str, str]
    text: str
    expected: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """Further fields that the expectations show."""
        return tuple(word.strip() for word in self.header.get("show", "").split(",") if word.strip())

    @property
    def id(self) -> str:
        """The name by which pytest calls it."""
        return f"{self.path.stem}: {self.name}"


# Files -----------------------------------------------------------------------------------------------------------


def read_cases(path: Path) -> list[Case]:
    """The cases of a file. Raises CaseError."""
    lines = path.read_text(encoding="utf-8").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(NAME)]
    if not starts or any(line.strip() and not line.startswith("#") for line in lines[: starts[0] if starts else None]):
        raise CaseError(f"{path}:1: a case begins with `=== its name`; only comments (#) may stand before the first")
    ends = [*starts[1:], len(lines)]
    cases = [_case(path, start, lines[start:end]) for start, end in zip(starts, ends)]
    names = [case.name for case in cases]
    twice = next((case for case in cases if names.count(case.name) > 1), None)
    if twice:
        raise CaseError(f"{path}:{twice.line}: two cases are called {twice.name!r}")
    return cases


def _case(path: Path, start: int, lines: Sequence[str]) -> Case:
    where = f"{path}:{start + 1}"
    rules = [number for number, line in enumerate(lines) if line == RULE]
    if len(rules) != 2:
        raise CaseError(f"{where}: a case has two lines `---`, before and after its text; found {len(rules)}")
    header = dict(_key(path, start + 2 + i, line) for i, line in enumerate(lines[1 : rules[0]]) if line.strip())
    text = "\n".join(lines[rules[0] + 1 : rules[1]])
    expected = tuple(line.strip() for line in lines[rules[1] + 1 :] if line.strip() and not line.startswith("#"))
    if not text.strip():
        raise CaseError(f"{where}: the case has no text")
    if not expected:
        raise CaseError(f"{where}: no expectation; write `none` where no claim is expected, or run pytest --accept")
    case = Case(path, start + 1, lines[0][len(NAME) :].strip(), header, text, expected)
    wrong = [field for field in case.shown if field not in SHOWN]
    if wrong:
        raise CaseError(f"{where}: show: {', '.join(wrong)} is not among {', '.join(SHOWN)}")
    return case


def _key(path: Path, line: int, words: str) -> tuple[str, str]:
    key, colon, value = words.partition(":")
    if not colon or key.strip() not in KEYS:
        raise CaseError(f"{path}:{line}: {words!r} is not one of the keys {', '.join(KEYS)}")
    return key.strip(), value.strip()


def accept(case: Case, lines: Sequence[str]) -> None:
    """Writes `lines` as what the case expects. Raises CaseError when all claims of a case that had some vanish."""
    if list(lines) == [NONE] and case.expected != (NONE,):
        raise CaseError(
            f"{case.path}:{case.line}: all claims of {case.name!r} vanish; write `none` yourself if that is right"
        )
    current = next(one for one in read_cases(case.path) if one.name == case.name)
    written = case.path.read_text(encoding="utf-8").split("\n")
    block_end = next((n for n in range(current.line, len(written)) if written[n].startswith(NAME)), len(written))
    rule = [n for n in range(current.line, block_end) if written[n] == RULE][1]
    comments = [line for line in written[rule + 1 : block_end] if line.startswith("#")]
    blank = [""] if block_end < len(written) else []
    new = [*written[: rule + 1], *lines, *comments, *blank, *written[block_end:]]
    case.path.write_text("\n".join(new).rstrip("\n") + "\n", encoding="utf-8")


# Claims ----------------------------------------------------------------------------------------------------------


def notation(claims: Sequence[Claim], shown: Sequence[str] = ()) -> tuple[str, ...]:
    """A line for each claim, in order of the text; `none` where there is no claim."""
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    return tuple(_line(claim, shown, numbers) for claim in claims) or (NONE,)


def _line(claim: Claim, shown: Sequence[str], numbers: dict[str, int]) -> str:
    kind = claim.event_type or "SPEECH"
    parts = [
        f"{kind}-{claim.mode}" if claim.mode else kind,
        _parties(claim.actor or (claim.speech.speakers if claim.speech else ()), shown),
    ]
    if claim.reciprocal:
        parts.append("<>")
    elif claim.recipient:
        parts.append(">")
    if claim.recipient:
        parts.append(_parties(claim.recipient, shown))
    cells = [" ".join(parts), _words(claim.trigger.text), _days(claim.when, "expression" in shown)]
    if claim.aux:
        cells.append(" ".join(claim.aux))
    cells += [
        f"{name}: {value}"
        for name in SHOWN
        if name in shown and name in FIELDS and (value := FIELDS[name](claim, numbers))
    ]
    if claim.speech:
        cells.append(f"{claim.speech.kind}: {' + '.join(_ends(part) for part in claim.speech.content)}")
    return " | ".join(cells)


def _parties(parties: Sequence[Party], shown: Sequence[str]) -> str:
    return ",".join(_party(p, shown) for p in parties) or "-"


def _party(party: Party, shown: Sequence[str]) -> str:
    if party.code is None:
        return f"?{'_'.join(party.name.split())}"
    words = party.code + (f"/{party.org}" if party.org else "") + (f":{party.sector}" if party.sector else "")
    extra = [v for key, v in (("names", party.name), ("offices", party.office)) if key in shown and v]
    return words + "".join(f"({'_'.join(v.split())})" for v in extra)


def _days(when: When, expression: bool) -> str:
    if when.first is None:
        days = "unknown"
    else:
        days = when.first if when.first == when.last else f"{when.first}..{when.last}"
        days = f"{days} {when.basis}"
    return f"{days} “{_words(when.text)}”" if expression and when.text else days


def _ends(part: Span) -> str:
    words = part.text.split()
    if len(words) <= 2 * ENDS + 1:
        return " ".join(words)
    return " ".join([*words[:ENDS], "…", *words[-ENDS:]])


def _words(text: str) -> str:
    return " ".join(text.split())


def _where(claim: Claim, _: dict[str, int]) -> str:
    return f"{claim.where.name}/{claim.where.country or '?'}" if claim.where else ""


def _number(field: str) -> Callable[[Claim, dict[str, int]], str]:
    """The line of the claim that `field` names."""
    return lambda claim, numbers: str(numbers.get(getattr(claim, field), "")) if getattr(claim, field) else ""


FIELDS: dict[str, Callable[[Claim, dict[str, int]], str]] = {
    "per": lambda c, _: " < ".join(s.name + (f"/{s.code}" if s.code else "") for s in c.per),
    "issues": lambda c, _: ", ".join(c.issues),
    "within": _number("within"),
    "about": _number("about"),
    "where": _where,
    "quantities": lambda c, _: ", ".join(f"{q.n:g} {q.of}" for q in c.quantities),
    "contexts": lambda c, _: ", ".join(c.contexts),
    "via": lambda c, _: (c.speech.via or "") if c.speech else "",
    "also": lambda c, _: " + ".join(_ends(s) for s in c.also),
}


def spans_of(claim: Claim) -> list[Span]:
    """Every span that a claim shows: all must stand in the text."""
    spans = [claim.evidence, claim.trigger, *claim.also]
    speakers = claim.speech.speakers if claim.speech else ()
    spans += [Span(p.start, p.end, p.text) for p in (*claim.actor, *claim.recipient, *speakers)]
    spans += [Span(q.start, q.end, q.text) for q in claim.quantities]
    spans += list(claim.speech.content) if claim.speech else []
    for one in (claim.when, claim.where, *claim.per):
        if one is not None and one.start is not None and one.end is not None and one.text is not None:
            spans.append(Span(one.start, one.end, one.text))
    return spans


def confidence_rounded(claims: Sequence[Claim]) -> list[Claim]:
    """Claims as they must come out whatever was coded before: confidence counts to .01."""
    return [replace(claim, confidence=round(claim.confidence, 2)) for claim in claims]
