"""A dictionary as read: of actors or of agents, whichever its lines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.petrarch.actors import Entry, read_actors
from dragoman.codebook.petrarch.agents import Agent, read_agents
from dragoman.records.problem import Problem

KINDS = ("actors", "agents")


@dataclass(frozen=True)
class Dictionary:
    """What a file says. source: its path as given. sets: lines that define substitution sets.

    Every line is a comment, or part of an entry, an agent or a set, or named by a problem.
    """

    source: str
    kind: str
    entries: tuple[Entry, ...] = ()
    agents: tuple[Agent, ...] = ()
    sets: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_dictionary(lines: Sequence[str], source: str, kind: str | None = None) -> Dictionary:
    """What the lines say. kind: `actors` or `agents`; without it as most of their codes are: those of agents have a `~`.

    Problems: petrarch.comment, petrarch.form, petrarch.date, petrarch.set, petrarch.no_code.
    """
    kind = kind or kind_of(lines)
    if kind == "agents":
        agents, sets, problems = read_agents(lines, source)
        return Dictionary(source, kind, agents=agents, sets=sets, problems=problems)
    entries, sets, problems = read_actors(lines, source)
    return Dictionary(source, kind, entries, sets=sets, problems=problems)


def kind_of(lines: Sequence[str]) -> str:
    """Whether lines are of a dictionary of agents or of actors."""
    coded = [line for line in lines if "[" in line and not line.startswith("#")]
    marked = sum("[~" in line or "~]" in line for line in coded)
    return "agents" if 2 * marked > len(coded) else "actors"
