"""What the tuned coder decided of one act, with its probabilities: kept on the act for `explain` and for confidence."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.party import Mention


@dataclass(frozen=True, slots=True)
class Decision:
    """type: probability of the type. runner_up: the next type and its probability. roles: probability of each role given.

    left_out: the highest probability of a role that was not given. open: code, and probabilities of actor and recipient, of each mention of one
    party that was given none. weighed: each mention of the sentence with probabilities of actor and recipient. framed_sides: codes of the actors
    and recipients by the frames. placed: probability of the least likely actor and recipient, all the text heard (placing.py). aux: how far the least certain auxiliary mode is from
    one half, 0–0.5. reciprocal: probability. framed: the type that the frames gave for the same word, or None.
    """

    type: float
    runner_up: tuple[str, float]
    roles: tuple[float, ...]
    left_out: float
    aux: float
    reciprocal: float
    framed: str | None
    open: tuple[tuple[str, float, float], ...] = ()
    weighed: tuple[tuple[Mention, float, float], ...] = ()
    framed_sides: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    placed: tuple[float, float] = (0.5, 0.5)
