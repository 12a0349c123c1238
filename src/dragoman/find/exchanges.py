"""What two sides trade with each other that is no goods: "traded protests", "exchanged fire", "swapped accusations"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder

# list of en/grammar.yaml → the type of act that is traded
_TRADED = {"traded-fire": "ASSAULT", "traded-blame": "ACCUSE", "traded-threats": "THREATEN"}


def exchanged(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, what is traded told by its object: as that object's own act where there is one, else as the act of its kind."""
    p, words = coder.parsed, coder.grammar.words
    triggers = {a.trigger for a in acts}
    found = []
    for act in acts:
        trades = act.type == "COOPERATE" and p.lemmas[act.trigger] in words["trades"]
        things = coder.grammar.objects(act.trigger) if trades else ()
        kinds = [t for thing in things for name, t in _TRADED.items() if p.lemmas[thing] in words[name]]
        if not kinds:
            found.append(act)
        elif not triggers & set(things):
            found.append(replace(act, type=kinds[0], mode=None, contexts=None, why=(*act.why, "by what is traded")))
    return found
