"""A dictionary of agents: nouns of people and bodies with the role that they add to a country.

ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV]   # its plural in braces; {} where it has none, regular without braces
CONGRESS!PERSON! [~LEG]                       # a substitution set
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.codebook.petrarch.actors import phrases, shortened
from dragoman.codebook.petrarch.lines import LONGEST, Line, content, parts, place
from dragoman.codebook.petrarch.sets import SetError, Sets
from dragoman.records.problem import Problem

_CODE = re.compile(r"~?([A-Za-z0-9]+)~?")


@dataclass(frozen=True, slots=True)
class Agent:
    """The forms of a noun or phrase, singular first, words parted by single blanks; its role, without `~`; its line."""

    forms: tuple[str, ...]
    code: str
    line: int


def plural(phrase: str) -> str:
    """The regular plural of a phrase's last word."""
    word = phrase.upper()
    if word.endswith("Y") and word[-2:-1] not in "AEIOU":
        return phrase[:-1] + "IES"
    return phrase + ("ES" if word.endswith(("S", "X", "Z", "CH", "SH")) else "S")


def _agent(line: Line, sets: Sets) -> Agent:
    split = parts(line.text)
    if len(line.text) > LONGEST:
        raise ValueError("it is too long")
    if split.left:
        raise ValueError(f"{split.left!r} stands outside its code")
    if len(split.codes) != 1:
        raise ValueError("it has several codes" if split.codes else "it has no code")
    found = _CODE.fullmatch(split.codes[0])
    if found is None or "~" not in split.codes[0]:
        raise ValueError(f"{split.codes[0]!r} is no agent's code, which has a ~")
    forms = phrases(split.head, sets)
    regular = "{" not in split.head and len(forms) == 1
    return Agent((*forms, plural(forms[0])) if regular else tuple(forms), found[1].upper(), line.number)


def read_agents(lines: Iterable[str], source: str) -> tuple[tuple[Agent, ...], tuple[int, ...], tuple[Problem, ...]]:
    """The agents, the lines that define sets, and the problems: petrarch.comment, .form, .set."""
    sets = Sets()
    agents: list[Agent] = []
    defined: list[int] = []
    problems: list[Problem] = []
    for line in content(lines, source):
        if isinstance(line, Problem):
            problems.append(line)
            continue
        try:
            if sets.define(line.text):
                defined.append(line.number)
            else:
                agents.append(_agent(line, sets))
        except ValueError as error:
            code = "petrarch.set" if isinstance(error, SetError) else "petrarch.form"
            values: dict[str, object] = {"text": shortened(line.text), "reason": str(error)}
            problems.append(Problem(code, place(source, line.number), values=values))
    return tuple(agents), tuple(defined), tuple(problems)
